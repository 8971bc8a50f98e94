#pragma once

#include "engine/scenario/reading.h"
#include "engine/scenario/scenario.h"

#include <optional>

/// __consumer_offsets, the topic that a scenario has when one of its consumers has a group.
namespace brokerscope::scenario {

[[nodiscard]] bool hasGroups(const Scenario& scenario);

/// The topic as the brokers' properties describe it (Kafka:
/// GroupCoordinator.groupMetadataTopicConfigs); nullopt without groups.
[[nodiscard]] std::optional<TopicSpec> offsetsTopicOf(const Scenario& scenario);

/// Reports it when the cluster cannot have that topic.
void checkOffsetsTopic(Reading& reading, const Place& root);

} // namespace brokerscope::scenario
