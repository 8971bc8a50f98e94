#pragma once

#include "engine/base/ids.h"
#include "engine/base/time.h"
#include "engine/event/event.h"
#include "engine/event/roster.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace brokerscope::history {

/// Offsets [base, end) that were written in one leader epoch.
struct Span {
    Offset base;
    Offset end;
    LeaderEpoch epoch;
    bool operator==(const Span&) const = default;
};

/// One segment of a replica's log.
struct SegmentState {
    Offset base;
    std::uint64_t bytes = 0; ///< of its .log file
    std::uint32_t indexEntries = 0; ///< of its offset index
    Offset lastIndexed = kNoOffset; ///< the newest entry's
    bool isEstimate = false; ///< a cut or the cleaner left bytes and indexEntries known only about
    Timestamp rolledAt; ///< when it began
    bool operator==(const SegmentState&) const = default;
};

/// One replica of one partition, as its broker has it.
struct ReplicaState {
    PartitionId partition;
    event::ReplicaRole role = event::ReplicaRole::None;
    LeaderEpoch epoch = kNoEpoch; ///< of the role
    Offset logStart;
    Offset logEnd; ///< LEO
    Offset highWatermark;
    Offset recoveryPoint; ///< everything before it was fsynced
    Offset recoveredEnd = kNoOffset; ///< LEO that the last recovery found; kNoOffset before one
    Offset cleanedTo; ///< where the log cleaner's next pass begins to read
    bool cleaning = false; ///< a pass is going on
    std::vector<SegmentState> segments{1}; ///< ascending; the last one is active
    std::vector<Span> log; ///< ascending, joined where the epoch is the same; a whole log is a
                           ///< handful of spans, but compaction leaves holes between them
    std::vector<Span>
        gone; ///< what the last truncation or power loss took; cleared by the next append
    Timestamp goneAt; ///< when that was
    EventId lastChange = kNoEvent; ///< the last event that changed this replica
    bool operator==(const ReplicaState&) const = default;
};

struct BrokerState {
    bool running = false;
    bool paused = false;
    bool fenced = true; ///< as the controller has it; a broker starts fenced
    bool registered = false;
    bool leaving = false; ///< in controlled shutdown
    bool diskFull = false;
    Duration diskDelay; ///< what each write to its disk takes on top
    event::StopHow stoppedHow
        = event::StopHow::Kill; ///< meaningful while not running and after a stop
    Timestamp stoppedAt;
    std::optional<event::DiskError> diskError; ///< its log directory failed; until it starts again
    BrokerEpoch epoch; ///< of its last registration
    MetadataOffset metadataEnd; ///< how far it has applied the metadata log
    Timestamp lastHeartbeat; ///< when the controller last took in one of its heartbeats
    std::vector<ReplicaState> replicas; ///< ascending by partition; only those it has
    bool operator==(const BrokerState&) const = default;
};

/// What the controller has decided about a partition.
struct PartitionState {
    bool created = false;
    NodeId leader = kNoNode;
    LeaderEpoch leaderEpoch = kNoEpoch;
    PartitionEpoch partitionEpoch;
    BrokerSet isr;
    BrokerSet replicas; ///< those being added or removed included
    BrokerSet adding;
    BrokerSet removing;
    BrokerSet eligible; ///< eligible leader replicas outside the ISR (KIP-966)
    NodeId preferred = kNoNode; ///< the first in assignment order
    EventId lastElection = kNoEvent;
    event::ElectionKind electedHow = event::ElectionKind::Initial; ///< meaningful after one
    bool operator==(const PartitionState&) const = default;
};

enum class BatchPhase : std::uint8_t {
    Open, ///< takes records
    Closed, ///< waits in the accumulator
    InFlight, ///< sent, not answered
    Backoff, ///< failed once more, waits to be sent again
};

/// A batch that its producer still holds.
struct BatchState {
    BatchId batch;
    PartitionId partition;
    BatchPhase phase = BatchPhase::Open;
    event::CloseReason reason = event::CloseReason::Full; ///< once closed
    std::vector<RecordNumber> records;
    std::uint32_t bytes = 0; ///< header included
    std::uint32_t buffer
        = 0; ///< what it holds of buffer.memory, whatever its size; 0: it is a part
    Timestamp openedAt;
    Timestamp phaseSince;
    Duration backoff; ///< in Backoff: how long from phaseSince
    std::uint16_t attempts = 0;
    NodeId broker = kNoNode; ///< in InFlight
    Sequence baseSequence = kNoSequence;
    event::BatchCodec codec = event::BatchCodec::None; ///< once compressed
    std::uint32_t bytesBeforeCompression = 0; ///< header included; 0: not compressed (yet)
    bool operator==(const BatchState&) const = default;
};

