#pragma once

#include "engine/assignor/group.h"

namespace brokerscope::assignor {

/// Kafka: org.apache.kafka.clients.consumer.RoundRobinAssignor. All partitions by topic and number
/// are dealt around the circle of members in the order of Group::staticFirst, past those that do
/// not subscribe.
[[nodiscard]] Lists assignRoundRobin(const Group& group, Notes& notes);

} // namespace brokerscope::assignor
