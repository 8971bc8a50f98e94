#pragma once

#include "engine/history/history.h"
#include "views/text/anomaly_text.h"
#include "views/text/command_text.h"
#include "views/text/error_text.h"
#include "views/text/names.h"
#include "views/text/session_text.h"
#include "views/text/time_text.h"

#include <QString>

namespace brokerscope::views {

/// One clear sentence, without a full stop, for an event of any kind, in the language of the app:
/// "b1 appended orders-0 7–9 (epoch 5) from p1's batch 3".
[[nodiscard]] QString sentence(const history::History& history, EventId event);

/// The sentence of an event within a chain of causes, where the link to the step before it explains
/// more than the event alone: "no heartbeat from b1 for 9 s: the controller fenced it". `previous`
/// is kNoEvent at the chain's start.
[[nodiscard]] QString whySentence(const history::History& history, EventId event, EventId previous);

} // namespace brokerscope::views
