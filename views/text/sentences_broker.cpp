#include "views/text/error_text.h"
#include "views/text/sentences.h"
#include "views/text/time_text.h"

#include <QCoreApplication>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

struct BrokerText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::BrokerText)
};

QString sizeWith(event::BatchCodec codec, std::uint32_t bytes)
{
    const QString count = QString::number(bytes);
    return codec == event::BatchCodec::None
        ? BrokerText::tr("%1 bytes without compression").arg(count)
        : BrokerText::tr("%1 bytes of %2", "number; codec")
              .arg(count, toQString(event::codecName(codec)));
}

} // namespace

QString tell(const Telling& t, const event::BatchAppended& e)
{
    const QString partition = t.partition(e.partition);
    const QString range = offsets(e.baseOffset, e.end());
    const QString epoch = QString::number(e.epoch.value());
    if (e.producer == t.event.node) {
        return BrokerText::tr("%1 appended %2 %3 (epoch %4) of its own",
            "leader; partition of an internal topic; offsets; number")
            .arg(t.node(), partition, range, epoch);
    }
    if (e.asLeader()) {
        return BrokerText::tr("%1 appended %2 %3 (epoch %4) from %5's batch %6",
            "leader; partition; offsets; number; producer; number")
            .arg(t.node(), partition, range, epoch, t.name(e.producer),
                QString::number(e.batch.value()));
    }
    return BrokerText::tr(
        "%1 copied %2 %3 (epoch %4) from the leader", "follower; partition; offsets; number")
        .arg(t.node(), partition, range, epoch);
}

QString tell(const Telling& t, const event::BatchDeduplicated& e)
{
    return BrokerText::tr("%1 had %2's batch %3 already and answered with its offset %4 in %5")
        .arg(t.node(), t.name(e.producer), QString::number(e.batch.value()),
            QString::number(e.baseOffset.value()), t.partition(e.partition));
}

QString tell(const Telling& t, const event::BatchRecompressed& e)
{
    return BrokerText::tr(
        "%1 wrote %2's batch %3 for %4 anew, as the topic's compression.type asks: "
        "%5 became %6",
        "broker; producer; number; partition; codec and bytes; codec and bytes")
        .arg(t.node(), t.name(e.producer), QString::number(e.batch.value()),
            t.partition(e.partition), sizeWith(e.from, e.bytesBefore),
            sizeWith(e.to, e.bytesAfter));
}

QString tell(const Telling& t, const event::AppendRejected& e)
{
    return BrokerText::tr(
        "%1 refused %2's batch %3 for %4: %5", "broker; producer; number; partition; error")
        .arg(t.node(), t.name(e.producer), QString::number(e.batch.value()),
            t.partition(e.partition), errorText(e.error));
}

QString tell(const Telling& t, const event::HighWatermarkMoved& e)
{
    return BrokerText::tr(
        "the HW of %1 on %2 moved from %3 to %4", "partition; broker; offset; offset")
        .arg(t.partition(e.partition), t.node(), QString::number(e.from.value()),
            QString::number(e.to.value()));
}

QString tell(const Telling& t, const event::LogTruncated& e)
{
    const QString partition = t.partition(e.partition);
    const QString range = offsets(e.to, e.from);
    switch (e.reason) {
    case event::TruncateReason::Divergence:
        return BrokerText::tr("%1 cut %2 %3 off its log: from there on the leader's epochs differ",
            "broker; partition; offsets")
            .arg(t.node(), partition, range);
    case event::TruncateReason::HighWatermark:
        return BrokerText::tr("%1 cut %2 %3 off its log: all above its own HW, as before KIP-101, "
                              "whether or not the leader has it",
            "broker; partition; offsets")
            .arg(t.node(), partition, range);
    }
    return {};
}

