#pragma once

#include <cstdint>
#include <string_view>

namespace brokerscope::event {

enum class NodeKind : std::uint8_t { Script, Broker, Controller, Producer, Consumer };

/// How a node came to stop.
enum class StopHow : std::uint8_t {
    Kill, ///< the process is gone; the machine and its page cache live on, peers see their
          ///< connections reset
    PowerLoss, ///< the machine is gone: what was not on the disk is lost and nobody is told
    Halt, ///< the process ended itself, because its disk failed
    Shutdown, ///< in good order: asked the controller first, flushed everything, said goodbye
};

/// The requests of the engine; names are Kafka's API names. A response carries the Api of its
/// request.
enum class Api : std::uint8_t {
    Produce,
    Fetch,
    ListOffsets,
    Metadata,
    InitProducerId,
    BrokerRegistration,
    BrokerHeartbeat,
    AlterPartition,
    MetadataLogFetch, ///< a broker replicating the controller's metadata log (Kafka: Fetch of
                      ///< __cluster_metadata)
    DeleteRecords,
    Vote, ///< a candidate asks a controller for its vote
    BeginQuorumEpoch, ///< the new leader of the quorum tells the voters
    EndQuorumEpoch, ///< the leader of the quorum resigns
    OffsetForLeaderEpoch,
    ElectLeaders,
    AlterPartitionReassignments,
    CreatePartitions,
    CreateTopics, ///< a broker has the controller create a topic that a client asked for
    FindCoordinator,
    JoinGroup,
    SyncGroup,
    Heartbeat,
    LeaveGroup,
    OffsetCommit,
    OffsetFetch,
    ConsumerGroupHeartbeat, ///< KIP-848
};

/// Kafka's error codes with Kafka's numbers (clients/common/protocol/Errors). Those below -1 never
/// travel: a client gives up by itself with an exception for which Kafka has no code.
enum class ErrorCode : std::int16_t {
    NoOffsetForPartition = -6, ///< NoOffsetForPartitionException: nothing committed, and no reset
    BufferLimit = -5, ///< IllegalArgumentException: a batch takes more than all of buffer.memory
    NotInMetadata = -4, ///< TimeoutException: the partition was not in the metadata in max.block.ms
    BufferExhausted = -3, ///< BufferExhaustedException: no room in buffer.memory in max.block.ms
    ProducerClosed = -2, ///< KafkaException: close() gave up what was not done
    UnknownServerError = -1,
    None = 0,
    OffsetOutOfRange = 1,
    CorruptMessage = 2,
    UnknownTopicOrPartition = 3,
    LeaderNotAvailable = 5,
    NotLeaderOrFollower = 6,
    RequestTimedOut = 7,
    MessageTooLarge = 10,
    OffsetMetadataTooLarge = 12,
    NetworkException = 13,
    CoordinatorLoadInProgress = 14,
    CoordinatorNotAvailable = 15,
    NotCoordinator = 16,
    RecordListTooLarge = 18,
    NotEnoughReplicas = 19,
    NotEnoughReplicasAfterAppend = 20,
    InvalidRequiredAcks = 21,
    IllegalGeneration = 22,
    InconsistentGroupProtocol = 23,
    InvalidGroupId = 24,
    UnknownMemberId = 25,
    InvalidSessionTimeout = 26,
    RebalanceInProgress = 27,
    ClusterAuthorizationFailed = 31,
    InvalidTimestamp = 32,
    UnsupportedVersion = 35,
    TopicAlreadyExists = 36,
    InvalidPartitions = 37,
    InvalidReplicationFactor = 38,
    InvalidReplicaAssignment = 39,
    NotController = 41,
    InvalidRequest = 42,
    PolicyViolation = 44,
    OutOfOrderSequenceNumber = 45,
    DuplicateSequenceNumber = 46,
    InvalidProducerEpoch = 47,
    InvalidTxnState = 48,
    TransactionCoordinatorFenced = 52,
    KafkaStorageError = 56,
    GroupIdNotFound = 69,
    FetchSessionIdNotFound = 70,
    InvalidFetchSessionEpoch = 71,
    FencedLeaderEpoch = 74,
    UnknownLeaderEpoch = 75,
    UnsupportedCompressionType = 76,
    StaleBrokerEpoch = 77,
    OffsetNotAvailable = 78,
    MemberIdRequired = 79,
    PreferredLeaderNotAvailable = 80,
    GroupMaxSizeReached = 81,
    FencedInstanceId = 82,
    EligibleLeadersNotAvailable = 83,
    ElectionNotNeeded = 84,
    NoReassignmentInProgress = 85,
    InvalidRecord = 87,
    InvalidUpdateVersion = 95,
    DuplicateBrokerRegistration = 101,
    IneligibleReplica = 107,
    NewLeaderElected = 108,
    FencedMemberEpoch = 110,
    UnreleasedInstanceId = 111,
    UnsupportedAssignor = 112,
    StaleMemberEpoch = 113,
};

enum class DropReason : std::uint8_t {
    Cut, ///< the link between the two nodes was cut
    ReceiverDown, ///< nobody was there to take it
    SenderDown, ///< its sender ended while its disk still kept it from leaving
    Fault, ///< a command of the script took this very message
};

/// The states of a consumer group: of the classic protocol (Kafka: ClassicGroupState) and of
/// KIP-848 (ConsumerGroup.ConsumerGroupState).
enum class GroupState : std::uint8_t {
    Empty,
    PreparingRebalance, ///< waits for every member to join
    CompletingRebalance, ///< waits for the leader's assignment
    Stable,
    Dead,
    Assigning, ///< KIP-848: the target assignment is older than the group epoch
    Reconciling, ///< KIP-848: some member has not reached the target assignment
};

/// What made a coordinator rebalance a group.
enum class RebalanceReason : std::uint8_t {
    MemberJoined,
    MemberLeft, ///< LeaveGroup
    SessionExpired,
    SyncExpired, ///< a member did not ask for its assignment in time
    SubscriptionChanged, ///< a member joined again with other topics or protocols
    LeaderRejoined, ///< the leader saw other partitions, or gave up some in a cooperative round
    MemberRejoined, ///< a member joined again to have what others gave up, or after an error
    StaticMemberReplaced, ///< and the group's protocol changed with it
    TopicsChanged, ///< KIP-848: the coordinator saw other partitions
    MemberFenced, ///< KIP-848: a member did not give up partitions in time
    GroupMoved, ///< KIP-848: the group went over from one protocol to the other
};

/// KIP-848: where a member is on its way to the target assignment (Kafka: MemberState).
enum class MemberProgress : std::uint8_t {
    Stable,
    UnrevokedPartitions, ///< it has to give up some first
    UnreleasedPartitions, ///< it waits for some that others have not given up
};

/// How a member left its group.
enum class MemberEnd : std::uint8_t {
    Left, ///< LeaveGroup on close() or unsubscribe()
    PollExpired, ///< LeaveGroup because max.poll.interval.ms was over
    SessionExpired,
    RebalanceExpired, ///< did not join again within the rebalance timeout
    SyncExpired,
    Replaced, ///< another process joined with its group.instance.id
    Fenced, ///< KIP-848: did not give up partitions in time
};

/// Why a consumer reads a partition no longer.
enum class RevokeReason : std::uint8_t {
    Rebalance, ///< onPartitionsRevoked
    Lost, ///< onPartitionsLost: it had been thrown out, and somebody else may read it already
    Closed, ///< close() or unsubscribe()
};

/// Who had a consumer commit.
enum class CommitKind : std::uint8_t {
    Auto, ///< auto.commit.interval.ms was over, seen in poll()
    Sync, ///< commitSync()
    Async, ///< commitAsync()
    Revoke, ///< before a rebalance, or in onPartitionsRevoked
    Close, ///< in close()
};

/// By what an application tells that it has seen a record before.
enum class SeenBy : std::uint8_t { Key, Value, Offset };

/// Why a producer closed a batch for further records.
enum class CloseReason : std::uint8_t {
    Full, ///< the next record did not fit
    Linger, ///< linger.ms was over
    Drained, ///< its broker was being sent another batch anyway
    Memory, ///< a sender was waiting for buffer.memory
    Flush, ///< flush()
    Close, ///< the producer was closing
    Split, ///< it is a part of a batch that was too large for the broker
};

/// How a batch is compressed, as in its attributes (Kafka: CompressionType).
enum class BatchCodec : std::uint8_t { None, Gzip, Snappy, Lz4, Zstd };

enum class Purgatory : std::uint8_t { Produce, Fetch };

enum class UnparkReason : std::uint8_t {
    Satisfied, ///< what it waited for has come
    Expired, ///< its maximum wait is over
    Failed, ///< the leadership moved or the log changed under it
};

enum class TruncateReason : std::uint8_t {
    Divergence, ///< the leader's epochs showed where the logs part
    HighWatermark, ///< what was above the own high watermark, as before KIP-101
};

enum class ReplicaRole : std::uint8_t { None, Leader, Follower };

enum class ElectionKind : std::uint8_t {
    Initial, ///< the topic was created
    Clean, ///< the first live replica of the ISR, in assignment order
    NoneEligible, ///< no member of the ISR is alive: the partition has no leader
    Unclean, ///< a live replica from outside the ISR: what it lacks is lost
    Preferred, ///< the first in assignment order took over again
    Shutdown, ///< the leader was in controlled shutdown
    FromEligible, ///< an eligible leader replica from outside the ISR, with everything committed
    LastKnown, ///< the last known leader, since ISR and eligible replicas were gone (KIP-966)
    Reassigned, ///< the leader is no replica any more
};

enum class IsrReason : std::uint8_t {
    Created,
    Fenced, ///< the controller removed a fenced broker
    Lagging, ///< the leader removed a replica beyond replica.lag.time.max.ms
    CaughtUp, ///< the leader added a replica that reached the high watermark
    Shutdown, ///< the controller removed a broker in controlled shutdown
    Elected, ///< an election from outside the ISR made it anew
    Reassigned, ///< the members that are no replicas any more left it
};

/// What a controller is in the quorum (Kafka: the states of QuorumState).
enum class QuorumRole : std::uint8_t {
    Unattached, ///< knows of no leader in this epoch and has not voted
    Voted,
    Follower,
    Candidate,
    Leader, ///< the active controller
    Resigned, ///< was the leader and waits for the next election
};

enum class RollReason : std::uint8_t {
    Size, ///< the batch would not fit into segment.bytes
    Time, ///< segment.ms of message time were over
    IndexFull, ///< an index had no room left (segment.index.bytes)
    OffsetOverflow, ///< a relative offset would not fit into 32 bits
    Retention, ///< the active segment itself had expired
};

enum class SegmentDeletion : std::uint8_t {
    RetentionTime, ///< its newest record is older than retention.ms
    RetentionSize, ///< the log is a whole segment beyond retention.bytes
    BelowLogStart, ///< all of it lies before the log start offset
    Truncated, ///< the log was cut before it
    Compacted, ///< the cleaner wrote a smaller one in its place
};

enum class LogStartReason : std::uint8_t {
    Retention, ///< the segments before it were deleted
    DeleteRecords, ///< an admin asked for it
    Leader, ///< the leader said so in its fetch answer
    Truncated, ///< the log was emptied and begun anew
};

enum class DiskError : std::uint8_t { Full, ReadFailed, WriteFailed };

enum class SeekTarget : std::uint8_t { Offset, Time, Beginning, End };

enum class ResetPolicy : std::uint8_t {
    Earliest,
    Latest,
    None,
    ByDuration, ///< the first record that is not older than a duration (since 4.0)
};

[[nodiscard]] std::string_view codecName(BatchCodec codec); ///< Kafka's name, e.g. "zstd"
[[nodiscard]] std::string_view apiName(Api api); ///< Kafka's name, e.g. "Produce"
[[nodiscard]] std::string_view errorName(
    ErrorCode error); ///< Kafka's name, e.g. "NOT_LEADER_OR_FOLLOWER"; the exception's below -1

/// Whether Kafka's clients may retry after this error, and whether they refresh their metadata
/// then.
[[nodiscard]] bool isRetriable(ErrorCode error);
[[nodiscard]] bool invalidatesMetadata(ErrorCode error);

} // namespace brokerscope::event
