#pragma once

#include "engine/event/recorder.h"
#include "engine/history/history.h"
#include "engine/scenario/scenario.h"

#include <functional>
#include <memory>

namespace brokerscope::scenario {

/// Called now and then while a run goes on (every few thousand events). Returning false cancels the
/// run.
using Progress = std::function<bool(const event::Recorder& recorder, Timestamp now)>;

/// Runs a scenario in virtual time. The same scenario gives the same History, byte for byte. A
/// cancelled run gives the History up to where it was stopped. The scenario must be one that
/// readScenario accepted.
[[nodiscard]] std::shared_ptr<const history::History> run(
    const Scenario& scenario, const Progress& progress = {});

} // namespace brokerscope::scenario
