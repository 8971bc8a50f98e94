#include "tests/support/soak.h"

#include "tests/support/group_checker.h"
#include "tests/support/producer_checker.h"
#include "tests/support/shrink.h"

#include "engine/scenario/typed_configs.h"

#include <fmt/format.h>

#include <array>
#include <variant>

namespace brokerscope::testing {

namespace {

/// What moving a leader takes at most.
constexpr Duration kMove = milliseconds(300);

/// Everything that looks into a run.
struct Checks {
    Checks(scenario::Cluster& run, const scenario::Scenario& scenario, const Watching& watching)
        : kernel(run.kernel())
        , cluster(run, expectationsOf(run, scenario, watching))
        , producers(run, scenario)
        , logs(run, producers, watching.ordered)
        , groups(run.roster(), watching.groups)
    {
    }

    static Expectations expectationsOf(
        scenario::Cluster& run, const scenario::Scenario& scenario, const Watching& watching)
    {
        Expectations expectations = watching.expectations;
        for (const scenario::ProducerSpec& producer : scenario.producers) {
            if (scenario::producerConfigOf(producer, scenario.kafka).acks != -1) {
                expectations.mayLose.insert(*run.roster().node(producer.name));
            }
        }
        return expectations;
    }

    std::optional<std::string> check()
    {
        const auto& events = kernel.recorder().events();
        for (; seen < events.size(); ++seen) {
            auto wrong = producers.check(events[seen]);
            wrong = wrong ? wrong : logs.check(events[seen]);
            wrong = wrong ? wrong : groups.check(events[seen]);
            if (wrong) {
                return wrong;
            }
        }
        auto wrong = producers.checkStep();
        wrong = wrong ? wrong : logs.checkStep();
        return wrong ? wrong : cluster.check();
    }

    sim::Kernel& kernel;
    ClusterChecker cluster;
    ProducerChecker producers;
    ProducedLogChecker logs;
    GroupChecker groups;
    std::size_t seen = 0;
};

/// What is wrong up to `until`, or nullopt.
std::optional<std::string> runChecked(scenario::Cluster& cluster, Checks& checks, Timestamp until)
{
    while (cluster.kernel().step(until)) {
        if (auto wrong = checks.check()) {
            return wrong;
        }
    }
    cluster.kernel().runUntil(until);
    return checks.check();
}

std::optional<std::string> runScript(
    const scenario::Scenario& scenario, scenario::Cluster& cluster, Checks& checks)
{
    cluster.start();
    for (const std::uint32_t index : scenario::inOrderOfTime(scenario.script)) {
        const scenario::Command& command = scenario.script[index];
        if (auto wrong = runChecked(cluster, checks, command.at)) {
            return wrong;
        }
        if (std::holds_alternative<scenario::EndCommand>(command.action)) {
            break;
        }
        cluster.carryOut(index, command);
    }
    if (!checks.cluster.checkSettled()) {
        return std::nullopt;
    }
    // The end may have come while leaders were being moved to balance them.
    if (auto wrong = runChecked(cluster, checks, cluster.kernel().now() + kMove)) {
        return wrong;
    }
    return checks.cluster.checkSettled();
}

/// What was wrong without the numbers in it.
std::string kindOf(const Watched& watched)
{
    std::string kind = watched.violation.value_or("");
    std::erase_if(kind, [](char c) { return c >= '0' && c <= '9'; });
    return kind;
}

} // namespace

Watched watch(const scenario::Scenario& scenario, const Watching& watching)
{
    scenario::Cluster cluster(scenario, watching.mistakes);
    Checks checks(cluster, scenario, watching);
    Watched watched;
    watched.violation = runScript(scenario, cluster, checks);
    if (watched.violation) {
        watched.violation
            = fmt::format("at {} µs: {}", cluster.kernel().now().micros(), *watched.violation);
    }
    watched.acked = checks.cluster.acked();
    watched.lost = checks.cluster.lost();
    watched.forgotten = checks.logs.forgotten();
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
    run.faults.faults = seed % 4 == 0 ? 0 : 8 + static_cast<int>(seed % 13);
    run.faults.messageFaults = seed % 4 == 1 ? 0 : 4 + static_cast<int>(seed % 17);
    run.faults.producers = seed % 3 == 0 ? ProducerKinds::Plain : ProducerKinds::Any;
    if (seed % 3 == 1) {
        constexpr std::array kGroups{
            GroupKind::Eager, GroupKind::Cooperative, GroupKind::ConsumerProtocol};
        run.faults.group = kGroups[seed / 3 % kGroups.size()];
        run.groups.keepsWhatStays = run.faults.group != GroupKind::Eager;
        run.groups.commitsWhatIsProcessed = !run.faults.powerLoss; // which takes commits as well
    }
    run.expectations.keepsLogs = !run.faults.powerLoss;
    run.expectations.keepsAcked
        = run.faults.acksAll && !run.faults.powerLoss && !run.faults.smallSegments;
    return run;
}

Watched soak(std::uint64_t seed)
{
    const SoakRun run = soakRun(seed);
    return watch(
        randomFaults(seed, run.faults), {.expectations = run.expectations, .groups = run.groups});
}

std::string shrunkSchedule(std::uint64_t seed)
{
    const SoakRun run = soakRun(seed);
    const Watching watching{.expectations = run.expectations, .groups = run.groups};
    const scenario::Scenario scenario = randomFaults(seed, run.faults);
    const std::string kind = kindOf(watch(scenario, watching));
    return scheduleText(shrunk(scenario,
        [&](const scenario::Scenario& each) { return kindOf(watch(each, watching)) == kind; }));
}

} // namespace brokerscope::testing
