#pragma once

#include "engine/base/bytes.h"
#include "engine/base/ids.h"
#include "engine/base/time.h"
#include "engine/event/kinds.h"

#include <optional>
#include <string>
#include <vector>

/// The requests of consumer groups as typed values; field names are those of Kafka's schemas.
namespace brokerscope::protocol {

using event::ErrorCode;

struct FindCoordinatorRequest {
    std::string group;
};

/// COORDINATOR_NOT_AVAILABLE while the group's partition of __consumer_offsets has no leader.
struct FindCoordinatorResponse {
    ErrorCode error = ErrorCode::None;
    NodeId coordinator = kNoNode;
};

struct JoinGroupRequest {
    struct Protocol {
        std::string name; ///< "range", "roundrobin", "sticky", "cooperative-sticky", a custom one's
        Bytes metadata; ///< a Subscription (consumer_protocol.h)
        bool operator==(const Protocol&) const = default;
    };
    std::string group;
    Duration sessionTimeout;
    Duration rebalanceTimeout; ///< max.poll.interval.ms
    std::string memberId; ///< empty: the coordinator is to give one
    std::optional<std::string> groupInstanceId;
    std::string clientId; ///< the consumer's name; in Kafka part of the request's header
    std::vector<Protocol> protocols; ///< in order of preference
};

struct JoinGroupResponse {
    struct Member {
        std::string memberId;
        std::optional<std::string> groupInstanceId;
        Bytes metadata; ///< of the protocol that was chosen
    };
    ErrorCode error = ErrorCode::None;
    Generation generation = kNoGeneration;
    std::string protocol;
    std::string leader; ///< member id
    bool skipAssignment = false; ///< a static leader came back and is to assign nothing (v9)
    std::string memberId;
    std::vector<Member> members; ///< for the leader only
};

struct SyncGroupRequest {
    struct Assignment {
        std::string memberId;
        Bytes assignment; ///< an Assignment (consumer_protocol.h)
    };
    std::string group;
    Generation generation = kNoGeneration;
    std::string memberId;
    std::optional<std::string> groupInstanceId;
    std::string protocol;
    std::vector<Assignment> assignments; ///< of the leader only
};

struct SyncGroupResponse {
    ErrorCode error = ErrorCode::None;
    std::string protocol;
    Bytes assignment;
};

struct HeartbeatRequest {
    std::string group;
    Generation generation = kNoGeneration;
    std::string memberId;
    std::optional<std::string> groupInstanceId;
};

struct HeartbeatResponse {
    ErrorCode error = ErrorCode::None;
};

struct LeaveGroupRequest {
    std::string group;
    std::string memberId;
    std::optional<std::string> groupInstanceId;
    event::MemberEnd reason = event::MemberEnd::Left; ///< Kafka: a text (KIP-800)
};

struct LeaveGroupResponse {
    ErrorCode error = ErrorCode::None;
};

/// generation -1 and an empty memberId: of a consumer without group management.
struct OffsetCommitRequest {
    struct Partition {
        PartitionId partition;
        Offset offset;
        LeaderEpoch leaderEpoch = kNoEpoch;
        std::string metadata;
    };
    std::string group;
    Generation generation = kNoGeneration; ///< KIP-848: the member epoch
    std::string memberId;
    std::optional<std::string> groupInstanceId;
    std::vector<Partition> partitions;
};

struct OffsetCommitResponse {
    struct Partition {
        PartitionId partition;
        ErrorCode error = ErrorCode::None;
    };
    std::vector<Partition> partitions;
};

struct OffsetFetchRequest {
    std::string group;
    std::string memberId; ///< KIP-848; empty otherwise
    Generation memberEpoch = kNoGeneration;
    std::vector<PartitionId> partitions;
};

/// offset kNoOffset: the group has committed none.
struct OffsetFetchResponse {
    struct Partition {
        PartitionId partition;
        Offset offset = kNoOffset;
        LeaderEpoch leaderEpoch = kNoEpoch;
        ErrorCode error = ErrorCode::None;
    };
    ErrorCode error = ErrorCode::None; ///< of the whole request
    std::vector<Partition> partitions;
};

/// KIP-848. Optional fields are absent when they have not changed since the last heartbeat.
struct ConsumerGroupHeartbeatRequest {
    std::string group;
    std::string memberId;
    Generation memberEpoch{0}; ///< 0 joins, -1 leaves, -2: a static member leaves for a while
    std::optional<std::string> groupInstanceId;
    std::string rack;
    std::string clientId;
    std::optional<Duration> rebalanceTimeout;
    std::optional<std::vector<std::string>> topics; ///< names
    std::optional<std::string> serverAssignor; ///< group.remote.assignor
    std::optional<std::vector<PartitionId>> owned;
    event::MemberEnd reason = event::MemberEnd::Left; ///< why it leaves; Kafka does not tell
};

struct ConsumerGroupHeartbeatResponse {
    ErrorCode error = ErrorCode::None;
    std::string memberId;
    Generation memberEpoch{0};
    Duration heartbeatInterval;
    std::optional<std::vector<PartitionId>> assignment; ///< absent: as before
};

} // namespace brokerscope::protocol
