#include "engine/history/verdict.h"
#include "engine/scenario/reader.h"
#include "engine/scenario/runner.h"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>

namespace {

using namespace brokerscope;

scenario::Scenario lesson(const char* id)
{
    const auto text = scenario::readText(
        std::string(BROKERSCOPE_SOURCE_DIR "/resources/scenarios/") + id + ".yaml");
    auto read = text ? scenario::readScenario(*text) : tl::unexpected(scenario::Diagnostics{});
    if (!read) {
        std::abort(); // the bundled lessons are read by tests, too
    }
    return *read;
}

/// The lesson's cluster under its own load for a minute of virtual time: bytes, CRC and recording
/// included.
void engineEvents(benchmark::State& state)
{
    scenario::Scenario scenario = lesson("a3-acks-1-loss");
    scenario.producers[0].sends.count.reset();
    scenario.script = {{Timestamp(300'000), scenario::StartCommand{{"p1", "c1"}}},
        {Timestamp(60'000'000), scenario::EndCommand{}}};
    std::size_t events = 0;
    for (auto _ : state) {
        events += scenario::run(scenario)->size();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(events));
}
BENCHMARK(engineEvents)->Unit(benchmark::kMillisecond);

/// What dragging a command costs each frame: the run, the fold to its end and the judgement.
void lessonRunFoldJudge(benchmark::State& state)
{
    const scenario::Scenario scenario = lesson("a3-acks-1-loss");
    for (auto _ : state) {
        const auto history = scenario::run(scenario);
        const history::ClusterState end = history->stateAfter(history->size());
        const history::Verdict verdict = history::judge(*history);
        benchmark::DoNotOptimize(end.messages.size() + verdict.anomalies.size());
    }
}
BENCHMARK(lessonRunFoldJudge)->Unit(benchmark::kMillisecond);

/// The lesson's cluster with a hundred times the load.
void engineEventsUnderLoad(benchmark::State& state)
{
    scenario::Scenario scenario = lesson("a3-acks-1-loss");
    scenario.producers[0].sends.count.reset();
    scenario.producers[0].sends.ratePerSecond = 20'000;
    scenario.producers[0].config.erase("max.in.flight.requests.per.connection");
    scenario.script = {{Timestamp(300'000), scenario::StartCommand{{"p1", "c1"}}},
        {Timestamp(5'000'000), scenario::EndCommand{}}};
    std::size_t events = 0;
    for (auto _ : state) {
        events += scenario::run(scenario)->size();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(events));
}
BENCHMARK(engineEventsUnderLoad)->Unit(benchmark::kMillisecond);

/// Fifty brokers with a thousand partitions of three replicas each, under the load of
/// engineEvents() on every twentieth partition.
void engineEventsOfFiftyBrokers(benchmark::State& state)
{
    scenario::Scenario scenario = lesson("a3-acks-1-loss");
    scenario.cluster.brokers = 50;
    scenario::TopicSpec& topic = scenario.topics[0];
    topic.partitions = 1000;
    topic.replicationFactor = 3;
    topic.assignment.clear();
    scenario.producers[0].sends.count.reset();
    scenario.script = {{Timestamp(300'000), scenario::StartCommand{{"p1", "c1"}}},
        {Timestamp(5'000'000), scenario::EndCommand{}}};
    std::size_t events = 0;
    for (auto _ : state) {
        events += scenario::run(scenario)->size();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(events));
}
BENCHMARK(engineEventsOfFiftyBrokers)->Unit(benchmark::kMillisecond);

/// A million records of 100 bytes through the whole engine to three replicas with acks=all: the
/// producer of a million records at 200,000 a second, six partitions on three brokers, no consumer.
/// Its items are records.
void producerRecordsToThreeReplicas(benchmark::State& state)
{
    constexpr std::uint32_t kRecords = 1'000'000;
    scenario::Scenario scenario = lesson("a3-acks-1-loss");
    scenario.contrast.clear();
    scenario::TopicSpec& topic = scenario.topics[0];
    topic.partitions = 6;
    topic.replicationFactor = 3;
    topic.assignment.clear();
    topic.config = {{"min.insync.replicas", "2"}};
    scenario.consumers.clear();
    scenario::ProducerSpec& producer = scenario.producers[0];
    producer.config = {{"acks", "all"}, {"linger.ms", "5"}, {"batch.size", "65536"},
        {"compression.type", state.range(0) == 0 ? "none" : "lz4"}};
    producer.sends = {};
    producer.sends.topic = topic.name;
    producer.sends.ratePerSecond = 200'000;
    producer.sends.size = 100;
    producer.sends.count = kRecords;
    scenario.script = {{Timestamp(300'000), scenario::StartCommand{{producer.name}}},
        {Timestamp(9'000'000), scenario::EndCommand{}}};
    std::uint32_t acked = 0;
    for (auto _ : state) {
        const auto history = scenario::run(scenario);
        state.PauseTiming();
        acked = history->stateAfter(history->size()).producers[0].acked;
        state.ResumeTiming();
    }
    if (acked != kRecords) {
        state.SkipWithError("not every record was acknowledged");
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * kRecords);
}
BENCHMARK(producerRecordsToThreeReplicas)
    ->ArgName("compressed")
    ->Arg(0)
    ->Arg(1)
    ->Unit(benchmark::kMillisecond);

} // namespace
