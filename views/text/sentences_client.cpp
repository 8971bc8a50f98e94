#include "views/text/error_text.h"
#include "views/text/sentences.h"
#include "views/text/time_text.h"

#include <QCoreApplication>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

struct ClientText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::ClientText)
};

} // namespace

QString tell(const Telling& t, const event::RecordCreated& e)
{
    const QString key = e.hasKey ? t.text(e.key) : ClientText::tr("no key");
    return ClientText::tr(
        "%1 called send() for record %2 (%3), which goes to %4", "producer; number; key; partition")
        .arg(t.node(), QString::number(e.number.value()), key, t.partition(e.partition));
}

QString tell(const Telling& t, const event::SendBlocked& e)
{
    return ClientText::tr("send() of %1 waits with record %2 for %3 bytes of buffer.memory")
        .arg(t.node())
        .arg(e.number.value())
        .arg(e.bytes);
}

QString tell(const Telling& t, const event::SendUnblocked& e)
{
    return ClientText::tr("send() of %1 goes on with record %2: there is room in buffer.memory")
        .arg(t.node())
        .arg(e.number.value());
}

QString tell(const Telling& t, const event::RecordRejected& e)
{
    return ClientText::tr("send() of %1 failed for record %2: %3")
        .arg(t.node(), QString::number(e.number.value()), errorText(e.error));
}

QString tell(const Telling& t, const event::BatchOpened& e)
{
    return ClientText::tr("%1 opened batch %2 for %3")
        .arg(t.node(), QString::number(e.batch.value()), t.partition(e.partition));
}

QString tell(const Telling& t, const event::RecordBatched& e)
{
    return ClientText::tr("%1 put record %2 into batch %3, now %4 bytes")
        .arg(t.node())
        .arg(e.number.value())
        .arg(e.batch.value())
        .arg(e.batchBytes);
}

QString tell(const Telling& t, const event::BatchClosed& e)
{
    return ClientText::tr("%1 closed batch %2 for %3 with %n record(s): %4",
        "producer; batch; partition; reason", static_cast<int>(e.records))
        .arg(t.node(), QString::number(e.batch.value()), t.partition(e.partition),
            closeReasonText(e.reason));
}

QString tell(const Telling& t, const event::BatchSent& e)
{
    const QString batch = QString::number(e.batch.value());
    if (e.attempt > 1) {
        return ClientText::tr("%1 sends batch %2 for %3 to %4 again (attempt %5)")
            .arg(t.node(), batch, t.partition(e.partition), t.name(e.broker),
                QString::number(e.attempt));
    }
    return ClientText::tr("%1 sends batch %2 for %3 to %4")
        .arg(t.node(), batch, t.partition(e.partition), t.name(e.broker));
}

QString tell(const Telling& t, const event::BatchRetried& e)
{
    return ClientText::tr("batch %2 of %1 for %3 failed and will be sent again after %4: %5",
        "producer; batch; partition; time; error")
        .arg(t.node(), QString::number(e.batch.value()), t.partition(e.partition),
            durationText(e.backoff), errorText(e.error));
}

QString tell(const Telling& t, const event::BatchAcked& e)
{
    const QString batch = QString::number(e.batch.value());
    if (e.baseOffset == kNoOffset) {
        return ClientText::tr("%1 takes batch %2 for %3 as sent (acks=0: nobody confirms it)")
            .arg(t.node(), batch, t.partition(e.partition));
    }
    return ClientText::tr(
        "%1 was told that its batch %2 is stored: %3 %4", "producer; batch; partition; offsets")
        .arg(t.node(), batch, t.partition(e.partition),
            offsets(e.baseOffset, e.baseOffset + OffsetDelta(e.records)));
}

QString tell(const Telling& t, const event::BatchFailed& e)
{
    return ClientText::tr("%1 gave up batch %2 for %3 (%n record(s)): %4",
        "producer; batch; partition; error", static_cast<int>(e.records))
        .arg(t.node(), QString::number(e.batch.value()), t.partition(e.partition),
            errorText(e.error));
}

