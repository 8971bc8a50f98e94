#pragma once

#include "engine/history/history.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace brokerscope::views {

/// What a member was doing during a part of a rebalance.
enum class PhaseKind : std::uint8_t {
    Consuming, ///< it read some partition
    Joining, ///< its JoinGroup was on the way, or was refused
    Waiting, ///< its JoinGroup waited at the coordinator for the others
    Syncing, ///< it asked for its assignment, which the leader made
    Away, ///< its process was down or stood still
};

/// One rebalance of a group: from when the coordinator wanted it to the assignment that came of it.
/// Generations that never got an assignment are a part of the rebalance that followed them.
struct Rebalance {
    struct Member {
        NodeId client;
        StringId member; ///< its id
        StringId instance; ///< group.instance.id; empty: a dynamic member
        std::vector<PartitionId> partitions; ///< ascending
        bool operator==(const Member&) const = default;
    };
    /// A member that was in the group before, or in between, and no longer is.
    struct Departure {
        NodeId client;
        event::MemberEnd end = event::MemberEnd::Left;
        bool operator==(const Departure&) const = default;
    };
    struct Phase {
        NodeId client;
        PhaseKind kind = PhaseKind::Consuming;
        Timestamp from;
        Timestamp to;
        bool operator==(const Phase&) const = default;
    };
    /// Nobody read the partition for a while. It began with the owner that gave it up or fell out,
    /// and ended when the next one knew where to go on.
    struct Standstill {
        PartitionId partition;
        NodeId before;
        NodeId after = kNoNode; ///< kNoNode: nobody up to the end of the run
        Timestamp from;
        Timestamp to; ///< the end of the run while it lasts
        [[nodiscard]] Duration length() const { return to - from; }
        bool operator==(const Standstill&) const = default;
    };

    EventId begun; ///< its first event
    EventId assigned = kNoEvent; ///< the event that settled it; kNoEvent: none so far
    Timestamp began;
    Timestamp assignedAt; ///< the end of the run while there is none
    Timestamp settledAt; ///< when the last member had its assignment
    event::RebalanceReason reason = event::RebalanceReason::MemberJoined;
    NodeId causedBy = kNoNode;
    Generation from = kNoGeneration;
    Generation to = kNoGeneration;
    StringId protocol; ///< the assignor
    NodeId leader = kNoNode; ///< kNoNode: the coordinator assigned
    NodeId lastJoiner = kNoNode; ///< whom the others waited for; kNoNode: for nobody
    Timestamp lastJoined; ///< when its JoinGroup had come
    std::vector<Member> before; ///< by client
    std::vector<Member> after; ///< by client
    std::vector<Departure> departures;
    Timestamp shownFrom; ///< the phases are told from here
    Timestamp shownTo; ///< to here
    std::vector<Phase> phases; ///< by client, then by time
    std::vector<Standstill> standstills; ///< the longest first

    /// Everything that belongs to it lies in [firstTime(), lastTime()].
    [[nodiscard]] Timestamp firstTime() const;
    [[nodiscard]] Timestamp lastTime() const;
    [[nodiscard]] Duration lost() const; ///< the sum of the standstills
    bool operator==(const Rebalance&) const = default;
};

struct GroupRebalances {
    StringId name;
    std::vector<Rebalance> rebalances; ///< in the order of their beginning

    /// The last one that has begun after so many events, or else the first.
    [[nodiscard]] std::size_t at(std::size_t applied) const;
};

/// The rebalances of all groups of a run. Made once per run, in one pass.
struct RebalanceData {
    std::vector<GroupRebalances> groups; ///< that had any, in the order of their first one
};

[[nodiscard]] std::shared_ptr<const RebalanceData> gatherRebalances(
    const history::History& history);

} // namespace brokerscope::views
