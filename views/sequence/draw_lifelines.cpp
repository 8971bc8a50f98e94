#include "views/sequence/sequence_drawing.h"
#include "views/text/names.h"
#include "views/text/time_text.h"
#include "views/timeline/nice_step.h"

#include <algorithm>
#include <cmath>

namespace brokerscope::views {

namespace {

constexpr double kBarWidth = 14;
constexpr double kPillHeight = 24;

QString howText(const SequenceData::Outage& outage)
{
    return outage.isPause ? SequenceText::tr("paused", "a node stands still")
                          : stopHowText(outage.how);
}

void drawOutage(
    const SequenceDrawing& drawing, const SequenceLayout::Lifeline& line, std::size_t index)
{
    const SequenceData::Outage& outage = drawing.data.outages[line.node.value()][index];
    const SequenceLayout& layout = drawing.layout;
    if (outage.to < layout.window.from || outage.from > layout.window.to) {
        return;
    }
    const double top = std::max(layout.header, layout.y(outage.from));
    const double bottom = std::min(layout.size.height(), layout.y(outage.to));
    const double width = drawing.u(kBarWidth);
    const QRectF rect(line.x - width / 2, top, width, std::max(3.0, bottom - top));
    const Ink ink = outage.isPause ? Ink::Warning : Ink::Danger;
    const QString name = nodeName(drawing.history(), line.node);

    Shape& bar = drawing.sketch.rect(rect, 3, Ink::Offline, ink);
    bar.hatched = true;
    bar.dash = outage.isPause ? Dash::Dashed : Dash::Solid;
    bar.id = QStringLiteral("outage:%1").arg(outage.began.value());
    bar.state = outage.isPause ? QStringLiteral("paused") : QStringLiteral("down");
    bar.tip = (outage.isPause ? SequenceText::tr("%1 stood still from %2 to %3 (%4)")
                              : SequenceText::tr("%1 was down from %2 to %3 (%4)"))
                  .arg(name, timeText(outage.from), timeText(outage.to), howText(outage));
    drawing.room.take(rect);

    const QSizeF size = drawing.labelSize(howText(outage));
    const double y = rect.top() + 1;
    LabelWish wish{0, howText(outage), ink, {}, bar.id, bar.tip, bar.state, 1};
    for (const double down : {0.0, size.height() + 2, 2 * size.height() + 4}) {
        wish.places.emplace_back(QPointF(rect.right() + drawing.u(5), y + down), size);
        wish.places.emplace_back(
            QPointF(rect.left() - drawing.u(5) - size.width(), y + down), size);
    }
    drawing.labels.push_back(std::move(wish));
}

template <class Function>
void forEachTime(const SequenceDrawing& drawing, Function&& function)
{
    const TimelineWindow& window = drawing.layout.window;
    const double rows = std::max(1.0, drawing.layout.plot().height() / drawing.u(56));
    const Duration step
        = niceStep(Duration(std::llround(static_cast<double>(window.length().micros()) / rows)));
    std::int64_t i = (window.from.micros() + step.micros() - 1) / step.micros();
    for (; i * step.micros() <= window.to.micros(); ++i) {
        function(Timestamp(i * step.micros()), step);
    }
}

} // namespace

QSizeF SequenceDrawing::labelSize(const QString& text) const
{
    return {sketch.width(text, FontRole::CaptionStrong) + u(6),
        sketch.lineHeight(FontRole::CaptionStrong)};
}

void drawGrid(const SequenceDrawing& drawing)
{
    forEachTime(drawing, [&](Timestamp time, Duration) {
        const double y = std::round(drawing.layout.y(time)) + 0.5;
        drawing.sketch.line(
            {drawing.layout.ruler, y}, {drawing.layout.size.width(), y}, Ink::GridLine, 1);
    });
}

void drawTimes(const SequenceDrawing& drawing)
{
    const SequenceLayout& layout = drawing.layout;
    const double height = drawing.sketch.lineHeight(FontRole::Caption);
    const double lowest = std::max(layout.header, layout.size.height() - height);
    // Lifelines that are scrolled away pass below the times.
    drawing.sketch.rect(
        QRectF(0, layout.header, layout.ruler, layout.plot().height()), 0, Ink::Card);
    forEachTime(drawing, [&](Timestamp time, Duration step) {
        const double top = std::clamp(layout.y(time) - height / 2, layout.header, lowest);
        drawing.sketch.text(QRectF(8, top, layout.ruler - 16, height), rulerText(time, step),
            FontRole::Caption, Ink::TextMuted, Qt::AlignRight | Qt::AlignVCenter);
    });
}

void drawLifelines(const SequenceDrawing& drawing)
{
    const SequenceLayout& layout = drawing.layout;
    for (const SequenceLayout::Lifeline& line : layout.lifelines) {
        drawing.sketch.line(
            {line.x, layout.header}, {line.x, layout.size.height()}, Ink::Border, 1.4);
    }
}

void drawOutages(const SequenceDrawing& drawing)
{
    for (const SequenceLayout::Lifeline& line : drawing.layout.lifelines) {
        const auto& outages = drawing.data.outages[line.node.value()];
        for (std::size_t i = 0; i < outages.size(); ++i) {
            drawOutage(drawing, line, i);
        }
    }
}

void drawHeader(const SequenceDrawing& drawing)
{
    const SequenceLayout& layout = drawing.layout;
    Sketch& sketch = drawing.sketch;
    sketch.rect(QRectF(0, 0, layout.size.width(), layout.header - 4), 0, Ink::Card);
    const double height = drawing.u(kPillHeight);
    for (const SequenceLayout::Lifeline& line : layout.lifelines) {
        const QString name = nodeName(drawing.history(), line.node);
        const double width
            = std::max(drawing.u(52), sketch.width(name, FontRole::SmallStrong) + drawing.u(20));
        const QRectF rect(line.x - width / 2, (layout.header - 4 - height) / 2, width, height);
        const bool chosen = drawing.selection.kind == Selection::Kind::Node
            && drawing.selection.node == line.node;
        Shape& pill = sketch.pill(rect, name, FontRole::SmallStrong,
            chosen ? Ink::Highlight : Ink::CardSunken, Ink::Text);
        pill.stroke = chosen ? Ink::Accent : Ink::Border;
        pill.id = QStringLiteral("lifeline:") + name;
        pill.state = chosen ? QStringLiteral("selected") : QString();
        pill.tip = SequenceText::tr("%1, %2", "name of a node; its kind")
                       .arg(name, nodeKindText(drawing.history().roster().at(line.node).kind));
    }
    sketch.rect(QRectF(0, 0, layout.ruler, layout.header - 4), 0, Ink::Card);
}

} // namespace brokerscope::views
