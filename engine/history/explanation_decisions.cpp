#include "engine/history/explanation.h"

/// What the controllers decided, and why they came to decide it.
namespace brokerscope::history {

namespace {

/// Whether the event brought `node` back to `peer`.
bool isBack(const event::Event& e, NodeId node, NodeId peer)
{
    if (const auto* const healed = as<event::LinkHealed>(e)) {
        return (healed->from == node && healed->to == peer)
            || (healed->from == peer && healed->to == node);
    }
    return e.node == node
        && (as<event::NodeStarted>(e) != nullptr || as<event::NodeResumed>(e) != nullptr);
}

} // namespace

/// The latest election of a partition; of one epoch if it is given.
EventId Explanation::electionOf(PartitionId partition, std::optional<LeaderEpoch> epoch) const
{
    return latest([partition, epoch](const event::Event& e) {
        const auto* const elected = as<event::LeaderElected>(e);
        return elected != nullptr && elected->partition == partition
            && (!epoch || elected->epoch == *epoch);
    });
}

/// Why a leader may lead no longer: it was fenced, or is shutting down.
EventId Explanation::lossOfLeader(NodeId leader) const
{
    return latest([leader](const event::Event& e) {
        const auto* const fenced = as<event::BrokerFenced>(e);
        const auto* const leaving = as<event::BrokerLeaving>(e);
        return (fenced != nullptr && fenced->broker == leader)
            || (leaving != nullptr && leaving->broker == leader);
    });
}

/// It was unfenced since it is back: started, going on, or connected again.
EventId Explanation::operator()(const event::BrokerUnfenced& p) const
{
    return orCause(latest([&](const event::Event& e) { return isBack(e, p.broker, event.node); }));
}

EventId Explanation::operator()(const event::LeaderElected& p) const
{
    switch (p.kind) {
    case event::ElectionKind::Initial:
    case event::ElectionKind::Preferred:
    case event::ElectionKind::Reassigned:
        return event.cause;
    case event::ElectionKind::Clean:
    case event::ElectionKind::NoneEligible:
    case event::ElectionKind::Unclean:
    case event::ElectionKind::Shutdown:
    case event::ElectionKind::FromEligible:
    case event::ElectionKind::LastKnown:
        break;
    }
    if (p.previous == p.leader) {
        return event.cause;
    }
    if (p.previous == kNoNode) {
        // Nobody led: a replica became eligible again.
        return orCause(latest([&](const event::Event& e) {
            const auto* const unfenced = as<event::BrokerUnfenced>(e);
            return unfenced != nullptr && unfenced->broker == p.leader && e.time == event.time;
        }));
    }
    return orCause(lossOfLeader(p.previous));
}

EventId Explanation::operator()(const event::IsrChanged& p) const
{
    switch (p.reason) {
    case event::IsrReason::Fenced:
    case event::IsrReason::Shutdown:
        return orCause(latest([&](const event::Event& e) {
            const auto* const fenced = as<event::BrokerFenced>(e);
            const auto* const leaving = as<event::BrokerLeaving>(e);
            return (fenced != nullptr && !p.isr.contains(fenced->broker))
                || (leaving != nullptr && !p.isr.contains(leaving->broker));
        }));
    case event::IsrReason::Lagging:
    case event::IsrReason::CaughtUp:
        return orCause(latest([&](const event::Event& e) {
            const auto* const proposed = as<event::IsrProposed>(e);
            return proposed != nullptr && proposed->partition == p.partition
                && proposed->isr == p.isr;
        }));
    case event::IsrReason::Elected:
        // The election is told after it; what led to that led to this.
        return orCause(latest([&](const event::Event& e) {
            return e.time == event.time
                && (as<event::BrokerUnfenced>(e) != nullptr
                    || as<event::BrokerFenced>(e) != nullptr);
        }));
    case event::IsrReason::Created:
    case event::IsrReason::Reassigned:
        break;
    }
    return event.cause;
}

/// The ISR as the controllers had it before this event.
BrokerSet Explanation::isrBefore(PartitionId partition) const
{
    BrokerSet isr;
    (void)latest([&](const event::Event& e) {
        if (const auto* const changed = as<event::IsrChanged>(e)) {
            isr = changed->partition == partition ? changed->isr : isr;
            return changed->partition == partition;
        }
        if (const auto* const elected = as<event::LeaderElected>(e)) {
            isr = elected->partition == partition ? elected->isr : isr;
            return elected->partition == partition;
        }
        return false;
    });
    return isr;
}

/// What brought a replica back to its leader so that it could catch up: the latest of its start,
/// its going on, its unfencing, the healing of their link, and its being added.
EventId Explanation::returnOf(NodeId replica, NodeId leader, PartitionId partition) const
{
    return latest([&](const event::Event& e) {
        const auto* const unfenced = as<event::BrokerUnfenced>(e);
        const auto* const assigned = as<event::ReplicasAssigned>(e);
        return isBack(e, replica, leader) || (unfenced != nullptr && unfenced->broker == replica)
            || (assigned != nullptr && assigned->partition == partition
                && assigned->adding.contains(replica));
    });
}

/// A replica lagged because something kept it from its leader; it caught up since it is back.
EventId Explanation::operator()(const event::IsrProposed& p) const
{
    const BrokerSet before = isrBefore(p.partition);
    EventId found = kNoEvent;
    const auto consider = [&found](EventId candidate) {
        found
            = candidate != kNoEvent && (found == kNoEvent || candidate > found) ? candidate : found;
    };
    if (p.reason == event::IsrReason::Lagging) {
        before.forEach([&](NodeId broker) {
            if (!p.isr.contains(broker)) {
                consider(silenceOf(broker, event.node, EventId(0)));
            }
        });
    } else if (p.reason == event::IsrReason::CaughtUp) {
        p.isr.forEach([&](NodeId broker) {
            if (!before.contains(broker)) {
                consider(returnOf(broker, event.node, p.partition));
            }
        });
    }
    return orCause(found);
}

/// The end of a reassignment leads to its beginning.
EventId Explanation::operator()(const event::ReplicasAssigned& p) const
{
    if (!p.adding.empty() || !p.removing.empty()) {
        return event.cause;
    }
    return orCause(latest([&p](const event::Event& e) {
        const auto* const begun = as<event::ReplicasAssigned>(e);
        return begun != nullptr && begun->partition == p.partition
            && (!begun->adding.empty() || !begun->removing.empty());
    }));
}

EventId Explanation::operator()(const event::ReplicaDeleted& p) const
{
    return orCause(latest([&](const event::Event& e) {
        const auto* const assigned = as<event::ReplicasAssigned>(e);
        return assigned != nullptr && assigned->partition == p.partition
            && !assigned->replicas.contains(event.node);
    }));
}

EventId Explanation::operator()(const event::RoleAssumed& p) const
{
    return orCause(electionOf(p.partition, p.epoch));
}

/// A leader was a candidate before, and a candidate had followed one that fell silent.
EventId Explanation::operator()(const event::QuorumRoleChanged& p) const
{
    const auto roleBefore = [this](auto&& matches) {
        return latest([&](const event::Event& e) {
            const auto* const before = as<event::QuorumRoleChanged>(e);
            return before != nullptr && e.node == event.node && matches(*before);
        });
    };
    if (p.role == event::QuorumRole::Leader) {
        return orCause(roleBefore([&p](const event::QuorumRoleChanged& before) {
            return before.role == event::QuorumRole::Candidate && before.epoch == p.epoch;
        }));
    }
    if (p.role != event::QuorumRole::Candidate) {
        return event.cause;
    }
    const EventId followed = roleBefore([](const event::QuorumRoleChanged& before) {
        return before.role == event::QuorumRole::Follower && before.leader != kNoNode;
    });
    if (followed == kNoEvent) {
        return event.cause;
    }
    const NodeId leader
        = std::get<event::QuorumRoleChanged>(history.event(followed).payload).leader;
    const EventId silence = silenceOf(leader, event.node, followed);
    return orCause(silence != kNoEvent && silence > followed ? silence : kNoEvent);
}

} // namespace brokerscope::history
