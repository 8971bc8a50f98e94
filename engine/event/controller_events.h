#pragma once

#include "engine/base/ids.h"
#include "engine/base/time.h"
#include "engine/event/kinds.h"

/// The controllers. Event::node is the controller.
namespace brokerscope::event {

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

/// The broker is in controlled shutdown: it may lead nothing and be in no ISR but its last.
struct BrokerLeaving {
    NodeId broker;
    bool operator==(const BrokerLeaving&) const = default;
};

/// Who has replicas of the partition, said when it is created and whenever that changes.
struct ReplicasAssigned {
    BrokerSet replicas; ///< all, those that are being added or removed included
    BrokerSet adding;
    BrokerSet removing;
    PartitionId partition;
    NodeId preferred = kNoNode; ///< the first in assignment order
    bool operator==(const ReplicasAssigned&) const = default;
};

/// The replicas outside the ISR that are known to have everything committed (KIP-966).
struct EligibleLeadersChanged {
    BrokerSet eligible;
    PartitionId partition;
    bool operator==(const EligibleLeadersChanged&) const = default;
};

/// The topic has `partitions` more, the first of them `firstPartition`.
struct PartitionsAdded {
    StringId topic;
    PartitionId firstPartition;
    std::uint16_t partitions = 0;
    bool operator==(const PartitionsAdded&) const = default;
};

// --- the quorum (node: the controller)

/// The controller changed its role in the quorum (Kafka: QuorumState). leader is kNoNode while it
/// knows none.
struct QuorumRoleChanged {
    LeaderEpoch epoch; ///< Raft's term
    NodeId leader = kNoNode;
    QuorumRole role = QuorumRole::Unattached;
    bool operator==(const QuorumRoleChanged&) const = default;
};

/// The controller answered a candidate's request for its vote, or voted for itself.
struct VoteCast {
    LeaderEpoch epoch;
    NodeId candidate;
    bool granted = false;
    bool operator==(const VoteCast&) const = default;
};

/// The controller's copy of the metadata log ends at `end` now, and that is on its disk.
struct MetadataAppended {
    MetadataOffset end;
    LeaderEpoch epoch; ///< of the last record
    bool operator==(const MetadataAppended&) const = default;
};

/// The controller learned that everything before `end` is on a majority's disks: the high watermark
/// of the metadata log.
struct MetadataCommitted {
    MetadataOffset end;
    bool operator==(const MetadataCommitted&) const = default;
};

/// The controller cut what a former leader had not committed: [to, from) is gone from its copy.
struct MetadataTruncated {
    MetadataOffset from;
    MetadataOffset to;
    bool operator==(const MetadataTruncated&) const = default;
};

} // namespace brokerscope::event
