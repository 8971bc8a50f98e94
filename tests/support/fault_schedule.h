#pragma once

#include "engine/scenario/scenario.h"

#include <cstdint>

namespace brokerscope::testing {

/// What a random schedule may do to the cluster.
struct FaultOptions {
    bool powerLoss = false; ///< stops may be power losses
    bool acksAll = true; ///< acks=all and min.insync.replicas=2; otherwise acks=1 and 1
    int faults = 12;
    /// Segments of a few batches, and retention, compaction or both at work.
    bool smallSegments = false;
};

/// A scenario of three to five brokers and one or three controllers, on machines of their own or
/// combined with brokers, with producers and a consumer. Nodes are stopped in every way, paused,
/// cut from each other, slowed, filled up and given wrong clocks at random; admins elect leaders,
/// move replicas and add partitions meanwhile. Everything is healed before the end, with time to
/// settle. No election is unclean. Everything follows from the seed.
[[nodiscard]] scenario::Scenario randomFaults(std::uint64_t seed, const FaultOptions& options);

} // namespace brokerscope::testing
