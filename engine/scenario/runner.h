#pragma once

#include "engine/event/recorder.h"
#include "engine/history/history.h"
#include "engine/scenario/scenario.h"
#include "engine/sim/file_set.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace brokerscope::scenario {

/// Called now and then while a run goes on (every few thousand events). Returning false cancels the
/// run.
using Progress = std::function<bool(const event::Recorder& recorder, Timestamp now)>;

/// What lies on a broker's disk when a run is over, the page cache included.
struct BrokerDisk {
    std::string broker; ///< its name
    std::int32_t nodeId = 0; ///< Kafka's node.id
    sim::FileSet files;
};

/// Runs a scenario in virtual time. The same scenario gives the same History, byte for byte. A
/// cancelled run gives the History up to where it was stopped. The scenario must be one that
/// readScenario accepted. `disks`, if there is one, gets the disks of all brokers at the end.
[[nodiscard]] std::shared_ptr<const history::History> run(const Scenario& scenario,
    const Progress& progress = {}, std::vector<BrokerDisk>* disks = nullptr);

} // namespace brokerscope::scenario
