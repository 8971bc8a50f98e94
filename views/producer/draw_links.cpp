#include "views/producer/producer_drawing.h"
#include "views/text/size_text.h"
#include "views/text/time_text.h"

#include <QStringList>

#include <algorithm>
#include <cmath>

namespace brokerscope::views {

namespace {

using Link = ProducerMoment::Link;
using Request = ProducerMoment::Request;
using Place = ProducerMoment::Place;

QString stateName(Place place)
{
    switch (place) {
    case Place::OnItsWay:
        return QStringLiteral("on-its-way");
    case Place::AtBroker:
        return QStringLiteral("at-broker");
    case Place::Answered:
        return QStringLiteral("answered");
    case Place::Lost:
        return QStringLiteral("lost");
    }
    return {};
}

class LinkDrawing {
public:
    LinkDrawing(const ProducerDrawing& drawing, const Link& link, const QRectF& card)
        : m_d(drawing)
        , m_link(link)
        , m_card(card)
        , m_name(drawing.node(link.broker))
        , m_count(ProducerText::tr("%1 of %2", "requests in flight; how many there may be")
                      .arg(link.requests.size())
                      .arg(drawing.settings.maxInFlight))
    {
    }

    void draw()
    {
        const bool isThrottled = m_link.throttleLeft > Duration();
        Shape& card = m_d.sketch.rect(m_card, 8, Ink::CardSunken,
            isThrottled ? Ink::Warning : Ink::Border, isThrottled ? 1.5 : 1);
        card.id = QStringLiteral("broker:") + m_name;
        card.state
            = isThrottled ? QStringLiteral("throttled") : QString::number(m_link.requests.size());
        card.tip = tipText();
        const double pad = m_d.u(10);
        const QRectF head = QRectF(
            m_card.left() + pad, m_card.top() + m_d.u(6), m_card.width() - 2 * pad, m_d.u(18));
        drawHead(head);
        drawRequests(QRectF(m_card.left() + pad, head.bottom() + m_d.u(5), head.width(),
            m_card.bottom() - m_d.u(6) - head.bottom() - m_d.u(5)));
    }

private:
    [[nodiscard]] QString tipText() const
    {
        QString tip = ProducerText::tr("%1: %2 requests in flight "
                                       "(max.in.flight.requests.per.connection)")
                          .arg(m_name, m_count);
        if (m_link.throttleLeft > Duration()) {
            tip += QStringLiteral(". ")
                + ProducerText::tr("%1 is over its quota: %2 reads nothing more for %3")
                      .arg(m_d.name, m_name, durationText(m_link.throttleLeft));
        }
        if (const QString muted = mutedText(); !muted.isEmpty()) {
            tip += QStringLiteral(". ") + muted;
        }
        return tip;
    }

    /// The partitions that wait for an answer of this broker.
    [[nodiscard]] QString mutedText() const
    {
        QStringList names;
        for (const ProducerMoment::Bucket& bucket : m_d.moment.buckets) {
            if (bucket.leader == m_link.broker && bucket.hold == ProducerMoment::Hold::Muted) {
                names.append(m_d.partition(bucket.partition));
            }
        }
        return names.isEmpty() ? QString()
                               : ProducerText::tr("muted: %1",
                                   "partitions that nothing is sent "
                                   "to before the answer comes")
                                     .arg(names.join(QStringLiteral(", ")));
    }

    void drawHead(const QRectF& head)
    {
        const double nameWidth = m_d.sketch.width(m_name, FontRole::BodyStrong) + 2;
        m_d.sketch.text(QRectF(head.left(), head.top(), nameWidth, head.height()), m_name,
            FontRole::BodyStrong, Ink::Text);
        const double countWidth = m_d.sketch.width(m_count, FontRole::Caption) + 2;
        m_d.sketch.text(QRectF(head.right() - countWidth, head.top(), countWidth, head.height()),
            m_count, FontRole::Caption, Ink::TextMuted, Qt::AlignRight | Qt::AlignVCenter);
        const QRectF between(head.left() + nameWidth + m_d.u(6), head.top(),
            head.width() - nameWidth - countWidth - m_d.u(12), head.height());
        if (m_link.throttleLeft > Duration()) {
            const QString text
                = m_d.fitting({ProducerText::tr("throttled %1").arg(leftText(m_link.throttleLeft)),
                                  ProducerText::tr("throttled")},
                    FontRole::CaptionStrong, between.width());
            m_d.sketch.text(between, text, FontRole::CaptionStrong, Ink::Warning);
        } else if (const QString muted = mutedText(); !muted.isEmpty()) {
            m_d.sketch.text(between,
                m_d.fitting({muted, ProducerText::tr("muted")}, FontRole::Caption, between.width()),
                FontRole::Caption, Ink::Warning);
        }
    }

    // --- requests

    [[nodiscard]] static std::size_t linesOf(const Request& request)
    {
        return std::max<std::size_t>(1, request.batches.size());
    }

