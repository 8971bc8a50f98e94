#include "views/groups/group_facts.h"

#include "views/groups/member_clocks.h"
#include "views/text/names.h"

#include <QCoreApplication>

#include <algorithm>

namespace brokerscope::views {

namespace {

struct GroupFactText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::GroupFactText)
};

} // namespace

const history::GroupState* groupNamed(const Scene& scene, const QString& name)
{
    const auto& groups = scene.state->groups;
    const std::string wanted = name.toStdString();
    const auto found = std::ranges::find_if(groups, [&](const history::GroupState& group) {
        return scene.run.history->text(group.name) == wanted;
    });
    return found == groups.end() ? nullptr : &*found;
}

bool isConsumerProtocol(const history::GroupState& group)
{
    return group.leader == kNoNode && std::ranges::any_of(group.members, [](const auto& member) {
        return member.epoch != kNoGeneration;
    });
}

QString progressText(const history::GroupMemberState& member)
{
    switch (member.progress) {
    case event::MemberProgress::Stable:
        break;
    case event::MemberProgress::UnrevokedPartitions:
        return GroupFactText::tr("gives up partitions", "a member of a group");
    case event::MemberProgress::UnreleasedPartitions:
        return GroupFactText::tr("waits for partitions", "a member, until others give them up");
    }
    return {};
}

bool isRebalancing(const history::GroupState& group)
{
    switch (group.state) {
    case event::GroupState::PreparingRebalance:
    case event::GroupState::CompletingRebalance:
    case event::GroupState::Assigning:
    case event::GroupState::Reconciling:
        return true;
    case event::GroupState::Empty:
    case event::GroupState::Stable:
    case event::GroupState::Dead:
        return false;
    }
    return false;
}

std::optional<RebalanceFact> lastRebalance(const history::GroupState& group, Timestamp now)
{
    if (group.rebalances == 0) {
        return std::nullopt;
    }
    const bool isOver = !isRebalancing(group) && group.stateSince >= group.rebalanceSince;
    return RebalanceFact{isOver, (isOver ? group.stateSince : now) - group.rebalanceSince};
}

QString rebalanceText(const history::GroupState& group, Timestamp now)
{
    const auto last = lastRebalance(group, now);
    if (!last) {
        return {};
    }
    const QString lasted = roughText(last->lasted);
    return last->isOver ? GroupFactText::tr("rebalance took %1", "duration").arg(lasted)
                        : GroupFactText::tr("rebalances since %1", "duration").arg(lasted);
}

QString rebalanceCauseText(const history::History& history, const history::GroupState& group)
{
    if (group.rebalances == 0) {
        return {};
    }
    const QString reason = rebalanceReasonText(group.reason);
    return group.causedBy == kNoNode
        ? reason
        : GroupFactText::tr("%1: %2", "consumer; why the group rebalances because of it")
              .arg(nodeName(history, group.causedBy), reason);
}

QString generationText(const history::GroupState& group)
{
    const auto between = [](std::int64_t from) {
        return GroupFactText::tr("generation %1 → %2", "numbers")
            .arg(QString::number(from), QString::number(from + 1));
    };
    const std::int64_t now = group.generation.value();
    if (group.generation == kNoGeneration) {
        return {};
    }
    if (isConsumerProtocol(group)) {
        return GroupFactText::tr("group epoch %1", "number").arg(now);
    }
    switch (group.state) {
    case event::GroupState::PreparingRebalance:
        return between(now);
    case event::GroupState::CompletingRebalance:
        return between(now - 1);
    case event::GroupState::Assigning:
    case event::GroupState::Reconciling:
    case event::GroupState::Empty:
    case event::GroupState::Stable:
    case event::GroupState::Dead:
        break;
    }
    return GroupFactText::tr("generation %1", "number").arg(now);
}

QString assignorText(const history::History& history, const history::GroupState& group)
{
    const QString protocol = toQString(history.text(group.protocol));
    if (protocol.isEmpty() || group.members.empty()) {
        return {};
    }
    return group.leader == kNoNode
        ? GroupFactText::tr("%1 · assigned by the coordinator", "assignor").arg(protocol)
        : GroupFactText::tr("%1 · leader %2", "assignor; consumer")
              .arg(protocol, nodeName(history, group.leader));
}

} // namespace brokerscope::views
