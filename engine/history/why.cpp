#include "engine/history/why.h"

#include <algorithm>
#include <optional>
#include <type_traits>
#include <variant>

namespace brokerscope::history {

namespace {

template <class Kind>
const Kind* as(const event::Event& event)
{
    return std::get_if<Kind>(&event.payload);
}

/// Finds what an event came from: its cause, or, where it came about because something else did not
/// happen, the event that explains the silence.
struct Explanation {
    const History& history;
    EventId id;
    const event::Event& event;

    /// The latest event before this one that matches, or kNoEvent.
    template <class Matches>
    [[nodiscard]] EventId latest(Matches&& matches, std::uint32_t notBefore = 0) const
    {
        for (std::uint32_t i = id.value(); i > notBefore; --i) {
            if (matches(history.events()[i - 1])) {
                return EventId(i - 1);
            }
        }
        return kNoEvent;
    }

    [[nodiscard]] EventId orCause(EventId found) const
    {
        return found != kNoEvent ? found : event.cause;
    }

    /// The latest stop, pause or cut that kept `silent` from being heard by `listener`; kNoEvent
    /// when it was up and connected again before `since`.
    [[nodiscard]] EventId silenceOf(NodeId silent, NodeId listener, EventId since) const
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

    /// Whatever is not told otherwise came from its cause.
    template <class Other>
    EventId operator()(const Other&) const
    {
        return event.cause;
    }

    EventId operator()(const event::BrokerFenced& p) const
    {
        return orCause(silenceOf(p.broker, event.node, EventId(0)));
    }

    EventId operator()(const event::RequestTimedOut& p) const
    {
        const EventId silence = silenceOf(p.peer, event.node, p.message);
        return silence != kNoEvent ? silence : p.message < id ? p.message : event.cause;
    }

    EventId operator()(const event::ConnectionLost& p) const
    {
        return orCause(silenceOf(p.peer, event.node, EventId(0)));
    }

    EventId operator()(const event::LeaderElected& p) const
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

    EventId operator()(const event::IsrChanged& p) const
    {
        if (p.reason != event::IsrReason::Fenced) {
            return event.cause;
        }
        return orCause(latest([&](const event::Event& e) {
            const auto* const fenced = as<event::BrokerFenced>(e);
            return fenced != nullptr && !p.isr.contains(fenced->broker);
        }));
    }

    [[nodiscard]] EventId fencingOf(NodeId broker) const
    {
        return latest([broker](const event::Event& e) {
            const auto* const fenced = as<event::BrokerFenced>(e);
            return fenced != nullptr && fenced->broker == broker;
        });
    }

    EventId operator()(const event::RoleAssumed& p) const
    {
        return orCause(electionOf(p.partition, p.epoch));
    }

    EventId operator()(const event::UnflushedLost&) const
    {
        return orCause(latest([this](const event::Event& e) {
            return e.node == event.node && as<event::NodeStopped>(e) != nullptr;
        }));
    }

    EventId operator()(const event::LogTruncated& p) const
    {
        // The log parts from the leader's because somebody else was elected; the role that this
        // broker took then says in which epoch.
        const EventId role = latest([&](const event::Event& e) {
            const auto* const assumed = as<event::RoleAssumed>(e);
            return assumed != nullptr && e.node == event.node && assumed->partition == p.partition;
        });
        if (role == kNoEvent) {
            return orCause(electionOf(p.partition, std::nullopt));
        }
        return orCause(electionOf(
            p.partition, std::get<event::RoleAssumed>(history.event(role).payload).epoch));
    }

    /// The latest election of a partition; of one epoch if it is given.
    [[nodiscard]] EventId electionOf(PartitionId partition, std::optional<LeaderEpoch> epoch) const
    {
        return latest([partition, epoch](const event::Event& e) {
            const auto* const elected = as<event::LeaderElected>(e);
            return elected != nullptr && elected->partition == partition
                && (!epoch || elected->epoch == *epoch);
        });
    }
};

bool onlyCarries(const event::Event& event)
{
    return as<event::MessageSent>(event) != nullptr || as<event::MessageReceived>(event) != nullptr;
}

bool isFault(const event::Event& event)
{
    return as<event::ScriptCommand>(event) != nullptr || as<event::NodeStopped>(event) != nullptr
        || as<event::NodePaused>(event) != nullptr || as<event::LinkCut>(event) != nullptr;
}

void tidy(std::vector<EventId>& ids)
{
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

} // namespace

std::vector<EventId> causesOf(const History& history, EventId event, bool everyStep)
{
    std::vector<EventId> chain;
    EventId current = event;
    while (current.value() < history.size()) {
        const event::Event& step = history.event(current);
        if (everyStep || current == event || !onlyCarries(step)) {
            chain.push_back(current);
        }
        const EventId next = std::visit(Explanation{history, current, step}, step.payload);
        if (next >= current) { // kNoEvent, too: it is the greatest
            break;
        }
        current = next;
    }
    std::reverse(chain.begin(), chain.end());
    return chain;
}

std::vector<EventId> storyOf(const History& history, const Verdict&, const Anomaly& anomaly)
{
    constexpr std::size_t kMost = 8;
    std::vector<EventId> story = anomaly.evidence;
    tidy(story);
    std::vector<EventId> behind;
    for (const EventId proof : story) {
        const event::Event& event = history.event(proof);
        if (!isFault(event) && as<event::LeaderElected>(event) == nullptr
            && as<event::UnflushedLost>(event) == nullptr) {
            continue;
        }
        for (const EventId cause : causesOf(history, proof)) {
            if (isFault(history.event(cause))) {
                behind.push_back(cause);
            }
        }
    }
    tidy(behind);
    // The nearest causes matter most when there is not room for all.
    for (auto it = behind.rbegin(); it != behind.rend() && story.size() < kMost; ++it) {
        if (std::find(story.begin(), story.end(), *it) == story.end()) {
            story.push_back(*it);
        }
    }
    tidy(story);
    return story;
}

} // namespace brokerscope::history
