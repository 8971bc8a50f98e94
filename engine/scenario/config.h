#pragma once

#include "engine/base/time.h"
#include "engine/scenario/scenario.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace brokerscope::scenario {

enum class ConfigScope : std::uint8_t { Producer, Consumer, Topic, Broker };
enum class ConfigType : std::uint8_t { Boolean, Int, Long, Double, String, List };
enum class ConfigUnit : std::uint8_t { None, Milliseconds, Bytes };

/// The only class that replica.selector.class may name here.
inline constexpr std::string_view kRackAwareReplicaSelector
    = "org.apache.kafka.common.replica.RackAwareReplicaSelector";

/// What a producer of Kafka 2.8 has when partitioner.class is not set.
inline constexpr std::string_view kDefaultPartitioner
    = "org.apache.kafka.clients.producer.internals.DefaultPartitioner";

/// One Kafka property that the engine honours: Kafka's own definition (ProducerConfig,
/// ConsumerConfig, TopicConfig, KafkaConfig of 3.9.0) with the defaults of the other supported
/// releases.
struct ConfigDef {
    ConfigScope scope = ConfigScope::Producer;
    std::string_view name;
    ConfigType type = ConfigType::String;
    ConfigUnit unit = ConfigUnit::None; ///< tells which unit suffixes a scenario may use
    std::string_view default28;
    std::string_view default39;
    std::string_view default40;
    std::optional<std::int64_t> min;
    std::optional<std::int64_t> max;
    std::string_view choices; ///< comma separated, for strings and lists with a fixed set
    [[nodiscard]] std::string_view defaultFor(KafkaVersion version) const;
};

[[nodiscard]] std::span<const ConfigDef> configDefs(); ///< sorted by scope, then name
[[nodiscard]] const ConfigDef* findConfig(ConfigScope scope, std::string_view name);

/// Whether Kafka 3.9.0 knows the property at all in this scope, honoured by the engine or not.
[[nodiscard]] bool isKafkaProperty(ConfigScope scope, std::string_view name);

/// Turns what a scenario says ("10ms", "16KiB", "true", 5) into Kafka's own text (milliseconds,
/// bytes), checked against type and range. The error says what was expected.
[[nodiscard]] tl::expected<std::string, std::string> normaliseValue(
    const ConfigDef& def, std::string_view text);

/// The number that a text means for a property of type Int or Long, in Kafka's unit, within its
/// range or not. Nullopt when it is none, or none that a long can hold.
[[nodiscard]] std::optional<std::int64_t> configNumber(const ConfigDef& def, std::string_view text);

/// What stands between the commas of ConfigDef::choices.
[[nodiscard]] std::vector<std::string_view> choicesOf(const ConfigDef& def);

/// The properties of one node or topic: what was set, over the defaults of a release. Asking for a
/// property that is not in configDefs() is a mistake of ours and asserts.
class Config {
public:
    Config(ConfigScope scope, KafkaVersion version, const ConfigMap& set);
    Config(ConfigScope scope, KafkaVersion version, ConfigMap&& set) = delete; ///< it would dangle

    [[nodiscard]] std::string_view text(std::string_view name) const;
    [[nodiscard]] std::int64_t integer(std::string_view name) const;
    [[nodiscard]] double decimal(std::string_view name) const;
    [[nodiscard]] bool boolean(std::string_view name) const;
    [[nodiscard]] bool has(
        std::string_view name, std::string_view part) const; ///< whether a list has this part
    [[nodiscard]] Duration millis(std::string_view name) const; ///< a property in milliseconds
    [[nodiscard]] bool isSet(std::string_view name) const { return m_set->contains(name); }

private:
    ConfigScope m_scope;
    KafkaVersion m_version;
    const ConfigMap* m_set; // not owned: the scenario outlives its configs
};

} // namespace brokerscope::scenario
