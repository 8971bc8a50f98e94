#include "engine/scenario/producer_rules.h"
#include "engine/scenario/sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace brokerscope::scenario {
namespace {

void checkName(Reading& reading, const std::string& name, const Place& place)
{
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const bool plain = !name.empty() && isLetter(name.front())
        && std::all_of(name.begin(), name.end(),
            [&](char c) { return isLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_'; });
    if (!plain) {
        reading.reportName(
            place, "expected a name of letters, digits, '-' and '_' that begins with a letter");
    } else if (isBrokerName(name) || isControllerName(name) || name == "you") {
        reading.reportName(place,
            fmt::format("'{}' is taken: brokers are b1, b2 …, controllers are controller or k1, k2 "
                        "…, and there is you",
                name));
    }
}

void readAssigns(Reading& reading, const Place& assigns, ConsumerSpec& consumer)
{
    const auto add = [&](const Place& place, const std::string& partition) {
        const auto found = std::find(consumer.assigns.begin(), consumer.assigns.end(), partition);
        if (found != consumer.assigns.end()) {
            reading.report(place, fmt::format("partition {} is assigned twice", partition));
            return;
        }
        consumer.assigns.push_back(partition);
    };
    if (assigns && assigns.node->kind == YamlNode::Kind::List && assigns.node->items.empty()) {
        reading.report(assigns, "expected at least one partition or topic");
    }
    for (const Place& item : assigns.items()) {
        const std::size_t before = reading.diagnostics.size();
        if (assigns.where.ends_with("subscribes")) {
            checkTopic(reading, item);
        } else {
            checkPartition(reading, item, true);
        }
        if (!item.isScalar() || reading.diagnostics.size() > before) {
            continue;
        }
        const TopicSpec* topic = findTopic(reading.scenario, item.node->text);
        for (std::uint16_t number = 0; topic != nullptr && number < topic->partitions; ++number) {
            add(item, fmt::format("{}-{}", topic->name, number));
        }
        if (topic == nullptr) {
            add(item, item.node->text);
        }
    }
}

void readConsumer(Reading& reading, const std::string& name, const Place& place)
{
    ConsumerSpec consumer;
    consumer.name = name;
    consumer.group = reading.word(place.child("group")).value_or("");
    const Place assigns = place.child("assigns");
    const Place subscribes = place.child("subscribes");
    if (place.node->kind == YamlNode::Kind::Map) {
        if (assigns && subscribes) {
            reading.report(subscribes,
                "a consumer either subscribes or gets partitions assigned; Kafka throws an "
                "IllegalStateException");
        } else if (!assigns && !subscribes) {
            reading.report(
                place, "expected assigns: [partitions], or group: and subscribes: [topics]");
        } else if (subscribes && !place.child("group")) {
            reading.report(subscribes,
                "to subscribe needs a group (Kafka: InvalidGroupIdException); add group:, or write "
                "assigns: instead");
        }
    }
    readAssigns(reading, assigns ? assigns : subscribes, consumer);
    consumer.subscribes = !assigns && subscribes;
    readConfig(reading, place.child("config"), ConfigScope::Consumer, consumer.config);
    consumer.processing = reading.duration(place.child("processing")).value_or(Duration());
    reading.scenario.consumers.push_back(std::move(consumer));
}

/// The engine has no group protocol yet: a group's only member gets everything that it subscribes
/// to.
void checkGroups(Reading& reading, const Place& consumers)
{
    std::map<std::string, std::string> memberOf;
    for (const auto& [name, place] : consumers.members()) {
        const Place group = place.child("group");
        if (!group.isScalar() || !place.child("subscribes")) {
            continue;
        }
        const auto [first, isFirst] = memberOf.emplace(group.node->text, name);
        if (!isFirst) {
            reading.report(group,
                fmt::format("'{}' and '{}' both subscribe in group '{}', but Brokerscope does not "
                            "share partitions "
                            "within a group yet; give each its own with assigns: [orders-0]",
                    first->second, name, group.node->text));
        }
    }
}

/// Which keys the application's own partitioner sends where. Relies on where it sends to.
void readPartitioner(Reading& reading, const Place& partitioner, ProducerSpec& producer)
{
    constexpr std::string_view kClass = "partitioner.class";
    if (!partitioner || partitioner.node->kind != YamlNode::Kind::Map) {
        return;
    }
    if (partitioner.members().empty()) {
        reading.report(partitioner, "expected at least one key");
    } else if (producer.config.contains(kClass)) {
        reading.report(partitioner,
            "partitioner.class names a partitioner of Kafka's already; a producer has one");
    }
    for (const auto& [pattern, place] : partitioner.members()) {
        const std::size_t star = pattern.find('*');
        if (star != std::string::npos && star + 1 != pattern.size()) {
            reading.reportName(
                place, "expected a key, or one '*' at its end for all keys that begin so");
        } else if (const auto number = readPartitionNumber(
                       reading, place, producer.sends.topic, PartitionUse::Partitioner)) {
            producer.partitioner.push_back({pattern, *number});
        }
    }
}

} // namespace

void readProducers(Reading& reading, const Place& producers)
{
    if (producers && producers.node->kind != YamlNode::Kind::Map) {
        reading.knowsClients = false;
    }
    for (const auto& [name, place] : producers.members()) {
        checkName(reading, name, place);
        ProducerSpec producer;
        producer.name = name;
        const Place config = place.child("config");
        readConfig(reading, config, ConfigScope::Producer, producer.config);
        for (const ConfigConflict& conflict :
            producerConflicts(reading.scenario.kafka, producer.config)) {
            reading.report(config.child(conflict.property), conflict.message);
        }
        readSends(reading, place.child("sends"), producer.sends);
        readPartitioner(reading, place.child("partitioner"), producer);
        reading.scenario.producers.push_back(std::move(producer));
    }
}

void readQuotas(Reading& reading, const Place& quotas)
{
    for (const auto& [name, place] : quotas.members()) {
        const auto& producers = reading.scenario.producers;
        const bool isThere = std::any_of(producers.begin(), producers.end(),
            [&wanted = name](const ProducerSpec& p) { return p.name == wanted; });
        if (!isThere && reading.knowsClients) {
            reading.reportName(place, fmt::format("'{}' is no producer of this scenario", name));
        }
        const Place rate = place.child("producer_byte_rate");
        const auto bytes = reading.parsed(rate, parseSize, kExpectedSize);
        if (bytes && *bytes < 1) {
            reading.report(rate, "expected at least 1B per second");
        } else if (bytes && isThere) {
            reading.scenario.cluster.producerByteRates.emplace(
                name, static_cast<std::uint64_t>(*bytes));
        }
    }
}

void readConsumers(Reading& reading, const Place& consumers)
{
    if (consumers && consumers.node->kind != YamlNode::Kind::Map) {
        reading.knowsClients = false;
    }
    for (const auto& [name, place] : consumers.members()) {
        checkName(reading, name, place);
        const auto& producers = reading.scenario.producers;
        if (std::any_of(producers.begin(), producers.end(),
                [&wanted = name](const ProducerSpec& p) { return p.name == wanted; })) {
            reading.reportName(place, fmt::format("'{}' is a producer already", name));
        }
        readConsumer(reading, name, place);
    }
    checkGroups(reading, consumers);
}

} // namespace brokerscope::scenario
