#include "views/segments/look_up_picture.h"

#include "views/picture/sketch.h"
#include "views/segments/look_up_target.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace brokerscope::views {

namespace {

using inspect::IndexProbe;
using inspect::IndexSearch;

struct LookUpPictureText {
    Q_DECLARE_TR_FUNCTIONS(LookUpPicture)
};

constexpr double kLine = 23;
constexpr double kEntriesRow = 66;
constexpr double kNarrowestEntry = 14;
constexpr double kWidestEntry = 92;

QString shortKey(std::int64_t key, bool inTimeIndex)
{
    return inTimeIndex
        ? QDateTime::fromMSecsSinceEpoch(key, Qt::UTC).toString(QStringLiteral("HH:mm:ss.zzz"))
        : QString::number(key);
}

/// Above the lines, so that nothing moves when the next line appears.
double entriesHeight(const LookUpStory& story, double scale)
{
    const bool hasProbes = std::any_of(story.frames.begin(), story.frames.end(),
        [](const LookUpFrame& each) { return each.probe.has_value(); });
    return hasProbes ? kEntriesRow * scale : 0;
}

class LookUpDrawing {
public:
    LookUpDrawing(const LookUpStory& story, std::size_t frame, QSizeF size, bool large)
        : m_story(story)
        , m_frame(std::min(frame, story.frames.size() - 1))
        , m_sketch(size, large)
        , m_scale(m_sketch.scale())
        , m_linesTop(entriesHeight(story, m_scale))
    {
    }

    Picture draw()
    {
        const LookUpFrame& now = m_story.frames[m_frame];
        const double column = resultColumn();
        for (std::size_t i = 0; i <= now.line; ++i) {
            drawLine(i, column, i < now.line || now.endsLine);
        }
        drawEntries();
        return m_sketch.take();
    }

private:
    [[nodiscard]] double textLeft() const { return 28 * m_scale; }

    /// Where the results stand: behind the longest text, as far as there is room.
    [[nodiscard]] double resultColumn() const
    {
        double text = 0;
        double result = 0;
        for (const LookUpLine& line : m_story.lines) {
            text = std::max(text, m_sketch.width(line.text, FontRole::Small));
            result = std::max(result, m_sketch.width(line.result, FontRole::SmallStrong));
        }
        const double wanted = textLeft() + text + 32 * m_scale;
        return std::max(
            m_sketch.size().width() * 0.4, std::min(wanted, m_sketch.size().width() - result - 4));
    }

    void drawLine(std::size_t index, double column, bool withResult)
    {
        const LookUpLine& line = m_story.lines[static_cast<qsizetype>(index)];
        const double height = kLine * m_scale;
        const QRectF row(
            0, m_linesTop + static_cast<double>(index) * height, m_sketch.size().width(), height);
        const double side = 19 * m_scale;
        const bool isNothing = line.outcome == LookUpLine::Outcome::Nothing;
        Shape& number = m_sketch.pill(QRectF(1, row.center().y() - side / 2, side, side),
            QString::number(index + 1), FontRole::CaptionStrong,
            isNothing ? Ink::Danger : Ink::Accent, Ink::TextOnAccent);
        number.id = QStringLiteral("step:%1").arg(index + 1);
        number.tip = withResult ? line.text % QStringLiteral(" ") % line.result : line.text;
        number.state = line.outcome == LookUpLine::Outcome::Hit ? QStringLiteral("hit")
            : isNothing                                         ? QStringLiteral("nothing")
                                                                : QStringLiteral("step");
        m_sketch.text(QRectF(textLeft(), row.top(), column - textLeft() - 8, height), line.text,
            FontRole::Small, Ink::Text);
        if (withResult) {
            const QString sign
                = line.outcome == LookUpLine::Outcome::Hit ? QStringLiteral("✓ ") : QString();
            m_sketch.text(QRectF(column, row.top(), row.right() - column, height),
                sign % line.result, FontRole::SmallStrong, isNothing ? Ink::Danger : Ink::Success);
        }
    }

    /// The newest probe up to now, or else the first one to come; nullptr when nothing is searched.
    [[nodiscard]] const LookUpFrame* shownProbe(bool& isToCome) const
    {
        isToCome = false;
        for (std::size_t i = m_frame + 1; i-- > 0;) {
            if (m_story.frames[i].probe) {
                return &m_story.frames[i];
            }
        }
        isToCome = true;
        const auto next = std::find_if(m_story.frames.begin(), m_story.frames.end(),
            [](const LookUpFrame& frame) { return frame.probe.has_value(); });
        return next == m_story.frames.end() ? nullptr : &*next;
    }

