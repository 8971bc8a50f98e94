#pragma once

#include "engine/history/cluster_state.h"

namespace brokerscope::views {

/// How many readable offsets a consumer still has before it: the leader's high watermark less the
/// position, as Kafka counts it: offsets that were compacted away or deleted count as well. Without
/// a leader the last one known is not lag but silence, so it is 0; without a position the whole log
/// counts.
[[nodiscard]] inline OffsetDelta lagOf(
    const history::ClusterState& state, const history::ConsumerPartition& consumed)
{
    const NodeId leader = state.partition(consumed.partition).leader;
    const history::ReplicaState* replica
        = leader == kNoNode ? nullptr : state.replica(leader, consumed.partition);
    if (replica == nullptr) {
        return {};
    }
    const Offset position = consumed.position == kNoOffset ? replica->logStart : consumed.position;
    return replica->highWatermark > position ? replica->highWatermark - position : OffsetDelta();
}

} // namespace brokerscope::views
