#pragma once

#include "engine/base/ids.h"
#include "engine/sim/storage.h"

#include <tl/expected.hpp>

#include <string_view>

namespace brokerscope::broker {

inline constexpr std::string_view kMetadataDirectory = "__cluster_metadata-0";
inline constexpr std::string_view kQuorumStateFile = "__cluster_metadata-0/quorum-state";

/// What a voter must never forget (Kafka: ElectionState): its epoch, and in that epoch the leader
/// or whom it voted for. A leader that is known makes the vote superfluous.
struct ElectionState {
    LeaderEpoch epoch{0};
    NodeId leader = kNoNode;
    NodeId votedFor = kNoNode;
    bool operator==(const ElectionState&) const = default;
};

/// The file quorum-state (Kafka: FileQuorumStateStore). A voter without one has never taken part.
[[nodiscard]] tl::expected<ElectionState, sim::IoError> readElectionState(sim::FileReader& files);
/// Durable when it returns.
tl::expected<void, sim::IoError> writeElectionState(
    sim::Storage& storage, const ElectionState& state);

} // namespace brokerscope::broker
