#include "engine/protocol/request_channel.h"

#include <algorithm>

namespace brokerscope::protocol {

EventId RequestChannel::send(sim::Context& context, NodeId to, Value value, Duration timeout)
{
    const sim::MessageSummary summary = summaryOf(value);
    const EventId id = context.send(to, summary, bodyOf(std::move(value)));
    m_requests.push_back({id, to, summary.api, context.setTimer(timeout, m_timerKind, id.value())});
    return id;
}

std::optional<RequestChannel::InFlight> RequestChannel::complete(
    sim::Context& context, const sim::Message& response)
{
    const auto found = std::find_if(m_requests.begin(), m_requests.end(),
        [&](const InFlight& request) { return request.id == response.request; });
    if (found == m_requests.end()) {
        return std::nullopt;
    }
    const InFlight request = *found;
    m_requests.erase(found);
    context.cancelTimer(request.timer);
    return request;
}

std::vector<RequestChannel::InFlight> RequestChannel::timeUp(
    sim::Context& context, const sim::Timer& timer)
{
    const EventId id(static_cast<std::uint32_t>(timer.data));
    const auto found = std::find_if(m_requests.begin(), m_requests.end(),
        [&](const InFlight& request) { return request.id == id; });
    if (found == m_requests.end()) {
        return {};
    }
    const NodeId peer = found->to;
    context.emit(event::RequestTimedOut{id, peer});
    context.closeConnection(peer);
    return takeAll(context, peer);
}

std::vector<RequestChannel::InFlight> RequestChannel::connectionLost(
    sim::Context& context, NodeId peer)
{
    return takeAll(context, peer);
}

std::vector<RequestChannel::InFlight> RequestChannel::takeAll(sim::Context& context, NodeId to)
{
    std::vector<InFlight> failed;
    std::erase_if(m_requests, [&](const InFlight& request) {
        if (request.to != to) {
            return false;
        }
        context.cancelTimer(request.timer);
        failed.push_back(request);
        return true;
    });
    return failed;
}

std::size_t RequestChannel::inFlight(NodeId to) const
{
    return static_cast<std::size_t>(std::count_if(m_requests.begin(), m_requests.end(),
        [to](const InFlight& request) { return request.to == to; }));
}

bool RequestChannel::isInFlight(EventId request) const
{
    return std::any_of(m_requests.begin(), m_requests.end(),
        [request](const InFlight& other) { return other.id == request; });
}

void reply(sim::Context& context, const sim::Message& request, Value value)
{
    const sim::MessageSummary summary = summaryOf(value);
    context.send(request.from, summary, bodyOf(std::move(value)), request.id);
}

} // namespace brokerscope::protocol
