#pragma once

#include "engine/scenario/scenario.h"

namespace brokerscope::scenario {

/// Whether everybody and everything that the command names is there and can do what it says. The
/// end fits nowhere: a scenario has its end already.
[[nodiscard]] bool fits(const Command& command, const Scenario& scenario);

/// Whether every partition that a command or a consumer names is there.
[[nodiscard]] bool isWhole(const Scenario& scenario);

} // namespace brokerscope::scenario
