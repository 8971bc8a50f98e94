#include "engine/client/group_member.h"

#include "engine/client/timers.h"

#include <algorithm>
#include <utility>

namespace brokerscope::client {

using event::ErrorCode;

GroupMember::GroupMember(const ConsumerConfig& config, CoordinatorLink& link, Host& host)
    : Membership(config, link)
    , m_host(host)
{
}

// --- joining -------------------------------------------------------------------------------------

void GroupMember::poll(sim::Context& context)
{
    if (m_joined) {
        takeJoin(context, *std::exchange(m_joined, std::nullopt));
    }
    if (m_synced) {
        takeSync(context, *std::exchange(m_synced, std::nullopt));
    }
    if (m_toLead && m_request == kNoEvent) {
        sendSync(context);
    }
    const bool isToJoin = m_needsRejoin && !isRebalancing();
    if (!isToJoin || !link().ensure(context) || context.now() < m_restsUntil) {
        return;
    }
    if (m_needsPrepare) {
        if (!m_host.prepareJoin(context)) {
            return;
        }
        m_needsPrepare = false;
    }
    sendJoin(context);
}

void GroupMember::sendJoin(sim::Context& context)
{
    protocol::JoinGroupRequest request;
    request.group = group().id;
    request.sessionTimeout = group().sessionTimeout;
    request.rebalanceTimeout = group().maxPollInterval;
    request.memberId = memberId();
    request.groupInstanceId = group().instanceId;
    request.clientId = group().clientId;
    request.protocols = m_host.protocols();
    stopHeartbeats(context);
    m_state = State::Preparing;
    // Kafka gives the coordinator five seconds more than the rebalance may take.
    const Duration timeout
        = std::max(config().requestTimeout, group().maxPollInterval + seconds(5));
    m_request = link().send(context, std::move(request), timeout);
}

void GroupMember::takeJoin(sim::Context& context, const protocol::JoinGroupResponse& response)
{
    if (m_state != State::Preparing) {
        return; // it has left meanwhile
    }
    if (response.error != ErrorCode::None) {
        m_state = State::Unjoined;
        refusedJoin(context, response);
        return;
    }
    m_failures = 0;
    setGeneration(response.generation);
    setMemberId(response.memberId);
    m_protocol = response.protocol;
    m_state = State::Completing;
    startHeartbeats(context);
    m_toLead = response;
    sendSync(context);
}

void GroupMember::refusedJoin(sim::Context& context, const protocol::JoinGroupResponse& response)
{
    switch (response.error) {
    case ErrorCode::MemberIdRequired:
        setMemberId(response.memberId);
        break;
    case ErrorCode::UnknownMemberId:
        reset(true);
        break;
    case ErrorCode::IllegalGeneration:
        reset(false);
        break;
    case ErrorCode::RebalanceInProgress:
        break;
    default:
        if (!event::isRetriable(response.error)) {
            m_needsRejoin = false;
            m_host.refused(context, response.error);
            return;
        }
        if (CoordinatorLink::isGone(response.error)) {
            link().markUnknown(context);
        }
        rest(context);
        break;
    }
}

void GroupMember::sendSync(sim::Context& context)
{
    protocol::SyncGroupRequest request;
    request.group = group().id;
    request.generation = generation();
    request.memberId = memberId();
    request.groupInstanceId = group().instanceId;
    request.protocol = m_protocol;
    if (m_toLead->leader == memberId()) {
        auto assignments = m_host.assign(context, *m_toLead);
        if (!assignments) {
            return; // it lacks metadata, or the assignor has failed
        }
        // A static leader that came back only watches the partitions from now on (KIP-814).
        if (!m_toLead->skipAssignment) {
            request.assignments = std::move(*assignments);
        }
    }
    m_toLead.reset();
    m_request = link().send(context, std::move(request),
        std::max(config().requestTimeout, group().maxPollInterval + seconds(5)));
    if (m_request == kNoEvent) { // the coordinator was lost between the two requests
        m_state = State::Unjoined;
        stopHeartbeats(context);
    }
}

void GroupMember::takeSync(sim::Context& context, const protocol::SyncGroupResponse& response)
{
    if (m_state != State::Completing) {
        return;
    }
    if (response.error == ErrorCode::None) {
        m_state = State::Stable;
        m_needsRejoin = false;
        m_needsPrepare = true;
        m_host.joined(context, response.assignment);
        return;
    }
    m_state = State::Unjoined;
    stopHeartbeats(context);
    if (response.error == ErrorCode::UnknownMemberId) {
        reset(true);
    } else if (response.error == ErrorCode::IllegalGeneration) {
        reset(false);
    } else if (CoordinatorLink::isGone(response.error)) {
        link().markUnknown(context);
    } else if (response.error != ErrorCode::RebalanceInProgress
        && !event::isRetriable(response.error)) {
        m_needsRejoin = false;
        m_host.refused(context, response.error);
    }
}

void GroupMember::rest(sim::Context& context)
{
    const Duration backoff = config().backoff.after(m_failures++, context.random());
    m_restsUntil = context.now() + backoff;
    context.setTimer(backoff, kindOf(ClientTimer::GroupRetry));
}

void GroupMember::reset(bool forgetsMemberId)
{
    m_state = State::Unjoined;
    setGeneration(kNoGeneration);
    m_needsRejoin = true;
    m_request = kNoEvent;
    m_joined.reset();
    m_synced.reset();
    m_toLead.reset();
    if (forgetsMemberId) {
        setMemberId({});
    }
}

// --- answers -------------------------------------------------------------------------------------

bool GroupMember::answered(sim::Context& context, EventId request, const protocol::Value& value)
{
    if (const auto* joined = std::get_if<protocol::JoinGroupResponse>(&value)) {
        if (request == m_request) {
            m_request = kNoEvent;
            m_joined = *joined;
        }
    } else if (const auto* synced = std::get_if<protocol::SyncGroupResponse>(&value)) {
        if (request == m_request) {
            m_request = kNoEvent;
            m_synced = *synced;
        }
    } else if (const auto* heartbeat = std::get_if<protocol::HeartbeatResponse>(&value)) {
        if (request == m_heartbeat) {
            m_heartbeat = kNoEvent;
            takeHeartbeat(context, heartbeat->error);
        }
    } else {
        return std::holds_alternative<protocol::LeaveGroupResponse>(value);
    }
    return true;
}

void GroupMember::failed(sim::Context& context, EventId request)
{
    if (request == m_request) {
        m_request = kNoEvent;
        m_state = State::Unjoined;
        m_toLead.reset();
        stopHeartbeats(context);
        rest(context);
    } else if (request == m_heartbeat) {
        m_heartbeat = kNoEvent;
        scheduleHeartbeat(context, config().backoff.after(0, context.random()));
    }
}

// --- heartbeats ----------------------------------------------------------------------------------

void GroupMember::startHeartbeats(sim::Context& context)
{
    m_lastHeard = context.now();
    scheduleHeartbeat(context, group().heartbeatInterval);
}

void GroupMember::stopHeartbeats(sim::Context& context)
{
    cancelHeartbeat(context);
    m_heartbeat = kNoEvent;
}

void GroupMember::heartbeatDue(sim::Context& context)
{
    if (m_state != State::Stable && m_state != State::Completing) {
        return;
    }
    if (context.now() - m_lastHeard > group().sessionTimeout) {
        m_lastHeard = context.now();
        link().markUnknown(context); // it does not answer: somebody else may by now
    }
    if (!link().ensure(context) || m_heartbeat != kNoEvent) {
        scheduleHeartbeat(context, config().backoff.after(0, context.random()));
        return;
    }
    m_heartbeat = link().send(context,
        protocol::HeartbeatRequest{group().id, generation(), memberId(), group().instanceId},
        config().requestTimeout);
    scheduleHeartbeat(context, group().heartbeatInterval);
}

void GroupMember::takeHeartbeat(sim::Context& context, ErrorCode error)
{
    m_lastHeard = context.now();
    switch (error) {
    case ErrorCode::None:
        break;
    case ErrorCode::RebalanceInProgress:
        m_needsRejoin = m_needsRejoin || m_state == State::Stable;
        break;
    case ErrorCode::IllegalGeneration:
    case ErrorCode::UnknownMemberId:
        stopHeartbeats(context);
        reset(error == ErrorCode::UnknownMemberId);
        break;
    case ErrorCode::FencedInstanceId:
        stopHeartbeats(context);
        reset(true);
        m_needsRejoin = false;
        m_host.refused(context, error);
        break;
    default:
        if (CoordinatorLink::isGone(error)) {
            link().markUnknown(context);
        }
        scheduleHeartbeat(context, config().backoff.after(0, context.random()));
        break;
    }
}

void GroupMember::fenced(sim::Context& context, Generation askedWith, ErrorCode error)
{
    if (askedWith != generation() || m_state != State::Stable) {
        return; // it was about an older membership
    }
    if (error == ErrorCode::RebalanceInProgress) {
        m_needsRejoin = true;
    } else if (error == ErrorCode::FencedInstanceId) {
        stopHeartbeats(context);
        reset(true);
        m_needsRejoin = false;
        m_host.refused(context, error);
    } else {
        stopHeartbeats(context);
        reset(error == ErrorCode::UnknownMemberId);
    }
}

event::ErrorCode GroupMember::commitObstacle() const
{
    if (m_state == State::Stable) {
        return ErrorCode::None;
    }
    // Kafka: RebalanceInProgressException, and CommitFailedException.
    return isRebalancing() ? ErrorCode::RebalanceInProgress : ErrorCode::UnknownMemberId;
}

void GroupMember::assignmentTaken(sim::Context& /*context*/, bool hasRevoked)
{
    m_needsRejoin = m_needsRejoin || hasRevoked; // so that others get what it gave up
}

// --- leaving -------------------------------------------------------------------------------------

EventId GroupMember::leave(sim::Context& context, event::MemberEnd reason)
{
    EventId request = kNoEvent;
    const bool isDynamic = !group().instanceId;
    if (isDynamic && m_state != State::Unjoined && !memberId().empty()) {
        request
            = link().send(context, protocol::LeaveGroupRequest{group().id, memberId(), {}, reason},
                config().requestTimeout);
    }
    stopHeartbeats(context);
    reset(true);
    return request;
}

} // namespace brokerscope::client
