#include "views/text/sentences.h"
#include "views/text/time_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <utility>
#include <vector>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

struct ClusterText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::ClusterText)
};

using Link = std::pair<NodeId, NodeId>;

/// What a script command did, told from the events that it caused at once. The History does not
/// keep the script.
struct CommandEffects {
    QStringList started;
    QStringList stopped;
    event::StopHow stoppedHow = event::StopHow::Kill;
    QStringList paused;
    QStringList resumed;
    std::vector<Link> cut;
    std::vector<Link> healed;
    bool oneWay = false; ///< the cut or healed links
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

/// What the admin client of the script asked for. Whoever it has to find first is asked for the
/// metadata, and the command then is one to delete records: the others go to any broker.
QString adminEffect(const Telling& t, const event::MessageSent& sent)
{
    const QString partition = t.partition(sent.partition);
    if (sent.api == event::Api::ElectLeaders) {
        return sent.partitions > 1 || partition.isEmpty()
            ? ClusterText::tr("you asked for elections of leaders")
            : ClusterText::tr("you asked for an election of the leader of %1").arg(partition);
    }
    if (sent.api == event::Api::AlterPartitionReassignments) {
        return ClusterText::tr("you asked for a reassignment of %1").arg(partition);
    }
    if (sent.api == event::Api::CreatePartitions) {
        return ClusterText::tr("you asked for more partitions");
    }
    return partition.isEmpty() ? ClusterText::tr("you had records deleted")
                               : ClusterText::tr("you had records of %1 deleted").arg(partition);
}

/// What a command began that goes on in messages: a seek that asks for its offset first, what an
/// admin asks for.
QString requestEffect(const Telling& t, const event::Event& event)
{
    const auto* sent = std::get_if<event::MessageSent>(&event.payload);
    if (sent != nullptr && event.node == kScriptNode) {
        return adminEffect(t, *sent);
    }
    const bool seeks = std::holds_alternative<event::PositionSought>(event.payload)
        || (sent != nullptr && sent->api == event::Api::ListOffsets);
    return seeks ? seekEffect(t, event) : QString();
}

/// Faults that have one sentence of their own, and a shutdown in good order; empty for the others.
QString singleEffect(const Telling& t, const event::Event& event)
{
    const QString node = t.name(event.node);
    if (std::holds_alternative<event::ShutdownBegun>(event.payload)) {
        return ClusterText::tr("you had %1 shut down in good order").arg(node);
    }
    if (const auto* slowed = std::get_if<event::LinkSlowed>(&event.payload)) {
        return slowed->extra == Duration()
            ? ClusterText::tr("you made the link between %1 and %2 as fast as before")
                  .arg(t.name(slowed->from), t.name(slowed->to))
            : ClusterText::tr("you slowed the link between %1 and %2 by %3")
                  .arg(t.name(slowed->from), t.name(slowed->to), durationText(slowed->extra));
    }
    if (const auto* disk = std::get_if<event::DiskSlowed>(&event.payload)) {
        return disk->perWrite == Duration()
            ? ClusterText::tr("you made the disk of %1 as fast as before").arg(node)
            : ClusterText::tr("you slowed the disk of %1: each write takes %2 more")
                  .arg(node, durationText(disk->perWrite));
    }
    if (const auto* filled = std::get_if<event::DiskFilled>(&event.payload)) {
        return filled->full ? ClusterText::tr("you filled the disk of %1").arg(node)
                            : ClusterText::tr("you made room on the disk of %1").arg(node);
    }
    if (const auto* skewed = std::get_if<event::ClockSkewed>(&event.payload)) {
        return skewed->by == Duration()
            ? ClusterText::tr("you set the clock of %1 right").arg(node)
            : ClusterText::tr("you put the clock of %1 wrong").arg(node);
    }
    return {};
}

void addEffect(const Telling& t, const event::Event& event, CommandEffects& effects)
{
    const QString node = t.name(event.node);
    if (std::holds_alternative<event::NodeStarted>(event.payload)) {
        effects.started += node;
    } else if (const auto* stopped = std::get_if<event::NodeStopped>(&event.payload)) {
        effects.stopped += node;
        effects.stoppedHow = stopped->how;
    } else if (std::holds_alternative<event::NodePaused>(event.payload)) {
        effects.paused += node;
    } else if (std::holds_alternative<event::NodeResumed>(event.payload)) {
        effects.resumed += node;
    } else if (const auto* cut = std::get_if<event::LinkCut>(&event.payload)) {
        effects.cut.emplace_back(cut->from, cut->to);
        effects.oneWay = !cut->bothWays;
    } else if (const auto* healed = std::get_if<event::LinkHealed>(&event.payload)) {
        effects.healed.emplace_back(healed->from, healed->to);
        effects.oneWay = !healed->bothWays;
    } else if (const QString single = singleEffect(t, event); !single.isEmpty()) {
        effects.other = single;
    } else if (effects.requested.isEmpty()) {
        effects.requested = requestEffect(t, event);
    }
}

CommandEffects effectsOf(const Telling& t)
{
    CommandEffects effects;
    const auto events = t.history.events();
    for (std::size_t i = t.id.value() + 1; i < events.size() && events[i].time == t.event.time;
         ++i) {
        if (events[i].cause == t.id) {
            addEffect(t, events[i], effects);
        }
    }
    return effects;
}

/// The ends of links, each once, in the order of their coming.
struct LinkEnds {
    QStringList from;
    QStringList to;
    bool everybody = false; ///< the links are those between `from` and all other participants
};

LinkEnds endsOf(const Telling& t, const std::vector<Link>& links)
{
    LinkEnds ends;
    const auto add = [](QStringList& list, const QString& name) {
        if (!list.contains(name)) {
            list += name;
        }
    };
    for (const auto& [from, to] : links) {
        add(ends.from, t.name(from));
        add(ends.to, t.name(to));
    }
    const auto participants = static_cast<qsizetype>(t.history.roster().nodes.size()) - 1;
    ends.everybody = links.size() > 1 && ends.from.size() + ends.to.size() == participants;
    return ends;
}

QString cutEffect(const Telling& t, const CommandEffects& effects)
{
    const LinkEnds ends = endsOf(t, effects.cut);
    const QString from = ends.from.join(u", "_s);
    if (ends.everybody) {
        return ClusterText::tr("you cut %1 off from everybody").arg(from);
    }
    const QString to = ends.to.join(u", "_s);
    return effects.oneWay ? ClusterText::tr("you cut the link from %1 to %2").arg(from, to)
                          : ClusterText::tr("you cut the link between %1 and %2").arg(from, to);
}

QString healEffect(const Telling& t, const CommandEffects& effects)
{
    const LinkEnds ends = endsOf(t, effects.healed);
    const QString from = ends.from.join(u", "_s);
    if (ends.everybody) {
        return ClusterText::tr("you healed all links of %1").arg(from);
    }
    const QString to = ends.to.join(u", "_s);
    return effects.oneWay ? ClusterText::tr("you healed the link from %1 to %2").arg(from, to)
                          : ClusterText::tr("you healed the link between %1 and %2").arg(from, to);
}

} // namespace

