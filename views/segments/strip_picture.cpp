#include "views/segments/strip_picture.h"

#include "views/picture/sketch.h"
#include "views/segments/look_up_target.h"
#include "views/segments/strip_layout.h"
#include "views/segments/strip_parts.h"
#include "views/text/names.h"

#include <QCoreApplication>

#include <algorithm>

namespace brokerscope::views {

namespace {

struct StripText {
    Q_DECLARE_TR_FUNCTIONS(StripPicture)
};

constexpr double kTickApart = 3; ///< ticks nearer than this become one

QString segmentTip(const SegmentOutline& segment, const ShownLog& log, bool isActive)
{
    QString tip = StripText::tr("Segment %1: offsets %2 to %3, %4")
                      .arg(toQString(segment.files.log))
                      .arg(segment.files.base.value())
                      .arg(segment.end.value() - 1)
                      .arg(sizeText(segment.files.logBytes));
    if (segment.end == segment.files.base) {
        tip = StripText::tr("Segment %1: empty").arg(toQString(segment.files.log));
    }
    if (isActive) {
        tip += StripText::tr(", active: new batches go here");
    }
    tip += StripText::tr(
        "; %n entry(s) in the index", nullptr, static_cast<int>(segment.index.size()));
    if (const auto durable = log.durableBytes.find(segment.files.log);
        durable != log.durableBytes.end() && durable->second < segment.files.logBytes) {
        tip += StripText::tr("; the last %1 only in the page cache")
                   .arg(sizeText(segment.files.logBytes - durable->second));
    }
    if (segment.recordsRemoved > 0) {
        tip += StripText::tr("; %n record(s) removed by the cleaner", nullptr,
            static_cast<int>(segment.recordsRemoved));
    }
    return tip;
}

class StripDrawing {
public:
    StripDrawing(const LogContent& content, const ShownLog& log,
        const std::optional<StripMark>& mark, QSizeF size, bool large)
        : m_content(content)
        , m_log(log)
        , m_mark(mark)
        , m_sketch(size, large)
        , m_layout(content, size, m_sketch.scale())
    {
    }

    Picture draw()
    {
        for (std::size_t i = 0; i < m_content.segments.size(); ++i) {
            drawSegment(i);
            drawTicks(i, false);
            drawTicks(i, true);
        }
        drawPagers();
        drawLegend();
        drawOffsetMarks(m_sketch, m_content, m_log, m_layout);
        drawBatches(m_sketch, m_content, m_log, m_mark, m_layout);
        return m_sketch.take();
    }

private:
    [[nodiscard]] bool isActive(std::size_t drawn) const
    {
        return m_content.firstSegment + drawn + 1 == m_content.segmentCount;
    }

    void drawSegment(std::size_t drawn)
    {
        const SegmentOutline& segment = m_content.segments[drawn];
        const QRectF& box = m_layout.segments[drawn];
        const bool isSelected = m_content.firstSegment + drawn == m_content.segment;
        const bool active = isActive(drawn);
        m_sketch.rect(box, 6, active ? Ink::Highlight : Ink::CardSunken);
        drawUnreachable(drawn);
        drawPageCache(drawn);
        drawGaps(drawn);
        Shape& frame = m_sketch.rect(box, 6, Ink::None,
            isSelected   ? Ink::Accent
                : active ? Ink::Warning
                         : Ink::Border,
            isSelected ? 2 : 1);
        frame.id = QStringLiteral("segment:%1").arg(segment.files.base.value());
        frame.tip = segmentTip(segment, m_log, active);
        frame.state = active ? QStringLiteral("active") : QStringLiteral("closed");
        if (isSelected) {
            frame.state += QStringLiteral(" selected");
        }
        drawName(segment, box, active);
        if (active) {
            m_sketch.text(m_layout.activeWord, StripText::tr("active", "a segment"),
                FontRole::CaptionStrong, Ink::Warning);
        }
    }

