#include "views/segments/look_up_story.h"
#include "views/segments/look_up_target.h"
#include "views/segments/problem_text.h"
#include "views/segments/strip_parts.h"

#include <QCoreApplication>

namespace brokerscope::views {

namespace {

struct BatchRowText {
    Q_DECLARE_TR_FUNCTIONS(StripPicture)
};

struct BatchLook {
    Ink fill = Ink::CardSunken;
    Ink stroke = Ink::Border;
    Ink text = Ink::Text;
    QString sign; ///< before the offsets
    QString state;
};

BatchLook lookOf(const BatchHead& batch, bool isOpened, bool isMarked, bool isHit)
{
    BatchLook look;
    look.state = QStringLiteral("data");
    if (batch.isControl) {
        look = {Ink::CardSunken, Ink::Consumer1, Ink::Text, QStringLiteral("◆ "),
            QStringLiteral("control")};
    }
    if (!batch.hasValidCrc) {
        look = {Ink::DangerSoft, Ink::Danger, Ink::Danger, QStringLiteral("✗ "),
            QStringLiteral("corrupt")};
    }
    if (isOpened) {
        look.fill = batch.hasValidCrc ? Ink::Accent : Ink::Danger;
        look.stroke = look.fill;
        look.text = Ink::TextOnAccent;
        look.state += QStringLiteral(" opened");
    }
    if (isMarked) {
        look.stroke = isHit ? Ink::Success : Ink::Warning;
        look.sign = isHit ? QStringLiteral("✓ ") : QStringLiteral("? ");
        look.state += isHit ? QStringLiteral(" hit") : QStringLiteral(" scanned");
    }
    return look;
}

QString batchTip(const BatchHead& batch)
{
    QString tip
        = BatchRowText::tr(
            "Batch %1 at byte %2: %n record(s), %3", "offsets; position; size", batch.records)
              .arg(offsetsText(batch.base, batch.last),
                  numberText(static_cast<std::int64_t>(batch.position)), sizeText(batch.size));
    if (batch.isControl) {
        tip += BatchRowText::tr(", a control batch (◆)");
    }
    if (!batch.hasValidCrc) {
        tip += BatchRowText::tr(", its CRC is wrong (✗)");
    }
    return tip;
}

/// "130–194" of the whole row; its blocks may be too narrow to say it.
QString shownOffsets(const BatchRun& run)
{
    return run.batches.empty() ? QStringLiteral("–")
                               : offsetsText(run.batches.front().base, run.batches.back().last);
}

bool fits(const Sketch& sketch, const QString& label, double width)
{
    return sketch.width(label, FontRole::MonoSmall) + 4 <= width;
}

/// Whether every block has room for both its first and its last offset.
bool hasRoomForRanges(
    const Sketch& sketch, const std::vector<BatchHead>& batches, const StripLayout& layout)
{
    for (std::size_t i = 0; i < batches.size(); ++i) {
        const QString range = offsetsText(batches[i].base, batches[i].last);
        if (!fits(sketch, range, layout.batches[i].width())) {
            return false;
        }
    }
    return true;
}

/// The longest label that the block has room for; one kind for all blocks, since "83" beside
/// "85–86" would look like a batch of one record.
QString labelFor(const Sketch& sketch, const BatchHead& batch, const QString& sign, bool showsRange,
    double width)
{
    const QString base = QString::number(batch.base.value());
    const QString range = showsRange ? offsetsText(batch.base, batch.last) : base;
    for (const QString& label :
        {QString(sign % range), QString(sign % base), base, sign.trimmed()}) {
        if (fits(sketch, label, width)) {
            return label;
        }
    }
    return {};
}

} // namespace

void drawPager(
    Sketch& sketch, const QRectF& rect, const QString& sign, const QString& id, const QString& tip)
{
    if (rect.isNull()) {
        return;
    }
    Shape& pager = sketch.rect(rect, 6, Ink::CardSunken, Ink::Border);
    pager.id = id;
    pager.tip = tip;
    pager.text = sign;
    pager.font = FontRole::BodyStrong;
    pager.ink = Ink::Text;
    pager.align = Qt::AlignCenter;
}

void drawBatches(Sketch& sketch, const LogContent& content, const ShownLog& log,
    const std::optional<StripMark>& mark, const StripLayout& layout)
{
    if (content.segment >= log.partition.segments.size() || content.segmentCount == 0) {
        return;
    }
    // The strip may have been paged on, away from the selected segment.
    const QString name = shortSegmentName(log.partition.segments[content.segment].base);
    sketch.text(layout.batchesLabel,
        content.batches.batches.empty() && !content.batches.problem
            ? BatchRowText::tr("%1 has no batches yet").arg(name)
            : BatchRowText::tr("batches in %1, offsets %2")
                  .arg(name, shownOffsets(content.batches)),
        FontRole::CaptionStrong, Ink::TextMuted);
    const bool showsRanges = hasRoomForRanges(sketch, content.batches.batches, layout);
    const bool isMarkedHere = mark && mark->segment == content.segment && mark->position;
    for (std::size_t i = 0; i < content.batches.batches.size(); ++i) {
        const BatchHead& batch = content.batches.batches[i];
        const bool isOpened = content.batch && content.batch->position == batch.position;
        const bool isMarked = isMarkedHere && *mark->position == batch.position;
        const BatchLook look = lookOf(batch, isOpened, isMarked, isMarked && mark->isHit);
        const QRectF& rect = layout.batches[i];
        Shape& block = sketch.rect(rect, 3, look.fill, look.stroke, isMarked ? 3 : 1);
        block.id = QStringLiteral("batch:%1").arg(batch.base.value());
        block.tip = batchTip(batch);
        block.state = look.state;
        block.text = labelFor(sketch, batch, look.sign, showsRanges, rect.width());
        block.font = FontRole::MonoSmall;
        block.ink = look.text;
        block.align = Qt::AlignCenter;
    }
    drawPager(sketch, layout.earlierBatches, QStringLiteral("‹"), QStringLiteral("batches:earlier"),
        BatchRowText::tr("Earlier batches of this segment"));
    drawPager(sketch, layout.laterBatches, QStringLiteral("›"), QStringLiteral("batches:later"),
        BatchRowText::tr("Later batches of this segment"));
    if (!layout.trouble.isNull()) {
        Shape& end = sketch.rect(layout.trouble, 3, Ink::DangerSoft, Ink::Danger);
        end.id = QStringLiteral("problem");
        end.tip = problemText(*content.batches.problem);
        end.state = QStringLiteral("unreadable");
        end.text = QStringLiteral("✗");
        end.font = FontRole::BodyStrong;
        end.ink = Ink::Danger;
        end.align = Qt::AlignCenter;
    }
}

} // namespace brokerscope::views