QString tell(const Telling& t, const event::ScriptCommand& e)
{
    const CommandEffects effects = effectsOf(t);
    if (!effects.cut.empty()) {
        return cutEffect(t, effects);
    }
    if (!effects.healed.empty()) {
        return healEffect(t, effects);
    }
    if (!effects.other.isEmpty()) {
        return effects.other;
    }
    if (!effects.stopped.isEmpty()) {
        return ClusterText::tr("you stopped %1 (%2)")
            .arg(effects.stopped.join(u", "_s), stopHowText(effects.stoppedHow));
    }
    if (!effects.paused.isEmpty()) {
        return ClusterText::tr("you paused %1").arg(effects.paused.join(u", "_s));
    }
    if (!effects.resumed.isEmpty()) {
        return ClusterText::tr("you let %1 go on").arg(effects.resumed.join(u", "_s));
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
    case event::StopHow::Shutdown:
        return ClusterText::tr("%1 has shut down in good order: everything it had is on its disk")
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

QString tell(const Telling& t, const event::LinkSlowed& e)
{
    const QString from = t.name(e.from);
    const QString to = t.name(e.to);
    if (e.extra == Duration()) {
        return e.bothWays
            ? ClusterText::tr("messages between %1 and %2 are as fast as before").arg(from, to)
            : ClusterText::tr("messages from %1 to %2 are as fast as before").arg(from, to);
    }
    return e.bothWays ? ClusterText::tr("messages between %1 and %2 take %3 longer from now on")
                            .arg(from, to, durationText(e.extra))
                      : ClusterText::tr("messages from %1 to %2 take %3 longer from now on")
                            .arg(from, to, durationText(e.extra));
}

QString tell(const Telling& t, const event::DiskSlowed& e)
{
    return e.perWrite == Duration()
        ? ClusterText::tr("the disk of %1 is as fast as before").arg(t.node())
        : ClusterText::tr(
            "each write to the disk of %1 takes %2 from now on, and %1 does nothing else meanwhile",
            "broker; duration")
              .arg(t.node(), durationText(e.perWrite));
}

QString tell(const Telling& t, const event::DiskFilled& e)
{
    return e.full
        ? ClusterText::tr("the disk of %1 is full: it takes not one more byte").arg(t.node())
        : ClusterText::tr("the disk of %1 has room again").arg(t.node());
}

QString tell(const Telling& t, const event::ClockSkewed& e)
{
    if (e.by == Duration()) {
        return ClusterText::tr("the clock of %1 is right again").arg(t.node());
    }
    return e.by > Duration()
        ? ClusterText::tr("the clock of %1 is %2 ahead: the timestamps that it gives are too late")
              .arg(t.node(), durationText(e.by))
        : ClusterText::tr(
            "the clock of %1 is %2 behind: the timestamps that it gives are too early")
              .arg(t.node(), durationText(Duration() - e.by));
}

} // namespace brokerscope::views
