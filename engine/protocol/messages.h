#pragma once

#include "engine/base/bytes.h"
#include "engine/base/ids.h"
#include "engine/base/time.h"
#include "engine/event/kinds.h"
#include "engine/protocol/group_messages.h"
#include "engine/protocol/metadata.h"
#include "engine/sim/node.h"

#include <memory>
#include <string>
#include <variant>
#include <vector>

/// Kafka's requests and responses as typed values. Field names are those of Kafka's message
/// schemas, without the fields that only an older version or a feature we do not have needs.
namespace brokerscope::protocol {

struct ProduceRequest {
    struct Partition {
        PartitionId partition;
        Bytes records; ///< one batch
        BatchId batch; ///< not in Kafka's request: ties the bytes to the producer's batch in the
                       ///< History
    };
    std::int16_t acks = -1; ///< 0, 1 or -1 for all
    Duration timeout; ///< how long the broker may wait for the replicas
    std::vector<Partition> partitions;
};

struct ProduceResponse {
    struct Partition {
        PartitionId partition;
        ErrorCode error = ErrorCode::None;
        Offset baseOffset = kNoOffset;
    };
    std::vector<Partition> partitions;
    Duration throttle; ///< how long the broker reads nothing more from the client
};

struct FetchRequest {
    struct Partition {
        PartitionId partition;
        LeaderEpoch currentLeaderEpoch = kNoEpoch; ///< as the sender knows it
        Offset fetchOffset;
        LeaderEpoch lastFetchedEpoch = kNoEpoch; ///< of the sender's last record; followers only
        std::uint32_t maxBytes = 0;
        Offset logStart; ///< of a follower
        /// Not in Kafka's request: it is as it was told before in the session, and therefore not
        /// sent. For the faults of a script and the History; the broker must not look at it.
        bool isImplied = false;
        bool operator==(const Partition&) const = default;
    };
    NodeId replica = kNoNode; ///< the follower that fetches; kNoNode for a consumer
    BrokerEpoch replicaEpoch{-1}; ///< broker epoch of that follower (KIP-903)
    std::string rack; ///< client.rack of a consumer (KIP-392)
    Duration maxWait;
    std::uint32_t minBytes = 1;
    std::uint32_t maxBytes = 0;
    std::vector<Partition> partitions; ///< all that the sender wants, in its order
    FetchSessionId session = kNoFetchSession;
    FetchSessionEpoch sessionEpoch = kFinalFetchEpoch;
    std::vector<PartitionId> forgotten = {}; ///< Kafka: ForgottenTopicsData
    [[nodiscard]] bool isFull() const
    {
        return sessionEpoch == kInitialFetchEpoch || sessionEpoch == kFinalFetchEpoch;
    }
};

/// In a session only the partitions about which there is something to say.
struct FetchResponse {
    struct Diverging {
        LeaderEpoch epoch;
        Offset endOffset;
    };
    struct Partition {
        PartitionId partition;
        ErrorCode error = ErrorCode::None;
        Offset highWatermark = kNoOffset;
        Offset logStart;
        bool diverges = false;
        Diverging diverging;
        NodeId preferredReadReplica = kNoNode; ///< read from there instead; no records then
        Bytes records; ///< whole batches, the first may begin before the fetch offset
    };
    std::vector<Partition> partitions;
    ErrorCode error = ErrorCode::None; ///< of the session; there are no partitions then
    FetchSessionId session = kNoFetchSession; ///< that goes on; none: it is over, if there was one
};

/// Timestamps of ListOffsets with a special meaning.
inline constexpr std::int64_t kLatestTimestamp = -1;
inline constexpr std::int64_t kEarliestTimestamp = -2;
inline constexpr std::int64_t kMaxTimestamp = -3; ///< the record with the greatest timestamp

/// A timestamp of at least 0 asks for the earliest record that is not older, in ms since 1970.
struct ListOffsetsRequest {
    struct Partition {
        PartitionId partition;
        LeaderEpoch currentLeaderEpoch = kNoEpoch;
        std::int64_t timestamp = kLatestTimestamp;
    };
    NodeId replica = kNoNode; ///< the follower that asks; its latest offset is the LEO
    std::vector<Partition> partitions;
};

struct ListOffsetsResponse {
    struct Partition {
        PartitionId partition;
        ErrorCode error = ErrorCode::None;
        Offset offset = kNoOffset; ///< kNoOffset: there is no such record
        std::int64_t timestampMs = -1; ///< of the record that was asked for by time
        LeaderEpoch leaderEpoch = kNoEpoch;
    };
    std::vector<Partition> partitions;
};

/// Asks the leaders to let go of everything before `offset`; kNoOffset: before the HW.
struct DeleteRecordsRequest {
    struct Partition {
        PartitionId partition;
        Offset offset = kNoOffset;
    };
    std::vector<Partition> partitions;
};

struct DeleteRecordsResponse {
    struct Partition {
        PartitionId partition;
        ErrorCode error = ErrorCode::None;
        Offset lowWatermark = kNoOffset; ///< the log start now
    };
    std::vector<Partition> partitions;
};

/// Asks where the epoch ended in the leader's log (KIP-320).
struct OffsetForLeaderEpochRequest {
    struct Partition {
        PartitionId partition;
        LeaderEpoch currentLeaderEpoch = kNoEpoch;
        LeaderEpoch leaderEpoch; ///< of the record before the asker's position
    };
    std::vector<Partition> partitions;
};

/// epoch is the largest one that is not larger than what was asked for; kNoEpoch: none is known.
struct OffsetForLeaderEpochResponse {
    struct Partition {
        PartitionId partition;
        ErrorCode error = ErrorCode::None;
        LeaderEpoch epoch = kNoEpoch;
        Offset endOffset = kNoOffset;
    };
    std::vector<Partition> partitions;
};

/// Asks for these partitions' topics; the answer has all of them.
struct MetadataRequest {
    std::vector<PartitionId> partitions;
    bool allowAutoTopicCreation = false; ///< a topic that is not there is to be created
};

struct MetadataResponse {
    struct Partition {
        PartitionId partition;
        ErrorCode error = ErrorCode::None;
        NodeId leader = kNoNode;
        LeaderEpoch leaderEpoch = kNoEpoch;
    };
    BrokerSet brokers; ///< those not fenced
    std::vector<Partition> partitions;
};

struct InitProducerIdRequest { };

struct InitProducerIdResponse {
    ErrorCode error = ErrorCode::None;
    ProducerId producerId = kNoProducerId;
    ProducerEpoch producerEpoch = kNoProducerEpoch;
};

struct BrokerRegistrationRequest {
    std::uint64_t incarnation = 0; ///< tells the lives of a broker apart
    /// Its former life ended in good order, with everything on the disk (Kafka: previousBrokerEpoch
    /// is not -1).
    bool isAfterCleanShutdown = false;
};

struct BrokerRegistrationResponse {
    ErrorCode error = ErrorCode::None;
    BrokerEpoch brokerEpoch;
};

struct BrokerHeartbeatRequest {
    BrokerEpoch brokerEpoch;
    MetadataOffset currentMetadataOffset; ///< end of what the broker has applied
    bool wantsShutDown = false;
};

struct BrokerHeartbeatResponse {
    ErrorCode error = ErrorCode::None;
    bool isFenced = true;
    bool shouldShutDown = false; ///< nothing is left to lead: it may go
};

struct AlterPartitionRequest {
    BrokerEpoch brokerEpoch;
    PartitionId partition;
    LeaderEpoch leaderEpoch;
    PartitionEpoch partitionEpoch;
    BrokerSet newIsr;
    event::IsrReason reason
        = event::IsrReason::Lagging; ///< not in Kafka's request: for the History
};

struct AlterPartitionResponse {
    PartitionId partition;
    ErrorCode error = ErrorCode::None;
    BrokerSet isr;
    LeaderEpoch leaderEpoch;
    PartitionEpoch partitionEpoch;
};

/// A voter or a broker (as observer) replicating the metadata log from the quorum's leader (Kafka:
/// Fetch of __cluster_metadata).
struct MetadataLogFetchRequest {
    MetadataOffset from;
    LeaderEpoch lastFetchedEpoch{0}; ///< of the record before `from`
    LeaderEpoch quorumEpoch{0}; ///< that the sender knows; 0: none
    NodeId voter = kNoNode; ///< the controller that asks; kNoNode for a broker
    Duration maxWait;
};

/// error: NOT_CONTROLLER (Kafka: NOT_LEADER_OR_FOLLOWER), FENCED_LEADER_EPOCH,
/// UNKNOWN_LEADER_EPOCH; `leader` is who leads as far as the answerer knows.
struct MetadataLogFetchResponse {
    ErrorCode error = ErrorCode::None;
    NodeId leader = kNoNode;
    LeaderEpoch quorumEpoch{0};
    MetadataOffset highWatermark; ///< everything before it is committed
    bool diverges = false;
    LeaderEpoch divergingEpoch{0};
    MetadataOffset divergingEnd;
    Bytes records; ///< whole batches; to brokers only what is committed
};

struct VoteRequest {
    LeaderEpoch epoch;
    NodeId candidate;
    LeaderEpoch lastEpoch; ///< of the last record of the candidate's log
    MetadataOffset logEnd;
};

struct VoteResponse {
    ErrorCode error = ErrorCode::None;
    LeaderEpoch epoch;
    NodeId leader = kNoNode; ///< of that epoch, if the voter knows one
    bool granted = false;
};

struct BeginQuorumEpochRequest {
    LeaderEpoch epoch;
    NodeId leader;
};

struct BeginQuorumEpochResponse {
    ErrorCode error = ErrorCode::None;
    LeaderEpoch epoch;
};

/// The leader resigns; the preferred successors have the longest logs.
struct EndQuorumEpochRequest {
    LeaderEpoch epoch;
    NodeId leader;
    std::vector<NodeId> preferredSuccessors;
};

struct EndQuorumEpochResponse {
    ErrorCode error = ErrorCode::None;
};

enum class ElectionType : std::uint8_t { Preferred, Unclean };

/// Admin.electLeaders; an answer for each partition.
struct ElectLeadersRequest {
    ElectionType type = ElectionType::Preferred;
    std::vector<PartitionId> partitions;
};

struct ElectLeadersResponse {
    ErrorCode error = ErrorCode::None; ///< of the whole request
    struct Partition {
        PartitionId partition;
        ErrorCode error = ErrorCode::None;
    };
    std::vector<Partition> partitions;
};

/// Admin.alterPartitionReassignments for one partition; an empty target cancels.
struct AlterPartitionReassignmentsRequest {
    PartitionId partition;
    std::vector<NodeId> replicas; ///< the target, in assignment order
    std::uint64_t throttle = 0; ///< bytes per second, 0: none
};

struct AlterPartitionReassignmentsResponse {
    ErrorCode error = ErrorCode::None;
};

/// Admin.createPartitions: the topic that begins with `firstPartition` is to have `count`.
struct CreatePartitionsRequest {
    PartitionId firstPartition;
    std::uint16_t count = 0;
};

struct CreatePartitionsResponse {
    ErrorCode error = ErrorCode::None;
};

/// The topic that begins with `firstPartition` is to be created.
struct CreateTopicsRequest {
    PartitionId firstPartition;
    std::uint16_t numPartitions = 1;
    std::uint16_t replicationFactor = 1;
};

struct CreateTopicsResponse {
    ErrorCode error = ErrorCode::None;
};

using Value = std::variant<ProduceRequest, ProduceResponse, FetchRequest, FetchResponse,
    ListOffsetsRequest, ListOffsetsResponse, MetadataRequest, MetadataResponse,
    InitProducerIdRequest, InitProducerIdResponse, BrokerRegistrationRequest,
    BrokerRegistrationResponse, BrokerHeartbeatRequest, BrokerHeartbeatResponse,
    AlterPartitionRequest, AlterPartitionResponse, MetadataLogFetchRequest,
    MetadataLogFetchResponse, DeleteRecordsRequest, DeleteRecordsResponse,
    OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse, VoteRequest, VoteResponse,
    BeginQuorumEpochRequest, BeginQuorumEpochResponse, EndQuorumEpochRequest,
    EndQuorumEpochResponse, ElectLeadersRequest, ElectLeadersResponse,
    AlterPartitionReassignmentsRequest, AlterPartitionReassignmentsResponse,
    CreatePartitionsRequest, CreatePartitionsResponse, CreateTopicsRequest, CreateTopicsResponse,
    FindCoordinatorRequest, FindCoordinatorResponse, JoinGroupRequest, JoinGroupResponse,
    SyncGroupRequest, SyncGroupResponse, HeartbeatRequest, HeartbeatResponse, LeaveGroupRequest,
    LeaveGroupResponse, OffsetCommitRequest, OffsetCommitResponse, OffsetFetchRequest,
    OffsetFetchResponse, ConsumerGroupHeartbeatRequest, ConsumerGroupHeartbeatResponse>;

/// The body of every message of a run.
class Payload final : public sim::Body {
public:
    explicit Payload(Value content)
        : value(std::move(content))
    {
    }
    Value value;
};

[[nodiscard]] inline std::unique_ptr<sim::Body> bodyOf(Value value)
{
    return std::make_unique<Payload>(std::move(value));
}

/// What a message of this engine says.
[[nodiscard]] inline Value& valueOf(const sim::Message& message)
{
    return static_cast<Payload&>(*message.body).value;
}

[[nodiscard]] inline const Value& valueOf(const sim::Body& body)
{
    return static_cast<const Payload&>(body).value;
}

/// What the History records of a message: sizes, first partition, first error.
[[nodiscard]] sim::MessageSummary summaryOf(const Value& value);

} // namespace brokerscope::protocol
