#pragma once

#include "engine/base/ids.h"

#include <optional>
#include <string>
#include <string_view>

/// The names of a log's files (Kafka: LogFileUtils).
namespace brokerscope::log {

inline constexpr std::string_view kLogExtension = ".log";
inline constexpr std::string_view kIndexExtension = ".index";
inline constexpr std::string_view kTimeIndexExtension = ".timeindex";
inline constexpr std::string_view kTransactionIndexExtension = ".txnindex";
inline constexpr std::string_view kSnapshotExtension = ".snapshot";

inline constexpr std::string_view kDeletedSuffix = ".deleted"; ///< waits for its removal
inline constexpr std::string_view kCleanedSuffix = ".cleaned"; ///< the cleaner is writing it
inline constexpr std::string_view kSwapSuffix = ".swap"; ///< is about to take the place of others

/// "00000000000000000042.log"; `suffix` stands behind the extension.
[[nodiscard]] std::string segmentFileName(
    Offset base, std::string_view extension, std::string_view suffix = {});

/// A file name taken apart.
struct SegmentFileName {
    Offset base;
    std::string_view extension; ///< ".log" and its like
    std::string_view suffix; ///< ".deleted", ".cleaned", ".swap" or empty
};
/// nullopt when the name is not one of a segment's or a snapshot's.
[[nodiscard]] std::optional<SegmentFileName> parseSegmentFileName(std::string_view name);

} // namespace brokerscope::log
