#include "views/timeline/timeline_layout.h"

#include "views/picture/sketch.h"
#include "views/text/command_text.h"
#include "views/timeline/lanes.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace brokerscope::views {

namespace {

constexpr double kPillHeight = 19;
constexpr double kPillRow = 23;
constexpr std::size_t kMostPillRows = 3;

bool isShown(const scenario::Command& command)
{
    // The end of the run is the end of the ruler.
    return !std::holds_alternative<scenario::EndCommand>(command.action);
}

// Places the pills from left to right in as few rows as keep them apart. Returns the number of
// rows.
std::size_t layOutPills(TimelineLayout& layout, const scenario::Scenario& scenario,
    const TimelineOptions& options, const Sketch& sketch)
{
    const double u = sketch.scale();
    for (std::size_t i = 0; i < scenario.script.size(); ++i) {
        const scenario::Command& command = scenario.script[i];
        const bool dragged = options.dragged && options.dragged->index == i;
        const Timestamp at = dragged ? options.dragged->to : command.at;
        if (!isShown(command) || !layout.window.contains(at)) {
            continue;
        }
        const double width = sketch.width(commandPill(command), FontRole::SmallStrong) + 18 * u;
        const double left = std::min(layout.x(at), layout.size.width() - 4 - width);
        layout.pills.push_back({i, at, QRectF(left, 0, width, kPillHeight * u)});
    }
    std::ranges::stable_sort(
        layout.pills, {}, [](const TimelineLayout::Pill& pill) { return pill.rect.left(); });
    std::array<double, kMostPillRows> ends{};
    ends.fill(-1);
    std::size_t rows = 1;
    for (TimelineLayout::Pill& pill : layout.pills) {
        const auto free
            = std::ranges::find_if(ends, [&](double end) { return end < pill.rect.left(); });
        const std::size_t row = free == ends.end() ? kMostPillRows - 1
                                                   : static_cast<std::size_t>(free - ends.begin());
        ends[row] = pill.rect.right() + 3;
        rows = std::max(rows, row + 1);
        pill.rect.moveTop(static_cast<double>(row) * kPillRow * u);
    }
    return rows;
}

double widestLabel(const TimelineData& data, const Scene& scene, const TimelineOptions& options,
    const Sketch& sketch)
{
    double widest = sketch.width(scriptLabel(), FontRole::Small);
    if (scene.run && options.danger != nullptr) {
        const QString danger = dangerLabel(*scene.run.scenario, options.danger->fault);
        widest = std::max(widest, sketch.width(danger, FontRole::Small));
    }
    for (std::size_t i = 0; scene.run && i < data.partitionLanes; ++i) {
        const PartitionId partition(static_cast<std::uint16_t>(i));
        widest = std::max(
            widest, sketch.width(epochLabel(*scene.run.history, partition), FontRole::Small));
    }
    for (const TimelineData::GroupLane& group : data.groups) {
        widest = std::max(
            widest, sketch.width(groupLabel(*scene.run.history, group.group), FontRole::Small));
    }
    return widest;
}

} // namespace

const TimelineLayout::Lane* TimelineLayout::only(LaneKind kind) const
{
    const auto found = std::ranges::find(lanes, kind, &Lane::kind);
    return found == lanes.end() ? nullptr : &*found;
}

double TimelineLayout::x(Timestamp time) const
{
    const auto length = static_cast<double>(std::max<std::int64_t>(1, window.length().micros()));
    return plotLeft
        + (plotRight - plotLeft) * static_cast<double>((time - window.from).micros()) / length;
}

Timestamp TimelineLayout::time(double x) const
{
    const double part = std::clamp((x - plotLeft) / std::max(1.0, plotRight - plotLeft), 0.0, 1.0);
    return window.from
        + Duration(std::llround(part * static_cast<double>(window.length().micros())));
}

double TimelineLayout::mostScroll() const
{
    return std::max(0.0, rulerHeight + contentHeight - size.height());
}

QRectF TimelineLayout::plot(const Lane& lane) const
{
    return {plotLeft, lane.rect.top(), plotRight - plotLeft, lane.rect.height()};
}

TimelineLayout layOutTimeline(const TimelineData& data, const Scene& scene,
    const TimelineWindow& window, QSizeF size, const TimelineOptions& options, const Sketch& sketch)
{
    const double u = sketch.scale();
    TimelineLayout layout;
    layout.size = size;
    layout.window = window;
    layout.plotLeft = std::clamp(
        widestLabel(data, scene, options, sketch) + 30 * u, 96 * u, size.width() * 0.25);
    layout.plotRight = std::max(layout.plotLeft + 40, size.width() - 22);
    layout.rulerHeight = 30 * u;

    const std::size_t pillRows
        = scene.run.scenario ? layOutPills(layout, *scene.run.scenario, options, sketch) : 1;
    const double script = (static_cast<double>(pillRows) * kPillRow + 6) * u;
    const bool hasDanger = options.danger != nullptr;
    const auto count = static_cast<double>(data.brokers.size() + data.partitionLanes
        + data.groups.size() + data.lags.size() + (hasDanger ? 1 : 0) + (data.links.empty() ? 0 : 1)
        + (data.terms.empty() ? 0 : 1));
    const double legend = hasDanger ? kLegendRow * u : 0;
    const double room = size.height() - layout.rulerHeight - script - legend - 4;
    const double lane = std::clamp(room / std::max(1.0, count), 18 * u, 30 * u);
    layout.contentHeight = script + legend + lane * count + 4;

    double top = layout.rulerHeight - std::min(options.scroll, layout.mostScroll());
    for (TimelineLayout::Pill& pill : layout.pills) {
        pill.rect.translate(0, top + 4 * u);
    }
    const auto add = [&](TimelineLayout::LaneKind kind, std::size_t index, double height) {
        layout.lanes.push_back({kind, index, QRectF(0, top, size.width(), height)});
        top += height;
    };
    add(TimelineLayout::LaneKind::Script, 0, script);
    if (hasDanger) {
        add(TimelineLayout::LaneKind::Danger, 0, lane + legend);
    }
    if (!data.links.empty()) {
        add(TimelineLayout::LaneKind::Links, 0, lane);
    }
    for (std::size_t i = 0; i < data.brokers.size(); ++i) {
        add(TimelineLayout::LaneKind::Broker, i, lane);
    }
    if (!data.terms.empty()) {
        add(TimelineLayout::LaneKind::Terms, 0, lane);
    }
    for (std::size_t i = 0; i < data.partitionLanes; ++i) {
        add(TimelineLayout::LaneKind::Epochs, i, lane);
    }
    for (std::size_t i = 0; i < data.groups.size(); ++i) {
        add(TimelineLayout::LaneKind::Group, i, lane);
    }
    for (std::size_t i = 0; i < data.lags.size(); ++i) {
        add(TimelineLayout::LaneKind::Lag, i, lane);
    }
    return layout;
}

} // namespace brokerscope::views
