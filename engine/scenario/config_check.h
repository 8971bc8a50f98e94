#pragma once

#include "engine/scenario/config.h"
#include "engine/scenario/config_rules.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The Kafka properties of one scenario: whose they are, what holds, and whether a change would be
/// taken.
namespace brokerscope::scenario {

/// Whose properties they are.
struct ConfigOwner {
    ConfigScope scope = ConfigScope::Broker;
    std::string name; ///< of the producer, consumer or topic; empty for the brokers, all alike
    bool operator==(const ConfigOwner&) const = default;
};

/// Producers, the brokers, topics, consumers, each in the order of the file.
[[nodiscard]] std::vector<ConfigOwner> configOwners(const Scenario& scenario);

/// What is set there; nullptr when there is no such owner.
[[nodiscard]] const ConfigMap* configOf(const Scenario& scenario, const ConfigOwner& owner);

/// As SetValue takes it: "producers.p1.config.acks".
[[nodiscard]] std::string configPath(const ConfigOwner& owner, std::string_view property);

/// What holds for a property, and who says so.
struct EffectiveValue {
    enum class Source : std::uint8_t {
        Default, ///< Kafka's, of the scenario's release
        Set,
        Brokers, ///< a topic's: what the brokers set for the same matter
        Derived, ///< Kafka makes something else of it, see producer_rules.h
    };
    std::string value;
    Source source = Source::Default;
    std::string_view because; ///< Brokers, Derived: the property that decides
    bool operator==(const EffectiveValue&) const = default;
};
[[nodiscard]] EffectiveValue effectiveValue(
    const Scenario& scenario, const ConfigOwner& owner, const ConfigDef& def);

/// Why a value is not taken.
struct ConfigFault {
    enum class Kind : std::uint8_t {
        NotNumber,
        NotBoolean,
        NotChoice, ///< of ConfigDef::choices
        NotInRange, ///< where the range has a hole
        TooSmall,
        TooLarge,
        EngineMinimum, ///< Kafka would take it, the engine cannot
        Conflict, ///< with other properties
    };
    Kind kind = Kind::NotNumber;
    std::int64_t bound = 0; ///< TooSmall, TooLarge, EngineMinimum; Conflict where the rule has one
    std::optional<ConfigRule> rule; ///< Conflict, where it is one of those
    std::string kafka; ///< what Kafka throws, in its words; empty where it would not
    std::string message = {}; ///< Conflict: what is wrong, in English
    bool operator==(const ConfigFault&) const = default;
};

/// Why Kafka or the engine does not take what normaliseValue() refuses.
[[nodiscard]] ConfigFault valueFault(const ConfigDef& def, std::string_view text);

/// What Kafka throws when it is given a value that it cannot take: "ConfigException", or another
/// for a topic.
[[nodiscard]] std::string_view configExceptionOf(ConfigScope scope);

/// The value in Kafka's own text, checked as Kafka does when it starts a client or a broker or
/// creates a topic with it. An empty text takes away what is set, and is checked, too.
[[nodiscard]] tl::expected<std::string, ConfigFault> checkValue(const Scenario& scenario,
    const ConfigOwner& owner, const ConfigDef& def, std::string_view text);

} // namespace brokerscope::scenario
