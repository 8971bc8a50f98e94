#pragma once

#include "engine/scenario/scenario.h"

#include <cstdint>

namespace brokerscope::testing {

/// What the two producers of a random schedule are like.
enum class ProducerKinds : std::uint8_t {
    Plain, ///< acks as FaultOptions say, five in flight, idempotent or not
    /// Anything that Kafka takes: acks of 0, 1 and all, idempotent or not, one to seven in flight,
    /// codecs, linger.ms, small batches, little buffer.memory, few retries, any partitioner.
    Any,
};

/// The group of a random schedule. Its members commit after processing.
enum class GroupKind : std::uint8_t {
    None,
    Eager,
    Cooperative,
    ConsumerProtocol, ///< KIP-848
};

/// What a random schedule may do to the cluster.
struct FaultOptions {
    bool powerLoss = false; ///< stops may be power losses
    bool acksAll = true; ///< acks=all and min.insync.replicas=2; otherwise acks=1 and 1
    int faults = 12;
    /// Segments of a few batches, and retention, compaction or both at work.
    bool smallSegments = false;
    /// Single messages dropped, delayed and answered with an error, slow brokers, and producers
    /// that stand still, flush and close.
    int messageFaults = 0;
    ProducerKinds producers = ProducerKinds::Plain;
    /// A group of three reads as well, and its members come, go, die and are cut off.
    GroupKind group = GroupKind::None;
};

/// A scenario of three to five brokers and one or three controllers, on machines of their own or
/// combined with brokers, with producers and a consumer. Nodes are stopped in every way, paused,
/// cut from each other, slowed, filled up and given wrong clocks at random; admins elect leaders,
/// move replicas and add partitions meanwhile. Everything is healed before the end, with time to
/// settle. No election is unclean. Everything follows from the seed; the cluster and what happens
/// to its nodes do not depend on the message faults and the kinds of producers.
[[nodiscard]] scenario::Scenario randomFaults(std::uint64_t seed, const FaultOptions& options);

} // namespace brokerscope::testing
