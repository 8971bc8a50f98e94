#include "tests/support/group_checker.h"

#include <fmt/format.h>

namespace brokerscope::testing {

GroupChecker::GroupChecker(const event::Roster& roster, GroupExpectations expectations)
    : m_roster(roster)
    , m_expectations(expectations)
{
}

GroupChecker::Wrong GroupChecker::check(const event::Event& event)
{
    const auto begin = [&](PartitionId partition, Offset at) {
        m_done[{event.node, partition}] = at;
        return Wrong();
    };
    if (const auto* assigned = std::get_if<event::MemberAssigned>(&event.payload)) {
        return take(*assigned);
    }
    if (const auto* revoked = std::get_if<event::PartitionRevoked>(&event.payload)) {
        return take(event.node, *revoked);
    }
    if (const auto* restored = std::get_if<event::PositionRestored>(&event.payload)) {
        return begin(restored->partition, restored->to);
    }
    if (const auto* reset = std::get_if<event::OffsetReset>(&event.payload)) {
        return begin(reset->partition, reset->to);
    }
    if (const auto* processed = std::get_if<event::RecordsProcessed>(&event.payload)) {
        return begin(processed->partition, processed->end);
    }
    if (const auto* committed = std::get_if<event::OffsetCommitted>(&event.payload)) {
        return take(*committed);
    }
    return {};
}

GroupChecker::Wrong GroupChecker::take(const event::MemberAssigned& assigned)
{
    const auto [newest, isFirst] = m_newest.try_emplace(assigned.group, assigned.generation);
    if (assigned.generation < newest->second) {
        return {}; // a former coordinator that does not know it yet
    }
    if (assigned.generation > newest->second) {
        newest->second = assigned.generation;
        std::erase_if(m_owners,
            [&assigned](const auto& owner) { return owner.first.first == assigned.group; });
    }
    m_groups[assigned.client] = assigned.group;
    const auto [owner, isNew]
        = m_owners.try_emplace({assigned.group, assigned.partition}, assigned.client);
    if (isNew || owner->second == assigned.client) {
        return {};
    }
    return fmt::format("generation {} gives partition {} to {} and to {}",
        assigned.generation.value(), assigned.partition.value(), m_roster.at(owner->second).name,
        m_roster.at(assigned.client).name);
}

GroupChecker::Wrong GroupChecker::take(NodeId member, const event::PartitionRevoked& revoked) const
{
    const auto group = m_groups.find(member);
    if (!m_expectations.keepsWhatStays || revoked.reason != event::RevokeReason::Rebalance
        || group == m_groups.end()) {
        return {};
    }
    const auto owner = m_owners.find({group->second, revoked.partition});
    if (owner == m_owners.end() || owner->second != member) {
        return {};
    }
    return fmt::format("{} gives up partition {}, which generation {} leaves it",
        m_roster.at(member).name, revoked.partition.value(), m_newest.at(group->second).value());
}

GroupChecker::Wrong GroupChecker::take(const event::OffsetCommitted& committed)
{
    Offset& last = m_committed[{committed.group, committed.partition}];
    const Offset before = std::exchange(last, committed.offset);
    if (!m_expectations.commitsWhatIsProcessed) {
        return {};
    }
    if (committed.offset < before) {
        return fmt::format("a commit of {} takes partition {} from {} back to {}",
            m_roster.at(committed.client).name, committed.partition.value(), before.value(),
            committed.offset.value());
    }
    const auto done = m_done.find({committed.client, committed.partition});
    if (done == m_done.end() || committed.offset > done->second) {
        return fmt::format("{} commits {} of partition {} without having processed that far",
            m_roster.at(committed.client).name, committed.offset.value(),
            committed.partition.value());
    }
    return {};
}

} // namespace brokerscope::testing
