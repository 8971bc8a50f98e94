#pragma once

#include "engine/scenario/producer_rules.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What Kafka's ConsumerConfig and the classes around it make of properties and of their texts.
namespace brokerscope::scenario {

[[nodiscard]] std::vector<ConfigConflict> consumerConflicts(
    KafkaVersion version, const ConfigMap& set);

/// The classes that partition.assignment.strategy may name here, with commas between.
inline constexpr std::string_view kAssignorClasses
    = "org.apache.kafka.clients.consumer.RangeAssignor,"
      "org.apache.kafka.clients.consumer.RoundRobinAssignor,"
      "org.apache.kafka.clients.consumer.StickyAssignor,"
      "org.apache.kafka.clients.consumer.CooperativeStickyAssignor";

/// The class that a scenario means by an assignor's name such as "range"; the text itself when it
/// is none.
[[nodiscard]] std::string_view assignorClass(std::string_view text);
/// The names ("range", "cooperative-sticky") of a list of such classes.
[[nodiscard]] std::vector<std::string> assignorNames(std::string_view classes);

/// "uniform" and "range" for the entries of a valid group.consumer.assignors.
[[nodiscard]] std::vector<std::string> serverAssignorNames(std::string_view list);

/// The duration of "by_duration:PT1H" (ISO 8601, not negative); nullopt when it is none.
[[nodiscard]] std::optional<Duration> resetDuration(std::string_view autoOffsetReset);

} // namespace brokerscope::scenario
