#include "engine/broker/classic_group.h"

#include "engine/protocol/consumer_protocol.h"

#include <algorithm>
#include <utility>

/// How members come into a group, and come again.
namespace brokerscope::broker {

namespace {

/// A new member cannot send heartbeats before it is answered. When it has gone meanwhile, it is in
/// the way no longer than this (Kafka: group.new.member.join.timeout.ms, internal).
constexpr Duration kNewMemberJoinTimeout = seconds(300);

protocol::JoinGroupResponse refusal(event::ErrorCode error, std::string memberId)
{
    protocol::JoinGroupResponse response;
    response.error = error;
    response.memberId = std::move(memberId);
    return response;
}

} // namespace

bool ClassicGroup::accepts(const std::string& memberId) const
{
    switch (m_state) {
    case GroupState::PreparingRebalance: {
        // Those who wait count, not all members: so the last to join again are left out after the
        // limit was lowered.
        const Member* const known = member(memberId);
        return (known != nullptr && known->isAwaitingJoin()) || m_awaitingJoin < m_config.maxSize;
    }
    case GroupState::CompletingRebalance:
    case GroupState::Stable:
        return m_members.contains(memberId) || m_members.size() < m_config.maxSize;
    case GroupState::Empty:
    case GroupState::Dead:
    case GroupState::Assigning:
    case GroupState::Reconciling:
        return true;
    }
    return true;
}

bool ClassicGroup::supports(const Protocols& protocols) const
{
    if (is(GroupState::Empty)) {
        return !protocols.empty();
    }
    return std::any_of(protocols.begin(), protocols.end(), [this](const auto& wanted) {
        const auto known = m_supported.find(wanted.name);
        return (known == m_supported.end() ? 0 : known->second) == m_members.size();
    });
}

void ClassicGroup::join(
    const protocol::JoinGroupRequest& request, EventId id, NodeId from, bool isNewGroup)
{
    if (!accepts(request.memberId)) {
        remove(request.memberId, event::MemberEnd::RebalanceExpired);
        m_host.answer(id, refusal(ErrorCode::GroupMaxSizeReached, {}));
    } else if (!supports(request.protocols)) {
        m_host.answer(id, refusal(ErrorCode::InconsistentGroupProtocol, request.memberId));
    } else if (request.memberId.empty()) {
        joinNew(request, id, from);
    } else {
        joinAgain(request, id, from);
    }
    if (isNewGroup) {
        m_host.write(*this, {GroupWrite::Kind::Created, valueWith({}), {}, {}, {}});
    }
}

void ClassicGroup::joinNew(const protocol::JoinGroupRequest& request, EventId id, NodeId from)
{
    std::string memberId = m_host.newMemberId(request.groupInstanceId.value_or(request.clientId));
    if (request.groupInstanceId) {
        const auto known = m_static.find(*request.groupInstanceId);
        if (known != m_static.end()) {
            const std::string oldId = known->second;
            protocol::JoinGroupRequest again = request;
            again.memberId = std::move(memberId);
            replaceStatic(again, oldId, id, from);
        } else {
            addMember(request, std::move(memberId), id, from);
        }
        return;
    }
    // It is to come again with this id, so that one whose answer is lost does not stay as a member
    // that nobody is (KIP-394).
    m_pending.insert(memberId);
    m_host.setTimer(*this, GroupTimer::Session, memberId, request.sessionTimeout);
    m_host.answer(id, refusal(ErrorCode::MemberIdRequired, std::move(memberId)));
}

void ClassicGroup::joinAgain(const protocol::JoinGroupRequest& request, EventId id, NodeId from)
{
    if (m_pending.contains(request.memberId)) {
        addMember(request, request.memberId, id, from);
        return;
    }
    const ErrorCode known = checkMember(request.memberId, request.groupInstanceId);
    if (known != ErrorCode::None) {
        m_host.answer(id, refusal(known, request.memberId));
        return;
    }
    Member& member = m_members.at(request.memberId);
    switch (m_state) {
    case GroupState::PreparingRebalance:
        updateMember(member, request, id);
        maybeCompleteJoin();
        break;
    case GroupState::CompletingRebalance:
        if (member.protocols == request.protocols) {
            // It has not got the answer to its first JoinGroup.
            answerPresent(member, id, isLeader(member.id));
        } else {
            updateAndRebalance(member, request, id, reasonOf(member, request));
        }
        break;
    case GroupState::Stable:
        joinStable(member, request, id);
        break;
    case GroupState::Empty:
    case GroupState::Dead:
    case GroupState::Assigning:
    case GroupState::Reconciling:
        m_host.answer(id, refusal(ErrorCode::UnknownMemberId, request.memberId));
        break;
    }
}

void ClassicGroup::joinStable(Member& member, const protocol::JoinGroupRequest& request, EventId id)
{
    if (isLeader(member.id)) {
        // It may have seen something that its subscription does not show, such as more partitions.
        updateAndRebalance(member, request, id, event::RebalanceReason::LeaderRejoined);
    } else if (member.protocols != request.protocols) {
        updateAndRebalance(member, request, id, reasonOf(member, request));
    } else {
        answerPresent(member, id, false);
    }
}

event::RebalanceReason ClassicGroup::reasonOf(
    const Member& member, const protocol::JoinGroupRequest& request)
{
    // What a member owns is in its metadata, too: only other topics or protocols are a change of
    // the subscription.
    const auto isSame = [](const auto& before, const auto& now) {
        const auto old = protocol::decodeSubscription(before.metadata);
        const auto wanted = protocol::decodeSubscription(now.metadata);
        return before.name == now.name && old && wanted && old->topics == wanted->topics;
    };
    const bool isSubscriptionSame = std::equal(member.protocols.begin(), member.protocols.end(),
        request.protocols.begin(), request.protocols.end(), isSame);
    return isSubscriptionSame ? event::RebalanceReason::MemberRejoined
                              : event::RebalanceReason::SubscriptionChanged;
}

void ClassicGroup::addMember(
    const protocol::JoinGroupRequest& request, std::string memberId, EventId id, NodeId from)
{
    if (is(GroupState::PreparingRebalance) && m_previousState == GroupState::Empty) {
        m_newMemberAdded = true;
    }
    m_usesProtocol = true;
    m_pending.erase(memberId);
    Member& member = m_members[memberId];
    member.id = std::move(memberId);
    member.instance = request.groupInstanceId;
    member.clientId = request.clientId;
    member.client = from;
    member.rebalanceTimeout = request.rebalanceTimeout;
    member.sessionTimeout = request.sessionTimeout;
    member.protocols = request.protocols;
    member.joining = id;
    member.isNew = true;
    ++m_awaitingJoin;
    for (const auto& protocol : member.protocols) {
        ++m_supported[protocol.name];
    }
    if (member.instance) {
        m_static[*member.instance] = member.id;
    }
    if (!m_leader) {
        m_leader = member.id;
    }
    m_host.memberJoined(*this, member.id, member.instance.value_or(""), from);
    restartSession(member, kNewMemberJoinTimeout);
    rebalanceOrCompleteJoin(triggerOf(member, event::RebalanceReason::MemberJoined));
}

void ClassicGroup::updateMember(
    Member& member, const protocol::JoinGroupRequest& request, EventId id)
{
    for (const auto& protocol : member.protocols) {
        if (--m_supported[protocol.name] == 0) {
            m_supported.erase(protocol.name);
        }
    }
    for (const auto& protocol : request.protocols) {
        ++m_supported[protocol.name];
    }
    member.protocols = request.protocols;
    member.rebalanceTimeout = request.rebalanceTimeout;
    member.sessionTimeout = request.sessionTimeout;
    m_awaitingJoin += member.isAwaitingJoin() ? 0 : 1;
    member.joining = id;
}

void ClassicGroup::updateAndRebalance(Member& member, const protocol::JoinGroupRequest& request,
    EventId id, event::RebalanceReason reason)
{
    updateMember(member, request, id);
    rebalanceOrCompleteJoin(triggerOf(member, reason));
}

void ClassicGroup::replaceStatic(
    const protocol::JoinGroupRequest& request, const std::string& oldId, EventId id, NodeId from)
{
    // Whoever waits under the old id is another process with the same group.instance.id.
    auto moved = m_members.extract(oldId);
    Member& member = moved.mapped();
    answerJoin(member, refusal(ErrorCode::FencedInstanceId, oldId));
    if (member.syncing != kNoEvent) {
        m_host.answer(std::exchange(member.syncing, kNoEvent),
            protocol::SyncGroupResponse{ErrorCode::FencedInstanceId, {}, {}});
    }
    m_host.cancelTimer(*this, GroupTimer::Session, oldId);
    m_host.memberRemoved(*this, oldId, member.client, event::MemberEnd::Replaced);
    member.id = request.memberId;
    member.clientId = request.clientId;
    member.client = from;
    m_static[*member.instance] = member.id;
    if (isLeader(oldId)) {
        m_leader = member.id;
    }
    if (m_pendingSync.erase(oldId) > 0) {
        m_pendingSync.insert(member.id);
    }
    m_host.memberJoined(*this, member.id, *member.instance, from);
    restartSession(member, request.sessionTimeout);
    updateMember(member, request, id);
    moved.key() = member.id;
    m_members.insert(std::move(moved));

    if (is(GroupState::Stable) && vote() == m_protocol) {
        std::map<std::string, Bytes> assignment;
        for (const auto& [each, other] : m_members) {
            assignment[each] = other.assignment;
        }
        m_host.write(*this,
            {GroupWrite::Kind::Replacement, valueWith(assignment), {}, {}, request.memberId});
    } else {
        rebalanceOrCompleteJoin(triggerOf(
            m_members.at(request.memberId), event::RebalanceReason::StaticMemberReplaced));
    }
}

protocol::JoinGroupResponse ClassicGroup::presentAnswer(const Member& member, bool asLeader) const
{
    protocol::JoinGroupResponse response;
    response.generation = m_generation;
    response.protocol = m_protocol;
    response.leader = m_leader.value_or("");
    response.memberId = member.id;
    if (asLeader) {
        for (const auto& [id, each] : m_members) {
            response.members.push_back({id, each.instance, metadataOf(each)});
        }
    }
    return response;
}

void ClassicGroup::answerPresent(const Member& member, EventId id, bool asLeader)
{
    m_host.answer(id, presentAnswer(member, asLeader));
}

void ClassicGroup::answerJoin(Member& member, protocol::JoinGroupResponse response)
{
    if (member.isAwaitingJoin()) {
        --m_awaitingJoin;
        m_host.answer(std::exchange(member.joining, kNoEvent), std::move(response));
    }
}

} // namespace brokerscope::broker
