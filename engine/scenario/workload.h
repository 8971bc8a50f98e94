#pragma once

#include "engine/client/config.h"
#include "engine/scenario/scenario.h"

namespace brokerscope::scenario {

/// What a producer's application is to send, as the client knows it; without the partitions of the
/// topic.
[[nodiscard]] client::Workload workloadOf(const SendSpec& sends);

/// How many records that is, about, in a run of this length.
[[nodiscard]] double recordsIn(const SendSpec& sends, Duration run);

} // namespace brokerscope::scenario
