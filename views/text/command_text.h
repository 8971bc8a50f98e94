#pragma once

#include "engine/scenario/scenario.h"

#include <QString>

namespace brokerscope::views {

/// A command of the script as a person would give it: "stop b1 (power loss)", "start p1 and c1".
[[nodiscard]] QString commandText(const scenario::Command& command);

/// The same for a pill on the timeline, a few characters: "⚡ stop b1", "p1, c1 start".
[[nodiscard]] QString commandPill(const scenario::Command& command);

} // namespace brokerscope::views
