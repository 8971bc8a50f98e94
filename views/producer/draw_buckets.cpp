#include "views/producer/producer_drawing.h"
#include "views/producer/reason_look.h"
#include "views/text/names.h"
#include "views/text/size_text.h"
#include "views/text/time_text.h"

#include <algorithm>

namespace brokerscope::views {

namespace {

using history::BatchState;
using Bucket = ProducerMoment::Bucket;
using Hold = ProducerMoment::Hold;

constexpr int kMostStacked = 3; // edges that look out behind a bucket

QString stateName(const Bucket& bucket)
{
    if (bucket.open == nullptr) {
        return QStringLiteral("empty");
    }
    return bucket.isFull ? QStringLiteral("full") : QStringLiteral("filling");
}

class BucketDrawing {
public:
    BucketDrawing(const ProducerDrawing& drawing, std::size_t index)
        : m_d(drawing)
        , m_bucket(drawing.moment.buckets.at(index))
        , m_name(drawing.partition(m_bucket.partition))
        , m_row(drawing.layout.rows.at(index))
    {
    }

    void drawBlock()
    {
        const double top = m_row.top();
        const double left = m_row.left() + m_d.layout.label;
        const double clock = m_d.layout.clock;
        const QRectF rect(left, top, m_row.right() - clock - m_d.u(12) - left, m_d.u(40));
        drawName(QRectF(m_row.left(), top + m_d.u(2), m_d.layout.label - m_d.u(8), m_d.u(18)),
            FontRole::BodyStrong);
        const int records
            = m_bucket.open == nullptr ? 0 : static_cast<int>(m_bucket.open->records.size());
        m_d.sketch.text(
            QRectF(m_row.left(), top + m_d.u(21), m_d.layout.label - m_d.u(8), m_d.u(17)),
            ProducerText::tr("%n record(s)", nullptr, records), FontRole::Small, Ink::TextMuted);
        drawStack(rect);
        drawBox(rect, 6);
        drawClock(QRectF(m_row.right() - clock, rect.center().y() - clock / 2, clock, clock), 4);
        drawCaption(QRectF(left, rect.bottom() + m_d.u(4), rect.width(), m_d.u(17)));
    }

    void drawLine()
    {
        const double height = m_d.u(15);
        const double top = m_row.top() + (m_row.height() - height) / 2;
        drawName(QRectF(m_row.left(), m_row.top(), m_d.layout.label - m_d.u(8), m_row.height()),
            FontRole::Small);
        const double left = m_row.left() + m_d.layout.label;
        const double clock = m_d.layout.clock;
        const double area = m_row.right() - clock - m_d.u(6) - left;
        const double text = std::min(area * 0.5, m_d.u(118));
        const QRectF rect(left, top, area - text - m_d.u(6), height);
        drawBox(rect, 3);
        drawClock(QRectF(m_row.right() - clock, m_row.center().y() - clock / 2, clock, clock), 2.5);
        drawShortCaption(QRectF(rect.right() + m_d.u(6), m_row.top(), text, m_row.height()));
    }

private:
    void drawName(const QRectF& rect, FontRole font)
    {
        Shape& shape = m_d.sketch.text(rect, m_name, font, Ink::Text);
        shape.id = QStringLiteral("partition:") + m_name;
        shape.tip = m_bucket.leader == kNoNode
            ? ProducerText::tr("%1: %2 knows no leader of it").arg(m_name, m_d.name)
            : ProducerText::tr("%1: %2 sends to %3, its leader as far as it knows")
                  .arg(m_name, m_d.name, m_d.node(m_bucket.leader));
    }

    // --- the bucket and its slices

    /// Edges of the batches that wait to be sent, behind the one that is open.
    void drawStack(const QRectF& rect)
    {
        const auto count = std::min<std::size_t>(m_bucket.waiting.size(), kMostStacked);
        for (std::size_t i = 0; i < count; ++i) {
            const BatchState& batch = *m_bucket.waiting[i];
            const auto depth = static_cast<double>(count - i);
            QRectF edge = rect.translated(m_d.u(3) * depth, -m_d.u(4.5) * depth);
            edge.setHeight(m_d.u(14));
            edge.setRight(rect.right() + m_d.u(2) * depth);
            Shape& sheet = m_d.sketch.rect(edge, 5, Ink::CardSunken, reasonLook(batch.reason).ink);
            sheet.dash = batch.phase == history::BatchPhase::Backoff ? Dash::Dashed : Dash::Solid;
        }
    }

    void drawBox(const QRectF& rect, double radius)
    {
        const BatchState* open = m_bucket.open;
        Shape& box = m_d.sketch.rect(rect, radius, Ink::CardSunken, Ink::Border);
        box.id = QStringLiteral("bucket:") + m_d.name + QLatin1Char('/') + m_name;
        box.state = stateName(m_bucket);
        box.tip = open == nullptr
            ? ProducerText::tr("No batch of %1 for %2 is open").arg(m_d.name, m_name)
            : ProducerText::tr("Batch %1 of %2 for %3 is open since %4: %n record(s), %5 "
                               "(batch.size)",
                nullptr, static_cast<int>(open->records.size()))
                  .arg(QString::number(open->batch.value()), m_d.name, m_name,
                      durationText(m_d.now() - open->openedAt),
                      byteSizeOfText(
                          open->bytes, static_cast<std::uint64_t>(m_d.settings.batchSize)));
        if (open != nullptr) {
            drawSlices(m_d, *open, rect.adjusted(2, 2, -2, -2), radius);
            if (m_d.isSelected(open->batch)) {
                m_d.select(rect, radius);
            }
        }
    }

