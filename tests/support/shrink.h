#pragma once

#include "engine/scenario/scenario.h"

#include <functional>
#include <string>

namespace brokerscope::testing {

/// A scenario that still does what `shows` says of this one, with commands, records and properties
/// of producers left out that it does not take. `shows` runs it, and is true of `scenario`.
[[nodiscard]] scenario::Scenario shrunk(
    scenario::Scenario scenario, const std::function<bool(const scenario::Scenario&)>& shows);

/// The seed, the producers and the script as lines that a person can read, and as a scenario file
/// has them.
[[nodiscard]] std::string scheduleText(const scenario::Scenario& scenario);

} // namespace brokerscope::testing
