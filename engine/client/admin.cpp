#include "engine/client/admin.h"

#include <algorithm>

namespace brokerscope::client {

namespace {

constexpr Duration kRequestTimeout = seconds(30); // request.timeout.ms
constexpr Duration kApiTimeout = seconds(60); // default.api.timeout.ms
constexpr Duration kBackoff = milliseconds(100); // retry.backoff.ms

} // namespace

Admin::Admin(std::vector<NodeId> brokers)
    : m_brokers(std::move(brokers))
    , m_channel(static_cast<std::uint32_t>(Timer::RequestTimeout))
{
}

void Admin::start(sim::Context& /*context*/)
{
    // It has nothing to do before it is called.
}

void Admin::deleteRecords(sim::Context& context, PartitionId partition, Offset before)
{
    m_calls.push_back({partition, before, context.now() + kApiTimeout, kNoEvent});
    findLeader(context, m_calls.back());
}

void Admin::findLeader(sim::Context& context, Call& call)
{
    call.request = m_channel.send(
        context, m_brokers[m_asked], protocol::MetadataRequest{{call.partition}}, kRequestTimeout);
}

Admin::Call* Admin::callOf(EventId request)
{
    const auto found = std::find_if(m_calls.begin(), m_calls.end(),
        [request](const Call& call) { return call.request == request; });
    return found == m_calls.end() ? nullptr : &*found;
}

void Admin::receive(sim::Context& context, sim::Message message)
{
    Call* call = callOf(message.request);
    if (!m_channel.complete(context, message) || call == nullptr) {
        return;
    }
    const protocol::Value& value = protocol::valueOf(message);
    if (const auto* metadata = std::get_if<protocol::MetadataResponse>(&value)) {
        leaderFound(context, *call, *metadata);
    } else if (const auto* answer = std::get_if<protocol::DeleteRecordsResponse>(&value)) {
        deleted(context, message.request, *answer);
    }
}

void Admin::leaderFound(
    sim::Context& context, Call& call, const protocol::MetadataResponse& response)
{
    const auto found = std::find_if(response.partitions.begin(), response.partitions.end(),
        [&](const auto& each) { return each.partition == call.partition; });
    if (found == response.partitions.end() || found->leader == kNoNode) {
        retryLater(context, call);
        return;
    }
    protocol::DeleteRecordsRequest request;
    request.partitions.push_back({call.partition, call.before});
    call.request = m_channel.send(context, found->leader, std::move(request), kRequestTimeout);
}

void Admin::deleted(
    sim::Context& context, EventId request, const protocol::DeleteRecordsResponse& response)
{
    const bool mayRetry
        = !response.partitions.empty() && event::isRetriable(response.partitions.front().error);
    if (mayRetry) {
        retryLater(context, *callOf(request));
    } else { // done, or refused for good: the answer in the History says which
        std::erase_if(m_calls, [request](const Call& call) { return call.request == request; });
    }
}

void Admin::retryLater(sim::Context& context, Call& call)
{
    call.request = kNoEvent;
    context.setTimer(kBackoff, static_cast<std::uint32_t>(Timer::Retry));
}

void Admin::timeUp(sim::Context& context, const sim::Timer& timer)
{
    if (static_cast<Timer>(timer.kind) == Timer::RequestTimeout) {
        for (const auto& failed : m_channel.timeUp(context, timer)) {
            requestFailed(context, failed);
        }
        return;
    }
    std::erase_if(m_calls, [&](const Call& call) {
        return call.request == kNoEvent && context.now() >= call.deadline;
    });
    for (Call& call : m_calls) {
        if (call.request == kNoEvent) {
            findLeader(context, call);
        }
    }
}

void Admin::connectionLost(sim::Context& context, NodeId peer)
{
    for (const auto& failed : m_channel.connectionLost(context, peer)) {
        requestFailed(context, failed);
    }
}

void Admin::requestFailed(sim::Context& context, const protocol::RequestChannel::InFlight& request)
{
    if (request.to == m_brokers[m_asked]) {
        m_asked = (m_asked + 1) % m_brokers.size();
    }
    if (Call* call = callOf(request.id)) {
        retryLater(context, *call);
    }
}

} // namespace brokerscope::client
