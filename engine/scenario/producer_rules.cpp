#include "engine/scenario/producer_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

namespace brokerscope::scenario {
namespace {

constexpr std::string_view kIdempotence = "enable.idempotence";
constexpr std::string_view kInFlight = "max.in.flight.requests.per.connection";
constexpr std::int64_t kMostInFlight = 5; // a broker remembers the last five batches of a producer

bool conflictsWithIdempotence(const Config& producer, std::string_view property)
{
    if (property == "acks") {
        return producer.text("acks") != "all";
    }
    if (property == "retries") {
        return producer.integer("retries") == 0;
    }
    return producer.integer(kInFlight) > kMostInFlight;
}

Duration lingerAndRequest(const Config& producer)
{
    constexpr Duration kIntMax = milliseconds(std::numeric_limits<std::int32_t>::max());
    const Duration linger = std::min(producer.millis("linger.ms"), kIntMax);
    return std::min(linger + producer.millis("request.timeout.ms"), kIntMax);
}

void checkIdempotence(
    KafkaVersion version, const Config& producer, std::vector<ConfigConflict>& found)
{
    const bool asked = producer.isSet(kIdempotence);
    if (asked && producer.boolean(kIdempotence)) {
        using enum ConfigRule;
        static constexpr std::array kRules{std::tuple{"acks", "acks=all", IdempotenceNeedsAcks},
            std::tuple{"retries", "retries above 0", IdempotenceNeedsRetries},
            std::tuple{"max.in.flight.requests.per.connection", "at most 5 requests in flight",
                IdempotenceNeedsFewInFlight}};
        for (const auto& [property, needed, rule] : kRules) {
            if (producer.isSet(property) && conflictsWithIdempotence(producer, property)) {
                found.push_back({property,
                    fmt::format(
                        "enable.idempotence=true needs {}; Kafka throws a ConfigException", needed),
                    rule});
            }
        }
    } else if (!asked && version == KafkaVersion::V40
        && conflictsWithIdempotence(producer, kInFlight)) {
        found.push_back({kInFlight,
            "since Kafka 4.0 more than 5 requests in flight need enable.idempotence=false by name; "
            "Kafka throws "
            "a ConfigException",
            ConfigRule::ManyInFlightNeedIdempotenceOff, kMostInFlight});
    }
}

} // namespace

bool isIdempotent(const Config& producer)
{
    if (producer.isSet(kIdempotence) || !producer.boolean(kIdempotence)) {
        return producer.boolean(kIdempotence);
    }
    return !conflictsWithIdempotence(producer, "acks")
        && !conflictsWithIdempotence(producer, "retries")
        && !conflictsWithIdempotence(producer, kInFlight);
}

std::string_view acksOf(const Config& producer)
{
    const bool raised = !producer.isSet("acks") && isIdempotent(producer);
    return raised ? "all" : producer.text("acks");
}

Duration deliveryTimeout(const Config& producer)
{
    const Duration timeout = producer.millis("delivery.timeout.ms");
    return producer.isSet("delivery.timeout.ms") ? timeout
                                                 : std::max(timeout, lingerAndRequest(producer));
}

std::vector<ConfigConflict> producerConflicts(KafkaVersion version, const ConfigMap& set)
{
    const Config producer(ConfigScope::Producer, version, set);
    std::vector<ConfigConflict> found;
    checkIdempotence(version, producer, found);
    const Duration least = lingerAndRequest(producer);
    if (producer.isSet("delivery.timeout.ms") && producer.millis("delivery.timeout.ms") < least) {
        found.push_back({"delivery.timeout.ms",
            fmt::format(
                "expected at least linger.ms + request.timeout.ms, which is {} ms; Kafka throws a "
                "ConfigException",
                least.millis()),
            ConfigRule::DeliveryTimeoutCoversLingerAndRequest, least.millis()});
    }
    return found;
}

} // namespace brokerscope::scenario