    // --- linger

    void drawClock(const QRectF& face, double width)
    {
        const bool runs = m_bucket.open != nullptr && m_d.settings.linger > Duration();
        const double left = runs ? static_cast<double>(m_bucket.lingerLeft.micros())
                / static_cast<double>(m_d.settings.linger.micros())
                                 : 0;
        Shape& arc = m_d.clock(face, left, m_d.u(width), Ink::Warning);
        arc.id = QStringLiteral("linger:") + m_d.name + QLatin1Char('/') + m_name;
        arc.state = QString::number(m_bucket.lingerLeft.micros());
        arc.tip = m_bucket.open == nullptr
            ? ProducerText::tr("linger.ms of %1 begins with the first record of a batch")
                  .arg(m_name)
            : ProducerText::tr("%1: linger %2 of %3 left")
                  .arg(
                      m_name, durationText(m_bucket.lingerLeft), durationText(m_d.settings.linger));
    }

    // --- the line below

    void drawCaption(const QRectF& line)
    {
        const QString state = stateText(false);
        const Ink ink = isWarning() ? Ink::Warning : Ink::TextMuted;
        const QString bytes = bytesText(false);
        const QString shortBytes = bytesText(true);
        const double least = m_d.sketch.width(shortBytes, FontRole::Caption) + m_d.u(8);
        const QString shown
            = m_d.fitting({state, stateText(true)}, FontRole::CaptionStrong, line.width() - least);
        const double stateWidth = m_d.sketch.width(shown, FontRole::CaptionStrong) + 2;
        const double room = std::max(0.0, line.width() - stateWidth - m_d.u(10));
        const double chips = chipsWidth();
        const QString size = m_d.fitting({bytes, shortBytes}, FontRole::Caption, room - chips);
        const double sizeWidth = std::min(room, m_d.sketch.width(size, FontRole::Caption) + 2);
        m_d.sketch.text(QRectF(line.left(), line.top(), sizeWidth, line.height()), size,
            FontRole::Caption, Ink::TextMuted);
        drawChips(QRectF(line.left() + sizeWidth + m_d.u(8), line.top(),
            std::max(0.0, room - sizeWidth - m_d.u(4)), line.height()));
        m_d.sketch.text(QRectF(line.right() - stateWidth, line.top(), stateWidth, line.height()),
            shown, FontRole::CaptionStrong, ink, Qt::AlignRight | Qt::AlignVCenter);
    }

    void drawShortCaption(const QRectF& rect)
    {
        if (!m_bucket.waiting.empty()) {
            drawChips(rect);
            return;
        }
        const QString bytes = bytesText(true);
        const QString left = m_bucket.open != nullptr && m_bucket.lingerLeft > Duration()
            ? QStringLiteral(" · ") + leftText(m_bucket.lingerLeft)
            : QString();
        const QString state = stateText(true);
        const QString text = isWarning()
            ? m_d.fitting({shortSize() + QStringLiteral(" · ") + state, state},
                FontRole::CaptionStrong, rect.width())
            : m_d.fitting({shortSize() + left, bytes}, FontRole::Caption, rect.width());
        m_d.sketch.text(rect, text, isWarning() ? FontRole::CaptionStrong : FontRole::Caption,
            isWarning() ? Ink::Warning : Ink::TextMuted, Qt::AlignRight | Qt::AlignVCenter);
    }

    [[nodiscard]] QString shortSize() const
    {
        return m_bucket.open == nullptr ? ProducerText::tr("empty")
                                        : byteSizeText(m_bucket.open->bytes);
    }

    [[nodiscard]] QString bytesText(bool isShort) const
    {
        if (m_bucket.open == nullptr) {
            return ProducerText::tr("empty");
        }
        const auto whole = static_cast<std::uint64_t>(m_d.settings.batchSize);
        return isShort
            ? shortByteSizeOfText(m_bucket.open->bytes, whole)
            : byteSizeOfText(m_bucket.open->bytes, whole) + QStringLiteral(" (batch.size)");
    }

    [[nodiscard]] bool isHeld() const { return m_bucket.isReady() && m_bucket.hold != Hold::None; }
    [[nodiscard]] bool isWarning() const { return isHeld() || m_bucket.isFull; }

