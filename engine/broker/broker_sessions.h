#pragma once

#include "engine/broker/config.h"
#include "engine/protocol/metadata.h"
#include "engine/sim/node.h"

#include <vector>

namespace brokerscope::broker {

/// When the active controller last heard of each broker (Kafka: BrokerHeartbeatManager). In its
/// memory only: a new active controller gives every broker the whole timeout again. A session that
/// ends is told by a timer of ControllerTimer::SessionCheck. `config` must outlive it.
class BrokerSessions {
public:
    BrokerSessions(const BrokerConfig& config, std::uint16_t brokers);

    /// The controller is active from now on: every broker that is not fenced has a session.
    void begin(sim::Context& context, const protocol::MetadataImage& image);
    /// It is active no longer.
    void end(sim::Context& context);

    /// The broker was heard of; `applied` is the end of the metadata that it acts on.
    void touch(sim::Context& context, NodeId broker, MetadataOffset applied);
    /// The broker entered controlled shutdown by the records before `end`.
    void leaves(NodeId broker, MetadataOffset end);
    /// Whether every active broker has applied what made the broker leave, so that none of them
    /// takes it for a leader any more.
    [[nodiscard]] bool isLeavingKnown(NodeId broker, const protocol::MetadataImage& image) const;

private:
    struct Session {
        sim::TimerId timer = sim::kNoTimer;
        MetadataOffset applied;
        MetadataOffset leftAt;
    };
    [[nodiscard]] Session& of(NodeId broker) { return m_sessions.at(broker.value() - 1U); }

    const BrokerConfig& m_config;
    std::vector<Session> m_sessions; ///< by NodeId - 1
};

} // namespace brokerscope::broker
