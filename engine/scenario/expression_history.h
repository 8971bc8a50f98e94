#pragma once

#include "engine/scenario/expression.h"

/// What expressions ask of the way to a moment rather than of its state.
namespace brokerscope::scenario {

/// How often the ISR has changed since the partition was created, by shrinks, growths and
/// elections.
[[nodiscard]] std::int64_t isrChanges(PartitionId partition, const Moment& moment);
/// The decisions about its leader after the first; one that found nobody eligible counts.
[[nodiscard]] std::int64_t elections(PartitionId partition, const Moment& moment);
/// Offsets that the broker has cut from its replica.
[[nodiscard]] std::int64_t truncated(NodeId broker, PartitionId partition, const Moment& moment);
/// How long, since it was created, it has had no leader, or one whose process was not running.
[[nodiscard]] Duration unavailable(PartitionId partition, const Moment& moment);

/// Records that poll() gave to consumers of the group.
[[nodiscard]] std::int64_t deliveredTo(std::string_view group, const Moment& moment);

} // namespace brokerscope::scenario
