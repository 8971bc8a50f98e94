#include "engine/broker/classic_group.h"

#include "engine/protocol/consumer_protocol.h"

#include <algorithm>
#include <utility>

namespace brokerscope::broker {

namespace {

/// The host of every client: here there are no addresses.
constexpr std::string_view kClientHost = "/127.0.0.1";

} // namespace

ClassicGroup::ClassicGroup(std::string id, GroupHost& host, const GroupConfig& config)
    : m_id(std::move(id))
    , m_host(host)
    , m_config(config)
    , m_stateSinceMs(host.wallClockMs())
{
}

const ClassicGroup::Member* ClassicGroup::member(const std::string& id) const
{
    const auto found = m_members.find(id);
    return found == m_members.end() ? nullptr : &found->second;
}

Bytes ClassicGroup::metadataOf(const Member& member) const
{
    const auto found = std::find_if(member.protocols.begin(), member.protocols.end(),
        [this](const auto& known) { return known.name == m_protocol; });
    return found == member.protocols.end() ? Bytes{} : found->metadata;
}

void ClassicGroup::transitionTo(GroupState state)
{
    m_previousState = std::exchange(m_state, state);
    m_stateSinceMs = m_host.wallClockMs();
    m_host.stateChanged(*this);
}

event::ErrorCode ClassicGroup::checkMember(
    const std::string& memberId, const std::optional<std::string>& instance) const
{
    if (instance) {
        const auto known = m_static.find(*instance);
        if (known == m_static.end()) {
            return ErrorCode::UnknownMemberId;
        }
        if (known->second != memberId) {
            return ErrorCode::FencedInstanceId;
        }
    }
    return m_members.contains(memberId) ? ErrorCode::None : ErrorCode::UnknownMemberId;
}

void ClassicGroup::remove(const std::string& memberId, event::MemberEnd end)
{
    m_host.cancelTimer(*this, GroupTimer::Session, memberId);
    m_pending.erase(memberId);
    m_pendingSync.erase(memberId);
    const auto found = m_members.find(memberId);
    if (found == m_members.end()) {
        return;
    }
    const Member removed = std::move(found->second);
    m_members.erase(found);
    for (const auto& protocol : removed.protocols) {
        if (--m_supported[protocol.name] == 0) {
            m_supported.erase(protocol.name);
        }
    }
    m_awaitingJoin -= removed.isAwaitingJoin() ? 1 : 0;
    if (removed.instance) {
        m_static.erase(*removed.instance);
    }
    if (isLeader(memberId)) {
        m_leader = m_members.empty() ? std::nullopt : std::optional(m_members.begin()->first);
    }
    m_host.memberRemoved(*this, memberId, removed.client, end);
}

void ClassicGroup::restartSession(const Member& member, Duration after)
{
    m_host.setTimer(*this, GroupTimer::Session, member.id, after);
}

Duration ClassicGroup::rebalanceTimeout() const
{
    Duration longest;
    for (const auto& [id, member] : m_members) {
        longest = std::max(longest, member.rebalanceTimeout);
    }
    return longest;
}

// --- heartbeats, leaving, commits ---------------------------------------------------------------

void ClassicGroup::heartbeat(const protocol::HeartbeatRequest& request, EventId id)
{
    protocol::HeartbeatResponse response;
    response.error = checkMember(request.memberId, request.groupInstanceId);
    if (response.error == ErrorCode::None && request.generation != m_generation) {
        response.error = ErrorCode::IllegalGeneration;
    }
    if (response.error == ErrorCode::None) {
        restartSession(m_members.at(request.memberId));
        if (is(GroupState::PreparingRebalance)) {
            response.error = ErrorCode::RebalanceInProgress;
        }
    }
    m_host.answer(id, response);
}

void ClassicGroup::leave(const protocol::LeaveGroupRequest& request, EventId id)
{
    protocol::LeaveGroupResponse response;
    std::string memberId = request.memberId;
    if (memberId.empty() && request.groupInstanceId
        && m_static.contains(*request.groupInstanceId)) {
        memberId = m_static.at(*request.groupInstanceId); // an admin removes it
    }
    if (m_pending.contains(memberId)) {
        remove(memberId, request.reason);
        m_host.answer(id, response);
        maybeCompleteJoin();
        return;
    }
    response.error = checkMember(memberId, request.groupInstanceId);
    m_host.answer(id, response);
    if (response.error == ErrorCode::None) {
        removeAndRebalance(memberId, request.reason, event::RebalanceReason::MemberLeft);
    }
}

event::ErrorCode ClassicGroup::checkCommit(const protocol::OffsetCommitRequest& request) const
{
    if (is(GroupState::Dead)) {
        return ErrorCode::CoordinatorNotAvailable;
    }
    if (request.generation < Generation(0) && is(GroupState::Empty)) {
        return ErrorCode::None; // of an admin, or a consumer without group management
    }
    if (request.generation < Generation(0) && request.memberId.empty()
        && !request.groupInstanceId) {
        return ErrorCode::UnknownMemberId;
    }
    const ErrorCode known = checkMember(request.memberId, request.groupInstanceId);
    if (known != ErrorCode::None) {
        return known;
    }
    if (request.generation != m_generation) {
        return ErrorCode::IllegalGeneration;
    }
    // It has learned of the generation, but not yet of what is its own in it.
    return is(GroupState::CompletingRebalance) ? ErrorCode::RebalanceInProgress : ErrorCode::None;
}

void ClassicGroup::noteCommit(const std::string& memberId)
{
    const Member* const committing = member(memberId);
    if (committing != nullptr && (is(GroupState::Stable) || is(GroupState::PreparingRebalance))) {
        restartSession(*committing);
    }
}

// --- the log ------------------------------------------------------------------------------------

protocol::GroupValue ClassicGroup::valueWith(const std::map<std::string, Bytes>& assignment) const
{
    protocol::GroupValue value;
    value.protocolType = m_usesProtocol ? std::string(protocol::kConsumerProtocolType) : "";
    value.generation = m_generation;
    if (!m_protocol.empty()) {
        value.protocol = m_protocol;
    }
    value.leader = m_leader;
    value.currentStateTimestampMs = m_stateSinceMs.value_or(-1);
    for (const auto& [id, member] : m_members) {
        protocol::GroupValue::Member& stored = value.members.emplace_back();
        stored.memberId = id;
        stored.groupInstanceId = member.instance;
        stored.clientId = member.clientId;
        stored.clientHost = kClientHost;
        stored.rebalanceTimeoutMs = static_cast<std::int32_t>(member.rebalanceTimeout.millis());
        stored.sessionTimeoutMs = static_cast<std::int32_t>(member.sessionTimeout.millis());
        stored.subscription = metadataOf(member);
        if (const auto given = assignment.find(id); given != assignment.end()) {
            stored.assignment = given->second;
        }
    }
    return value;
}

void ClassicGroup::written(const GroupWrite& write, ErrorCode error)
{
    switch (write.kind) {
    case GroupWrite::Kind::Created:
    case GroupWrite::Kind::Emptied:
        return; // nobody waits for it
    case GroupWrite::Kind::Assignment: {
        // Somebody may have joined meanwhile, and another rebalance begun.
        if (!is(GroupState::CompletingRebalance) || write.generation != m_generation) {
            return;
        }
        for (auto& [id, member] : m_members) {
            const auto given = write.assignment.find(id);
            const bool isKept = error == ErrorCode::None && given != write.assignment.end();
            member.assignment = isKept ? given->second : Bytes{};
        }
        if (error != ErrorCode::None) {
            propagate(error);
            rebalanceOrCompleteJoin({{}, kNoNode, event::RebalanceReason::MemberRejoined});
            return;
        }
        m_host.assigned(*this);
        propagate(ErrorCode::None);
        transitionTo(GroupState::Stable);
        return;
    }
    case GroupWrite::Kind::Replacement: {
        const auto found = m_members.find(write.member);
        if (found == m_members.end()) {
            return;
        }
        protocol::JoinGroupResponse response = presentAnswer(found->second, isLeader(write.member));
        response.skipAssignment = isLeader(write.member);
        if (error != ErrorCode::None) {
            response = {};
            response.error = error;
        }
        answerJoin(found->second, std::move(response));
        return;
    }
    }
}

void ClassicGroup::restore(
    const protocol::GroupValue& value, const std::map<std::string, NodeId>& clients)
{
    m_generation = value.generation;
    m_usesProtocol = !value.protocolType.empty();
    m_protocol = value.protocol.value_or("");
    m_leader = value.leader;
    m_stateSinceMs = value.currentStateTimestampMs < 0
        ? std::nullopt
        : std::optional(value.currentStateTimestampMs);
    m_members.clear();
    m_static.clear();
    m_supported.clear();
    for (const protocol::GroupValue::Member& stored : value.members) {
        Member& member = m_members[stored.memberId];
        member.id = stored.memberId;
        member.instance = stored.groupInstanceId;
        member.clientId = stored.clientId;
        if (const auto client = clients.find(stored.clientId); client != clients.end()) {
            member.client = client->second;
        }
        member.rebalanceTimeout = milliseconds(stored.rebalanceTimeoutMs);
        member.sessionTimeout = milliseconds(stored.sessionTimeoutMs);
        member.protocols = {{m_protocol, stored.subscription}};
        member.assignment = stored.assignment;
        ++m_supported[m_protocol];
        if (member.instance) {
            m_static[*member.instance] = member.id;
        }
    }
    m_previousState = m_state;
    m_state = m_members.empty() ? GroupState::Empty : GroupState::Stable;
}

void ClassicGroup::takeOver()
{
    m_host.stateChanged(*this);
    for (const auto& [id, member] : m_members) {
        restartSession(member);
    }
    if (m_members.size() > m_config.maxSize) {
        // The limit was lowered; whoever joins first stays.
        prepareRebalance({{}, kNoNode, event::RebalanceReason::MemberRejoined});
    }
}

void ClassicGroup::dismiss(ErrorCode error)
{
    for (auto& [id, member] : m_members) {
        protocol::JoinGroupResponse response;
        response.error = error;
        response.memberId = id;
        answerJoin(member, std::move(response));
        if (member.syncing != kNoEvent) {
            m_host.answer(std::exchange(member.syncing, kNoEvent),
                protocol::SyncGroupResponse{error, {}, {}});
        }
    }
}

void ClassicGroup::unload()
{
    dismiss(ErrorCode::NotCoordinator);
}

void ClassicGroup::abandon()
{
    dismiss(ErrorCode::RebalanceInProgress);
}

void ClassicGroup::rebalanceAfterMove()
{
    prepareRebalance({{}, kNoNode, event::RebalanceReason::GroupMoved});
}

} // namespace brokerscope::broker
