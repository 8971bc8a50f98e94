#include "views/producer/producer_drawing.h"
#include "views/producer/reason_look.h"
#include "views/text/names.h"
#include "views/text/size_text.h"

#include <algorithm>
#include <vector>

namespace brokerscope::views {

namespace {

using ClosedBatch = ProducerData::ClosedBatch;
using Ending = ProducerData::Ending;

constexpr double kSwatch = 13;
constexpr double kMostPitch = 25;
constexpr double kLeastPitch = 16; // less has no room for a letter

/// What the legend explains.
struct LegendEntry {
    ReasonLook look;
    bool isHollow = false;
};

std::vector<LegendEntry> legendOf(const ProducerData::Producer& data)
{
    std::vector<LegendEntry> entries;
    for (const event::CloseReason reason : kCloseReasons) {
        if (data.has(reason)) {
            entries.push_back({reasonLook(reason), false});
        }
    }
    if (!entries.empty()) {
        entries.push_back(
            {{Ink::TextMuted, {}, ProducerText::tr("not answered yet", "a batch")}, true});
    }
    return entries;
}

double widthOf(const LegendEntry& entry, const Sketch& sketch)
{
    return sketch.width(entry.look.word, FontRole::Small) + (kSwatch + 7 + 20) * sketch.scale();
}

Ending endingAt(const ClosedBatch& batch, std::size_t applied)
{
    return batch.ended.value() < applied ? batch.ending : Ending::None;
}

QString stateName(Ending ending)
{
    switch (ending) {
    case Ending::None:
        return QStringLiteral("held");
    case Ending::Acked:
        return QStringLiteral("acked");
    case Ending::Failed:
        return QStringLiteral("failed");
    case Ending::Split:
        return QStringLiteral("split");
    }
    return {};
}

QString endingText(Ending ending)
{
    switch (ending) {
    case Ending::None:
        return ProducerText::tr("not answered yet", "a batch");
    case Ending::Acked:
        return ProducerText::tr("acknowledged", "a batch");
    case Ending::Failed:
        return ProducerText::tr("failed", "a batch");
    case Ending::Split:
        return ProducerText::tr("too large for the broker and split", "a batch");
    }
    return {};
}

void drawBar(const ProducerDrawing& d, const ClosedBatch& batch, const QRectF& place)
{
    const ReasonLook look = reasonLook(batch.reason);
    const Ending ending = endingAt(batch, d.scene.playhead.applied);
    const bool isHollow = ending == Ending::None;
    const double level = std::clamp(
        static_cast<double>(batch.bytes) / static_cast<double>(d.settings.batchSize), 0.0, 1.0);
    QRectF rect = place;
    rect.setTop(place.bottom() - std::max(d.u(3), place.height() * level));
    Shape& bar = d.sketch.rect(
        rect, 2, isHollow ? Ink::CardSunken : look.ink, isHollow ? look.ink : Ink::None, 1);
    bar.dash = isHollow ? Dash::Dashed : Dash::Solid;
    bar.id = d.batchId("closed", batch.batch);
    bar.state = stateName(ending);
    bar.tip = ProducerText::tr("Batch %1 for %2: %n record(s), %3 (batch.size), %4. It was closed "
                               "because %5",
        nullptr, static_cast<int>(batch.records))
                  .arg(QString::number(batch.batch.value()), d.partition(batch.partition),
                      byteSizeOfText(batch.bytes, static_cast<std::uint64_t>(d.settings.batchSize)),
                      endingText(ending), closeReasonText(batch.reason));
    const double line = d.u(14);
    const bool isInside = rect.height() >= line;
    const QRectF letter(
        rect.left(), isInside ? rect.bottom() - line : rect.top() - line, rect.width(), line);
    Shape& text = d.sketch.text(letter, look.letter, FontRole::CaptionStrong,
        isInside && !isHollow ? Ink::TextOnAccent : look.ink, Qt::AlignCenter);
    text.elide = false;
    if (ending == Ending::Failed) {
        d.sketch.cross({rect.center().x(), place.top() + d.u(4)}, d.u(8), Ink::Danger);
    }
    if (d.isSelected(batch.batch)) {
        d.select(rect, 2);
    }
}

void drawLegend(const ProducerDrawing& d)
{
    const QRectF area = d.layout.legend.adjusted(d.layout.label, d.u(4), 0, 0);
    double left = area.left();
    double top = area.top();
    for (const LegendEntry& entry : legendOf(d.data)) {
        const double width = widthOf(entry, d.sketch);
        if (left > area.left() && left + width - d.u(20) > area.right()) {
            left = area.left();
            top += d.u(22);
        }
        const double swatch = d.u(kSwatch);
        Shape& box = d.sketch.rect(QRectF(left, top + d.u(2), swatch, swatch), 2,
            entry.isHollow ? Ink::CardSunken : entry.look.ink,
            entry.isHollow ? entry.look.ink : Ink::None);
        box.dash = entry.isHollow ? Dash::Dashed : Dash::Solid;
        box.text = entry.look.letter;
        box.font = FontRole::CaptionStrong;
        box.ink = Ink::TextOnAccent;
        box.align = Qt::AlignCenter;
        d.sketch.text(QRectF(left + swatch + d.u(7), top, width, d.u(17)), entry.look.word,
            FontRole::Small, Ink::TextMuted);
        left += width;
    }
}

} // namespace

double legendWidth(const ProducerData::Producer& data, const Sketch& sketch)
{
    double width = 0;
    for (const LegendEntry& entry : legendOf(data)) {
        width += widthOf(entry, sketch);
    }
    return width;
}

void drawRecent(const ProducerDrawing& d)
{
    const QRectF& block = d.layout.recent;
    d.label(ProducerText::tr("last batches"), block.top() + d.u(2), d.u(16));
    const QRectF area(
        d.layout.barLeft(), block.top() + d.u(4), block.right() - d.layout.barLeft(), d.u(44));
    // In a narrow window there are fewer, rather than unreadable ones.
    const std::size_t most
        = std::min(kRecentBatches, static_cast<std::size_t>(area.width() / d.u(kLeastPitch)));
    const auto& all = d.moment.recent;
    const auto recent = all.last(std::min(most, all.size()));
    if (recent.empty()) {
        d.sketch.text(QRectF(area.left(), block.top() + d.u(2), area.width(), d.u(16)),
            ProducerText::tr("no batch was closed so far"), FontRole::Small, Ink::TextMuted);
        return;
    }
    const auto places = static_cast<double>(std::max<std::size_t>(1, most));
    const double pitch = std::min(d.u(kMostPitch), area.width() / places);
    d.sketch.line({area.left(), area.top()}, {area.left() + pitch * places, area.top()},
        Ink::GridLine, 1, Dash::Dotted);
    d.sketch.line(
        {area.left(), area.bottom()}, {area.left() + pitch * places, area.bottom()}, Ink::Border);
    for (std::size_t i = 0; i < recent.size(); ++i) {
        drawBar(d, recent[i],
            QRectF(area.left() + static_cast<double>(i) * pitch, area.top(), pitch * 0.72,
                area.height()));
    }
    drawLegend(d);
}

} // namespace brokerscope::views
