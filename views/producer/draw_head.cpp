#include "views/producer/producer_drawing.h"
#include "views/text/time_text.h"

#include <QStringList>

namespace brokerscope::views {

namespace {

QString partitionsText(const ProducerDrawing& d)
{
    const auto& all = d.settings.partitions;
    if (all.empty()) {
        return ProducerText::tr("no partition");
    }
    return all.size() == 1
        ? d.partition(all.front())
        : ProducerText::tr("%1 … %2", "the first and the last of several partitions")
              .arg(d.partition(all.front()), d.partition(all.back()));
}

QString identityText(const ProducerDrawing& d)
{
    if (d.state.producerId == kNoProducerId) {
        return d.settings.isIdempotent ? ProducerText::tr("idempotent, without an id so far")
                                       : ProducerText::tr("not idempotent");
    }
    return ProducerText::tr("idempotent: producer id %1, epoch %2")
        .arg(d.state.producerId.value())
        .arg(d.state.producerEpoch.value());
}

QString configText(const ProducerDrawing& d)
{
    return QStringList{partitionsText(d), QStringLiteral("acks=") + d.settings.acks,
        identityText(d),
        d.settings.compresses() ? d.settings.codec : ProducerText::tr("uncompressed")}
        .join(QStringLiteral(" · "));
}

/// What the application has asked for besides sending.
QString callsText(const ProducerDrawing& d)
{
    if (!d.state.running) {
        return ProducerText::tr("not running");
    }
    if (d.state.isClosing) {
        return ProducerText::tr("close() waits for what is left");
    }
    return d.state.flushes > 0
        ? ProducerText::tr("%n flush() wait(s)", nullptr, static_cast<int>(d.state.flushes))
        : QString();
}

} // namespace

void drawHead(const ProducerDrawing& d)
{
    const QRectF& head = d.layout.head;
    const QString title = ProducerText::tr("Producer %1").arg(d.name);
    const double width = d.sketch.width(title, FontRole::Heading) + 2;
    Shape& named = d.sketch.text(
        QRectF(head.left(), head.top(), width, d.u(20)), title, FontRole::Heading, Ink::Text);
    named.id = QStringLiteral("producer:") + d.name;
    named.state = d.state.running ? QStringLiteral("up") : QStringLiteral("down");
    named.tip = ProducerText::tr("Producer %1 (%2): %3 records sent, %4 acknowledged, %5 failed, "
                                 "%6 batches sent again")
                    .arg(d.name, configText(d), QString::number(d.state.created),
                        QString::number(d.state.acked), QString::number(d.state.failed),
                        QString::number(d.state.retries));
    if (const QString calls = callsText(d); !calls.isEmpty()) {
        const double pill = d.sketch.width(calls, FontRole::CaptionStrong) + d.u(18);
        d.sketch.pill(QRectF(head.left() + width + d.u(12), head.top() + d.u(1), pill, d.u(18)),
            calls, FontRole::CaptionStrong, d.state.running ? Ink::Warning : Ink::Danger,
            Ink::TextOnAccent);
    }
    const QString zoom = ProducerText::tr("zoom of its card");
    const QRectF line(head.left(), head.top() + d.u(21), head.width(), d.u(18));
    d.sketch.text(line,
        d.fitting({zoom + QStringLiteral(" · ") + configText(d), configText(d)}, FontRole::Small,
            line.width()),
        FontRole::Small, Ink::TextMuted);
}

} // namespace brokerscope::views
