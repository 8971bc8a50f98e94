#include "engine/scenario/kafka_properties.h"
#include "engine/scenario/nearest_name.h"
#include "engine/scenario/sections.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace brokerscope::scenario {
namespace {

constexpr std::int64_t kMostBrokers = 50;

// Kafka has no lower limit for these, but with less the engine's clock would not move on.
constexpr std::array kEngineMinimum{std::pair{"broker.heartbeat.interval.ms", 1},
    std::pair{"broker.session.timeout.ms", 1}, std::pair{"replica.fetch.min.bytes", 0},
    std::pair{"replica.fetch.wait.max.ms", 0},
    std::pair{"replica.high.watermark.checkpoint.interval.ms", 1},
    std::pair{"replica.lag.time.max.ms", 1}};

std::string_view scopeName(ConfigScope scope)
{
    switch (scope) {
    case ConfigScope::Producer:
        return "producer";
    case ConfigScope::Consumer:
        return "consumer";
    case ConfigScope::Topic:
        return "topic";
    case ConfigScope::Broker:
        return "broker";
    }
    return "";
}

std::string nearestProperty(ConfigScope scope, std::string_view name)
{
    std::vector<std::string_view> honoured;
    for (const ConfigDef& def : configDefs()) {
        if (def.scope == scope) {
            honoured.push_back(def.name);
        }
    }
    std::string nearest = nearestName(name, honoured);
    if (!nearest.empty()) {
        return nearest;
    }
    const auto all = kafkaProperties(scope);
    return nearestName(name, {all.begin(), all.end()});
}

void reportProperty(
    Reading& reading, const Place& place, ConfigScope scope, const std::string& name)
{
    if (isKafkaProperty(scope, name)) {
        reading.report(place,
            fmt::format("Kafka has this {} property, but Brokerscope does not model it yet",
                scopeName(scope)));
        return;
    }
    for (const ConfigScope other :
        {ConfigScope::Producer, ConfigScope::Consumer, ConfigScope::Topic, ConfigScope::Broker}) {
        if (isKafkaProperty(other, name)) {
            reading.report(place,
                fmt::format("'{}' is a {} property of Kafka, not a {} property", name,
                    scopeName(other), scopeName(scope)),
                nearestProperty(scope, name));
            return;
        }
    }
    reading.report(place, fmt::format("Kafka has no {} property '{}'", scopeName(scope), name),
        nearestProperty(scope, name));
}

void readValue(Reading& reading, const Place& value, const ConfigDef& def, ConfigMap& into)
{
    if (!value.isScalar()) {
        reading.report(value, "expected a single value");
        return;
    }
    auto text = normaliseValue(def, value.node->text);
    if (!text) {
        reading.report(value, text.error());
        return;
    }
    for (const auto& [name, least] : kEngineMinimum) {
        if (def.name == name && parseInteger(*text).value_or(least) < least) {
            reading.report(
                value, fmt::format("expected at least {}, found '{}'", least, value.node->text));
            return;
        }
    }
    into.insert_or_assign(std::string(def.name), std::move(*text));
}

void checkBrokerConfig(Reading& reading, const Place& config)
{
    const Config broker(
        ConfigScope::Broker, reading.scenario.kafka, reading.scenario.cluster.config);
    constexpr std::string_view kWait = "replica.fetch.wait.max.ms";
    constexpr std::string_view kLag = "replica.lag.time.max.ms";
    const std::string_view toBlame = broker.isSet(kWait) ? kWait : kLag;
    if (broker.isSet(toBlame) && broker.millis(kWait) > broker.millis(kLag)) {
        reading.report(config.child(toBlame),
            "Kafka does not start with replica.fetch.wait.max.ms beyond replica.lag.time.max.ms, "
            "because the ISR "
            "would change all the time");
    }
}

void readNetwork(Reading& reading, const Place& network)
{
    constexpr Duration kLongestLatency = seconds(60);
    NetworkSpec& spec = reading.scenario.cluster.network;
    const Place latency = network.child("latency");
    if (const auto range = reading.parsed(latency, parseRange, kExpectedLatency)) {
        if (range->min > range->max) {
            reading.report(latency, "the range begins with its greater end");
        } else if (range->min < microseconds(1) || range->max > kLongestLatency) {
            reading.report(latency, "expected a latency from 1us to 60s");
        } else {
            spec.latency = *range;
        }
    }
    if (const auto loss = reading.parsed(network.child("loss"), parseLoss, kExpectedLoss)) {
        spec.lossPerMillion = *loss;
    }
}

} // namespace

void readConfig(Reading& reading, const Place& config, ConfigScope scope, ConfigMap& into)
{
    if (!config || config.node->kind != YamlNode::Kind::Map) {
        return;
    }
    std::set<std::string_view> seen;
    for (const YamlMember& member : config.node->members) {
        if (!seen.insert(member.key).second) {
            continue; // reported as a duplicate
        }
        if (const ConfigDef* def = findConfig(scope, member.key)) {
            readValue(reading, config.child(member.key), *def, into);
        } else {
            YamlNode key; // the name is what is wrong, not its value
            key.mark = member.mark;
            reportProperty(reading, {&key, config.child(member.key).where, {}}, scope, member.key);
        }
    }
}

void readCluster(Reading& reading, const Place& cluster)
{
    ClusterSpec& spec = reading.scenario.cluster;
    const Place brokers = cluster.child("brokers");
    if (brokers) {
        const std::optional<std::int64_t> count = reading.integer(brokers, 1, kMostBrokers);
        reading.knowsBrokers = count.has_value();
        spec.brokers = static_cast<std::uint16_t>(count.value_or(spec.brokers));
    } else if (cluster && cluster.node->kind != YamlNode::Kind::Map) {
        reading.knowsBrokers = false;
    }
    readNetwork(reading, cluster.child("network"));
    const Place disk = cluster.child("disk");
    if (const auto interval = reading.duration(disk.child("writeback-interval"), milliseconds(1))) {
        spec.disk.writebackInterval = *interval;
    }
    if (const auto expire = reading.duration(disk.child("dirty-expire"), milliseconds(1))) {
        spec.disk.dirtyExpire = *expire;
    }
    const Place config = cluster.child("config");
    readConfig(reading, config, ConfigScope::Broker, spec.config);
    checkBrokerConfig(reading, config);
}

} // namespace brokerscope::scenario
