#include "views/stage/drawing.h"

#include "views/stage/client_config.h"
#include "views/text/names.h"
#include "views/text/size_text.h"
#include "views/text/time_text.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace brokerscope::views {

namespace {

class ProducerDrawing {
public:
    ProducerDrawing(const Drawing& drawing, NodeId producer, const QRectF& card)
        : m_d(drawing)
        , m_state(drawing.state.producer(producer))
        , m_config(producerConfig(drawing.scene.run, producer))
        , m_producer(producer)
        , m_name(drawing.node(producer))
        , m_card(card)
        , m_u(drawing.sketch.scale())
        , m_left(card.left() + 12 * m_u)
        , m_width(card.width() - 24 * m_u)
    {
    }

    void draw()
    {
        drawGround();
        drawHeader();
        const CardDetail detail = m_d.layout.producerDetail;
        double top = m_card.top() + (detail == CardDetail::Full ? 34 : 31) * m_u;
        if (detail == CardDetail::Summary) {
            drawSummary(top - 2 * m_u);
            return;
        }
        const bool full = detail == CardDetail::Full;
        for (const PartitionId partition : producedPartitions(m_d.scene.run, m_producer)) {
            if (full) {
                drawBucketBlock(partition, top);
            } else {
                drawBucketLine(partition, top);
            }
            top += (full ? 62 : 22) * m_u;
        }
        if (full) {
            drawMemory(top + 4 * m_u);
            drawCounters(top + 32 * m_u);
        } else {
            drawSummary(top);
        }
    }

private:
    void drawGround()
    {
        Shape& card = m_d.card(m_card, m_d.selected(m_producer));
        card.id = QStringLiteral("producer:") + m_name;
        card.state = m_state.running ? QStringLiteral("up") : QStringLiteral("down");
        card.tip = StageText::tr("Producer %1 (%2): %3 records sent, %4 acknowledged, %5 failed")
                       .arg(m_name, configLine(), QString::number(m_state.created),
                           QString::number(m_state.acked), QString::number(m_state.failed));
    }

    [[nodiscard]] QString configLine() const
    {
        return StageText::tr("acks=%1 · linger %2")
            .arg(m_config.acks, durationText(m_config.linger));
    }

    void drawHeader()
    {
        const double middle = m_card.top() + 17 * m_u;
        const double nameWidth = m_d.sketch.width(m_name, FontRole::Heading);
        m_d.sketch.text(QRectF(m_left, middle - 9 * m_u, nameWidth + 4, 18 * m_u), m_name,
            FontRole::Heading, Ink::Text);
        const double left = m_left + nameWidth + 8 * m_u;
        const QString text = m_state.running ? configLine() : StageText::tr("not running");
        m_d.sketch.text(QRectF(left, middle - 8 * m_u, m_card.right() - 6 * m_u - left, 17 * m_u),
            text,
            m_d.sketch.width(text, FontRole::Small) <= m_card.right() - 8 * m_u - left
                ? FontRole::Small
                : FontRole::Caption,
            Ink::TextMuted);
    }

    [[nodiscard]] const history::BatchState* openBatch(PartitionId partition) const
    {
        const auto found
            = std::ranges::find_if(m_state.batches, [&](const history::BatchState& batch) {
                  return batch.partition == partition && batch.phase == history::BatchPhase::Open;
              });
        return found == m_state.batches.end() ? nullptr : &*found;
    }

    // --- one partition ---------------------------------------------------------------------------

