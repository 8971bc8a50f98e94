#pragma once

#include "engine/history/history.h"
#include "engine/history/verdict.h"
#include "engine/scenario/runner.h"
#include "engine/scenario/scenario.h"

#include <string>
#include <variant>
#include <vector>

namespace brokerscope::testing {

/// Three brokers, the topic "t" with one partition on b1 (leader), b2, b3, and nothing else: tests
/// add what they need. Latency is exactly 1 ms, so that times can be reckoned; timeouts are scaled
/// down.
inline scenario::Scenario smallCluster()
{
    scenario::Scenario s;
    s.id = "test";
    s.cluster.network.latency = {milliseconds(1), milliseconds(1)};
    s.cluster.config = {{"broker.heartbeat.interval.ms", "20"},
        {"broker.session.timeout.ms", "100"}, {"replica.fetch.wait.max.ms", "50"},
        {"replica.fetch.backoff.ms", "20"}, {"replica.lag.time.max.ms", "200"}};
    scenario::TopicSpec topic;
    topic.name = "t";
    topic.replicationFactor = 3;
    topic.assignment = {{NodeId(1), NodeId(2), NodeId(3)}};
    s.topics.push_back(topic);
    s.script.push_back({Timestamp(2'000'000), scenario::EndCommand{}});
    return s;
}

inline scenario::ProducerSpec& addProducer(scenario::Scenario& s, scenario::ConfigMap config,
    std::uint32_t ratePerSecond, std::optional<std::uint32_t> count)
{
    scenario::ProducerSpec producer;
    producer.name = "p" + std::to_string(s.producers.size() + 1);
    config.try_emplace("request.timeout.ms", "100");
    config.try_emplace("delivery.timeout.ms", "1000");
    producer.config = std::move(config);
    producer.sends.topic = "t";
    producer.sends.ratePerSecond = ratePerSecond;
    producer.sends.count = count;
    s.producers.push_back(producer);
    return s.producers.back();
}

inline scenario::ConsumerSpec& addConsumer(scenario::Scenario& s, scenario::ConfigMap config)
{
    scenario::ConsumerSpec consumer;
    consumer.name = "c" + std::to_string(s.consumers.size() + 1);
    consumer.config = std::move(config);
    consumer.assigns = {"t-0"};
    s.consumers.push_back(consumer);
    return s.consumers.back();
}

/// Adds a command before the end.
template <class Action>
void at(scenario::Scenario& s, int ms, Action action)
{
    s.script.insert(s.script.end() - 1, {Timestamp(std::int64_t{ms} * 1000), std::move(action)});
}

/// All events of one kind, with their ids.
template <class Kind>
struct Found {
    EventId id;
    const event::Event* event = nullptr;
    const Kind* what = nullptr;
};

template <class Kind>
std::vector<Found<Kind>> all(const history::History& history)
{
    std::vector<Found<Kind>> found;
    for (std::size_t i = 0; i < history.size(); ++i) {
        const event::Event& event = history.events()[i];
        if (const auto* what = std::get_if<Kind>(&event.payload)) {
            found.push_back({EventId(static_cast<std::uint32_t>(i)), &event, what});
        }
    }
    return found;
}

} // namespace brokerscope::testing
