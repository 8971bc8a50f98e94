#pragma once

#include "engine/assignor/subscription.h"

#include <cstdint>

namespace brokerscope::assignor {

/// How good an assignment is.
struct Measure {
    std::uint32_t most = 0; ///< partitions of one member
    std::uint32_t fewest = 0;
    std::uint32_t kept = 0; ///< partitions that had an owner in the group and still have it
    std::uint32_t moved = 0; ///< that had one, and now have another or, for now, none
    std::uint32_t unassigned = 0; ///< that nobody has although somebody subscribes to their topic

    [[nodiscard]] std::uint32_t balance() const { return most - fewest; }

    bool operator==(const Measure&) const = default;
};

/// An owner is who owned the partition in the latest generation that anybody claims it in; if
/// several did in that one, any of them. Partitions that do not exist do not count as kept or
/// moved.
[[nodiscard]] Measure measure(const GroupSubscription& subscription, const Assignment& assignment);

} // namespace brokerscope::assignor
