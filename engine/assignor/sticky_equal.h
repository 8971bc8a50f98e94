#pragma once

#include "engine/assignor/claims.h"
#include "engine/assignor/failure.h"
#include "engine/assignor/group.h"

#include <tl/expected.hpp>

#include <utility>

namespace brokerscope::assignor {

struct StickyResult {
    Lists lists;
    /// Partitions that go to a member while another one still has them.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> changingHands;
};

/// All members subscribe to the same topics (Kafka: ConstrainedAssignmentBuilder). Everybody has a
/// quota, and keeps what it owns up to it; the rest is dealt to those below theirs.
[[nodiscard]] tl::expected<StickyResult, Failure> assignStickyEqual(
    const Group& group, Claims claims, Notes& notes);

} // namespace brokerscope::assignor
