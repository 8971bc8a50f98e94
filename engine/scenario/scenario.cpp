#include "engine/scenario/scenario.h"

#include <algorithm>
#include <numeric>

namespace brokerscope::scenario {

event::Roster rosterOf(const Scenario& scenario)
{
    using event::NodeKind;
    event::Roster roster;
    roster.nodes.push_back({"you", NodeKind::Script});
    for (int broker = 1; broker <= scenario.cluster.brokers; ++broker) {
        roster.nodes.push_back({"b" + std::to_string(broker), NodeKind::Broker});
    }
    roster.nodes.push_back({"controller", NodeKind::Controller});
    for (const ProducerSpec& producer : scenario.producers) {
        roster.nodes.push_back({producer.name, NodeKind::Producer});
    }
    for (const ConsumerSpec& consumer : scenario.consumers) {
        roster.nodes.push_back({consumer.name, NodeKind::Consumer});
    }
    for (const TopicSpec& topic : scenario.topics) {
        for (std::uint16_t number = 0; number < topic.partitions; ++number) {
            roster.partitions.push_back({topic.name, number});
        }
    }
    return roster;
}

std::vector<std::uint32_t> inOrderOfTime(const std::vector<Command>& script)
{
    std::vector<std::uint32_t> order(script.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
        [&](std::uint32_t a, std::uint32_t b) { return script[a].at < script[b].at; });
    return order;
}

Timestamp endOf(const Scenario& scenario)
{
    for (const Command& command : scenario.script) {
        if (std::holds_alternative<EndCommand>(command.action)) {
            return command.at;
        }
    }
    return {};
}

} // namespace brokerscope::scenario
