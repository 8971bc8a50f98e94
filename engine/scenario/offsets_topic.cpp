#include "engine/scenario/offsets_topic.h"

#include "engine/event/roster.h"
#include "engine/scenario/config.h"

#include <fmt/format.h>

#include <algorithm>

namespace brokerscope::scenario {

namespace {

constexpr std::string_view kReplicationFactor = "offsets.topic.replication.factor";
constexpr std::string_view kPartitions = "offsets.topic.num.partitions";
constexpr std::int64_t kMostPartitions = 1000; ///< as many as all other topics together

Place firstGroup(const Place& consumers)
{
    for (const auto& [name, place] : consumers.members()) {
        if (Place group = place.child("group")) {
            return group;
        }
    }
    return consumers;
}

} // namespace

bool hasGroups(const Scenario& scenario)
{
    return std::any_of(scenario.consumers.begin(), scenario.consumers.end(),
        [](const ConsumerSpec& consumer) { return !consumer.group.empty(); });
}

std::optional<TopicSpec> offsetsTopicOf(const Scenario& scenario)
{
    if (!hasGroups(scenario)) {
        return std::nullopt;
    }
    const Config broker(ConfigScope::Broker, scenario.kafka, scenario.cluster.config);
    TopicSpec topic;
    topic.name = std::string(event::kOffsetsTopic);
    topic.partitions = static_cast<std::uint16_t>(broker.integer(kPartitions));
    topic.replicationFactor = static_cast<std::uint16_t>(broker.integer(kReplicationFactor));
    topic.config["cleanup.policy"] = "compact";
    topic.config["segment.bytes"] = std::string(broker.text("offsets.topic.segment.bytes"));
    return topic;
}

void checkOffsetsTopic(Reading& reading, const Place& root)
{
    const Scenario& scenario = reading.scenario;
    if (!hasGroups(scenario)) {
        return;
    }
    const Config broker(ConfigScope::Broker, scenario.kafka, scenario.cluster.config);
    const Place config = root.child("cluster").child("config");
    const auto placeOf = [&](std::string_view property) {
        return broker.isSet(property) ? config.child(property)
                                      : firstGroup(root.child("consumers"));
    };
    for (const auto& [name, place] : root.child("topics").members()) {
        if (name == event::kOffsetsTopic) {
            reading.reportName(
                place, "Kafka itself makes this topic for the consumer groups; leave it out");
        }
    }
    const std::int64_t factor = broker.integer(kReplicationFactor);
    if (reading.knowsBrokers && factor > scenario.cluster.brokers) {
        reading.report(placeOf(kReplicationFactor),
            fmt::format("consumer groups keep their offsets in __consumer_offsets, which wants {} "
                        "brokers for its replicas and finds {} (INVALID_REPLICATION_FACTOR); set "
                        "cluster.config.{} to at most {}",
                factor, scenario.cluster.brokers, kReplicationFactor, scenario.cluster.brokers));
    }
    if (const std::int64_t partitions = broker.integer(kPartitions); partitions > kMostPartitions) {
        reading.report(placeOf(kPartitions),
            fmt::format("expected at most {} partitions of __consumer_offsets, found {}",
                kMostPartitions, partitions));
    }
}

} // namespace brokerscope::scenario
