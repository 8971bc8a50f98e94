#include "engine/client/admin.h"

#include <algorithm>

namespace brokerscope::client {

namespace {

constexpr Duration kRequestTimeout = seconds(30); // request.timeout.ms
constexpr Duration kApiTimeout = seconds(60); // default.api.timeout.ms
constexpr Duration kBackoff = milliseconds(100); // retry.backoff.ms

/// Of an answer to one of our calls: the whole's, or the first of its partitions that has one.
event::ErrorCode errorOf(const protocol::Value& value)
{
    return std::visit(
        [](const auto& answer) {
            event::ErrorCode error = event::ErrorCode::None;
            if constexpr (requires { answer.error; }) {
                error = answer.error;
            }
            if constexpr (requires { answer.partitions.front().error; }) {
                for (const auto& partition : answer.partitions) {
                    error = error == event::ErrorCode::None ? partition.error : error;
                }
            }
            return error;
        },
        value);
}

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

void Admin::setBootstrap(NodeId broker)
{
    const auto found = std::find(m_brokers.begin(), m_brokers.end(), broker);
    if (found != m_brokers.end()) {
        m_asked = static_cast<std::size_t>(found - m_brokers.begin());
    }
}

void Admin::deleteRecords(sim::Context& context, PartitionId partition, Offset before)
{
    protocol::DeleteRecordsRequest request;
    request.partitions.push_back({partition, before});
    call(context, std::move(request), partition);
}

void Admin::electLeaders(
    sim::Context& context, const std::vector<PartitionId>& partitions, bool unclean)
{
    const auto type = unclean ? protocol::ElectionType::Unclean : protocol::ElectionType::Preferred;
    call(context, protocol::ElectLeadersRequest{type, partitions}, kNoPartition);
}

void Admin::reassign(sim::Context& context, PartitionId partition, std::vector<NodeId> replicas,
    std::uint64_t throttle)
{
    call(context,
        protocol::AlterPartitionReassignmentsRequest{partition, std::move(replicas), throttle},
        kNoPartition);
}

void Admin::addPartitions(sim::Context& context, PartitionId firstPartition, std::uint16_t count)
{
    call(context, protocol::CreatePartitionsRequest{firstPartition, count}, kNoPartition);
}

void Admin::call(sim::Context& context, protocol::Value wanted, PartitionId atLeader)
{
    m_calls.push_back({std::move(wanted), atLeader, context.now() + kApiTimeout, kNoEvent});
    send(context, m_calls.back());
}

void Admin::send(sim::Context& context, Call& call)
{
    protocol::Value request = call.wanted;
    if (call.atLeader != kNoPartition) {
        request = protocol::MetadataRequest{{call.atLeader}};
    }
    call.request = m_channel.send(context, m_brokers[m_asked], std::move(request), kRequestTimeout);
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
    } else {
        answered(context, message.request, errorOf(value));
    }
}

void Admin::leaderFound(
    sim::Context& context, Call& call, const protocol::MetadataResponse& response)
{
    const auto found = std::find_if(response.partitions.begin(), response.partitions.end(),
        [&](const auto& each) { return each.partition == call.atLeader; });
    if (found == response.partitions.end() || found->leader == kNoNode) {
        retryLater(context, call);
        return;
    }
    call.request = m_channel.send(context, found->leader, call.wanted, kRequestTimeout);
}

void Admin::answered(sim::Context& context, EventId request, event::ErrorCode error)
{
    // An election that is not needed is what was wanted, although clients may ask again for it.
    if (event::isRetriable(error) && error != event::ErrorCode::ElectionNotNeeded) {
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
            send(context, call);
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
