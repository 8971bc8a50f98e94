#pragma once

#include "engine/base/bytes.h"
#include "engine/base/ids.h"
#include "engine/event/event.h"
#include "engine/log/config.h"
#include "engine/log/deleted_files.h"
#include "engine/log/epoch_cache.h"
#include "engine/log/loader.h"
#include "engine/log/opening.h"
#include "engine/log/producer_state.h"
#include "engine/log/recompression.h"
#include "engine/log/segment.h"
#include "engine/log/snapshot_files.h"
#include "engine/record/batch.h"
#include "engine/sim/storage.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace brokerscope::log {

/// The log of one replica (Kafka: UnifiedLog, LocalLog, LogLoader): segments named by their base
/// offsets with their indexes, leader epochs and producers' state, in a Storage.
///
/// Where a call fails with an IoError the log is in the state in which the disk left it; a broker
/// then gives up its log directory. What happened to the log's files is kept as events until
/// takeEvents().
class Log {
public:
    using Opening = log::Opening;
    /// Opens the directory, making it if there is none, and recovers unless isClean: leftovers of
    /// an interrupted deletion or cleaning are removed or completed, every batch from the recovery
    /// point on is checked, the first broken one and all that is behind it are cut off, indexes and
    /// producer state are rebuilt. Never fails for what the files hold, only if the disk does.
    static tl::expected<std::unique_ptr<Log>, sim::IoError> open(
        sim::Storage& storage, Opening opening);

    [[nodiscard]] const LogConfig& config() const { return m_config; }
    [[nodiscard]] const std::string& directory() const { return m_directory; }
    [[nodiscard]] Offset logStart() const { return m_logStart; }
    [[nodiscard]] Offset logEnd() const { return m_logEnd; }
    /// Leader epoch of the last batch, or kNoEpoch.
    [[nodiscard]] LeaderEpoch lastEpoch() const { return m_lastEpoch; }
    /// Everything before it was fsynced.
    [[nodiscard]] Offset recoveryPoint() const { return m_recoveryPoint; }
    [[nodiscard]] const EpochCache& epochs() const { return m_epochs; }
    [[nodiscard]] const ProducerState& producers() const { return m_producers; }
    /// Ascending; the last one is active. There is always one.
    [[nodiscard]] const std::vector<std::unique_ptr<Segment>>& segments() const
    {
        return m_segments;
    }

    // --- Writing -------------------------------------------------------------------------------

    /// Where a producer's batch went.
    struct Appended {
        Offset baseOffset;
        bool duplicate = false; ///< it was there already; nothing was written
        std::size_t bytes = 0; ///< that were written
        std::optional<record::Codec> codecBefore = {}; ///< if the batch was compressed anew
        record::Codec codec = record::Codec::None; ///< that it has in the log
    };
    /// Stamps offset, epoch and, with LogAppendTime, the time into a producer's batch and writes
    /// it, compressing it anew where the topic has a codec of its own, and rolling before it if
    /// need be. `batch` must be one whole batch that passed
    /// BatchView::validate(): its CRC is not checked again here. MessageTooLarge,
    /// RecordListTooLarge, InvalidTimestamp and InvalidRecord by the topic's rules, what the
    /// producer's state says against it, KafkaStorageError when the disk failed.
    tl::expected<Appended, event::ErrorCode> appendAsLeader(
        Bytes batch, LeaderEpoch epoch, std::int64_t wallClockMs, Timestamp now);

    /// Writes whole batches exactly as the leader sent them. The first must not begin before
    /// logEnd() (a compacted leader has gaps). CorruptMessage, and nothing is written, when one is
    /// broken or goes back; RecordListTooLarge when they do not fit into one segment. Calls
    /// written(batch) for each, once all are written.
    tl::expected<void, event::ErrorCode> appendAsFollower(ByteView batches,
        std::int64_t wallClockMs, Timestamp now,
        const std::function<void(const record::BatchView&)>& written);

