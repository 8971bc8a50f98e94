#pragma once

#include "engine/log/epoch_cache.h"
#include "engine/log/segment.h"
#include "engine/sim/storage.h"

#include <tl/expected.hpp>

#include <memory>
#include <optional>
#include <span>
#include <string_view>

/// The leader-epoch-checkpoint file of a log (Kafka: LeaderEpochCheckpointFile).
namespace brokerscope::log {

/// nullopt when there is none, or what it holds is none.
[[nodiscard]] tl::expected<std::optional<EpochCache>, sim::IoError> readEpochCheckpoint(
    sim::FileReader& files, std::string_view directory);
tl::expected<void, sim::IoError> writeEpochCheckpoint(
    sim::Storage& storage, std::string_view directory, const EpochCache& epochs);

/// The epochs of the batches in `segments`, where there is no checkpoint to say them.
[[nodiscard]] tl::expected<EpochCache, sim::IoError> epochsOf(
    std::span<const std::unique_ptr<Segment>> segments);

} // namespace brokerscope::log
