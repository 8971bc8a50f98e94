#include "engine/broker/consumer_group.h"

/// What a group of the consumer protocol tells the History when it has changed.
namespace brokerscope::broker {

void ConsumerGroup::tellState() const
{
    sim::Context& context = *m_world.context;
    context.emit(event::GroupStateChanged{context.intern(m_id), m_state.epoch, m_state.state()});
}

void ConsumerGroup::tell(const ConsumerGroupState& before, const Cause& cause) const
{
    sim::Context& context = *m_world.context;
    tellMembers(before, cause);
    if (m_state.epoch != before.epoch) {
        event::RebalanceBegun begun;
        begun.group = context.intern(m_id);
        begun.reason = cause.reason;
        if (cause.reason != event::RebalanceReason::TopicsChanged) {
            begun.member = context.intern(cause.member);
            begun.client = cause.client;
        }
        context.emit(begun);
    }
    if (m_state.targetEpoch != before.targetEpoch) {
        tellTarget();
    }
    tellProgress(before);
    if (m_state.state() != before.state() || m_state.epoch != before.epoch) {
        tellState();
    }
}

void ConsumerGroup::tellMembers(const ConsumerGroupState& before, const Cause& cause) const
{
    sim::Context& context = *m_world.context;
    const StringId group = context.intern(m_id);
    for (const auto& [id, member] : before.members) {
        if (!m_state.members.contains(id)) {
            context.emit(event::MemberRemoved{group, context.intern(id), member.client, cause.end});
        }
    }
    for (const auto& [id, member] : m_state.members) {
        if (!before.members.contains(id)) {
            context.emit(event::MemberJoined{group, context.intern(id),
                context.intern(member.instance.value_or("")), member.client});
        }
    }
}

void ConsumerGroup::tellTarget() const
{
    sim::Context& context = *m_world.context;
    event::GenerationBegun begun;
    begun.group = context.intern(m_id);
    begun.protocol = context.intern(m_state.assignor);
    begun.generation = m_state.targetEpoch;
    begun.members = static_cast<std::uint16_t>(m_state.members.size());
    context.emit(begun);
    for (const auto& [id, partitions] : m_state.target) {
        const Member* const member = m_state.member(id);
        for (const PartitionId partition : partitions) {
            context.emit(
                event::MemberAssigned{begun.group, m_state.targetEpoch, member->client, partition});
        }
    }
}

void ConsumerGroup::tellProgress(const ConsumerGroupState& before) const
{
    sim::Context& context = *m_world.context;
    for (const auto& [id, member] : m_state.members) {
        const Member* const known = before.member(id);
        if (known != nullptr && known->epoch == member.epoch && known->progress == member.progress
            && known->assigned == member.assigned) {
            continue;
        }
        event::MemberReconciled reconciled;
        reconciled.group = context.intern(m_id);
        reconciled.client = member.client;
        reconciled.epoch = member.epoch;
        reconciled.progress = member.progress;
        reconciled.assigned = static_cast<std::uint16_t>(member.assigned.size());
        reconciled.toRevoke = static_cast<std::uint16_t>(member.pendingRevocation.size());
        context.emit(reconciled);
    }
}

} // namespace brokerscope::broker
