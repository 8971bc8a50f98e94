#include "views/sequence/mark_look.h"

#include "views/sequence/sequence_drawing.h"
#include "views/text/names.h"

#include <algorithm>
#include <variant>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Whether records that had been acknowledged went with this event.
bool tookAcknowledged(const RunView& run, EventId event)
{
    return run.verdict
        && std::ranges::any_of(run.verdict->anomalies, [&](const history::Anomaly& anomaly) {
               return anomaly.kind == history::AnomalyKind::LostAfterAck
                   && std::ranges::find(anomaly.evidence, event) != anomaly.evidence.end();
           });
}

QString quorumRoleText(event::QuorumRole role)
{
    switch (role) {
    case event::QuorumRole::Unattached:
        return SequenceText::tr("unattached", "a controller's role in the quorum");
    case event::QuorumRole::Voted:
        return SequenceText::tr("voted", "a controller's role in the quorum");
    case event::QuorumRole::Follower:
        return SequenceText::tr("quorum follower");
    case event::QuorumRole::Candidate:
        return SequenceText::tr("candidate", "a controller's role in the quorum");
    case event::QuorumRole::Leader:
        return SequenceText::tr("quorum leader");
    case event::QuorumRole::Resigned:
        return SequenceText::tr("resigned", "a controller's role in the quorum");
    }
    return {};
}

/// Says what each kind of event looks like.
class Looking {
public:
    Looking(const RunView& run, EventId event, NodeId node)
        : m_run(run)
        , m_history(*run.history)
        , m_event(event)
        , m_node(node)
    {
    }

