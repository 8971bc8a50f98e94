#pragma once

#include "engine/scenario/config.h"
#include "views/inspector/inspector_page.h"

namespace brokerscope::views {

/// A row for each property that was set, with Kafka's default where it is known.
[[nodiscard]] QList<InspectorRow> configRows(
    const scenario::ConfigMap& set, scenario::ConfigScope scope, scenario::KafkaVersion version);

/// Adds the configuration of a topic, a node or (for brokers and the controller) the cluster to a
/// page. Does nothing when the run's scenario is not at hand or sets nothing.
void addTopicConfig(InspectorPage& page, const Scene& scene, PartitionId partition);
void addNodeConfig(InspectorPage& page, const Scene& scene, NodeId node);

} // namespace brokerscope::views
