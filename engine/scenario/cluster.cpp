#include "engine/scenario/cluster.h"

#include "engine/broker/broker.h"
#include "engine/client/admin.h"
#include "engine/client/consumer.h"
#include "engine/client/producer.h"
#include "engine/scenario/config.h"
#include "engine/scenario/topic_id.h"
#include "engine/scenario/typed_configs.h"

#include <algorithm>
#include <type_traits>

namespace brokerscope::scenario {

namespace {

sim::NetworkPolicy networkOf(const Scenario& scenario)
{
    const NetworkSpec& network = scenario.cluster.network;
    return {network.latency.min, network.latency.max, network.lossPerMillion};
}

sim::WritebackPolicy writebackOf(const Scenario& scenario)
{
    return {scenario.cluster.disk.writebackInterval, scenario.cluster.disk.dirtyExpire};
}

std::vector<client::ExactRecord> exactRecordsOf(const SendSpec& sends)
{
    std::vector<client::ExactRecord> records;
    for (const RecordSpec& spec : sends.records) {
        records.push_back(
            {spec.at, spec.key, spec.value, spec.timestamp, spec.partition, spec.headers});
    }
    std::stable_sort(records.begin(), records.end(),
        [](const client::ExactRecord& a, const client::ExactRecord& b) { return a.at < b.at; });
    return records;
}

bool needsAdmin(const Scenario& scenario)
{
    return std::any_of(scenario.script.begin(), scenario.script.end(), [](const Command& command) {
        return std::holds_alternative<DeleteRecordsCommand>(command.action);
    });
}

} // namespace

Cluster::Cluster(const Scenario& scenario)
    : m_scenario(scenario)
    , m_roster(rosterOf(scenario))
    , m_kernel(m_roster, scenario.seed, networkOf(scenario), writebackOf(scenario))
{
    makeTopology();
    makeBrokers();
    makeProducers();
    makeConsumers();
    if (needsAdmin(scenario)) {
        m_kernel.setFactory(kScriptNode, [brokers = m_roster.nodesOf(event::NodeKind::Broker)] {
            return std::make_unique<client::Admin>(brokers);
        });
    }
}

void Cluster::makeTopology()
{
    const Config brokerConfig(ConfigScope::Broker, m_scenario.kafka, m_scenario.cluster.config);
    m_topology.partitions = m_roster.partitions;
    m_topology.brokers = m_scenario.cluster.brokers;
    m_topology.controller = m_roster.nodesOf(event::NodeKind::Controller).front();
    for (const TopicSpec& topic : m_scenario.topics) {
        const Config config(ConfigScope::Topic, m_scenario.kafka, topic.config);
        m_topology.topics.insert(
            m_topology.topics.end(), topic.partitions, topicConfigOf(config, brokerConfig));
        m_topology.topicIds.insert(m_topology.topicIds.end(), topic.partitions,
            topicId(m_scenario.id, m_scenario.seed, topic.name));
    }
}

void Cluster::makeBrokers()
{
    const Config config(ConfigScope::Broker, m_scenario.kafka, m_scenario.cluster.config);
    m_brokerConfig = brokerConfigOf(config);

    std::vector<broker::TopicPlan> plans;
    for (const TopicSpec& topic : m_scenario.topics) {
        plans.push_back({partitionsOf(topic.name).front(), topic.partitions,
            topic.replicationFactor, topic.assignment, topic.name});
    }
    m_kernel.setFactory(m_topology.controller, [this, plans] {
        return std::make_unique<broker::Controller>(m_brokerConfig, m_topology, plans);
    });
    for (const NodeId id : m_roster.nodesOf(event::NodeKind::Broker)) {
        m_kernel.setFactory(id, [this, id] {
            return std::make_unique<broker::Broker>(id, m_brokerConfig, m_topology);
        });
    }
}

void Cluster::makeProducers()
{
    const std::vector<NodeId> brokers = m_roster.nodesOf(event::NodeKind::Broker);
    for (const ProducerSpec& spec : m_scenario.producers) {
        const client::ProducerConfig& config
            = m_producerConfigs.emplace_back(producerConfigOf(spec, m_scenario.kafka));
        client::Workload& workload = m_workloads.emplace_back();
        workload.partitions = partitionsOf(spec.sends.topic);
        workload.interval = Duration(seconds(1).micros() / spec.sends.ratePerSecond);
        workload.keyPrefix = spec.sends.keyPrefix;
        workload.keyFirst = spec.sends.keyFirst;
        workload.keyLast = spec.sends.keyLast;
        workload.hasKeys = spec.sends.hasKeys;
        workload.valueSize = spec.sends.size;
        workload.count = spec.sends.count;
        workload.partition = spec.sends.partition;
        workload.records = exactRecordsOf(spec.sends);
        m_kernel.setFactory(node(spec.name), [this, &config, &workload, brokers] {
            return std::make_unique<client::Producer>(
                config, workload, brokers, m_roster.partitions.size());
        });
    }
}

void Cluster::makeConsumers()
{
    const std::vector<NodeId> brokers = m_roster.nodesOf(event::NodeKind::Broker);
    for (const ConsumerSpec& spec : m_scenario.consumers) {
        const client::ConsumerConfig& config
            = m_consumerConfigs.emplace_back(consumerConfigOf(spec, m_scenario.kafka));
        std::vector<PartitionId> assignment;
        for (const std::string& name : spec.assigns) {
            assignment.push_back(*m_roster.partition(name));
        }
        m_kernel.setFactory(node(spec.name), [&config, assignment, brokers] {
            return std::make_unique<client::Consumer>(config, assignment, brokers);
        });
    }
}

std::vector<PartitionId> Cluster::partitionsOf(const std::string& topic) const
{
    std::vector<PartitionId> found;
    for (std::size_t i = 0; i < m_roster.partitions.size(); ++i) {
        if (m_roster.partitions[i].topic == topic) {
            found.emplace_back(static_cast<std::uint16_t>(i));
        }
    }
    return found;
}

void Cluster::recordConfig(NodeId owner, const std::string& scope, const ConfigMap& config)
{
    event::Recorder& recorder = m_kernel.recorder();
    for (const auto& [name, value] : config) {
        m_kernel.handle(owner,
            event::ConfigSet{
                recorder.intern(scope), recorder.intern(name), recorder.intern(value)});
    }
}

void Cluster::recordConfigs()
{
    recordConfig(kScriptNode, "cluster", m_scenario.cluster.config);
    for (const TopicSpec& topic : m_scenario.topics) {
        recordConfig(kScriptNode, "topics." + topic.name, topic.config);
    }
    for (const ProducerSpec& producer : m_scenario.producers) {
        recordConfig(node(producer.name), producer.name, producer.config);
    }
    for (const ConsumerSpec& consumer : m_scenario.consumers) {
        recordConfig(node(consumer.name), consumer.name, consumer.config);
    }
}

void Cluster::start()
{
    recordConfigs();
    m_kernel.beginRoot();
    if (needsAdmin(m_scenario)) {
        m_kernel.startSilently(kScriptNode);
    }
    m_kernel.startNode(m_topology.controller);
    for (const NodeId broker : m_roster.nodesOf(event::NodeKind::Broker)) {
        m_kernel.startNode(broker);
    }
}

void Cluster::seek(const SeekCommand& command)
{
    client::SeekTo target{.target = command.target, .offset = command.offset};
    if (command.target == event::SeekTarget::Time) {
        target.timestampMs = kWallClockOriginMs + (command.time - Timestamp()).millis();
    }
    std::vector<PartitionId> partitions;
    for (const ConsumerSpec& consumer : m_scenario.consumers) {
        for (const std::string& name : consumer.assigns) {
            const bool isMeant = consumer.name == command.consumer
                && (command.partition.empty() || command.partition == name);
            if (isMeant) {
                partitions.push_back(*m_roster.partition(name));
            }
        }
    }
    m_kernel.act(node(command.consumer), [&](sim::Node& process, sim::Context& context) {
        static_cast<client::Consumer&>(process).seek(context, partitions, target);
    });
}

void Cluster::deleteRecords(const DeleteRecordsCommand& command)
{
    const PartitionId partition = *m_roster.partition(command.partition);
    m_kernel.act(kScriptNode, [&](sim::Node& process, sim::Context& context) {
        static_cast<client::Admin&>(process).deleteRecords(context, partition, command.before);
    });
}

void Cluster::carryOut(std::uint32_t index, const Command& command)
{
    m_kernel.handle(kScriptNode, event::ScriptCommand{index});
    std::visit(
        [this](const auto& action) {
            using Action = std::decay_t<decltype(action)>;
            if constexpr (std::is_same_v<Action, StartCommand>) {
                for (const std::string& name : action.nodes) {
                    m_kernel.startNode(node(name));
                }
            } else if constexpr (std::is_same_v<Action, StopCommand>) {
                m_kernel.stopNode(node(action.node), action.how);
            } else if constexpr (std::is_same_v<Action, PauseCommand>) {
                m_kernel.pauseNode(node(action.node));
            } else if constexpr (std::is_same_v<Action, ResumeCommand>) {
                m_kernel.resumeNode(node(action.node));
            } else if constexpr (std::is_same_v<Action, CutCommand>) {
                m_kernel.cut(node(action.from), node(action.to), action.bothWays);
            } else if constexpr (std::is_same_v<Action, HealCommand>) {
                m_kernel.heal(node(action.from), node(action.to), action.bothWays);
            } else if constexpr (std::is_same_v<Action, SeekCommand>) {
                seek(action);
            } else if constexpr (std::is_same_v<Action, DeleteRecordsCommand>) {
                deleteRecords(action);
            }
        },
        command.action);
}

} // namespace brokerscope::scenario