QString tell(const Telling& t, const event::ProducerIdAssigned& e)
{
    return ClientText::tr("%1 got producer id %2, epoch %3")
        .arg(t.node())
        .arg(e.producerId.value())
        .arg(e.epoch.value());
}

QString tell(const Telling& t, const event::ClientMetadata& e)
{
    if (e.epoch == kNoEpoch && e.leader == kNoNode) {
        return ClientText::tr(
            "%1 forgot %2: it has not used the topic for metadata.max.idle.ms", "client; partition")
            .arg(t.node(), t.partition(e.partition));
    }
    if (e.leader == kNoNode) {
        return ClientText::tr("%1 learned that nobody leads %2")
            .arg(t.node(), t.partition(e.partition));
    }
    return ClientText::tr("%1 learned that %2 leads %3 (epoch %4)")
        .arg(
            t.node(), t.name(e.leader), t.partition(e.partition), QString::number(e.epoch.value()));
}

QString tell(const Telling& t, const event::BatchCompressed& e)
{
    const QString codec = QString::fromUtf8(
        event::codecName(e.codec).data(), static_cast<qsizetype>(event::codecName(e.codec).size()));
    return ClientText::tr("%1 compressed batch %2 for %3 with %4: %5 bytes became %6",
        "producer; batch; partition; codec; number; number")
        .arg(t.node(), QString::number(e.batch.value()), t.partition(e.partition), codec)
        .arg(e.bytesBefore)
        .arg(e.bytesAfter);
}

QString tell(const Telling& t, const event::BufferTaken& e)
{
    return ClientText::tr("batch %2 of %1 holds %3 bytes of buffer.memory until it is done",
        "producer; batch; number")
        .arg(t.node(), QString::number(e.batch.value()), QString::number(e.bytes));
}

QString tell(const Telling& t, const event::BatchSplit& e)
{
    return ClientText::tr("batch %2 of %1 for %3 is too large for the broker: its records go on in "
                          "%n batch(es) from %4 on",
        "producer; batch; partition; batch", static_cast<int>(e.parts))
        .arg(t.node(), QString::number(e.batch.value()), t.partition(e.partition),
            QString::number(e.first.value()));
}

QString tell(const Telling& t, const event::ProducerEpochBumped& e)
{
    return ClientText::tr("%1 gave itself producer epoch %2: the sequence for %3 cannot go on and "
                          "begins again with 0",
        "producer; number; partition")
        .arg(t.node(), QString::number(e.epoch.value()), t.partition(e.partition));
}

QString tell(const Telling& t, const event::FlushBegun& e)
{
    return ClientText::tr(
        "%1 called flush(), which waits for %n batch(es)", "producer", static_cast<int>(e.batches))
        .arg(t.node());
}

QString tell(const Telling& t, const event::FlushEnded& /*e*/)
{
    return ClientText::tr("flush() of %1 returned: every batch that it waited for is done")
        .arg(t.node());
}

QString tell(const Telling& t, const event::CloseBegun& e)
{
    return e.isBounded ? ClientText::tr("%1 called close() with a timeout of %2")
                             .arg(t.node(), durationText(e.timeout))
                       : ClientText::tr("%1 called close()").arg(t.node());
}

QString tell(const Telling& t, const event::ClientThrottled& e)
{
    return ClientText::tr("%1 throttles %2, which is over its quota with %3 bytes per second: it "
                          "reads nothing more from it for %4",
        "broker; client; number; duration")
        .arg(t.node(), t.name(e.client), QString::number(e.bytesPerSecond),
            durationText(e.until - t.event.time));
}

QString tell(const Telling& t, const event::PartitionAssigned& e)
{
    return ClientText::tr("%1 reads %2 from now on").arg(t.node(), t.partition(e.partition));
}

