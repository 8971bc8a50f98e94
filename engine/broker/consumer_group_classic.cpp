#include "engine/broker/consumer_group.h"

#include "engine/protocol/consumer_protocol.h"

#include <algorithm>
#include <utility>

/// Members of a group of the consumer protocol that still speak the classic one, while their group
/// is moved over. They join and sync as ever, but wait for nobody, and what they get is the
/// coordinator's step for them (Kafka: GroupMetadataManager.classicGroupJoinToConsumerGroup and the
/// methods beside it).
namespace brokerscope::broker {

namespace {

using event::ErrorCode;

protocol::JoinGroupResponse joinRefusal(ErrorCode error, std::string memberId)
{
    protocol::JoinGroupResponse response;
    response.error = error;
    response.memberId = std::move(memberId);
    return response;
}

/// A Subscription stands in each protocol, and is the same but for what assignors add.
std::optional<protocol::Subscription> subscriptionOf(const protocol::JoinGroupRequest& request)
{
    return request.protocols.empty()
        ? std::nullopt
        : protocol::decodeSubscription(request.protocols.front().metadata);
}

} // namespace

/// Under which id the member joins; nullopt: it does not, and `error` says why.
std::optional<std::string> ConsumerGroup::classicMemberId(
    ConsumerGroupState& next, const protocol::JoinGroupRequest& request, ErrorCode& error) const
{
    const Member* const known = request.groupInstanceId
        ? m_state.staticMember(*request.groupInstanceId)
        : m_state.member(request.memberId);
    if (request.memberId.empty()) {
        const std::string fresh
            = m_host.nextMemberId(request.groupInstanceId.value_or(request.clientId));
        if (!request.groupInstanceId) {
            error = ErrorCode::MemberIdRequired; // it is to come again with this one (KIP-394)
        } else if (known != nullptr) {
            replaceStatic(next, std::string(known->id), fresh);
            next.members.at(fresh).epoch = m_state.targetEpoch;
        }
        return fresh;
    }
    if (request.groupInstanceId) {
        if (known == nullptr) {
            error = ErrorCode::UnknownMemberId;
        } else if (known->id != request.memberId) {
            error = ErrorCode::FencedInstanceId;
        }
    }
    return request.memberId;
}

void ConsumerGroup::join(const protocol::JoinGroupRequest& request, EventId id, NodeId from)
{
    const auto subscription = subscriptionOf(request);
    ErrorCode error = subscription ? ErrorCode::None : ErrorCode::InconsistentGroupProtocol;
    if (m_state.members.size() >= m_world.config.groups.consumerMaxSize
        && m_state.member(request.memberId) == nullptr) {
        error = ErrorCode::GroupMaxSizeReached;
    }
    ConsumerGroupState next = m_state;
    std::string memberId = request.memberId;
    if (error == ErrorCode::None) {
        memberId = classicMemberId(next, request, error).value_or(memberId);
    }
    if (error != ErrorCode::None) {
        answer(id, joinRefusal(error, std::move(memberId)));
        return;
    }
    Member& member = next.members[memberId];
    member.id = memberId;
    member.instance = request.groupInstanceId;
    member.client = from;
    member.clientId = request.clientId;
    member.rack = subscription->rack.value_or("");
    member.rebalanceTimeout = request.rebalanceTimeout;
    member.topics = {subscription->topics.begin(), subscription->topics.end()};
    member.classic = Member::Classic{request.sessionTimeout, request.protocols};
    const std::vector<PartitionId> owned = m_world.names.numbered(subscription->owned);
    advance(next, memberId, Partitions(owned.begin(), owned.end()));

    protocol::JoinGroupResponse response;
    response.generation = member.epoch;
    response.protocol = request.protocols.front().name;
    response.memberId = memberId; // and no leader: it is to assign nothing
    const Cause cause = causeOf(member);
    if (become(std::move(next), cause, id, std::move(response))) {
        m_host.stopTimer(m_id, GroupTimer::Join, memberId);
        m_host.startTimer(m_id, GroupTimer::Sync, memberId, request.rebalanceTimeout);
    }
}

event::ErrorCode ConsumerGroup::checkClassic(const std::string& memberId,
    const std::optional<std::string>& instance, Generation generation) const
{
    const Member* const member
        = instance ? m_state.staticMember(*instance) : m_state.member(memberId);
    if (member == nullptr || !member->classic) {
        return ErrorCode::UnknownMemberId;
    }
    if (member->id != memberId) {
        return ErrorCode::FencedInstanceId;
    }
    return generation == member->epoch ? ErrorCode::None : ErrorCode::IllegalGeneration;
}

void ConsumerGroup::sync(const protocol::SyncGroupRequest& request, EventId id)
{
    protocol::SyncGroupResponse response;
    response.error = checkClassic(request.memberId, request.groupInstanceId, request.generation);
    if (response.error == ErrorCode::None) {
        const Member& member = m_state.members.at(request.memberId);
        const bool isRevoking = member.progress == event::MemberProgress::UnrevokedPartitions;
        if (m_state.epoch > member.epoch && !isRevoking) {
            response.error = ErrorCode::RebalanceInProgress;
            m_host.startTimer(m_id, GroupTimer::Join, member.id, member.rebalanceTimeout);
        } else {
            response.protocol = member.classic->protocols.front().name;
            response.assignment = protocol::encode(protocol::Assignment{
                m_world.names.namedInOrder({member.assigned.begin(), member.assigned.end()}), {}});
        }
        m_host.stopTimer(m_id, GroupTimer::Sync, member.id);
        m_host.startTimer(m_id, GroupTimer::Session, member.id, member.classic->sessionTimeout);
    }
    answer(id, std::move(response));
}

/// Whether there is another step for the member to take, which it takes by joining again.
bool ConsumerGroup::mustRejoin(const Member& member) const
{
    if (member.epoch < m_state.epoch
        || member.progress == event::MemberProgress::UnrevokedPartitions) {
        return true;
    }
    const auto target = m_state.target.find(member.id);
    return member.progress == event::MemberProgress::UnreleasedPartitions
        && target != m_state.target.end()
        && std::any_of(target->second.begin(), target->second.end(), [&](PartitionId partition) {
               return !member.assigned.contains(partition)
                   && !m_state.isHeldByOther(partition, member.id);
           });
}

void ConsumerGroup::classicHeartbeat(const protocol::HeartbeatRequest& request, EventId id)
{
    protocol::HeartbeatResponse response;
    response.error = checkClassic(request.memberId, request.groupInstanceId, request.generation);
    if (response.error == ErrorCode::None) {
        const Member& member = m_state.members.at(request.memberId);
        m_host.startTimer(m_id, GroupTimer::Session, member.id, member.classic->sessionTimeout);
        if (mustRejoin(member)) {
            response.error = ErrorCode::RebalanceInProgress;
            m_host.startTimer(m_id, GroupTimer::Join, member.id, member.rebalanceTimeout);
        }
    }
    answer(id, response);
}

void ConsumerGroup::classicLeave(const protocol::LeaveGroupRequest& request, EventId id)
{
    protocol::LeaveGroupResponse response;
    const Member* const leaving = request.groupInstanceId
        ? m_state.staticMember(*request.groupInstanceId)
        : m_state.member(request.memberId);
    if (leaving == nullptr) {
        response.error = ErrorCode::UnknownMemberId;
    } else if (!request.memberId.empty() && leaving->id != request.memberId) {
        response.error = ErrorCode::FencedInstanceId;
    }
    if (response.error != ErrorCode::None) {
        answer(id, response);
        return;
    }
    ConsumerGroupState next = m_state;
    const Cause cause{
        leaving->id, leaving->client, event::RebalanceReason::MemberLeft, request.reason};
    remove(next, leaving->id);
    become(std::move(next), cause, id, response);
}

} // namespace brokerscope::broker
