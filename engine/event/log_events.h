#pragma once

#include "engine/base/ids.h"
#include "engine/base/time.h"
#include "engine/event/kinds.h"

/// A broker's log and its files. Event::node is the broker.
namespace brokerscope::event {

/// A batch was written to the end of the node's replica.
struct BatchAppended {
    Offset baseOffset;
    std::uint32_t records = 0;
    std::uint32_t bytes = 0;
    LeaderEpoch epoch; ///< stamped into the batch
    BatchId batch; ///< on the leader: the producer's batch; 0 on a follower
    PartitionId partition;
    NodeId producer = kNoNode; ///< on the leader: who produced it
    [[nodiscard]] bool asLeader() const { return producer != kNoNode; }
    [[nodiscard]] Offset end() const { return baseOffset + OffsetDelta(records); }
    bool operator==(const BatchAppended&) const = default;
};

/// The leader had this batch already (same producer id, epoch and sequences) and answered with its
/// offset.
struct BatchDeduplicated {
    Offset baseOffset;
    BatchId batch;
    PartitionId partition;
    NodeId producer;
    bool operator==(const BatchDeduplicated&) const = default;
};

/// The broker refused to append a producer's batch.
struct AppendRejected {
    BatchId batch;
    PartitionId partition;
    NodeId producer;
    ErrorCode error = ErrorCode::None;
    bool operator==(const AppendRejected&) const = default;
};

struct HighWatermarkMoved {
    Offset from;
    Offset to;
    PartitionId partition;
    bool operator==(const HighWatermarkMoved&) const = default;
};

/// The replica cut its log: [to, from) is gone from it.
struct LogTruncated {
    Offset from; ///< LEO before
    Offset to; ///< LEO after
    PartitionId partition;
    TruncateReason reason = TruncateReason::Divergence;
    bool operator==(const LogTruncated&) const = default;
};

/// The power went: [durableEnd, end) was only in the page cache.
struct UnflushedLost {
    Offset durableEnd; ///< LEO of what is on the disk
    Offset end; ///< LEO before
    PartitionId partition;
    bool operator==(const UnflushedLost&) const = default;
};

/// A starting broker opened the log it found on its disk. highWatermark comes from the checkpoint.
struct LogRecovered {
    Offset logEnd;
    Offset highWatermark;
    PartitionId partition;
    bool operator==(const LogRecovered&) const = default;
};

// --- its files

/// The active segment was closed and a new one begun (Kafka: UnifiedLog.roll).
struct SegmentRolled {
    Offset base; ///< of the new segment
    PartitionId partition;
    RollReason reason = RollReason::Size;
    bool operator==(const SegmentRolled&) const = default;
};

/// A whole segment went.
struct SegmentDeleted {
    Offset base;
    Offset end; ///< base of the segment behind it, or LEO
    std::uint32_t bytes = 0; ///< of its .log file
    PartitionId partition;
    SegmentDeletion reason = SegmentDeletion::RetentionTime;
    bool operator==(const SegmentDeleted&) const = default;
};

/// Nothing before `to` can be read any more.
struct LogStartMoved {
    Offset from;
    Offset to;
    PartitionId partition;
    LogStartReason reason = LogStartReason::Retention;
    bool operator==(const LogStartMoved&) const = default;
};

/// The sparse indexes got an entry: `offset` is found at or behind `position` in the segment's
/// .log file. The time index got one too if timestampOffset is not kNoOffset: no record up to that
/// offset is later than timestampMs.
struct IndexEntryAdded {
    Offset offset;
    Offset segment; ///< base offset of the segment
    std::int64_t timestampMs = -1;
    Offset timestampOffset = kNoOffset;
    std::uint32_t position = 0;
    PartitionId partition;
    bool operator==(const IndexEntryAdded&) const = default;
};

/// Everything before `recoveryPoint` was fsynced: a recovery need not look at it.
struct LogFlushed {
    Offset recoveryPoint;
    PartitionId partition;
    bool operator==(const LogFlushed&) const = default;
};

/// A broker that was not shut down cleanly checked every batch from the recovery point on, rebuilt
/// indexes and producer state, and cut what was torn or broken.
struct LogScanned {
    Offset from; ///< base of the first segment it read
    Offset end; ///< LEO that it found
    std::uint32_t bytesCut = 0;
    PartitionId partition;
    bool operator==(const LogScanned&) const = default;
};

/// The log cleaner begins a pass over a compacted log: [firstDirty, end) is read into its map.
struct CleanerStarted {
    Offset firstDirty;
    Offset end;
    PartitionId partition;
    bool operator==(const CleanerStarted&) const = default;
};

/// The cleaner left out `records` records; none is left in [from, to). Offsets never change.
struct RecordsCompacted {
    Offset from;
    Offset to;
    std::uint32_t records = 0;
    PartitionId partition;
    bool operator==(const RecordsCompacted&) const = default;
};

struct CleanerFinished {
    Offset cleanedTo; ///< where the next pass begins to read
    std::uint32_t bytesBefore = 0;
    std::uint32_t bytesAfter = 0;
    PartitionId partition;
    bool operator==(const CleanerFinished&) const = default;
};

/// Reading or writing failed in the broker's only log directory; a broker without one stops
/// (Kafka: LogDirFailureChannel, ReplicaManager.handleLogDirFailure). partition: whose file it was.
struct LogDirFailed {
    PartitionId partition = kNoPartition;
    DiskError error = DiskError::WriteFailed;
    bool operator==(const LogDirFailed&) const = default;
};

// --- what the topic's compression.type asks for

/// The leader wrote a producer's batch anew before appending it, since the topic has a codec of its
/// own.
struct BatchRecompressed {
    BatchId batch;
    std::uint32_t bytesBefore = 0; ///< as it arrived, header included
    std::uint32_t bytesAfter = 0; ///< as it is appended
    PartitionId partition;
    NodeId producer;
    BatchCodec from = BatchCodec::None;
    BatchCodec to = BatchCodec::None;
    bool operator==(const BatchRecompressed&) const = default;
};

} // namespace brokerscope::event