    /// Notes that this leader's epoch begins at logEnd() (Kafka: maybeAssignEpochStartOffset).
    tl::expected<void, sim::IoError> beginEpoch(LeaderEpoch epoch);

    /// fsync of everything; the recovery point becomes logEnd().
    tl::expected<void, sim::IoError> flush();
    /// The same, if flush.ms has passed since the last one.
    tl::expected<void, sim::IoError> flushIfDue(std::int64_t nowMs);
    /// flush() and a producer snapshot at logEnd(): what a clean shutdown does.
    tl::expected<void, sim::IoError> close();

    // --- Reading -------------------------------------------------------------------------------

    /// Whole batches of one segment from the one that holds `from` (or the first behind it, where
    /// offsets are gone), all below `bound`, as many as fit into `maxBytes` but at least one. Empty
    /// when there are none. Valid until the log is read again or changes. `from` must lie in
    /// [logStart(), logEnd()].
    [[nodiscard]] tl::expected<ByteView, sim::IoError> read(
        Offset from, Offset bound, std::size_t maxBytes) const;
    /// Bytes between the batch of `from` and `bound`, at most `limit`; nullopt when the two lie in
    /// different segments, where Kafka's DelayedFetch does not count.
    [[nodiscard]] std::optional<std::size_t> bytesBetween(
        Offset from, Offset bound, std::size_t limit) const;

    using TimestampAndOffset = log::TimestampAndOffset;
    /// The earliest record at or after logStart() with a timestamp of at least `timestampMs`, found
    /// through the time index (ListOffsets, t >= 0); nullopt when there is none.
    [[nodiscard]] tl::expected<std::optional<TimestampAndOffset>, sim::IoError> offsetForTimestamp(
        std::int64_t timestampMs) const;
    /// The record with the greatest timestamp (ListOffsets, -3); nullopt for an empty log.
    [[nodiscard]] tl::expected<std::optional<TimestampAndOffset>, sim::IoError>
    offsetOfMaxTimestamp() const;

    /// The smaller of `highWatermark` and the first offset of the earliest transaction that is open
    /// or whose marker is not below `highWatermark` yet.
    [[nodiscard]] Offset lastStableOffset(Offset highWatermark) const;
    /// Aborted transactions with records in [from, upper) (Kafka: collectAbortedTransactions).
    [[nodiscard]] tl::expected<std::vector<AbortedTransaction>, sim::IoError> abortedTransactions(
        Offset from, Offset upper) const;

    // --- Cutting -------------------------------------------------------------------------------

    /// Cuts the log so that logEnd() <= to. A batch that straddles `to` goes as a whole.
    tl::expected<void, sim::IoError> truncateTo(Offset to);
    /// Empties the log; the next record gets `start` (Kafka: truncateFullyAndStartAt).
    tl::expected<void, sim::IoError> truncateFullyAndStartAt(Offset start);

    /// Deletes whole segments below the log start, beyond retention.bytes and beyond retention.ms,
    /// never at or above `highWatermark`; rolls first when the active one has expired (Kafka:
    /// deleteOldSegments). Nothing by size or time unless cleanup.policy has "delete".
    tl::expected<void, sim::IoError> deleteOldSegments(
        std::int64_t nowMs, Offset highWatermark, Timestamp now);
    /// Moves the log start to `to` if that is further (Kafka: maybeIncrementLogStartOffset). It
    /// must not be beyond logEnd().
    tl::expected<void, sim::IoError> raiseLogStart(Offset to, event::LogStartReason reason);
    /// Files whose file.delete.delay.ms is over are removed.
    tl::expected<void, sim::IoError> removeDeletedFiles(std::int64_t nowMs);
    /// Producers that have been silent for producer.id.expiration.ms are forgotten.
    void expireProducers(std::int64_t nowMs);

    // --- What is told of it --------------------------------------------------------------------

