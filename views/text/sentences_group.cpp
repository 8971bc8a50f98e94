#include "views/text/error_text.h"
#include "views/text/sentences.h"
#include "views/text/time_text.h"

#include <QCoreApplication>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

struct GroupText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::GroupText)
};

QString offsetText(Offset offset)
{
    return QString::number(offset.value());
}

} // namespace

// --- the coordinator -----------------------------------------------------------------------------

QString tell(const Telling& t, const event::GroupStateChanged& e)
{
    return GroupText::tr(
        "group %1 is %2 now, in generation %3", "group; Kafka's name of the state; number")
        .arg(t.text(e.group), groupStateText(e.state), QString::number(e.generation.value()));
}

QString tell(const Telling& t, const event::RebalanceBegun& e)
{
    const QString reason = rebalanceReasonText(e.reason);
    return e.client == kNoNode
        ? GroupText::tr("%1 rebalances group %2: %3", "broker; group; reason")
              .arg(t.node(), t.text(e.group), reason)
        : GroupText::tr(
            "%1 rebalances group %2 because of %3: %4", "broker; group; consumer; reason")
              .arg(t.node(), t.text(e.group), t.name(e.client), reason);
}

QString tell(const Telling& t, const event::MemberJoined& e)
{
    return e.instance == StringId()
        ? GroupText::tr("%1 is a member of group %2 now, as %3", "consumer; group; member id")
              .arg(t.name(e.client), t.text(e.group), t.text(e.member))
        : GroupText::tr("%1 is a static member of group %2 now, as %3 (group.instance.id=%4)",
            "consumer; group; member id; instance id")
              .arg(t.name(e.client), t.text(e.group), t.text(e.member), t.text(e.instance));
}

QString tell(const Telling& t, const event::MemberRemoved& e)
{
    return GroupText::tr("%1 is out of group %2: %3", "consumer; group; reason")
        .arg(t.name(e.client), t.text(e.group), memberEndText(e.end));
}

QString tell(const Telling& t, const event::GenerationBegun& e)
{
    const int members = e.members;
    return e.leader == kNoNode
        ? GroupText::tr("group %1 begins generation %2 with %n member(s); the coordinator assigns "
                        "by %3",
            "group; number; assignor", members)
              .arg(t.text(e.group), QString::number(e.generation.value()), t.text(e.protocol))
        : GroupText::tr("group %1 begins generation %2 with %n member(s); %4 is to assign by %3",
            "group; number; assignor; consumer", members)
              .arg(t.text(e.group), QString::number(e.generation.value()), t.text(e.protocol),
                  t.name(e.leader));
}

QString tell(const Telling& t, const event::MemberAssigned& e)
{
    return GroupText::tr(
        "generation %1 of group %2 gives %3 to %4", "number; group; partition; consumer")
        .arg(QString::number(e.generation.value()), t.text(e.group), t.partition(e.partition),
            t.name(e.client));
}

QString tell(const Telling& t, const event::MemberReconciled& e)
{
    const QString head
        = GroupText::tr("%1 is at member epoch %2 of group %3", "consumer; number; group")
              .arg(t.name(e.client), QString::number(e.epoch.value()), t.text(e.group));
    const int assigned = e.assigned;
    const QString has
        = GroupText::tr("it may have %n partition(s)", "of a group's member", assigned);
    switch (e.progress) {
    case event::MemberProgress::Stable:
        return GroupText::tr("%1: %2", "two statements").arg(head, has);
    case event::MemberProgress::UnrevokedPartitions: {
        const int toRevoke = e.toRevoke;
        return GroupText::tr(
            "%1: %2 and has to give up %n", "two statements; how many partitions", toRevoke)
            .arg(head, has);
    }
    case event::MemberProgress::UnreleasedPartitions:
        return GroupText::tr("%1: %2 and waits for some that others still have", "two statements")
            .arg(head, has);
    }
    return {};
}

QString tell(const Telling& t, const event::OffsetCommitted& e)
{
    return GroupText::tr("the committed offset of group %1 in %2 is %3 now; %4 sent it",
        "group; partition; offset; consumer")
        .arg(t.text(e.group), t.partition(e.partition), offsetText(e.offset), t.name(e.client));
}

