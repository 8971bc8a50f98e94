#pragma once

#include "engine/base/ids.h"
#include "engine/event/kinds.h"

/// What a consumer's application does with records beyond taking its time. Event::node is the
/// consumer; a record is told by its place in the partition that it was read from.
namespace brokerscope::event {

/// A transaction with the result of this record took effect in the external store, which is called
/// like the consumer's group or, without one, like the consumer.
struct RecordStored {
    Offset offset;
    LeaderEpoch epoch;
    StringId store;
    PartitionId partition;
    bool withOffset = false; ///< the offset behind the record is part of the transaction
    bool isReplaced = false; ///< an upsert that found its row and wrote over it
    bool isRepeat = false; ///< the store had the result of this very record already
    bool operator==(const RecordStored&) const = default;
};

/// send() of the process's own producer took the record: it goes on as that producer's record
/// `number`.
struct RecordForwarded {
    Offset offset;
    LeaderEpoch epoch;
    RecordNumber number;
    PartitionId partition;
    NodeId producer;
    bool hadFailed = false; ///< the handler had thrown an exception at it
    bool operator==(const RecordForwarded&) const = default;
};

/// The application knows the record from before and passes it over.
struct RecordDeduplicated {
    Offset offset;
    LeaderEpoch epoch;
    PartitionId partition;
    SeenBy by = SeenBy::Key;
    bool inStore = false; ///< the external store remembers it, otherwise the process
    bool operator==(const RecordDeduplicated&) const = default;
};

/// The consumer goes on at the offset that the external store has for the partition: seek() in
/// onPartitionsAssigned.
struct PositionFromStore {
    Offset to;
    StringId store;
    PartitionId partition;
    bool operator==(const PositionFromStore&) const = default;
};

} // namespace brokerscope::event
