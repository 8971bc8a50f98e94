#pragma once

#include "app/offers.h"

namespace brokerscope::app {

/// What can be done to a broker, controller, producer or consumer at the scene's playhead: its
/// life, what a consumer's application may call, all of its links at once, each link, its disk, its
/// clock. Empty for anything else.
[[nodiscard]] std::vector<OfferGroup> nodeCommands(const views::Scene& scene, NodeId node);

} // namespace brokerscope::app
