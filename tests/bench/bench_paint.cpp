#include "engine/scenario/reader.h"
#include "engine/scenario/runner.h"
#include "views/picture/painter.h"
#include "views/stage/stage_picture.h"

#include <benchmark/benchmark.h>

#include <QImage>
#include <QPainter>

#include <memory>
#include <stdexcept>
#include <string>

namespace {

using namespace brokerscope;
using namespace brokerscope::views;

// Three brokers, six partitions, two producers and two consumers, with a crash in the middle: what
// a full stage has.
const char* const kScenario = R"(brokerscope: 1
id: bench-paint
title: {en: "bench", zh_CN: "bench"}
seed: 7
cluster: {brokers: 3, network: {latency: 1ms..3ms}, config: {broker.session.timeout.ms: 200ms, broker.heartbeat.interval.ms: 40ms}}
topics:
  orders: {partitions: 6, replication.factor: 3}
producers:
  p1: {config: {acks: 1, linger.ms: 5ms}, sends: {to: orders, rate: 600/s, keys: user-0..99, size: 100B}}
  p2: {config: {acks: all, linger.ms: 5ms}, sends: {to: orders, rate: 600/s, keys: user-0..99, size: 100B}}
consumers:
  c1: {assigns: [orders], config: {auto.offset.reset: earliest}}
  c2: {assigns: [orders], config: {auto.offset.reset: earliest}}
script:
  - {at: 100ms, start: [p1, p2, c1, c2]}
  - {at: 500ms, stop: b1, how: power-loss}
  - {at: 1200ms, start: b1}
  - {at: 1500ms, end: true}
)";

const RunView& benchRun()
{
    static const RunView run = [] {
        const auto scenario = scenario::readScenario(kScenario);
        if (!scenario) {
            throw std::runtime_error(scenario.error().front().sentence("bench"));
        }
        RunView made;
        made.scenario = std::make_shared<const scenario::Scenario>(*scenario);
        made.history = scenario::run(*made.scenario);
        made.verdict = std::make_shared<const history::Verdict>(history::judge(*made.history));
        return made;
    }();
    return run;
}

// Moments all over the run, so that texts and cells change from frame to frame as they do while
// playing.
Scene sceneOfFrame(std::size_t frame)
{
    const RunView& run = benchRun();
    const std::int64_t end = run.history->end().micros();
    const Timestamp time(static_cast<std::int64_t>(frame) * 16'667 / 10 % end);
    Scene scene{run, playheadAt(*run.history, time), nullptr};
    scene.state = std::make_shared<const history::ClusterState>(
        run.history->stateAfter(scene.playhead.applied));
    return scene;
}

void measureFrames(benchmark::State& state, ThemeName name, bool makePicture)
{
    setUpFonts();
    const Theme theme(name);
    const QSizeF size(1600, 1000);
    QImage image(size.toSize(), QImage::Format_ARGB32_Premultiplied);
    static std::size_t frame = 0; // goes on over the repetitions
    for (auto _ : state) {
        state.PauseTiming();
        const Scene scene = sceneOfFrame(frame++);
        Picture picture = makePicture ? Picture() : stagePicture(scene, {}, size);
        state.ResumeTiming();
        if (makePicture) {
            picture = stagePicture(scene, {}, size);
        }
        image.fill(theme.color(Ink::Card));
        QPainter painter(&image);
        paint(painter, picture, theme);
        painter.end();
        benchmark::DoNotOptimize(image.constBits());
    }
}

void paintFrame(benchmark::State& state)
{
    measureFrames(state, ThemeName::Light, false);
}
void layOutAndPaintFrame(benchmark::State& state)
{
    measureFrames(state, ThemeName::Light, true);
}

// --- a cluster of 50 brokers and 1,000 partitions

const char* const kLargeScenario = R"(brokerscope: 1
id: bench-large
title: {en: "bench", zh_CN: "bench"}
seed: 7
cluster: {brokers: 50, controllers: 3, network: {latency: 1ms..3ms}, config: {broker.session.timeout.ms: 300ms, broker.heartbeat.interval.ms: 100ms}}
topics:
  orders: {partitions: 800, replication.factor: 3}
  clicks: {partitions: 200, replication.factor: 3}
producers:
  p1: {config: {acks: 1, linger.ms: 5ms}, sends: {to: orders, rate: 2000/s, keys: user-0..9999, size: 100B}}
consumers:
  c1: {assigns: [clicks], config: {auto.offset.reset: earliest}}
script:
  - {at: 2500ms, start: [p1, c1]}
  - {at: 2700ms, stop: b7, how: power-loss}
  - {at: 3300ms, end: true}
)";

const RunView& largeRun()
{
    static const RunView run = [] {
        const auto scenario = scenario::readScenario(kLargeScenario);
        if (!scenario) {
            throw std::runtime_error(scenario.error().front().sentence("bench"));
        }
        RunView made;
        made.scenario = std::make_shared<const scenario::Scenario>(*scenario);
        made.history = scenario::run(*made.scenario);
        made.verdict = std::make_shared<const history::Verdict>(history::judge(*made.history));
        return made;
    }();
    return run;
}

// What one frame of playing costs: the picture, and painting it. The state is folded once per frame
// for all views and is not part of it.
void measureLarge(benchmark::State& state, const PartitionWindow& window)
{
    setUpFonts();
    const Theme theme(ThemeName::Light);
    const QSizeF size(1600, 1000);
    QImage image(size.toSize(), QImage::Format_ARGB32_Premultiplied);
    const RunView& run = largeRun();
    StageOptions options;
    options.window = window;
    static std::int64_t frame = 0; // goes on over the repetitions
    for (auto _ : state) {
        state.PauseTiming();
        const Timestamp time(2'500'000 + frame++ * 4'000 % 800'000);
        Scene scene{run, playheadAt(*run.history, time), nullptr};
        scene.state = std::make_shared<const history::ClusterState>(
            run.history->stateAfter(scene.playhead.applied));
        state.ResumeTiming();
        const Picture picture = stagePicture(scene, {}, size, options);
        image.fill(theme.color(Ink::Card));
        QPainter painter(&image);
        paint(painter, picture, theme);
        painter.end();
        benchmark::DoNotOptimize(image.constBits());
    }
}

void paintMap(benchmark::State& state)
{
    measureLarge(state, {});
}
void paintZoomedMap(benchmark::State& state)
{
    measureLarge(state, {400, 100});
}
void paintZoomedColumns(benchmark::State& state)
{
    measureLarge(state, {400, 4});
}

// Each repetition is one frame, so that the median over repetitions is the median frame.
BENCHMARK(paintFrame)
    ->Name("paint/frame_3x6_1600x1000")
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1)
    ->Repetitions(200)
    ->ReportAggregatesOnly();
BENCHMARK(layOutAndPaintFrame)
    ->Name("paint/picture_and_frame_3x6_1600x1000")
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1)
    ->Repetitions(200)
    ->ReportAggregatesOnly();
BENCHMARK(paintMap)
    ->Name("paint/picture_and_frame_50x1000_map_1600x1000")
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1)
    ->Repetitions(100)
    ->ReportAggregatesOnly();
BENCHMARK(paintZoomedMap)
    ->Name("paint/picture_and_frame_50x1000_zoomed_to_100_1600x1000")
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1)
    ->Repetitions(100)
    ->ReportAggregatesOnly();
BENCHMARK(paintZoomedColumns)
    ->Name("paint/picture_and_frame_50x1000_zoomed_to_4_1600x1000")
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1)
    ->Repetitions(100)
    ->ReportAggregatesOnly();

} // namespace
