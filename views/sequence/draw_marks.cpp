#include "views/sequence/mark_look.h"
#include "views/sequence/sequence_drawing.h"
#include "views/text/event_text.h"

#include <algorithm>

namespace brokerscope::views {

namespace {

QSizeF sizeOf(const SequenceDrawing& drawing, MarkSign sign)
{
    switch (sign) {
    case MarkSign::Block:
    case MarkSign::Hatched:
        return {drawing.u(18), drawing.u(9)};
    case MarkSign::Bar:
        return {drawing.u(18), drawing.u(3)};
    case MarkSign::Crown:
        return {drawing.u(15), drawing.u(13)};
    case MarkSign::Ring:
    case MarkSign::Cross:
        return {drawing.u(10), drawing.u(10)};
    }
    return {};
}

Shape& drawSign(const SequenceDrawing& drawing, const MarkLook& look, const QRectF& rect)
{
    Sketch& sketch = drawing.sketch;
    switch (look.sign) {
    case MarkSign::Block:
    case MarkSign::Bar:
        return sketch.rect(rect, 2, look.ink);
    case MarkSign::Hatched: {
        Shape& box = sketch.rect(rect, 2, Ink::Offline, look.ink, 1.5);
        box.hatched = true;
        return box;
    }
    case MarkSign::Crown:
        return sketch.crown(rect.center(), rect.width(), look.ink);
    case MarkSign::Ring:
        return sketch.rect(rect, rect.height() / 2, Ink::Card, look.ink, 2);
    case MarkSign::Cross:
        return sketch.cross(rect.center(), rect.width(), look.ink);
    }
    return sketch.rect(rect, 2, look.ink);
}

/// Right of the lifeline, left of it, and both a little higher or lower.
std::vector<QRectF> placesBeside(const SequenceDrawing& drawing, const QRectF& rect, QSizeF size)
{
    const double gap = drawing.u(4);
    const double top = rect.center().y() - size.height() / 2;
    std::vector<QRectF> places;
    for (const double shift : {0.0, -0.8, 0.8}) {
        const double y = top + shift * size.height();
        places.emplace_back(QPointF(rect.right() + gap, y), size);
        places.emplace_back(QPointF(rect.left() - gap - size.width(), y), size);
    }
    return places;
}

struct Placed {
    std::uint32_t index = 0;
    MarkLook look;
    QRectF rect;
};

void drawMark(const SequenceDrawing& drawing, const Placed& placed)
{
    const SequenceData::Mark& mark = drawing.data.marks[placed.index];
    const bool isInFocus = drawing.focus.marks.contains(placed.index);
    const double opacity = drawing.opacity(isInFocus);
    Shape& sign = drawSign(drawing, placed.look, placed.rect);
    sign.id = QStringLiteral("mark:") + QString::number(mark.event.value());
    sign.tip = sentence(drawing.history(), mark.event);
    sign.state = placed.look.label;
    sign.opacity = opacity;
    drawing.labels.push_back({placed.look.rank - (isInFocus ? 10 : 0), placed.look.label,
        placed.look.ink == Ink::Follower ? Ink::TextMuted : placed.look.ink,
        placesBeside(drawing, placed.rect, drawing.labelSize(placed.look.label)), sign.id, sign.tip,
        sign.state, opacity});
}

} // namespace

void drawMarks(const SequenceDrawing& drawing, const Excerpt& marks)
{
    std::vector<Placed> wished;
    for (const std::uint32_t index : marks.indexes) {
        const SequenceData::Mark& mark = drawing.data.marks[index];
        if (!drawing.layout.has(mark.node)) {
            continue;
        }
        Placed placed{index, markLook(drawing.run, mark), {}};
        const QSizeF size = sizeOf(drawing, placed.look.sign);
        const QPointF center(drawing.layout.xOf[mark.node.value()], drawing.layout.y(mark.time));
        placed.rect = QRectF(center - QPointF(size.width() / 2, size.height() / 2), size);
        wished.push_back(std::move(placed));
    }
    // Where signs would cover one another the more important one stays.
    std::ranges::stable_sort(wished, {}, [&](const Placed& placed) {
        return placed.look.rank - (drawing.focus.marks.contains(placed.index) ? 10 : 0);
    });
    LabelRoom signs(drawing.layout.plot());
    for (const Placed& placed : wished) {
        const QRectF own = placed.rect.adjusted(0, 0.5, 0, -0.5);
        if (signs.isFree(own)) {
            signs.take(own);
            drawing.room.take(placed.rect);
            drawMark(drawing, placed);
        }
    }
}

} // namespace brokerscope::views
