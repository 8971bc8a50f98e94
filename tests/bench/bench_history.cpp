#include "engine/history/canonical.h"
#include "engine/history/history.h"
#include "engine/history/session_file.h"
#include "engine/history/verdict.h"
#include "tests/support/random_history.h"

#include <benchmark/benchmark.h>

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <vector>

// What the README promises about recorded runs, measured on made-up ones: a million events of three
// brokers with six partitions, and of a lesson's length.

namespace {

using namespace brokerscope;
using namespace brokerscope::history;

constexpr std::size_t kMillion = 1'000'000;
constexpr std::size_t kLesson = 15'000;

test::RandomHistory madeRun(std::size_t events)
{
    test::RandomHistory run(42, {.faultsPerThousand = 0});
    run.makeEvents(events);
    return run;
}

/// Made once, as it takes a while.
const History& million()
{
    static const std::shared_ptr<const History> kHistory = madeRun(kMillion).take();
    return *kHistory;
}

/// A file that goes when this does.
struct ScratchFile {
    std::filesystem::path path = std::filesystem::temp_directory_path()
        / ("brokerscope-bench-" + std::to_string(::getpid()) + ".brokerscope");
    ~ScratchFile()
    {
        for (const char* const suffix : {"", "-wal", "-shm"}) {
            std::error_code ignored;
            std::filesystem::remove(path.string() + suffix, ignored);
        }
    }
};

[[noreturn]] void giveUp(const SessionError& error)
{
    std::fprintf(stderr, "%s: %s\n", error.path.c_str(), error.detail.c_str());
    std::exit(1);
}

std::int64_t itemsOf(const benchmark::State& state, std::size_t events)
{
    return state.iterations() * static_cast<std::int64_t>(events);
}

void writeWhole(const test::RandomHistory& run, const std::filesystem::path& path)
{
    // As while recording: a piece, a commit, the next piece.
    constexpr std::size_t kPiece = 50'000;
    auto writer = SessionWriter::create(path, "", "", true);
    if (!writer) {
        giveUp(writer.error());
    }
    if (const auto begun = (*writer)->beginRun({}, run.roster()); !begun) {
        giveUp(begun.error());
    }
    const std::span<const event::Event> events = run.events();
    for (std::size_t i = 0; i < events.size(); i += kPiece) {
        const auto piece = events.subspan(i, std::min(kPiece, events.size() - i));
        if (const auto appended = (*writer)->append(piece, run.strings()); !appended) {
            giveUp(appended.error());
        }
        if (const auto flushed = (*writer)->flush(); !flushed) {
            giveUp(flushed.error());
        }
    }
    if (const auto ended = (*writer)->endRun(run.now()); !ended) {
        giveUp(ended.error());
    }
}

void fold(benchmark::State& state)
{
    const History& history = million();
    for ([[maybe_unused]] auto _ : state) {
        ClusterState cluster(history.roster());
        std::uint32_t id = 0;
        for (const event::Event& event : history.events()) {
            cluster.apply(EventId(id++), event);
        }
        benchmark::DoNotOptimize(cluster);
    }
    state.SetItemsProcessed(itemsOf(state, history.size()));
}
BENCHMARK(fold)->Name("history/fold")->Unit(benchmark::kMillisecond);

void makeHistory(benchmark::State& state)
{
    const test::RandomHistory run = madeRun(static_cast<std::size_t>(state.range(0)));
    std::size_t bytes = 0;
    for ([[maybe_unused]] auto _ : state) {
        state.PauseTiming();
        std::vector<event::Event> events = run.events();
        event::StringTable strings;
        state.ResumeTiming();
        const History history(run.roster(), std::move(events), std::move(strings), run.now());
        bytes = history.memoryBytes() / history.size();
    }
    state.SetItemsProcessed(itemsOf(state, run.events().size()));
    state.counters["bytes_per_event"] = static_cast<double>(bytes);
}
BENCHMARK(makeHistory)
    ->Name("history/make")
    ->Arg(kLesson)
    ->Arg(kMillion)
    ->Unit(benchmark::kMillisecond);

void seek(benchmark::State& state)
{
    const History& history = million();
    std::vector<double> micros;
    std::uint64_t random = 1;
    for ([[maybe_unused]] auto _ : state) {
        random = random * 6364136223846793005U + 1442695040888963407U;
        const std::size_t count = (random >> 33) % (history.size() + 1);
        const auto begin = std::chrono::steady_clock::now();
        benchmark::DoNotOptimize(history.stateAfter(count));
        micros.push_back(
            std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin)
                .count());
    }
    const auto p99 = micros.begin() + static_cast<std::ptrdiff_t>(micros.size() * 99 / 100);
    std::nth_element(micros.begin(), p99, micros.end());
    state.counters["p99_us"] = *p99;
}
BENCHMARK(seek)->Name("history/seek")->Unit(benchmark::kMicrosecond)->MinTime(1);

void judgeRun(benchmark::State& state)
{
    const auto history = madeRun(static_cast<std::size_t>(state.range(0))).take();
    for ([[maybe_unused]] auto _ : state) {
        benchmark::DoNotOptimize(judge(*history));
    }
    state.SetItemsProcessed(itemsOf(state, history->size()));
}
BENCHMARK(judgeRun)
    ->Name("history/judge")
    ->Arg(kLesson)
    ->Arg(kMillion)
    ->Unit(benchmark::kMillisecond);

void hash(benchmark::State& state)
{
    const History& history = million();
    for ([[maybe_unused]] auto _ : state) {
        benchmark::DoNotOptimize(history.hash());
    }
    state.SetItemsProcessed(itemsOf(state, history.size()));
}
BENCHMARK(hash)->Name("history/hash")->Unit(benchmark::kMillisecond);

void sessionWrite(benchmark::State& state)
{
    const test::RandomHistory run = madeRun(kMillion);
    const ScratchFile file;
    for ([[maybe_unused]] auto _ : state) {
        writeWhole(run, file.path);
    }
    state.SetItemsProcessed(itemsOf(state, run.events().size()));
    state.counters["file_bytes_per_event"]
        = static_cast<double>(std::filesystem::file_size(file.path))
        / static_cast<double>(run.events().size());
}
BENCHMARK(sessionWrite)->Name("session/write")->Unit(benchmark::kMillisecond)->UseRealTime();

void sessionOpen(benchmark::State& state)
{
    const ScratchFile file;
    writeWhole(madeRun(kMillion), file.path);
    for ([[maybe_unused]] auto _ : state) {
        const auto session = readSession(file.path);
        const auto history = readRun(file.path, 1);
        if (!session || !history) {
            giveUp(session ? history.error() : session.error());
        }
        benchmark::DoNotOptimize((*history)->stateAfter((*history)->size() / 2));
    }
    state.SetItemsProcessed(itemsOf(state, kMillion));
}
BENCHMARK(sessionOpen)->Name("session/open")->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace
