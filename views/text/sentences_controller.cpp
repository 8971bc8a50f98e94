#include "views/text/sentences.h"

#include <QCoreApplication>

/// What the controllers decide, and how they agree on it.
namespace brokerscope::views {

namespace {

struct ClusterText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::ClusterText)
};

} // namespace

QString tell(const Telling& t, const event::BrokerRegistered& e)
{
    return ClusterText::tr("the controller registered %1 (broker epoch %2)", "broker; number")
        .arg(t.name(e.broker))
        .arg(e.epoch.value());
}

QString tell(const Telling& t, const event::BrokerFenced& e)
{
    return ClusterText::tr("the controller fenced %1: it may neither lead nor be in an ISR")
        .arg(t.name(e.broker));
}

QString tell(const Telling& t, const event::BrokerUnfenced& e)
{
    return ClusterText::tr("the controller unfenced %1: it may lead and join ISRs")
        .arg(t.name(e.broker));
}

QString tell(const Telling& t, const event::TopicCreated& e)
{
    return ClusterText::tr(
        "the controller created topic %1 with %n partition(s)", nullptr, e.partitions)
        .arg(t.text(e.topic));
}

QString tell(const Telling& t, const event::LeaderElected& e)
{
    const QString leader = t.name(e.leader);
    const QString partition = t.partition(e.partition);
    const QString epoch = QString::number(e.epoch.value());
    const QString isr = brokerSetText(t.history, e.isr);
    switch (e.kind) {
    case event::ElectionKind::Initial:
        return ClusterText::tr("the controller made %1 the first leader of %2: epoch %3, ISR %4")
            .arg(leader, partition, epoch, isr);
    case event::ElectionKind::Clean:
        if (e.leader == e.previous) {
            return ClusterText::tr("%1 goes on leading %2 in a new epoch %3, ISR %4")
                .arg(leader, partition, epoch, isr);
        }
        return ClusterText::tr("the controller elected %1 for %2: epoch %3, ISR %4")
            .arg(leader, partition, epoch, isr);
    case event::ElectionKind::NoneEligible:
        return ClusterText::tr("the controller found no live replica in the ISR of %1: it has no "
                               "leader (epoch %2, ISR %3)")
            .arg(partition, epoch, isr);
    case event::ElectionKind::Unclean:
        return ClusterText::tr("unclean election: the controller elected %1 for %2 although it was "
                               "not in the ISR; what it lacks is lost (epoch %3, ISR %4)")
            .arg(leader, partition, epoch, isr);
    case event::ElectionKind::Preferred:
        return ClusterText::tr("%1 leads %2 again, being its preferred leader: epoch %3, ISR %4")
            .arg(leader, partition, epoch, isr);
    case event::ElectionKind::Shutdown:
        return ClusterText::tr("the leader of %2 is shutting down in good order: the controller "
                               "elected %1 first, epoch %3, ISR %4")
            .arg(leader, partition, epoch, isr);
    case event::ElectionKind::FromEligible:
        return ClusterText::tr("the ISR of %2 is gone: the controller elected %1, an eligible "
                               "leader replica with everything committed (epoch %3, ISR %4)")
            .arg(leader, partition, epoch, isr);
    case event::ElectionKind::LastKnown:
        return ClusterText::tr("neither the ISR nor an eligible replica of %2 is left: the "
                               "controller elected its last known leader %1 (epoch %3, ISR %4)")
            .arg(leader, partition, epoch, isr);
    case event::ElectionKind::Reassigned:
        return ClusterText::tr("the old leader of %2 is no replica any more: the controller "
                               "elected %1, epoch %3, ISR %4")
            .arg(leader, partition, epoch, isr);
    }
    return {};
}

QString tell(const Telling& t, const event::IsrChanged& e)
{
    const QString partition = t.partition(e.partition);
    const QString isr = brokerSetText(t.history, e.isr);
    switch (e.reason) {
    case event::IsrReason::Created:
        return ClusterText::tr("the ISR of %1 begins as %2").arg(partition, isr);
    case event::IsrReason::Fenced:
        return ClusterText::tr("the ISR of %1 shrank to %2: a fenced broker left it")
            .arg(partition, isr);
    case event::IsrReason::Lagging:
        return ClusterText::tr(
            "the ISR of %1 shrank to %2: a replica lagged longer than replica.lag.time.max.ms")
            .arg(partition, isr);
    case event::IsrReason::CaughtUp:
        return ClusterText::tr("the ISR of %1 grew to %2: a replica caught up").arg(partition, isr);
    case event::IsrReason::Shutdown:
        return ClusterText::tr("the ISR of %1 shrank to %2: a broker that is shutting down left it")
            .arg(partition, isr);
    case event::IsrReason::Elected:
        return ClusterText::tr(
            "the ISR of %1 begins anew as %2: its leader came from outside the old one")
            .arg(partition, isr);
    case event::IsrReason::Reassigned:
        return ClusterText::tr(
            "the ISR of %1 is now %2: the reassignment is complete and the old replicas left it")
            .arg(partition, isr);
    }
    return {};
}

