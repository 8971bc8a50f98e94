#include "engine/broker/consumer_group_state.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace brokerscope::broker {

using event::MemberProgress;

bool ConsumerGroupMember::saysTheSame(const ConsumerGroupMember& other) const
{
    return instance == other.instance && rack == other.rack && clientId == other.clientId
        && rebalanceTimeout == other.rebalanceTimeout && topics == other.topics
        && assignor == other.assignor && classic == other.classic;
}

bool ConsumerGroupMember::isAsFar(const ConsumerGroupMember& other) const
{
    return epoch == other.epoch && previousEpoch == other.previousEpoch
        && progress == other.progress && assigned == other.assigned
        && pendingRevocation == other.pendingRevocation;
}

event::GroupState ConsumerGroupState::state() const
{
    if (members.empty()) {
        return event::GroupState::Empty;
    }
    if (epoch > targetEpoch) {
        return event::GroupState::Assigning;
    }
    const bool isReconciling
        = std::any_of(members.begin(), members.end(), [this](const auto& each) {
              return each.second.epoch != targetEpoch
                  || each.second.progress != MemberProgress::Stable;
          });
    return isReconciling ? event::GroupState::Reconciling : event::GroupState::Stable;
}

const ConsumerGroupMember* ConsumerGroupState::member(const std::string& id) const
{
    const auto found = members.find(id);
    return found == members.end() ? nullptr : &found->second;
}

const ConsumerGroupMember* ConsumerGroupState::staticMember(const std::string& instance) const
{
    const auto found = std::find_if(members.begin(), members.end(),
        [&instance](const auto& each) { return each.second.instance == instance; });
    return found == members.end() ? nullptr : &found->second;
}

bool ConsumerGroupState::isHeldByOther(PartitionId partition, const std::string& memberId) const
{
    return std::any_of(members.begin(), members.end(), [&](const auto& each) {
        const auto& [id, other] = each;
        return id != memberId
            && (other.assigned.contains(partition) || other.pendingRevocation.contains(partition));
    });
}

std::set<std::string> ConsumerGroupState::subscribedTopics() const
{
    std::set<std::string> all;
    for (const auto& [id, member] : members) {
        all.insert(member.topics.begin(), member.topics.end());
    }
    return all;
}

std::string ConsumerGroupState::preferredAssignor(const std::string& otherwise) const
{
    std::map<std::string, std::size_t> votes;
    for (const auto& [id, member] : members) {
        if (member.assignor) {
            ++votes[*member.assignor];
        }
    }
    const auto most = std::max_element(votes.begin(), votes.end(),
        [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == votes.end() ? otherwise : most->first;
}

// --- reconciliation ------------------------------------------------------------------------------

namespace {

using Partitions = ConsumerGroupMember::Partitions;

bool ownsAny(const std::optional<Partitions>& owned, const Partitions& partitions)
{
    // One that says nothing has not given anything up either.
    return !owned
        || std::any_of(partitions.begin(), partitions.end(),
            [&owned](PartitionId partition) { return owned->contains(partition); });
}

ConsumerGroupMember nextStep(const ConsumerGroupState& group, const ConsumerGroupMember& member,
    const std::optional<Partitions>& owned)
{
    const auto known = group.target.find(member.id);
    const Partitions target = known == group.target.end() ? Partitions() : known->second;
    Partitions kept;
    Partitions toRevoke;
    for (const PartitionId partition : member.assigned) {
        (target.contains(partition) ? kept : toRevoke).insert(partition);
    }
    ConsumerGroupMember next = member;
    next.assigned = std::move(kept);
    if (!toRevoke.empty() && ownsAny(owned, toRevoke)) {
        next.progress = MemberProgress::UnrevokedPartitions;
        next.pendingRevocation = std::move(toRevoke);
        next.previousEpoch = member.epoch;
        return next;
    }
    next.progress = MemberProgress::Stable;
    next.pendingRevocation.clear();
    for (const PartitionId partition : target) {
        if (next.assigned.contains(partition)) {
            continue;
        }
        if (group.isHeldByOther(partition, member.id)) {
            next.progress = MemberProgress::UnreleasedPartitions;
        } else {
            next.assigned.insert(partition);
        }
    }
    next.previousEpoch = member.epoch;
    next.epoch = group.targetEpoch;
    return next;
}

} // namespace

ConsumerGroupMember reconciled(const ConsumerGroupState& group, const ConsumerGroupMember& member,
    const std::optional<Partitions>& owned)
{
    switch (member.progress) {
    case MemberProgress::Stable:
        return member.epoch == group.targetEpoch ? member : nextStep(group, member, owned);
    case MemberProgress::UnrevokedPartitions:
        return ownsAny(owned, member.pendingRevocation) ? member : nextStep(group, member, owned);
    case MemberProgress::UnreleasedPartitions:
        return nextStep(group, member, owned);
    }
    return member;
}

} // namespace brokerscope::broker
