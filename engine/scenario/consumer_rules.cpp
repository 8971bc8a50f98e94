#include "engine/scenario/consumer_rules.h"

#include "engine/scenario/quantity.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

namespace brokerscope::scenario {

namespace {

constexpr std::string_view kPackage = "org.apache.kafka.clients.consumer.";
constexpr std::array kAssignors{std::pair<std::string_view, std::string_view>{
                                    "range", "org.apache.kafka.clients.consumer.RangeAssignor"},
    std::pair<std::string_view, std::string_view>{
        "roundrobin", "org.apache.kafka.clients.consumer.RoundRobinAssignor"},
    std::pair<std::string_view, std::string_view>{
        "sticky", "org.apache.kafka.clients.consumer.StickyAssignor"},
    std::pair<std::string_view, std::string_view>{
        "cooperative-sticky", "org.apache.kafka.clients.consumer.CooperativeStickyAssignor"}};

constexpr std::string_view kByDuration = "by_duration:";

/// Takes a number with this unit behind it from the front; 0 when there is none.
std::optional<double> take(std::string_view& text, char unit)
{
    const std::size_t length = text.find_first_not_of("0123456789.");
    if (length == 0 || length == std::string_view::npos || text[length] != unit) {
        return 0;
    }
    const std::optional<double> number = parseDecimal(text.substr(0, length));
    text.remove_prefix(length + 1);
    return number;
}

constexpr std::string_view kGroupProtocol = "group.protocol";

/// What is set and has no place in the group protocol (Kafka:
/// ConsumerConfig.checkUnsupportedConfigsPostProcess).
std::vector<std::string_view> protocolMisfits(const Config& consumer)
{
    constexpr std::array kOfClassic{std::string_view("heartbeat.interval.ms"),
        std::string_view("partition.assignment.strategy"), std::string_view("session.timeout.ms")};
    constexpr std::array kOfConsumer{std::string_view("group.remote.assignor")};
    std::vector<std::string_view> found;
    const bool isClassic = consumer.text(kGroupProtocol) == "classic";
    const std::span<const std::string_view> misfits = isClassic
        ? std::span<const std::string_view>(kOfConsumer)
        : std::span<const std::string_view>(kOfClassic);
    for (const std::string_view property : misfits) {
        if (consumer.isSet(property)) {
            found.push_back(property);
        }
    }
    return found;
}

} // namespace

std::vector<ConfigConflict> consumerConflicts(KafkaVersion version, const ConfigMap& set)
{
    const Config consumer(ConfigScope::Consumer, version, set);
    std::vector<ConfigConflict> found;
    constexpr std::string_view kHeartbeat = "heartbeat.interval.ms";
    constexpr std::string_view kSession = "session.timeout.ms";
    const std::string_view toBlame = consumer.isSet(kHeartbeat) ? kHeartbeat : kSession;
    if (consumer.text(kGroupProtocol) == "classic" && consumer.isSet(toBlame)
        && consumer.millis(kHeartbeat) >= consumer.millis(kSession)) {
        found.push_back({toBlame,
            "Kafka's consumer does not start with heartbeat.interval.ms that is not lower than "
            "session.timeout.ms, because the group would throw it out between two heartbeats",
            ConfigRule::HeartbeatWithinSession});
    }
    for (const std::string_view property : protocolMisfits(consumer)) {
        const bool isClassic = consumer.text(kGroupProtocol) == "classic";
        found.push_back({property,
            isClassic ? fmt::format("Kafka's consumer does not start with {} and "
                                    "group.protocol=classic; write group.protocol: consumer",
                property)
                      : fmt::format("Kafka's consumer does not start with {} and "
                                    "group.protocol=consumer: that is the brokers' business then",
                          property),
            isClassic ? ConfigRule::ConsumerProtocolOnly : ConfigRule::ClassicOnly});
    }
    constexpr std::string_view kReset = "auto.offset.reset";
    if (version != KafkaVersion::V40 && consumer.text(kReset).starts_with(kByDuration)) {
        found.push_back({kReset, "by_duration came with Kafka 4.0 (KIP-1106); write kafka: \"4.0\"",
            ConfigRule::ResetByDurationIsNew});
    }
    return found;
}

std::string_view assignorClass(std::string_view text)
{
    for (const auto& [name, className] : kAssignors) {
        if (text == name || text == className.substr(kPackage.size())) {
            return className;
        }
    }
    return text;
}

std::vector<std::string> assignorNames(std::string_view classes)
{
    std::vector<std::string> names;
    while (!classes.empty()) {
        const std::size_t comma = classes.find(',');
        const std::string_view part = classes.substr(0, comma);
        for (const auto& [name, className] : kAssignors) {
            if (part == className) {
                names.emplace_back(name);
            }
        }
        classes.remove_prefix(comma == std::string_view::npos ? classes.size() : comma + 1);
    }
    return names;
}

std::vector<std::string> serverAssignorNames(std::string_view list)
{
    std::vector<std::string> names;
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        const std::string_view part = list.substr(0, comma);
        names.emplace_back(
            part.ends_with("RangeAssignor") || part == "range" ? "range" : "uniform");
        list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
    }
    return names;
}

std::optional<Duration> resetDuration(std::string_view autoOffsetReset)
{
    if (!autoOffsetReset.starts_with(kByDuration)) {
        return std::nullopt;
    }
    std::string_view text = autoOffsetReset.substr(kByDuration.size());
    if (!text.starts_with('P') || text.size() < 3) {
        return std::nullopt;
    }
    text.remove_prefix(1);
    const std::optional<double> days = take(text, 'D');
    std::optional<double> hours = 0;
    std::optional<double> minutes = 0;
    std::optional<double> rest = 0;
    if (text.starts_with('T') && text.size() > 1) {
        text.remove_prefix(1);
        hours = take(text, 'H');
        minutes = take(text, 'M');
        rest = take(text, 'S');
    }
    if (!text.empty() || !days || !hours || !minutes || !rest) {
        return std::nullopt;
    }
    constexpr double kMostSeconds = 1e9;
    const double total = *days * 86'400 + *hours * 3600 + *minutes * 60 + *rest;
    return total <= kMostSeconds
        ? std::optional(milliseconds(static_cast<std::int64_t>(std::llround(total * 1000))))
        : std::nullopt;
}

} // namespace brokerscope::scenario
