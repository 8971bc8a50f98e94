#pragma once

#include "views/stage/drawing.h"

namespace brokerscope::views {

/// Where a replica stands with the in-sync replicas of its partition, as the controllers have it.
enum class Membership : std::uint8_t {
    InSync,
    OutOfSync,
    Joining, ///< its leader has asked to add it
    Leaving, ///< its leader has asked to remove it
    Eligible, ///< outside of the ISR, but known to have everything committed (KIP-966)
};

/// Whether a reassignment is about to give or take the replica.
enum class Move : std::uint8_t { Stays, Adding, Removing };

[[nodiscard]] Membership membershipOf(const Drawing& drawing, PartitionId partition, NodeId broker);
[[nodiscard]] Move moveOf(const Drawing& drawing, PartitionId partition, NodeId broker);

/// One word for tests: "in-sync", "out-of-sync", "joining", "leaving", "eligible".
[[nodiscard]] QString membershipState(Membership membership);
/// The same for readers: "in the ISR", "out of ISR" …
[[nodiscard]] QString membershipText(Membership membership);
[[nodiscard]] QString moveText(Move move);

/// The outline around a replica that shows both.
void drawMembership(const Drawing& drawing, PartitionId partition, NodeId broker);

} // namespace brokerscope::views
