#include "engine/scenario/config_check.h"
#include "engine/scenario/config_rules.h"
#include "engine/scenario/kafka_properties.h"
#include "engine/scenario/nearest_name.h"
#include "engine/scenario/sections.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace brokerscope::scenario {
namespace {

constexpr std::int64_t kMostBrokers = 50;

// What Kafka has as a property of each node is a property of the whole cluster here.
constexpr std::array kClusterKeys{std::pair{"broker.rack", "racks: {b1: a, b2: b}"},
    std::pair{"controller.quorum.voters", "controllers: 3"},
    std::pair{"process.roles", "combined: true"}};

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
    for (const auto& [property, key] : kClusterKeys) {
        if (scope == ConfigScope::Broker && name == property) {
            reading.report(place,
                fmt::format("a scenario says this of the whole cluster, beside config: {}", key));
            return;
        }
    }
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
        const bool isKafkas = !valueFault(def, value.node->text).kafka.empty();
        reading.report(value,
            isKafkas ? fmt::format("{}; Kafka throws {} {}", text.error(),
                def.scope == ConfigScope::Topic ? "an" : "a", configExceptionOf(def.scope))
                     : text.error());
        return;
    }
    const std::optional<std::int64_t> least = engineMinimum(def);
    if (least && parseInteger(*text).value_or(*least) < *least) {
        reading.report(
            value, fmt::format("expected at least {}, found '{}'", *least, value.node->text));
        return;
    }
    into.insert_or_assign(std::string(def.name), std::move(*text));
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

std::optional<std::uint16_t> parseControllers(std::string_view text)
{
    if (text == "1" || text == "3" || text == "5") {
        return static_cast<std::uint16_t>(text.front() - '0');
    }
    return std::nullopt;
}

/// Relies on the number of brokers.
void readControllers(Reading& reading, const Place& cluster)
{
    ClusterSpec& spec = reading.scenario.cluster;
    const Place controllers = cluster.child("controllers");
    if (const auto count = reading.parsed(controllers, parseControllers, "1, 3 or 5")) {
        spec.controllers = *count;
    } else if (controllers) {
        reading.knowsBrokers = false;
    }
    const Place combined = cluster.child("combined");
    spec.combined = reading.boolean(combined).value_or(false);
    if (spec.combined && reading.knowsBrokers && spec.controllers > spec.brokers) {
        reading.report(combined,
            fmt::format("each of the {} controllers shares a process with a broker, and there are "
                        "only {} brokers",
                spec.controllers, spec.brokers));
    }
}

void readRacks(Reading& reading, const Place& racks)
{
    for (const auto& [broker, place] : racks.members()) {
        YamlNode name; // what is checked is the key
        name.kind = YamlNode::Kind::Scalar;
        name.text = broker;
        name.mark = place.key;
        const std::size_t before = reading.diagnostics.size();
        checkNode(reading, {&name, place.where, {}}, Nodes::Brokers);
        const std::optional<std::string> rack = reading.word(place);
        if (rack && reading.diagnostics.size() == before) {
            reading.scenario.cluster.racks.emplace(broker, *rack);
        }
    }
}

std::optional<bool> truncatesToHighWatermark(std::string_view text)
{
    if (text == "high-watermark" || text == "epochs") {
        return text == "high-watermark";
    }
    return std::nullopt;
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
    readControllers(reading, cluster);
    readRacks(reading, cluster.child("racks"));
    const auto truncates = reading.parsed(
        cluster.child("truncation"), truncatesToHighWatermark, "high-watermark or epochs");
    spec.truncateToHighWatermark = truncates.value_or(false);
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
    for (const ConfigConflict& conflict : brokerConflicts(reading.scenario.kafka, spec.config)) {
        reading.report(config.child(conflict.property), conflict.message);
    }
}

} // namespace brokerscope::scenario
