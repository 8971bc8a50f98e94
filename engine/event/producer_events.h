#pragma once

#include "engine/base/ids.h"
#include "engine/base/time.h"
#include "engine/event/kinds.h"

/// The producer. Event::node is the producer.
namespace brokerscope::event {

/// The application called send().
struct RecordCreated {
    RecordNumber number;
    StringId key;
    StringId value; ///< the first characters of the value
    std::uint32_t bytes = 0; ///< size of key and value
    PartitionId partition; ///< where the partitioner put it
    bool hasKey = false; ///< without it `key` is null, not empty
    bool operator==(const RecordCreated&) const = default;
};

/// send() waits for room in buffer.memory.
struct SendBlocked {
    RecordNumber number;
    std::uint32_t bytes = 0; ///< what it waits for
    bool operator==(const SendBlocked&) const = default;
};

struct SendUnblocked {
    RecordNumber number;
    bool operator==(const SendUnblocked&) const = default;
};

/// send() failed before the record got into a batch.
struct RecordRejected {
    RecordNumber number;
    ErrorCode error = ErrorCode::None;
    bool operator==(const RecordRejected&) const = default;
};

struct BatchOpened {
    BatchId batch;
    PartitionId partition;
    bool operator==(const BatchOpened&) const = default;
};

/// The batch, just opened, holds so many bytes of buffer.memory until it is done: batch.size, or
/// more if its first record may need more. Parts of a batch that was split hold none.
struct BufferTaken {
    BatchId batch;
    std::uint32_t bytes = 0;
    bool operator==(const BufferTaken&) const = default;
};

/// A record went into an open batch.
struct RecordBatched {
    BatchId batch;
    RecordNumber number;
    std::uint32_t batchBytes = 0; ///< size of the batch with it, header included
    bool operator==(const RecordBatched&) const = default;
};

struct BatchClosed {
    BatchId batch;
    std::uint32_t records = 0;
    std::uint32_t bytes = 0; ///< header included
    PartitionId partition;
    CloseReason reason = CloseReason::Full;
    bool operator==(const BatchClosed&) const = default;
};

/// The sender took the batch from the accumulator and put it into a Produce request.
struct BatchSent {
    BatchId batch;
    Sequence baseSequence = kNoSequence;
    NodeId broker;
    PartitionId partition;
    std::uint16_t attempt = 1; ///< from 1
    bool operator==(const BatchSent&) const = default;
};

/// An attempt failed; the batch is back at the front of its queue.
struct BatchRetried {
    Duration backoff; ///< how long it waits before it may be sent again
    BatchId batch;
    PartitionId partition;
    ErrorCode error = ErrorCode::None;
    bool operator==(const BatchRetried&) const = default;
};

/// The producer's futures of this batch succeeded. With acks=0 baseOffset is kNoOffset.
struct BatchAcked {
    Offset baseOffset;
    BatchId batch;
    std::uint32_t records = 0;
    PartitionId partition;
    bool operator==(const BatchAcked&) const = default;
};

/// The producer's futures of this batch failed. The records may be stored all the same.
struct BatchFailed {
    BatchId batch;
    std::uint32_t records = 0;
    PartitionId partition;
    ErrorCode error = ErrorCode::None;
    bool operator==(const BatchFailed&) const = default;
};

struct ProducerIdAssigned {
    ProducerId producerId;
    ProducerEpoch epoch;
    bool operator==(const ProducerIdAssigned&) const = default;
};

/// A batch that was closed has been compressed.
struct BatchCompressed {
    BatchId batch;
    std::uint32_t bytesBefore = 0; ///< header included
    std::uint32_t bytesAfter = 0;
    /// What the producer expects of the topic's next batch: bytes after by bytes before, header
    /// excluded, in millionths.
    std::uint32_t nextEstimate = 0;
    PartitionId partition;
    BatchCodec codec = BatchCodec::None;
    bool operator==(const BatchCompressed&) const = default;
};

/// The broker refused the batch as too large: its records go on in `parts` batches, numbered from
/// `first`.
struct BatchSplit {
    BatchId batch;
    BatchId first;
    PartitionId partition;
    std::uint16_t parts = 0;
    bool operator==(const BatchSplit&) const = default;
};

/// An idempotent producer gave itself a new epoch, since a sequence of this partition cannot be
/// continued.
struct ProducerEpochBumped {
    ProducerEpoch epoch;
    PartitionId partition;
    bool operator==(const ProducerEpochBumped&) const = default;
};

/// The application called flush(), which waits for `batches` batches.
struct FlushBegun {
    std::uint32_t batches = 0;
    bool operator==(const FlushBegun&) const = default;
};

/// Every batch of a flush() is done, the oldest that had not returned.
struct FlushEnded {
    bool operator==(const FlushEnded&) const = default;
};

/// The application called close(): nothing more is sent but what is there. If it is bounded, the
/// rest is given up after `timeout`.
struct CloseBegun {
    Duration timeout;
    bool isBounded = false;
    bool operator==(const CloseBegun&) const = default;
};

/// node (a client) learned who leads the partition. leader is kNoNode when nobody does. With epoch
/// kNoEpoch it forgot the partition, which it had not used for metadata.max.idle.ms.
struct ClientMetadata {
    LeaderEpoch epoch;
    PartitionId partition;
    NodeId leader;
    bool operator==(const ClientMetadata&) const = default;
};

} // namespace brokerscope::event
