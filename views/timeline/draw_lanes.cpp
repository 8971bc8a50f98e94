#include "views/text/event_text.h"
#include "views/text/names.h"
#include "views/text/time_text.h"
#include "views/timeline/lanes.h"
#include "views/timeline/nice_step.h"

#include <algorithm>
#include <cmath>

namespace brokerscope::views {

namespace {

constexpr double kTickPitch = 4; // pixels from tick to tick at the most crowded
constexpr double kLagPitch = 2;
constexpr double kFilePitch = 7;

Duration gridStep(const LaneDrawing& drawing)
{
    const TimelineLayout& layout = drawing.layout;
    const double labels = std::max(1.0, (layout.plotRight - layout.plotLeft) / drawing.u(104));
    return niceStep(
        Duration(std::llround(static_cast<double>(layout.window.length().micros()) / labels)));
}

template <class Function>
void forEachGridTime(const LaneDrawing& drawing, Function&& function)
{
    const Duration step = gridStep(drawing);
    const TimelineWindow& window = drawing.layout.window;
    const std::int64_t first = (window.from.micros() + step.micros() - 1) / step.micros();
    for (std::int64_t i = first; i * step.micros() <= window.to.micros(); ++i) {
        function(Timestamp(i * step.micros()), step);
    }
}

bool anyWithin(const std::vector<Timestamp>& times, Timestamp from, Timestamp to)
{
    const auto found = std::ranges::lower_bound(times, from);
    return found != times.end() && *found < to;
}

void drawTicks(const LaneDrawing& drawing, const TimelineLayout::Lane& lane,
    const TimelineData::BrokerLane& data)
{
    const TimelineLayout& layout = drawing.layout;
    const double height = std::min(drawing.u(12), lane.rect.height() - 6);
    const double top = lane.rect.center().y() - height / 2;
    for (double x = layout.plotLeft; x < layout.plotRight; x += kTickPitch) {
        const Timestamp from = layout.time(x);
        const Timestamp to = layout.time(x + kTickPitch);
        const bool leads = anyWithin(data.leaderAppends, from, to);
        if (leads || anyWithin(data.followerAppends, from, to)) {
            drawing.sketch.line(
                {x + 1, top}, {x + 1, top + height}, leads ? Ink::Leader : Ink::Follower, 2);
        }
    }
}

/// Rolls and deletions of segments, as small marks under the ticks: a stroke for a roll, a cross
/// where something was deleted. What falls into one place shares a mark.
void drawFileMarks(const LaneDrawing& drawing, const TimelineLayout::Lane& lane,
    const QString& name, const std::vector<TimelineData::FileMark>& files)
{
    const TimelineLayout& layout = drawing.layout;
    const double size = drawing.u(4);
    const double middle = lane.rect.bottom() - size / 2 - 1;
    const TimelineWindow& window = layout.window;
    auto file = std::ranges::lower_bound(files, window.from, {}, &TimelineData::FileMark::time);
    while (file != files.end() && file->time <= window.to) {
        const TimelineData::FileMark& first = *file;
        const double x = layout.x(first.time);
        int rolled = 0;
        int deleted = 0;
        for (; file != files.end() && layout.x(file->time) < x + kFilePitch; ++file) {
            ++(file->deleted ? deleted : rolled);
        }
        const QRectF place(x - size / 2, middle - size / 2, size, size);
        Shape& mark = deleted > 0
            ? drawing.sketch.cross(place.center(), size, Ink::TextMuted)
            : drawing.sketch.line({x, place.top()}, {x, place.bottom()}, Ink::Warning, 1.6);
        mark.id = QStringLiteral("files:%1").arg(first.event.value());
        mark.state = deleted > 0 ? QStringLiteral("deleted") : QStringLiteral("rolled");
        mark.tip = rolled + deleted == 1
            ? sentence(drawing.history, first.event)
            : TimelineText::tr("%1 began %2 and deleted %3 log segments from %4 on",
                "broker; number; number; time")
                  .arg(name, QString::number(rolled), QString::number(deleted),
                      timeText(first.time));
    }
}

void drawOutages(const LaneDrawing& drawing, const TimelineLayout::Lane& lane, const QString& name,
    const std::vector<TimelineData::Interval>& outages, bool paused)
{
    for (std::size_t i = 0; i < outages.size(); ++i) {
        const TimelineData::Interval& outage = outages[i];
        const QRectF rect = drawing.bar(lane, outage.from, outage.to, 3);
        if (rect.isNull()) {
            continue;
        }
        Shape& bar
            = drawing.sketch.rect(rect, 3, Ink::Offline, paused ? Ink::Warning : Ink::Danger, 1);
        bar.hatched = true;
        bar.dash = paused ? Dash::Dashed : Dash::Solid;
        bar.id = QStringLiteral("%1:%2#%3")
                     .arg(paused ? QStringLiteral("paused") : QStringLiteral("down"), name)
                     .arg(i);
        bar.state = paused ? QStringLiteral("paused") : QStringLiteral("down");
        bar.tip = (paused ? TimelineText::tr("%1 stood still from %2 to %3 (%4)")
                          : TimelineText::tr("%1 was down from %2 to %3 (%4)"))
                      .arg(name, timeText(outage.from), timeText(outage.to),
                          durationText(outage.to - outage.from));
    }
}

Ink epochInk(std::size_t order)
{
    return order % 2 == 0 ? Ink::Leader : Ink::LeaderDark;
}

void drawEpochBar(const LaneDrawing& drawing, const TimelineLayout::Lane& lane,
    const TimelineData::EpochBar& epoch, std::size_t order)
{
    const QRectF rect = drawing.bar(
        lane, epoch.from, epoch.to, std::max(2.0, (lane.rect.height() - drawing.u(18)) / 2));
    if (rect.isNull()) {
        return;
    }
    const QString partition
        = partitionName(drawing.history, PartitionId(static_cast<std::uint16_t>(lane.index)));
    const QString number = QString::number(epoch.epoch.value());
    const bool led = epoch.leader != kNoNode;
    const QString leader
        = led ? nodeName(drawing.history, epoch.leader) : TimelineText::tr("no leader");
    const QString text = TimelineText::tr("%1 · epoch %2").arg(leader, number);

    Shape& bar
        = drawing.sketch.rect(rect.adjusted(0, 0, -1, 0), 4, led ? epochInk(order) : Ink::Offline);
    bar.id = QStringLiteral("epoch:%1/%2").arg(partition, number);
    bar.state = led ? leader : QStringLiteral("leaderless");
    bar.tip = TimelineText::tr("%1: %2 from %3 to %4")
                  .arg(partition, text, timeText(epoch.from), timeText(epoch.to));
    if (!led) {
        bar.hatched = true;
        bar.stroke = Ink::Danger;
    }
    if (rect.width() > drawing.u(26)) {
        const double indent = std::min(drawing.u(16), rect.width() * 0.1);
        drawing.sketch.text(rect.adjusted(indent, 0, -4, 0), text, FontRole::SmallStrong,
            led ? Ink::TextOnAccent : Ink::TextOnOffline);
    }
}

/// Over the bar of a leader that is elected and not there.
void drawLeaderless(
    const LaneDrawing& drawing, const TimelineLayout::Lane& lane, const QString& partition)
{
    const auto& stretches = drawing.data.leaderDown.at(lane.index);
    for (std::size_t i = 0; i < stretches.size(); ++i) {
        const TimelineData::Interval& stretch = stretches[i];
        const double inset = std::max(2.0, (lane.rect.height() - drawing.u(18)) / 2);
        const QRectF rect = drawing.bar(lane, stretch.from, stretch.to, inset);
        if (rect.isNull()) {
            continue;
        }
        Shape& bar
            = drawing.sketch.rect(rect.adjusted(0, 0, -1, 0), 4, Ink::Offline, Ink::Danger, 1);
        bar.hatched = true;
        bar.id = QStringLiteral("leaderless:%1#%2").arg(partition).arg(i);
        bar.state = QStringLiteral("leaderless");
        bar.tip = TimelineText::tr("%1 had no working leader from %2 to %3 (%4)")
                      .arg(partition, timeText(stretch.from), timeText(stretch.to),
                          durationText(stretch.to - stretch.from));
        const QString text = TimelineText::tr("no leader");
        if (rect.width() > drawing.sketch.width(text, FontRole::SmallStrong) + 12) {
            drawing.sketch.text(
                rect.adjusted(6, 0, -4, 0), text, FontRole::SmallStrong, Ink::TextOnOffline);
        }
    }
}

// The highest lag within each pixel or two, so that no peak is lost when the whole run is shown.
std::vector<QPointF> lagCurve(
    const LaneDrawing& drawing, const TimelineLayout::Lane& lane, const TimelineData::LagLane& lag)
{
    const TimelineLayout& layout = drawing.layout;
    const double bottom = lane.rect.bottom() - 3;
    const double height = lane.rect.height() - 7;
    const double most = static_cast<double>(std::max<std::int64_t>(1, lag.most));
    const auto before = [&](Timestamp time) {
        const auto found
            = std::ranges::upper_bound(lag.points, time, {}, &TimelineData::LagPoint::time);
        return found == lag.points.begin() ? found : found - 1;
    };
    std::vector<QPointF> curve;
    for (double x = layout.plotLeft; x <= layout.plotRight; x += kLagPitch) {
        const Timestamp to = layout.time(x + kLagPitch);
        std::int64_t highest = 0;
        for (auto point = before(layout.time(x)); point != lag.points.end() && point->time <= to;
             ++point) {
            highest = std::max(highest, point->lag);
        }
        curve.emplace_back(x, bottom - height * static_cast<double>(highest) / most);
    }
    return curve;
}

} // namespace

QString epochLabel(const history::History& history, PartitionId partition)
{
    return TimelineText::tr("%1 leader").arg(partitionName(history, partition));
}

void drawGrid(const LaneDrawing& drawing)
{
    forEachGridTime(drawing, [&](Timestamp time, Duration) {
        const double x = std::round(drawing.layout.x(time)) + 0.5;
        drawing.sketch.line({x, drawing.layout.rulerHeight - 4}, {x, drawing.layout.size.height()},
            Ink::GridLine, 1);
    });
}

void drawRuler(const LaneDrawing& drawing)
{
    const TimelineLayout& layout = drawing.layout;
    const double height = layout.rulerHeight - 3;
    drawing.sketch.rect(QRectF(0, 0, layout.size.width(), height), 0, Ink::Card);
    drawing.sketch.text(QRectF(16, 0, layout.plotLeft - 20, height + 4),
        TimelineText::tr("TIMELINE"), FontRole::CaptionStrong, Ink::TextFaint);
    forEachGridTime(drawing, [&](Timestamp time, Duration step) {
        const QString text = rulerText(time, step);
        const double width = drawing.sketch.width(text, FontRole::Caption) + 2;
        const double left = std::min(layout.x(time) + 3, layout.size.width() - width - 1);
        drawing.sketch.text(
            QRectF(left, 0, width, height + 4), text, FontRole::Caption, Ink::TextMuted);
    });
}

void drawBrokerLane(const LaneDrawing& drawing, const TimelineLayout::Lane& lane)
{
    const TimelineData::BrokerLane& data = drawing.data.brokers.at(lane.index);
    const QString name = nodeName(drawing.history, data.broker);
    const bool chosen
        = drawing.selection.kind == Selection::Kind::Node && drawing.selection.node == data.broker;
    Shape& ground = drawing.sketch.rect(lane.rect, 0, chosen ? Ink::Highlight : Ink::None);
    ground.id = QStringLiteral("lane:") + name;
    ground.tip = TimelineText::tr("What %1 wrote: dark as leader, light as follower").arg(name);
    drawing.label(lane, name);
    drawTicks(drawing, lane, data);
    drawFileMarks(drawing, lane, name, data.files);
    drawOutages(drawing, lane, name, data.down, false);
    drawOutages(drawing, lane, name, data.paused, true);
}

void drawEpochLane(const LaneDrawing& drawing, const TimelineLayout::Lane& lane)
{
    const PartitionId partition(static_cast<std::uint16_t>(lane.index));
    const bool chosen = drawing.selection.kind == Selection::Kind::Partition
        && drawing.selection.partition == partition;
    if (chosen) {
        drawing.sketch.rect(lane.rect, 0, Ink::Highlight);
    }
    drawing.label(lane, epochLabel(drawing.history, partition));
    std::size_t order = 0;
    for (const TimelineData::EpochBar& epoch : drawing.data.epochs.at(lane.index)) {
        drawEpochBar(drawing, lane, epoch, order++);
    }
    drawLeaderless(drawing, lane, partitionName(drawing.history, partition));
}

void drawLagLane(const LaneDrawing& drawing, const TimelineLayout::Lane& lane)
{
    const TimelineData::LagLane& lag = drawing.data.lags.at(lane.index);
    const QString name = nodeName(drawing.history, lag.consumer);
    const bool chosen
        = drawing.selection.kind == Selection::Kind::Node && drawing.selection.node == lag.consumer;
    Shape& ground = drawing.sketch.rect(lane.rect, 0, chosen ? Ink::Highlight : Ink::None);
    ground.id = QStringLiteral("lag:") + name;
    ground.state = QString::number(lag.most);
    ground.tip = TimelineText::tr("Lag of %1: at most %n record(s) behind the high watermark",
        nullptr, static_cast<int>(lag.most))
                     .arg(name);
    drawing.label(lane,
        drawing.data.lags.size() == 1 ? TimelineText::tr("lag")
                                      : TimelineText::tr("lag of %1").arg(name));
    drawing.sketch.polyline(lagCurve(drawing, lane, lag), consumerInk(lane.index), 1.6);
}

} // namespace brokerscope::views
