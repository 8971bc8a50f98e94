#pragma once

#include "engine/event/event.h"
#include "engine/log/epoch_cache.h"
#include "engine/log/opening.h"
#include "engine/log/producer_state.h"
#include "engine/log/segment.h"
#include "engine/log/snapshot_files.h"
#include "engine/sim/storage.h"

#include <tl/expected.hpp>

#include <memory>
#include <string>
#include <vector>

namespace brokerscope::log {

inline constexpr const char* kMetadataFile = "partition.metadata";

/// A log as its files say it is, after its recovery.
struct LoadedLog {
    std::vector<std::unique_ptr<Segment>> segments; ///< at least one
    EpochCache epochs;
    ProducerState producers;
    SnapshotFiles snapshots;
    Offset logStart;
    Offset logEnd;
    Offset recoveryPoint;
    std::vector<event::Payload> events; ///< that the recovery caused
};

/// Reads a log's directory, making it if there is none, and recovers the log (Kafka: LogLoader).
/// What it does is said at Log::open.
[[nodiscard]] tl::expected<LoadedLog, sim::IoError> loadLog(
    sim::Storage& storage, const Opening& opening);

} // namespace brokerscope::log
