#pragma once

#include "engine/base/ids.h"
#include "engine/event/kinds.h"
#include "engine/sim/random.h"

#include <tl/expected.hpp>

#include <string>
#include <vector>

namespace brokerscope::broker {

/// A broker that replicas can be placed on.
struct UsableBroker {
    NodeId id;
    std::string rack; ///< empty: none, which is a rack of its own kind
    bool fenced = false;
};

/// The replicas of `partitions` new partitions, each in assignment order: spread over racks, one
/// rack and one broker later for each partition; fenced brokers only where others are not enough,
/// and never first (Kafka: StripedReplicaPlacer). INVALID_REPLICATION_FACTOR when there are not as
/// many brokers, or none is unfenced.
[[nodiscard]] tl::expected<std::vector<std::vector<NodeId>>, event::ErrorCode> placeReplicas(
    const std::vector<UsableBroker>& brokers, std::size_t partitions, std::size_t replicationFactor,
    sim::Random& random);

} // namespace brokerscope::broker
