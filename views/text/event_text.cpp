#include "views/text/event_text.h"

#include "views/text/sentences.h"

#include <QCoreApplication>

#include <variant>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;
using history::History;

namespace {

struct WhyText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::WhyText)
};

template <class T>
const T* payloadOf(const History& history, EventId id)
{
    return id == kNoEvent ? nullptr : std::get_if<T>(&history.event(id).payload);
}

/// How the value of acks reads in a sentence; Kafka's default where nothing was set.
QString acksOf(const History& history, NodeId producer)
{
    const auto value = history.configured(history.roster().at(producer).name, "acks");
    if (!value) {
        return {};
    }
    return *value == "-1" ? u"all"_s : toQString(*value);
}

QString whyAcked(const History& history, const event::Event& event, const event::BatchAcked& acked)
{
    const QString acks = acksOf(history, event.node);
    const QString what = partitionName(history, acked.partition) + u' '
        + offsets(acked.baseOffset, acked.baseOffset + OffsetDelta(acked.records));
    if (acks == u"1"_s) {
        return WhyText::tr("%1 was told that %2 is stored: with acks=1 the leader answers as soon "
                           "as its own log has it")
            .arg(nodeName(history, event.node), what);
    }
    if (acks == u"all"_s) {
        return WhyText::tr(
            "%1 was told that %2 is stored: with acks=all every member of the ISR has it")
            .arg(nodeName(history, event.node), what);
    }
    return {};
}

QString whyFenced(const History& history, const event::Event& event,
    const event::BrokerFenced& fenced, EventId previous)
{
    const bool silent = payloadOf<event::NodeStopped>(history, previous) != nullptr
        || payloadOf<event::NodePaused>(history, previous) != nullptr
        || payloadOf<event::LinkCut>(history, previous) != nullptr;
    if (!silent) {
        return {};
    }
    return WhyText::tr("no heartbeat came from %1, and %2 after that the controller fenced it")
        .arg(nodeName(history, fenced.broker),
            durationText(event.time - history.event(previous).time));
}

QString whyElected(const History& history, const event::LeaderElected& elected, EventId previous)
{
    const auto* fenced = payloadOf<event::BrokerFenced>(history, previous);
    if (fenced == nullptr || elected.leader == kNoNode
        || elected.kind != event::ElectionKind::Clean) {
        return {};
    }
    return WhyText::tr(
        "with %1 fenced, %2 is the first live member of the ISR: it was elected for %3, epoch %4")
        .arg(nodeName(history, fenced->broker), nodeName(history, elected.leader),
            partitionName(history, elected.partition), QString::number(elected.epoch.value()));
}

/// Whether the event kept a node from being heard, or from being heard in time.
bool isHindrance(const History& history, EventId id)
{
    return payloadOf<event::NodeStopped>(history, id) != nullptr
        || payloadOf<event::NodePaused>(history, id) != nullptr
        || payloadOf<event::LinkCut>(history, id) != nullptr
        || payloadOf<event::LinkSlowed>(history, id) != nullptr
        || payloadOf<event::DiskSlowed>(history, id) != nullptr;
}

QString whyProposed(const History& history, const event::Event& event,
    const event::IsrProposed& proposed, EventId previous)
{
    if (proposed.reason != event::IsrReason::Lagging || !isHindrance(history, previous)) {
        return {};
    }
    return WhyText::tr("a follower had not caught up for longer than replica.lag.time.max.ms: %1 "
                       "asked the controller to shrink the ISR of %2 to %3",
        "leader; partition; brokers")
        .arg(nodeName(history, event.node), partitionName(history, proposed.partition),
            brokerSetText(history, proposed.isr));
}

QString whyCandidate(const History& history, const event::Event& event,
    const event::QuorumRoleChanged& changed, EventId previous)
{
    if (changed.role != event::QuorumRole::Candidate || !isHindrance(history, previous)) {
        return {};
    }
    return WhyText::tr("nothing came from the leader of the controllers, and %2 after that %1 "
                       "stands for election in term %3",
        "controller; duration; number")
        .arg(nodeName(history, event.node), durationText(event.time - history.event(previous).time),
            QString::number(changed.epoch.value()));
}

QString whyTruncated(
    const History& history, const event::Event& event, const event::LogTruncated& truncated)
{
    if (truncated.reason != event::TruncateReason::Divergence) {
        return {};
    }
    return WhyText::tr("%1 follows the new leader now and had to drop %2 %3: these offsets were "
                       "written in an epoch "
                       "that the leader does not have there")
        .arg(nodeName(history, event.node), partitionName(history, truncated.partition),
            offsets(truncated.to, truncated.from));
}

/// A reset in a chain behind the log start that moved beyond the position.
QString whyReset(const History& history, const event::Event& event, const event::OffsetReset& reset,
    EventId previous)
{
    const auto* moved = payloadOf<event::LogStartMoved>(history, previous);
    if (moved == nullptr) {
        return {};
    }
    return WhyText::tr("what %1 was to read next in %2 was deleted; out of range, it goes on at %3 "
                       "as auto.offset.reset says")
        .arg(nodeName(history, event.node), partitionName(history, reset.partition),
            QString::number(reset.to.value()));
}

} // namespace

QString sentence(const History& history, EventId id)
{
    const Telling telling{history, id, history.event(id)};
    return std::visit(
        [&](const auto& payload) { return tell(telling, payload); }, telling.event.payload);
}

QString whySentence(const History& history, EventId id, EventId previous)
{
    const event::Event& event = history.event(id);
    QString text;
    if (const auto* acked = payloadOf<event::BatchAcked>(history, id)) {
        text = whyAcked(history, event, *acked);
    } else if (const auto* fenced = payloadOf<event::BrokerFenced>(history, id)) {
        text = whyFenced(history, event, *fenced, previous);
    } else if (const auto* elected = payloadOf<event::LeaderElected>(history, id)) {
        text = whyElected(history, *elected, previous);
    } else if (const auto* proposed = payloadOf<event::IsrProposed>(history, id)) {
        text = whyProposed(history, event, *proposed, previous);
    } else if (const auto* changed = payloadOf<event::QuorumRoleChanged>(history, id)) {
        text = whyCandidate(history, event, *changed, previous);
    } else if (const auto* truncated = payloadOf<event::LogTruncated>(history, id)) {
        text = whyTruncated(history, event, *truncated);
    } else if (const auto* reset = payloadOf<event::OffsetReset>(history, id)) {
        text = whyReset(history, event, *reset, previous);
    }
    return text.isEmpty() ? sentence(history, id) : text;
}

} // namespace brokerscope::views
