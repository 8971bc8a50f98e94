#pragma once

#include "engine/history/history.h"
#include "views/metrics/downsample.h"
#include "views/metrics/metric_tracker.h"

#include <array>
#include <vector>

namespace brokerscope::views {

/// One line of a metric over the run.
struct MetricLine {
    enum class Part : std::uint8_t { Value, Median, P99 };
    PartitionId partition = kNoPartition; ///< whose it is, if it is a partition's
    NodeId node = kNoNode; ///< whose it is, if it is a node's
    Part part = Part::Value;
    SeriesPoints points; ///< a staircase, or a line of what windows hold; broken at NaN
};

/// All metrics of a run.
struct MetricSeries {
    double endSeconds = 0;
    std::array<std::vector<MetricLine>, kMetrics> lines; ///< by MetricId

    [[nodiscard]] const std::vector<MetricLine>& of(MetricId id) const
    {
        return lines.at(static_cast<std::size_t>(id));
    }
};

/// In one pass for all of them.
[[nodiscard]] MetricSeries gatherMetrics(const history::History& history);

} // namespace brokerscope::views
