#pragma once

#include "engine/broker/config.h"
#include "engine/broker/controller.h"
#include "engine/client/config.h"
#include "engine/client/external_store.h"
#include "engine/event/roster.h"
#include "engine/protocol/topic_names.h"
#include "engine/scenario/scenario.h"
#include "engine/sim/kernel.h"

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace brokerscope::scenario {

/// A scenario's cluster and clients, set up in a Kernel but not started: turns the scenario's
/// properties into the typed configs of brokers and clients, and gives every node its factory.
/// Neither copied nor moved, since nodes refer into it.
class Cluster {
public:
    /// `extra`: rules to switch off besides those that the scenario asks for.
    explicit Cluster(const Scenario& scenario, broker::Rules extra = {});
    Cluster(const Cluster&) = delete;
    Cluster& operator=(const Cluster&) = delete;

    [[nodiscard]] sim::Kernel& kernel() { return m_kernel; }
    [[nodiscard]] const event::Roster& roster() const { return m_roster; }
    [[nodiscard]] const broker::Topology& topology() const { return m_topology; }

    /// Records what the scenario sets, and starts all controllers and brokers.
    void start();
    /// Carries out one command of the script; `index` is its place in the file.
    void carryOut(std::uint32_t index, const Command& command);

private:
    void recordConfigs();
    void recordConfig(NodeId node, const std::string& scope, const ConfigMap& config);
    void makeTopology();
    void makeControllers();
    void makeBrokers();
    void makeProducers();
    void makeConsumers();
    /// Gives a consumer's handler the store of its group and the producer in its process.
    void equip(const ConsumerSpec& spec, client::HandlerConfig& handler);

    // One for each kind of command.
    void apply(const StartCommand& command);
    void apply(const StopCommand& command);
    void apply(const PauseCommand& command);
    void apply(const ResumeCommand& command);
    void apply(const CutCommand& command);
    void apply(const HealCommand& command);
    void apply(const IsolateCommand& command);
    void apply(const ReconnectCommand& command);
    void apply(const SlowLinkCommand& command);
    void apply(const SlowDiskCommand& command);
    void apply(const FillDiskCommand& command);
    void apply(const SkewClockCommand& command);
    void apply(const SeekCommand& command);
    void apply(const DeleteRecordsCommand& command);
    void apply(const ElectLeadersCommand& command);
    void apply(const ReassignCommand& command);
    void apply(const AddPartitionsCommand& command);
    void apply(const DropCommand& command);
    void apply(const DelayCommand& command);
    void apply(const FailOnceCommand& command);
    void apply(const FlushCommand& command);
    void apply(const CloseCommand& command);
    void apply(const SubscribeCommand& command);
    void apply(const CommitCommand& command);
    void apply(const PausePartitionsCommand& command);
    void apply(const EndCommand& command);
    /// Has the consumer do call(Consumer&, Context&), unless its process stands still.
    template <class Call>
    void askConsumer(const std::string& name, const Call& call);
    /// None when the name is empty.
    [[nodiscard]] std::vector<PartitionId> onePartition(const std::string& name) const;
    [[nodiscard]] sim::MessageFilter filterOf(const MessageSpec& message) const;
    /// Has the admin call call(Admin&, Context&).
    template <class Call>
    void askAdmin(const Call& call);

    [[nodiscard]] std::vector<PartitionId> partitionsOf(const std::string& topic) const;
    [[nodiscard]] NodeId node(const std::string& name) const { return *m_roster.node(name); }

    const Scenario& m_scenario;
    event::Roster m_roster;
    protocol::TopicNames m_topicNames;
    sim::Kernel m_kernel;
    broker::Topology m_topology;
    broker::BrokerConfig m_brokerConfig;
    std::vector<broker::TopicPlan> m_plans;
    broker::ToldMetadata m_told;
    std::deque<client::ProducerConfig> m_producerConfigs;
    std::deque<client::Workload> m_workloads;
    std::deque<client::ConsumerConfig> m_consumerConfigs;
    std::map<std::string, client::ExternalStore> m_stores; ///< by group, or by consumer without one
};

} // namespace brokerscope::scenario
