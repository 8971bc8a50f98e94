#include "engine/scenario/reader.h"
#include "engine/scenario/runner.h"
#include "views/picture/painter.h"
#include "views/producer/producer_picture.h"

#include <benchmark/benchmark.h>

#include <QImage>
#include <QPainter>

#include <memory>
#include <stdexcept>

namespace {

using namespace brokerscope;
using namespace brokerscope::views;

// Twenty-four partitions, a hundred records and more in each bucket, several requests on their way
// to each broker, compressed.
const char* const kScenario = R"(brokerscope: 1
id: bench-producer
title: {en: "bench", zh_CN: "bench"}
seed: 7
cluster: {brokers: 3, network: {latency: 4ms..8ms}}
topics:
  orders: {partitions: 24, replication.factor: 3}
producers:
  p1:
    config: {acks: all, linger.ms: 50ms, batch.size: 16KiB, compression.type: lz4}
    sends: {to: orders, rate: 50000/s, keys: user-0..999, size: 100B}
script:
  - {at: 100ms, start: p1}
  - {at: 400ms, end: true}
)";

struct Bench {
    RunView run;
    NodeId producer;
    ProducerSettings settings;
    std::shared_ptr<const ProducerData> data;
};

const Bench& bench()
{
    static const Bench kMade = [] {
        const auto scenario = scenario::readScenario(kScenario);
        if (!scenario) {
            throw std::runtime_error(scenario.error().front().sentence("bench"));
        }
        Bench all;
        all.run.scenario = std::make_shared<const scenario::Scenario>(*scenario);
        all.run.history = scenario::run(*all.run.scenario);
        all.run.verdict
            = std::make_shared<const history::Verdict>(history::judge(*all.run.history));
        all.producer = *all.run.history->roster().node("p1");
        all.settings = producerSettings(all.run, all.producer);
        all.data = gatherProducers(*all.run.history);
        return all;
    }();
    return kMade;
}

// What one frame of playing costs: layout, picture, and painting it.
void paintProducer(benchmark::State& state)
{
    setUpFonts();
    const Theme theme(ThemeName::Light);
    const QSizeF size(1600, 1000);
    QImage image(size.toSize(), QImage::Format_ARGB32_Premultiplied);
    const Bench& all = bench();
    const Selection none;
    const ProducerSubject subject{*all.data, all.settings, all.producer, none, false, false};
    static std::int64_t frame = 0; // goes on over the repetitions
    std::size_t shapes = 0;
    for (auto _ : state) {
        state.PauseTiming();
        const Timestamp time(150'000 + frame++ * 1'667 % 240'000);
        Scene scene{all.run, playheadAt(*all.run.history, time), nullptr};
        scene.state = std::make_shared<const history::ClusterState>(
            all.run.history->stateAfter(scene.playhead.applied));
        state.ResumeTiming();
        const Picture picture = producerPicture(scene, subject, size);
        image.fill(theme.color(Ink::Card));
        QPainter painter(&image);
        paint(painter, picture, theme, QRectF({0, 0}, size));
        painter.end();
        benchmark::DoNotOptimize(image.constBits());
        shapes = picture.shapes.size();
    }
    state.counters["shapes"] = static_cast<double>(shapes);
}

// What a new run costs once.
void gatherForProducer(benchmark::State& state)
{
    const Bench& all = bench();
    for (auto _ : state) {
        benchmark::DoNotOptimize(gatherProducers(*all.run.history));
    }
    state.counters["events"] = static_cast<double>(all.run.history->size());
}

BENCHMARK(paintProducer)
    ->Name("paint/producer_24_partitions_1600x1000")
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1)
    ->Repetitions(200)
    ->ReportAggregatesOnly();
BENCHMARK(gatherForProducer)->Name("views/gather_producer")->Unit(benchmark::kMillisecond);

} // namespace