QString tell(const Telling& t, const event::UnflushedLost& e)
{
    return BrokerText::tr(
        "%1 lost power: %2 %3 was only in the page cache", "broker; partition; offsets")
        .arg(t.node(), t.partition(e.partition), offsets(e.durableEnd, e.end));
}

QString tell(const Telling& t, const event::LogRecovered& e)
{
    return BrokerText::tr("%1 found %2 on its disk up to %3, with HW %4 from the checkpoint",
        "broker; partition; offset; offset")
        .arg(t.node(), t.partition(e.partition), QString::number(e.logEnd.value()),
            QString::number(e.highWatermark.value()));
}

QString tell(const Telling& t, const event::RoleAssumed& e)
{
    const QString partition = t.partition(e.partition);
    const QString epoch = QString::number(e.epoch.value());
    const QString end = QString::number(e.logEnd.value());
    switch (e.role) {
    case event::ReplicaRole::Leader:
        return BrokerText::tr("%1 leads %2 in epoch %3, which starts at its LEO %4")
            .arg(t.node(), partition, epoch, end);
    case event::ReplicaRole::Follower:
        return BrokerText::tr("%1 follows %5 for %2 in epoch %3, LEO %4")
            .arg(t.node(), partition, epoch, end, t.name(e.leader));
    case event::ReplicaRole::None:
        return BrokerText::tr("%1 has no role for %2 in epoch %3: it has no leader, LEO %4")
            .arg(t.node(), partition, epoch, end);
    }
    return {};
}

QString tell(const Telling& t, const event::ReplicaProgress& e)
{
    return BrokerText::tr("%1 learned from a fetch of %2 that it has %3 up to %4",
        "leader; follower; partition; offset")
        .arg(t.node(), t.name(e.replica), t.partition(e.partition),
            QString::number(e.logEnd.value()));
}

QString tell(const Telling& t, const event::IsrProposed& e)
{
    const QString isr = brokerSetText(t.history, e.isr);
    switch (e.reason) {
    case event::IsrReason::Lagging:
        return BrokerText::tr("%1 asked the controller to shrink the ISR of %2 to %3")
            .arg(t.node(), t.partition(e.partition), isr);
    case event::IsrReason::CaughtUp:
        return BrokerText::tr("%1 asked the controller to let the ISR of %2 grow to %3")
            .arg(t.node(), t.partition(e.partition), isr);
    case event::IsrReason::Created:
    case event::IsrReason::Fenced:
    case event::IsrReason::Shutdown:
    case event::IsrReason::Elected:
    case event::IsrReason::Reassigned: // are the controller's own reasons
        return BrokerText::tr("%1 asked the controller for the ISR %3 of %2")
            .arg(t.node(), t.partition(e.partition), isr);
    }
    return {};
}

QString tell(const Telling& t, const event::MetadataApplied& e)
{
    return BrokerText::tr("%1 applied the metadata log up to %2").arg(t.node()).arg(e.end.value());
}

QString tell(const Telling& t, const event::ShutdownBegun&)
{
    return BrokerText::tr(
        "%1 is to shut down in good order and asks the controller to take its leaderships")
        .arg(t.node());
}

QString tell(const Telling& t, const event::ReplicationThrottled& e)
{
    const QString pause = durationText(e.until - t.event.time);
    return e.asLeader
        ? BrokerText::tr("the throttle of the reassignment: %1 leaves %2 out of its answers to %3 "
                         "for %4",
            "leader; partition; follower; duration")
              .arg(t.node(), t.partition(e.partition), t.name(e.peer), pause)
        : BrokerText::tr("the throttle of the reassignment: %1 does not fetch %2 from %3 for %4",
            "follower; partition; leader; duration")
              .arg(t.node(), t.partition(e.partition), t.name(e.peer), pause);
}

QString tell(const Telling& t, const event::ReplicaDeleted& e)
{
    return BrokerText::tr("%1 is no replica of %2 any more and deleted its log")
        .arg(t.node(), t.partition(e.partition));
}

} // namespace brokerscope::views
