#pragma once

#include "engine/event/network_events.h"

#include <QString>

namespace brokerscope::views {

/// What a Fetch says of its session (KIP-227), as a clause: "incremental, session 7 at epoch 3, 1
/// partition named, 2 forgotten". Empty for messages without session.
[[nodiscard]] QString fetchSessionText(const event::MessageSent& message);

} // namespace brokerscope::views
