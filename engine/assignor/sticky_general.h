#pragma once

#include "engine/assignor/claims.h"
#include "engine/assignor/sticky_equal.h"

namespace brokerscope::assignor {

/// Subscriptions differ (Kafka: GeneralAssignmentBuilder). What may stay stays, the rest goes to
/// the subscriber that has the fewest, and then partitions move while that makes the group more
/// even.
[[nodiscard]] StickyResult assignStickyGeneral(const Group& group, Claims claims, Notes& notes);

} // namespace brokerscope::assignor