    /// Lines of one batch each; a request with several batches is one box of several lines.
    void drawRequests(const QRectF& area)
    {
        std::size_t lines = 0;
        for (const Request& request : m_link.requests) {
            lines += linesOf(request);
        }
        // Lines shrink a little before some are left out.
        const auto wanted = static_cast<double>(std::max<std::size_t>(1, lines));
        const double pitch = std::clamp(area.height() / wanted, m_d.u(19), m_d.u(30));
        const auto room = static_cast<std::size_t>(std::max(0.0, area.height() + m_d.u(3)) / pitch);
        const std::size_t shown = lines <= room ? lines : room - std::min<std::size_t>(room, 1);
        double top = area.top();
        std::size_t left = shown;
        for (const Request& request : m_link.requests) {
            const std::size_t count = std::min(left, linesOf(request));
            if (count == 0) {
                break;
            }
            drawRequest(request, count,
                QRectF(
                    area.left(), top, area.width(), pitch * static_cast<double>(count) - m_d.u(4)));
            top += pitch * static_cast<double>(count);
            left -= count;
        }
        if (lines > shown && room > 0) {
            m_d.sketch.text(QRectF(area.left(), top, area.width(), m_d.u(16)),
                ProducerText::tr("+ %n more batch(es)", nullptr, static_cast<int>(lines - shown)),
                FontRole::Caption, Ink::TextMuted);
        }
    }

    void drawRequest(const Request& request, std::size_t lines, const QRectF& rect)
    {
        const bool isHollow = request.place == Place::Answered || request.place == Place::Lost;
        const Ink ink = request.place == Place::Lost ? Ink::Danger : Ink::Leader;
        Shape& box = m_d.sketch.rect(
            rect, 6, isHollow ? Ink::CardSunken : ink, isHollow ? ink : Ink::None, 1.3);
        box.dash = request.place == Place::Lost ? Dash::Dashed : Dash::Solid;
        box.id = QStringLiteral("request:") + QString::number(request.message.value());
        box.state = stateName(request.place);
        box.tip = requestTip(request);
        const double height = rect.height() / static_cast<double>(lines);
        for (std::size_t i = 0; i < std::min(lines, request.batches.size()); ++i) {
            const auto at = static_cast<double>(i);
            drawBatch(*request.batches[i], isHollow ? ink : Ink::TextOnAccent,
                QRectF(rect.left(), rect.top() + at * height, rect.width(), height));
        }
        if (m_d.selection.kind == Selection::Kind::Message
            && m_d.selection.event == request.message) {
            m_d.select(rect, 6);
        }
    }

    [[nodiscard]] QString requestTip(const Request& request) const
    {
        QString where;
        switch (request.place) {
        case Place::OnItsWay:
            where = ProducerText::tr("on its way to %1").arg(m_name);
            break;
        case Place::AtBroker:
            where = ProducerText::tr("%1 has it and has not answered").arg(m_name);
            break;
        case Place::Answered:
            where = ProducerText::tr("the answer of %1 is on its way").arg(m_name);
            break;
        case Place::Lost:
            where = ProducerText::tr("lost on the way: no answer will come");
            break;
        }
        const Duration left = request.sentAt + m_d.settings.requestTimeout - m_d.now();
        return ProducerText::tr("Produce request with %n batch(es), sent %1 ago: %2. "
                                "request.timeout.ms is over in %3",
            nullptr, static_cast<int>(request.batches.size()))
            .arg(durationText(m_d.now() - request.sentAt), where, durationText(left));
    }

    void drawBatch(const history::BatchState& batch, Ink ink, const QRectF& line)
    {
        const QString partition = m_d.partition(batch.partition);
        const QString sequence = sequenceText(batch);
        const double pad = m_d.u(8);
        const double room = line.width() - 2 * pad;
        const double sequenceWidth
            = std::min(room * 0.6, m_d.sketch.width(sequence, FontRole::Caption) + 2);
        Shape& named = m_d.sketch.text(
            QRectF(line.left() + pad, line.top(), room - sequenceWidth - m_d.u(4), line.height()),
            partition, FontRole::CaptionStrong, ink);
        named.id = m_d.batchId("batch", batch.batch);
        named.state = QStringLiteral("in-flight");
        named.tip
            = ProducerText::tr("Batch %1 for %2, %n record(s), %3, in flight to %4, attempt %5",
                nullptr, static_cast<int>(batch.records.size()))
                  .arg(QString::number(batch.batch.value()), partition, byteSizeText(batch.bytes),
                      m_name, QString::number(batch.attempts));
        m_d.sketch.text(
            QRectF(line.right() - pad - sequenceWidth, line.top(), sequenceWidth, line.height()),
            sequence, FontRole::Caption, ink, Qt::AlignRight | Qt::AlignVCenter);
        if (m_d.isSelected(batch.batch)) {
            m_d.select(line.adjusted(2, 2, -2, -2), 5);
        }
    }

    const ProducerDrawing& m_d;
    const Link& m_link;
    QRectF m_card;
    QString m_name;
    QString m_count;
};

} // namespace

void drawLinks(const ProducerDrawing& d)
{
    const QString title = d.settings.acks == QLatin1String("0")
        ? ProducerText::tr("in flight: with acks=0 nothing is waited for")
        : ProducerText::tr("in flight");
    d.sketch.text(d.layout.inFlight,
        d.fitting({title, ProducerText::tr("in flight")}, FontRole::SmallStrong,
            d.layout.inFlight.width()),
        FontRole::SmallStrong, Ink::TextFaint);
    for (std::size_t i = 0; i < d.moment.links.size(); ++i) {
        if (const QRectF& card = d.layout.links.at(i); !card.isNull()) {
            LinkDrawing(d, d.moment.links[i], card).draw();
        }
    }
}

} // namespace brokerscope::views
