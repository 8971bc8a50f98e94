#include "engine/history/verdict.h"
#include "tests/support/history_builder.h"
#include "views/picture/painter.h"
#include "views/picture/sketch.h"
#include "views/sequence/sequence_picture.h"

#include <benchmark/benchmark.h>

#include <QImage>
#include <QPainter>

#include <memory>

namespace {

using namespace brokerscope;
using namespace brokerscope::views;

constexpr std::uint32_t kRounds = 90'000;
constexpr QSizeF kSize(1100, 640);

event::MessageSent message(event::Api api, NodeId to, EventId request, std::int64_t offset)
{
    event::MessageSent sent;
    sent.api = api;
    sent.to = to;
    sent.request = request;
    sent.offset = Offset(offset);
    sent.records = request == kNoEvent && api == event::Api::Fetch ? 0 : 1;
    sent.partition = PartitionId(0);
    sent.partitions = 1;
    sent.deliverAt = kNever;
    return sent;
}

/// A million events: a producer writes to b1, two followers and a consumer fetch.
const RunView& millionEvents()
{
    static const RunView run = [] {
        using B = test::HistoryBuilder;
        test::HistoryBuilder builder;
        const auto exchange = [&](event::Api api, NodeId client, std::int64_t offset) {
            const EventId sent = builder.add(client, message(api, B::kB1, kNoEvent, offset));
            const EventId taken = builder.add(B::kB1, event::MessageReceived{sent}, sent);
            const EventId answer = builder.add(B::kB1, message(api, client, sent, offset), taken);
            builder.add(client, event::MessageReceived{answer}, answer);
        };
        for (std::uint32_t i = 0; i < kRounds; ++i) {
            exchange(event::Api::Produce, B::kP1, i);
            builder.lead(B::kB1, i + 1, i, 1);
            exchange(event::Api::Fetch, i % 2 == 0 ? B::kB2 : B::kB3, i);
            builder.watermark(B::kB1, i, i + 1);
            builder.command(0);
        }
        RunView made;
        made.history = builder.build();
        return made;
    }();
    return run;
}

void gathering(benchmark::State& state)
{
    const RunView& run = millionEvents();
    for (auto _ : state) {
        benchmark::DoNotOptimize(gatherSequence(*run.history)->messages.data());
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(run.history->size() * state.iterations()));
}

/// One frame after the window moved: everything is looked up, laid out and painted anew.
/// The argument: the window's length in milliseconds.
void movedFrame(benchmark::State& state)
{
    setUpFonts();
    const RunView& run = millionEvents();
    const auto data = gatherSequence(*run.history);
    const ShownSequence shown = filtered(*data, run.history->roster(), {});
    const Sketch metrics(kSize, false);
    const Theme theme(ThemeName::Light);
    const Selection selection;
    const SequenceFocus focus;
    QImage image(kSize.toSize(), QImage::Format_ARGB32_Premultiplied);
    const Timestamp end = run.history->end();
    Timestamp from;
    for (auto _ : state) {
        const Timestamp to = std::min(end, from + milliseconds(state.range(0)));
        const SequenceLayout layout = layOutSequence(
            shown, run.history->roster().nodes.size(), {from, to}, kSize, 0, metrics);
        image.fill(theme.color(Ink::Card));
        QPainter painter(&image);
        paint(painter,
            sequencePicture({*data, shown, run, selection, focus},
                {to, run.history->countUntil(to)}, layout, false),
            theme);
        painter.end();
        benchmark::DoNotOptimize(image.constBits());
        from = from + milliseconds(7);
    }
}

BENCHMARK(gathering)->Name("sequence/gather_1M_events")->Unit(benchmark::kMillisecond);
BENCHMARK(movedFrame)
    ->Name("sequence/moved_frame_1M_events")
    ->Unit(benchmark::kMillisecond)
    ->Arg(60)
    ->Arg(1000)
    ->Arg(1'000'000);

} // namespace
