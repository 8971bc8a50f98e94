#include "views/assignment/rebalance_text.h"

#include "views/text/names.h"
#include "views/text/time_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace brokerscope::views {

namespace {

struct RebalanceText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::RebalanceText)
};

constexpr qsizetype kMostNames = 3;

QString joined(QStringList names)
{
    if (names.size() > kMostNames) {
        return RebalanceText::tr("%n partition(s)", "", static_cast<int>(names.size()));
    }
    if (names.size() == 1) {
        return names.front();
    }
    const QString last = names.takeLast();
    return RebalanceText::tr("%1 and %2", "partitions, the last one apart")
        .arg(names.join(RebalanceText::tr(", ", "between partitions")), last);
}

} // namespace

QString becauseText(const history::History& history, const Rebalance& rebalance)
{
    using event::RebalanceReason;
    if (rebalance.causedBy == kNoNode) {
        return rebalanceReasonText(rebalance.reason);
    }
    const QString who = nodeName(history, rebalance.causedBy);
    switch (rebalance.reason) {
    case RebalanceReason::MemberJoined:
        return RebalanceText::tr("%1 joined").arg(who);
    case RebalanceReason::MemberLeft:
        return RebalanceText::tr("%1 left").arg(who);
    case RebalanceReason::SessionExpired:
        return RebalanceText::tr("the session of %1 expired").arg(who);
    case RebalanceReason::SyncExpired:
        return RebalanceText::tr("%1 did not fetch its assignment in time").arg(who);
    case RebalanceReason::SubscriptionChanged:
        return RebalanceText::tr("%1 changed its subscription or its assignors").arg(who);
    case RebalanceReason::LeaderRejoined:
        return RebalanceText::tr("the leader %1 joined again").arg(who);
    case RebalanceReason::MemberRejoined:
        return RebalanceText::tr("%1 joined again").arg(who);
    case RebalanceReason::StaticMemberReplaced:
        return RebalanceText::tr("the static member %1 came back with other assignors").arg(who);
    case RebalanceReason::MemberFenced:
        return RebalanceText::tr("%1 did not give up its partitions in time").arg(who);
    case RebalanceReason::TopicsChanged:
    case RebalanceReason::GroupMoved:
        break;
    }
    return rebalanceReasonText(rebalance.reason);
}

QString generationText(const history::History& history, const Rebalance& rebalance)
{
    const QString because = becauseText(history, rebalance);
    const bool isEpoch = rebalance.leader == kNoNode && rebalance.protocol != StringId();
    if (isEpoch && rebalance.assigned != kNoEvent) {
        return RebalanceText::tr("group epoch %1 → %2 because %3")
            .arg(QString::number(std::max(0, rebalance.from.value())),
                QString::number(rebalance.to.value()), because);
    }
    if (rebalance.assigned == kNoEvent) {
        return RebalanceText::tr("generation %1, rebalancing because %2")
            .arg(QString::number(std::max(0, rebalance.from.value())), because);
    }
    return RebalanceText::tr("generation %1 → %2 because %3")
        .arg(QString::number(std::max(0, rebalance.from.value())),
            QString::number(rebalance.to.value()), because);
}

QString standstillText(
    const history::History& history, const Rebalance& rebalance, std::size_t partitions)
{
    const auto& stills = rebalance.standstills;
    if (stills.empty()) {
        return rebalance.before.empty()
            ? RebalanceText::tr("nothing was read before, so nothing stood still")
            : RebalanceText::tr("no partition stood still");
    }
    QStringList names;
    for (const Rebalance::Standstill& still : stills) {
        names += partitionName(history, still.partition);
    }
    names.sort();
    names.removeDuplicates();
    const auto stopped = static_cast<std::size_t>(names.size());
    const QString rest = stopped >= partitions
        ? RebalanceText::tr("no partition went on")
        : RebalanceText::tr(
            "the other %n never stopped", "partitions", static_cast<int>(partitions - stopped));
    const auto shortest = stills.back().length();
    const auto longest = stills.front().length();
    const QString length = longest - shortest <= milliseconds(1)
        ? durationText(longest)
        : RebalanceText::tr("%1 to %2", "from the shortest to the longest time")
              .arg(durationText(shortest), durationText(longest));
    const QString total = stills.size() > 1
        ? RebalanceText::tr(" (%1 in total)").arg(durationText(rebalance.lost()))
        : QString();
    return RebalanceText::tr("%1 stood still for %2%3; %4").arg(joined(names), length, total, rest);
}

QString waitText(const history::History& history, const Rebalance& rebalance)
{
    if (rebalance.lastJoiner == kNoNode || rebalance.lastJoined <= rebalance.began) {
        return {};
    }
    return RebalanceText::tr("the others waited for %1, which joined %2 after the beginning")
        .arg(nodeName(history, rebalance.lastJoiner),
            durationText(rebalance.lastJoined - rebalance.began));
}

