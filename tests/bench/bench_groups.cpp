#include "engine/scenario/cluster.h"
#include "engine/scenario/reader.h"
#include "engine/sim/kernel.h"

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdlib>
#include <string>

namespace {

using namespace brokerscope;

constexpr int kMembers = 200;
constexpr int kPartitions = 1000;
constexpr Duration kStep = milliseconds(10);
constexpr Timestamp kFormed(30'000'000);

/// Three brokers, a topic of a thousand partitions without records, and a group of 200 that read
/// it, all with Kafka's own settings.
scenario::Scenario largeGroup(const char* protocol, const char* assignor)
{
    std::string text = "brokerscope: 1\nid: large-group\nkafka: \"4.0\"\n"
                       "title: {en: \"A large group\", zh_CN: \"大组\"}\nseed: 1\n"
                       "cluster: {brokers: 3, config: {offsets.topic.num.partitions: 1}}\n"
                       "topics:\n  t: {partitions: "
        + std::to_string(kPartitions) + ", replication.factor: 1}\nconsumers:\n";
    for (int i = 1; i <= kMembers; ++i) {
        text += "  c" + std::to_string(i)
            + ": {group: g, subscribes: [t], config: {group.protocol: " + protocol
            + (*assignor == '\0' ? "" : ", partition.assignment.strategy: ") + assignor + "}}\n";
    }
    text += "script:\n  - {at: 1s, start: [c1";
    for (int i = 2; i <= kMembers; ++i) {
        text += ", c" + std::to_string(i);
    }
    text += "]}\n  - {at: 30s, close: c200}\n  - {at: 90s, end: true}\n";
    auto read = scenario::readScenario(text);
    if (!read) {
        std::abort();
    }
    return std::move(*read);
}

/// Whether the last that was told of the group since event `from` is that it is Stable.
bool isStable(const event::Recorder& recorder, std::size_t from)
{
    bool stable = false;
    for (std::size_t i = from; i < recorder.events().size(); ++i) {
        const auto* const changed
            = std::get_if<event::GroupStateChanged>(&recorder.events()[i].payload);
        stable = changed == nullptr ? stable : changed->state == event::GroupState::Stable;
    }
    return stable;
}

/// One member closes: from then to the moment at which everybody has its share of a Stable group,
/// in real time. The counters tell the virtual time and the events that it took.
void groupRebalances(benchmark::State& state, const char* protocol, const char* assignor)
{
    const scenario::Scenario scenario = largeGroup(protocol, assignor);
    double events = 0;
    double virtualSeconds = 0;
    for (auto _ : state) {
        scenario::Cluster cluster(scenario);
        sim::Kernel& kernel = cluster.kernel();
        cluster.start();
        kernel.runUntil(scenario.script[0].at);
        cluster.carryOut(0, scenario.script[0]);
        kernel.runUntil(kFormed);
        const std::size_t before = kernel.recorder().events().size();
        const auto began = std::chrono::steady_clock::now();
        cluster.carryOut(1, scenario.script[1]);
        Timestamp now = kFormed;
        while (!isStable(kernel.recorder(), before) && now < scenario.script[2].at) {
            now = now + kStep;
            kernel.runUntil(now);
        }
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
        state.SetIterationTime(took.count());
        events = static_cast<double>(kernel.recorder().events().size() - before);
        virtualSeconds = static_cast<double>((now - kFormed).micros()) / 1e6;
    }
    state.counters["events"] = events;
    state.counters["virtual_s"] = virtualSeconds;
}
BENCHMARK_CAPTURE(groupRebalances, range, "classic", "range")
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(groupRebalances, cooperative, "classic", "cooperative-sticky")
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(groupRebalances, kip848, "consumer", "")
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond);

} // namespace
