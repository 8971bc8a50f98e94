#pragma once

#include "engine/assignor/group.h"

#include <cstdint>
#include <vector>

namespace brokerscope::assignor {

/// What the members of a sticky assignor may keep of what they say they own (Kafka:
/// AbstractStickyAssignor.allSubscriptionsEqual). Of two that claim a partition the later
/// generation has it; of the same generation neither.
struct Claims {
    Lists owned; ///< by member
    std::vector<bool> isDisputed; ///< by partition
    std::int32_t newestGeneration = -1;
    /// Whether Kafka takes all subscriptions for equal: topics that do not exist count, too, and a
    /// member without topics at the beginning does not.
    bool areSubscriptionsEqual = true;
};

/// The member's generation, -1 when it has none.
[[nodiscard]] std::int32_t generationOf(const Member& member);

/// `byTopic`: the members told topic by topic what they own, as in the user data of StickyAssignor.
[[nodiscard]] Claims settleClaims(const Group& group, bool byTopic, Notes& notes);

} // namespace brokerscope::assignor
