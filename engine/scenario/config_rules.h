#pragma once

#include "engine/scenario/producer_rules.h"

#include <optional>
#include <vector>

/// What Kafka checks when it has read all properties of a broker (KafkaConfig.validateValues), a
/// topic (LogConfig.validateValues) or a producer, and what the engine needs beyond that.
namespace brokerscope::scenario {

[[nodiscard]] std::vector<ConfigConflict> brokerConflicts(
    KafkaVersion version, const ConfigMap& set);
[[nodiscard]] std::vector<ConfigConflict> topicConflicts(
    KafkaVersion version, const ConfigMap& set);

/// Those of the scope; a consumer has none.
[[nodiscard]] std::vector<ConfigConflict> conflictsOf(
    ConfigScope scope, KafkaVersion version, const ConfigMap& set);

/// The least value that the engine can run with, where Kafka has no lower limit of its own.
[[nodiscard]] std::optional<std::int64_t> engineMinimum(const ConfigDef& def);

} // namespace brokerscope::scenario
