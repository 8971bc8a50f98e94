#pragma once

#include "engine/history/history.h"
#include "engine/history/verdict.h"
#include "views/metrics/downsample.h"

#include <vector>

namespace brokerscope::views {

/// Values that hold until the next point (a staircase), in records.
struct PartitionSeries {
    PartitionId partition;
    SeriesPoints points;
};
struct ConsumerSeries {
    NodeId consumer;
    SeriesPoints points;
};

/// In milliseconds, from send() to the completed future.
struct AckLatency {
    SeriesPoints samples; ///< one per acknowledged record, at the time of its acknowledgement
    SeriesPoints median; ///< of the window before each point; broken where nothing was acknowledged
    SeriesPoints p99;
};

/// Everything that the plots show of a run.
struct RunSeries {
    double endSeconds = 0;
    std::vector<PartitionSeries> uncommitted; ///< LEO − HW on the partition's leader
    std::vector<ConsumerSeries>
        lag; ///< the leaders' HW less the consumer's positions, over all its partitions
    AckLatency latency;
};

[[nodiscard]] RunSeries seriesOf(const history::History& history, const history::Verdict& verdict);

} // namespace brokerscope::views
