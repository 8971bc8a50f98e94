#pragma once

#include "engine/base/ids.h"
#include "engine/base/time.h"
#include "engine/event/kinds.h"

/// Consumer groups: what their coordinators do (Event::node is the broker), and what the members do
/// about it (Event::node is the consumer). `client` is the consumer that a member is.
namespace brokerscope::event {

// --- the coordinator -----------------------------------------------------------------------------

struct GroupStateChanged {
    StringId group;
    Generation generation = kNoGeneration; ///< now
    GroupState state = GroupState::Empty;
    bool operator==(const GroupStateChanged&) const = default;
};

/// The group prepares a rebalance. client: whose doing it is; kNoNode: nobody's.
struct RebalanceBegun {
    StringId group;
    StringId member; ///< of client; empty when it has no id yet
    NodeId client = kNoNode;
    RebalanceReason reason = RebalanceReason::MemberJoined;
    bool operator==(const RebalanceBegun&) const = default;
};

/// A member is in the group from now on, under this id.
struct MemberJoined {
    StringId group;
    StringId member;
    StringId instance; ///< group.instance.id; empty: a dynamic member
    NodeId client;
    bool operator==(const MemberJoined&) const = default;
};

struct MemberRemoved {
    StringId group;
    StringId member;
    NodeId client;
    MemberEnd end = MemberEnd::Left;
    bool operator==(const MemberRemoved&) const = default;
};

/// All members have joined: the next generation begins. KIP-848: a group epoch begins.
struct GenerationBegun {
    StringId group;
    StringId protocol; ///< the assignor that was voted for, e.g. "cooperative-sticky"
    Generation generation;
    NodeId leader = kNoNode; ///< the client that computes the assignment; kNoNode: the coordinator
    std::uint16_t members = 0;
    bool operator==(const GenerationBegun&) const = default;
};

/// The assignment of a generation gives the partition to this client. All of a generation's come in
/// one go, when the coordinator takes the assignment in.
struct MemberAssigned {
    StringId group;
    Generation generation;
    NodeId client;
    PartitionId partition;
    bool operator==(const MemberAssigned&) const = default;
};

/// A committed offset is replicated and holds from now on.
struct OffsetCommitted {
    StringId group;
    Offset offset;
    PartitionId partition;
    NodeId client;
    bool operator==(const OffsetCommitted&) const = default;
};

/// The group's committed offset of the partition is deleted (offsets.retention.minutes).
struct OffsetsExpired {
    StringId group;
    PartitionId partition;
    bool operator==(const OffsetsExpired&) const = default;
};

/// The broker leads this partition of __consumer_offsets and has read it: it coordinates the groups
/// in it from now on.
struct CoordinatorLoaded {
    PartitionId partition;
    std::uint32_t groups = 0;
    std::uint32_t offsets = 0;
    bool operator==(const CoordinatorLoaded&) const = default;
};

/// The broker leads the partition no longer and has forgotten its groups.
struct CoordinatorUnloaded {
    PartitionId partition;
    bool operator==(const CoordinatorUnloaded&) const = default;
};

// --- a member ------------------------------------------------------------------------------------

/// The consumer has learned who coordinates its group; kNoNode: it believes in nobody any more.
struct CoordinatorFound {
    NodeId coordinator = kNoNode;
    bool operator==(const CoordinatorFound&) const = default;
};

/// The partition is this consumer's no longer.
struct PartitionRevoked {
    PartitionId partition;
    RevokeReason reason = RevokeReason::Rebalance;
    bool operator==(const PartitionRevoked&) const = default;
};

/// The consumer goes on at the group's committed offset.
struct PositionRestored {
    Offset to;
    PartitionId partition;
    bool operator==(const PositionRestored&) const = default;
};

/// A commit of this offset is on its way; one event for each partition of an OffsetCommit.
struct CommitSent {
    Offset offset;
    PartitionId partition;
    CommitKind kind = CommitKind::Auto;
    bool operator==(const CommitSent&) const = default;
};

/// The commit succeeded, or failed for good (error), as the application sees it.
struct CommitEnded {
    Offset offset;
    PartitionId partition;
    CommitKind kind = CommitKind::Auto;
    ErrorCode error = ErrorCode::None;
    bool operator==(const CommitEnded&) const = default;
};

/// max.poll.interval.ms was over without a poll(): the consumer leaves its group by itself.
struct PollExpired {
    Duration sinceLastPoll;
    bool operator==(const PollExpired&) const = default;
};

/// pause() and resume() of the application.
struct PartitionPaused {
    PartitionId partition;
    bool operator==(const PartitionPaused&) const = default;
};

struct PartitionResumed {
    PartitionId partition;
    bool operator==(const PartitionResumed&) const = default;
};

/// The application's handler threw an exception at this record: it passes over it, or the process
/// ends without close().
struct HandlerThrew {
    Offset offset;
    PartitionId partition;
    bool isSkipped = false;
    bool operator==(const HandlerThrew&) const = default;
};

/// KIP-848: the coordinator has let a member come a step closer to the target assignment.
struct MemberReconciled {
    StringId group;
    NodeId client;
    Generation epoch; ///< the member's
    MemberProgress progress = MemberProgress::Stable;
    std::uint16_t assigned = 0; ///< partitions that it may have now
    std::uint16_t toRevoke = 0; ///< … that it has to give up
    bool operator==(const MemberReconciled&) const = default;
};

} // namespace brokerscope::event
