#pragma once

#include "engine/base/ids.h"
#include "engine/log/producer_state.h"
#include "engine/log/segment.h"
#include "engine/log/snapshot_files.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <memory>
#include <vector>

namespace brokerscope::log {

/// Gives `producers` the state at `end` that the newest snapshot and the batches behind it say
/// (Kafka: UnifiedLog.rebuildProducerState). Snapshots outside [logStart, end] are removed first.
tl::expected<void, sim::IoError> rebuildProducers(ProducerState& producers,
    SnapshotFiles& snapshots, const std::vector<std::unique_ptr<Segment>>& segments,
    Offset logStart, Offset end, std::int64_t nowMs, std::int64_t expirationMs);

} // namespace brokerscope::log
