#pragma once

#include "engine/broker/broker_sessions.h"
#include "engine/broker/config.h"
#include "engine/broker/raft_node.h"
#include "engine/broker/replication_control.h"
#include "engine/protocol/messages.h"
#include "engine/protocol/metadata.h"
#include "engine/sim/node.h"

#include <deque>
#include <vector>

namespace brokerscope::broker {

/// How much of the metadata log the History has been told. Shared by all controllers of a run: the
/// History is no part of their world, and hears of each committed record once, from whoever was
/// the leader when it was committed.
struct ToldMetadata {
    MetadataOffset end;
};

/// One life of a controller (Kafka: ControllerServer, QuorumController). Every one of them votes
/// and keeps the metadata log; the leader of the quorum, once a record of its own epoch is
/// committed, is the active one: it answers brokers, watches their sessions, and has
/// ReplicationControl decide. What refers to something outside must outlive it.
class Controller final : public sim::Node {
public:
    Controller(NodeId self, const BrokerConfig& config, const Topology& topology,
        std::vector<TopicPlan> topics, ToldMetadata& told);

    void start(sim::Context& context) override;
    void receive(sim::Context& context, sim::Message message) override;
    void timeUp(sim::Context& context, const sim::Timer& timer) override;
    void connectionLost(sim::Context& context, NodeId peer) override;
    /// A leader hands over to the successor that knows most, and waits for it for a while.
    void shutDown(sim::Context& context) override;

    // For checks between steps.
    [[nodiscard]] bool isActive() const { return m_isActive; }
    /// With what the active controller has written and is not committed yet.
    [[nodiscard]] const protocol::MetadataImage& image() const
    {
        return m_isActive ? m_image : m_committed;
    }
    [[nodiscard]] const protocol::MetadataImage& committed() const { return m_committed; }
    [[nodiscard]] const RaftNode& raft() const { return m_raft; }

private:
    /// A record that this controller wrote as the active one.
    struct Written {
        protocol::MetadataRecord record;
        sim::Cause cause; ///< what made it write it
    };
    /// An answer that waits until everything before `end` is committed (Kafka: DeferredEventQueue).
    struct Deferred {
        MetadataOffset end;
        sim::Message request;
        protocol::Value answer;
        sim::Cause cause;
    };

    // Being active (controller.cpp).
    void settle(sim::Context& context);
    void claim(sim::Context& context);
    void renounce(sim::Context& context);
    void setTaskTimers(sim::Context& context);
    bool applyCommitted(sim::Context& context);
    bool applyFromLog(sim::Context& context);
    void applyOne(sim::Context& context, const protocol::MetadataRecord& record);
    void answerDeferred(sim::Context& context);
    void maybeExit(sim::Context& context);

    // Requests of brokers (controller_requests.cpp).
    void take(sim::Context& context, sim::Message request);
    void registerBroker(sim::Context& context, sim::Message request);
    void heartbeat(sim::Context& context, sim::Message request);
    [[nodiscard]] bool letGo(sim::Context& context, NodeId broker);
    void alterPartition(sim::Context& context, sim::Message request);
    void electLeaders(sim::Context& context, sim::Message request);
    void reassign(sim::Context& context, sim::Message request);
    void createPartitions(sim::Context& context, sim::Message request);
    void createTopic(sim::Context& context, sim::Message request);
    void write(sim::Context& context, const ReplicationControl::Records& records);
    void answer(sim::Context& context, sim::Message request, protocol::Value value);

    const BrokerConfig& m_config;
    std::vector<TopicPlan> m_topics;
    ToldMetadata& m_told;
    ReplicationControl m_control;
    RaftNode m_raft;
    BrokerSessions m_sessions;
    protocol::MetadataImage m_committed;
    protocol::MetadataImage m_image; ///< of the active controller
    bool m_isActive = false;
    bool m_isShuttingDown = false;
    std::deque<Written> m_written; ///< not committed yet, the first at m_committed.end()
    std::vector<Deferred> m_deferred;
    sim::TimerId m_imbalanceTimer = sim::kNoTimer;
    sim::TimerId m_uncleanTimer = sim::kNoTimer;
};

/// The answer of a controller that is not active, or not any more, to a request of this Api.
[[nodiscard]] protocol::Value notController(event::Api api);

} // namespace brokerscope::broker
