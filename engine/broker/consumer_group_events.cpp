#include "engine/broker/consumer_group.h"

#include <utility>

/// What a group of the consumer protocol has the History told when a change is replicated.
namespace brokerscope::broker {

namespace {

using Events = std::vector<event::Payload>;

void addMembers(Events& events, StringId group, const ConsumerGroupState& before,
    const ConsumerGroupState& after, event::MemberEnd end, sim::Context& context)
{
    for (const auto& [id, member] : before.members) {
        if (!after.members.contains(id)) {
            events.emplace_back(
                event::MemberRemoved{group, context.intern(id), member.client, end});
        }
    }
    for (const auto& [id, member] : after.members) {
        if (!before.members.contains(id)) {
            events.emplace_back(event::MemberJoined{group, context.intern(id),
                context.intern(member.instance.value_or("")), member.client});
        }
    }
}

void addTarget(
    Events& events, StringId group, const ConsumerGroupState& after, sim::Context& context)
{
    event::GenerationBegun begun;
    begun.group = group;
    begun.protocol = context.intern(after.assignor);
    begun.generation = after.targetEpoch;
    begun.members = static_cast<std::uint16_t>(after.members.size());
    events.emplace_back(begun);
    for (const auto& [id, partitions] : after.target) {
        for (const PartitionId partition : partitions) {
            events.emplace_back(event::MemberAssigned{
                group, after.targetEpoch, after.member(id)->client, partition});
        }
    }
}

void addProgress(Events& events, StringId group, const ConsumerGroupState& before,
    const ConsumerGroupState& after)
{
    for (const auto& [id, member] : after.members) {
        const ConsumerGroupMember* const known = before.member(id);
        if (known != nullptr && known->epoch == member.epoch && known->progress == member.progress
            && known->assigned == member.assigned) {
            continue;
        }
        event::MemberReconciled reconciled;
        reconciled.group = group;
        reconciled.client = member.client;
        reconciled.epoch = member.epoch;
        reconciled.progress = member.progress;
        reconciled.assigned = static_cast<std::uint16_t>(member.assigned.size());
        reconciled.toRevoke = static_cast<std::uint16_t>(member.pendingRevocation.size());
        events.emplace_back(reconciled);
    }
}

} // namespace

void ConsumerGroup::tellState() const
{
    sim::Context& context = *m_world.context;
    context.emit(event::GroupStateChanged{context.intern(m_id), m_state.epoch, m_state.state()});
}

std::vector<event::Payload> ConsumerGroup::eventsBetween(
    const ConsumerGroupState& before, const ConsumerGroupState& after, const Cause& cause) const
{
    sim::Context& context = *m_world.context;
    const StringId group = context.intern(m_id);
    Events events;
    addMembers(events, group, before, after, cause.end, context);
    if (after.epoch != before.epoch) {
        event::RebalanceBegun begun;
        begun.group = group;
        begun.reason = cause.reason;
        if (cause.reason != event::RebalanceReason::TopicsChanged) {
            begun.member = context.intern(cause.member);
            begun.client = cause.client;
        }
        events.emplace_back(begun);
    }
    if (after.targetEpoch != before.targetEpoch) {
        addTarget(events, group, after, context);
    }
    addProgress(events, group, before, after);
    if (after.state() != before.state() || after.epoch != before.epoch) {
        events.emplace_back(event::GroupStateChanged{group, after.epoch, after.state()});
    }
    return events;
}

} // namespace brokerscope::broker
