#pragma once

#include "engine/broker/consumer_group_state.h"
#include "engine/broker/group_world.h"

namespace brokerscope::broker {

/// How many partitions each topic that is subscribed to has by the broker's metadata; topics that
/// do not exist are left out (Kafka: ModernGroup.computeSubscriptionMetadata).
[[nodiscard]] std::map<std::string, std::int32_t> subscribedTopicSizes(
    const ConsumerGroupState& group, const GroupWorld& world);

/// Has the group's assignor work out a new target assignment for the present group epoch (Kafka:
/// TargetAssignmentBuilder). What members had as their target is what the assignor tries to leave
/// them.
void updateTarget(ConsumerGroupState& group, const GroupWorld& world);

} // namespace brokerscope::broker
