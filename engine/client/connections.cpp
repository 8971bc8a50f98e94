#include "engine/client/connections.h"

#include <algorithm>

namespace brokerscope::client {

Connections::Connections(const ProducerConfig& config, protocol::RequestChannel& channel)
    : m_config(config)
    , m_channel(channel)
{
}

bool Connections::isReady(sim::Context& context, NodeId node,
    const std::vector<PartitionId>& partitions, Timestamp& nextWake)
{
    const auto throttled = m_throttledUntil.find(node);
    if (throttled != m_throttledUntil.end() && context.now() < throttled->second) {
        nextWake = std::min(nextWake, throttled->second);
        return false;
    }
    const auto found = m_lost.find(node);
    if (found == m_lost.end()) {
        return m_channel.inFlight(node) < m_config.maxInFlight;
    }
    Lost& lost = found->second;
    if (!lost.isTrying && context.now() >= lost.mayTryFrom) {
        // Kafka asks for the broker's ApiVersions on each new connection.
        const Duration setup = m_config.connectionSetup.after(lost.failures - 1, context.random());
        lost.trial = m_channel.send(
            context, node, protocol::MetadataRequest{partitions}, std::max(setup, milliseconds(1)));
        lost.isTrying = true;
    } else if (!lost.isTrying) {
        nextWake = std::min(nextWake, lost.mayTryFrom);
    }
    return false;
}

void Connections::lost(sim::Context& context, NodeId node)
{
    Lost& lost = m_lost[node];
    lost.mayTryFrom
        = context.now() + m_config.reconnectBackoff.after(lost.failures++, context.random());
    lost.isTrying = false;
}

bool Connections::heardFrom(NodeId node, EventId request)
{
    const auto found = m_lost.find(node);
    if (found == m_lost.end()) {
        return false;
    }
    const bool wasTrial = isTrial(node, request);
    m_lost.erase(found);
    return wasTrial;
}

bool Connections::isTrial(NodeId node, EventId request) const
{
    const auto found = m_lost.find(node);
    return found != m_lost.end() && found->second.trial == request;
}

void Connections::throttle(NodeId node, Timestamp until)
{
    m_throttledUntil[node] = until;
}

void Connections::measure(NodeId node, Timestamp now, bool canTake)
{
    if (m_config.availabilityTimeout <= Duration()) {
        return;
    }
    Latency& latency = m_latency.try_emplace(node, Latency{now, now}).first->second;
    latency.ready = now;
    if (canTake) {
        latency.drained = now;
    }
}

bool Connections::isSlow(NodeId node) const
{
    const auto found = m_latency.find(node);
    return found != m_latency.end()
        && found->second.ready - found->second.drained > m_config.availabilityTimeout;
}

} // namespace brokerscope::client
