#pragma once

#include "engine/history/cluster_state.h"

#include <cstddef>

namespace brokerscope::history {

/// Bytes that a state holds, what it allocated included.
[[nodiscard]] std::size_t footprint(const ClusterState& state);

} // namespace brokerscope::history
