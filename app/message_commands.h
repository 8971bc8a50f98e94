#pragma once

#include "app/offers.h"

namespace brokerscope::app {

/// What can be done to a message on its way at the scene's playhead: drop it, delay it. The
/// commands name it by kind, sender, receiver and number since the run's start, so that the run
/// that is forked there strikes the same one. Empty when the event is no message that has been
/// sent.
[[nodiscard]] std::vector<OfferGroup> messageCommands(const views::Scene& scene, EventId message);

/// "Produce request from p1 to b1", for the head of a menu; empty when the event is no message.
[[nodiscard]] QString messageTitle(const views::Scene& scene, EventId message);

} // namespace brokerscope::app