    void drawBucketBlock(PartitionId partition, double top)
    {
        const QString name = m_d.partition(partition);
        const history::BatchState* open = openBatch(partition);
        m_d.sketch.text(
            QRectF(m_left, top, m_width * 0.6, 17 * m_u), name, FontRole::SmallStrong, Ink::Text);
        if (open != nullptr) {
            drawLinger(*open, top, m_d.sketch.width(name, FontRole::SmallStrong) + 6);
        }
        drawBucket(partition, open, QRectF(m_left, top + 19 * m_u, m_width, 24 * m_u));
        const double line = top + 45 * m_u;
        const QString bytes = open == nullptr ? StageText::tr("empty")
                                              : shortByteSizeOfText(open->bytes, batchSize());
        const double bytesWidth = m_d.sketch.width(bytes, FontRole::Caption);
        m_d.sketch.text(QRectF(m_left + m_width - bytesWidth - 2, line, bytesWidth + 2, 15 * m_u),
            bytes, FontRole::Caption, Ink::TextMuted, Qt::AlignRight | Qt::AlignVCenter);
        drawChips(partition, QRectF(m_left, line, m_width - bytesWidth - 8, 15 * m_u));
    }

    void drawBucketLine(PartitionId partition, double top)
    {
        const QString name = m_d.partition(partition);
        const double nameWidth
            = std::min(m_width * 0.42, m_d.sketch.width(name, FontRole::Caption) + 6);
        m_d.sketch.text(
            QRectF(m_left, top, nameWidth, 17 * m_u), name, FontRole::Caption, Ink::Text);
        const double left = m_left + nameWidth + 3;
        const double room = m_left + m_width - left;
        drawBucket(
            partition, openBatch(partition), QRectF(left, top + 2 * m_u, room * 0.6, 13 * m_u));
        drawChips(
            partition, QRectF(left + room * 0.6 + 4, top + 1 * m_u, room * 0.4 - 4, 15 * m_u));
    }

    void drawLinger(const history::BatchState& open, double top, double taken)
    {
        const Duration waited = m_d.scene.playhead.time - open.openedAt;
        const Duration left = std::max(Duration(), m_config.linger - waited);
        const double ms = static_cast<double>(left.micros()) / 1000;
        const QString time = QLocale().toString(ms, 'f', ms < 10 ? 1 : 0);
        const bool over = left == Duration();
        QString text
            = over ? StageText::tr("linger over") : StageText::tr("linger %1 ms").arg(time);
        const double clock = 9 * m_u;
        const auto width = [&] { return m_d.sketch.width(text, FontRole::Caption); };
        if (width() + clock + 8 > m_width - taken) {
            text = over ? StageText::tr("over", "linger.ms is over")
                        : StageText::tr("%1 ms").arg(time);
        }
        const double right = m_left + m_width;
        m_d.sketch.text(QRectF(right - width() - 2, top, width() + 2, 17 * m_u), text,
            FontRole::Caption, Ink::TextMuted, Qt::AlignRight | Qt::AlignVCenter);
        const QRectF face(right - width() - clock - 8, top + 4 * m_u, clock, clock);
        const double whole = std::max(1.0, static_cast<double>(m_config.linger.micros()));
        m_d.sketch.arc(face, 1, Ink::Border, 2);
        m_d.sketch.arc(face, static_cast<double>(left.micros()) / whole, Ink::Leader, 2);
    }

    void drawBucket(PartitionId partition, const history::BatchState* open, const QRectF& rect)
    {
        const QString name = m_d.partition(partition);
        const bool chosen = open != nullptr && isSelected(open->batch);
        Shape& bucket = m_d.sketch.rect(
            rect, 5, Ink::Card, chosen ? Ink::Accent : Ink::Border, chosen ? 2 : 1);
        bucket.id = QStringLiteral("bucket:%1/%2").arg(m_name, name);
        bucket.state = open == nullptr ? QStringLiteral("empty") : QStringLiteral("filling");
        const int records = open == nullptr ? 0 : static_cast<int>(open->records.size());
        bucket.tip = open == nullptr
            ? StageText::tr("No batch of %1 for %2 is open").arg(m_name, name)
            : StageText::tr(
                "Batch %1 of %2 for %3 is open: %n record(s), %4 of batch.size", nullptr, records)
                  .arg(QString::number(open->batch.value()), m_name, name,
                      shortByteSizeOfText(open->bytes, batchSize()));
        if (records == 0) {
            return;
        }
        const double part = std::clamp(static_cast<double>(open->bytes)
                / static_cast<double>(std::max<std::int64_t>(1, m_config.batchSize)),
            0.0, 1.0);
        const double filled = std::max(3.0, (rect.width() - 2) * part);
        m_d.sketch.rect(
            QRectF(rect.left() + 1, rect.top() + 1, filled, rect.height() - 2), 4, Ink::Follower);
        const double slice = filled / records;
        for (int i = 1; i < records && slice >= 3; ++i) {
            const double x = std::round(rect.left() + 1 + slice * i) + 0.5;
            m_d.sketch.line({x, rect.top() + 1}, {x, rect.bottom() - 1}, Ink::Card);
        }
    }

