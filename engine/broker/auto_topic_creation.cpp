#include "engine/broker/auto_topic_creation.h"

#include <algorithm>

namespace brokerscope::broker {

void AutoTopicCreation::wanted(sim::Context& context, PartitionId partition)
{
    const std::uint16_t number = m_topology.partitions[partition.value()].number;
    const PartitionId first(static_cast<std::uint16_t>(partition.value() - number));
    const bool isAsked = std::any_of(m_wanted.begin(), m_wanted.end(),
        [first](const Wanted& wanted) { return wanted.first == first; });
    if (m_config.autoCreateTopics && m_topology.createdOnDemand.contains(first) && !isAsked) {
        m_wanted.push_back({first, context.now()});
    }
}

void AutoTopicCreation::send(sim::Context& context, ControllerChannel& controllers)
{
    std::erase_if(m_wanted, [&](const Wanted& wanted) {
        return wanted.request == kNoEvent && context.now() - wanted.since > kBrokerRequestTimeout;
    });
    for (Wanted& wanted : m_wanted) {
        if (wanted.request == kNoEvent) {
            wanted.request = controllers.send(context,
                protocol::CreateTopicsRequest{
                    wanted.first, m_config.numPartitions, m_config.defaultReplicationFactor},
                kBrokerRequestTimeout);
        }
    }
}

void AutoTopicCreation::answered(EventId request, const protocol::CreateTopicsResponse& response)
{
    if (response.error == event::ErrorCode::NotController) {
        unanswered(request);
    } else {
        std::erase_if(
            m_wanted, [request](const Wanted& wanted) { return wanted.request == request; });
    }
}

void AutoTopicCreation::unanswered(EventId request)
{
    for (Wanted& wanted : m_wanted) {
        if (wanted.request == request) {
            wanted.request = kNoEvent;
        }
    }
}

} // namespace brokerscope::broker
