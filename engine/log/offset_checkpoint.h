#pragma once

#include "engine/base/ids.h"
#include "engine/sim/storage.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

/// The text files with an offset for each log of a data directory (Kafka: OffsetCheckpointFile):
/// a line with the version, one with the number of logs, then "topic partition offset" lines.
namespace brokerscope::log {

inline constexpr std::string_view kRecoveryPointFile = "recovery-point-offset-checkpoint";
inline constexpr std::string_view kHighWatermarkFile = "replication-offset-checkpoint";
inline constexpr std::string_view kLogStartFile = "log-start-offset-checkpoint";
inline constexpr std::string_view kCleanerFile = "cleaner-offset-checkpoint";

/// Topic and number of a partition, to its offset.
using OffsetCheckpoint = std::map<std::pair<std::string, std::int32_t>, Offset>;

[[nodiscard]] std::string formatCheckpoint(const OffsetCheckpoint& offsets);

/// The first line, from 1, that is not what it must be. An empty text is no checkpoint: line 1.
struct CheckpointError {
    std::size_t line = 0;
    bool operator==(const CheckpointError&) const = default;
};
[[nodiscard]] tl::expected<OffsetCheckpoint, CheckpointError> parseCheckpoint(
    std::string_view text);

/// Reads the file. One that is not there, or is none, counts as empty: what it would have said is
/// then found again, or taken from the beginning.
[[nodiscard]] tl::expected<OffsetCheckpoint, sim::IoError> readCheckpoint(
    sim::FileReader& files, std::string_view path);
tl::expected<void, sim::IoError> writeCheckpoint(
    sim::Storage& storage, std::string_view path, const OffsetCheckpoint& offsets);

} // namespace brokerscope::log
