#pragma once

#include "app/offers.h"

namespace brokerscope::app {

/// What an admin can ask for about a partition at the scene's playhead: an election of the
/// preferred leader or an unclean one, a replica moved, added or taken away, one more partition for
/// the topic. Empty for a partition that is not in the run.
[[nodiscard]] std::vector<OfferGroup> partitionCommands(
    const views::Scene& scene, PartitionId partition);

} // namespace brokerscope::app
