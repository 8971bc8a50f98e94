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

/// A scenario of three to five brokers with producers and consumers, in which nodes are stopped,
/// paused and cut from each other at random, and everything is healed before the end. Everything
/// follows from the seed.
[[nodiscard]] scenario::Scenario randomFaults(std::uint64_t seed, const FaultOptions& options);

} // namespace brokerscope::testing
