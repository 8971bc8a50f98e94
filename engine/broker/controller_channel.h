#pragma once

#include "engine/broker/config.h"
#include "engine/protocol/messages.h"
#include "engine/protocol/request_channel.h"
#include "engine/sim/node.h"

namespace brokerscope::broker {

/// Which controller a broker takes for the active one, and whether it may be asked just now (Kafka:
/// NodeToControllerChannelManager with RaftControllerNodeProvider). The leader of the quorum is
/// known from the answers to fetches of the metadata log. What it cannot send now the broker offers
/// again after every event. `topology` and `channel` must outlive it.
class ControllerChannel {
public:
    ControllerChannel(const Topology& topology, protocol::RequestChannel& channel);

    /// What an answer said of the quorum. Older news than it has change nothing.
    void learn(NodeId leader, LeaderEpoch epoch);
    /// Whom to fetch the metadata log from: the leader, or as long as none is known another voter
    /// with each call.
    [[nodiscard]] NodeId nextToFetchFrom();
    /// Fetches from this controller fail: it leads no more, for all that is known.
    void forget(NodeId controller);
    [[nodiscard]] LeaderEpoch epoch() const { return m_epoch; }

    [[nodiscard]] bool isReady() const { return m_leader != kNoNode && !m_isWaiting; }
    /// Sends to the active controller. Must be ready.
    EventId send(sim::Context& context, protocol::Value value, Duration timeout);
    /// A request got no answer or NOT_CONTROLLER: not ready for a moment.
    void failed(sim::Context& context);
    void answered() { m_failures = 0; }
    void retryTimerUp() { m_isWaiting = false; }

private:
    const Topology& m_topology;
    protocol::RequestChannel& m_channel;
    NodeId m_leader = kNoNode;
    LeaderEpoch m_epoch{0};
    std::size_t m_next = 0; ///< of the voters
    bool m_isWaiting = false;
    int m_failures = 0; ///< in a row
};

} // namespace brokerscope::broker
