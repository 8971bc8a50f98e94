#pragma once

#include "engine/base/bytes.h"
#include "engine/base/ids.h"
#include "engine/event/event.h"
#include "engine/log/batch_scan.h"
#include "engine/log/config.h"
#include "engine/log/epoch_cache.h"
#include "engine/log/offset_index.h"
#include "engine/log/producer_state.h"
#include "engine/log/time_index.h"
#include "engine/log/transaction_index.h"
#include "engine/sim/storage.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace brokerscope::log {

/// A record's timestamp, offset and epoch, as ListOffsets answers them.
struct TimestampAndOffset {
    std::int64_t timestampMs = -1;
    Offset offset = kNoOffset;
    LeaderEpoch epoch = kNoEpoch;
    bool operator==(const TimestampAndOffset&) const = default;
};

/// Batches to be written with one call, and what their headers say of them all.
struct Append {
    ByteView batches;
    Offset firstOffset;
    Offset lastOffset;
    TimestampOffset largest; ///< the greatest timestamp, and the last offset of its batch
};

/// A stretch of a log in a .log file named by the first offset that it may hold, with the indexes
/// into it (Kafka: LogSegment). Offsets in the indexes are 32 bits wide and count from the base.
class Segment {
public:
    struct Place {
        std::string directory;
        Offset base;
        std::string suffix; ///< behind the file names; empty for a segment in use
    };
    /// Opens the segment's files, making those that are not there. `nowMs` is when it counts as
    /// created.
    static tl::expected<std::unique_ptr<Segment>, sim::IoError> open(
        sim::Storage& storage, Place place, const LogConfig& config, std::int64_t nowMs);

    [[nodiscard]] Offset base() const { return m_place.base; }
    [[nodiscard]] std::size_t size() const { return m_size; } ///< bytes of the .log file
    [[nodiscard]] const OffsetIndex& offsetIndex() const { return m_offsetIndex; }
    [[nodiscard]] const TimeIndex& timeIndex() const { return m_timeIndex; }
    [[nodiscard]] TransactionIndex& transactions() { return m_transactions; }
    [[nodiscard]] const TransactionIndex& transactions() const { return m_transactions; }

    // --- Writing -------------------------------------------------------------------------------

    /// Why the append must go into a new segment, if it must (Kafka: LogSegment.shouldRoll).
    [[nodiscard]] tl::expected<std::optional<event::RollReason>, sim::IoError> shouldRoll(
        const Append& append, const LogConfig& config, std::int64_t nowMs) const;

    /// Writes the batches. Returns the entry that the indexes got before it, if they did; its
    /// partition is not set.
    tl::expected<std::optional<event::IndexEntryAdded>, sim::IoError> append(
        const Append& append, Timestamp now);

    /// Gives the time index its last entry: the segment is not written to any more (Kafka:
    /// onBecomeInactiveSegment).
    tl::expected<void, sim::IoError> seal(Timestamp now);
    /// fsync of all its files.
    tl::expected<void, sim::IoError> flush();
    /// Cuts off all batches that do not end before `to`. Returns where the log ends then.
    tl::expected<Offset, sim::IoError> truncateTo(Offset to, std::int64_t nowMs);
    /// Renames the files, the .log last: it is what makes a segment one.
    tl::expected<void, sim::IoError> moveTo(std::string_view suffix);
    /// The paths of its files, the .log last. There need not be a transaction index.
    [[nodiscard]] std::vector<std::string> paths() const;

    // --- Recovery ------------------------------------------------------------------------------

    /// An index is missing or cannot be one of this segment's: it must be recovered.
    [[nodiscard]] bool isDamaged() const;

    struct Recovery {
        ProducerState& producers; ///< as it was at base(); takes on what the batches say
        EpochCache* epochs = nullptr; ///< likewise, if given
        std::vector<event::IndexEntryAdded> entries = {}; ///< that the indexes got
        std::size_t bytesCut = 0;
    };
    /// Checks every batch, cuts off the first that is torn or broken and all behind it, and builds
    /// the indexes anew (Kafka: LogSegment.recover).
    tl::expected<void, sim::IoError> recover(Recovery& recovery, Timestamp now);

    // --- Reading -------------------------------------------------------------------------------

