#include "engine/scenario/cluster.h"

#include "engine/broker/broker.h"
#include "engine/broker/controller.h"
#include "engine/client/admin.h"
#include "engine/client/consumer.h"
#include "engine/client/producer.h"
#include "engine/scenario/config.h"
#include "engine/scenario/offsets_topic.h"
#include "engine/scenario/topic_id.h"
#include "engine/scenario/typed_configs.h"
#include "engine/scenario/workload.h"

#include <algorithm>

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

bool excludesInternalTopics(const ConsumerSpec& spec, KafkaVersion version)
{
    return Config(ConfigScope::Consumer, version, spec.config).boolean("exclude.internal.topics");
}

bool needsAdmin(const Scenario& scenario)
{
    return std::any_of(scenario.script.begin(), scenario.script.end(), [](const Command& command) {
        return std::holds_alternative<DeleteRecordsCommand>(command.action)
            || std::holds_alternative<ElectLeadersCommand>(command.action)
            || std::holds_alternative<ReassignCommand>(command.action)
            || std::holds_alternative<AddPartitionsCommand>(command.action);
    });
}

} // namespace

Cluster::Cluster(const Scenario& scenario, broker::Rules extra)
    : m_scenario(scenario)
    , m_roster(rosterOf(scenario))
    , m_topicNames(m_roster.partitions)
    , m_kernel(m_roster, scenario.seed, networkOf(scenario), writebackOf(scenario))
{
    const Config config(ConfigScope::Broker, scenario.kafka, scenario.cluster.config);
    m_brokerConfig = brokerConfigOf(config);
    m_brokerConfig.rules = extra;
    m_brokerConfig.rules.truncateToHighWatermark
        = extra.truncateToHighWatermark || scenario.cluster.truncateToHighWatermark;
    for (const auto& [producer, bytesPerSecond] : scenario.cluster.producerByteRates) {
        m_brokerConfig.quotas.producerByteRate.emplace(node(producer), bytesPerSecond);
    }
    makeTopology();
    makeControllers();
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
    m_topology.controllers = m_roster.nodesOf(event::NodeKind::Controller);
    m_topology.racks.resize(m_topology.brokers);
    for (const auto& [broker, rack] : m_scenario.cluster.racks) {
        m_topology.racks[node(broker).value() - 1U] = rack;
    }
    for (const NodeId consumer : m_roster.nodesOf(event::NodeKind::Consumer)) {
        m_topology.consumers.emplace(m_roster.at(consumer).name, consumer);
    }
    std::vector<TopicSpec> topics = m_scenario.topics;
    if (auto offsets = offsetsTopicOf(m_scenario)) {
        topics.push_back(*std::move(offsets));
    }
    for (const TopicSpec& topic : topics) {
        const Config config(ConfigScope::Topic, m_scenario.kafka, topic.config);
        const std::vector<PartitionId> partitions = partitionsOf(topic.name);
        m_topology.topics.insert(
            m_topology.topics.end(), partitions.size(), topicConfigOf(config, brokerConfig));
        m_topology.topicIds.insert(m_topology.topicIds.end(), partitions.size(),
            topicId(m_scenario.id, m_scenario.seed, topic.name));
        m_plans.push_back(
            {partitions.front(), topic.partitions, static_cast<std::uint16_t>(partitions.size()),
                topic.replicationFactor, topic.assignment, topic.name, topic.isOnDemand});
        if (topic.isOnDemand) {
            m_topology.createdOnDemand.insert(partitions.front());
        }
    }
}

void Cluster::makeControllers()
{
    for (const NodeId id : m_topology.controllers) {
        m_kernel.setFactory(id, [this, id] {
            return std::make_unique<broker::Controller>(
                id, m_brokerConfig, m_topology, m_plans, m_told);
        });
    }
    for (std::size_t i = 0; m_scenario.cluster.combined && i < m_topology.controllers.size(); ++i) {
        const NodeId broker(static_cast<std::uint16_t>(i + 1));
        m_kernel.shareMachine(m_topology.controllers[i], broker);
    }
}

void Cluster::makeBrokers()
{
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
        client::Workload& workload = m_workloads.emplace_back(workloadOf(spec.sends));
        workload.partitions = partitionsOf(spec.sends.topic);
        m_kernel.setFactory(node(spec.name), [this, &config, &workload, brokers] {
            return std::make_unique<client::Producer>(
                config, workload, brokers, m_roster.partitions.size());
        });
    }
}

void Cluster::makeConsumers()
{
    const std::vector<NodeId> brokers = m_roster.nodesOf(event::NodeKind::Broker);
    const protocol::TopicNames& names = m_topicNames;
    for (const ConsumerSpec& spec : m_scenario.consumers) {
        client::ConsumerConfig& config
            = m_consumerConfigs.emplace_back(consumerConfigOf(spec, m_scenario.kafka));
        config.group.topics
            = topicsOf(m_scenario, spec.subscribes, excludesInternalTopics(spec, m_scenario.kafka));
        equip(spec, config.handler);
        std::vector<PartitionId> assignment;
        for (const std::string& name : spec.assigns) {
            assignment.push_back(*m_roster.partition(name));
        }
        m_kernel.setFactory(node(spec.name), [&config, &names, assignment, brokers] {
            return std::make_unique<client::Consumer>(config, assignment, brokers, names);
        });
    }
}

void Cluster::equip(const ConsumerSpec& spec, client::HandlerConfig& handler)
{
    if (handler.store) {
        const std::string& owner = spec.group.empty() ? spec.name : spec.group;
        handler.store->store = &m_stores.try_emplace(owner, owner).first->second;
    }
    if (handler.forward) {
        handler.forward->producer = node(spec.handler.forward->with);
        m_kernel.shareMachine(handler.forward->producer, node(spec.name));
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
    for (const auto& [broker, rack] : m_scenario.cluster.racks) {
        recordConfig(node(broker), broker, {{"broker.rack", rack}});
    }
    for (const auto& [producer, bytesPerSecond] : m_scenario.cluster.producerByteRates) {
        recordConfig(kScriptNode, "quotas." + producer,
            {{"producer_byte_rate", std::to_string(bytesPerSecond)}});
    }
    for (const TopicSpec& topic : m_scenario.topics) {
        recordConfig(kScriptNode, "topics." + topic.name, topic.config);
    }
    for (const ProducerSpec& producer : m_scenario.producers) {
        recordConfig(node(producer.name), producer.name, producer.config);
    }
    for (const ConsumerSpec& consumer : m_scenario.consumers) {
        if (!consumer.group.empty()) {
            recordConfig(node(consumer.name), consumer.name, {{"group.id", consumer.group}});
        }
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
    for (const NodeId controller : m_topology.controllers) {
        m_kernel.startNode(controller);
    }
    for (const NodeId broker : m_roster.nodesOf(event::NodeKind::Broker)) {
        m_kernel.startNode(broker);
    }
}

} // namespace brokerscope::scenario
