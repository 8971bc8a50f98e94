#include "views/producer/producer_drawing.h"
#include "views/text/error_text.h"
#include "views/text/names.h"
#include "views/text/size_text.h"
#include "views/text/time_text.h"

#include <QLocale>

#include <algorithm>

namespace brokerscope::views {

namespace {

constexpr Duration kSqueezeTrail = milliseconds(30); // how long a batch takes to shrink

QString ratioText(std::uint32_t millionths)
{
    return QLocale().toString(static_cast<double>(millionths) / 1e6, 'f', 2);
}

double part(std::uint64_t of, std::int64_t whole)
{
    return std::clamp(static_cast<double>(of) / static_cast<double>(whole), 0.0, 1.0);
}

// --- buffer.memory

/// The first record that waits for memory, and until when.
void drawBlocked(const ProducerDrawing& d, const ProducerMoment::Sender& sender, const QRectF& line)
{
    const Duration waited = d.now() - sender.since;
    const Duration left = std::max(Duration(), d.settings.maxBlock - waited);
    const QString number = QString::number(sender.number.value());
    const QString full
        = ProducerText::tr("record %1 waits for %2 since %3 · at most %4 more (max.block.ms)")
              .arg(number, byteSizeText(sender.bytes), leftText(waited), leftText(left));
    const QString medium = ProducerText::tr("record %1 waits since %2, at most %3 more")
                               .arg(number, leftText(waited), leftText(left));
    const QString shown = d.fitting(
        {full, medium, ProducerText::tr("record %1 waits since %2").arg(number, leftText(waited)),
            ProducerText::tr("record %1 waits").arg(number)},
        FontRole::CaptionStrong, line.width() - d.u(22));
    const double width
        = std::min(line.width(), d.sketch.width(shown, FontRole::CaptionStrong) + d.u(22));
    Shape& pill = d.sketch.pill(QRectF(line.left(), line.top(), width, line.height()), shown,
        FontRole::CaptionStrong, Ink::CardSunken, Ink::Danger);
    pill.stroke = Ink::Danger;
    pill.width = 1.3;
    pill.id = d.recordId("blocked", sender.number);
    pill.state = QString::number(waited.micros());
    pill.tip
        = ProducerText::tr("send() of record %1 is blocked: a batch needs %2 of "
                           "buffer.memory. It waits since %3 and fails in %4 (max.block.ms)")
              .arg(number, byteSizeText(sender.bytes), durationText(waited), durationText(left));
    if (d.selectedRecord == sender.number) {
        d.select(pill.rect, 9);
    }
}

// --- retries

QString retryText(const ProducerDrawing& d, const history::BatchState& batch)
{
    const QString what = d.partition(batch.partition) + QLatin1Char(' ')
        + (batch.baseSequence == kNoSequence ? ProducerText::tr("batch %1").arg(batch.batch.value())
                                             : sequenceText(batch));
    const Duration left = batch.phaseSince + batch.backoff - d.now();
    return left > Duration()
        ? ProducerText::tr("%1 · in %2", "a batch; when it is sent again").arg(what, leftText(left))
        : ProducerText::tr("%1 · goes next", "a batch that is sent again").arg(what);
}

QString backoffText(const ProducerDrawing& d, const history::BatchState& batch)
{
    const Duration nominal = d.settings.backoffAfter(batch.attempts);
    return d.settings.hasJitter() ? ProducerText::tr("backoff %1 ±20 %").arg(durationText(nominal))
                                  : ProducerText::tr("backoff %1").arg(durationText(batch.backoff));
}

void drawRetry(const ProducerDrawing& d, const history::BatchState& batch, const QRectF& line)
{
    const double clock = d.u(14);
    const QString text = retryText(d, batch);
    const double width = d.sketch.width(text, FontRole::SmallStrong) + clock + d.u(32);
    const QRectF rect(line.left(), line.top() + d.u(3), width, d.u(24));
    const Duration left = std::max(Duration(), batch.phaseSince + batch.backoff - d.now());
    const ProducerData::Retry* retry = d.data.retryOf(batch.batch, d.scene.playhead.applied);
    const auto error = retry == nullptr ? event::ErrorCode::None : retry->error;
    Shape& pill = d.sketch.rect(rect, rect.height() / 2, Ink::CardSunken, Ink::Danger, 1.3);
    pill.id = d.batchId("retry", batch.batch);
    pill.state = QString::number(left.micros());
    pill.tip = ProducerText::tr("Batch %1 for %2 failed with %3 and is sent again in %4: attempt "
                                "%5, after a backoff of %6")
                   .arg(QString::number(batch.batch.value()), d.partition(batch.partition),
                       errorText(error), durationText(left), QString::number(batch.attempts + 1),
                       durationText(batch.backoff));
    const double whole = std::max(1.0, static_cast<double>(batch.backoff.micros()));
    d.clock(QRectF(rect.left() + d.u(9), rect.center().y() - clock / 2, clock, clock),
        static_cast<double>(left.micros()) / whole, d.u(2.5), Ink::Danger);
    d.sketch.text(QRectF(rect.left() + clock + d.u(17), rect.top(), width, rect.height()), text,
        FontRole::SmallStrong, Ink::Danger);
    if (d.isSelected(batch.batch)) {
        d.select(rect, rect.height() / 2);
    }
    const QString attempt = ProducerText::tr("attempt %1").arg(batch.attempts + 1);
    const QString backoff = backoffText(d, batch);
    const QString name = toQString(event::errorName(error));
    const QString dot = QStringLiteral(" · ");
    const QRectF rest(rect.right() + d.u(12), rect.top(),
        std::max(0.0, line.right() - rect.right() - d.u(12)), rect.height());
    d.sketch.text(rest,
        d.fitting({attempt + dot + backoff + dot + name, attempt + dot + backoff, attempt},
            FontRole::Small, rest.width()),
        FontRole::Small, Ink::TextMuted);
}

} // namespace

void drawMemory(const ProducerDrawing& d)
{
    const QRectF& block = d.layout.memory;
    d.label(QStringLiteral("buffer.memory"), block.top() + d.u(2), d.u(16));
    const QRectF gauge(
        d.layout.barLeft(), block.top() + d.u(4), d.layout.barRight - d.layout.barLeft(), d.u(12));
    const std::int64_t whole = d.settings.bufferMemory;
    const QString text = byteSizeOfText(d.moment.memoryUsed, static_cast<std::uint64_t>(whole));
    const double used = part(d.moment.memoryUsed, whole);
    Shape& frame = d.sketch.rect(gauge, d.u(6), Ink::CardSunken, Ink::Border);
    frame.id = QStringLiteral("memory:") + d.name;
    frame.state = QString::number(d.moment.memoryUsed);
    frame.tip = ProducerText::tr("%1 holds %2 of buffer.memory: each batch takes at least "
                                 "batch.size, however little is in it. Its batches have %3 now")
                    .arg(d.name, text, byteSizeText(d.moment.memoryFilled));
    const auto bar = [&](double fraction, Ink ink) {
        QRectF filled = gauge;
        filled.setWidth(std::max(d.u(3), gauge.width() * fraction));
        d.sketch.rect(filled, d.u(6), ink);
    };
    if (d.moment.memoryUsed > 0) {
        bar(used, Ink::Follower);
    }
    if (d.moment.memoryFilled > 0) {
        bar(part(d.moment.memoryFilled, whole), used > 0.9 ? Ink::Danger : Ink::Leader);
    }
    const QRectF line(gauge.left(), gauge.bottom() + d.u(7), gauge.width(), d.u(18));
    const QString free = text + QStringLiteral(" · ")
        + (d.moment.blocked.empty() ? ProducerText::tr("no sender blocked")
                                    : ProducerText::tr("%n sender(s) blocked", nullptr,
                                        static_cast<int>(d.moment.blocked.size())));
    const QString shown = d.moment.blocked.empty()
        ? d.fitting({free, text}, FontRole::Caption, line.width())
        : text;
    const double width = std::min(line.width(), d.sketch.width(shown, FontRole::Caption) + 2);
    d.sketch.text(QRectF(line.right() - width, line.top(), width, line.height()), shown,
        FontRole::Caption, Ink::TextMuted, Qt::AlignRight | Qt::AlignVCenter);
    if (!d.moment.blocked.empty()) {
        drawBlocked(d, d.moment.blocked.front(), line.adjusted(0, 0, -width - d.u(8), 0));
    }
}

void drawCompression(const ProducerDrawing& d)
{
    const QRectF& block = d.layout.compression;
    const double height = d.u(18);
    d.label(d.settings.compresses() ? d.settings.codec : ProducerText::tr("compression"),
        block.top(), height);
    const double left = d.layout.barLeft();
    const ProducerData::Squeeze* squeeze = d.moment.squeeze;
    if (!d.settings.compresses() || squeeze == nullptr) {
        const QRectF line(left, block.top(), block.right() - left, height);
        const QString text = d.settings.compresses()
            ? ProducerText::tr("no batch was compressed so far")
            : ProducerText::tr("compression.type=none: batches leave as they are");
        d.sketch.text(line, text, FontRole::Small, Ink::TextMuted);
        return;
    }
    const double width = (d.layout.barRight - left) * (block.width() > d.u(620) ? 1 : 0.72);
    const QRectF bar(left, block.top(), width, height);
    const double ratio = part(squeeze->after, std::max<std::int64_t>(1, squeeze->before));
    const Duration since = d.now() - d.scene.run.history->event(squeeze->compressed).time;
    const double done = d.reducedMotion
        ? 1
        : part(static_cast<std::uint64_t>(since.micros()), kSqueezeTrail.micros());
    const QString sizes = QStringLiteral("%1 → %2").arg(
        byteSizeText(squeeze->before), byteSizeText(squeeze->after));
    Shape& before = d.sketch.rect(bar, 4, Ink::Follower);
    before.id = d.batchId("compression", squeeze->batch);
    before.state = QStringLiteral("%1/%2").arg(squeeze->after).arg(squeeze->before);
    before.tip = ProducerText::tr("Batch %1 for %2 was compressed with %3: %4. It expects %5 of "
                                  "the next one")
                     .arg(QString::number(squeeze->batch.value()), d.partition(squeeze->partition),
                         d.settings.codec, sizes, ratioText(d.state.compressionEstimate));
    QRectF after = bar;
    after.setWidth(std::max(d.u(4), width * (1 - done * (1 - ratio))));
    d.sketch.rect(after, 4, Ink::Leader);
    if (d.isSelected(squeeze->batch)) {
        d.select(bar, 4);
    }
    const QRectF text(
        bar.right() + d.u(8), bar.top(), block.right() - bar.right() - d.u(8), height);
    d.sketch.text(text,
        d.fitting({ProducerText::tr("%1 on the wire and on disk").arg(sizes), sizes},
            FontRole::Small, text.width()),
        FontRole::Small, Ink::TextMuted);
    const auto all
        = static_cast<double>(std::max<std::uint64_t>(1, d.state.bytesBeforeCompression));
    const auto soFar = static_cast<std::uint32_t>(
        static_cast<double>(d.state.bytesAfterCompression) * 1e6 / all);
    const QString batch
        = ProducerText::tr("batch %1 for %2")
              .arg(QString::number(squeeze->batch.value()), d.partition(squeeze->partition));
    const QString estimate
        = ProducerText::tr("expected of the next batch: %1 · all so far: %2", "compression ratios")
              .arg(ratioText(d.state.compressionEstimate), ratioText(soFar));
    const QRectF line(left, bar.bottom() + d.u(2), block.right() - left, d.u(16));
    d.sketch.text(line,
        d.fitting(
            {batch + QStringLiteral(" · ") + estimate, estimate}, FontRole::Caption, line.width()),
        FontRole::Caption, Ink::TextMuted);
}

void drawRetries(const ProducerDrawing& d)
{
    const QRectF& block = d.layout.retry;
    const double lineHeight = block.height() / d.layout.retryLines;
    d.label(ProducerText::tr("retry"), block.top() + d.u(3), d.u(24));
    const QRectF all(
        d.layout.barLeft(), block.top(), block.right() - d.layout.barLeft(), lineHeight);
    const auto& retries = d.moment.retries;
    if (retries.empty()) {
        d.sketch.text(all, ProducerText::tr("nothing waits to be sent again"), FontRole::Small,
            Ink::TextMuted);
        return;
    }
    const auto lines = static_cast<std::size_t>(d.layout.retryLines);
    const std::size_t shown = retries.size() <= lines ? retries.size() : lines - 1;
    for (std::size_t i = 0; i < shown; ++i) {
        drawRetry(d, *retries[i], all.translated(0, static_cast<double>(i) * lineHeight));
    }
    if (shown < retries.size()) {
        d.sketch.text(all.translated(0, static_cast<double>(shown) * lineHeight),
            ProducerText::tr(
                "and %n more batch(es)", nullptr, static_cast<int>(retries.size() - shown)),
            FontRole::Small, Ink::TextMuted);
    }
}

} // namespace brokerscope::views
