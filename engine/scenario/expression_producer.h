#pragma once

#include "engine/scenario/expression.h"

/// What expressions ask of producers: all of it counted from the beginning of the run to a moment.
namespace brokerscope::scenario {

/// Batches that it has closed, for any reason or for this one. The parts of a batch that was split
/// count, too.
[[nodiscard]] std::int64_t closedBatches(
    NodeId producer, std::optional<event::CloseReason> reason, const Moment& moment);

/// Produce requests that it has sent, and the bytes of the batches in them, repeats included.
[[nodiscard]] std::int64_t produceRequests(NodeId producer, const Moment& moment);
[[nodiscard]] std::int64_t sentBytes(NodeId producer, const Moment& moment);

/// Bytes of the batches that it has sent, headers included, each batch counted once: as they were
/// before compression, and after it. Without a codec both are the same.
struct BatchBytes {
    std::int64_t before = 0;
    std::int64_t after = 0;
};
[[nodiscard]] BatchBytes batchBytes(NodeId producer, const Moment& moment);

/// send() calls that had to wait for room in buffer.memory, and how long all of them have waited
/// together so far.
[[nodiscard]] std::int64_t blockedSends(NodeId producer, const Moment& moment);
[[nodiscard]] Duration blockedFor(NodeId producer, const Moment& moment);

/// Records that send() itself refused, before they got into a batch: of any partition, or of this
/// one.
[[nodiscard]] std::int64_t rejectedRecords(
    NodeId producer, std::optional<PartitionId> partition, const Moment& moment);
/// Records that failed with this error, in a batch or by send() itself.
[[nodiscard]] std::int64_t failedWith(
    NodeId producer, event::ErrorCode error, const Moment& moment);

/// How long brokers have told it to wait because of a quota, together.
[[nodiscard]] Duration throttledFor(NodeId producer, const Moment& moment);

/// Records that were put into the partition.
[[nodiscard]] std::int64_t recordsFor(NodeId producer, PartitionId partition, const Moment& moment);
/// How often a record was put into another partition than the record before it.
[[nodiscard]] std::int64_t partitionSwitches(NodeId producer, const Moment& moment);

/// The number of the partition that the topic's newest record with this key was put into, by any
/// producer; −1 when there is none.
[[nodiscard]] std::int64_t partitionOfKey(
    std::string_view topic, std::string_view key, const Moment& moment);
/// Keys of the topic whose records were put into more than one partition. The null key is none.
[[nodiscard]] std::int64_t movedKeys(std::string_view topic, const Moment& moment);

} // namespace brokerscope::scenario