    // Batches that left the bucket and are not answered: small chips with their record counts.
    void drawChips(PartitionId partition, const QRectF& area)
    {
        double left = area.left();
        int hidden = 0;
        for (const history::BatchState& batch : m_state.batches) {
            if (batch.partition != partition || batch.phase == history::BatchPhase::Open) {
                continue;
            }
            const QString count = QString::number(batch.records.size());
            const double width
                = std::max(16 * m_u, m_d.sketch.width(count, FontRole::CaptionStrong) + 8);
            if (hidden > 0 || left + width > area.right() - 14 * m_u) {
                ++hidden;
                continue;
            }
            drawChip(batch, QRectF(left, area.top() + 1, width, area.height() - 1), count);
            left += width + 3;
        }
        if (hidden > 0) {
            m_d.sketch.text(
                QRectF(left, area.top(), std::max(4.0, area.right() - left), area.height()),
                QStringLiteral("+%1").arg(hidden), FontRole::Caption, Ink::TextMuted);
        }
    }

    void drawChip(const history::BatchState& batch, const QRectF& rect, const QString& count)
    {
        Shape& chip = m_d.sketch.rect(rect, 3, Ink::Card, Ink::Leader);
        chip.text = count;
        chip.font = FontRole::CaptionStrong;
        chip.ink = Ink::Leader;
        chip.align = Qt::AlignCenter;
        QString phase;
        if (batch.phase == history::BatchPhase::InFlight) {
            chip.fill = Ink::Leader;
            chip.ink = Ink::TextOnAccent;
            chip.state = QStringLiteral("in-flight");
            phase = StageText::tr("in flight to %1, attempt %2")
                        .arg(m_d.node(batch.broker))
                        .arg(batch.attempts);
        } else if (batch.phase == history::BatchPhase::Backoff) {
            chip.stroke = Ink::Warning;
            chip.ink = Ink::Warning;
            chip.dash = Dash::Dotted;
            chip.state = QStringLiteral("backoff");
            phase = StageText::tr(
                "failed %n time(s), waits to be sent again", nullptr, batch.attempts);
        } else {
            chip.state = QStringLiteral("closed");
            phase
                = StageText::tr("closed (%1), waits to be sent").arg(closeReasonText(batch.reason));
        }
        chip.id = QStringLiteral("batch:%1#%2").arg(m_name).arg(batch.batch.value());
        chip.tip = StageText::tr("Batch %1 of %2 for %3, %n record(s): %4", nullptr,
            static_cast<int>(batch.records.size()))
                       .arg(QString::number(batch.batch.value()), m_name,
                           m_d.partition(batch.partition), phase);
        if (isSelected(batch.batch)) {
            m_d.sketch.rect(rect.adjusted(-3, -3, 3, 3), 5, Ink::None, Ink::Accent, 2);
        }
    }

    [[nodiscard]] bool isSelected(BatchId batch) const
    {
        const Selection& s = m_d.selection;
        return s.kind == Selection::Kind::Batch && s.node == m_producer && s.batch == batch;
    }

    [[nodiscard]] std::uint64_t batchSize() const
    {
        return static_cast<std::uint64_t>(m_config.batchSize);
    }

    // --- the whole producer ----------------------------------------------------------------------