    [[nodiscard]] QString stateText(bool isShort) const
    {
        if (isHeld()) {
            return holdText(isShort);
        }
        if (m_bucket.open == nullptr) {
            return m_bucket.waiting.empty() || isShort
                ? QString()
                : ProducerText::tr("the next record opens a new batch");
        }
        if (m_bucket.isFull) {
            return isShort ? ProducerText::tr("full", "a bucket")
                           : ProducerText::tr("full: the next record opens a new batch");
        }
        if (m_bucket.lingerLeft > Duration()) {
            const QString left = leftText(m_bucket.lingerLeft);
            return isShort ? left : ProducerText::tr("linger %1 left").arg(left);
        }
        if (isShort) {
            return ProducerText::tr("due", "a batch whose linger.ms is over");
        }
        return m_d.settings.linger == Duration() ? ProducerText::tr("linger.ms=0: goes at once")
                                                 : ProducerText::tr("linger is over: goes next");
    }

    [[nodiscard]] QString holdText(bool isShort) const
    {
        const QString leader = m_d.node(m_bucket.leader);
        switch (m_bucket.hold) {
        case Hold::None:
            break;
        case Hold::NoLeader:
            return isShort ? ProducerText::tr("no leader")
                           : ProducerText::tr("waits: no leader is known");
        case Hold::Muted:
            return isShort ? ProducerText::tr("muted")
                           : ProducerText::tr("muted until %1 has answered").arg(leader);
        case Hold::Retry:
            return isShort ? ProducerText::tr("behind a retry")
                           : ProducerText::tr("waits behind a batch that is sent again");
        case Hold::WindowFull:
            return isShort ? ProducerText::tr("waits for %1").arg(leader)
                           : ProducerText::tr("waits: %1 in flight to %2")
                                 .arg(m_d.settings.maxInFlight)
                                 .arg(leader);
        case Hold::Throttled:
            return isShort ? ProducerText::tr("throttled")
                           : ProducerText::tr("waits: %1 throttles").arg(leader);
        }
        return {};
    }

    // --- the batches that wait

    [[nodiscard]] QString chipText(const BatchState& batch) const
    {
        return reasonLook(batch.reason).letter + QLatin1Char(' ')
            + QString::number(batch.records.size());
    }
    [[nodiscard]] double chipWidth(const BatchState& batch) const
    {
        return m_d.sketch.width(chipText(batch), FontRole::CaptionStrong) + m_d.u(10);
    }
    [[nodiscard]] double chipsWidth() const
    {
        double width = 0;
        for (std::size_t i = 0; i < std::min<std::size_t>(3, m_bucket.waiting.size()); ++i) {
            width += chipWidth(*m_bucket.waiting[i]) + m_d.u(3);
        }
        return width == 0 ? 0 : width + m_d.u(30);
    }

    void drawChips(const QRectF& area)
    {
        double left = area.left();
        std::size_t hidden = 0;
        for (const BatchState* batch : m_bucket.waiting) {
            const double width = chipWidth(*batch);
            const bool isLast = batch == m_bucket.waiting.back();
            if (hidden > 0 || left + width > area.right() - (isLast ? 0 : m_d.u(24))) {
                ++hidden;
                continue;
            }
            drawChip(*batch, QRectF(left, area.center().y() - m_d.u(7.5), width, m_d.u(15)));
            left += width + m_d.u(3);
        }
        if (hidden > 0 && area.right() - left > m_d.u(14)) {
            m_d.sketch.text(QRectF(left, area.top(), area.right() - left, area.height()),
                QStringLiteral("+%1").arg(hidden), FontRole::Caption, Ink::TextMuted);
        }
    }

    void drawChip(const BatchState& batch, const QRectF& rect)
    {
        const bool backsOff = batch.phase == history::BatchPhase::Backoff;
        const ReasonLook look = reasonLook(batch.reason);
        Shape& chip = m_d.sketch.rect(rect, 4, Ink::CardSunken, look.ink);
        chip.dash = backsOff ? Dash::Dashed : Dash::Solid;
        chip.text = chipText(batch);
        chip.font = FontRole::CaptionStrong;
        chip.ink = look.ink;
        chip.align = Qt::AlignCenter;
        chip.id = m_d.batchId("batch", batch.batch);
        chip.state = backsOff ? QStringLiteral("backoff") : QStringLiteral("closed");
        const QString why = closeReasonText(batch.reason);
        const int records = static_cast<int>(batch.records.size());
        const QString number = QString::number(batch.batch.value());
        chip.tip = backsOff
            ? ProducerText::tr("Batch %1 for %2, %n record(s): sent %3 times in vain, waits to be "
                               "sent again. It was closed because %4",
                nullptr, records)
                  .arg(number, m_name, QString::number(batch.attempts), why)
            : ProducerText::tr("Batch %1 for %2, %n record(s), waits to be sent. It was closed "
                               "because %3",
                nullptr, records)
                  .arg(number, m_name, why);
        if (m_d.isSelected(batch.batch)) {
            m_d.select(rect, 4);
        }
    }

    const ProducerDrawing& m_d;
    const Bucket& m_bucket;
    QString m_name;
    QRectF m_row;
};

} // namespace

void drawBucket(const ProducerDrawing& drawing, std::size_t index)
{
    BucketDrawing bucket(drawing, index);
    if (drawing.layout.isCompact) {
        bucket.drawLine();
    } else {
        bucket.drawBlock();
    }
}

} // namespace brokerscope::views
