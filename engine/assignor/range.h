#pragma once

#include "engine/assignor/group.h"

namespace brokerscope::assignor {

/// Kafka: org.apache.kafka.clients.consumer.RangeAssignor. Topic by topic, its subscribers in the
/// order of Group::staticFirst get consecutive partitions, the first ones one more. Where members
/// and replicas tell their racks, what matches goes first (KIP-881), with the same partition
/// numbers for topics of equal size and subscribers.
[[nodiscard]] Lists assignRange(const Group& group, Notes& notes);

/// Kafka: org.apache.kafka.coordinator.group.assignor.RangeAssignor. The same without racks.
[[nodiscard]] Lists assignServerRange(const Group& group, Notes& notes);

} // namespace brokerscope::assignor
