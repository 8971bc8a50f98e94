#include "views/assignment/decision_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace brokerscope::views {

using assignor::Rule;

namespace {

struct DecisionText {
    Q_DECLARE_TR_FUNCTIONS(DecisionText)
};

struct Reason {
    Rule rule;
    const char* text; ///< for DecisionText::tr()
};

constexpr std::array<Reason, assignor::kRuleCount> kReasons{{
    {Rule::Share, QT_TRANSLATE_NOOP("DecisionText", "it lies in the member's range of this topic")},
    {Rule::Surplus,
        QT_TRANSLATE_NOOP("DecisionText",
            "it is the one that this range is longer by: the topic cannot be shared out "
            "evenly, and the first members get one more")},
    {Rule::SameRack,
        QT_TRANSLATE_NOOP("DecisionText", "one of its replicas is in the member's rack")},
    {Rule::SameRackTogether,
        QT_TRANSLATE_NOOP("DecisionText",
            "partitions of this number have a replica in the member's rack in all "
            "co-partitioned topics")},
    {Rule::Turn, QT_TRANSLATE_NOOP("DecisionText", "it is the member's turn")},
    {Rule::PassedOver,
        QT_TRANSLATE_NOOP(
            "DecisionText", "it is the member's turn, but it does not subscribe to the topic")},
    {Rule::Mapped, QT_TRANSLATE_NOOP("DecisionText", "the mapping says so")},
    {Rule::MappedToNobody,
        QT_TRANSLATE_NOOP("DecisionText",
            "nobody that the mapping gives it to is in the group and subscribes to it")},
    {Rule::ClaimOutdated,
        QT_TRANSLATE_NOOP("DecisionText", "another member owned it in a later generation")},
    {Rule::ClaimDisputed,
        QT_TRANSLATE_NOOP("DecisionText",
            "another member claims it in the same generation, so that both lose it")},
    {Rule::OtherRack, QT_TRANSLATE_NOOP("DecisionText", "it has no replica in the member's rack")},
    {Rule::Unsubscribed,
        QT_TRANSLATE_NOOP("DecisionText", "the member does not subscribe to the topic any more")},
    {Rule::Withheld,
        QT_TRANSLATE_NOOP("DecisionText",
            "another member has to give it up first; it comes in the next rebalance")},
    {Rule::KeptToMinimum,
        QT_TRANSLATE_NOOP(
            "DecisionText", "the member keeps it: it is within the quota of every member")},
    {Rule::KeptToMaximum,
        QT_TRANSLATE_NOOP(
            "DecisionText", "the member keeps it: some members may have one more than the others")},
    {Rule::OverQuota, QT_TRANSLATE_NOOP("DecisionText", "it is more than the member's quota")},
    {Rule::ToMinimum,
        QT_TRANSLATE_NOOP(
            "DecisionText", "the member is the next of those below the quota of every member")},
    {Rule::ToMaximum,
        QT_TRANSLATE_NOOP("DecisionText",
            "the member is the next of those that may have one more than the others")},
    {Rule::ToQuota,
        QT_TRANSLATE_NOOP("DecisionText", "the member is the first that is below its quota")},
    {Rule::Kept,
        QT_TRANSLATE_NOOP("DecisionText", "the member keeps it: it still subscribes to the topic")},
    {Rule::LeastLoaded,
        QT_TRANSLATE_NOOP("DecisionText",
            "the member has the fewest partitions of all that subscribe to the topic")},
    {Rule::LeastLoadedInRack,
        QT_TRANSLATE_NOOP("DecisionText",
            "the member has the fewest partitions of all subscribers near a replica")},
    {Rule::BackToPrevious,
        QT_TRANSLATE_NOOP("DecisionText",
            "the member owned it in an earlier generation and has at least two fewer")},
    {Rule::Balanced,
        QT_TRANSLATE_NOOP("DecisionText",
            "the member has the fewest partitions, at least two fewer than its owner")},
    {Rule::BalancedBySwap,
        QT_TRANSLATE_NOOP("DecisionText",
            "an earlier move between the two is undone rather than another partition of "
            "the topic sent the other way")},
    {Rule::NoGain,
        QT_TRANSLATE_NOOP(
            "DecisionText", "put back: all the moving did not make the group more balanced")},
}};

QString partitionName(
    const assignor::GroupSubscription& subscription, const assignor::TopicPartition& partition)
{
    return QString::fromStdString(subscription.topics[partition.topic.value()].name)
        % QLatin1Char('-') % QString::number(partition.partition);
}

QString memberName(const assignor::GroupSubscription& subscription, assignor::MemberIndex member)
{
    return QString::fromStdString(subscription.members[member.value()].id);
}

} // namespace

QString ruleText(Rule rule)
{
    const auto* reason = std::find_if(
        kReasons.begin(), kReasons.end(), [rule](const Reason& each) { return each.rule == rule; });
    return reason == kReasons.end() ? QString() : DecisionText::tr(reason->text);
}

QString decisionText(
    const assignor::GroupSubscription& subscription, const assignor::Decision& decision)
{
    const QString partition = partitionName(subscription, decision.partition);
    const QString reason = ruleText(decision.rule);
    if (decision.member == assignor::kNoMember) {
        return DecisionText::tr("%1 stays without a member: %2").arg(partition, reason);
    }
    const QString member = memberName(subscription, decision.member);
    switch (assignor::effectOf(decision.rule)) {
    case assignor::Effect::Give:
        return decision.from == assignor::kNoMember
            ? DecisionText::tr("%1 → %2: %3").arg(partition, member, reason)
            : DecisionText::tr("%1, from %2 → %3: %4")
                  .arg(partition, memberName(subscription, decision.from), member, reason);
    case assignor::Effect::Take:
        return DecisionText::tr("%1 not to %2: %3").arg(partition, member, reason);
    case assignor::Effect::Pass:
        return DecisionText::tr("%1 past %2: %3").arg(partition, member, reason);
    }
    return {};
}

} // namespace brokerscope::views
