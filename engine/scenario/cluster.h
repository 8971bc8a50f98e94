#pragma once

#include "engine/broker/config.h"
#include "engine/broker/controller.h"
#include "engine/client/config.h"
#include "engine/event/roster.h"
#include "engine/scenario/scenario.h"
#include "engine/sim/kernel.h"

#include <deque>
#include <memory>
#include <vector>

namespace brokerscope::scenario {

/// A scenario's cluster and clients, set up in a Kernel but not started: turns the scenario's
/// properties into the typed configs of brokers and clients, and gives every node its factory.
/// Neither copied nor moved, since nodes refer into it.
class Cluster {
public:
    explicit Cluster(const Scenario& scenario);
    Cluster(const Cluster&) = delete;
    Cluster& operator=(const Cluster&) = delete;

    [[nodiscard]] sim::Kernel& kernel() { return m_kernel; }
    [[nodiscard]] const event::Roster& roster() const { return m_roster; }
    [[nodiscard]] const broker::Topology& topology() const { return m_topology; }

    /// Records what the scenario sets, and starts the controller and all brokers.
    void start();
    /// Carries out one command of the script; `index` is its place in the file.
    void carryOut(std::uint32_t index, const Command& command);

private:
    void recordConfigs();
    void recordConfig(NodeId node, const std::string& scope, const ConfigMap& config);
    void makeTopology();
    void makeBrokers();
    void makeProducers();
    void makeConsumers();
    void seek(const SeekCommand& command);
    void deleteRecords(const DeleteRecordsCommand& command);
    [[nodiscard]] std::vector<PartitionId> partitionsOf(const std::string& topic) const;
    [[nodiscard]] NodeId node(const std::string& name) const { return *m_roster.node(name); }

    const Scenario& m_scenario;
    event::Roster m_roster;
    sim::Kernel m_kernel;
    broker::Topology m_topology;
    broker::BrokerConfig m_brokerConfig;
    std::deque<client::ProducerConfig> m_producerConfigs;
    std::deque<client::Workload> m_workloads;
    std::deque<client::ConsumerConfig> m_consumerConfigs;
};

} // namespace brokerscope::scenario
