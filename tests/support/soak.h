#pragma once

#include "tests/support/cluster_checker.h"
#include "tests/support/fault_schedule.h"
#include "tests/support/group_checker.h"
#include "tests/support/produced_log_checker.h"

#include "engine/broker/config.h"
#include "engine/history/history.h"
#include "engine/scenario/scenario.h"

#include <memory>
#include <optional>
#include <string>

namespace brokerscope::testing {

/// What became of a run that was watched.
struct Watched {
    /// What was wrong and when, and nullopt when nothing was. The run ends there.
    std::optional<std::string> violation;
    std::size_t acked = 0; ///< records
    std::size_t lost = 0; ///< of these; only for logs that keep everything, at the end of the run
    std::size_t forgotten = 0; ///< see ProducedLogChecker
    std::size_t events = 0;
    std::shared_ptr<const history::History> history; ///< nullptr unless it was asked for
};

/// How a run is watched.
struct Watching {
    Expectations expectations = {};
    broker::Rules mistakes = {}; ///< rules of replication that are switched off
    bool keepsHistory = false;
    OrderedProducers ordered = OrderedProducers::Idempotent;
    GroupExpectations groups = {};
};

/// Runs the scenario with a look at everything after each step, and at the end, when all faults are
/// healed.
[[nodiscard]] Watched watch(const scenario::Scenario& scenario, const Watching& watching);

/// The run of the soak that a seed stands for: among any few seeds in a row are acks=all and
/// acks=1, power losses, logs with retention and compaction, producers of any kind, faults of
/// single messages, such faults alone, and groups of every protocol.
struct SoakRun {
    FaultOptions faults;
    Expectations expectations;
    GroupExpectations groups;
};
[[nodiscard]] SoakRun soakRun(std::uint64_t seed);
[[nodiscard]] Watched soak(std::uint64_t seed);
/// The least that is wrong in the same way, whose seed shows a violation, as text.
[[nodiscard]] std::string shrunkSchedule(std::uint64_t seed);

} // namespace brokerscope::testing
