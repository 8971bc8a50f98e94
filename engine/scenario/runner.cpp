#include "engine/scenario/runner.h"

#include "engine/scenario/cluster.h"

#include <vector>

namespace brokerscope::scenario {

namespace {

constexpr std::size_t kEventsBetweenReports = 4096;

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

std::vector<BrokerDisk> disksOf(Cluster& cluster)
{
    std::vector<BrokerDisk> disks;
    sim::Kernel& kernel = cluster.kernel();
    for (const NodeId broker : cluster.roster().nodesOf(event::NodeKind::Broker)) {
        disks.push_back({cluster.roster().nodes[broker.value()].name, broker.value(),
            kernel.disk(broker).snapshot("", kernel.now())});
    }
    return disks;
}

} // namespace

std::shared_ptr<const history::History> run(
    const Scenario& scenario, const Progress& progress, std::vector<BrokerDisk>* disks)
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
    if (disks != nullptr) {
        *disks = disksOf(cluster);
    }
    event::Recorder& recorder = kernel.recorder();
    return std::make_shared<history::History>(
        cluster.roster(), recorder.takeEvents(), recorder.takeStrings(), kernel.now());
}

} // namespace brokerscope::scenario
