#include "engine/scenario/config_check.h"

#include "engine/scenario/quantity.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

namespace brokerscope::scenario {
namespace {

constexpr std::int64_t kIntMax = std::numeric_limits<std::int32_t>::max();
constexpr std::string_view kInFlight = "max.in.flight.requests.per.connection";

template <class Spec>
const ConfigMap* configNamed(const std::vector<Spec>& specs, const std::string& name)
{
    const auto found = std::find_if(
        specs.begin(), specs.end(), [&](const Spec& spec) { return spec.name == name; });
    return found == specs.end() ? nullptr : &found->config;
}

/// A topic's properties for which the brokers' hold where the topic sets none (typed_configs.cpp).
struct Inherited {
    std::string_view topic;
    std::string_view broker;
};
constexpr std::array kInherited{Inherited{"max.message.bytes", "message.max.bytes"},
    Inherited{"min.insync.replicas", "min.insync.replicas"},
    Inherited{"unclean.leader.election.enable", "unclean.leader.election.enable"}};

std::optional<EffectiveValue> inherited(const Scenario& scenario, const ConfigDef& def)
{
    for (const auto& [topic, broker] : kInherited) {
        if (def.name == topic && scenario.cluster.config.contains(broker)) {
            return EffectiveValue{scenario.cluster.config.find(broker)->second,
                EffectiveValue::Source::Brokers, broker};
        }
    }
    return std::nullopt;
}

/// Which of the properties switched idempotence off.
std::string_view idempotenceBreaker(const Config& producer)
{
    if (producer.text("acks") != "all") {
        return "acks";
    }
    return producer.integer("retries") == 0 ? "retries" : kInFlight;
}

std::optional<EffectiveValue> derived(const Config& producer, const ConfigDef& def)
{
    using Source = EffectiveValue::Source;
    if (def.name == "enable.idempotence" && producer.boolean(def.name) && !isIdempotent(producer)) {
        return EffectiveValue{"false", Source::Derived, idempotenceBreaker(producer)};
    }
    if (def.name == "acks" && acksOf(producer) != producer.text("acks")) {
        return EffectiveValue{std::string(acksOf(producer)), Source::Derived, "enable.idempotence"};
    }
    if (def.name == "delivery.timeout.ms"
        && deliveryTimeout(producer) != producer.millis(def.name)) {
        const bool lingers = producer.isSet("linger.ms");
        return EffectiveValue{std::to_string(deliveryTimeout(producer).millis()), Source::Derived,
            lingers ? "linger.ms" : "request.timeout.ms"};
    }
    return std::nullopt;
}

/// Without a group Kafka commits nothing (ConsumerConfig.maybeOverrideEnableAutoCommit).
bool hasGroup(const Scenario& scenario, std::string_view name)
{
    return std::any_of(
        scenario.consumers.begin(), scenario.consumers.end(), [name](const ConsumerSpec& consumer) {
            return consumer.name == name && !consumer.group.empty();
        });
}

std::string invalidValue(const ConfigDef& def, std::string_view value, std::string_view why)
{
    return fmt::format("{}: Invalid value {} for configuration {}: {}",
        configExceptionOf(def.scope), value, def.name, why);
}

ConfigFault notANumber(const ConfigDef& def, std::string_view text)
{
    const std::string_view type = def.type == ConfigType::Int ? "INT"
        : def.type == ConfigType::Long                        ? "LONG"
                                                              : "DOUBLE";
    return {ConfigFault::Kind::NotNumber, 0, {},
        invalidValue(def, text, fmt::format("Not a number of type {}", type))};
}

ConfigFault outOfRange(const ConfigDef& def, std::string_view value, bool isSmall)
{
    const std::int64_t bound = isSmall ? def.min.value_or(std::numeric_limits<std::int32_t>::min())
                                       : def.max.value_or(kIntMax);
    const bool isLimit = isSmall ? def.min.has_value() : def.max.has_value();
    if (!isLimit) { // it does not fit into an int
        ConfigFault fault = notANumber(def, value);
        fault.kind = isSmall ? ConfigFault::Kind::TooSmall : ConfigFault::Kind::TooLarge;
        fault.bound = bound;
        return fault;
    }
    return {isSmall ? ConfigFault::Kind::TooSmall : ConfigFault::Kind::TooLarge, bound, {},
        invalidValue(def, value,
            fmt::format("Value must be {} {}", isSmall ? "at least" : "no more than", bound))};
}

/// The one range with a hole: gzip's levels are 1 to 9, and -1 for its default.
ConfigFault notAGzipLevel(const ConfigDef& def, std::string_view value)
{
    return {ConfigFault::Kind::NotInRange, 0, {},
        invalidValue(def, value, "Value must be between 1 and 9 or equal to -1")};
}

ConfigFault numberFault(const ConfigDef& def, std::string_view text)
{
    if (def.type == ConfigType::Double) {
        const std::optional<double> number = parseDecimal(text);
        return number ? outOfRange(def, text, def.min && *number < static_cast<double>(*def.min))
                      : notANumber(def, text);
    }
    const std::optional<std::int64_t> number = configNumber(def, text);
    if (!number) {
        return notANumber(def, text);
    }
    if (def.name == "compression.gzip.level") {
        return notAGzipLevel(def, std::to_string(*number));
    }
    const std::int64_t least = def.min.value_or(std::numeric_limits<std::int32_t>::min());
    return outOfRange(def, std::to_string(*number), *number < least);
}

ConfigFault choiceFault(const ConfigDef& def, std::string_view text)
{
    // Of classes Kafka loads whatever it finds; only the engine knows no other one.
    const bool isClass = def.choices.find('.') != std::string_view::npos;
    return {ConfigFault::Kind::NotChoice, 0, {},
        isClass ? std::string()
                : invalidValue(def, text,
                    fmt::format("String must be one of: {}", fmt::join(choicesOf(def), ", ")))};
}

std::string wordsOf(const ConfigConflict& conflict, KafkaVersion version, const Config& config)
{
    const std::string_view inFlightWords = version == KafkaVersion::V28
        ? "to use the idempotent producer."
        : "when using the idempotent producer.";
    if (!conflict.rule) {
        return {};
    }
    switch (*conflict.rule) {
    case ConfigRule::IdempotenceNeedsAcks:
        return "ConfigException: Must set acks to all in order to use the idempotent producer. "
               "Otherwise we cannot guarantee idempotence.";
    case ConfigRule::IdempotenceNeedsRetries:
        return "ConfigException: Must set retries to non-zero when using the idempotent producer.";
    case ConfigRule::IdempotenceNeedsFewInFlight:
        if (version != KafkaVersion::V40) {
            return fmt::format(
                "ConfigException: Must set {} to at most 5 {}", kInFlight, inFlightWords);
        }
        [[fallthrough]];
    case ConfigRule::ManyInFlightNeedIdempotenceOff:
        return fmt::format("ConfigException: To use the idempotent producer, {} must be set to at "
                           "most 5. Current value is {}.",
            kInFlight, config.text(kInFlight));
    case ConfigRule::DeliveryTimeoutCoversLingerAndRequest:
        return "ConfigException: delivery.timeout.ms should be equal to or larger than linger.ms + "
               "request.timeout.ms";
    case ConfigRule::FetchWaitWithinLagTime:
        return "IllegalArgumentException: requirement failed: replica.fetch.wait.max.ms should "
               "always be less than or equal to replica.lag.time.max.ms to prevent frequent "
               "changes in ISR";
    case ConfigRule::SocketTimeoutCoversFetchWait:
        return "IllegalArgumentException: requirement failed: replica.socket.timeout.ms should "
               "always be at least replica.fetch.wait.max.ms to prevent unnecessary socket "
               "timeouts";
    case ConfigRule::CompactionLagsInOrder:
        return fmt::format("InvalidConfigurationException: conflict topic config setting "
                           "min.compaction.lag.ms ({}) > max.compaction.lag.ms ({})",
            config.text("min.compaction.lag.ms"), config.text("max.compaction.lag.ms"));
    case ConfigRule::HeartbeatWithinSession:
        return "IllegalArgumentException: Heartbeat must be set lower than the session timeout";
    case ConfigRule::ClassicOnly:
        return fmt::format(
            "ConfigException: {} cannot be set when group.protocol=CONSUMER", conflict.property);
    case ConfigRule::ConsumerProtocolOnly:
        return fmt::format(
            "ConfigException: {} cannot be set when group.protocol=CLASSIC", conflict.property);
    case ConfigRule::GroupSessionInRange:
        return "IllegalArgumentException: requirement failed: group.consumer.session.timeout.ms "
               "must be between group.consumer.min.session.timeout.ms and "
               "group.consumer.max.session.timeout.ms";
    case ConfigRule::GroupHeartbeatInRange:
        return "IllegalArgumentException: requirement failed: group.consumer.heartbeat.interval.ms "
               "must be between group.consumer.min.heartbeat.interval.ms and "
               "group.consumer.max.heartbeat.interval.ms";
    case ConfigRule::AssignorNeeded:
        return "IllegalArgumentException: requirement failed: group.consumer.assignors must "
               "contain "
               "at least one assignor";
    case ConfigRule::ClassicStaysEnabled:
        return "ConfigException: Disabling the 'classic' protocol is not supported.";
    case ConfigRule::AutoCommitNeedsGroup: // told by checkValue()
        break;
    case ConfigRule::ResetByDurationIsNew:
        return fmt::format("ConfigException: Invalid value {} for configuration auto.offset.reset: "
                           "String must be one of: latest, earliest, none",
            config.text("auto.offset.reset"));
    }
    return {};
}

} // namespace

std::vector<ConfigOwner> configOwners(const Scenario& scenario)
{
    std::vector<ConfigOwner> owners;
    for (const ProducerSpec& producer : scenario.producers) {
        owners.push_back({ConfigScope::Producer, producer.name});
    }
    owners.push_back({ConfigScope::Broker, {}});
    for (const TopicSpec& topic : scenario.topics) {
        owners.push_back({ConfigScope::Topic, topic.name});
    }
    for (const ConsumerSpec& consumer : scenario.consumers) {
        owners.push_back({ConfigScope::Consumer, consumer.name});
    }
    return owners;
}

const ConfigMap* configOf(const Scenario& scenario, const ConfigOwner& owner)
{
    switch (owner.scope) {
    case ConfigScope::Producer:
        return configNamed(scenario.producers, owner.name);
    case ConfigScope::Consumer:
        return configNamed(scenario.consumers, owner.name);
    case ConfigScope::Topic:
        return configNamed(scenario.topics, owner.name);
    case ConfigScope::Broker:
        return &scenario.cluster.config;
    }
    return nullptr;
}

std::string configPath(const ConfigOwner& owner, std::string_view property)
{
    switch (owner.scope) {
    case ConfigScope::Producer:
        return fmt::format("producers.{}.config.{}", owner.name, property);
    case ConfigScope::Consumer:
        return fmt::format("consumers.{}.config.{}", owner.name, property);
    case ConfigScope::Topic:
        return fmt::format("topics.{}.config.{}", owner.name, property);
    case ConfigScope::Broker:
        break;
    }
    return fmt::format("cluster.config.{}", property);
}

EffectiveValue effectiveValue(
    const Scenario& scenario, const ConfigOwner& owner, const ConfigDef& def)
{
    static const ConfigMap kNothing;
    const ConfigMap* set = configOf(scenario, owner);
    const Config config(owner.scope, scenario.kafka, set == nullptr ? kNothing : *set);
    if (owner.scope == ConfigScope::Producer) {
        if (auto other = derived(config, def)) {
            return *other;
        }
    }
    if (owner.scope == ConfigScope::Consumer && def.name == "enable.auto.commit"
        && !hasGroup(scenario, owner.name)) {
        return {"false", EffectiveValue::Source::Derived, "group.id"};
    }
    if (config.isSet(def.name)) {
        return {std::string(config.text(def.name)), EffectiveValue::Source::Set, {}};
    }
    if (owner.scope == ConfigScope::Topic) {
        if (auto brokers = inherited(scenario, def)) {
            return *brokers;
        }
    }
    return {std::string(config.text(def.name)), EffectiveValue::Source::Default, {}};
}

std::string_view configExceptionOf(ConfigScope scope)
{
    return scope == ConfigScope::Topic ? "InvalidConfigurationException" : "ConfigException";
}

ConfigFault valueFault(const ConfigDef& def, std::string_view text)
{
    switch (def.type) {
    case ConfigType::Boolean:
        return {ConfigFault::Kind::NotBoolean, 0, {},
            invalidValue(def, text, "Expected value to be either true or false")};
    case ConfigType::String:
    case ConfigType::List:
        return choiceFault(def, text);
    case ConfigType::Int:
    case ConfigType::Long:
    case ConfigType::Double:
        break;
    }
    return numberFault(def, text);
}

tl::expected<std::string, ConfigFault> checkValue(
    const Scenario& scenario, const ConfigOwner& owner, const ConfigDef& def, std::string_view text)
{
    const ConfigMap* set = configOf(scenario, owner);
    ConfigMap changed = set == nullptr ? ConfigMap() : *set;
    std::string value;
    if (text.empty()) {
        changed.erase(std::string(def.name));
    } else {
        const auto normal = normaliseValue(def, text);
        if (!normal) {
            return tl::unexpected(valueFault(def, text));
        }
        value = *normal;
        if (const auto least = engineMinimum(def);
            least && parseInteger(value).value_or(*least) < *least) {
            return tl::unexpected(
                ConfigFault{ConfigFault::Kind::EngineMinimum, *least, {}, {}, {}});
        }
        changed.insert_or_assign(std::string(def.name), value);
    }
    if (owner.scope == ConfigScope::Consumer && def.name == "enable.auto.commit" && value == "true"
        && !hasGroup(scenario, owner.name)) {
        return tl::unexpected(ConfigFault{ConfigFault::Kind::Conflict, 0,
            ConfigRule::AutoCommitNeedsGroup,
            "InvalidConfigurationException: enable.auto.commit cannot be set to true when default "
            "group id (null) is used.",
            "without a group there is nothing to commit to"});
    }
    const std::vector<ConfigConflict> conflicts = conflictsOf(owner.scope, scenario.kafka, changed);
    if (!conflicts.empty()) {
        const ConfigConflict& first = conflicts.front();
        const Config config(owner.scope, scenario.kafka, changed);
        return tl::unexpected(ConfigFault{ConfigFault::Kind::Conflict, first.bound, first.rule,
            wordsOf(first, scenario.kafka, config), first.message});
    }
    return value;
}

} // namespace brokerscope::scenario
