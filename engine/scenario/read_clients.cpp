#include "engine/scenario/producer_rules.h"
#include "engine/scenario/sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace brokerscope::scenario {
namespace {

constexpr std::int64_t kMostRate
    = 1'000'000; // one record per microsecond, the clock's smallest step
constexpr std::int64_t kLargestRecord = 16 << 20;
constexpr std::int64_t kMostRecords = std::numeric_limits<std::uint32_t>::max();

struct Keys {
    std::string prefix;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

/// "user-0..19", or "user-7" for a single key.
std::optional<Keys> parseKeys(std::string_view text)
{
    const std::size_t dots = text.find("..");
    const std::string_view begin = text.substr(0, dots);
    std::size_t digits = begin.size();
    while (digits > 0 && begin[digits - 1] >= '0' && begin[digits - 1] <= '9') {
        --digits;
    }
    const std::string_view firstText = begin.substr(digits);
    const std::string_view lastText
        = dots == std::string_view::npos ? firstText : text.substr(dots + 2);
    const std::optional<std::uint64_t> first = parseUnsigned(firstText);
    const std::optional<std::uint64_t> last = parseUnsigned(lastText);
    constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
    const bool fine = first && last && *first <= *last && *last <= kMost
        && std::to_string(*first) == firstText
        && std::to_string(*last) == lastText; // no leading zeros
    if (!fine) {
        return std::nullopt;
    }
    return Keys{std::string(begin.substr(0, digits)), static_cast<std::uint32_t>(*first),
        static_cast<std::uint32_t>(*last)};
}

void readKeys(Reading& reading, const Place& place, SendSpec& sends)
{
    if (!place.isScalar() || place.node->text == "none") {
        return;
    }
    if (const auto keys = reading.parsed(
            place, parseKeys, "keys such as user-0..19 (without leading zeros), or none")) {
        sends.hasKeys = true;
        sends.keyPrefix = keys->prefix;
        sends.keyFirst = keys->first;
        sends.keyLast = keys->last;
    }
}

/// Keys that say what the records are like belong to a rate.
void checkRateKeys(Reading& reading, const Place& sends)
{
    for (const std::string_view key : {"keys", "size", "count", "partition"}) {
        if (const Place place = sends.child(key); place && sends.child("records")) {
            reading.report(place, fmt::format("'{}' goes with 'rate' only", key));
        }
    }
}

void readSends(Reading& reading, const Place& place, SendSpec& sends)
{
    const Place to = place.child("to");
    sends.topic = reading.word(to).value_or("");
    checkTopic(reading, to);
    const Place rate = place.child("rate");
    if (const auto perSecond = reading.parsed(rate, parseRate, kExpectedRate)) {
        sends.ratePerSecond = *perSecond;
        if (*perSecond > kMostRate) {
            reading.report(rate, fmt::format("expected at most {}/s", kMostRate));
        }
    }
    readKeys(reading, place.child("keys"), sends);
    const Place size = place.child("size");
    if (const auto bytes = reading.parsed(size, parseSize, kExpectedSize)) {
        sends.size = static_cast<std::uint32_t>(std::min(*bytes, kLargestRecord));
        if (*bytes > kLargestRecord) {
            reading.report(size, "expected at most 16MiB");
        }
    }
    if (const auto count = reading.integer(place.child("count"), 1, kMostRecords)) {
        sends.count = static_cast<std::uint32_t>(*count);
    }
    sends.partition = readPartitionNumber(reading, place.child("partition"), sends.topic);
    checkRateKeys(reading, place);
    readRecords(reading, place.child("records"), sends);
}

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
        reading.scenario.producers.push_back(std::move(producer));
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
