#include "engine/scenario/runner.h"

#include "engine/scenario/cluster.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace brokerscope::scenario {

namespace {

constexpr std::size_t kEventsBetweenReports = 4096;

/// The script's commands in the order in which they are carried out: by time, equal times as in the
/// file.
std::vector<std::uint32_t> inOrderOfTime(const std::vector<Command>& script)
{
    std::vector<std::uint32_t> order(script.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
        [&](std::uint32_t a, std::uint32_t b) { return script[a].at < script[b].at; });
    return order;
}

/// Runs up to `until`, reporting now and then; false when the run is to be cancelled.
bool runUntil(
    sim::Kernel& kernel, Timestamp until, const Progress& progress, std::size_t& nextReport)
{
    while (kernel.step(until)) {
        if (progress && kernel.recorder().events().size() >= nextReport) {
            nextReport = kernel.recorder().events().size() + kEventsBetweenReports;
            if (!progress(kernel.recorder(), kernel.now())) {
                return false;
            }
        }
    }
    kernel.runUntil(until);
    return true;
}

} // namespace

std::shared_ptr<const history::History> run(const Scenario& scenario, const Progress& progress)
{
    Cluster cluster(scenario);
    sim::Kernel& kernel = cluster.kernel();
    cluster.start();
    std::size_t nextReport = kEventsBetweenReports;
    bool goesOn = true;
    for (const std::uint32_t index : inOrderOfTime(scenario.script)) {
        const Command& command = scenario.script[index];
        goesOn = runUntil(kernel, command.at, progress, nextReport);
        if (!goesOn || std::holds_alternative<EndCommand>(command.action)) {
            break;
        }
        cluster.carryOut(index, command);
    }
    if (goesOn && progress) {
        progress(kernel.recorder(), kernel.now());
    }
    event::Recorder& recorder = kernel.recorder();
    return std::make_shared<history::History>(
        cluster.roster(), recorder.takeEvents(), recorder.takeStrings(), kernel.now());
}

} // namespace brokerscope::scenario
