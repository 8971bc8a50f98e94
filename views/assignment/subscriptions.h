#pragma once

#include "engine/assignor/mapping.h"
#include "engine/assignor/subscription.h"
#include "views/assignment/rebalances.h"
#include "views/run_view.h"

#include <vector>

namespace brokerscope::views {

/// What the assignor of a rebalance had to decide by: the members of Rebalance::after with their
/// subscriptions, and what they owned before. `ids` gets the partitions by topic and number.
/// A member's subscription is the scenario's; without a scenario it is the topics that the group
/// reads.
[[nodiscard]] assignor::GroupSubscription subscriptionOf(
    const RunView& run, const Rebalance& rebalance, std::vector<std::vector<PartitionId>>& ids);

/// The mapping of the application's own assignor, as the leader has it; empty without one.
[[nodiscard]] assignor::Mapping mappingOf(const RunView& run, const Rebalance& rebalance,
    const assignor::GroupSubscription& subscription);

} // namespace brokerscope::views
