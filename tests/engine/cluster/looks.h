#pragma once

#include "tests/support/small_cluster.h"

#include <optional>

/// Questions that tests of a whole cluster put to a History.
namespace brokerscope::testing {

inline constexpr NodeId kB1{1};
inline constexpr NodeId kB2{2};
inline constexpr NodeId kB3{3};
inline constexpr NodeId kB4{4};
inline constexpr PartitionId kT0{0};
inline constexpr PartitionId kT1{1};

inline Timestamp atMs(std::int64_t ms)
{
    return Timestamp(ms * 1000);
}

inline history::ClusterState stateAt(const history::History& history, Timestamp when)
{
    return history.stateAfter(history.countUntil(when));
}

inline history::ClusterState stateAtEnd(const history::History& history)
{
    return history.stateAfter(history.size());
}

/// Those of a kind that `node` told.
template <class Kind>
std::vector<Found<Kind>> allOf(const history::History& history, NodeId node)
{
    auto found = all<Kind>(history);
    std::erase_if(found, [node](const auto& each) { return each.event->node != node; });
    return found;
}

/// Those of a kind in [from, to).
template <class Kind>
std::vector<Found<Kind>> allBetween(
    const history::History& history, Timestamp from, Timestamp to = kNever)
{
    auto found = all<Kind>(history);
    std::erase_if(
        found, [&](const auto& each) { return each.event->time < from || each.event->time >= to; });
    return found;
}

/// Answers of `node` to requests of this kind that say this error.
inline std::vector<Found<event::MessageSent>> answersOf(
    const history::History& history, NodeId node, event::Api api, event::ErrorCode error)
{
    auto found = allOf<event::MessageSent>(history, node);
    std::erase_if(found, [&](const auto& each) {
        return !each.what->isResponse() || each.what->api != api || each.what->error != error;
    });
    return found;
}

/// How many records `producer` was told are stored in [from, to).
inline std::uint32_t ackedOf(const history::History& history, const std::string& producer,
    Timestamp from, Timestamp to = kNever)
{
    const NodeId node = *history.roster().node(producer);
    std::uint32_t records = 0;
    for (const auto& acked : allBetween<event::BatchAcked>(history, from, to)) {
        records += acked.event->node == node ? acked.what->records : 0;
    }
    return records;
}

} // namespace brokerscope::testing