    void drawName(const SegmentOutline& segment, const QRectF& box, bool active)
    {
        const QString name = shortSegmentName(segment.files.base);
        const QString size = sizeText(segment.files.logBytes);
        const QRectF inside = box.adjusted(8, 0, -6, 0);
        const double nameWidth = m_sketch.width(name, FontRole::MonoSmall) + 10;
        const double sizeWidth = m_sketch.width(size, FontRole::Caption) + 2;
        const bool hasNotches = !segment.gaps.empty();
        const auto plate = [&](double left, double width) {
            // A gap's notch must not go through the letters.
            if (hasNotches) {
                const double height = inside.height() * 0.6;
                m_sketch.rect(QRectF(left, inside.center().y() - height / 2, width, height), 2,
                    active ? Ink::Highlight : Ink::CardSunken);
            }
        };
        plate(inside.left() - 2, nameWidth - 6);
        m_sketch.text(inside, name, FontRole::MonoSmall, active ? Ink::Text : Ink::TextMuted);
        if (nameWidth + sizeWidth < inside.width()) {
            plate(inside.right() - sizeWidth - 2, sizeWidth + 4);
            m_sketch.text(
                inside, size, FontRole::Caption, Ink::TextMuted, Qt::AlignRight | Qt::AlignVCenter);
        }
    }

    /// What lies before the log start offset: the bytes are there, but nobody can read them.
    void drawUnreachable(std::size_t drawn)
    {
        const SegmentOutline& segment = m_content.segments[drawn];
        if (m_log.logStart == kNoOffset || m_log.logStart <= segment.files.base) {
            return;
        }
        QRectF box = m_layout.segments[drawn];
        if (m_log.logStart < segment.end) {
            box.setRight(m_layout.xOf(m_content, m_log.logStart).value_or(box.right()));
        }
        Shape& below = m_sketch.rect(box, 6, Ink::Offline);
        below.id = QStringLiteral("unreachable:%1").arg(segment.files.base.value());
        below.tip = StripText::tr("Below the log start offset %1: still in the file, but no longer "
                                  "to be read")
                        .arg(m_log.logStart.value());
    }

    void drawPageCache(std::size_t drawn)
    {
        const SegmentOutline& segment = m_content.segments[drawn];
        const auto durable = m_log.durableBytes.find(segment.files.log);
        if (durable == m_log.durableBytes.end() || durable->second >= segment.files.logBytes) {
            return;
        }
        QRectF box = m_layout.segments[drawn];
        if (durable->second > 0) {
            box.setLeft(m_layout.xOf(m_content, drawn, durable->second));
        }
        Shape& cached = m_sketch.rect(box, 6, isActive(drawn) ? Ink::Highlight : Ink::CardSunken);
        cached.hatched = true;
        cached.id = QStringLiteral("page-cache:%1").arg(segment.files.base.value());
        cached.state = QStringLiteral("not fsynced");
        cached.tip = StripText::tr("Only in the page cache: a power loss now would take these %1")
                         .arg(sizeText(segment.files.logBytes - durable->second));
    }

    void drawGaps(std::size_t drawn)
    {
        const SegmentOutline& segment = m_content.segments[drawn];
        const QRectF& box = m_layout.segments[drawn];
        double lastRight = box.left();
        for (const OffsetGap& gap : segment.gaps) {
            const double x = m_layout.xOf(m_content, drawn, gap.position);
            if (x - 2 < lastRight) {
                continue;
            }
            lastRight = x + 4;
            Shape& notch = m_sketch.rect(
                QRectF(x - 2, box.top() + 1, 4, box.height() - 2), 0, Ink::Card, Ink::TextFaint);
            notch.dash = Dash::Dotted;
            notch.id = QStringLiteral("gap:%1-%2").arg(gap.from.value()).arg(gap.to.value());
            notch.state = QStringLiteral("compacted");
            notch.tip = StripText::tr("Offsets %1 to %2 are gone: compacted away")
                            .arg(gap.from.value())
                            .arg(gap.to.value() - 1);
        }
    }

    void drawTicks(std::size_t drawn, bool ofTime)
    {
        const SegmentOutline& segment = m_content.segments[drawn];
        const std::size_t count = ofTime ? segment.timeIndex.size() : segment.index.size();
        const double top = ofTime ? m_layout.timeTop : m_layout.indexTop;
        double last = -kTickApart;
        for (std::size_t slot = 0; slot < count; ++slot) {
            const bool marked = isMarked(drawn, slot, ofTime);
            const double x = ofTime ? m_layout.xOf(m_content, segment.timeIndex[slot].offset)
                                          .value_or(m_layout.segments[drawn].right())
                                    : m_layout.xOf(m_content, drawn, segment.index[slot].position);
            if (x - last < kTickApart && !marked) {
                continue;
            }
            last = x;
            Shape& tick = m_sketch.line({x, top}, {x, top + m_layout.tickHeight},
                marked       ? Ink::Warning
                    : ofTime ? Ink::Consumer1
                             : Ink::Leader,
                marked ? 4 : 2);
            tick.id = QStringLiteral("%1:%2/%3")
                          .arg(ofTime ? QLatin1String("timeindex") : QLatin1String("index"))
                          .arg(segment.files.base.value())
                          .arg(slot);
            tick.state = marked ? QStringLiteral("probed") : QString();
            tick.tip = ofTime ? timeTip(segment, slot) : indexTip(segment, slot);
        }
    }

