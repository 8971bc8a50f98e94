#pragma once

#include "engine/broker/config.h"
#include "engine/protocol/messages.h"
#include "engine/protocol/metadata.h"
#include "engine/sim/node.h"

#include <optional>
#include <vector>

namespace brokerscope::broker {

/// A topic that the controller creates as soon as every broker of the cluster has come up.
struct TopicPlan {
    PartitionId firstPartition;
    std::uint16_t partitions = 1;
    std::uint16_t replicationFactor = 1;
    /// By partition, in assignment order; empty: placed by the rule of StripedReplicaPlacer without
    /// racks.
    std::vector<std::vector<NodeId>> assignment;
    std::string name;
};

/// The active controller (Kafka: QuorumController): keeps the metadata log, watches the brokers'
/// sessions, elects leaders and decides about ISRs. One node without a quorum so far; its log is in
/// memory and it cannot fail.
class Controller final : public sim::Node {
public:
    Controller(const BrokerConfig& config, const Topology& topology, std::vector<TopicPlan> topics);

    void start(sim::Context& context) override;
    void receive(sim::Context& context, sim::Message message) override;
    void timeUp(sim::Context& context, const sim::Timer& timer) override;
    void connectionLost(sim::Context& context, NodeId peer) override;

    // For checks between steps.
    [[nodiscard]] const protocol::MetadataImage& image() const { return m_image; }

private:
    struct Session {
        std::uint64_t incarnation = 0;
        Timestamp lastHeartbeat;
        sim::TimerId timer = sim::kNoTimer;
    };
    struct WaitingFetch {
        sim::Message request;
        sim::TimerId timer = sim::kNoTimer;
    };

    void registerBroker(sim::Context& context, const sim::Message& request);
    void heartbeat(sim::Context& context, const sim::Message& request);
    void alterPartition(sim::Context& context, const sim::Message& request);
    [[nodiscard]] event::ErrorCode checkAlteration(
        NodeId broker, const protocol::AlterPartitionRequest& request) const;
    void fetchLog(sim::Context& context, sim::Message request);
    void answerLogFetch(sim::Context& context, const sim::Message& request) const;

    void touchSession(sim::Context& context, NodeId broker);
    void fence(sim::Context& context, NodeId broker);
    void unfence(sim::Context& context, NodeId broker);
    void createTopics(sim::Context& context);
    [[nodiscard]] std::vector<std::vector<NodeId>> place(
        sim::Context& context, const TopicPlan& plan) const;
    [[nodiscard]] NodeId firstEligible(const protocol::PartitionRegistration& registration) const;
    void elect(sim::Context& context, PartitionId id, protocol::PartitionRegistration registration,
        NodeId leader);
    void write(protocol::MetadataRecord record);
    void wakeLogFetches(sim::Context& context);

    const BrokerConfig& m_config;
    const Topology& m_topology;
    std::vector<TopicPlan> m_topics;
    bool m_topicsCreated = false;
    protocol::MetadataImage m_image;
    std::vector<protocol::MetadataRecord> m_log;
    std::vector<Session> m_sessions; ///< by NodeId - 1
    std::vector<WaitingFetch> m_waiting;
};

} // namespace brokerscope::broker
