#pragma once

#include "engine/broker/config.h"
#include "engine/protocol/messages.h"
#include "engine/protocol/request_channel.h"

namespace brokerscope::broker {

/// A broker's standing with the controller: registration, heartbeats, fenced or not (Kafka:
/// BrokerLifecycleManager).
class Lifecycle {
public:
    Lifecycle(const BrokerConfig& config, NodeId controller, protocol::RequestChannel& channel);

    void start(sim::Context& context);
    void registrationAnswered(sim::Context& context,
        const protocol::BrokerRegistrationResponse& response, MetadataOffset applied);
    void heartbeatAnswered(
        sim::Context& context, const protocol::BrokerHeartbeatResponse& response);
    /// A registration or heartbeat got no answer.
    void failed(sim::Context& context, event::Api api);
    void registrationTimerUp(sim::Context& context) { sendRegistration(context); }
    void heartbeatTimerUp(sim::Context& context, MetadataOffset applied);
    /// The metadata log was applied up to here: a broker that has just caught up says so at once.
    void metadataApplied(sim::Context& context, MetadataOffset applied);

    [[nodiscard]] bool isRegistered() const { return m_isRegistered; }
    /// Whether the broker is registered and has applied its own registration.
    [[nodiscard]] bool hasCaughtUp() const { return m_hasReportedCatchUp; }
    [[nodiscard]] BrokerEpoch brokerEpoch() const { return m_brokerEpoch; }

private:
    void sendRegistration(sim::Context& context);
    void sendHeartbeat(sim::Context& context, MetadataOffset applied);
    void retryRegistration(sim::Context& context);

    const BrokerConfig& m_config;
    NodeId m_controller;
    protocol::RequestChannel& m_channel;
    std::uint64_t m_incarnation = 0;
    BrokerEpoch m_brokerEpoch{-1};
    bool m_isRegistered = false;
    bool m_hasReportedCatchUp = false;
    bool m_isHeartbeatInFlight = false;
    int m_failures = 0;
    sim::TimerId m_heartbeatTimer = sim::kNoTimer;
};

} // namespace brokerscope::broker
