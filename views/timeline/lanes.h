#pragma once

#include "views/picture/sketch.h"
#include "views/timeline/timeline_layout.h"

#include <QCoreApplication>

namespace brokerscope::views {

/// The translation context of all texts on the timeline.
struct TimelineText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::TimelineText)
};

/// Height of the row of signs below the danger strip, in units.
inline constexpr double kLegendRow = 15;

/// What every part of the timeline is drawn from and onto.
struct LaneDrawing {
    const TimelineData& data;
    const Scene& scene;
    const history::History& history;
    const Selection& selection;
    const TimelineLayout& layout;
    const TimelineOptions& options;
    Sketch& sketch;

    [[nodiscard]] double u(double units) const { return units * sketch.scale(); }
    /// The part of [from, to] that is in the window, as a bar in the lane; a null rectangle when
    /// none is.
    [[nodiscard]] QRectF bar(
        const TimelineLayout::Lane& lane, Timestamp from, Timestamp to, double inset) const;
    void label(const TimelineLayout::Lane& lane, const QString& text) const;
};

/// "you & script", "orders-0 leader": what stands before a lane.
[[nodiscard]] QString scriptLabel();
[[nodiscard]] QString epochLabel(const history::History& history, PartitionId partition);
/// "group billing"
[[nodiscard]] QString groupLabel(const history::History& history, StringId group);
/// "danger if b1 loses power"
[[nodiscard]] QString dangerLabel(const scenario::Scenario& scenario, std::size_t fault);

void drawGrid(const LaneDrawing& drawing);
void drawRuler(const LaneDrawing& drawing);
void drawBrokerLane(const LaneDrawing& drawing, const TimelineLayout::Lane& lane);
void drawEpochLane(const LaneDrawing& drawing, const TimelineLayout::Lane& lane);
/// The slots of the danger strip, and below them what their signs mean and how far it is.
void drawDangerLane(const LaneDrawing& drawing, const TimelineLayout::Lane& lane);
void drawLinksLane(const LaneDrawing& drawing, const TimelineLayout::Lane& lane);
void drawTermsLane(const LaneDrawing& drawing, const TimelineLayout::Lane& lane);
void drawGroupLane(const LaneDrawing& drawing, const TimelineLayout::Lane& lane);
void drawLagLane(const LaneDrawing& drawing, const TimelineLayout::Lane& lane);
void drawScriptLane(const LaneDrawing& drawing, const TimelineLayout::Lane& lane);
void drawMarkers(const LaneDrawing& drawing);
void drawPlayhead(const LaneDrawing& drawing);

} // namespace brokerscope::views
