#include "engine/scenario/runner.h"
#include "views/assignment/assignment_picture.h"
#include "views/assignment/comparison.h"
#include "views/assignment/rebalances.h"
#include "views/picture/painter.h"

#include <benchmark/benchmark.h>

#include <QImage>
#include <QPainter>

#include <memory>
#include <string>

namespace {

using namespace brokerscope;
using namespace brokerscope::views;

constexpr QSizeF kSize(1100, 640);
constexpr int kMembers = 50;
constexpr std::uint16_t kPartitions = 300;

/// 50 members on 300 partitions, of whom one leaves.
const RunView& largeGroup()
{
    static const RunView kRun = [] {
        scenario::Scenario s;
        s.id = "large-group";
        s.cluster.network.latency = {milliseconds(1), milliseconds(1)};
        s.cluster.config
            = {{"offsets.topic.num.partitions", "1"}, {"group.initial.rebalance.delay.ms", "100"}};
        scenario::TopicSpec topic;
        topic.name = "orders";
        topic.partitions = kPartitions;
        topic.replicationFactor = 1;
        s.topics.push_back(topic);
        scenario::StartCommand start;
        for (int i = 1; i <= kMembers; ++i) {
            scenario::ConsumerSpec consumer;
            consumer.name = "c" + std::to_string(i);
            consumer.group = "billing";
            consumer.subscribes.topics = {"orders"};
            consumer.config = {{"partition.assignment.strategy",
                                   "org.apache.kafka.clients.consumer.CooperativeStickyAssignor"},
                {"heartbeat.interval.ms", "100"}};
            s.consumers.push_back(consumer);
            start.nodes.push_back(consumer.name);
        }
        s.script.push_back({Timestamp(200'000), start});
        s.script.push_back({Timestamp(2'000'000), scenario::CloseCommand{"c50", {}}});
        s.script.push_back({Timestamp(7'000'000), scenario::EndCommand{}});
        RunView made;
        made.scenario = std::make_shared<const scenario::Scenario>(s);
        made.history = scenario::run(s);
        return made;
    }();
    return kRun;
}

void gathering(benchmark::State& state)
{
    const RunView& run = largeGroup();
    for (auto _ : state) {
        benchmark::DoNotOptimize(gatherRebalances(*run.history)->groups.data());
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(run.history->size()) * state.iterations());
}

void comparing(benchmark::State& state)
{
    const RunView& run = largeGroup();
    const auto data = gatherRebalances(*run.history);
    const Rebalance& last = data->groups.at(0).rebalances.back();
    for (auto _ : state) {
        benchmark::DoNotOptimize(compareStrategies(run, last)->outcomes.data());
    }
}

/// One frame in which everything is laid out and painted anew: another rebalance or step.
/// The argument: 0 for the used assignor, 1 for one that moves nearly everything.
void wholeFrame(benchmark::State& state)
{
    setUpFonts();
    const RunView& run = largeGroup();
    const auto data = gatherRebalances(*run.history);
    const GroupRebalances& group = data->groups.at(0);
    const std::size_t last = group.rebalances.size() - 1;
    const auto comparison = compareStrategies(run, group.rebalances[last]);
    const std::size_t outcome = state.range(0) == 0 ? comparison->present : 1;
    const AssignmentSubject subject{
        run, &group, last, comparison.get(), {outcome, std::nullopt}, {}};
    const Theme theme(ThemeName::Light);
    QImage image(kSize.toSize(), QImage::Format_ARGB32_Premultiplied);
    const Playhead playhead = playheadAt(*run.history, group.rebalances[last].assignedAt);
    for (auto _ : state) {
        image.fill(theme.color(Ink::Card));
        QPainter painter(&image);
        paint(painter, assignmentPicture(subject, playhead, kSize, false), theme);
        painter.end();
        benchmark::DoNotOptimize(image.constBits());
    }
}

BENCHMARK(gathering)->Name("assignment/gather_large_group")->Unit(benchmark::kMillisecond);
BENCHMARK(comparing)->Name("assignment/compare_50x300")->Unit(benchmark::kMillisecond);
BENCHMARK(wholeFrame)
    ->Name("assignment/whole_frame_50x300")
    ->Unit(benchmark::kMillisecond)
    ->Arg(0)
    ->Arg(1);

} // namespace