    MarkLook operator()(const event::BatchAppended& e) const
    {
        return {MarkSign::Block, e.asLeader() ? Ink::Leader : Ink::Follower,
            of(e.partition, SequenceText::tr("append, LEO %1").arg(e.end().value())), 5};
    }
    MarkLook operator()(const event::HighWatermarkMoved& e) const
    {
        return {MarkSign::Bar, Ink::Warning,
            of(e.partition, u"HW "_s + QString::number(e.to.value())), 6};
    }
    MarkLook operator()(const event::RoleAssumed& e) const
    {
        if (e.role == event::ReplicaRole::Leader) {
            return {MarkSign::Crown, Ink::Warning,
                of(e.partition, SequenceText::tr("leader, epoch %1").arg(e.epoch.value())), 1};
        }
        const QString text = e.leader == kNoNode
            ? SequenceText::tr("no leader, epoch %1").arg(e.epoch.value())
            : SequenceText::tr("follows %1, epoch %2")
                  .arg(nodeName(m_history, e.leader))
                  .arg(e.epoch.value());
        return {MarkSign::Ring, Ink::TextMuted, of(e.partition, text), 4};
    }
    MarkLook operator()(const event::LeaderElected& e) const
    {
        const QString text = e.leader == kNoNode
            ? SequenceText::tr("nobody may lead, epoch %1").arg(e.epoch.value())
            : SequenceText::tr("elects %1, epoch %2")
                  .arg(nodeName(m_history, e.leader))
                  .arg(e.epoch.value());
        return {e.leader == kNoNode ? MarkSign::Cross : MarkSign::Crown,
            e.leader == kNoNode ? Ink::Danger : Ink::Warning, of(e.partition, text), 1};
    }
    MarkLook operator()(const event::LogTruncated& e) const
    {
        const QString range = offsets(e.to, e.from);
        return {MarkSign::Hatched, Ink::Danger,
            of(e.partition,
                tookAcknowledged(m_run, m_event)
                    ? SequenceText::tr("truncate %1: acknowledged records gone").arg(range)
                    : SequenceText::tr("truncate %1").arg(range)),
            0};
    }
    MarkLook operator()(const event::UnflushedLost& e) const
    {
        return {MarkSign::Hatched, Ink::Danger,
            of(e.partition,
                SequenceText::tr("page cache lost: %1").arg(offsets(e.durableEnd, e.end))),
            0};
    }
    MarkLook operator()(const event::IsrChanged& e) const
    {
        return {MarkSign::Ring, Ink::Success,
            of(e.partition, u"ISR "_s + brokerSetText(m_history, e.isr)), 2};
    }
    MarkLook operator()(const event::EligibleLeadersChanged& e) const
    {
        return {MarkSign::Ring, Ink::Success,
            of(e.partition, u"ELR "_s + brokerSetText(m_history, e.eligible)), 3};
    }
    MarkLook operator()(const event::BrokerFenced& e) const
    {
        return {MarkSign::Cross, Ink::Danger,
            SequenceText::tr("%1 fenced").arg(nodeName(m_history, e.broker)), 1};
    }
    MarkLook operator()(const event::BrokerUnfenced& e) const
    {
        return {MarkSign::Ring, Ink::Success,
            SequenceText::tr("%1 unfenced").arg(nodeName(m_history, e.broker)), 3};
    }
    MarkLook operator()(const event::BrokerLeaving& e) const
    {
        return {MarkSign::Ring, Ink::Warning,
            SequenceText::tr("%1 in controlled shutdown").arg(nodeName(m_history, e.broker)), 2};
    }
    MarkLook operator()(const event::QuorumRoleChanged& e) const
    {
        const bool leads = e.role == event::QuorumRole::Leader;
        return {leads ? MarkSign::Crown : MarkSign::Ring, leads ? Ink::Warning : Ink::TextMuted,
            SequenceText::tr("%1, epoch %2", "role; Raft's term")
                .arg(quorumRoleText(e.role))
                .arg(e.epoch.value()),
            leads ? 1 : 3};
    }
    MarkLook operator()(const event::VoteCast& e) const
    {
        const QString candidate = e.candidate == m_node
            ? SequenceText::tr("itself", "for whom a controller votes")
            : nodeName(m_history, e.candidate);
        return {e.granted ? MarkSign::Ring : MarkSign::Cross,
            e.granted ? Ink::Success : Ink::Danger,
            e.granted ? SequenceText::tr("votes for %1").arg(candidate)
                      : SequenceText::tr("no vote for %1").arg(candidate),
            3};
    }
    MarkLook operator()(const event::MetadataTruncated& e) const
    {
        return {MarkSign::Hatched, Ink::Danger,
            SequenceText::tr("metadata log cut to %1").arg(e.to.value()), 1};
    }
    MarkLook operator()(const event::RequestTimedOut& e) const
    {
        return {MarkSign::Cross, Ink::Danger,
            SequenceText::tr("no answer from %1").arg(nodeName(m_history, e.peer)), 3};
    }
    MarkLook operator()(const event::BatchFailed& e) const
    {
        return {MarkSign::Cross, Ink::Danger,
            of(e.partition,
                SequenceText::tr("batch failed: %1").arg(toQString(event::errorName(e.error)))),
            1};
    }
    MarkLook operator()(const event::OffsetReset& e) const
    {
        return {MarkSign::Ring, Ink::Warning,
            of(e.partition, SequenceText::tr("position reset to %1").arg(e.to.value())), 3};
    }
    MarkLook operator()(const event::TruncationDetected& e) const
    {
        return {MarkSign::Ring, Ink::Danger,
            of(e.partition, SequenceText::tr("log was cut to %1").arg(e.to.value())), 1};
    }
    MarkLook operator()(const event::NodeStarted&) const
    {
        return {MarkSign::Ring, Ink::Success, SequenceText::tr("started", "a node"), 4};
    }
    template <class Other>
    MarkLook operator()(const Other&) const
    {
        return {};
    }

private:
    /// With the partition's name in front where a run has several.
    [[nodiscard]] QString of(PartitionId partition, const QString& text) const
    {
        const auto& partitions = m_history.roster().partitions;
        return partitions.size() < 2 || partitions[1].isInternal()
            ? text
            : QString(partitionName(m_history, partition) + u' ' + text);
    }

    const RunView& m_run;
    const history::History& m_history;
    EventId m_event;
    NodeId m_node;
};

} // namespace

MarkLook markLook(const RunView& run, const SequenceData::Mark& mark)
{
    return std::visit(Looking(run, mark.event, mark.node), run.history->event(mark.event).payload);
}

} // namespace brokerscope::views
