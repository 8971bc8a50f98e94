#include "tests/support/soak.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <vector>

/// `./dev soak [COUNT [FIRST]]`: so many random fault schedules, each watched after every step.
/// Each worker thread has runs of its own; within a run there is one thread.
namespace {

using namespace brokerscope;
using Clock = std::chrono::steady_clock;

constexpr unsigned kWorkers = 2;
constexpr std::uint64_t kDefaultCount = 10'000;
/// So many violations are told with the least schedule that shows them.
constexpr std::uint64_t kShrunk = 3;

/// What the workers have found together.
class Tally {
public:
    Tally(std::uint64_t first, std::uint64_t count)
        : m_first(first)
        , m_count(count)
        , m_next(first)
        , m_begin(Clock::now())
    {
    }

    std::optional<std::uint64_t> take()
    {
        const std::uint64_t seed = m_next++;
        return seed < m_first + m_count ? std::optional(seed) : std::nullopt;
    }

    void note(std::uint64_t seed, const testing::Watched& watched)
    {
        const std::lock_guard lock(m_mutex);
        ++m_done;
        m_events += watched.events;
        m_acked += watched.acked;
        if (watched.violation) {
            ++m_violations;
            fmt::print("seed {} {}\n", seed, *watched.violation);
            if (m_violations <= kShrunk) {
                fmt::print("{}", testing::shrunkSchedule(seed));
            }
        }
        const testing::FaultOptions faults = testing::soakRun(seed).faults;
        const bool mayLose = faults.powerLoss && !faults.smallSegments;
        m_runsForgotten += watched.forgotten > 0 ? 1 : 0;
        m_runsWithLoss += mayLose && watched.lost > 0 ? 1 : 0;
        if (m_done % std::max<std::uint64_t>(m_count / 20, 1) == 0) {
            fmt::print("{} of {} schedules, {} violations\n", m_done, m_count, m_violations);
            std::fflush(stdout);
        }
    }

    /// Whether nothing was wrong.
    [[nodiscard]] bool report() const
    {
        const double seconds = std::chrono::duration<double>(Clock::now() - m_begin).count();
        fmt::print("{} violations in {} schedules: {} events, {} acknowledged records\n"
                   "power losses took acknowledged records in {} schedules\n"
                   "leaders knew too little of an idempotent producer in {} schedules\n"
                   "{:.1f} s, {:.1f} seeds per second\n",
            m_violations, m_done, m_events, m_acked, m_runsWithLoss, m_runsForgotten, seconds,
            static_cast<double>(m_done) / seconds);
        return m_violations == 0;
    }

private:
    std::uint64_t m_first;
    std::uint64_t m_count;
    std::atomic<std::uint64_t> m_next;
    Clock::time_point m_begin;
    std::mutex m_mutex;
    std::uint64_t m_done = 0;
    std::uint64_t m_violations = 0;
    std::uint64_t m_events = 0;
    std::uint64_t m_acked = 0;
    std::uint64_t m_runsWithLoss = 0;
    std::uint64_t m_runsForgotten = 0;
};

std::optional<std::uint64_t> numberOf(std::string_view text)
{
    std::uint64_t number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool isNumber = parsed.ec == std::errc() && parsed.ptr == text.data() + text.size();
    return isNumber ? std::optional(number) : std::nullopt;
}

} // namespace

int main(int argc, char** argv)
{
    const auto count = argc > 1 ? numberOf(argv[1]) : kDefaultCount;
    const auto first = argc > 2 ? numberOf(argv[2]) : std::uint64_t{1};
    if (!count || *count == 0 || !first || argc > 3) {
        fmt::print(stderr, "usage: brokerscope_soak [COUNT [FIRST-SEED]]\n");
        return 2;
    }
    Tally tally(*first, *count);
    std::vector<std::thread> workers;
    for (unsigned i = 0; i < kWorkers; ++i) {
        workers.emplace_back([&tally] {
            while (const auto seed = tally.take()) {
                tally.note(*seed, testing::soak(*seed));
            }
        });
    }
    for (std::thread& worker : workers) {
        worker.join();
    }
    return tally.report() ? 0 : 1;
}
