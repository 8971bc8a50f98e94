#include "engine/scenario/producer_rules.h"
#include "engine/scenario/sections.h"

#include <fmt/format.h>

#include <algorithm>

namespace brokerscope::scenario {
namespace {

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

void checkClientName(Reading& reading, const std::string& name, const Place& place)
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

void readProducers(Reading& reading, const Place& producers)
{
    if (producers && producers.node->kind != YamlNode::Kind::Map) {
        reading.knowsClients = false;
    }
    for (const auto& [name, place] : producers.members()) {
        checkClientName(reading, name, place);
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

} // namespace brokerscope::scenario
