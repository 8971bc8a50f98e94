#pragma once

#include "engine/base/ids.h"
#include "engine/scenario/scenario.h"
#include "engine/sim/file_set.h"

#include <cstddef>

namespace brokerscope::scenario {

/// What lies on a broker's disk, the page cache included, at the moment when a run has recorded at
/// least `events` events; at the end of the run if it never records as many. It runs the scenario
/// up to there: a History has no files, but the same scenario gives the same ones again. The
/// scenario must be one that readScenario accepted.
[[nodiscard]] sim::FileSet brokerFiles(const Scenario& scenario, NodeId broker, std::size_t events);

} // namespace brokerscope::scenario
