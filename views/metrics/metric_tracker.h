#pragma once

#include "engine/history/history.h"
#include "views/metrics/metric_readings.h"
#include "views/metrics/producer_meters.h"
#include "views/metrics/replica_lags.h"

#include <map>
#include <utility>
#include <vector>

namespace brokerscope::views {

/// Follows the numbers behind Kafka's metrics from event to event. Those of brokers are for the
/// whole cluster, so a metric that each broker has is the sum over those that run.
class MetricTracker {
public:
    /// `history` must outlive it.
    explicit MetricTracker(const history::History& history);
    MetricTracker(const MetricTracker&) = delete;
    MetricTracker& operator=(const MetricTracker&) = delete;

    /// The history's events one after the other, from the first.
    void apply(const event::Event& event);

    /// After the last event. What has changed is what that changed.
    [[nodiscard]] const MetricReadings& readings() const { return m_readings; }

    void operator()(const event::NodeStarted&);
    void operator()(const event::NodeStopped&);
    void operator()(const event::MessageSent& e);
    void operator()(const event::MessageReceived& e);
    void operator()(const event::RequestParked& e);
    void operator()(const event::RequestUnparked& e);
    void operator()(const event::BrokerRegistered& e);
    void operator()(const event::BrokerFenced& e);
    void operator()(const event::BrokerUnfenced& e);
    void operator()(const event::ReplicasAssigned& e);
    void operator()(const event::LeaderElected& e);
    void operator()(const event::IsrChanged& e);
    void operator()(const event::BatchAppended& e);
    void operator()(const event::LogTruncated& e);
    void operator()(const event::UnflushedLost& e);
    void operator()(const event::LogRecovered& e);
    void operator()(const event::LogStartMoved& e);
    void operator()(const event::HighWatermarkMoved& e);
    void operator()(const event::QuorumRoleChanged& e);
    void operator()(const event::VoteCast& e);
    void operator()(const event::MetadataAppended& e);
    void operator()(const event::MetadataCommitted& e);
    template <class Other>
    void operator()(const Other&)
    {
    }

private:
    struct Partition {
        bool exists = false;
        BrokerSet replicas; ///< without those that are being added
        BrokerSet isr;
        NodeId preferred = kNoNode;
        NodeId leader = kNoNode;
        LeaderEpoch epoch = kNoEpoch;
        PartitionEpoch partitionEpoch{-1};
        int minIsr = 1;
        // What it counts as now.
        bool isOffline = false;
        bool isUnderReplicated = false;
        bool isUnderMinIsr = false;
        bool isImbalanced = false;
    };
    struct Node {
        bool running = false;
        bool registered = false;
        bool fenced = false;
        bool activeController = false;
    };
    struct Parked {
        NodeId broker;
        event::Purgatory purgatory = event::Purgatory::Produce;
    };

    void add(MetricId id, double by);
    void sample(MetricId id, double amount);
    void countAs(MetricId id, bool& was, bool is);
    void judge(PartitionId partition);
    void judgeAll(NodeId leader);
    void setActiveController(NodeId node, bool active);
    void setFenced(NodeId broker, bool fenced);
    void setLag();
    [[nodiscard]] Partition& partition(PartitionId id) { return m_partitions.at(id.value()); }

    const history::History& m_history;
    std::vector<Partition> m_partitions;
    std::vector<Node> m_nodes;
    std::map<EventId, Parked> m_parked; // by request
    std::map<EventId, Timestamp> m_taken; // requests that were not answered yet
    std::map<NodeId, std::vector<std::pair<MetadataOffset, Timestamp>>> m_uncommitted;
    ReplicaLags m_lags;
    MetricReadings m_readings;
    ProducerMeters m_producers;
    Timestamp m_now;
    NodeId m_node;
};

} // namespace brokerscope::views
