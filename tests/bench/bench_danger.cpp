#include "engine/scenario/danger.h"
#include "engine/scenario/fault.h"
#include "engine/scenario/reader.h"
#include "engine/scenario/runner.h"
#include "engine/scenario/trial.h"

#include <benchmark/benchmark.h>

#include <array>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>

// The danger strip of the lesson a3 as the app makes it, on two threads.

namespace {

using namespace brokerscope;
using scenario::DangerPlan;
using scenario::Scenario;

Scenario lesson()
{
    const auto text
        = scenario::readText(BROKERSCOPE_SOURCE_DIR "/resources/scenarios/a3-acks-1-loss.yaml");
    auto read = text ? scenario::readScenario(*text) : tl::unexpected(scenario::Diagnostics());
    if (!read) {
        std::fputs("The lesson a3 cannot be read.\n", stderr);
        std::abort();
    }
    return std::move(*read);
}

/// Two threads that take slots from one plan.
class Survey {
public:
    Survey(const Scenario& scenario, std::size_t fault, const scenario::DangerGrid& grid)
        : m_scenario(scenario)
        , m_fault(fault)
        , m_plan(grid)
    {
    }

    std::vector<scenario::DangerSlot> run()
    {
        m_calm = scenario::tryOut(scenario::withoutFault(m_scenario, m_fault), {})->service;
        std::array<std::thread, 2> threads;
        for (std::thread& thread : threads) {
            thread = std::thread([this] { work(); });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        return m_plan.slots();
    }

private:
    void work()
    {
        std::unique_lock lock(m_mutex);
        while (!m_plan.isComplete()) {
            const auto at = m_plan.next();
            if (!at) {
                m_changed.wait(lock);
                continue;
            }
            lock.unlock();
            const auto found
                = scenario::tryOut(scenario::withFaultAt(m_scenario, m_fault, *at), m_calm);
            lock.lock();
            m_plan.take(*at, *found);
            m_changed.notify_all();
        }
    }

    const Scenario& m_scenario;
    std::size_t m_fault;
    DangerPlan m_plan;
    history::Service m_calm;
    std::mutex m_mutex;
    std::condition_variable m_changed;
};

/// range(0): slots at even distances; range(1): slots in all, with those around the borders.
void dangerStrip(benchmark::State& state)
{
    const Scenario scenario = lesson();
    const std::size_t fault = *scenario::firstFault(scenario);
    scenario::DangerGrid grid;
    grid.end = scenario::endOf(scenario);
    grid.slots = static_cast<std::size_t>(state.range(0));
    grid.most = static_cast<std::size_t>(state.range(1));
    std::vector<scenario::DangerSlot> slots;
    for ([[maybe_unused]] auto _ : state) {
        slots = Survey(scenario, fault, grid).run();
    }
    std::array<int, history::kOutcomes> counts{};
    for (const scenario::DangerSlot& slot : slots) {
        ++counts[static_cast<std::size_t>(slot.found->outcome)];
    }
    for (std::size_t i = 0; i < counts.size(); ++i) {
        state.counters[std::string(history::outcomeName(static_cast<history::Outcome>(i)))]
            = counts[i];
    }
    state.counters["slots"] = static_cast<double>(slots.size());
    state.counters["slots/s"] = benchmark::Counter(
        static_cast<double>(slots.size()), benchmark::Counter::kIsIterationInvariantRate);
}

} // namespace

BENCHMARK(dangerStrip)
    ->Args({200, 200})
    ->Args({200, 400})
    ->UseRealTime()
    ->MeasureProcessCPUTime()
    ->Unit(benchmark::kMillisecond);