/// A ratio of one in millionths: what a producer expects of compression before it has tried.
inline constexpr std::uint32_t kNoCompression = 1'000'000;

/// A Produce request that waits for its answer.
struct AwaitedAnswer {
    EventId message; ///< its MessageSent
    NodeId broker;
    bool operator==(const AwaitedAnswer&) const = default;
};

struct ProducerState {
    bool running = false;
    std::vector<BatchState> batches; ///< in the order of opening
    std::uint64_t bufferUsed = 0; ///< of buffer.memory: the buffers of the batches held
    std::uint32_t inFlightRequests = 0;
    std::uint32_t created = 0; ///< records
    std::uint32_t acked = 0;
    std::uint32_t failed = 0;
    std::uint32_t retries = 0; ///< batches sent again
    std::uint32_t blocked = 0; ///< send() calls that wait for memory now
    std::vector<AwaitedAnswer> awaited; ///< the inFlightRequests, in the order of sending
    std::vector<RecordNumber> waiting; ///< the blocked records
    ProducerId producerId = kNoProducerId;
    ProducerEpoch producerEpoch = kNoProducerEpoch;
    std::vector<NodeId>
        knownLeader; ///< by PartitionId: what its metadata says; kNoNode when unknown
    std::uint32_t flushes = 0; ///< flush() calls that have not returned
    bool isClosing = false;
    /// The newest event that told of an error: of a record, a batch or an attempt.
    EventId lastError = kNoEvent;
    std::uint32_t splits = 0; ///< batches that were too large for the broker
    std::uint64_t bytesBeforeCompression = 0; ///< of all batches that were compressed
    std::uint64_t bytesAfterCompression = 0;
    /// What it expects of its next batch: bytes after by bytes before, in millionths.
    std::uint32_t compressionEstimate = kNoCompression;
    std::vector<Timestamp> throttledUntil; ///< by NodeId - 1 of the broker; empty: never was
    bool operator==(const ProducerState&) const = default;
};

struct ConsumerPartition {
    PartitionId partition;
    Offset position
        = kNoOffset; ///< next record that poll() will return; kNoOffset before the first reset
    Offset fetched = kNoOffset; ///< end of what is in its buffer
    Offset processed; ///< end of what the application has finished with
    Offset sought = kNoOffset; ///< where the last seek went; kNoOffset before one
    NodeId readReplica = kNoNode; ///< where it fetches; kNoNode: from the leader
    std::uint32_t delivered = 0; ///< records returned by poll()
    bool isPaused = false; ///< by pause(): poll() passes it over
    Offset committed = kNoOffset; ///< what this consumer has last committed, or begun from
    Offset committing = kNoOffset; ///< the newest commit that is on its way; kNoOffset: none is
    Timestamp assignedAt = {};
    bool operator==(const ConsumerPartition&) const = default;
};

struct ConsumerState {
    bool running = false;
    bool paused = false;
    bool failed = false;
    event::ErrorCode error = event::ErrorCode::None;
    std::vector<ConsumerPartition> partitions; ///< what it reads, ascending by partition
    bool isMember = false; ///< it has looked for the coordinator of its group since it started
    bool isClosing = false;
    NodeId coordinator = kNoNode; ///< as it believes
    /// What its clocks run from: the last poll() that returned records or that a rebalance ran in,
    /// the last Heartbeat that it sent, and the last automatic commit or else its start.
    Timestamp lastPoll = {};
    Timestamp lastHeartbeat = {};
    Timestamp lastAutoCommit = {};
    bool isBusy = false; ///< its application has records that it is not done with
    std::uint64_t delivered = 0; ///< records returned by poll(), also of partitions since given up
    // What its application has done in all of its lives.
    std::uint32_t stored = 0; ///< writes to the external store
    std::uint32_t forwarded = 0; ///< records that a producer's send() took
    std::uint32_t deduplicated = 0; ///< records that it knew from before
    bool operator==(const ConsumerState&) const = default;
};

/// One member of a group, as the coordinator has it.
struct GroupMemberState {
    NodeId client; ///< the consumer
    StringId member; ///< its id
    StringId instance; ///< group.instance.id; empty: a dynamic member
    Timestamp since; ///< when it joined
    Timestamp lastHeard; ///< when a Heartbeat or another request of it last renewed its session
    std::vector<PartitionId> assigned; ///< by the newest assignment; ascending
    Generation epoch = kNoGeneration; ///< KIP-848: the member epoch; kNoGeneration: classic
    event::MemberProgress progress = event::MemberProgress::Stable; ///< KIP-848
    bool operator==(const GroupMemberState&) const = default;
};

/// What a group has last committed for a partition.
struct CommittedOffset {
    PartitionId partition;
    Offset offset;
    NodeId client = kNoNode; ///< who committed it
    EventId event = kNoEvent; ///< its OffsetCommitted
    bool operator==(const CommittedOffset&) const = default;
};

struct GroupState {
    StringId name;
    event::GroupState state = event::GroupState::Empty;
    Timestamp stateSince = {};
    Generation generation = kNoGeneration;
    Generation assignedGeneration = kNoGeneration; ///< of the members' assignments
    StringId protocol; ///< the assignor
    NodeId leader = kNoNode; ///< the client that computes the assignment
    NodeId coordinator = kNoNode; ///< the broker that spoke for it last; kNoNode: it has stopped
    std::uint32_t rebalances = 0;
    event::RebalanceReason reason = event::RebalanceReason::MemberJoined; ///< of the last one
    NodeId causedBy = kNoNode; ///< the last one
    Timestamp rebalanceSince = {}; ///< when the last one began
    std::vector<GroupMemberState> members; ///< in the order of joining
    std::vector<CommittedOffset> committed; ///< ascending by partition

    [[nodiscard]] const GroupMemberState* memberOf(NodeId client) const;
    /// nullptr when it has committed none.
    [[nodiscard]] const CommittedOffset* committedOf(PartitionId partition) const;
    bool operator==(const GroupState&) const = default;
};

/// The next offset to read, as an external store has it.
struct StoredOffset {
    PartitionId partition;
    Offset offset;
    bool operator==(const StoredOffset&) const = default;
};

/// The external store of a group's applications, or of one consumer's.
struct StoreState {
    StringId name; ///< of the group, or of the consumer without one
    std::uint32_t writes = 0;
    std::uint32_t rows = 0;
    std::uint32_t repeats = 0; ///< writes of a record's result that it had already
    std::uint32_t extraRows = 0; ///< of these: rows that are there once more
    std::vector<StoredOffset> offsets; ///< ascending by partition; none: it holds no offsets
    NodeId lastWriter = kNoNode;
    bool operator==(const StoreState&) const = default;
};

/// A message on its way. At time t it stands at (t - sentAt) / (deliverAt - sentAt) of it, unless a
/// fault has held it up: then it covers the rest from there.
struct MessageInFlight {
    EventId id; ///< of its MessageSent
    NodeId from;
    Timestamp sentAt;
    event::MessageSent sent; ///< deliverAt is what holds now
    Timestamp heldUpAt = {}; ///< when a fault held it up on its way
    std::uint32_t millionthsBefore = 0; ///< of its way, by then; 0: it was not held up on it
    bool operator==(const MessageInFlight&) const = default;
};

/// A message that was lost; kept for kDropTrail after that, so that a view can let it fall off.
struct DroppedMessage {
    MessageInFlight message;
    Timestamp droppedAt;
    event::DropReason reason = event::DropReason::Cut;
    bool operator==(const DroppedMessage&) const = default;
};

inline constexpr Duration kDropTrail = milliseconds(40);

/// A segment that went; kept for kSegmentTrail after that, so that a view can let it fall off.
struct DeletedSegment {
    NodeId broker;
    event::SegmentDeleted deleted;
    Timestamp at;
    bool operator==(const DeletedSegment&) const = default;
};

inline constexpr Duration kSegmentTrail = milliseconds(200);

/// Records that a truncation or a power loss took from a log; kept for kCutTrail after that, so
/// that a view can let them fall off.
struct CutRecords {
    NodeId broker;
    PartitionId partition;
    std::vector<Span> spans;
    Timestamp at;
    bool operator==(const CutRecords&) const = default;
};