    [[nodiscard]] bool isMarked(std::size_t drawn, std::size_t slot, bool ofTime) const
    {
        return m_mark && m_mark->slot && m_mark->inTimeIndex == ofTime && *m_mark->slot == slot
            && m_mark->segment == m_content.firstSegment + drawn;
    }

    static QString indexTip(const SegmentOutline& segment, std::size_t slot)
    {
        const inspect::OffsetEntry& entry = segment.index[slot];
        return StripText::tr("Index entry %1: offset %2 at byte %3")
            .arg(slot)
            .arg(entry.offset.value())
            .arg(numberText(entry.position));
    }

    static QString timeTip(const SegmentOutline& segment, std::size_t slot)
    {
        const inspect::TimeEntry& entry = segment.timeIndex[slot];
        return StripText::tr("Time index entry %1: nothing later than %2 up to offset %3")
            .arg(slot)
            .arg(wallTimeText(entry.timestampMs))
            .arg(entry.offset.value());
    }

    void drawPagers()
    {
        const std::size_t before = m_content.firstSegment;
        const std::size_t behind = m_content.segmentCount - before - m_content.segments.size();
        drawPager(m_sketch, m_layout.earlier, QStringLiteral("‹"),
            QStringLiteral("segments:earlier"),
            StripText::tr("%n earlier segment(s)", nullptr, static_cast<int>(before)));
        drawPager(m_sketch, m_layout.later, QStringLiteral("›"), QStringLiteral("segments:later"),
            StripText::tr("%n later segment(s)", nullptr, static_cast<int>(behind)));
    }

    /// Signs and what they mean, as many as there is room for.
    void drawLegend()
    {
        double left = m_layout.legend.left();
        const double middle = m_layout.legend.center().y();
        const auto say = [&](const QString& words) {
            const double width = m_sketch.width(words, FontRole::Caption) + 2;
            m_sketch.text(QRectF(left, m_layout.legend.top(), width, m_layout.legend.height()),
                words, FontRole::Caption, Ink::TextFaint);
            left += width + 16;
        };
        const auto tick = [&](Ink ink) {
            m_sketch.line({left + 2, middle - 4}, {left + 2, middle + 4}, ink, 2);
            left += 8;
        };
        tick(Ink::Leader);
        say(StripText::tr("entry of the offset index"));
        tick(Ink::Consumer1);
        say(StripText::tr("entry of the time index"));
        if (!m_log.durableBytes.empty()) {
            m_sketch.rect(QRectF(left, middle - 5, 14, 10), 2, Ink::CardSunken, Ink::Border).hatched
                = true;
            left += 20;
            say(StripText::tr("only in the page cache"));
        }
        const bool hasGaps = std::any_of(m_content.segments.begin(), m_content.segments.end(),
            [](const SegmentOutline& segment) { return !segment.gaps.empty(); });
        if (hasGaps) {
            m_sketch.rect(QRectF(left, middle - 5, 4, 10), 0, Ink::Card, Ink::TextFaint).dash
                = Dash::Dotted;
            left += 10;
            say(StripText::tr("compacted away"));
        }
    }

    const LogContent& m_content;
    const ShownLog& m_log;
    const std::optional<StripMark>& m_mark;
    Sketch m_sketch;
    StripLayout m_layout;
};

} // namespace

Picture stripPicture(const LogContent& content, const ShownLog& log,
    const std::optional<StripMark>& mark, QSizeF size, bool large)
{
    return StripDrawing(content, log, mark, size, large).draw();
}

QString shortSegmentName(Offset base)
{
    return QString::number(base.value()).rightJustified(6, QLatin1Char('0'))
        % QStringLiteral(".log");
}

} // namespace brokerscope::views
