#include "engine/scenario/scenario.h"

#include "engine/scenario/offsets_topic.h"

#include <algorithm>
#include <numeric>
#include <regex>

namespace brokerscope::scenario {

namespace {

std::string controllerName(const ClusterSpec& cluster, int number)
{
    return cluster.controllers == 1 ? std::string("controller") : "k" + std::to_string(number);
}

/// The most partitions that the topic has at any time.
std::uint16_t mostPartitions(const Scenario& scenario, const TopicSpec& topic)
{
    std::uint16_t most = topic.partitions;
    for (const Command& command : scenario.script) {
        const auto* add = std::get_if<AddPartitionsCommand>(&command.action);
        if (add != nullptr && add->topic == topic.name) {
            most = std::max(most, add->count);
        }
    }
    return most;
}

} // namespace

event::Roster rosterOf(const Scenario& scenario)
{
    using event::NodeKind;
    event::Roster roster;
    roster.nodes.push_back({"you", NodeKind::Script});
    for (int broker = 1; broker <= scenario.cluster.brokers; ++broker) {
        roster.nodes.push_back({"b" + std::to_string(broker), NodeKind::Broker});
    }
    for (int number = 1; number <= scenario.cluster.controllers; ++number) {
        roster.nodes.push_back({controllerName(scenario.cluster, number), NodeKind::Controller});
    }
    for (const ProducerSpec& producer : scenario.producers) {
        roster.nodes.push_back({producer.name, NodeKind::Producer});
    }
    for (const ConsumerSpec& consumer : scenario.consumers) {
        roster.nodes.push_back({consumer.name, NodeKind::Consumer});
    }
    for (const TopicSpec& topic : scenario.topics) {
        const std::uint16_t partitions = mostPartitions(scenario, topic);
        for (std::uint16_t number = 0; number < partitions; ++number) {
            roster.partitions.push_back({topic.name, number});
        }
    }
    if (const auto offsets = offsetsTopicOf(scenario)) {
        for (std::uint16_t number = 0; number < offsets->partitions; ++number) {
            roster.partitions.push_back({offsets->name, number});
        }
    }
    return roster;
}

std::vector<std::string> topicsOf(
    const Scenario& scenario, const TopicChoice& choice, bool excludesInternal)
{
    if (choice.pattern.empty()) {
        return choice.topics;
    }
    std::vector<std::string> topics;
    try {
        const std::regex pattern(choice.pattern);
        const auto add = [&](const std::string& name) {
            if (std::regex_match(name, pattern)) {
                topics.push_back(name);
            }
        };
        for (const TopicSpec& topic : scenario.topics) {
            add(topic.name);
        }
        if (!excludesInternal && hasGroups(scenario)) {
            add(std::string(event::kOffsetsTopic));
        }
    } catch (const std::regex_error&) {
        topics.clear();
    }
    return topics;
}

bool areOneMachine(const Scenario& scenario, std::string_view a, std::string_view b)
{
    const ClusterSpec& cluster = scenario.cluster;
    for (int number = 1; cluster.combined && number <= cluster.controllers; ++number) {
        const std::string controller = controllerName(cluster, number);
        const std::string broker = "b" + std::to_string(number);
        if ((a == controller && b == broker) || (a == broker && b == controller)) {
            return true;
        }
    }
    return std::any_of(
        scenario.consumers.begin(), scenario.consumers.end(), [&](const ConsumerSpec& consumer) {
            const auto& forward = consumer.handler.forward;
            return forward
                && ((consumer.name == a && forward->with == b)
                    || (consumer.name == b && forward->with == a));
        });
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