inline constexpr Duration kCutTrail = milliseconds(120);

/// A request that a broker keeps until something happens.
struct ParkedRequest {
    NodeId broker;
    event::RequestParked parked;
    Timestamp since;
    bool operator==(const ParkedRequest&) const = default;
};

/// One controller of the quorum.
struct QuorumMemberState {
    bool running = false;
    bool paused = false;
    event::QuorumRole role = event::QuorumRole::Unattached;
    LeaderEpoch epoch{0}; ///< Raft's term
    NodeId leader = kNoNode; ///< as it believes
    NodeId votedFor = kNoNode; ///< in this epoch
    MetadataOffset logEnd; ///< of its copy of the metadata log
    MetadataOffset committed; ///< the metadata log's high watermark, as it knows
    Timestamp stoppedAt;
    bool operator==(const QuorumMemberState&) const = default;
};

/// What the controllers have decided together.
struct ControllerState {
    EventId lastDecision = kNoEvent; ///< newest fencing, unfencing, election or ISR change
    MetadataOffset metadataEnd; ///< the highest end that any broker has applied
    NodeId active = kNoNode; ///< the leader of the highest epoch; kNoNode while it has none, or
                             ///< does not run
    LeaderEpoch epoch{0}; ///< the highest epoch that any of them has seen
    bool operator==(const ControllerState&) const = default;
};

/// Everything that is known about the cluster after some prefix of a History: a plain value, made
/// only by folding events.
class ClusterState {
public:
    explicit ClusterState(const event::Roster& roster);

    /// Folds one more event in. Events must come in order, each once.
    void apply(EventId id, const event::Event& event);

    Timestamp now; ///< time of the last event folded in
    std::vector<BrokerState> brokers; ///< by NodeId - 1
    std::vector<PartitionState> partitions; ///< by PartitionId
    std::vector<ProducerState> producers; ///< in roster order
    std::vector<ConsumerState> consumers; ///< in roster order
    ControllerState controller;
    std::vector<QuorumMemberState> controllers; ///< in roster order
    std::vector<event::LinkCut> cuts; ///< in force
    std::vector<event::LinkSlowed> slowLinks; ///< in force
    std::vector<Duration> clockSkews; ///< by NodeId
    std::vector<MessageInFlight> messages; ///< on their way, in the order of sending
    std::vector<DroppedMessage> dropped;
    std::vector<DeletedSegment> deletedSegments; ///< of the last kSegmentTrail
    std::vector<CutRecords> cutRecords; ///< of the last kCutTrail
    std::vector<ParkedRequest> parked;
    std::vector<GroupState> groups; ///< in the order in which they were first heard of
    std::vector<StoreState> stores; ///< in the order of their first writes

    [[nodiscard]] const BrokerState& broker(NodeId id) const { return brokers.at(id.value() - 1U); }
    [[nodiscard]] const PartitionState& partition(PartitionId id) const
    {
        return partitions.at(id.value());
    }
    /// nullptr when nothing was heard of the group (yet).
    [[nodiscard]] const GroupState* group(StringId name) const;
    /// nullptr when nothing was written to the store (yet).
    [[nodiscard]] const StoreState* store(StringId name) const;
    /// The group that the consumer is a member of; nullptr when it is in none.
    [[nodiscard]] const GroupState* groupOf(NodeId consumer) const;
    /// nullptr when the broker has no replica of the partition (yet).
    [[nodiscard]] const ReplicaState* replica(NodeId broker, PartitionId partition) const;
    [[nodiscard]] const ProducerState& producer(NodeId id) const
    {
        return producers.at(id.value() - m_firstProducer);
    }
    [[nodiscard]] const ConsumerState& consumer(NodeId id) const
    {
        return consumers.at(id.value() - m_firstConsumer);
    }
    [[nodiscard]] const QuorumMemberState& quorumMember(NodeId id) const
    {
        return controllers.at(id.value() - m_firstController);
    }

    bool operator==(const ClusterState&) const = default;

private:
    friend struct Fold;
    std::uint16_t m_firstController = 0;
    std::uint16_t m_firstProducer = 0;
    std::uint16_t m_firstConsumer = 0;
};

} // namespace brokerscope::history
