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
    ++m_number;
    const auto begin = [&](PartitionId partition, Offset at) {
        m_work[{event.node, partition}] = {m_number, at};
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
        m_work[{event.node, processed->partition}].done = processed->end;
        return {};
    }
    if (std::holds_alternative<event::CoordinatorLoaded>(event.payload)) {
        m_coordinator = event.node;
    }
    const auto* const committed = std::get_if<event::OffsetCommitted>(&event.payload);
    // A former coordinator that stood still learns late of what its successor has long read.
    if (committed != nullptr && event.node == m_coordinator) {
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

GroupChecker::Wrong GroupChecker::takesBack(
    const event::OffsetCommitted& committed, const Committed& before) const
{
    const auto work = m_work.find({committed.client, committed.partition});
    const bool wasOnItsWay = before.client != committed.client && work != m_work.end()
        && work->second.began < before.told;
    if (committed.offset >= before.offset || wasOnItsWay) {
        return {};
    }
    return fmt::format("a commit takes partition {} from {} back to {}",
        committed.partition.value(), before.offset.value(), committed.offset.value());
}

GroupChecker::Wrong GroupChecker::take(const event::OffsetCommitted& committed)
{
    Committed& last = m_committed[{committed.group, committed.partition}];
    const Committed before
        = std::exchange(last, Committed{committed.offset, committed.client, m_number});
    if (!m_expectations.commitsWhatIsProcessed) {
        return {};
    }
    if (auto wrong = takesBack(committed, before)) {
        return wrong;
    }
    if (committed.client == kNoNode) {
        return {}; // a new coordinator has found it in the log
    }
    const auto work = m_work.find({committed.client, committed.partition});
    if (work == m_work.end() || committed.offset > work->second.done) {
        return fmt::format("{} commits {} of partition {} without having processed that far",
            m_roster.at(committed.client).name, committed.offset.value(),
            committed.partition.value());
    }
    return {};
}

} // namespace brokerscope::testing
