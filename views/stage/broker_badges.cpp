#include "views/stage/broker_badges.h"

#include "views/stage/links.h"
#include "views/text/names.h"
#include "views/text/time_text.h"

#include <algorithm>

namespace brokerscope::views {

namespace {

QString rackOf(const Drawing& drawing, NodeId broker)
{
    const auto& scenario = drawing.scene.run.scenario;
    if (!scenario) {
        return {};
    }
    const auto rack = scenario->cluster.racks.find(drawing.node(broker).toStdString());
    return rack == scenario->cluster.racks.end()
        ? QString()
        : StageText::tr("rack %1").arg(QString::fromStdString(rack->second));
}

QString downLine(const history::BrokerState& broker)
{
    const bool stopped = broker.registered || broker.stoppedAt > Timestamp();
    return !stopped     ? StageText::tr("not started")
        : broker.fenced ? StageText::tr("fenced")
                        : StageText::tr("not fenced yet");
}

/// The broker's state in one word, how it is written, and what goes on.
struct StateWord {
    QString state;
    QString badge; ///< empty when it is up
    Ink ink = Ink::Warning;
    QString line;
};

StateWord stateWord(const history::BrokerState& broker)
{
    if (!broker.running) {
        return {QStringLiteral("down"), StageText::tr("DOWN"), Ink::Danger, downLine(broker)};
    }
    if (broker.paused) {
        return {QStringLiteral("paused"), StageText::tr("PAUSED"), Ink::Warning,
            StageText::tr("stands still")};
    }
    if (!broker.registered) {
        return {QStringLiteral("starting"), StageText::tr("STARTING"), Ink::Warning,
            StageText::tr("registers")};
    }
    if (broker.leaving) {
        return {QStringLiteral("leaving"), StageText::tr("LEAVING"), Ink::Warning,
            StageText::tr("hands over")};
    }
    if (broker.fenced) {
        return {QStringLiteral("fenced"), StageText::tr("FENCED"), Ink::Warning,
            StageText::tr("catches up")};
    }
    return {QStringLiteral("up"), {}, Ink::Success, StageText::tr("broker")};
}

void addDisk(const Drawing& drawing, NodeId broker, std::vector<BrokerBadge>& badges)
{
    const history::BrokerState& state = drawing.state.broker(broker);
    const QString name = drawing.node(broker);
    if (state.diskFull) {
        badges.push_back({QStringLiteral("disk-full"), StageText::tr("disk full"),
            StageText::tr("The disk of %1 is full: it takes not one more byte").arg(name),
            Ink::Danger, QStringLiteral("full")});
    }
    if (state.diskDelay > Duration()) {
        const QString delay = durationText(state.diskDelay);
        badges.push_back({QStringLiteral("slow-disk"), StageText::tr("disk +%1").arg(delay),
            StageText::tr("Each write to the disk of %1 takes %2 longer").arg(name, delay),
            Ink::Warning, delay});
    }
}

void addClock(const Drawing& drawing, NodeId broker, std::vector<BrokerBadge>& badges)
{
    const auto& skews = drawing.state.clockSkews;
    const Duration skew = broker.value() < skews.size() ? skews[broker.value()] : Duration();
    if (skew == Duration()) {
        return;
    }
    const bool ahead = skew > Duration();
    const QString by = durationText(ahead ? skew : Duration() - skew);
    const QString sign = ahead ? QStringLiteral("+") : QStringLiteral("−");
    badges.push_back(
        {QStringLiteral("clock"), StageText::tr("clock %1%2", "sign and duration").arg(sign, by),
            ahead ? StageText::tr("The clock of %1 is %2 fast").arg(drawing.node(broker), by)
                  : StageText::tr("The clock of %1 is %2 slow").arg(drawing.node(broker), by),
            Ink::Warning, sign + by});
}

/// A broker acts on the metadata that it has applied, whatever the controllers have committed
/// since.
void addMetadata(const Drawing& drawing, NodeId broker, std::vector<BrokerBadge>& badges)
{
    const history::BrokerState& state = drawing.state.broker(broker);
    MetadataOffset committed;
    for (const history::QuorumMemberState& controller : drawing.state.controllers) {
        committed = std::max(committed, controller.committed);
    }
    if (!state.running || state.metadataEnd >= committed) {
        return;
    }
    const QString own = QString::number(state.metadataEnd.value());
    const QString all = QString::number(committed.value());
    badges.push_back({QStringLiteral("metadata"), StageText::tr("metadata %1 of %2").arg(own, all),
        StageText::tr(
            "%1 has applied the metadata log up to %2; the controllers have committed up to %3")
            .arg(drawing.node(broker), own, all),
        Ink::Warning, own, QStringLiteral("%1/%2").arg(own, all)});
}

/// The groups that the broker speaks for.
std::optional<BrokerBadge> coordinatorBadge(const Drawing& drawing, NodeId broker)
{
    QStringList groups;
    for (const history::GroupState& group : drawing.state.groups) {
        if (group.coordinator == broker && group.state != event::GroupState::Dead) {
            groups.append(toQString(drawing.history.text(group.name)));
        }
    }
    if (groups.isEmpty() || !drawing.state.broker(broker).running) {
        return std::nullopt;
    }
    const QString names = groups.join(QStringLiteral(", "));
    return BrokerBadge{QStringLiteral("coordinator"), coordinatorWord(),
        StageText::tr("%1 coordinates the consumer group(s) %2", "broker; names")
            .arg(drawing.node(broker), names),
        Ink::LeaderDark, names, StageText::tr("coord.", "coordinator, in little room")};
}

} // namespace

QString coordinatorWord()
{
    return StageText::tr("coordinator", "a broker, of consumer groups");
}

BrokerLook brokerLook(const Drawing& drawing, NodeId broker)
{
    const history::BrokerState& state = drawing.state.broker(broker);
    const StateWord word = stateWord(state);
    const QString name = drawing.node(broker);
    BrokerLook look;
    look.state = word.state;
    look.line = word.line;
    if (!word.badge.isEmpty()) {
        const QString tip = state.running
            ? StageText::tr("Broker %1: %2, %3").arg(name, word.badge.toLower(), word.line)
            : StageText::tr("Broker %1 is down (%2), %3")
                  .arg(name, stopHowText(state.stoppedHow), word.line);
        look.badges.push_back({QStringLiteral("state"), word.badge, tip, word.ink, word.state});
    }
    if (isIsolated(drawing, broker)) {
        look.badges.push_back({QStringLiteral("isolated"), StageText::tr("isolated"),
            StageText::tr("%1 is cut off from all other machines of the cluster").arg(name),
            Ink::Danger, QStringLiteral("isolated")});
    }
    addDisk(drawing, broker, look.badges);
    addClock(drawing, broker, look.badges);
    addMetadata(drawing, broker, look.badges);
    look.coordinator = coordinatorBadge(drawing, broker);
    const QString rack = rackOf(drawing, broker);
    if (!rack.isEmpty()) {
        look.line = rack;
    }
    return look;
}

QStringList brokerStateWords()
{
    return {StageText::tr("DOWN"), StageText::tr("PAUSED"), StageText::tr("STARTING"),
        StageText::tr("LEAVING"), StageText::tr("FENCED")};
}

int labelLines(double rowHeight, double scale)
{
    return std::max(1, static_cast<int>((rowHeight - 2) / (kLabelLine * scale)));
}

double labelTop(const QRectF& row, double scale)
{
    const double used = labelLines(row.height(), scale) * kLabelLine * scale;
    return row.top() + std::min((row.height() - used) / 2, row.height() * 0.12);
}

} // namespace brokerscope::views
