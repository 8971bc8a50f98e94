#include "engine/client/reconciling_member.h"

#include "engine/client/timers.h"

#include <algorithm>
#include <utility>

namespace brokerscope::client {

using event::ErrorCode;

namespace {

constexpr Generation kJoins{0};
constexpr Generation kLeaves{-1};
constexpr Generation kLeavesForAWhile{-2}; // a static member

} // namespace

ReconcilingMember::ReconcilingMember(
    const ConsumerConfig& config, CoordinatorLink& link, Host& host)
    : Membership(config, link)
    , m_host(host)
{
}

event::ErrorCode ReconcilingMember::commitObstacle() const
{
    return isIn() ? ErrorCode::None : ErrorCode::UnknownMemberId; // Kafka: CommitFailedException
}

// --- in poll() -----------------------------------------------------------------------------------

void ReconcilingMember::poll(sim::Context& context)
{
    switch (m_state) {
    case State::Fenced:
        m_host.lost(context);
        [[fallthrough]];
    case State::Unsubscribed:
        join(context);
        break;
    case State::Reconciling:
        if (!std::exchange(m_isReconciling, true)) {
            m_host.reconcile(context, *m_target);
        }
        break;
    case State::Joining:
    case State::Stable:
        if (m_host.subscribedTopics() != m_saidTopics) {
            beat(context);
        }
        break;
    case State::Acknowledging:
    case State::Fatal:
        break;
    }
}

void ReconcilingMember::join(sim::Context& context)
{
    if (memberId().empty()) {
        // Since KIP-1082 members make up their ids; where Kafka takes a random UUID, ours tells
        // whose it is.
        setMemberId(group().clientId + "-" + std::to_string(context.random().below(1U << 30U)));
    }
    setGeneration(kJoins);
    m_state = State::Joining;
    m_sendsAll = true;
    beat(context);
}

void ReconcilingMember::assignmentTaken(sim::Context& context, bool /*hasRevoked*/)
{
    m_isReconciling = false;
    if (m_state == State::Reconciling) {
        m_state = State::Acknowledging;
        beat(context);
    }
}

// --- heartbeats ----------------------------------------------------------------------------------

void ReconcilingMember::heartbeatDue(sim::Context& context)
{
    beat(context);
}

void ReconcilingMember::beat(sim::Context& context)
{
    if (m_state == State::Unsubscribed || m_state == State::Fenced || m_state == State::Fatal) {
        return;
    }
    if (m_heartbeat != kNoEvent) {
        m_isDue = true;
        return;
    }
    if (!link().ensure(context)) {
        scheduleHeartbeat(context, config().backoff.after(0, context.random()));
        return;
    }
    const bool all = std::exchange(m_sendsAll, false) || generation() == kJoins;
    protocol::ConsumerGroupHeartbeatRequest request;
    request.group = group().id;
    request.memberId = memberId();
    request.memberEpoch = generation();
    request.groupInstanceId = group().instanceId;
    request.clientId = group().clientId;
    std::vector<std::string> topics = m_host.subscribedTopics();
    std::vector<PartitionId> owned
        = generation() == kJoins ? std::vector<PartitionId>() : m_host.ownedPartitions();
    if (all) {
        request.rack = config().clientRack;
        request.rebalanceTimeout = group().maxPollInterval;
        if (!group().remoteAssignor.empty()) {
            request.serverAssignor = group().remoteAssignor;
        }
    }
    if (all || topics != m_saidTopics) {
        request.topics = topics;
    }
    if (all || owned != m_saidOwned) {
        request.owned = owned;
    }
    m_saidTopics = std::move(topics);
    m_saidOwned = std::move(owned);
    if (m_state == State::Acknowledging) {
        m_state = m_target == m_saidOwned ? State::Stable : State::Reconciling;
    }
    m_isDue = false;
    m_heartbeat = link().send(context, std::move(request), config().requestTimeout);
    if (m_interval > Duration()) {
        scheduleHeartbeat(context, m_interval);
    }
}

void ReconcilingMember::take(
    sim::Context& context, const protocol::ConsumerGroupHeartbeatResponse& response)
{
    m_failures = 0;
    if (m_state == State::Unsubscribed || m_state == State::Fenced) {
        return; // it has left meanwhile
    }
    setGeneration(response.memberEpoch);
    setMemberId(response.memberId);
    if (std::exchange(m_interval, response.heartbeatInterval) != response.heartbeatInterval) {
        scheduleHeartbeat(context, m_interval);
    }
    if (response.assignment) {
        m_target = response.assignment;
        std::sort(m_target->begin(), m_target->end());
    }
    const bool isThere = m_target == m_host.ownedPartitions();
    if (response.assignment && (m_state == State::Joining || m_state == State::Stable)) {
        m_state = isThere ? State::Stable : State::Reconciling;
    }
    if (m_isDue) {
        beat(context);
    }
}

void ReconcilingMember::refuse(sim::Context& context, ErrorCode error)
{
    m_sendsAll = true;
    switch (error) {
    case ErrorCode::FencedMemberEpoch:
    case ErrorCode::UnknownMemberId:
        reset(context, State::Fenced);
        break;
    case ErrorCode::NotCoordinator:
    case ErrorCode::CoordinatorNotAvailable:
        link().markUnknown(context);
        retry(context);
        break;
    case ErrorCode::CoordinatorLoadInProgress:
    case ErrorCode::RequestTimedOut:
        retry(context);
        break;
    default:
        reset(context, State::Fatal);
        m_host.refused(context, error);
        break;
    }
}

void ReconcilingMember::retry(sim::Context& context)
{
    scheduleHeartbeat(context, config().backoff.after(m_failures++, context.random()));
}

bool ReconcilingMember::answered(
    sim::Context& context, EventId request, const protocol::Value& value)
{
    const auto* const response = std::get_if<protocol::ConsumerGroupHeartbeatResponse>(&value);
    if (response == nullptr || request != m_heartbeat) {
        return response != nullptr;
    }
    m_heartbeat = kNoEvent;
    if (response->error == ErrorCode::None) {
        take(context, *response);
    } else {
        refuse(context, response->error);
    }
    return true;
}

void ReconcilingMember::failed(sim::Context& context, EventId request)
{
    if (request == m_heartbeat) {
        m_heartbeat = kNoEvent;
        m_sendsAll = true;
        retry(context);
    }
}

// --- leaving -------------------------------------------------------------------------------------

void ReconcilingMember::fenced(sim::Context& context, Generation /*askedWith*/, ErrorCode error)
{
    // All else it hears of in the answer to a heartbeat.
    if (error == ErrorCode::FencedInstanceId) {
        reset(context, State::Fatal);
        m_host.refused(context, error);
    }
}

void ReconcilingMember::reset(sim::Context& context, State state)
{
    m_state = state;
    setGeneration(kNoGeneration);
    m_target.reset();
    m_isReconciling = false;
    m_sendsAll = true;
    m_isDue = false;
    m_heartbeat = kNoEvent;
    m_interval = {};
    cancelHeartbeat(context);
}

EventId ReconcilingMember::leave(sim::Context& context, event::MemberEnd reason)
{
    EventId request = kNoEvent;
    if (isIn()) {
        protocol::ConsumerGroupHeartbeatRequest leaving;
        leaving.group = group().id;
        leaving.memberId = memberId();
        leaving.memberEpoch = group().instanceId ? kLeavesForAWhile : kLeaves;
        leaving.groupInstanceId = group().instanceId;
        leaving.clientId = group().clientId;
        leaving.reason = reason;
        request = link().send(context, std::move(leaving), config().requestTimeout);
    }
    const bool isStale = reason == event::MemberEnd::PollExpired;
    reset(context, isStale ? State::Fenced : State::Unsubscribed);
    return request;
}

} // namespace brokerscope::client
