#include "views/producer/producer_drawing.h"

#include "views/text/names.h"
#include "views/text/time_text.h"

#include <QLocale>

#include <algorithm>

namespace brokerscope::views {

QString ProducerDrawing::node(NodeId id) const
{
    return nodeName(*scene.run.history, id);
}

QString ProducerDrawing::partition(PartitionId id) const
{
    return partitionName(*scene.run.history, id);
}

bool ProducerDrawing::isSelected(BatchId batch) const
{
    return selection.kind == Selection::Kind::Batch && selection.node == producer
        && selection.batch == batch;
}

QString ProducerDrawing::batchId(const char* kind, BatchId batch) const
{
    return QLatin1String(kind) + QLatin1Char(':') + name + QLatin1Char('#')
        + QString::number(batch.value());
}

QString ProducerDrawing::recordId(const char* kind, RecordNumber number) const
{
    return QLatin1String(kind) + QLatin1Char(':') + name + QLatin1Char('#')
        + QString::number(number.value());
}

QString ProducerDrawing::fitting(
    std::initializer_list<QString> texts, FontRole font, double width) const
{
    const auto found = std::ranges::find_if(
        texts, [&](const QString& text) { return sketch.width(text, font) <= width; });
    return found == texts.end() ? *(texts.end() - 1) : *found;
}

QRectF ProducerDrawing::label(const QString& text, double top, double height) const
{
    const QRectF rect(layout.head.left(), top, layout.label - u(8), height);
    sketch.text(rect, text, FontRole::SmallStrong, Ink::TextMuted);
    return rect;
}

Shape& ProducerDrawing::clock(const QRectF& face, double fraction, double width, Ink ink) const
{
    const double inset = width / 2;
    const QRectF ring = face.adjusted(inset, inset, -inset, -inset);
    if (fraction > 0) {
        sketch.arc(ring, 1, Ink::Border, width);
    }
    return fraction > 0 ? sketch.arc(ring, fraction, ink, width)
                        : sketch.arc(ring, 1, Ink::Border, width);
}

void ProducerDrawing::select(const QRectF& rect, double radius) const
{
    sketch.rect(rect.adjusted(-3, -3, 3, 3), radius + 2, Ink::None, Ink::Accent, 2);
}

QString sequenceText(const history::BatchState& batch)
{
    const auto records = static_cast<std::int64_t>(batch.records.size());
    if (batch.baseSequence == kNoSequence) {
        return ProducerText::tr("%n record(s)", nullptr, static_cast<int>(records));
    }
    const std::int64_t first = batch.baseSequence.value();
    const Offset from(first);
    return ProducerText::tr("seq %1", "sequence numbers of a batch")
        .arg(offsets(from, Offset(first + std::max<std::int64_t>(1, records))));
}

QString leftText(Duration left)
{
    const double ms = static_cast<double>(left.micros()) / 1000;
    if (left >= seconds(10)) {
        return ProducerText::tr("%1 s").arg(QLocale().toString(ms / 1000, 'f', 1));
    }
    return ProducerText::tr("%1 ms").arg(QLocale().toString(ms, 'f', ms < 10 ? 1 : 0));
}

} // namespace brokerscope::views
