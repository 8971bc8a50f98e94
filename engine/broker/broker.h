#pragma once

#include "engine/broker/auto_topic_creation.h"
#include "engine/broker/controller_channel.h"
#include "engine/broker/forwarding.h"
#include "engine/broker/group_coordinator.h"
#include "engine/broker/lifecycle.h"
#include "engine/broker/log_manager.h"
#include "engine/broker/metadata_observer.h"
#include "engine/broker/replica_fetcher.h"
#include "engine/broker/replica_manager.h"
#include "engine/protocol/metadata.h"
#include "engine/protocol/request_channel.h"

#include <map>
#include <set>

namespace brokerscope::broker {

/// One life of a broker's process (Kafka: BrokerServer, KafkaApis): takes requests and timers, and
/// hands each to the part that it concerns. `config` and `topology` must outlive it.
class Broker final : public sim::Node {
public:
    Broker(NodeId self, const BrokerConfig& config, const Topology& topology);

    void start(sim::Context& context) override;
    void receive(sim::Context& context, sim::Message message) override;
    void timeUp(sim::Context& context, const sim::Timer& timer) override;
    void connectionLost(sim::Context& context, NodeId peer) override;
    void losingPower(sim::Context& context) override;
    /// Controlled shutdown: asks the controller to take the leaderships, then closes the logs.
    void shutDown(sim::Context& context) override;

    // For checks between steps.
    [[nodiscard]] const ReplicaManager& replicas() const { return m_replicas; }
    [[nodiscard]] const GroupCoordinator& groups() const { return m_groups; }
    [[nodiscard]] const protocol::MetadataImage& image() const { return m_observer.image(); }

private:
    void takeResponse(sim::Context& context, const sim::Message& response);
    void takeControllersResponse(
        sim::Context& context, EventId request, const sim::Message& response);
    void runTimer(sim::Context& context, const sim::Timer& timer);
    void requestFailed(sim::Context& context, const protocol::RequestChannel::InFlight& request);
    void isrUnanswered(EventId request);
    void registered(sim::Context& context, const protocol::BrokerRegistrationResponse& response);
    void applyMetadata(
        sim::Context& context, NodeId from, const protocol::MetadataLogFetchResponse& response);
    void publishFirst(sim::Context& context);
    void publish(sim::Context& context, const std::set<PartitionId>& partitions);
    void settle(sim::Context& context);
    void finishShutDown(sim::Context& context);

    // Requests (broker_requests.cpp).
    void takeRequest(sim::Context& context, sim::Message request);
    void unmute(sim::Context& context, NodeId client);
    void answerMetadata(sim::Context& context, const sim::Message& request);
    void answerInitProducerId(sim::Context& context, const sim::Message& request);

    NodeId m_self;
    const BrokerConfig& m_config;
    protocol::RequestChannel m_channel;
    ControllerChannel m_controllers;
    MetadataObserver m_observer;
    ReplicaManager m_replicas;
    LogManager m_logs;
    ReplicaFetcher m_fetcher;
    Lifecycle m_lifecycle;
    Forwarding m_forwarding;
    AutoTopicCreation m_topicCreation;
    GroupCoordinator m_groups;
    std::map<EventId, protocol::AlterPartitionRequest> m_isrRequests; ///< on their way
    std::int64_t m_producerIdsGiven = 0;
    bool m_hasPublished = false; ///< the metadata has been acted on
    bool m_isShuttingDown = false;
};

} // namespace brokerscope::broker
