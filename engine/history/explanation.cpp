#include "engine/history/explanation.h"

namespace brokerscope::history {

/// The latest stop, pause or cut that kept `silent` from being heard by `listener`; kNoEvent when
/// it was up and connected again before `since`.
EventId Explanation::silenceOf(NodeId silent, NodeId listener, EventId since) const
{
    for (std::uint32_t i = id.value(); i > 0; --i) {
        const event::Event& earlier = history.events()[i - 1];
        if (earlier.node == silent
            && (as<event::NodeStopped>(earlier) || as<event::NodePaused>(earlier))) {
            return EventId(i - 1);
        }
        if (const auto* const cut = as<event::LinkCut>(earlier)) {
            if ((cut->from == silent && cut->to == listener)
                || (cut->from == listener && cut->to == silent)) {
                return EventId(i - 1);
            }
        }
        const bool back = earlier.node == silent
            && (as<event::NodeStarted>(earlier) || as<event::NodeResumed>(earlier));
        if (back && EventId(i - 1) < since) {
            return kNoEvent;
        }
    }
    return kNoEvent;
}

EventId Explanation::fencingOf(NodeId broker) const
{
    return latest([broker](const event::Event& e) {
        const auto* const fenced = as<event::BrokerFenced>(e);
        return fenced != nullptr && fenced->broker == broker;
    });
}

/// The latest election of a partition; of one epoch if it is given.
EventId Explanation::electionOf(PartitionId partition, std::optional<LeaderEpoch> epoch) const
{
    return latest([partition, epoch](const event::Event& e) {
        const auto* const elected = as<event::LeaderElected>(e);
        return elected != nullptr && elected->partition == partition
            && (!epoch || elected->epoch == *epoch);
    });
}

EventId Explanation::operator()(const event::BrokerFenced& p) const
{
    return orCause(silenceOf(p.broker, event.node, EventId(0)));
}

EventId Explanation::operator()(const event::RequestTimedOut& p) const
{
    const EventId silence = silenceOf(p.peer, event.node, p.message);
    return silence != kNoEvent ? silence : p.message < id ? p.message : event.cause;
}

EventId Explanation::operator()(const event::ConnectionLost& p) const
{
    return orCause(silenceOf(p.peer, event.node, EventId(0)));
}

EventId Explanation::operator()(const event::LeaderElected& p) const
{
    if (p.kind == event::ElectionKind::Initial) {
        return event.cause;
    }
    if (p.previous == kNoNode) {
        // Nobody led: a replica became eligible again.
        return orCause(latest([&](const event::Event& e) {
            const auto* const unfenced = as<event::BrokerUnfenced>(e);
            return unfenced != nullptr && unfenced->broker == p.leader && e.time == event.time;
        }));
    }
    return orCause(fencingOf(p.previous));
}

EventId Explanation::operator()(const event::IsrChanged& p) const
{
    if (p.reason != event::IsrReason::Fenced) {
        return event.cause;
    }
    return orCause(latest([&](const event::Event& e) {
        const auto* const fenced = as<event::BrokerFenced>(e);
        return fenced != nullptr && !p.isr.contains(fenced->broker);
    }));
}

EventId Explanation::operator()(const event::RoleAssumed& p) const
{
    return orCause(electionOf(p.partition, p.epoch));
}

} // namespace brokerscope::history
