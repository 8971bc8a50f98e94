#include "views/text/names.h"

#include <QCoreApplication>

/// Names of what happens in consumer groups.
namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

struct GroupNames {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::GroupNames)
};

} // namespace

QString groupStateText(event::GroupState state)
{
    switch (state) { // Kafka's own names
    case event::GroupState::Empty:
        return u"Empty"_s;
    case event::GroupState::PreparingRebalance:
        return u"PreparingRebalance"_s;
    case event::GroupState::CompletingRebalance:
        return u"CompletingRebalance"_s;
    case event::GroupState::Stable:
        return u"Stable"_s;
    case event::GroupState::Dead:
        return u"Dead"_s;
    case event::GroupState::Assigning:
        return u"Assigning"_s;
    case event::GroupState::Reconciling:
        return u"Reconciling"_s;
    }
    return {};
}

QString rebalanceReasonText(event::RebalanceReason reason)
{
    switch (reason) {
    case event::RebalanceReason::MemberJoined:
        return GroupNames::tr("a member joined", "why a group rebalances");
    case event::RebalanceReason::MemberLeft:
        return GroupNames::tr("a member left", "why a group rebalances");
    case event::RebalanceReason::SessionExpired:
        return GroupNames::tr("a member's session.timeout.ms was over", "why a group rebalances");
    case event::RebalanceReason::SyncExpired:
        return GroupNames::tr(
            "a member did not fetch its assignment in time", "why a group rebalances");
    case event::RebalanceReason::SubscriptionChanged:
        return GroupNames::tr("a member subscribes to other topics or supports other assignors",
            "why a group rebalances");
    case event::RebalanceReason::LeaderRejoined:
        return GroupNames::tr(
            "the group's leader joined again: the partitions have changed, or some were given up",
            "why a group rebalances");
    case event::RebalanceReason::MemberRejoined:
        return GroupNames::tr("a member joined again", "why a group rebalances");
    case event::RebalanceReason::StaticMemberReplaced:
        return GroupNames::tr("a static member came back with other protocols",
            "why a group rebalances; protocols: assignors that it supports");
    case event::RebalanceReason::TopicsChanged:
        return GroupNames::tr(
            "the coordinator saw that the partitions have changed", "why a group rebalances");
    case event::RebalanceReason::MemberFenced:
        return GroupNames::tr(
            "a member did not give up its partitions in time", "why a group rebalances");
    case event::RebalanceReason::GroupMoved:
        return GroupNames::tr(
            "the group went over to the other protocol", "why a group rebalances");
    }
    return {};
}

QString memberEndText(event::MemberEnd end)
{
    switch (end) {
    case event::MemberEnd::Left:
        return GroupNames::tr("it closed or unsubscribed", "how a member left its group");
    case event::MemberEnd::PollExpired:
        return GroupNames::tr(
            "max.poll.interval.ms was over without a poll()", "how a member left its group");
    case event::MemberEnd::SessionExpired:
        return GroupNames::tr(
            "session.timeout.ms was over without a heartbeat", "how a member left its group");
    case event::MemberEnd::RebalanceExpired:
        return GroupNames::tr("it did not join the rebalance within max.poll.interval.ms",
            "how a member left its group");
    case event::MemberEnd::SyncExpired:
        return GroupNames::tr(
            "it did not fetch its assignment in time", "how a member left its group");
    case event::MemberEnd::Replaced:
        return GroupNames::tr(
            "another process joined with its group.instance.id", "how a member left its group");
    case event::MemberEnd::Fenced:
        return GroupNames::tr(
            "it did not give up its partitions in time", "how a member left its group");
    }
    return {};
}

QString commitKindText(event::CommitKind kind)
{
    switch (kind) {
    case event::CommitKind::Auto:
        return GroupNames::tr("auto-commit", "who had a consumer commit");
    case event::CommitKind::Sync:
        return u"commitSync()"_s;
    case event::CommitKind::Async:
        return u"commitAsync()"_s;
    case event::CommitKind::Revoke:
        return GroupNames::tr("before the rebalance", "who had a consumer commit");
    case event::CommitKind::Close:
        return GroupNames::tr("in close()", "who had a consumer commit");
    }
    return {};
}

} // namespace brokerscope::views