    /// Behind the last batch, or the base (Kafka: readNextOffset). nullopt when what stands at the
    /// end of the file is no whole batch.
    [[nodiscard]] tl::expected<std::optional<Offset>, sim::IoError> findEnd() const;
    /// Where the first batch begins that ends at or behind `offset`; size() when there is none
    /// (Kafka: translateOffset).
    [[nodiscard]] tl::expected<std::size_t, sim::IoError> positionOf(Offset offset) const;
    /// Whole batches from the one that holds `from` on that end at or before `bound` (nullopt: the
    /// end of the segment), as many as fit into `maxBytes` but at least one. Valid until the
    /// segment is read again or changes.
    [[nodiscard]] tl::expected<ByteView, sim::IoError> read(
        Offset from, std::optional<Offset> bound, std::size_t maxBytes) const;
    /// Where the last batch ends that is whole within the first `bytes` of the file; the base if
    /// there is none.
    [[nodiscard]] tl::expected<Offset, sim::IoError> endWithin(std::size_t bytes) const;
    [[nodiscard]] BatchScan batches(std::size_t position = 0) const
    {
        return {m_storage, m_log, position, m_size};
    }
    [[nodiscard]] HeaderScan headers(std::size_t position = 0) const
    {
        return {m_storage, m_log, position, m_size};
    }
    /// Bytes of the .log file that a power loss at `now` would leave.
    [[nodiscard]] std::size_t durableSize(Timestamp now) const
    {
        return m_storage.durableSize(m_log, now);
    }

    /// The greatest timestamp of a batch, and the last offset of the first batch that has it; -1
    /// without any.
    [[nodiscard]] tl::expected<TimestampOffset, sim::IoError> largestTimestamp() const;
    /// What retention by time goes by: the greatest timestamp or, without any, when the segment was
    /// created.
    [[nodiscard]] tl::expected<std::int64_t, sim::IoError> retentionTimestampMs() const;
    /// The first record at or after `start` with a timestamp of at least `timestampMs`.
    [[nodiscard]] tl::expected<std::optional<TimestampAndOffset>, sim::IoError> findByTimestamp(
        std::int64_t timestampMs, Offset start) const;
    /// The first record with the greatest timestamp.
    [[nodiscard]] tl::expected<std::optional<TimestampAndOffset>, sim::IoError>
    recordOfLargestTimestamp() const;

private:
    Segment(sim::Storage& storage, Place place, sim::FileId log, OffsetIndex offsetIndex,
        TimeIndex timeIndex, TransactionIndex transactions, const LogConfig& config,
        std::int64_t nowMs);

    [[nodiscard]] std::string path(std::string_view extension, std::string_view suffix) const;
    [[nodiscard]] tl::expected<std::int64_t, sim::IoError> waitedForRoll(
        std::int64_t messageTimestampMs, std::int64_t nowMs) const;
    tl::expected<void, sim::IoError> resetIndexes();
    tl::expected<void, sim::IoError> storeIndexes(Timestamp now);
    [[nodiscard]] std::optional<event::IndexEntryAdded> addIndexEntry(
        Offset lastOffset, std::size_t position);
    tl::expected<void, sim::IoError> takeOn(
        const record::BatchView& batch, Recovery& recovery, Timestamp now);
    [[nodiscard]] tl::expected<std::optional<TimestampAndOffset>, sim::IoError> firstRecord(
        const BatchPlace& place, std::int64_t timestampMs, Offset start) const;
    [[nodiscard]] tl::expected<std::size_t, sim::IoError> lastEndWithin(
        std::size_t first, std::size_t limit) const;

    sim::Storage& m_storage;
    Place m_place;
    sim::FileId m_log;
    std::size_t m_size;
    OffsetIndex m_offsetIndex;
    TimeIndex m_timeIndex;
    TransactionIndex m_transactions;
    std::size_t m_indexInterval;
    std::size_t m_bytesSinceIndexEntry = 0;
    OffsetPosition m_lastAppend; ///< so that readers at the tail need not scan
    std::int64_t m_createdMs;
    /// Of the first batch; read when it is needed first (Kafka: rollingBasedTimestamp).
    mutable std::optional<std::int64_t> m_firstTimestampMs;
    /// Read when it is needed first (Kafka: maxTimestampAndOffsetSoFar).
    mutable std::optional<TimestampOffset> m_largest;
};

} // namespace brokerscope::log
