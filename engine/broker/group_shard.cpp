#include "engine/broker/group_shard.h"

#include "engine/protocol/consumer_protocol.h"

namespace brokerscope::broker {

using event::ErrorCode;

void GroupWorld::answer(EventId request, protocol::Value response)
{
    if (const auto sender = senders.extract(request)) {
        sim::Message asked;
        asked.id = request;
        asked.from = sender.mapped();
        protocol::reply(*context, asked, std::move(response));
    }
}

GroupShard::GroupShard(PartitionId partition, GroupWorld& world)
    : m_partition(partition)
    , m_world(world)
{
}

ClassicGroup* GroupShard::find(const std::string& group) const
{
    const auto found = m_groups.find(group);
    return found == m_groups.end() ? nullptr : found->second.get();
}

ClassicGroup& GroupShard::make(const std::string& group)
{
    auto& made = m_groups[group];
    if (made == nullptr) {
        made = std::make_unique<ClassicGroup>(group, *this, m_world.config.groups);
    }
    return *made;
}

void GroupShard::removeGroup(const std::string& group)
{
    if (ClassicGroup* const removed = find(group)) {
        removed->die();
        m_world.timers.cancelAll(context(), m_partition, &group);
        m_groups.erase(group);
    }
}

ConsumerGroup* GroupShard::findConsumer(const std::string& group) const
{
    const auto found = m_consumerGroups.find(group);
    return found == m_consumerGroups.end() ? nullptr : found->second.get();
}

ConsumerGroup& GroupShard::makeConsumer(const std::string& group)
{
    auto& made = m_consumerGroups[group];
    if (made == nullptr) {
        made = std::make_unique<ConsumerGroup>(group, *this, m_world);
    }
    return *made;
}

void GroupShard::removeConsumer(const std::string& group)
{
    if (m_consumerGroups.erase(group) > 0) {
        m_world.timers.cancelAll(context(), m_partition, &group);
    }
}

// --- requests -----------------------------------------------------------------------------------

void GroupShard::join(const protocol::JoinGroupRequest& request, EventId id, NodeId from)
{
    removeIfEmpty(request.group);
    if (ConsumerGroup* const group = findConsumer(request.group)) {
        group->join(request, id, from);
        return;
    }
    const bool isNew = find(request.group) == nullptr;
    if (isNew && !request.memberId.empty()) {
        protocol::JoinGroupResponse response;
        response.error = ErrorCode::UnknownMemberId;
        response.memberId = request.memberId;
        answer(id, std::move(response));
        return;
    }
    make(request.group).join(request, id, from, isNew);
}

void GroupShard::sync(const protocol::SyncGroupRequest& request, EventId id)
{
    if (ConsumerGroup* const consumer = findConsumer(request.group)) {
        consumer->sync(request, id);
    } else if (ClassicGroup* const group = find(request.group)) {
        group->sync(request, id);
    } else {
        answer(id, protocol::SyncGroupResponse{ErrorCode::UnknownMemberId, {}, {}});
    }
}

void GroupShard::heartbeat(const protocol::HeartbeatRequest& request, EventId id)
{
    if (ConsumerGroup* const consumer = findConsumer(request.group)) {
        consumer->classicHeartbeat(request, id);
    } else if (ClassicGroup* const group = find(request.group)) {
        group->heartbeat(request, id);
    } else {
        answer(id, protocol::HeartbeatResponse{ErrorCode::UnknownMemberId});
    }
}

void GroupShard::leave(const protocol::LeaveGroupRequest& request, EventId id)
{
    if (ConsumerGroup* const consumer = findConsumer(request.group)) {
        consumer->classicLeave(request, id);
    } else if (ClassicGroup* const group = find(request.group)) {
        group->leave(request, id);
    } else {
        answer(id, protocol::LeaveGroupResponse{ErrorCode::UnknownMemberId});
    }
}

void GroupShard::consumerHeartbeat(
    const protocol::ConsumerGroupHeartbeatRequest& request, EventId id, NodeId from)
{
    tl::expected<ConsumerGroup*, ErrorCode> group = findConsumer(request.group);
    if (*group == nullptr) {
        const bool joins = request.memberEpoch == Generation(0);
        group = joins ? upgrade(request) : tl::unexpected(ErrorCode::GroupIdNotFound);
    }
    if (!group) {
        protocol::ConsumerGroupHeartbeatResponse response;
        response.error = group.error();
        answer(id, std::move(response));
        return;
    }
    (*group)->heartbeat(request, id, from);
    if ((*group)->state().epoch == Generation(0)) {
        removeConsumer(request.group); // it was refused, and nothing of it is in the log
    }
}

void GroupShard::groupTimeUp(const GroupTimers::Owner& owner)
{
    if (ConsumerGroup* const consumer = findConsumer(owner.group)) {
        consumer->timeUp(owner.timer, owner.member);
        return;
    }
    if (ClassicGroup* const group = find(owner.group)) {
        group->timeUp(owner.timer, owner.member);
    }
}

// --- for the groups -----------------------------------------------------------------------------

std::int64_t GroupShard::wallClockMs() const
{
    return context().wallClockMs();
}

void GroupShard::setTimer(
    const ClassicGroup& group, GroupTimer timer, const std::string& member, Duration after)
{
    m_world.timers.start(context(), {m_partition, group.id(), timer, member}, after);
}

void GroupShard::cancelTimer(const ClassicGroup& group, GroupTimer timer, const std::string& member)
{
    m_world.timers.cancel(context(), {m_partition, group.id(), timer, member});
}

void GroupShard::startTimer(
    const std::string& group, GroupTimer timer, const std::string& member, Duration after)
{
    m_world.timers.start(context(), {m_partition, group, timer, member}, after);
}

void GroupShard::stopTimer(const std::string& group, GroupTimer timer, const std::string& member)
{
    m_world.timers.cancel(context(), {m_partition, group, timer, member});
}

std::string GroupShard::nextMemberId(const std::string& prefix)
{
    return newMemberId(prefix);
}

std::string GroupShard::newMemberId(const std::string& prefix)
{
    // Kafka takes a random UUID. No two lives of brokers have the same broker epoch.
    return prefix + "-" + std::to_string(m_world.replicas.brokerEpoch().value()) + "-"
        + std::to_string(++m_world.lastMember);
}

void GroupShard::answer(EventId request, protocol::Value response)
{
    m_world.answer(request, std::move(response));
}

void GroupShard::stateChanged(const ClassicGroup& group)
{
    context().emit(
        event::GroupStateChanged{context().intern(group.id()), group.generation(), group.state()});
}

void GroupShard::rebalanceBegun(const ClassicGroup& group, const std::string& member, NodeId client,
    event::RebalanceReason reason)
{
    context().emit(event::RebalanceBegun{
        context().intern(group.id()), context().intern(member), client, reason});
}

void GroupShard::memberJoined(const ClassicGroup& group, const std::string& member,
    const std::string& instance, NodeId client)
{
    context().emit(event::MemberJoined{context().intern(group.id()), context().intern(member),
        context().intern(instance), client});
}

void GroupShard::memberRemoved(
    const ClassicGroup& group, const std::string& member, NodeId client, event::MemberEnd end)
{
    context().emit(
        event::MemberRemoved{context().intern(group.id()), context().intern(member), client, end});
}

void GroupShard::generationBegun(const ClassicGroup& group)
{
    event::GenerationBegun begun;
    begun.group = context().intern(group.id());
    begun.protocol = context().intern(group.protocol());
    begun.generation = group.generation();
    begun.leader = group.members().at(*group.leader()).client;
    begun.members = static_cast<std::uint16_t>(group.members().size());
    context().emit(begun);
}

void GroupShard::assigned(const ClassicGroup& group)
{
    const StringId name = context().intern(group.id());
    for (const auto& [id, member] : group.members()) {
        const auto assignment = protocol::decodeAssignment(member.assignment);
        if (!assignment) {
            continue; // the leader gave it nothing, or something that is none
        }
        for (const PartitionId partition : m_world.names.numbered(assignment->partitions)) {
            context().emit(
                event::MemberAssigned{name, group.generation(), member.client, partition});
        }
    }
}

} // namespace brokerscope::broker
