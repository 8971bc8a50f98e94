#include "engine/broker/lifecycle.h"

#include "engine/broker/timers.h"

#include <algorithm>
#include <utility>

namespace brokerscope::broker {

using event::ErrorCode;

namespace {

constexpr Duration kFirstRegistrationBackoff = milliseconds(100);

/// After the first answer to a broker that wants to shut down it asks again soon (Kafka:
/// BrokerLifecycleManager).
constexpr Duration kFirstShutdownWait = milliseconds(50);

/// How often and how long a broker that shuts down waits for a controller that does not answer
/// (controlled.shutdown.max.retries, controlled.shutdown.retry.backoff.ms).
constexpr int kShutdownTries = 3;
constexpr Duration kShutdownRetryBackoff = seconds(5);

} // namespace

Lifecycle::Lifecycle(const BrokerConfig& config, ControllerChannel& controllers)
    : m_config(config)
    , m_controllers(controllers)
{
}

void Lifecycle::start(sim::Context& context, bool isAfterCleanShutdown)
{
    m_incarnation = context.random().next();
    m_isAfterCleanShutdown = isAfterCleanShutdown;
    m_isRegistrationDue = true;
}

void Lifecycle::send(sim::Context& context, MetadataOffset applied)
{
    if (m_isRegistrationDue) {
        m_isRegistrationDue = false;
        m_controllers.send(context,
            protocol::BrokerRegistrationRequest{m_incarnation, m_isAfterCleanShutdown},
            m_config.sessionTimeout);
    }
    if (m_isHeartbeatDue && !m_isHeartbeatInFlight) {
        m_isHeartbeatDue = false;
        m_isHeartbeatInFlight = true;
        m_wasAsked = m_isShuttingDown;
        setHeartbeatTimer(context, m_config.heartbeatInterval);
        m_controllers.send(context,
            protocol::BrokerHeartbeatRequest{m_brokerEpoch, applied, m_isShuttingDown},
            m_config.sessionTimeout);
    }
}

void Lifecycle::setHeartbeatTimer(sim::Context& context, Duration after)
{
    context.cancelTimer(m_heartbeatTimer);
    m_heartbeatTimer = context.setTimer(after, kindOf(BrokerTimer::Heartbeat));
}

void Lifecycle::registrationAnswered(
    sim::Context& context, const protocol::BrokerRegistrationResponse& response)
{
    if (response.error == ErrorCode::NotController) {
        m_isRegistrationDue = true;
        return;
    }
    if (response.error != ErrorCode::None) {
        const Duration backoff
            = std::min(kFirstRegistrationBackoff * (std::int64_t{1} << std::min(m_refusals, 10)),
                m_config.sessionTimeout);
        ++m_refusals;
        context.setTimer(backoff, kindOf(BrokerTimer::Registration));
        return;
    }
    m_refusals = 0;
    m_isRegistered = true;
    m_brokerEpoch = response.brokerEpoch;
    m_isHeartbeatDue = true;
}

void Lifecycle::metadataApplied(MetadataOffset applied)
{
    // The broker epoch is the offset of the registration's own record.
    const bool caughtUp = m_isRegistered && applied.value() > m_brokerEpoch.value();
    if (caughtUp && !m_hasCaughtUp) {
        m_hasCaughtUp = true;
        m_isHeartbeatDue = true;
    }
}

void Lifecycle::heartbeatAnswered(
    sim::Context& context, const protocol::BrokerHeartbeatResponse& response)
{
    m_isHeartbeatInFlight = false;
    if (response.error == ErrorCode::NotController) {
        m_isHeartbeatDue = true;
        return;
    }
    if (response.error == ErrorCode::StaleBrokerEpoch && m_isRegistered) {
        m_isRegistered = false;
        m_hasCaughtUp = false;
        m_isRegistrationDue = true;
        m_isHeartbeatDue = false;
    }
    if (!m_isShuttingDown || response.error != ErrorCode::None) {
        return;
    }
    m_wasAnswered = true;
    if (!m_wasAsked) {
        m_isHeartbeatDue = true;
    } else if (response.shouldShutDown) {
        m_mayShutDown = true;
    } else if (!m_hasWaited) {
        m_hasWaited = true;
        setHeartbeatTimer(context, kFirstShutdownWait);
    }
}

void Lifecycle::unanswered(event::Api api)
{
    if (api == event::Api::BrokerRegistration) {
        m_isRegistrationDue = true;
    } else {
        m_isHeartbeatInFlight = false;
        m_isHeartbeatDue = m_isRegistered;
    }
}

void Lifecycle::beginShutDown(sim::Context& context)
{
    m_isShuttingDown = true;
    m_isHeartbeatDue = m_isRegistered;
    m_mayShutDown = !m_isRegistered; // nobody counts on it
    context.setTimer(kShutdownRetryBackoff, kindOf(BrokerTimer::ShutdownRetry));
}

void Lifecycle::shutdownTimerUp(sim::Context& context)
{
    m_silentTries = std::exchange(m_wasAnswered, false) ? 0 : m_silentTries + 1;
    if (m_silentTries == kShutdownTries) {
        m_mayShutDown = true;
        return;
    }
    context.setTimer(kShutdownRetryBackoff, kindOf(BrokerTimer::ShutdownRetry));
}

} // namespace brokerscope::broker
