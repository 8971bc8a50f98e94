#pragma once

#include "engine/history/outcome.h"
#include "engine/scenario/scenario.h"

#include <functional>
#include <optional>

namespace brokerscope::scenario {

/// Asked now and then while a trial runs; false gives it up.
using GoesOn = std::function<bool()>;

/// Runs a scenario, judges the run and keeps what it came to; its History is gone afterwards.
/// nullopt when the trial was given up. Any thread.
[[nodiscard]] std::optional<history::Consequences> tryOut(
    const Scenario& scenario, const history::Service& calm, const GoesOn& goesOn = {});

} // namespace brokerscope::scenario
