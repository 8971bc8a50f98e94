#pragma once

#include "engine/log/batch_filter.h"
#include "engine/log/cleaned_transactions.h"
#include "engine/log/log.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <span>

namespace brokerscope::log {

/// What there is to clean in one log (Kafka: LogToClean). The log is clean up to `firstDirty`,
/// dirty up to `firstUncleanable`, and not to be touched from there on.
struct CleanableLog {
    Offset firstDirty;
    Offset firstUncleanable; ///< base of a segment
    std::int64_t cleanBytes = 0;
    std::int64_t dirtyBytes = 0;
    double minDirtyRatio = 0.5; ///< min.cleanable.dirty.ratio
    bool isOverdue = false; ///< the dirty part has waited longer than max.compaction.lag.ms

    [[nodiscard]] double dirtyRatio() const
    {
        const std::int64_t bytes = cleanBytes + dirtyBytes;
        return bytes == 0 ? 0.0 : static_cast<double>(dirtyBytes) / static_cast<double>(bytes);
    }
    [[nodiscard]] bool isDue() const
    {
        return dirtyBytes > 0 && (isOverdue || dirtyRatio() > minDirtyRatio);
    }
    bool operator==(const CleanableLog&) const = default;
};

/// Removes the records of compacted logs that a later record with the same key has replaced (Kafka:
/// LogCleaner, LogCleanerManager). What stays keeps its offset.
class Cleaner {
public:
    struct Config {
        std::int64_t dedupeBufferBytes = 134217728; ///< log.cleaner.dedupe.buffer.size, per thread
        double loadFactor = 0.9; ///< log.cleaner.io.buffer.load.factor
    };
    struct Result {
        Offset cleanedTo; ///< where the next pass begins: the new first dirty offset
        std::int64_t bytesBefore = 0; ///< of the segments that were recopied
        std::int64_t bytesAfter = 0;
        std::uint64_t recordsRead = 0;
        std::uint64_t recordsRemoved = 0;
        /// The batch there is broken: the pass ended with it, and the first dirty offset is what it
        /// was (Kafka marks such a log as uncleanable).
        std::optional<Offset> broken = {};
        bool operator==(const Result&) const = default;
    };

    explicit Cleaner(const Config& config);

    /// `firstDirty` is what the cleaner-offset-checkpoint says of this log; one that cannot be
    /// (below the log start or beyond the end) counts as the log start. Nothing at or beyond
    /// `highWatermark`, or of an open transaction, is cleanable.
    [[nodiscard]] static tl::expected<CleanableLog, sim::IoError> cleanable(
        const Log& log, Offset firstDirty, Offset highWatermark, std::int64_t nowMs);
    /// Which of the logs is to be cleaned next: the dirtiest that is due, the first of equals.
    [[nodiscard]] static std::optional<std::size_t> dirtiest(std::span<const CleanableLog> logs);

    /// One pass over the log, whether due or not. The disk may fail at any point: once opened
    /// again, the log has the old records or the new ones.
    tl::expected<Result, sim::IoError> clean(
        Log& log, Offset firstDirty, Offset highWatermark, std::int64_t nowMs, Timestamp now) const;

private:
    class Pass;

    std::size_t m_mapCapacity; ///< keys
};

} // namespace brokerscope::log