    void drawMemory(double top)
    {
        const auto used = static_cast<std::int64_t>(m_state.bufferUsed);
        const QString bytes = shortByteSizeOfText(
            m_state.bufferUsed, static_cast<std::uint64_t>(m_config.bufferMemory));
        const double bytesWidth = m_d.sketch.width(bytes, FontRole::Caption) + 2;
        const bool room
            = bytesWidth + m_d.sketch.width(QStringLiteral("buffer.memory"), FontRole::Small) + 6
            <= m_width;
        m_d.sketch.text(QRectF(m_left, top, m_width, 16 * m_u), QStringLiteral("buffer.memory"),
            FontRole::Small, Ink::TextMuted);
        if (room) {
            m_d.sketch.text(QRectF(m_left + m_width - bytesWidth, top, bytesWidth, 16 * m_u), bytes,
                FontRole::Caption, Ink::TextMuted, Qt::AlignRight | Qt::AlignVCenter);
        }
        const QRectF gauge(m_left, top + 18 * m_u, m_width, 8 * m_u);
        Shape& whole = m_d.sketch.rect(gauge, 4, Ink::Card, Ink::Border);
        whole.id = QStringLiteral("memory:") + m_name;
        whole.tip = StageText::tr("%1 holds %2 of buffer.memory").arg(m_name, bytes);
        whole.state = QString::number(used);
        const double part = std::clamp(static_cast<double>(used)
                / static_cast<double>(std::max<std::int64_t>(1, m_config.bufferMemory)),
            0.0, 1.0);
        if (used > 0) {
            m_d.sketch.rect(QRectF(gauge.left(), gauge.top(), std::max(4.0, gauge.width() * part),
                                gauge.height()),
                4, part > 0.9 ? Ink::Danger : Ink::Leader);
        }
    }

    [[nodiscard]] QString inFlightText() const
    {
        return StageText::tr("in flight %1 · ≤ %2 per broker")
            .arg(m_state.inFlightRequests)
            .arg(m_config.maxInFlight);
    }

    void drawCounters(double top)
    {
        const QString retries = StageText::tr("retries %1").arg(m_state.retries);
        const QRectF first(m_left, top, m_width, 16 * m_u);
        m_d.sketch.text(first, inFlightText(), FontRole::Small, Ink::TextMuted);
        const QRectF second(m_left, top + 18 * m_u, m_width, 16 * m_u);
        m_d.sketch.text(
            second, retries, FontRole::Small, m_state.retries > 0 ? Ink::Warning : Ink::TextMuted);
        const double left = m_left + m_d.sketch.width(retries, FontRole::Small) + 8;
        const QRectF rest(left, second.top(), m_left + m_width - left, second.height());
        if (m_state.blocked > 0) {
            drawBlocked(rest);
        } else if (m_state.failed > 0) {
            m_d.sketch.text(rest, StageText::tr("failed %1").arg(m_state.failed),
                FontRole::SmallStrong, Ink::Danger, Qt::AlignRight | Qt::AlignVCenter);
        }
    }

    void drawBlocked(const QRectF& rect)
    {
        m_d.sketch.text(rect,
            StageText::tr("%n send() blocked", nullptr, static_cast<int>(m_state.blocked)),
            FontRole::SmallStrong, Ink::Danger, Qt::AlignRight | Qt::AlignVCenter);
    }

    void drawSummary(double top)
    {
        const QRectF line(m_left, top, m_width, 16 * m_u);
        if (m_state.blocked > 0) {
            drawBlocked(line);
            return;
        }
        QString text = inFlightText();
        if (m_state.retries > 0) {
            text += QStringLiteral(" · ") + StageText::tr("retries %1").arg(m_state.retries);
        }
        m_d.sketch.text(line, text, FontRole::Caption, Ink::TextMuted);
    }

    const Drawing& m_d;
    const history::ProducerState& m_state;
    ProducerConfig m_config;
    NodeId m_producer;
    QString m_name;
    QRectF m_card;
    double m_u;
    double m_left;
    double m_width;
};

} // namespace

void drawProducer(const Drawing& drawing, NodeId producer, const QRectF& card)
{
    ProducerDrawing(drawing, producer, card).draw();
}

} // namespace brokerscope::views
