#include "views/assignment/member_spans.h"

#include <algorithm>

namespace brokerscope::views {

MemberSpans::MemberSpans(const history::History& history)
    : m_history(history)
    , m_clients(history.roster().nodes.size())
{
    for (const NodeId consumer : history.roster().nodesOf(event::NodeKind::Consumer)) {
        m_clients[consumer.value()].awaySince = Timestamp(); // until it is started
    }
}

void MemberSpans::setOwned(Client& client, std::size_t owned, Timestamp now)
{
    if (client.owned == 0 && owned > 0) {
        client.consumingSince = now;
    } else if (client.owned > 0 && owned == 0) {
        client.spans.push_back({PhaseKind::Consuming, client.consumingSince, now});
    }
    client.owned = owned;
}

void MemberSpans::take(EventId id, const event::Event& event)
{
    if (const auto* sent = std::get_if<event::MessageSent>(&event.payload)) {
        takeSent(id, event, *sent);
        return;
    }
    if (const auto* received = std::get_if<event::MessageReceived>(&event.payload)) {
        takeReceived(event, received->message);
        return;
    }
    if (m_history.roster().at(event.node).kind != event::NodeKind::Consumer) {
        return;
    }
    Client& client = m_clients[event.node.value()];
    const auto leave = [&] {
        if (client.awaySince == kNever) {
            client.awaySince = event.time;
        }
    };
    const auto comeBack = [&] {
        if (client.awaySince != kNever) {
            client.spans.push_back({PhaseKind::Away, client.awaySince, event.time});
            client.awaySince = kNever;
        }
    };
    if (std::holds_alternative<event::PartitionAssigned>(event.payload)) {
        setOwned(client, client.owned + 1, event.time);
    } else if (std::holds_alternative<event::PartitionRevoked>(event.payload)) {
        setOwned(client, client.owned - std::min<std::size_t>(client.owned, 1), event.time);
    } else if (std::holds_alternative<event::NodeStopped>(event.payload)) {
        setOwned(client, 0, event.time);
        leave();
    } else if (std::holds_alternative<event::NodePaused>(event.payload)) {
        leave();
    } else if (std::holds_alternative<event::NodeStarted>(event.payload)
        || std::holds_alternative<event::NodeResumed>(event.payload)) {
        comeBack();
    }
}

void MemberSpans::takeSent(EventId id, const event::Event& event, const event::MessageSent& sent)
{
    if (sent.api != event::Api::JoinGroup && sent.api != event::Api::SyncGroup) {
        return;
    }
    if (!sent.isResponse()) {
        auto& requests = m_clients[event.node.value()].requests;
        m_requests.insert_or_assign(id, Pending{event.node, requests.size()});
        requests.push_back({sent.api, event.time});
        return;
    }
    const auto asked = m_requests.find(sent.request);
    if (asked == m_requests.end()) {
        return;
    }
    Request& request = m_clients[asked->second.client.value()].requests[asked->second.request];
    request.isRefused = sent.error != event::ErrorCode::None;
    m_answers.insert_or_assign(id, asked->second);
    m_requests.erase(asked);
}

void MemberSpans::takeReceived(const event::Event& event, EventId message)
{
    if (const auto asked = m_requests.find(message); asked != m_requests.end()) {
        m_clients[asked->second.client.value()].requests[asked->second.request].arrived
            = event.time;
    } else if (const auto answer = m_answers.find(message); answer != m_answers.end()) {
        m_clients[answer->second.client.value()].requests[answer->second.request].answered
            = event.time;
        m_answers.erase(answer);
    }
}

void MemberSpans::close(Timestamp end)
{
    m_end = end;
    for (Client& client : m_clients) {
        setOwned(client, 0, end);
        if (client.awaySince != kNever) {
            client.spans.push_back({PhaseKind::Away, client.awaySince, end});
        }
    }
}

/// What came of the requests: on the way, waiting for the others, asking for the assignment. A
/// request that nobody answered lasts until the next one, or until the client was gone.
void MemberSpans::addRequests(
    const Client& client, NodeId node, Timestamp end, std::vector<Rebalance::Phase>& phases) const
{
    for (std::size_t i = 0; i < client.requests.size(); ++i) {
        const Request& request = client.requests[i];
        if (request.sent > end) {
            break;
        }
        Timestamp over = i + 1 < client.requests.size() ? client.requests[i + 1].sent : m_end;
        for (const Span& span : client.spans) {
            if (span.kind == PhaseKind::Away && span.from > request.sent) {
                over = std::min(over, span.from);
            }
        }
        const Timestamp answered = std::min(request.answered, over);
        if (request.api == event::Api::SyncGroup) {
            phases.push_back({node, PhaseKind::Syncing, request.sent, answered});
        } else if (request.isRefused || request.arrived >= answered) {
            phases.push_back({node, PhaseKind::Joining, request.sent, answered});
        } else {
            phases.push_back({node, PhaseKind::Joining, request.sent, request.arrived});
            phases.push_back({node, PhaseKind::Waiting, request.arrived, answered});
        }
    }
}

std::vector<Rebalance::Phase> MemberSpans::within(NodeId client, Timestamp from, Timestamp to) const
{
    const Client& known = m_clients.at(client.value());
    std::vector<Rebalance::Phase> phases;
    for (const Span& span : known.spans) {
        phases.push_back({client, span.kind, span.from, span.to});
    }
    addRequests(known, client, to, phases);
    std::erase_if(phases, [&](const Rebalance::Phase& phase) {
        return phase.to < from || phase.from > to || phase.to <= phase.from;
    });
    for (Rebalance::Phase& phase : phases) {
        phase.from = std::max(phase.from, from);
        phase.to = std::min(phase.to, to);
    }
    std::ranges::stable_sort(phases, {}, &Rebalance::Phase::from);
    return phases;
}

Timestamp MemberSpans::syncedAfter(NodeId client, Timestamp time) const
{
    for (const Request& request : m_clients.at(client.value()).requests) {
        if (request.api == event::Api::SyncGroup && !request.isRefused && request.answered != kNever
            && request.answered >= time) {
            return request.answered;
        }
    }
    return kNever;
}

Timestamp MemberSpans::joinedWithin(NodeId client, Timestamp from, Timestamp to) const
{
    Timestamp joined = kNever;
    for (const Request& request : m_clients.at(client.value()).requests) {
        if (request.api == event::Api::JoinGroup && !request.isRefused && request.arrived > from
            && request.arrived <= to) {
            joined = request.arrived;
        }
    }
    return joined;
}

} // namespace brokerscope::views
