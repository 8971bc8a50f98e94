#include "engine/broker/consumer_group.h"

#include "engine/broker/target_assignment.h"
#include "engine/protocol/consumer_protocol.h"

#include <algorithm>
#include <utility>

namespace brokerscope::broker {

namespace {

constexpr Generation kJoins{0};
constexpr Generation kLeaves{-1};
constexpr Generation kLeavesForAWhile{-2}; // a static member

/// A member that could not be fenced, because the log did not take it, is so soon after.
constexpr Duration kFenceRetry = milliseconds(500);

using Request = protocol::ConsumerGroupHeartbeatRequest;
using Partitions = ConsumerGroupMember::Partitions;

std::optional<Partitions> asSet(const std::optional<std::vector<PartitionId>>& owned)
{
    return owned ? std::optional(Partitions(owned->begin(), owned->end())) : std::nullopt;
}

/// Such a request tells everything, and wants to be told everything.
bool isFull(const Request& request)
{
    return request.memberEpoch == kJoins
        || (request.rebalanceTimeout && request.topics && request.owned);
}

protocol::ConsumerGroupHeartbeatResponse refusal(event::ErrorCode error)
{
    protocol::ConsumerGroupHeartbeatResponse response;
    response.error = error;
    return response;
}

} // namespace

ConsumerGroup::ConsumerGroup(std::string id, ConsumerGroupHost& host, GroupWorld& world)
    : m_id(std::move(id))
    , m_host(host)
    , m_world(world)
{
}

bool ConsumerGroup::isSubscribed(const std::string& topic) const
{
    return m_state.subscribedTopics().contains(topic);
}

bool ConsumerGroup::isAllClassic() const
{
    return !isEmpty()
        && std::all_of(m_state.members.begin(), m_state.members.end(),
            [](const auto& each) { return each.second.classic.has_value(); });
}

void ConsumerGroup::answer(EventId request, protocol::Value response) const
{
    m_world.answer(request, std::move(response));
}

// --- heartbeats ----------------------------------------------------------------------------------

/// Kafka: throwIfConsumerGroupHeartbeatRequestIsInvalid, throwIfConsumerGroupIsFull.
event::ErrorCode ConsumerGroup::checkHeartbeat(const Request& request) const
{
    const GroupConfig& config = m_world.config.groups;
    if (request.memberEpoch < kLeavesForAWhile
        || (request.memberEpoch == kLeavesForAWhile && !request.groupInstanceId)) {
        return ErrorCode::InvalidRequest;
    }
    if (request.memberEpoch == kJoins
        && (!request.rebalanceTimeout || !request.topics || !request.owned
            || !request.owned->empty())) {
        return ErrorCode::InvalidRequest; // whoever joins says everything, and owns nothing
    }
    const auto& known = config.assignors;
    if (request.serverAssignor
        && std::find(known.begin(), known.end(), *request.serverAssignor) == known.end()) {
        return ErrorCode::UnsupportedAssignor;
    }
    return m_state.members.size() >= config.consumerMaxSize
            && m_state.member(request.memberId) == nullptr
        ? ErrorCode::GroupMaxSizeReached
        : ErrorCode::None;
}

event::ErrorCode ConsumerGroup::check(const Request& request) const
{
    const ErrorCode error = checkHeartbeat(request);
    ConsumerGroupState next = m_state;
    return error == ErrorCode::None ? subscribe(next, request) : error;
}

void ConsumerGroup::heartbeat(const Request& received, EventId id, NodeId from)
{
    if (received.memberEpoch == kLeaves || received.memberEpoch == kLeavesForAWhile) {
        leave(received, id);
        return;
    }
    Request request = received;
    if (request.memberId.empty()) {
        request.memberId = m_host.nextMemberId(request.groupInstanceId.value_or(request.clientId));
    }
    ConsumerGroupState next = m_state;
    ErrorCode error = checkHeartbeat(request);
    if (error == ErrorCode::None) {
        error = subscribe(next, request);
    }
    if (error != ErrorCode::None) {
        answer(id, refusal(error));
        return;
    }
    Member& member = next.members.at(request.memberId);
    member.client = from;
    member.clientId = request.clientId;
    member.rack = request.rack.empty() ? member.rack : request.rack;
    member.rebalanceTimeout = request.rebalanceTimeout.value_or(member.rebalanceTimeout);
    member.assignor = request.serverAssignor ? request.serverAssignor : member.assignor;
    member.classic.reset();
    if (request.topics) {
        member.topics = {request.topics->begin(), request.topics->end()};
    }
    advance(next, member.id, asSet(request.owned));

    protocol::ConsumerGroupHeartbeatResponse response;
    response.memberId = member.id;
    response.memberEpoch = member.epoch;
    response.heartbeatInterval = m_world.config.groups.consumerHeartbeatInterval;
    const Member* const before = formerly(member);
    if (isFull(request) || before == nullptr || before->assigned != member.assigned) {
        response.assignment.emplace(member.assigned.begin(), member.assigned.end());
    }
    const Cause cause = causeOf(member);
    become(std::move(next), cause, id, std::move(response));
}

const ConsumerGroupMember* ConsumerGroup::formerly(const Member& member) const
{
    const Member* const known = m_state.member(member.id);
    return known == nullptr && member.instance ? m_state.staticMember(*member.instance) : known;
}

/// Why the group gets a new epoch, if it does, when the member comes as it is now.
ConsumerGroup::Cause ConsumerGroup::causeOf(const Member& member) const
{
    const Member* const before = formerly(member);
    Cause cause{
        member.id, member.client, event::RebalanceReason::MemberJoined, event::MemberEnd::Replaced};
    if (before != nullptr) {
        cause.reason = before->topics == member.topics
            ? event::RebalanceReason::TopicsChanged
            : event::RebalanceReason::SubscriptionChanged;
    }
    return cause;
}

/// Kafka: throwIfConsumerGroupMemberEpochIsInvalid.
event::ErrorCode ConsumerGroup::checkEpoch(
    const Member& member, Generation epoch, const std::optional<std::vector<PartitionId>>& owned)
{
    if (epoch == kJoins || epoch == member.epoch) {
        return ErrorCode::None;
    }
    // The answer that told it of its present epoch may have been lost.
    const bool mayBeBehind = epoch < member.epoch && epoch == member.previousEpoch && owned
        && std::all_of(owned->begin(), owned->end(),
            [&member](PartitionId partition) { return member.assigned.contains(partition); });
    return mayBeBehind ? ErrorCode::None : ErrorCode::FencedMemberEpoch;
}

event::ErrorCode ConsumerGroup::subscribe(ConsumerGroupState& next, const Request& request) const
{
    if (request.groupInstanceId) {
        return subscribeStatic(next, request);
    }
    const Member* const known = next.member(request.memberId);
    if (known != nullptr) {
        return checkEpoch(*known, request.memberEpoch, request.owned);
    }
    if (request.memberEpoch != kJoins) {
        return ErrorCode::UnknownMemberId;
    }
    next.members[request.memberId].id = request.memberId;
    return ErrorCode::None;
}

event::ErrorCode ConsumerGroup::subscribeStatic(
    ConsumerGroupState& next, const Request& request) const
{
    const Member* const known = next.staticMember(*request.groupInstanceId);
    if (known == nullptr) {
        if (request.memberEpoch != kJoins) {
            return ErrorCode::UnknownMemberId;
        }
        Member& member = next.members[request.memberId];
        member.id = request.memberId;
        member.instance = request.groupInstanceId;
        return ErrorCode::None;
    }
    if (known->id == request.memberId) {
        return checkEpoch(*known, request.memberEpoch, request.owned);
    }
    if (request.memberEpoch != kJoins) {
        return ErrorCode::FencedInstanceId;
    }
    if (!known->isAway() && !known->classic) {
        return ErrorCode::UnreleasedInstanceId; // its former process has not said that it goes
    }
    replaceStatic(next, std::string(known->id), request.memberId);
    return ErrorCode::None;
}

/// The member has the same place under a new id, and goes on from there (Kafka: replaceMember).
void ConsumerGroup::replaceStatic(
    ConsumerGroupState& next, const std::string& oldId, const std::string& newId) const
{
    auto member = next.members.extract(oldId);
    member.key() = newId;
    member.mapped().id = newId;
    member.mapped().epoch = kJoins;
    member.mapped().previousEpoch = kJoins;
    member.mapped().progress = event::MemberProgress::Stable;
    next.members.insert(std::move(member));
    if (auto target = next.target.extract(oldId)) {
        target.key() = newId;
        next.target.insert(std::move(target));
    }
}

void ConsumerGroup::advance(ConsumerGroupState& next, const std::string& memberId,
    const std::optional<Partitions>& owned) const
{
    Member& member = next.members.at(memberId);
    // A static member that comes back changes nothing, unless its topics do.
    const Member* const before = formerly(member);
    auto sizes = subscribedTopicSizes(next, m_world);
    const bool bumps = before == nullptr || before->topics != member.topics || sizes != next.topics;
    next.topics = std::move(sizes);
    if (bumps) {
        next.epoch = Generation(next.epoch.value() + 1);
    }
    if (next.epoch > next.targetEpoch) {
        updateTarget(next, m_world);
    }
    member = reconciled(next, member, owned);
}

// --- leaving -------------------------------------------------------------------------------------

void ConsumerGroup::remove(ConsumerGroupState& next, const std::string& memberId) const
{
    next.members.erase(memberId);
    next.target.erase(memberId);
    next.topics = subscribedTopicSizes(next, m_world);
    next.epoch = Generation(next.epoch.value() + 1);
}

void ConsumerGroup::leave(const Request& request, EventId id)
{
    const Member* const leaving = request.groupInstanceId
        ? m_state.staticMember(*request.groupInstanceId)
        : m_state.member(request.memberId);
    if (leaving == nullptr) {
        answer(id, refusal(ErrorCode::UnknownMemberId));
        return;
    }
    if (request.groupInstanceId && leaving->id != request.memberId) {
        answer(id, refusal(ErrorCode::FencedInstanceId));
        return;
    }
    ConsumerGroupState next = m_state;
    protocol::ConsumerGroupHeartbeatResponse response;
    response.memberId = leaving->id;
    response.memberEpoch = request.memberEpoch;
    const Cause cause{
        leaving->id, leaving->client, event::RebalanceReason::MemberLeft, request.reason};
    if (request.memberEpoch == kLeavesForAWhile) {
        Member& member = next.members.at(leaving->id);
        member.previousEpoch = std::exchange(member.epoch, kLeavesForAWhile);
        member.progress = event::MemberProgress::Stable;
        member.pendingRevocation.clear();
    } else {
        remove(next, leaving->id);
    }
    become(std::move(next), cause, id, std::move(response));
}

void ConsumerGroup::fence(const std::string& memberId, GroupTimer timer, event::MemberEnd end,
    event::RebalanceReason reason)
{
    const Member* const member = m_state.member(memberId);
    if (member == nullptr) {
        return;
    }
    ConsumerGroupState next = m_state;
    remove(next, memberId);
    if (!become(std::move(next), {memberId, member->client, reason, end}, kNoEvent,
            protocol::ConsumerGroupHeartbeatResponse{})) {
        m_host.startTimer(m_id, timer, memberId, kFenceRetry);
    }
}

void ConsumerGroup::timeUp(GroupTimer timer, const std::string& memberId)
{
    using event::MemberEnd;
    using event::RebalanceReason;
    switch (timer) {
    case GroupTimer::Session:
        fence(memberId, timer, MemberEnd::SessionExpired, RebalanceReason::SessionExpired);
        break;
    case GroupTimer::Revocation:
        fence(memberId, timer, MemberEnd::Fenced, RebalanceReason::MemberFenced);
        break;
    case GroupTimer::Join:
        fence(memberId, timer, MemberEnd::RebalanceExpired, RebalanceReason::MemberFenced);
        break;
    case GroupTimer::Sync:
        fence(memberId, timer, MemberEnd::SyncExpired, RebalanceReason::SyncExpired);
        break;
    }
}

// --- commits -------------------------------------------------------------------------------------

event::ErrorCode ConsumerGroup::checkCommit(const protocol::OffsetCommitRequest& request) const
{
    if (request.generation < Generation(0) && isEmpty()) {
        return ErrorCode::None; // of an admin, or a consumer without group management
    }
    const Member* const member = m_state.member(request.memberId);
    if (member == nullptr) {
        return ErrorCode::UnknownMemberId;
    }
    if (request.generation != member->epoch) {
        return member->classic ? ErrorCode::IllegalGeneration : ErrorCode::StaleMemberEpoch;
    }
    return ErrorCode::None;
}

event::ErrorCode ConsumerGroup::checkFetch(const protocol::OffsetFetchRequest& request) const
{
    if (request.memberId.empty() && request.memberEpoch < Generation(0)) {
        return ErrorCode::None;
    }
    const Member* const member = m_state.member(request.memberId);
    if (member == nullptr) {
        return ErrorCode::UnknownMemberId;
    }
    return request.memberEpoch == member->epoch ? ErrorCode::None : ErrorCode::StaleMemberEpoch;
}

// --- its life on this coordinator ----------------------------------------------------------------

void ConsumerGroup::replay(const protocol::ConsumerGroupKey& key, std::optional<ByteView> value)
{
    broker::replay(m_state, key, value, m_world);
}

void ConsumerGroup::takeOver()
{
    tellState();
    startClocks();
}

void ConsumerGroup::convertFrom(ConsumerGroupState state)
{
    m_state = std::move(state);
    m_conversion = recordsBetween(m_id, {}, m_state, m_world);
    m_conversion.insert(
        m_conversion.begin(), {protocol::encode(protocol::GroupKey{m_id}), std::nullopt});
}

void ConsumerGroup::startClocks()
{
    for (const auto& [id, member] : m_state.members) {
        watch(id, {});
    }
}

/// Has clocks run for the member after it was heard of.
void ConsumerGroup::watch(const std::string& memberId, const ConsumerGroupState& before)
{
    const Member* const member = m_state.member(memberId);
    if (member == nullptr) {
        for (const GroupTimer timer :
            {GroupTimer::Session, GroupTimer::Revocation, GroupTimer::Join, GroupTimer::Sync}) {
            m_host.stopTimer(m_id, timer, memberId);
        }
        return;
    }
    m_host.startTimer(m_id, GroupTimer::Session, memberId,
        member->classic ? member->classic->sessionTimeout
                        : m_world.config.groups.consumerSessionTimeout);
    const Member* const known = before.member(memberId);
    if (member->classic || member->progress != event::MemberProgress::UnrevokedPartitions) {
        m_host.stopTimer(m_id, GroupTimer::Revocation, memberId);
    } else if (known == nullptr || !known->isAsFar(*member)) {
        m_host.startTimer(m_id, GroupTimer::Revocation, memberId, member->rebalanceTimeout);
    }
}

bool ConsumerGroup::become(
    ConsumerGroupState next, const Cause& cause, EventId request, protocol::Value response)
{
    std::vector<GroupRecord> records = recordsBetween(m_id, m_state, next, m_world);
    records.insert(records.begin(), m_conversion.begin(), m_conversion.end());
    if (records.empty()) {
        answer(request, std::move(response));
    } else if (!m_host.append(m_id, records, eventsBetween(m_state, next, cause), request,
                   std::move(response))) {
        return false;
    }
    m_conversion.clear();
    const ConsumerGroupState before = std::exchange(m_state, std::move(next));
    for (const auto& [id, member] : before.members) {
        if (!m_state.members.contains(id)) {
            watch(id, before);
        }
    }
    if (m_state.member(cause.member) != nullptr) {
        watch(cause.member, before);
    }
    return true;
}

} // namespace brokerscope::broker