QString tell(const Telling& t, const event::BrokerLeaving& e)
{
    return ClusterText::tr("the controller lets %1 shut down: it takes its leaderships away and "
                           "makes it leader of nothing more")
        .arg(t.name(e.broker));
}

QString tell(const Telling& t, const event::ReplicasAssigned& e)
{
    const QString partition = t.partition(e.partition);
    const QString replicas = brokerSetText(t.history, e.replicas);
    const QString preferred = t.name(e.preferred);
    if (e.adding.empty() && e.removing.empty()) {
        return ClusterText::tr("the replicas of %1 are on %2; %3 is its preferred leader")
            .arg(partition, replicas, preferred);
    }
    if (e.removing.empty()) {
        return ClusterText::tr("reassignment of %1: %2 get a replica, and then its replicas are on "
                               "%3",
            "partition; brokers; brokers")
            .arg(partition, brokerSetText(t.history, e.adding), replicas);
    }
    if (e.adding.empty()) {
        return ClusterText::tr("reassignment of %1: %2 are to give up their replica")
            .arg(partition, brokerSetText(t.history, e.removing));
    }
    return ClusterText::tr("reassignment of %1: %2 get a replica, and once they are in the ISR %3 "
                           "give up theirs",
        "partition; brokers; brokers")
        .arg(partition, brokerSetText(t.history, e.adding), brokerSetText(t.history, e.removing));
}

QString tell(const Telling& t, const event::EligibleLeadersChanged& e)
{
    const QString partition = t.partition(e.partition);
    return e.eligible.empty()
        ? ClusterText::tr("%1 has no eligible leader replica outside its ISR any more")
              .arg(partition)
        : ClusterText::tr("outside the ISR of %1, %2 are known to have everything committed: "
                          "eligible leader replicas",
            "partition; brokers")
              .arg(partition, brokerSetText(t.history, e.eligible));
}

QString tell(const Telling& t, const event::PartitionsAdded& e)
{
    return ClusterText::tr(
        "the controller added %n partition(s) to topic %1", nullptr, e.partitions)
        .arg(t.text(e.topic));
}

QString tell(const Telling& t, const event::QuorumRoleChanged& e)
{
    const QString epoch = QString::number(e.epoch.value());
    switch (e.role) {
    case event::QuorumRole::Unattached:
        return ClusterText::tr("%1 knows no leader of the controllers in term %2")
            .arg(t.node(), epoch);
    case event::QuorumRole::Voted:
        return ClusterText::tr("%1 has given its vote for term %2 and waits for a leader")
            .arg(t.node(), epoch);
    case event::QuorumRole::Follower:
        return ClusterText::tr("%1 follows controller %3 in term %2")
            .arg(t.node(), epoch, t.name(e.leader));
    case event::QuorumRole::Candidate:
        return ClusterText::tr("%1 stands for election as leader of the controllers in term %2")
            .arg(t.node(), epoch);
    case event::QuorumRole::Leader:
        return ClusterText::tr("%1 leads the controllers in term %2: it is the active controller")
            .arg(t.node(), epoch);
    case event::QuorumRole::Resigned:
        return ClusterText::tr("%1 resigned as leader of the controllers in term %2")
            .arg(t.node(), epoch);
    }
    return {};
}

QString tell(const Telling& t, const event::VoteCast& e)
{
    const QString epoch = QString::number(e.epoch.value());
    if (e.candidate == t.event.node) {
        return ClusterText::tr("%1 voted for itself in term %2").arg(t.node(), epoch);
    }
    return e.granted
        ? ClusterText::tr("%1 voted for %2 in term %3").arg(t.node(), t.name(e.candidate), epoch)
        : ClusterText::tr("%1 refused its vote to %2 in term %3")
              .arg(t.node(), t.name(e.candidate), epoch);
}

QString tell(const Telling& t, const event::MetadataAppended& e)
{
    return ClusterText::tr(
        "the metadata log of %1 ends at %2 now (term %3)", "controller; offset; number")
        .arg(t.node())
        .arg(e.end.value())
        .arg(e.epoch.value());
}

QString tell(const Telling& t, const event::MetadataCommitted& e)
{
    return ClusterText::tr(
        "%1 knows that the metadata log below %2 is on the disks of a majority: it is committed",
        "controller; offset")
        .arg(t.node())
        .arg(e.end.value());
}

QString tell(const Telling& t, const event::MetadataTruncated& e)
{
    return ClusterText::tr("%1 cut %2 off its metadata log: a former leader had not committed it",
        "controller; offsets")
        .arg(t.node(), offsets(Offset(e.to.value()), Offset(e.from.value())));
}

} // namespace brokerscope::views
