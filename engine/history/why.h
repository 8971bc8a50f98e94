#pragma once

#include "engine/history/history.h"
#include "engine/history/verdict.h"

#include <vector>

namespace brokerscope::history {

/// The chain of causes of an event, oldest first, ending with the event itself: back to a script
/// command or to the start of a node. Where a thing happened because something else did *not*
/// happen (a broker is fenced because no heartbeat came; a request timed out), the chain goes on at
/// the stop, pause or cut that explains the silence. A deletion goes on at the roll that closed the
/// segment, a reset of a position that had been deleted at the move of the log start; the topic's
/// settings behind such steps stand among them. Steps that only carry a message on (its
/// sending and taking in) are left out unless `everyStep`.
[[nodiscard]] std::vector<EventId> causesOf(
    const History& history, EventId event, bool everyStep = false);

/// The story of an anomaly in a few events, oldest first: its evidence joined with the script
/// commands behind it.
[[nodiscard]] std::vector<EventId> storyOf(
    const History& history, const Verdict& verdict, const Anomaly& anomaly);

} // namespace brokerscope::history
