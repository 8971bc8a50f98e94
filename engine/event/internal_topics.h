#pragma once

#include "engine/event/roster.h"

#include <algorithm>

namespace brokerscope::event {

/// How many partitions are of the scenario's own topics. They are the first of the roster; those of
/// Kafka's internal topics come behind them, and views that draw every partition leave them out.
[[nodiscard]] inline std::size_t ownPartitions(const Roster& roster)
{
    const auto first = std::find_if(roster.partitions.begin(), roster.partitions.end(),
        [](const Roster::Partition& partition) { return partition.isInternal(); });
    return static_cast<std::size_t>(first - roster.partitions.begin());
}

} // namespace brokerscope::event
