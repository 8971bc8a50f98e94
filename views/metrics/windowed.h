#pragma once

#include "engine/base/time.h"
#include "views/metrics/downsample.h"

#include <vector>

namespace brokerscope::views {

/// How far back rates and percentiles look.
inline constexpr Duration kMetricWindow = milliseconds(100);
inline constexpr std::size_t kMostPoints = 3000; ///< of one series

/// The nearest-rank percentile (share from 0 to 1) of values in any order; they are moved about.
/// Not empty.
[[nodiscard]] double percentile(std::vector<double>& values, double share);

struct Percentiles {
    SeriesPoints median; ///< of the window before each point; broken where there was no sample
    SeriesPoints p99;
};

/// `samples` ascend in time. Empty when there are none.
[[nodiscard]] Percentiles percentilesOf(const SeriesPoints& samples, double endSeconds);

/// What came in the window before each point, per second: `amounts` ascend in time. Empty when
/// there are none.
[[nodiscard]] SeriesPoints ratesOf(const SeriesPoints& amounts, double endSeconds);

/// The mean of the window before each point; broken where there was no sample. `samples` ascend in
/// time. Empty when there are none.
[[nodiscard]] SeriesPoints averagesOf(const SeriesPoints& samples, double endSeconds);
/// Likewise the largest.
[[nodiscard]] SeriesPoints maximaOf(const SeriesPoints& samples, double endSeconds);

} // namespace brokerscope::views