QString tell(const Telling& t, const event::OffsetReset& e)
{
    const QString to = QString::number(e.to.value());
    switch (e.policy) {
    case event::ResetPolicy::Earliest:
        return ClientText::tr(
            "%1 had no valid position in %2 and starts at %3 (auto.offset.reset=earliest)")
            .arg(t.node(), t.partition(e.partition), to);
    case event::ResetPolicy::Latest:
        return ClientText::tr(
            "%1 had no valid position in %2 and starts at %3 (auto.offset.reset=latest)")
            .arg(t.node(), t.partition(e.partition), to);
    case event::ResetPolicy::ByDuration:
        return ClientText::tr(
            "%1 had no valid position in %2 and starts at %3 (auto.offset.reset=by_duration)")
            .arg(t.node(), t.partition(e.partition), to);
    case event::ResetPolicy::None:
        return ClientText::tr("%1 had no valid position in %2 and takes %3")
            .arg(t.node(), t.partition(e.partition), to);
    }
    return {};
}

QString tell(const Telling& t, const event::PositionSought& e)
{
    const QString partition = t.partition(e.partition);
    const QString to = QString::number(e.to.value());
    switch (e.target) {
    case event::SeekTarget::Offset:
        return ClientText::tr("%1 seeks: its position in %2 is now %3")
            .arg(t.node(), partition, to);
    case event::SeekTarget::Time:
        return ClientText::tr("%1 seeks to the first record of %2 that is not older than "
                              "timestamp %4: its position is now %3",
            "consumer; partition; offset; timestamp")
            .arg(t.node(), partition, to, timestampText(e.timestampMs));
    case event::SeekTarget::Beginning:
        return ClientText::tr("%1 seeks to the beginning of %2: its position is now %3")
            .arg(t.node(), partition, to);
    case event::SeekTarget::End:
        return ClientText::tr("%1 seeks to the end of %2: its position is now %3")
            .arg(t.node(), partition, to);
    }
    return {};
}

QString tell(const Telling& t, const event::RecordsFetched& e)
{
    return ClientText::tr("%1 has fetched %2 %3", "consumer; partition; offsets")
        .arg(t.node(), t.partition(e.partition), offsets(e.from, e.to));
}

QString tell(const Telling& t, const event::RecordsDelivered& e)
{
    return ClientText::tr(
        "poll() gave %1 %2 %3; its position is now %4", "consumer; partition; offsets; offset")
        .arg(t.node(), t.partition(e.partition), offsets(e.baseOffset, e.end()),
            QString::number(e.end().value()));
}

QString tell(const Telling& t, const event::RecordsProcessed& e)
{
    return ClientText::tr(
        "the application of %1 has finished with %2 below %3", "consumer; partition; offset")
        .arg(t.node(), t.partition(e.partition), QString::number(e.end.value()));
}

QString tell(const Telling& t, const event::ConsumerFailed& e)
{
    if (e.partition == kNoPartition) {
        return ClientText::tr("%1 stopped with an exception: %2", "consumer; error")
            .arg(t.node(), errorText(e.error));
    }
    return ClientText::tr("%1 stopped with an exception at %2: %3")
        .arg(t.node(), t.partition(e.partition), errorText(e.error));
}

QString tell(const Telling& t, const event::TruncationDetected& e)
{
    return ClientText::tr("%1 asked where epoch %2 of %3 ends and found that the log was cut below "
                          "its position %4: the logs part at %5",
        "consumer; number; partition; offset; offset")
        .arg(t.node(), QString::number(e.epoch.value()), t.partition(e.partition),
            QString::number(e.from.value()), QString::number(e.to.value()));
}

QString tell(const Telling& t, const event::ReadReplicaChosen& e)
{
    return e.replica == kNoNode
        ? ClientText::tr("%1 fetches %2 from its leader again")
              .arg(t.node(), t.partition(e.partition))
        : ClientText::tr("%1 fetches %2 from %3 from now on: that replica is in its rack",
            "consumer; partition; broker")
              .arg(t.node(), t.partition(e.partition), t.name(e.replica));
}

} // namespace brokerscope::views
