#include "views/text/sentences.h"

#include <QCoreApplication>
#include <QStringList>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

struct ClusterText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::ClusterText)
};

/// What a script command did, told from the events that it caused at once. The History does not
/// keep the script.
struct CommandEffects {
    QStringList started;
    QString other; ///< the whole sentence, for a command that does one thing
    QString requested; ///< the same, where it is done by requests
};

QString seekEffect(const Telling& t, const event::Event& event)
{
    if (const auto* sought = std::get_if<event::PositionSought>(&event.payload)) {
        return ClusterText::tr("you let %1 seek to offset %2 of %3", "consumer; offset; partition")
            .arg(t.name(event.node), QString::number(sought->to.value()),
                t.partition(sought->partition));
    }
    return ClusterText::tr("you let %1 seek", "consumer").arg(t.name(event.node));
}

/// What a command began that goes on in messages: a seek that asks for its offset first, a deletion
/// of records.
QString requestEffect(const Telling& t, const event::Event& event)
{
    const auto* sent = std::get_if<event::MessageSent>(&event.payload);
    if (sent != nullptr && event.node == kScriptNode) {
        return sent->partition == kNoPartition
            ? ClusterText::tr("you had records deleted")
            : ClusterText::tr("you had records of %1 deleted").arg(t.partition(sent->partition));
    }
    const bool seeks = std::holds_alternative<event::PositionSought>(event.payload)
        || (sent != nullptr && sent->api == event::Api::ListOffsets);
    return seeks ? seekEffect(t, event) : QString();
}

CommandEffects effectsOf(const Telling& t)
{
    CommandEffects effects;
    const auto events = t.history.events();
    for (std::size_t i = t.id.value() + 1; i < events.size() && events[i].time == t.event.time;
         ++i) {
        const event::Event& event = events[i];
        if (event.cause != t.id) {
            continue;
        }
        const QString node = nodeName(t.history, event.node);
        if (std::holds_alternative<event::NodeStarted>(event.payload)) {
            effects.started += node;
        } else if (const auto* stopped = std::get_if<event::NodeStopped>(&event.payload)) {
            effects.other
                = ClusterText::tr("you stopped %1 (%2)").arg(node, stopHowText(stopped->how));
        } else if (std::holds_alternative<event::NodePaused>(event.payload)) {
            effects.other = ClusterText::tr("you paused %1").arg(node);
        } else if (std::holds_alternative<event::NodeResumed>(event.payload)) {
            effects.other = ClusterText::tr("you let %1 go on").arg(node);
        } else if (const auto* cut = std::get_if<event::LinkCut>(&event.payload)) {
            effects.other = ClusterText::tr("you cut the link between %1 and %2")
                                .arg(t.name(cut->from), t.name(cut->to));
        } else if (const auto* healed = std::get_if<event::LinkHealed>(&event.payload)) {
            effects.other = ClusterText::tr("you healed the link between %1 and %2")
                                .arg(t.name(healed->from), t.name(healed->to));
        } else if (effects.requested.isEmpty()) {
            effects.requested = requestEffect(t, event);
        }
    }
    return effects;
}

} // namespace

QString tell(const Telling& t, const event::ScriptCommand& e)
{
    const CommandEffects effects = effectsOf(t);
    if (!effects.other.isEmpty()) {
        return effects.other;
    }
    if (!effects.started.isEmpty()) {
        return ClusterText::tr("you started %1").arg(effects.started.join(u", "_s));
    }
    if (!effects.requested.isEmpty()) {
        return effects.requested;
    }
    return ClusterText::tr("command %1 of the script was carried out").arg(e.index + 1);
}

QString tell(const Telling& t, const event::ConfigSet& e)
{
    return ClusterText::tr("%1: %2 is %3", "whose property; property; value")
        .arg(t.text(e.scope), t.text(e.name), t.text(e.value));
}

QString tell(const Telling& t, const event::NodeStarted&)
{
    return ClusterText::tr("%1 started").arg(t.node());
}

QString tell(const Telling& t, const event::NodeStopped& e)
{
    switch (e.how) {
    case event::StopHow::Kill:
        return ClusterText::tr("the process of %1 was killed; what the page cache holds survives")
            .arg(t.node());
    case event::StopHow::PowerLoss:
        return ClusterText::tr(
            "%1 lost power; nobody is told, and what was not on the disk is gone")
            .arg(t.node());
    case event::StopHow::Halt:
        return ClusterText::tr("%1 halted: a broker without a log directory cannot go on")
            .arg(t.node());
    }
    return {};
}

QString tell(const Telling& t, const event::NodePaused&)
{
    return ClusterText::tr("%1 stands still (as in a long garbage collection)").arg(t.node());
}

QString tell(const Telling& t, const event::NodeResumed&)
{
    return ClusterText::tr("%1 goes on").arg(t.node());
}

QString tell(const Telling& t, const event::LinkCut& e)
{
    return e.bothWays
        ? ClusterText::tr("the link between %1 and %2 was cut").arg(t.name(e.from), t.name(e.to))
        : ClusterText::tr("the link from %1 to %2 was cut").arg(t.name(e.from), t.name(e.to));
}

QString tell(const Telling& t, const event::LinkHealed& e)
{
    return e.bothWays
        ? ClusterText::tr("the link between %1 and %2 works again")
              .arg(t.name(e.from), t.name(e.to))
        : ClusterText::tr("the link from %1 to %2 works again").arg(t.name(e.from), t.name(e.to));
}

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
    const QString partition = t.partition(e.partition);
    switch (e.kind) {
    case event::ElectionKind::Initial:
        return ClusterText::tr("the controller made %1 the first leader of %2: epoch %3, ISR %4")
            .arg(t.name(e.leader), partition, QString::number(e.epoch.value()),
                brokerSetText(t.history, e.isr));
    case event::ElectionKind::Clean:
        return ClusterText::tr("the controller elected %1 for %2: epoch %3, ISR %4")
            .arg(t.name(e.leader), partition, QString::number(e.epoch.value()),
                brokerSetText(t.history, e.isr));
    case event::ElectionKind::NoneEligible:
        return ClusterText::tr("the controller found no live replica in the ISR of %1: it has no "
                               "leader (epoch %2, ISR %3)")
            .arg(partition, QString::number(e.epoch.value()), brokerSetText(t.history, e.isr));
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
    }
    return {};
}

} // namespace brokerscope::views
