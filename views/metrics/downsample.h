#pragma once

#include <cstddef>
#include <vector>

namespace brokerscope::views {

struct SeriesPoint {
    double seconds = 0;
    double value = 0; ///< NaN: the line is broken here
    bool operator==(const SeriesPoint&) const = default;
};
using SeriesPoints = std::vector<SeriesPoint>;

/// At most about `most` points that look the same: of each slice of time the first, the smallest,
/// the largest and the last one stay. `points` must ascend in time; a series that is short enough
/// comes back unchanged.
[[nodiscard]] SeriesPoints downsampled(SeriesPoints points, std::size_t most);

} // namespace brokerscope::views
