#include "engine/history/explanation.h"

#include <algorithm>

namespace brokerscope::history {

namespace {

bool areEnds(const auto& link, NodeId a, NodeId b)
{
    return (link.from == a && link.to == b) || (link.from == b && link.to == a);
}

/// Whether the event keeps `silent` from being heard by `listener`, or from being heard in time.
bool silences(const event::Event& e, NodeId silent, NodeId listener)
{
    if (const auto* const cut = as<event::LinkCut>(e)) {
        return areEnds(*cut, silent, listener);
    }
    if (const auto* const slowed = as<event::LinkSlowed>(e)) {
        return slowed->extra > Duration() && areEnds(*slowed, silent, listener);
    }
    if (e.node != silent) {
        return false;
    }
    if (const auto* const disk = as<event::DiskSlowed>(e)) {
        return disk->perWrite > Duration();
    }
    return as<event::NodeStopped>(e) != nullptr || as<event::NodePaused>(e) != nullptr;
}

} // namespace

/// The latest stop, pause or cut that kept `silent` from being heard by `listener`, or what slowed
/// it down; kNoEvent when it was up again before `since`.
EventId Explanation::silenceOf(NodeId silent, NodeId listener, EventId since) const
{
    for (std::uint32_t i = id.value(); i > 0; --i) {
        const event::Event& earlier = history.events()[i - 1];
        if (silences(earlier, silent, listener)) {
            return EventId(i - 1);
        }
        const bool back = earlier.node == silent
            && (as<event::NodeStarted>(earlier) || as<event::NodeResumed>(earlier));
        if (back && EventId(i - 1) < since) {
            return kNoEvent;
        }
    }
    return kNoEvent;
}

EventId Explanation::operator()(const event::BrokerFenced& p) const
{
    return orCause(silenceOf(p.broker, event.node, EventId(0)));
}

EventId Explanation::operator()(const event::RequestTimedOut& p) const
{
    const EventId silence = silenceOf(p.peer, event.node, p.message);
    if (silence != kNoEvent) {
        return silence;
    }
    // The peer may have kept the request until something came that did not.
    const EventId parked = latest([&](const event::Event& e) {
        const auto* const kept = as<event::RequestParked>(e);
        return kept != nullptr && kept->message == p.message;
    });
    return parked != kNoEvent ? parked : p.message < id ? p.message : event.cause;
}

EventId Explanation::operator()(const event::ConnectionLost& p) const
{
    return orCause(silenceOf(p.peer, event.node, EventId(0)));
}

/// A member that was not heard of in time leads to what silenced it, or to its process's end.
EventId Explanation::operator()(const event::MemberRemoved& p) const
{
    if (p.end == event::MemberEnd::Left || p.end == event::MemberEnd::PollExpired
        || p.end == event::MemberEnd::Replaced) {
        return event.cause;
    }
    const EventId failure = latest([&p](const event::Event& e) {
        const auto* const threw = as<event::HandlerThrew>(e);
        return e.node == p.client
            && (as<event::ConsumerFailed>(e) != nullptr || (threw != nullptr && !threw->isSkipped));
    });
    const EventId silence = silenceOf(p.client, event.node, EventId(0));
    if (failure == kNoEvent || silence == kNoEvent) {
        return orCause(failure == kNoEvent ? silence : failure);
    }
    return std::max(failure, silence);
}

/// A lost message leads to the cut or the stop that lost it.
EventId Explanation::operator()(const event::MessageDropped& p) const
{
    if (p.message >= id || p.reason == event::DropReason::Fault) {
        return event.cause;
    }
    const NodeId sender = history.event(p.message).node;
    if (p.reason == event::DropReason::Cut) {
        return orCause(latest([&](const event::Event& e) {
            const auto* const cut = as<event::LinkCut>(e);
            return cut != nullptr
                && ((cut->from == sender && cut->to == event.node)
                    || (cut->bothWays && cut->from == event.node && cut->to == sender));
        }));
    }
    const NodeId down = p.reason == event::DropReason::SenderDown ? sender : event.node;
    return orCause(latest([down](const event::Event& e) {
        return e.node == down && as<event::NodeStopped>(e) != nullptr;
    }));
}

/// A request that got no answer leads to the time-out or the reset that ended the waiting.
EventId Explanation::brokenOff(event::ErrorCode error) const
{
    if (error != event::ErrorCode::NetworkException && error != event::ErrorCode::RequestTimedOut) {
        return event.cause;
    }
    for (std::uint32_t i = id.value(); i > 0; --i) {
        const event::Event& earlier = history.events()[i - 1];
        if (earlier.time != event.time) {
            break;
        }
        if (earlier.node == event.node
            && (as<event::RequestTimedOut>(earlier) || as<event::ConnectionLost>(earlier))) {
            return EventId(i - 1);
        }
    }
    return event.cause;
}

} // namespace brokerscope::history
