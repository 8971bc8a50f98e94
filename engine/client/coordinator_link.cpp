#include "engine/client/coordinator_link.h"

#include "engine/client/timers.h"

namespace brokerscope::client {

using event::ErrorCode;

CoordinatorLink::CoordinatorLink(const ConsumerConfig& config, const ClientMetadata& metadata)
    : m_config(config)
    , m_metadata(metadata)
    , m_channel(kindOf(ClientTimer::GroupRequestTimeout))
{
}

bool CoordinatorLink::ensure(sim::Context& context)
{
    if (m_coordinator != kNoNode) {
        return true;
    }
    if (!m_isLooking && context.now() >= m_restsUntil) {
        m_isLooking = true;
        m_channel.send(context, m_metadata.anyBroker(context, m_channel),
            protocol::FindCoordinatorRequest{m_config.group.id}, m_config.requestTimeout);
    }
    return false;
}

void CoordinatorLink::markUnknown(sim::Context& context)
{
    if (m_coordinator != kNoNode) {
        m_coordinator = kNoNode;
        context.emit(event::CoordinatorFound{kNoNode});
    }
}

EventId CoordinatorLink::send(sim::Context& context, protocol::Value value, Duration timeout)
{
    return m_coordinator == kNoNode
        ? kNoEvent
        : m_channel.send(context, m_coordinator, std::move(value), timeout);
}

ErrorCode CoordinatorLink::answered(
    sim::Context& context, const protocol::FindCoordinatorResponse& response)
{
    m_isLooking = false;
    if (response.error == ErrorCode::None) {
        m_failures = 0;
        m_coordinator = response.coordinator;
        context.emit(event::CoordinatorFound{m_coordinator});
        return ErrorCode::None;
    }
    if (event::isRetriable(response.error)) {
        rest(context);
        return ErrorCode::None;
    }
    return response.error;
}

void CoordinatorLink::failed(
    sim::Context& context, const protocol::RequestChannel::InFlight& request)
{
    if (request.api == event::Api::FindCoordinator) {
        m_isLooking = false;
        rest(context);
    } else if (request.to == m_coordinator) {
        markUnknown(context);
    }
}

void CoordinatorLink::rest(sim::Context& context)
{
    const Duration backoff = m_config.backoff.after(m_failures++, context.random());
    m_restsUntil = context.now() + backoff;
    context.setTimer(backoff, kindOf(ClientTimer::GroupRetry));
}

bool CoordinatorLink::isGone(ErrorCode error)
{
    return error == ErrorCode::CoordinatorNotAvailable || error == ErrorCode::NotCoordinator
        || error == ErrorCode::RequestTimedOut || error == ErrorCode::NetworkException;
}

} // namespace brokerscope::client
