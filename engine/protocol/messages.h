#pragma once

#include "engine/base/bytes.h"
#include "engine/base/ids.h"
#include "engine/base/time.h"
#include "engine/event/kinds.h"
#include "engine/protocol/metadata.h"
#include "engine/sim/node.h"

#include <memory>
#include <variant>
#include <vector>

/// Kafka's requests and responses as typed values. Field names are those of Kafka's message
/// schemas, without the fields that only an older version or a feature we do not have needs.
namespace brokerscope::protocol {

using event::ErrorCode;

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
};

struct FetchRequest {
    struct Partition {
        PartitionId partition;
        LeaderEpoch currentLeaderEpoch = kNoEpoch; ///< as the sender knows it
        Offset fetchOffset;
        LeaderEpoch lastFetchedEpoch = kNoEpoch; ///< of the sender's last record; followers only
        std::uint32_t maxBytes = 0;
    };
    NodeId replica = kNoNode; ///< the follower that fetches; kNoNode for a consumer
    Duration maxWait;
    std::uint32_t minBytes = 1;
    std::uint32_t maxBytes = 0;
    std::vector<Partition> partitions;
};

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
        Bytes records; ///< whole batches, the first may begin before the fetch offset
    };
    std::vector<Partition> partitions;
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

/// Asks for these partitions' topics; the answer has all of them.
struct MetadataRequest {
    std::vector<PartitionId> partitions;
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
};

struct BrokerRegistrationResponse {
    ErrorCode error = ErrorCode::None;
    BrokerEpoch brokerEpoch;
};

struct BrokerHeartbeatRequest {
    BrokerEpoch brokerEpoch;
    MetadataOffset currentMetadataOffset; ///< end of what the broker has applied
};

struct BrokerHeartbeatResponse {
    ErrorCode error = ErrorCode::None;
    bool isFenced = true;
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

/// A broker reading the controller's metadata log (Kafka: Fetch of __cluster_metadata).
struct MetadataLogFetchRequest {
    MetadataOffset from;
    Duration maxWait;
};

struct MetadataLogFetchResponse {
    MetadataOffset from; ///< of the first record
    std::vector<MetadataRecord> records;
};

using Value = std::variant<ProduceRequest, ProduceResponse, FetchRequest, FetchResponse,
    ListOffsetsRequest, ListOffsetsResponse, MetadataRequest, MetadataResponse,
    InitProducerIdRequest, InitProducerIdResponse, BrokerRegistrationRequest,
    BrokerRegistrationResponse, BrokerHeartbeatRequest, BrokerHeartbeatResponse,
    AlterPartitionRequest, AlterPartitionResponse, MetadataLogFetchRequest,
    MetadataLogFetchResponse, DeleteRecordsRequest, DeleteRecordsResponse>;

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

/// What the History records of a message: sizes, first partition, first error.
[[nodiscard]] sim::MessageSummary summaryOf(const Value& value);

} // namespace brokerscope::protocol
