#include "views/timeline/timeline_picture.h"

#include "views/timeline/lanes.h"

#include <algorithm>

namespace brokerscope::views {

QRectF LaneDrawing::bar(
    const TimelineLayout::Lane& lane, Timestamp from, Timestamp to, double inset) const
{
    const double left = std::max(layout.plotLeft, layout.x(from));
    const double right = std::min(layout.plotRight, layout.x(to));
    if (right < layout.plotLeft || left > layout.plotRight || right < left) {
        return {};
    }
    return {
        left, lane.rect.top() + inset, std::max(2.0, right - left), lane.rect.height() - 2 * inset};
}

void LaneDrawing::label(const TimelineLayout::Lane& lane, const QString& text) const
{
    sketch.text(QRectF(16, lane.rect.top(), layout.plotLeft - 24, lane.rect.height()), text,
        FontRole::Small, Ink::TextMuted);
    const double bottom = lane.rect.bottom();
    sketch.line({0, bottom}, {layout.size.width(), bottom}, Ink::GridLine, 1);
}

Picture timelineLanes(const TimelineData& data, const Scene& scene, const Selection& selection,
    const TimelineLayout& layout, const TimelineOptions& options)
{
    Sketch sketch(layout.size, options.large);
    if (!scene.run) {
        sketch.text(QRectF(QPointF(0, 0), layout.size), TimelineText::tr("No run is open"),
            FontRole::Body, Ink::TextMuted, Qt::AlignCenter);
        return sketch.take();
    }
    const LaneDrawing drawing{data, scene, *scene.run.history, selection, layout, options, sketch};
    drawGrid(drawing);
    for (const TimelineLayout::Lane& lane : layout.lanes) {
        switch (lane.kind) {
        case TimelineLayout::LaneKind::Script:
            break; // its stems and pills lie over the other lanes
        case TimelineLayout::LaneKind::Danger:
            drawDangerLane(drawing, lane);
            break;
        case TimelineLayout::LaneKind::Links:
            drawLinksLane(drawing, lane);
            break;
        case TimelineLayout::LaneKind::Terms:
            drawTermsLane(drawing, lane);
            break;
        case TimelineLayout::LaneKind::Broker:
            drawBrokerLane(drawing, lane);
            break;
        case TimelineLayout::LaneKind::Epochs:
            drawEpochLane(drawing, lane);
            break;
        case TimelineLayout::LaneKind::Group:
            drawGroupLane(drawing, lane);
            break;
        case TimelineLayout::LaneKind::Lag:
            drawLagLane(drawing, lane);
            break;
        }
    }
    if (!layout.lanes.empty()) {
        drawScriptLane(drawing, layout.lanes.front());
    }
    drawRuler(drawing);
    return sketch.take();
}

Picture timelineOverlay(const TimelineData& data, const Scene& scene, const TimelineLayout& layout,
    const TimelineOptions& options)
{
    Sketch sketch(layout.size, options.large);
    if (scene.run) {
        const Selection none;
        const LaneDrawing drawing{data, scene, *scene.run.history, none, layout, options, sketch};
        drawMarkers(drawing);
        drawPlayhead(drawing);
    }
    return sketch.take();
}

Picture timelinePicture(const TimelineData& data, const Scene& scene, const Selection& selection,
    const TimelineWindow& window, QSizeF size, const TimelineOptions& options)
{
    const Sketch metrics(size, options.large);
    const TimelineLayout layout = layOutTimeline(data, scene, window, size, options, metrics);
    Picture picture = timelineLanes(data, scene, selection, layout, options);
    const Picture overlay = timelineOverlay(data, scene, layout, options);
    picture.shapes.insert(picture.shapes.end(), overlay.shapes.begin(), overlay.shapes.end());
    return picture;
}

} // namespace brokerscope::views
