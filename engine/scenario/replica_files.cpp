#include "engine/scenario/replica_files.h"

#include "engine/scenario/cluster.h"

namespace brokerscope::scenario {

namespace {

/// Runs on to `until`, or to the number of events; whether that was reached.
bool runUntil(sim::Kernel& kernel, Timestamp until, std::size_t events)
{
    while (kernel.recorder().events().size() < events) {
        if (!kernel.step(until)) {
            kernel.runUntil(until); // the clock stands at the command that comes now
            return false;
        }
    }
    return true;
}

} // namespace

sim::FileSet brokerFiles(const Scenario& scenario, NodeId broker, std::size_t events)
{
    Cluster cluster(scenario);
    sim::Kernel& kernel = cluster.kernel();
    cluster.start();
    for (const std::uint32_t index : inOrderOfTime(scenario.script)) {
        const Command& command = scenario.script[index];
        const bool isReached = runUntil(kernel, command.at, events);
        if (isReached || std::holds_alternative<EndCommand>(command.action)) {
            break;
        }
        cluster.carryOut(index, command);
    }
    return kernel.disk(broker).snapshot("", kernel.now());
}

} // namespace brokerscope::scenario