    /// What happened to the files since the last call, in order: SegmentRolled, IndexEntryAdded …
    [[nodiscard]] std::vector<event::Payload> takeEvents() { return std::exchange(m_events, {}); }

    /// Why the last append answered KafkaStorageError; nothing can be appended any more then.
    [[nodiscard]] std::optional<sim::IoError> failure() const { return m_failure; }

    /// LEO of what a power loss at `now` would leave.
    [[nodiscard]] Offset durableEnd(Timestamp now) const;
    /// CRC of the batch that begins at `base`, for checks that replicas agree; 0 if there is none.
    [[nodiscard]] std::uint32_t crcAt(Offset base) const;
    /// Calls f(const record::BatchView&) for every batch in order; for checks between steps.
    void forEachBatch(const std::function<void(const record::BatchView&)>& f) const;

private:
    friend class Cleaner;

    using Status = tl::expected<void, sim::IoError>;

    Log(sim::Storage& storage, const Opening& opening, LoadedLog loaded);

    [[nodiscard]] Segment& active() { return *m_segments.back(); }
    /// Index of the last segment whose base is not beyond `offset`; 0 if all are.
    [[nodiscard]] std::size_t segmentOf(Offset offset) const;
    /// Base of the segment behind it, or logEnd().
    [[nodiscard]] Offset endOf(std::size_t segment) const;
    [[nodiscard]] LeaderEpoch epochBefore(Offset end) const;

    /// Gives the batch the topic's codec. What it had if it was another.
    tl::expected<std::optional<record::Codec>, event::ErrorCode> recompress(Bytes& batch);
    Status maybeRoll(const Append& append, std::int64_t wallClockMs, Timestamp now);
    Status roll(Offset base, event::RollReason reason, Timestamp now);
    Status write(const Append& append, Timestamp now);
    Status note(const record::BatchView& batch, Timestamp now);
    Status flushIfMany();
    Status flushTo(Offset recoveryPoint);
    Status assignEpoch(LeaderEpoch epoch, Offset start);
    Status saveEpochs();
    Status rebuildProducers();
    event::ErrorCode fail(sim::IoError error);

    Status deleteByLogStart(Offset highWatermark, Timestamp now);
    Status deleteBySize(Offset highWatermark, Timestamp now);
    Status deleteByTime(std::int64_t nowMs, Offset highWatermark, Timestamp now);
    /// Deletes segments from the oldest on as long as isDeletable(index) says so.
    Status deleteWhile(
        const std::function<tl::expected<bool, sim::IoError>(std::size_t)>& isDeletable,
        event::SegmentDeletion reason, Offset highWatermark, Timestamp now);
    /// Takes the segment's files away and the segment out of the list.
    Status retire(std::size_t segment, event::SegmentDeletion reason);
    /// Renames the files for DeletedFiles.
    Status discard(Segment& segment);
    /// `cleaned`, whose files end in ".cleaned", takes the place of the segments [first, first +
    /// count) (Kafka: LocalLog.replaceSegments).
    Status replaceSegments(
        std::unique_ptr<Segment> cleaned, std::size_t first, std::size_t count, std::int64_t nowMs);

    sim::Storage& m_storage;
    std::string m_directory;
    PartitionId m_partition;
    LogConfig m_config;
    std::optional<Recompression> m_recompression; ///< where the topic has a codec of its own
    std::vector<std::unique_ptr<Segment>> m_segments;
    EpochCache m_epochs;
    ProducerState m_producers;
    SnapshotFiles m_snapshots;
    DeletedFiles m_deletedFiles;
    Offset m_logStart;
    Offset m_logEnd;
    Offset m_recoveryPoint;
    LeaderEpoch m_lastEpoch = kNoEpoch;
    std::int64_t m_wallClockMs; ///< the latest that the log was told of
    std::int64_t m_lastFlushMs;
    Timestamp m_now; ///< likewise
    std::optional<sim::IoError> m_failure;
    std::vector<event::Payload> m_events;
};

} // namespace brokerscope::log
