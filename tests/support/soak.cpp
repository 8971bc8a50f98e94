#include "tests/support/soak.h"

#include <fmt/format.h>

#include <variant>

namespace brokerscope::testing {

namespace {

/// What moving a leader takes at most.
constexpr Duration kMove = milliseconds(300);

/// What is wrong up to `until`, or nullopt.
std::optional<std::string> runChecked(
    scenario::Cluster& cluster, ClusterChecker& checker, Timestamp until)
{
    while (cluster.kernel().step(until)) {
        if (auto wrong = checker.check()) {
            return wrong;
        }
    }
    cluster.kernel().runUntil(until);
    return checker.check();
}

std::optional<std::string> runScript(
    const scenario::Scenario& scenario, scenario::Cluster& cluster, ClusterChecker& checker)
{
    cluster.start();
    for (const std::uint32_t index : scenario::inOrderOfTime(scenario.script)) {
        const scenario::Command& command = scenario.script[index];
        if (auto wrong = runChecked(cluster, checker, command.at)) {
            return wrong;
        }
        if (std::holds_alternative<scenario::EndCommand>(command.action)) {
            break;
        }
        cluster.carryOut(index, command);
    }
    if (!checker.checkSettled()) {
        return std::nullopt;
    }
    // The end may have come while leaders were being moved to balance them.
    if (auto wrong = runChecked(cluster, checker, cluster.kernel().now() + kMove)) {
        return wrong;
    }
    return checker.checkSettled();
}

} // namespace

Watched watch(const scenario::Scenario& scenario, const Watching& watching)
{
    scenario::Cluster cluster(scenario, watching.mistakes);
    ClusterChecker checker(cluster, watching.expectations);
    Watched watched;
    watched.violation = runScript(scenario, cluster, checker);
    if (watched.violation) {
        watched.violation
            = fmt::format("at {} µs: {}", cluster.kernel().now().micros(), *watched.violation);
    }
    watched.acked = checker.acked();
    watched.lost = checker.lost();
    event::Recorder& recorder = cluster.kernel().recorder();
    watched.events = recorder.events().size();
    if (watching.keepsHistory) {
        watched.history = std::make_shared<history::History>(cluster.roster(),
            recorder.takeEvents(), recorder.takeStrings(), cluster.kernel().now());
    }
    return watched;
}

SoakRun soakRun(std::uint64_t seed)
{
    SoakRun run;
    run.faults.acksAll = seed % 5 != 2;
    run.faults.smallSegments = seed % 5 == 4;
    run.faults.powerLoss = seed % 5 == 3 || seed % 10 == 4;
    run.faults.faults = 8 + static_cast<int>(seed % 13);
    run.expectations.keepsLogs = !run.faults.powerLoss;
    run.expectations.keepsAcked
        = run.faults.acksAll && !run.faults.powerLoss && !run.faults.smallSegments;
    return run;
}

Watched soak(std::uint64_t seed)
{
    const SoakRun run = soakRun(seed);
    return watch(randomFaults(seed, run.faults), {run.expectations, {}, false});
}

} // namespace brokerscope::testing
