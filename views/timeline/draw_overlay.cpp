#include "views/text/anomaly_text.h"
#include "views/text/time_text.h"
#include "views/timeline/lanes.h"

#include <QStringList>

#include <algorithm>
#include <map>

namespace brokerscope::views {

namespace {

using history::Anomaly;
using history::AnomalyKind;

// "3 × lost after ack, 1 × redelivered"
QString kindsText(const std::vector<const Anomaly*>& anomalies)
{
    std::map<AnomalyKind, int> counts;
    for (const Anomaly* anomaly : anomalies) {
        ++counts[anomaly->kind];
    }
    QStringList parts;
    for (const auto& [kind, count] : counts) {
        parts.append(TimelineText::tr("%1 × %2").arg(count).arg(anomalyTitle(kind)));
    }
    return parts.join(QStringLiteral(", "));
}

const TimelineLayout::Lane* epochLane(const TimelineLayout& layout, PartitionId partition)
{
    for (const TimelineLayout::Lane& lane : layout.lanes) {
        if (lane.kind == TimelineLayout::LaneKind::Epochs && lane.index == partition.value()) {
            return &lane;
        }
    }
    return nullptr;
}

void drawMarker(
    const LaneDrawing& drawing, EventId established, const std::vector<const Anomaly*>& anomalies)
{
    const TimelineLayout::Lane* lane = epochLane(drawing.layout, anomalies.front()->partition);
    const Timestamp time = drawing.history.event(established).time;
    if (lane == nullptr || !drawing.layout.window.contains(time)
        || lane->rect.top() < drawing.layout.rulerHeight - 2) {
        return;
    }
    const QPointF center(drawing.layout.x(time), lane->rect.center().y());
    const double r = drawing.u(8);
    Shape& marker = drawing.sketch.polygon({center + QPointF(0, -r), center + QPointF(r, 0),
                                               center + QPointF(0, r), center + QPointF(-r, 0)},
        Ink::Danger);
    marker.stroke = Ink::Card;
    marker.width = 2;
    marker.id = QStringLiteral("marker:%1").arg(established.value());
    marker.state = QString::number(anomalies.size());
    marker.tip = TimelineText::tr("%1: %2").arg(timeText(time), kindsText(anomalies));
    drawing.sketch.text(QRectF(center - QPointF(r, r), QSizeF(2 * r, 2 * r)), QStringLiteral("!"),
        FontRole::CaptionStrong, Ink::TextOnAccent, Qt::AlignCenter);
}

} // namespace

void drawMarkers(const LaneDrawing& drawing)
{
    if (!drawing.scene.run.verdict) {
        return;
    }
    // Ascending by the event that established them, so equal ones are neighbours.
    const std::vector<Anomaly>& all = drawing.scene.run.verdict->anomalies;
    std::map<PartitionId, double>
        free; // per lane: markers that would cover one another are left out
    for (auto first = all.begin(); first != all.end();) {
        const EventId established = first->established;
        if (established.value() >= drawing.scene.playhead.applied) {
            break;
        }
        std::vector<const Anomaly*> together;
        for (; first != all.end() && first->established == established; ++first) {
            together.push_back(&*first);
        }
        const double x = drawing.layout.x(drawing.history.event(established).time);
        const auto taken = free.find(together.front()->partition);
        if (taken == free.end() || x >= taken->second) {
            drawMarker(drawing, established, together);
            free[together.front()->partition] = x + drawing.u(7);
        }
    }
}

void drawPlayhead(const LaneDrawing& drawing)
{
    const TimelineLayout& layout = drawing.layout;
    const Timestamp time = drawing.scene.playhead.time;
    if (!layout.window.contains(time)) {
        return;
    }
    const double x = layout.x(time);
    const double half = drawing.u(7);
    const double top = drawing.u(4);
    drawing.sketch.line({x, top}, {x, layout.size.height()}, Ink::Accent, 2);
    Shape& grip
        = drawing.sketch.polygon({{x - half, top}, {x + half, top}, {x + half, top + drawing.u(8)},
                                     {x, top + drawing.u(16)}, {x - half, top + drawing.u(8)}},
            Ink::Accent);
    grip.id = QStringLiteral("playhead");
    grip.state = QString::number(time.micros());
    grip.tip = TimelineText::tr("The playhead, at %1").arg(timeText(time));
}

} // namespace brokerscope::views