QString tell(const Telling& t, const event::OffsetsExpired& e)
{
    return GroupText::tr("%1 deleted the committed offset of group %2 in %3: "
                         "offsets.retention.minutes were over",
        "broker; group; partition")
        .arg(t.node(), t.text(e.group), t.partition(e.partition));
}

QString tell(const Telling& t, const event::CoordinatorLoaded& e)
{
    return GroupText::tr("%1 has read %2 and coordinates the groups in it: it found %n group(s)",
        "broker; partition", static_cast<int>(e.groups))
        .arg(t.node(), t.partition(e.partition));
}

QString tell(const Telling& t, const event::CoordinatorUnloaded& e)
{
    return GroupText::tr("%1 no longer coordinates the groups in %2", "broker; partition")
        .arg(t.node(), t.partition(e.partition));
}

// --- a member ------------------------------------------------------------------------------------

QString tell(const Telling& t, const event::CoordinatorFound& e)
{
    return e.coordinator == kNoNode
        ? GroupText::tr("%1 no longer knows who coordinates its group").arg(t.node())
        : GroupText::tr("%1 learned that %2 coordinates its group", "consumer; broker")
              .arg(t.node(), t.name(e.coordinator));
}

QString tell(const Telling& t, const event::PartitionRevoked& e)
{
    switch (e.reason) {
    case event::RevokeReason::Rebalance:
        return GroupText::tr("%1 gave up %2 (onPartitionsRevoked)", "consumer; partition")
            .arg(t.node(), t.partition(e.partition));
    case event::RevokeReason::Lost:
        return GroupText::tr("%1 lost %2 (onPartitionsLost): somebody else may read it already",
            "consumer; partition")
            .arg(t.node(), t.partition(e.partition));
    case event::RevokeReason::Closed:
        return GroupText::tr(
            "%1 reads %2 no longer: it closed or unsubscribed", "consumer; partition")
            .arg(t.node(), t.partition(e.partition));
    }
    return {};
}

QString tell(const Telling& t, const event::PositionRestored& e)
{
    return GroupText::tr(
        "%1 goes on in %2 at %3, the committed offset of its group", "consumer; partition; offset")
        .arg(t.node(), t.partition(e.partition), offsetText(e.to));
}

QString tell(const Telling& t, const event::CommitSent& e)
{
    return GroupText::tr(
        "%1 commits %2 for %3 (%4)", "consumer; offset; partition; who had it commit")
        .arg(t.node(), offsetText(e.offset), t.partition(e.partition), commitKindText(e.kind));
}

QString tell(const Telling& t, const event::CommitEnded& e)
{
    return e.error == event::ErrorCode::None
        ? GroupText::tr("%1 learned that its commit of %2 for %3 holds (%4)",
            "consumer; offset; partition; who had it commit")
              .arg(t.node(), offsetText(e.offset), t.partition(e.partition), commitKindText(e.kind))
        : GroupText::tr("the commit of %2 for %3 by %1 failed (%4): %5",
            "consumer; offset; partition; who had it commit; error")
              .arg(t.node(), offsetText(e.offset), t.partition(e.partition), commitKindText(e.kind),
                  errorText(e.error));
}

QString tell(const Telling& t, const event::PollExpired& e)
{
    return GroupText::tr("%1 has not called poll() for %2, longer than max.poll.interval.ms: it "
                         "leaves its group by itself",
        "consumer; duration")
        .arg(t.node(), durationText(e.sinceLastPoll));
}

QString tell(const Telling& t, const event::PartitionPaused& e)
{
    return GroupText::tr("%1 paused %2: poll() passes it over", "consumer; partition")
        .arg(t.node(), t.partition(e.partition));
}

QString tell(const Telling& t, const event::PartitionResumed& e)
{
    return GroupText::tr("%1 resumed %2: poll() returns its records again", "consumer; partition")
        .arg(t.node(), t.partition(e.partition));
}

QString tell(const Telling& t, const event::HandlerThrew& e)
{
    return e.isSkipped
        ? GroupText::tr("the handler of %1 threw an exception at %2 in %3 and passes over it",
            "consumer; offset; partition")
              .arg(t.node(), offsetText(e.offset), t.partition(e.partition))
        : GroupText::tr("the handler of %1 threw an exception at %2 in %3: the process ends "
                        "without close()",
            "consumer; offset; partition")
              .arg(t.node(), offsetText(e.offset), t.partition(e.partition));
}

} // namespace brokerscope::views
