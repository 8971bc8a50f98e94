#pragma once

#include "engine/base/ids.h"
#include "engine/base/time.h"
#include "engine/event/kinds.h"

/// Replication. Event::node is the broker.
namespace brokerscope::event {

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

/// node is to shut down in good order and asks the controller to take its leaderships (Kafka:
/// controlled shutdown).
struct ShutdownBegun {
    bool operator==(const ShutdownBegun&) const = default;
};

/// The quota of a reassignment made node leave `partition` out of a fetch, as leader or follower,
/// until `until` (Kafka: ReplicationQuotaManager).
struct ReplicationThrottled {
    Timestamp until;
    PartitionId partition;
    NodeId peer;
    bool asLeader = false;
    bool operator==(const ReplicationThrottled&) const = default;
};

/// node is no replica of the partition any more and deleted its log.
struct ReplicaDeleted {
    PartitionId partition;
    bool operator==(const ReplicaDeleted&) const = default;
};

} // namespace brokerscope::event
