#include "engine/assignor/assign.h"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>

namespace {

using namespace brokerscope;
using namespace brokerscope::assignor;

constexpr int kTopics = 100;
constexpr int kPartitions = 100;
constexpr int kMembers = 500;

std::string numbered(const char* pattern, int number)
{
    char text[32];
    std::snprintf(text, sizeof text, pattern, number);
    return text;
}

/// 100 topics of 100 partitions, and 500 members that subscribe to all of them.
GroupSubscription freshGroup()
{
    GroupSubscription group;
    std::vector<TopicIndex> topics;
    for (int i = 0; i < kTopics; ++i) {
        topics.emplace_back(static_cast<std::uint32_t>(i));
        group.topics.push_back({.name = numbered("topic-%03d", i),
            .partitions = kPartitions,
            .id = TopicId{static_cast<std::uint64_t>(i) * 0x9E3779B97F4A7C15U, 7}});
    }
    for (int i = 0; i < kMembers; ++i) {
        group.members.push_back(
            {.id = numbered("consumer-%04d-5f1e7c2a", i * 7919 % 10000), .topics = topics});
    }
    return group;
}

/// The same group with what it was assigned, after one of its members left.
GroupSubscription afterOneLeft(Strategy strategy)
{
    GroupSubscription group = freshGroup();
    const auto assignment = assign(strategy, group);
    if (!assignment) {
        std::abort();
    }
    for (std::size_t i = 0; i < group.members.size(); ++i) {
        group.members[i].owned = (*assignment)[i];
        group.members[i].generation = Generation(1);
    }
    group.members.erase(group.members.begin() + kMembers / 2);
    return group;
}

void first(benchmark::State& state, Strategy strategy)
{
    const GroupSubscription group = freshGroup();
    for (auto _ : state) {
        benchmark::DoNotOptimize(assign(strategy, group));
    }
}

void oneLeft(benchmark::State& state, Strategy strategy)
{
    const GroupSubscription group = afterOneLeft(strategy);
    for (auto _ : state) {
        benchmark::DoNotOptimize(assign(strategy, group));
    }
}

void watched(benchmark::State& state, Strategy strategy)
{
    const GroupSubscription group = afterOneLeft(strategy);
    for (auto _ : state) {
        Decisions decisions;
        benchmark::DoNotOptimize(assign(strategy, group, &decisions));
        benchmark::DoNotOptimize(decisions.data());
    }
}

void registerOne(
    const std::string& name, void (*function)(benchmark::State&, Strategy), Strategy strategy)
{
    benchmark::RegisterBenchmark(name.c_str(), function, strategy)->Unit(benchmark::kMillisecond);
}

[[maybe_unused]] const bool kRegistered = [] {
    for (const Strategy strategy : kStrategies) {
        const std::string name = "assignor/" + std::string(strategyName(strategy));
        registerOne(name + "/first", first, strategy);
        registerOne(name + "/one_left", oneLeft, strategy);
        registerOne(name + "/one_left_explained", watched, strategy);
    }
    return true;
}();

} // namespace
