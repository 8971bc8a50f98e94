#pragma once

#include "engine/history/history.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace brokerscope::views {

/// What the timeline shows of a History, gathered in one pass. Made once per run; zooming and
/// panning only look things up in it.
struct TimelineData {
    struct Interval {
        Timestamp from;
        Timestamp to; ///< the end of the run when it never ended
        EventId began;
    };
    /// A segment of one of a broker's logs began or was deleted.
    struct FileMark {
        Timestamp time;
        EventId event;
        bool deleted = false;
    };
    struct BrokerLane {
        NodeId broker;
        std::vector<Timestamp> leaderAppends; ///< ascending
        std::vector<Timestamp> followerAppends; ///< ascending
        std::vector<Interval> down;
        std::vector<Interval> paused;
        std::vector<FileMark> files; ///< ascending by time
    };
    struct EpochBar {
        Timestamp from;
        Timestamp to;
        LeaderEpoch epoch;
        NodeId leader = kNoNode; ///< kNoNode: nobody may lead
        EventId elected;
    };
    struct LagPoint {
        Timestamp time; ///< from here on
        std::int64_t lag
            = 0; ///< records between the positions and the high watermarks, over its partitions
    };
    struct LagLane {
        NodeId consumer;
        std::vector<LagPoint> points; ///< ascending by time
        std::int64_t most = 0;
    };

    /// Links that were cut or slow together, from one moment to another.
    struct LinkBar {
        struct Link {
            NodeId from;
            NodeId to;
            bool bothWays = true;
            bool operator==(const Link&) const = default;
        };
        Timestamp from;
        Timestamp to; ///< the end of the run when it was never healed
        EventId began;
        Duration extra; ///< how much slower; zero: cut
        std::vector<Link> links;
    };

    /// A generation of a group, from its assignment to the next rebalance.
    struct GenerationBar {
        Timestamp from;
        Timestamp to; ///< the end of the run when it never ended
        EventId began;
        Generation generation;
        StringId protocol;
        std::vector<NodeId> members; ///< in the order of joining
        bool isEpoch = false; ///< KIP-848: a group epoch
    };
    struct RebalanceBar {
        Timestamp from;
        Timestamp to;
        EventId began;
    };
    /// A consumer became a member, or left.
    struct MemberMark {
        Timestamp time;
        EventId event;
        NodeId client;
        bool joined = false;
    };
    struct GroupLane {
        StringId group;
        std::vector<GenerationBar> generations; ///< ascending
        std::vector<RebalanceBar> rebalances; ///< ascending
        std::vector<MemberMark> members; ///< ascending by time
    };

    Timestamp end;
    std::vector<BrokerLane> brokers;
    std::vector<LinkBar> links; ///< ascending by from
    /// The active controllers by Raft's term, if there are several controllers; leaderless terms
    /// are gaps.
    std::vector<EpochBar> terms;
    std::size_t partitionLanes = 0; ///< only the scenario's own partitions have lanes
    std::vector<std::vector<EpochBar>> epochs; ///< by PartitionId
    /// By PartitionId: while the broker that was elected was not running.
    std::vector<std::vector<Interval>> leaderDown;
    std::vector<GroupLane> groups; ///< in the order in which they were first heard of
    std::vector<LagLane> lags; ///< by consumer
};

/// The groups that had members.
[[nodiscard]] std::vector<TimelineData::GroupLane> gatherGroups(const history::History& history);

[[nodiscard]] std::shared_ptr<const TimelineData> gatherTimeline(const history::History& history);

} // namespace brokerscope::views
