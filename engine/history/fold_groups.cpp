#include "engine/history/fold.h"

#include <algorithm>

/// Consumer groups: what their coordinators say about them, and what their members do about it.
namespace brokerscope::history {

GroupState& Fold::group(StringId name)
{
    const auto found = std::find_if(state.groups.begin(), state.groups.end(),
        [name](const GroupState& known) { return known.name == name; });
    GroupState& wanted = found != state.groups.end() ? *found : state.groups.emplace_back();
    wanted.name = name;
    wanted.coordinator = broker(event.node) != nullptr ? event.node : wanted.coordinator;
    return wanted;
}

// --- the coordinator -----------------------------------------------------------------------------

void Fold::beginAssignment(GroupState& changed, Generation generation)
{
    if (changed.assignedGeneration != generation) {
        changed.assignedGeneration = generation;
        for (GroupMemberState& member : changed.members) {
            member.assigned.clear();
        }
    }
}

void Fold::operator()(const event::GroupStateChanged& p)
{
    GroupState& changed = group(p.group);
    changed.stateSince = changed.state == p.state ? changed.stateSince : event.time;
    changed.state = p.state;
    changed.generation = p.generation;
    if (p.state == event::GroupState::Stable) {
        beginAssignment(changed, p.generation);
    }
}

void Fold::operator()(const event::RebalanceBegun& p)
{
    GroupState& changed = group(p.group);
    ++changed.rebalances;
    changed.reason = p.reason;
    changed.causedBy = p.client;
    changed.rebalanceSince = event.time;
}

void Fold::operator()(const event::MemberJoined& p)
{
    GroupState& changed = group(p.group);
    // A static member that comes back takes over what its former process was assigned.
    const auto former = std::find_if(
        changed.members.begin(), changed.members.end(), [&p](const GroupMemberState& member) {
            return member.member == p.member
                || (p.instance != StringId() && member.instance == p.instance);
        });
    GroupMemberState& member
        = former != changed.members.end() ? *former : changed.members.emplace_back();
    member.client = p.client;
    member.member = p.member;
    member.instance = p.instance;
    member.since = event.time;
    member.lastHeard = event.time;
}

void Fold::operator()(const event::MemberRemoved& p)
{
    GroupState& changed = group(p.group);
    if (p.end != event::MemberEnd::Replaced) {
        std::erase_if(changed.members,
            [&p](const GroupMemberState& member) { return member.member == p.member; });
    }
    if (changed.members.empty()) {
        changed.leader = kNoNode;
    }
}

void Fold::operator()(const event::GenerationBegun& p)
{
    GroupState& changed = group(p.group);
    changed.generation = p.generation;
    changed.protocol = p.protocol;
    changed.leader = p.leader;
}

void Fold::operator()(const event::MemberAssigned& p)
{
    GroupState& changed = group(p.group);
    beginAssignment(changed, p.generation);
    const auto member = std::find_if(changed.members.begin(), changed.members.end(),
        [&p](const GroupMemberState& known) { return known.client == p.client; });
    if (member == changed.members.end()) {
        return;
    }
    const auto at = std::lower_bound(member->assigned.begin(), member->assigned.end(), p.partition);
    if (at == member->assigned.end() || *at != p.partition) {
        member->assigned.insert(at, p.partition);
    }
}

void Fold::operator()(const event::MemberReconciled& p)
{
    for (GroupMemberState& member : group(p.group).members) {
        if (member.client == p.client) {
            member.epoch = p.epoch;
            member.progress = p.progress;
        }
    }
}

void Fold::operator()(const event::OffsetCommitted& p)
{
    std::vector<CommittedOffset>& committed = group(p.group).committed;
    auto held = std::lower_bound(committed.begin(), committed.end(), p.partition,
        [](const CommittedOffset& known, PartitionId wanted) { return known.partition < wanted; });
    if (held == committed.end() || held->partition != p.partition) {
        held = committed.insert(held, CommittedOffset{p.partition, p.offset});
    }
    *held = {p.partition, p.offset, p.client, id};
}

void Fold::operator()(const event::OffsetsExpired& p)
{
    std::erase_if(group(p.group).committed,
        [&p](const CommittedOffset& held) { return held.partition == p.partition; });
}

/// Whatever a member asks of its coordinator renews its session.
void Fold::heard(NodeId client)
{
    for (GroupState& known : state.groups) {
        for (GroupMemberState& member : known.members) {
            if (member.client == client) {
                member.lastHeard = event.time;
            }
        }
    }
}

// --- a member ------------------------------------------------------------------------------------

ConsumerPartition* Fold::owned(PartitionId partition)
{
    ConsumerState* const owner = consumer();
    if (owner == nullptr) {
        return nullptr;
    }
    const auto found = std::find_if(owner->partitions.begin(), owner->partitions.end(),
        [partition](const ConsumerPartition& read) { return read.partition == partition; });
    return found == owner->partitions.end() ? nullptr : &*found;
}

void Fold::noteRequest(const event::MessageSent& sent)
{
    const bool isHeartbeat
        = sent.api == event::Api::Heartbeat || sent.api == event::Api::ConsumerGroupHeartbeat;
    if (ConsumerState* const member = isHeartbeat ? consumer() : nullptr) {
        member->lastHeartbeat = event.time;
    }
}

/// A member begins without partitions; a consumer without a group is told them again.
void Fold::startMember(ConsumerState& started)
{
    if (started.isMember) {
        started.partitions.clear();
    }
    started.isMember = false;
    started.isClosing = false;
    started.coordinator = kNoNode;
    started.isBusy = false;
    started.lastPoll = event.time;
    started.lastHeartbeat = event.time;
    started.lastAutoCommit = event.time;
}

void Fold::operator()(const event::CoordinatorFound& p)
{
    if (ConsumerState* const member = consumer()) {
        member->isMember = true;
        member->coordinator = p.coordinator;
    }
}

void Fold::operator()(const event::PartitionRevoked& p)
{
    if (ConsumerState* const member = consumer()) {
        std::erase_if(member->partitions,
            [&p](const ConsumerPartition& owned) { return owned.partition == p.partition; });
    }
}

void Fold::operator()(const event::PositionRestored& p)
{
    if (ConsumerPartition* const moved = position(p.partition)) {
        moved->position = p.to;
        moved->fetched = p.to;
        moved->processed = p.to;
        moved->committed = p.to;
    }
}

void Fold::operator()(const event::CommitSent& p)
{
    if (ConsumerPartition* const committing = owned(p.partition)) {
        committing->committing = p.offset;
    }
    if (ConsumerState* const member = consumer();
        member != nullptr && p.kind == event::CommitKind::Auto) {
        member->lastAutoCommit = event.time;
    }
}

void Fold::operator()(const event::CommitEnded& p)
{
    if (ConsumerPartition* const committing = owned(p.partition)) {
        committing->committing
            = committing->committing == p.offset ? kNoOffset : committing->committing;
        committing->committed
            = p.error == event::ErrorCode::None ? p.offset : committing->committed;
    }
}

void Fold::operator()(const event::PollExpired&)
{
    if (ConsumerState* const member = consumer()) {
        member->coordinator = kNoNode;
    }
}

void Fold::setPaused(PartitionId partition, bool isPaused)
{
    if (ConsumerPartition* const changed = owned(partition)) {
        changed->isPaused = isPaused;
    }
}

void Fold::operator()(const event::HandlerThrew& p)
{
    ConsumerState* const member = consumer();
    if (member != nullptr && !p.isSkipped) {
        member->failed = true;
        member->error = event::ErrorCode::UnknownServerError;
    }
}

} // namespace brokerscope::history