QString standstillTip(const history::History& history, const Rebalance::Standstill& standstill)
{
    const QString partition = partitionName(history, standstill.partition);
    const QString before = nodeName(history, standstill.before);
    if (standstill.after == kNoNode) {
        return RebalanceText::tr("%1 stands still since %2, when %3 stopped reading it")
            .arg(partition, timeText(standstill.from), before);
    }
    return RebalanceText::tr("%1 stood still for %2: %3 read it until %4, %5 from %6 on")
        .arg(partition, durationText(standstill.length()), before, timeText(standstill.from),
            nodeName(history, standstill.after), timeText(standstill.to));
}

QString fateText(const history::History& history, const AssignmentGraph::Row& row)
{
    const QString partition = partitionName(history, row.partition);
    const QString before = nodeName(history, row.before);
    const QString after = nodeName(history, row.after);
    switch (row.fate) {
    case Fate::Stayed:
        return RebalanceText::tr("%1 stays with %2").arg(partition, before);
    case Fate::Moved:
        return RebalanceText::tr("%1 moves from %2 to %3").arg(partition, before, after);
    case Fate::Waiting:
        return RebalanceText::tr("%1 is taken from %2 and waits: nobody has it for now")
            .arg(partition, before);
    case Fate::Given:
        return RebalanceText::tr("%1, which nobody had, goes to %2").arg(partition, after);
    case Fate::Unread:
        return RebalanceText::tr("nobody had %1 and nobody gets it").arg(partition);
    case Fate::Undecided:
        return row.before == kNoNode
            ? RebalanceText::tr("%1 is not decided yet; nobody had it").arg(partition)
            : RebalanceText::tr("%1 is not decided yet; %2 had it").arg(partition, before);
    }
    return {};
}

QString phaseText(PhaseKind kind)
{
    switch (kind) {
    case PhaseKind::Consuming:
        return RebalanceText::tr("consuming", "what a member does");
    case PhaseKind::Joining:
        return RebalanceText::tr("joining", "what a member does");
    case PhaseKind::Waiting:
        return RebalanceText::tr("waiting for the others", "what a member does");
    case PhaseKind::Syncing:
        return RebalanceText::tr("getting its assignment", "what a member does");
    case PhaseKind::Away:
        return RebalanceText::tr("not running", "what a member does");
    }
    return {};
}

QString decisionHead(const assignor::GroupSubscription& named, const assignor::Decision& decision)
{
    const QString partition
        = QString::fromStdString(named.topics[decision.partition.topic.value()].name)
        % QLatin1Char('-') % QString::number(decision.partition.partition);
    if (decision.member == assignor::kNoMember) {
        return RebalanceText::tr("%1 → nobody").arg(partition);
    }
    const QString member = QString::fromStdString(named.members[decision.member.value()].id);
    switch (assignor::effectOf(decision.rule)) {
    case assignor::Effect::Give:
        return RebalanceText::tr("%1 → %2", "partition, member").arg(partition, member);
    case assignor::Effect::Take:
        return RebalanceText::tr("%1 not to %2", "partition, member").arg(partition, member);
    case assignor::Effect::Pass:
        return RebalanceText::tr("%1 past %2", "partition, member").arg(partition, member);
    }
    return {};
}

QString outcomeNumbers(const StrategyOutcome& outcome, std::uint32_t owned)
{
    if (outcome.failure) {
        return RebalanceText::tr("Kafka throws an exception");
    }
    const QString paused = outcome.paused == owned && owned > 0
        ? RebalanceText::tr("paused all %1").arg(owned)
        : RebalanceText::tr("paused %1").arg(outcome.paused);
    return RebalanceText::tr("spread %1 · moved %2 · %3")
        .arg(QString::number(outcome.spread), QString::number(outcome.moved), paused);
}

QString outcomeTip(const StrategyOutcome& outcome, std::uint32_t owned)
{
    if (outcome.failure) {
        return RebalanceText::tr("%1: Kafka throws %2")
            .arg(outcome.name, QString::fromStdString(assignor::exceptionText(*outcome.failure)));
    }
    QString tip
        = RebalanceText::tr(
            "%1: the member with most partitions has %2 more than the one with fewest; %3 of %4 "
            "partitions lose their owner; %5 stop for the rebalance")
              .arg(outcome.name, QString::number(outcome.spread), QString::number(outcome.moved),
                  QString::number(owned), QString::number(outcome.paused));
    if (outcome.isPresent) {
        tip += RebalanceText::tr(". The group used this one");
    }
    if (outcome.differs) {
        tip += RebalanceText::tr(
            ". What came of it is not what the assignor would say by what the lens knows");
    }
    return tip;
}

} // namespace brokerscope::views
