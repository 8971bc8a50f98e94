#include "engine/broker/controller_channel.h"

#include "engine/broker/timers.h"

#include <algorithm>

namespace brokerscope::broker {

namespace {

/// reconnect.backoff.ms and reconnect.backoff.max.ms
constexpr Duration kBackoff = milliseconds(50);
constexpr Duration kBackoffMax = seconds(1);

} // namespace

ControllerChannel::ControllerChannel(const Topology& topology, protocol::RequestChannel& channel)
    : m_topology(topology)
    , m_channel(channel)
{
    if (topology.controllers.size() == 1) {
        m_leader = topology.controllers.front(); // there is nothing to find
    }
}

void ControllerChannel::learn(NodeId leader, LeaderEpoch epoch)
{
    if (epoch < m_epoch || (epoch == m_epoch && leader == kNoNode)) {
        return;
    }
    m_epoch = epoch;
    m_leader = leader;
    if (leader == kNoNode && m_topology.controllers.size() == 1) {
        m_leader = m_topology.controllers.front();
    }
}

NodeId ControllerChannel::nextToFetchFrom()
{
    if (m_leader != kNoNode) {
        return m_leader;
    }
    const NodeId next = m_topology.controllers[m_next];
    m_next = (m_next + 1) % m_topology.controllers.size();
    return next;
}

void ControllerChannel::forget(NodeId controller)
{
    if (m_leader == controller && m_topology.controllers.size() > 1) {
        m_leader = kNoNode;
    }
}

EventId ControllerChannel::send(sim::Context& context, protocol::Value value, Duration timeout)
{
    return m_channel.send(context, m_leader, std::move(value), timeout);
}

void ControllerChannel::failed(sim::Context& context)
{
    if (m_isWaiting) {
        return;
    }
    m_isWaiting = true;
    const Duration backoff
        = std::min(kBackoff * (std::int64_t{1} << std::min(m_failures, 10)), kBackoffMax);
    ++m_failures;
    context.setTimer(backoff, kindOf(BrokerTimer::ControllerRetry));
}

} // namespace brokerscope::broker
