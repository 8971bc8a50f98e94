#include "engine/broker/lifecycle.h"

#include "engine/broker/timers.h"

#include <algorithm>

namespace brokerscope::broker {

namespace {

constexpr Duration kFirstRegistrationBackoff = milliseconds(100);

} // namespace

Lifecycle::Lifecycle(
    const BrokerConfig& config, NodeId controller, protocol::RequestChannel& channel)
    : m_config(config)
    , m_controller(controller)
    , m_channel(channel)
{
}

void Lifecycle::start(sim::Context& context)
{
    m_incarnation = context.random().next();
    sendRegistration(context);
}

void Lifecycle::sendRegistration(sim::Context& context)
{
    m_isRegistered = false;
    m_hasReportedCatchUp = false;
    m_channel.send(context, m_controller, protocol::BrokerRegistrationRequest{m_incarnation},
        m_config.sessionTimeout);
}

void Lifecycle::registrationAnswered(sim::Context& context,
    const protocol::BrokerRegistrationResponse& response, MetadataOffset applied)
{
    if (response.error != event::ErrorCode::None) {
        retryRegistration(context);
        return;
    }
    m_failures = 0;
    m_isRegistered = true;
    m_brokerEpoch = response.brokerEpoch;
    metadataApplied(context, applied);
    if (!m_hasReportedCatchUp) {
        sendHeartbeat(context, applied);
    }
}

void Lifecycle::retryRegistration(sim::Context& context)
{
    const Duration backoff
        = std::min(kFirstRegistrationBackoff * (std::int64_t{1} << std::min(m_failures, 10)),
            m_config.sessionTimeout);
    ++m_failures;
    context.setTimer(backoff, kindOf(BrokerTimer::Registration));
}

void Lifecycle::metadataApplied(sim::Context& context, MetadataOffset applied)
{
    // The broker epoch is the offset of the registration's own record.
    const bool caughtUp = m_isRegistered && applied.value() > m_brokerEpoch.value();
    if (caughtUp && !m_hasReportedCatchUp) {
        m_hasReportedCatchUp = true;
        sendHeartbeat(context, applied);
    }
}

void Lifecycle::sendHeartbeat(sim::Context& context, MetadataOffset applied)
{
    context.cancelTimer(m_heartbeatTimer);
    m_heartbeatTimer = context.setTimer(m_config.heartbeatInterval, kindOf(BrokerTimer::Heartbeat));
    m_isHeartbeatInFlight = true;
    m_channel.send(context, m_controller, protocol::BrokerHeartbeatRequest{m_brokerEpoch, applied},
        m_config.sessionTimeout);
}

void Lifecycle::heartbeatTimerUp(sim::Context& context, MetadataOffset applied)
{
    if (!m_isRegistered) {
        return;
    }
    if (m_isHeartbeatInFlight) {
        m_heartbeatTimer
            = context.setTimer(m_config.heartbeatInterval, kindOf(BrokerTimer::Heartbeat));
        return;
    }
    sendHeartbeat(context, applied);
}

void Lifecycle::heartbeatAnswered(
    sim::Context& context, const protocol::BrokerHeartbeatResponse& response)
{
    m_isHeartbeatInFlight = false;
    if (response.error == event::ErrorCode::StaleBrokerEpoch && m_isRegistered) {
        sendRegistration(context);
    }
}

void Lifecycle::failed(sim::Context& context, event::Api api)
{
    if (api == event::Api::BrokerRegistration) {
        retryRegistration(context);
    } else {
        m_isHeartbeatInFlight = false;
    }
}

} // namespace brokerscope::broker
