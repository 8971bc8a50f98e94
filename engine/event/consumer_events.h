#pragma once

#include "engine/base/ids.h"
#include "engine/base/time.h"
#include "engine/event/kinds.h"

/// The consumer. Event::node is the consumer.
namespace brokerscope::event {

/// The partition is this consumer's to read from now on.
struct PartitionAssigned {
    PartitionId partition;
    bool operator==(const PartitionAssigned&) const = default;
};

/// The consumer had no valid position and took one by auto.offset.reset.
struct OffsetReset {
    Offset to;
    PartitionId partition;
    ResetPolicy policy = ResetPolicy::Latest;
    bool operator==(const OffsetReset&) const = default;
};

/// A fetch answer with [from, to) is in the consumer's buffer.
struct RecordsFetched {
    Offset from;
    Offset to;
    PartitionId partition;
    bool operator==(const RecordsFetched&) const = default;
};

/// poll() returned these records of one leader epoch; the position is now their end.
struct RecordsDelivered {
    Offset baseOffset;
    std::uint32_t records = 0;
    LeaderEpoch epoch;
    PartitionId partition;
    [[nodiscard]] Offset end() const { return baseOffset + OffsetDelta(records); }
    bool operator==(const RecordsDelivered&) const = default;
};

/// The application has finished with everything below `end` that poll() gave it.
struct RecordsProcessed {
    Offset end;
    PartitionId partition;
    bool operator==(const RecordsProcessed&) const = default;
};

/// The consumer stopped with an exception, such as no position and auto.offset.reset=none.
struct ConsumerFailed {
    PartitionId partition;
    ErrorCode error = ErrorCode::None;
    bool operator==(const ConsumerFailed&) const = default;
};

/// seek() of a consumer (node: the consumer): its position is now `to`. timestampMs: the time that
/// it asked for, -1 when it asked for an offset.
struct PositionSought {
    Offset to;
    std::int64_t timestampMs = -1;
    PartitionId partition;
    SeekTarget target = SeekTarget::Offset;
    bool operator==(const PositionSought&) const = default;
};

/// The consumer asked how far the epoch of its position reaches, and found that the log was cut
/// below it (KIP-320): `from` was its position, `to` is where the logs part.
struct TruncationDetected {
    Offset from;
    Offset to;
    LeaderEpoch epoch; ///< of the record before its position
    PartitionId partition;
    bool operator==(const TruncationDetected&) const = default;
};

/// The consumer fetches from this replica from now on (KIP-392); kNoNode: from the leader again.
struct ReadReplicaChosen {
    PartitionId partition;
    NodeId replica = kNoNode;
    bool operator==(const ReadReplicaChosen&) const = default;
};

} // namespace brokerscope::event
