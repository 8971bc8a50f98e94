#include "engine/broker/classic_group.h"

#include <algorithm>
#include <utility>

/// How a group goes through a rebalance: everybody joins, one assigns, everybody gets his.
namespace brokerscope::broker {

void ClassicGroup::rebalanceOrCompleteJoin(const Trigger& trigger)
{
    if (is(GroupState::Stable) || is(GroupState::CompletingRebalance) || is(GroupState::Empty)) {
        prepareRebalance(trigger);
    } else {
        maybeCompleteJoin();
    }
}

void ClassicGroup::prepareRebalance(const Trigger& trigger)
{
    if (is(GroupState::CompletingRebalance)) {
        // Whoever waits for the assignment is to join again.
        for (auto& [id, member] : m_members) {
            member.assignment.clear();
        }
        propagate(ErrorCode::RebalanceInProgress);
    }
    m_host.cancelTimer(*this, GroupTimer::Sync, {});
    const bool isInitial = is(GroupState::Empty);
    m_host.rebalanceBegun(*this, trigger.member, trigger.client, trigger.reason);
    transitionTo(GroupState::PreparingRebalance);
    if (isInitial) {
        const Duration delay = m_config.initialRebalanceDelay;
        m_initialDelay = {delay, std::max(rebalanceTimeout() - delay, Duration())};
        m_newMemberAdded = false;
        m_host.setTimer(*this, GroupTimer::Join, {}, delay);
    } else if (hasAllJoined()) {
        completeJoin();
    } else {
        m_host.setTimer(*this, GroupTimer::Join, {}, rebalanceTimeout());
    }
}

void ClassicGroup::initialDelayOver()
{
    const InitialDelay passed = *std::exchange(m_initialDelay, std::nullopt);
    if (m_newMemberAdded && passed.remaining > Duration()) {
        m_newMemberAdded = false;
        const Duration next = std::min(m_config.initialRebalanceDelay, passed.remaining);
        m_initialDelay = {next, std::max(passed.remaining - passed.delay, Duration())};
        m_host.setTimer(*this, GroupTimer::Join, {}, next);
    } else {
        completeJoin();
    }
}

void ClassicGroup::maybeCompleteJoin()
{
    // The initial delay is waited for in any case.
    if (is(GroupState::PreparingRebalance) && hasAllJoined()
        && m_previousState != GroupState::Empty) {
        completeJoin();
    }
}

bool ClassicGroup::hasAllJoined() const
{
    return m_members.size() == m_awaitingJoin && m_pending.empty();
}

bool ClassicGroup::electJoinedLeader()
{
    if (!m_leader) {
        return false;
    }
    if (m_members.at(*m_leader).isAwaitingJoin()) {
        return true;
    }
    const auto joined = std::find_if(m_members.begin(), m_members.end(),
        [](const auto& each) { return each.second.isAwaitingJoin(); });
    if (joined == m_members.end()) {
        return false;
    }
    m_leader = joined->first;
    return true;
}

std::string ClassicGroup::vote() const
{
    // Each member is for the first of its own that all of them know.
    std::map<std::string, std::size_t> votes;
    for (const auto& [id, member] : m_members) {
        for (const auto& protocol : member.protocols) {
            if (const auto known = m_supported.find(protocol.name);
                known != m_supported.end() && known->second == m_members.size()) {
                ++votes[protocol.name];
                break;
            }
        }
    }
    const auto most = std::max_element(votes.begin(), votes.end(),
        [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == votes.end() ? std::string() : most->first;
}

void ClassicGroup::completeJoin()
{
    m_host.cancelTimer(*this, GroupTimer::Join, {});
    m_initialDelay.reset();
    std::vector<std::string> missing;
    for (const auto& [id, member] : m_members) {
        if (!member.isAwaitingJoin() && !member.instance) {
            missing.push_back(id);
        }
    }
    for (const std::string& id : missing) {
        remove(id, event::MemberEnd::RebalanceExpired);
    }
    if (!electJoinedLeader() && !m_members.empty()) {
        // Only static members are left, and none of them has come: their sessions decide.
        m_host.setTimer(*this, GroupTimer::Join, {}, rebalanceTimeout());
        return;
    }
    beginGeneration();
}

void ClassicGroup::beginGeneration()
{
    m_generation = Generation(m_generation.value() + 1);
    m_pendingSync.clear();
    if (m_members.empty()) {
        m_protocol.clear();
        transitionTo(GroupState::Empty);
        m_host.write(*this, {GroupWrite::Kind::Emptied, valueWith({}), {}, {}, {}});
        return;
    }
    m_protocol = vote();
    m_host.generationBegun(*this);
    transitionTo(GroupState::CompletingRebalance);
    answerJoins();
    m_host.setTimer(*this, GroupTimer::Sync, {}, rebalanceTimeout());
}

void ClassicGroup::answerJoins()
{
    for (auto& [id, member] : m_members) {
        answerJoin(member, presentAnswer(member, isLeader(id)));
        restartSession(member);
        member.isNew = false;
        m_pendingSync.insert(id);
    }
}

// --- the assignment -----------------------------------------------------------------------------

void ClassicGroup::sync(const protocol::SyncGroupRequest& request, EventId id)
{
    ErrorCode error = checkMember(request.memberId, request.groupInstanceId);
    if (error == ErrorCode::None && request.generation != m_generation) {
        error = ErrorCode::IllegalGeneration;
    } else if (error == ErrorCode::None && !request.protocol.empty()
        && request.protocol != m_protocol) {
        error = ErrorCode::InconsistentGroupProtocol;
    } else if (error == ErrorCode::None && is(GroupState::PreparingRebalance)) {
        error = ErrorCode::RebalanceInProgress;
    }
    if (error != ErrorCode::None) {
        m_host.answer(id, protocol::SyncGroupResponse{error, {}, {}});
        return;
    }
    noteSync(request.memberId);
    Member& member = m_members.at(request.memberId);
    if (is(GroupState::Stable)) {
        m_host.answer(
            id, protocol::SyncGroupResponse{ErrorCode::None, m_protocol, member.assignment});
        return;
    }
    member.syncing = id;
    if (isLeader(member.id)) {
        takeAssignment(request);
    }
}

void ClassicGroup::noteSync(const std::string& memberId)
{
    m_pendingSync.erase(memberId);
    if (m_pendingSync.empty()) {
        m_host.cancelTimer(*this, GroupTimer::Sync, {});
    }
}

void ClassicGroup::takeAssignment(const protocol::SyncGroupRequest& request)
{
    GroupWrite write;
    write.kind = GroupWrite::Kind::Assignment;
    write.generation = m_generation;
    for (const auto& given : request.assignments) {
        write.assignment[given.memberId] = given.assignment;
    }
    for (const auto& [id, member] : m_members) {
        write.assignment.try_emplace(id); // whom the leader has forgotten gets nothing
    }
    write.value = valueWith(write.assignment);
    m_host.write(*this, std::move(write));
}

void ClassicGroup::propagate(ErrorCode error)
{
    for (auto& [id, member] : m_members) {
        if (member.syncing == kNoEvent) {
            continue;
        }
        const EventId request = std::exchange(member.syncing, kNoEvent);
        m_host.answer(request,
            error == ErrorCode::None
                ? protocol::SyncGroupResponse{error, m_protocol, member.assignment}
                : protocol::SyncGroupResponse{error, {}, {}});
        // While it waited, nothing was expected of it: from now on it is.
        restartSession(member);
    }
}

// --- time ---------------------------------------------------------------------------------------

void ClassicGroup::timeUp(GroupTimer timer, const std::string& member)
{
    switch (timer) {
    case GroupTimer::Join:
        if (m_initialDelay) {
            initialDelayOver();
        } else {
            completeJoin();
        }
        break;
    case GroupTimer::Sync:
        syncExpired();
        break;
    case GroupTimer::Revocation:
        break; // groups of the consumer protocol only
    case GroupTimer::Session:
        sessionExpired(member);
        break;
    }
}

void ClassicGroup::syncExpired()
{
    if (m_pendingSync.empty()) {
        return;
    }
    const std::set<std::string> late = m_pendingSync;
    Trigger trigger{{}, kNoNode, event::RebalanceReason::SyncExpired};
    for (const std::string& id : late) {
        if (const Member* const known = member(id)) {
            trigger = triggerOf(*known, event::RebalanceReason::SyncExpired);
        }
        remove(id, event::MemberEnd::SyncExpired);
    }
    prepareRebalance(trigger);
}

void ClassicGroup::sessionExpired(const std::string& memberId)
{
    if (m_pending.contains(memberId)) {
        m_pending.erase(memberId);
        maybeCompleteJoin();
        return;
    }
    const Member* const known = member(memberId);
    const bool isWaiting
        = known != nullptr && (known->isAwaitingJoin() || known->syncing != kNoEvent);
    if (known == nullptr || (isWaiting && !known->isNew)) {
        return; // whoever waits for an answer of ours need not show that it lives
    }
    removeAndRebalance(
        memberId, event::MemberEnd::SessionExpired, event::RebalanceReason::SessionExpired);
}

void ClassicGroup::removeAndRebalance(
    const std::string& memberId, event::MemberEnd end, event::RebalanceReason reason)
{
    Member& leaving = m_members.at(memberId);
    const Trigger trigger = triggerOf(leaving, reason);
    protocol::JoinGroupResponse response;
    response.error = ErrorCode::UnknownMemberId;
    answerJoin(leaving, std::move(response));
    remove(memberId, end);
    if (is(GroupState::Stable) || is(GroupState::CompletingRebalance)) {
        prepareRebalance(trigger);
    } else {
        maybeCompleteJoin();
    }
}

} // namespace brokerscope::broker
