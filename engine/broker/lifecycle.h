#pragma once

#include "engine/broker/config.h"
#include "engine/broker/controller_channel.h"
#include "engine/protocol/messages.h"

namespace brokerscope::broker {

/// A broker's standing with the controllers: registration, heartbeats, fenced or not, controlled
/// shutdown (Kafka: BrokerLifecycleManager).
class Lifecycle {
public:
    Lifecycle(const BrokerConfig& config, ControllerChannel& controllers);

    /// `isAfterCleanShutdown`: of the former life, as its disk says.
    void start(sim::Context& context, bool isAfterCleanShutdown);
    /// Sends what is due; to be called after everything that may have made the channel ready.
    void send(sim::Context& context, MetadataOffset applied);
    void registrationAnswered(
        sim::Context& context, const protocol::BrokerRegistrationResponse& response);
    void heartbeatAnswered(
        sim::Context& context, const protocol::BrokerHeartbeatResponse& response);
    /// A registration or heartbeat got no answer.
    void unanswered(event::Api api);
    void registrationTimerUp() { m_isRegistrationDue = true; }
    void heartbeatTimerUp() { m_isHeartbeatDue = m_isRegistered; }
    /// The metadata log was applied up to here: a broker that has just caught up says so at once.
    void metadataApplied(MetadataOffset applied);

    /// Asks the controller to be let go.
    void beginShutDown(sim::Context& context);
    void shutdownTimerUp(sim::Context& context);
    /// The controller has let it go, or nobody has answered for long enough.
    [[nodiscard]] bool mayShutDown() const { return m_mayShutDown; }

    [[nodiscard]] bool isRegistered() const { return m_isRegistered; }
    /// Whether the broker is registered and has applied its own registration.
    [[nodiscard]] bool hasCaughtUp() const { return m_hasCaughtUp; }
    [[nodiscard]] BrokerEpoch brokerEpoch() const { return m_brokerEpoch; }

private:
    void setHeartbeatTimer(sim::Context& context, Duration after);

    const BrokerConfig& m_config;
    ControllerChannel& m_controllers;
    std::uint64_t m_incarnation = 0;
    bool m_isAfterCleanShutdown = false;
    BrokerEpoch m_brokerEpoch{-1};
    bool m_isRegistered = false;
    bool m_hasCaughtUp = false;
    bool m_isRegistrationDue = false;
    bool m_isHeartbeatDue = false;
    bool m_isHeartbeatInFlight = false;
    int m_refusals = 0; ///< of the registration, in a row
    sim::TimerId m_heartbeatTimer = sim::kNoTimer;
    bool m_isShuttingDown = false;
    bool m_wasAsked = false; ///< the heartbeat on its way says that it wants to shut down
    bool m_wasAnswered = false; ///< a heartbeat that said so was, since the last look
    bool m_hasWaited = false; ///< for the first answer that did not let it go
    int m_silentTries = 0;
    bool m_mayShutDown = false;
};

} // namespace brokerscope::broker
