#pragma once

#include "engine/base/ids.h"
#include "engine/base/time.h"
#include "engine/event/kinds.h"

#include <cstddef>
#include <variant>

/// The vocabulary of what can happen in a run. Each kind is a small plain struct; `Payload` joins
/// them. The node that a comment names is Event::node. Offsets that end a range are exclusive.
namespace brokerscope::event {

// --- the script and the faults
// ---------------------------------------------------------------------

/// A command of the script was carried out. node: kScriptNode. The index counts the scenario's
/// script in file order.
struct ScriptCommand {
    std::uint32_t index = 0;
    bool operator==(const ScriptCommand&) const = default;
};

/// A property has a value that differs from its default. node: whose property it is, kScriptNode
/// for topics.
struct ConfigSet {
    StringId scope; ///< "topics.orders", "cluster" or the node's name
    StringId name; ///< Kafka's property name
    StringId value;
    bool operator==(const ConfigSet&) const = default;
};

/// node started its process. The first start of a run is one, too.
struct NodeStarted {
    bool operator==(const NodeStarted&) const = default;
};

struct NodeStopped {
    StopHow how = StopHow::Kill;
    bool operator==(const NodeStopped&) const = default;
};

/// node stands still (a long garbage collection): it neither receives nor acts, and nobody is told.
struct NodePaused {
    bool operator==(const NodePaused&) const = default;
};

struct NodeResumed {
    bool operator==(const NodeResumed&) const = default;
};

/// Messages from `from` to `to` (and back, if bothWays) are lost from now on. node: kScriptNode.
struct LinkCut {
    NodeId from;
    NodeId to;
    bool bothWays = true;
    bool operator==(const LinkCut&) const = default;
};

struct LinkHealed {
    NodeId from;
    NodeId to;
    bool bothWays = true;
    bool operator==(const LinkHealed&) const = default;
};

// --- the network
// -----------------------------------------------------------------------------------

/// node sent a request or a response. The id of this event names the message from then on.
struct MessageSent {
    Timestamp deliverAt; ///< when it arrives, if nothing stops it
    Offset offset = kNoOffset; ///< Fetch request: fetch offset of `partition`; Produce response:
                               ///< base offset; Fetch response: HW
    EventId request = kNoEvent; ///< for a response: the MessageSent of its request
    std::uint32_t records = 0; ///< records carried, over all partitions
    std::uint32_t bytes = 0; ///< record bytes carried, over all partitions
    NodeId to;
    PartitionId partition = kNoPartition; ///< the first partition concerned, if any
    std::uint16_t partitions = 0; ///< how many partitions it concerns
    ErrorCode error = ErrorCode::None; ///< of a response; the first one that is not None
    Api api = Api::Produce;
    [[nodiscard]] bool isResponse() const { return request != kNoEvent; }
    bool operator==(const MessageSent&) const = default;
};

/// node took the message in.
struct MessageReceived {
    EventId message;
    bool operator==(const MessageReceived&) const = default;
};

/// The message was lost on its way. node: the intended receiver.
struct MessageDropped {
    EventId message;
    DropReason reason = DropReason::Cut;
    bool operator==(const MessageDropped&) const = default;
};

/// node gave up waiting for the answer to its request after its request timeout and closed the
/// connection.
struct RequestTimedOut {
    EventId message;
    NodeId peer;
    bool operator==(const RequestTimedOut&) const = default;
};

/// node saw its connection to peer reset; every request in flight on it failed.
struct ConnectionLost {
    NodeId peer;
    bool operator==(const ConnectionLost&) const = default;
};

// --- the producer (node: the producer)
// ---------------------------------------------------------------

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

/// node (a client) learned who leads the partition. leader is kNoNode when nobody does.
struct ClientMetadata {
    LeaderEpoch epoch;
    PartitionId partition;
    NodeId leader;
    bool operator==(const ClientMetadata&) const = default;
};

// --- a broker's log (node: the broker)
// ---------------------------------------------------------------

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

// --- replication (node: the broker)
// --------------------------------------------------------------------

/// The broker took on a role for the partition, as the controller decided.
struct RoleAssumed {
    Offset logEnd; ///< its LEO at that moment; for a leader the start offset of the epoch
    LeaderEpoch epoch;
    PartitionId partition;
    NodeId leader = kNoNode;
    ReplicaRole role = ReplicaRole::None;
    bool operator==(const RoleAssumed&) const = default;
};

/// The leader learned from a follower's fetch how far that follower is.
struct ReplicaProgress {
    Offset logEnd;
    PartitionId partition;
    NodeId replica;
    bool operator==(const ReplicaProgress&) const = default;
};

/// The broker keeps a request until something happens.
struct RequestParked {
    Offset awaited; ///< Produce: HW must reach it; Fetch: data beyond it is awaited
    EventId message; ///< the request
    PartitionId partition;
    Purgatory purgatory = Purgatory::Produce;
    bool operator==(const RequestParked&) const = default;
};

struct RequestUnparked {
    EventId message;
    Purgatory purgatory = Purgatory::Produce;
    UnparkReason reason = UnparkReason::Satisfied;
    bool operator==(const RequestUnparked&) const = default;
};

/// The leader asked the controller for another ISR (AlterPartition).
struct IsrProposed {
    BrokerSet isr;
    PartitionId partition;
    IsrReason reason = IsrReason::Lagging;
    bool operator==(const IsrProposed&) const = default;
};

/// The broker applied the metadata log up to `end`.
struct MetadataApplied {
    MetadataOffset end;
    bool operator==(const MetadataApplied&) const = default;
};

// --- the controller (node: the controller)
// ---------------------------------------------------------------

struct BrokerRegistered {
    BrokerEpoch epoch;
    NodeId broker;
    bool operator==(const BrokerRegistered&) const = default;
};

/// No heartbeat came within broker.session.timeout.ms.
struct BrokerFenced {
    NodeId broker;
    bool operator==(const BrokerFenced&) const = default;
};

struct BrokerUnfenced {
    NodeId broker;
    bool operator==(const BrokerUnfenced&) const = default;
};

struct TopicCreated {
    StringId topic;
    PartitionId firstPartition;
    std::uint16_t partitions = 0;
    bool operator==(const TopicCreated&) const = default;
};

/// The controller decided who leads. leader is kNoNode when nobody may.
struct LeaderElected {
    BrokerSet isr; ///< after the decision
    LeaderEpoch epoch;
    PartitionId partition;
    NodeId leader = kNoNode;
    NodeId previous = kNoNode;
    ElectionKind kind = ElectionKind::Initial;
    bool operator==(const LeaderElected&) const = default;
};

struct IsrChanged {
    BrokerSet isr;
    PartitionEpoch epoch;
    PartitionId partition;
    IsrReason reason = IsrReason::Created;
    bool operator==(const IsrChanged&) const = default;
};

// --- the consumer (node: the consumer)
// -------------------------------------------------------------------

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

// --- the log's files (node: the broker)
// ---------------------------------------------------------------

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

/// seek() of a consumer (node: the consumer): its position is now `to`. timestampMs: the time that
/// it asked for, -1 when it asked for an offset.
struct PositionSought {
    Offset to;
    std::int64_t timestampMs = -1;
    PartitionId partition;
    SeekTarget target = SeekTarget::Offset;
    bool operator==(const PositionSought&) const = default;
};

/// Session files store the index of a kind: new kinds go to the end.
using Payload = std::variant<ScriptCommand, ConfigSet, NodeStarted, NodeStopped, NodePaused,
    NodeResumed, LinkCut, LinkHealed, MessageSent, MessageReceived, MessageDropped, RequestTimedOut,
    ConnectionLost, RecordCreated, SendBlocked, SendUnblocked, RecordRejected, BatchOpened,
    RecordBatched, BatchClosed, BatchSent, BatchRetried, BatchAcked, BatchFailed,
    ProducerIdAssigned, ClientMetadata, BatchAppended, BatchDeduplicated, AppendRejected,
    HighWatermarkMoved, LogTruncated, UnflushedLost, LogRecovered, RoleAssumed, ReplicaProgress,
    RequestParked, RequestUnparked, IsrProposed, MetadataApplied, BrokerRegistered, BrokerFenced,
    BrokerUnfenced, TopicCreated, LeaderElected, IsrChanged, PartitionAssigned, OffsetReset,
    RecordsFetched, RecordsDelivered, RecordsProcessed, ConsumerFailed, SegmentRolled,
    SegmentDeleted, LogStartMoved, IndexEntryAdded, LogFlushed, LogScanned, CleanerStarted,
    RecordsCompacted, CleanerFinished, LogDirFailed, PositionSought>;

/// One thing that happened. Its id is its index in the History.
struct Event {
    Timestamp time;
    EventId cause
        = kNoEvent; ///< the event during whose handling this one came about; kNoEvent at the root
    NodeId node;
    Payload payload;
    bool operator==(const Event&) const = default;
};

static_assert(sizeof(Event) <= 72, "a History of a million events must stay small");

/// The kind's name in kebab-case, e.g. "broker-stopped" is `node-stopped`; scenario cues and the
/// event log use it.
[[nodiscard]] std::string_view kindName(const Payload& payload);
[[nodiscard]] std::string_view kindName(std::size_t payloadIndex);
inline constexpr std::size_t kKindCount = std::variant_size_v<Payload>;

/// The partition that the event is about, or kNoPartition.
[[nodiscard]] PartitionId partitionOf(const Payload& payload);

} // namespace brokerscope::event
