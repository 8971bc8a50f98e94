#include "views/sequence/sequence_picture.h"

#include "views/sequence/sequence_drawing.h"
#include "views/text/time_text.h"

#include <algorithm>

namespace brokerscope::views {

namespace {

constexpr double kVeil = 0.6; // over what has not happened yet

void drawThinned(const SequenceDrawing& drawing, const Excerpt& messages)
{
    if (!messages.isThinned()) {
        return;
    }
    const QString text = SequenceText::tr("%1 of %2 messages shown; zoom in for more")
                             .arg(messages.indexes.size())
                             .arg(messages.outOf);
    const QSizeF size = drawing.labelSize(text) + QSizeF(drawing.u(10), drawing.u(6));
    const QRectF plot = drawing.layout.plot();
    const QRectF rect(plot.right() - size.width() - 8, plot.bottom() - size.height() - 8,
        size.width(), size.height());
    Shape& note
        = drawing.sketch.pill(rect, text, FontRole::CaptionStrong, Ink::CardSunken, Ink::Text);
    note.stroke = Ink::Border;
    note.id = QStringLiteral("thinned");
    note.tip = text;
    drawing.room.take(rect);
}

} // namespace

Picture sequenceLines(const SequenceSubject& subject, const SequenceLayout& layout, bool large)
{
    Sketch sketch(layout.size, large);
    if (!subject.run || layout.lifelines.empty()) {
        const QString text = subject.run
            ? SequenceText::tr("Nothing to show: all of it is filtered out.")
            : SequenceText::tr("No run is open");
        sketch.text(QRectF(QPointF(0, 0), layout.size), text, FontRole::Body, Ink::TextMuted,
            Qt::AlignCenter);
        return sketch.take();
    }
    LabelRoom room(layout.plot().adjusted(2, 2, -2, -2));
    std::vector<LabelWish> labels;
    const SequenceDrawing drawing{subject.data, subject.shown, subject.run, subject.selection,
        subject.focus, layout, sketch, room, labels};
    const Excerpt messages
        = messagesWithin(subject.data, subject.shown, layout.window, kMostMessages);
    const Excerpt marks = marksWithin(subject.data, subject.shown, layout.window, kMostMarks);
    drawGrid(drawing);
    drawLifelines(drawing);
    drawOutages(drawing);
    drawMessages(drawing, messages);
    drawMarks(drawing, marks);
    drawTimes(drawing);
    drawThinned(drawing, messages);
    drawLabels(drawing);
    drawHeader(drawing);
    return sketch.take();
}

Picture sequenceOverlay(const Playhead& playhead, const SequenceLayout& layout, bool large)
{
    Sketch sketch(layout.size, large);
    if (layout.lifelines.empty()) {
        return sketch.take();
    }
    const QRectF plot = layout.plot();
    if (playhead.time < layout.window.to) {
        const double top = std::max(plot.top(), layout.y(playhead.time));
        Shape& veil = sketch.rect(
            QRectF(plot.left(), top, plot.width(), plot.bottom() - top), 0, Ink::Card);
        veil.opacity = kVeil;
    }
    if (!layout.window.contains(playhead.time)) {
        return sketch.take();
    }
    const double y = layout.y(playhead.time);
    const QString text = clockText(playhead.time);
    const QSizeF size(sketch.width(text, FontRole::MonoSmall) + 8 * sketch.scale(),
        sketch.lineHeight(FontRole::MonoSmall));
    const double top = std::max(plot.top(), y - size.height() - 2);
    sketch.line({0, y}, {layout.size.width(), y}, Ink::Accent, 2);
    Shape& time = sketch.rect(
        QRectF(layout.size.width() - size.width() - 4, top, size.width(), size.height()), 3,
        Ink::Card);
    time.text = text;
    time.font = FontRole::MonoSmall;
    time.ink = Ink::Accent;
    time.align = Qt::AlignCenter;
    time.id = QStringLiteral("playhead");
    time.state = QString::number(playhead.time.micros());
    time.tip = SequenceText::tr("The playhead, at %1").arg(timeText(playhead.time));
    return sketch.take();
}

Picture sequencePicture(const SequenceSubject& subject, const Playhead& playhead,
    const SequenceLayout& layout, bool large)
{
    Picture picture = sequenceLines(subject, layout, large);
    const Picture overlay = sequenceOverlay(playhead, layout, large);
    picture.shapes.insert(picture.shapes.end(), overlay.shapes.begin(), overlay.shapes.end());
    return picture;
}

} // namespace brokerscope::views