    void drawEntries()
    {
        bool isToCome = false;
        const LookUpFrame* frame = shownProbe(isToCome);
        if (frame == nullptr) {
            return;
        }
        const IndexSearch& search = *m_story.search(*frame);
        const IndexProbe& probe = search.probes[*frame->probe];
        const double lineHeight = 16 * m_scale;
        m_sketch.text(QRectF(0, 0, m_sketch.size().width(), lineHeight),
            isToCome ? LookUpPictureText::tr("entries of the index, none of them read yet")
                     : probeText(search, *frame->probe, frame->inTimeIndex),
            FontRole::Small, Ink::TextMuted);
        const QRectF row(1, lineHeight + 4, m_sketch.size().width() - 2, 20 * m_scale);
        const double each
            = std::min(kWidestEntry * m_scale, row.width() / std::max(1U, search.entries));
        const bool hasBoxes = each >= kNarrowestEntry * m_scale;
        if (hasBoxes) {
            drawBoxes(search, *frame, isToCome ? 0 : *frame->probe + 1, row, each);
        } else {
            drawBar(search, isToCome ? nullptr : &probe, row);
        }
        if (!isToCome) {
            drawRange(probe, row, hasBoxes ? each : row.width() / search.entries);
        }
    }

    /// `read`: how many of the probes have been made.
    void drawBoxes(const IndexSearch& search, const LookUpFrame& frame, std::size_t read,
        const QRectF& row, double each)
    {
        const auto behind = search.probes.begin() + static_cast<std::ptrdiff_t>(read);
        for (std::uint32_t slot = 0; slot < search.entries; ++slot) {
            const QRectF box(row.left() + slot * each, row.top(), each - 2, row.height());
            const auto made = std::find_if(search.probes.begin(), behind,
                [slot](const IndexProbe& probe) { return probe.slot == slot; });
            const bool isRead = made != behind;
            const bool isNow = read > 0 && std::prev(behind)->slot == slot;
            Shape& entry = m_sketch.rect(box, 3, isNow ? Ink::Highlight : Ink::CardSunken,
                isNow        ? Ink::Warning
                    : isRead ? Ink::Accent
                             : Ink::Border,
                isNow ? 2.5 : 1);
            entry.id = QStringLiteral("entry:%1").arg(slot);
            entry.state = isNow ? QStringLiteral("probed")
                : isRead        ? QStringLiteral("read")
                                : QStringLiteral("unread");
            const QString key = isRead ? shortKey(made->key, frame.inTimeIndex) : QString();
            entry.tip = isRead ? LookUpPictureText::tr("Entry %1, read: %2").arg(slot).arg(key)
                               : LookUpPictureText::tr("Entry %1, not read").arg(slot);
            if (m_sketch.width(key, FontRole::MonoSmall) + 4 <= box.width()) {
                entry.text = key;
                entry.font = FontRole::MonoSmall;
                entry.ink = Ink::Text;
                entry.align = Qt::AlignCenter;
            }
        }
    }

    /// An index with more entries than there is room for boxes.
    void drawBar(const IndexSearch& search, const IndexProbe* probe, const QRectF& row)
    {
        Shape& all = m_sketch.rect(row, 3, Ink::CardSunken, Ink::Border);
        all.id = QStringLiteral("entries");
        all.tip = LookUpPictureText::tr(
            "%n entry(s) of the index", nullptr, static_cast<int>(search.entries));
        if (probe == nullptr) {
            return;
        }
        const double x = row.left() + row.width() * (probe->slot + 0.5) / search.entries;
        Shape& tick = m_sketch.line({x, row.top() - 1}, {x, row.bottom() + 1}, Ink::Warning, 3);
        tick.id = QStringLiteral("entry:%1").arg(probe->slot);
        tick.state = QStringLiteral("probed");
        tick.tip = LookUpPictureText::tr("Entry %1 of %2").arg(probe->slot).arg(search.entries);
    }

    /// A bracket below the entries that are still possible.
    void drawRange(const IndexProbe& probe, const QRectF& row, double step)
    {
        const double left = row.left() + probe.low * step;
        const double right = row.left() + (probe.high + 1.0) * step - 2;
        const double top = row.bottom() + 3;
        const double bottom = top + 4;
        Shape& range
            = m_sketch.polyline({{left, top}, {left, bottom}, {std::max(right, left + 2), bottom},
                                    {std::max(right, left + 2), top}},
                Ink::Accent, 2);
        range.id = QStringLiteral("range");
        range.state = QStringLiteral("%1-%2").arg(probe.low).arg(probe.high);
        range.tip = LookUpPictureText::tr("Still possible: entries %1 to %2")
                        .arg(probe.low)
                        .arg(probe.high);
        const QString words = range.tip;
        const double width = m_sketch.width(words, FontRole::Caption) + 4;
        const double wordsLeft
            = std::clamp((left + right - width) / 2, 0.0, m_sketch.size().width() - width);
        m_sketch.text(QRectF(wordsLeft, bottom + 1, width, 14 * m_scale), words, FontRole::Caption,
            Ink::TextMuted);
    }

    const LookUpStory& m_story;
    std::size_t m_frame;
    Sketch m_sketch;
    double m_scale;
    double m_linesTop; ///< below the entries
};

} // namespace

Picture lookUpPicture(const LookUpStory& story, std::size_t frame, double width, bool large)
{
    const double scale = Sketch({}, large).scale();
    const double height
        = static_cast<double>(story.lines.size()) * kLine * scale + entriesHeight(story, scale);
    return LookUpDrawing(story, frame, {width, height}, large).draw();
}

} // namespace brokerscope::views
