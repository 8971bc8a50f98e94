#include "engine/scenario/cluster.h"

#include "engine/broker/broker.h"
#include "engine/client/consumer.h"
#include "engine/client/producer.h"
#include "engine/scenario/config.h"
#include "engine/scenario/producer_rules.h"

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

template <class T = std::uint32_t>
T whole(const Config& config, std::string_view name)
{
    return static_cast<T>(config.integer(name));
}

client::BackoffConfig backoffOf(const Config& config, KafkaVersion version)
{
    // Before 3.7 the backoff was constant (KIP-580).
    return {config.millis("retry.backoff.ms"), config.millis("retry.backoff.max.ms"),
        version != KafkaVersion::V28};
}

std::int16_t acksCode(std::string_view acks)
{
    if (acks == "all") {
        return -1;
    }
    return acks == "1" ? std::int16_t{1} : std::int16_t{0};
}

client::ProducerConfig producerConfigOf(const ProducerSpec& spec, KafkaVersion version)
{
    const Config config(ConfigScope::Producer, version, spec.config);
    client::ProducerConfig typed;
    typed.acks = acksCode(acksOf(config));
    typed.batchSize = whole(config, "batch.size");
    typed.linger = config.millis("linger.ms");
    typed.bufferMemory = whole<std::uint64_t>(config, "buffer.memory");
    typed.maxBlock = config.millis("max.block.ms");
    typed.maxRequestSize = whole(config, "max.request.size");
    typed.maxInFlight = whole(config, "max.in.flight.requests.per.connection");
    typed.requestTimeout = config.millis("request.timeout.ms");
    typed.deliveryTimeout = deliveryTimeout(config);
    typed.retries = whole(config, "retries");
    typed.backoff = backoffOf(config, version);
    typed.idempotence = isIdempotent(config);
    typed.metadataMaxAge = config.millis("metadata.max.age.ms");
    return typed;
}

client::ConsumerConfig consumerConfigOf(const ConsumerSpec& spec, KafkaVersion version)
{
    const Config config(ConfigScope::Consumer, version, spec.config);
    client::ConsumerConfig typed;
    const std::string_view reset = config.text("auto.offset.reset");
    typed.autoOffsetReset = reset == "earliest" ? event::ResetPolicy::Earliest
        : reset == "none"                       ? event::ResetPolicy::None
                                                : event::ResetPolicy::Latest;
    typed.fetchMinBytes = whole(config, "fetch.min.bytes");
    typed.fetchMaxWait = config.millis("fetch.max.wait.ms");
    typed.fetchMaxBytes = whole(config, "fetch.max.bytes");
    typed.maxPartitionFetchBytes = whole(config, "max.partition.fetch.bytes");
    typed.maxPollRecords = whole(config, "max.poll.records");
    typed.requestTimeout = config.millis("request.timeout.ms");
    typed.backoff = backoffOf(config, version);
    typed.metadataMaxAge = config.millis("metadata.max.age.ms");
    typed.processing = spec.processing;
    return typed;
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
}

void Cluster::makeTopology()
{
    m_topology.partitions = m_roster.partitions;
    m_topology.brokers = m_scenario.cluster.brokers;
    m_topology.controller = m_roster.nodesOf(event::NodeKind::Controller).front();
    const Config brokerConfig(ConfigScope::Broker, m_scenario.kafka, m_scenario.cluster.config);
    for (const TopicSpec& topic : m_scenario.topics) {
        const Config config(ConfigScope::Topic, m_scenario.kafka, topic.config);
        // What a topic does not set itself, the broker's property of the same meaning decides.
        const auto effective = [&](std::string_view topicName, std::string_view brokerName) {
            return config.isSet(topicName) ? whole(config, topicName)
                                           : whole(brokerConfig, brokerName);
        };
        const broker::TopicConfig typed{effective("min.insync.replicas", "min.insync.replicas"),
            effective("max.message.bytes", "message.max.bytes")};
        m_topology.topics.insert(m_topology.topics.end(), topic.partitions, typed);
    }
}

void Cluster::makeBrokers()
{
    const Config config(ConfigScope::Broker, m_scenario.kafka, m_scenario.cluster.config);
    m_brokerConfig.heartbeatInterval = config.millis("broker.heartbeat.interval.ms");
    m_brokerConfig.sessionTimeout = config.millis("broker.session.timeout.ms");
    m_brokerConfig.replicaFetchWaitMax = config.millis("replica.fetch.wait.max.ms");
    m_brokerConfig.replicaFetchBackoff = config.millis("replica.fetch.backoff.ms");
    m_brokerConfig.replicaFetchMinBytes = whole(config, "replica.fetch.min.bytes");
    m_brokerConfig.replicaFetchMaxBytes = whole(config, "replica.fetch.max.bytes");
    m_brokerConfig.replicaLagTimeMax = config.millis("replica.lag.time.max.ms");
    m_brokerConfig.highWatermarkCheckpointInterval
        = config.millis("replica.high.watermark.checkpoint.interval.ms");

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
    m_kernel.startNode(m_topology.controller);
    for (const NodeId broker : m_roster.nodesOf(event::NodeKind::Broker)) {
        m_kernel.startNode(broker);
    }
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
            }
        },
        command.action);
}

} // namespace brokerscope::scenario
