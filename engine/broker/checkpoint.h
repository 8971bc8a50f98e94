#pragma once

#include "engine/base/ids.h"
#include "engine/event/roster.h"
#include "engine/sim/storage.h"

#include <optional>
#include <vector>

namespace brokerscope::broker {

/// The replication-offset-checkpoint file (Kafka: OffsetCheckpointFile): version, count, "topic
/// partition offset" lines. By PartitionId; partitions that the file does not have start at 0. A
/// broken file counts as empty.
[[nodiscard]] std::vector<Offset> readCheckpoint(
    sim::Storage& storage, const std::vector<event::Roster::Partition>& partitions);

/// Writes the partitions that have a value.
void writeCheckpoint(sim::Storage& storage, const std::vector<event::Roster::Partition>& partitions,
    const std::vector<std::optional<Offset>>& highWatermarks);

} // namespace brokerscope::broker
