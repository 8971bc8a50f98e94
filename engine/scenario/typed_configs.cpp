#include "engine/scenario/typed_configs.h"

#include "engine/scenario/consumer_rules.h"
#include "engine/scenario/producer_rules.h"
#include "engine/scenario/quantity.h"

#include <algorithm>
#include <limits>

namespace brokerscope::scenario {

namespace {

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

/// Longer than any run, and far from overflowing.
constexpr std::int64_t kForeverSeconds = broker::kForeverMs / 1000;

broker::QuorumConfig quorumConfigOf(const Config& config)
{
    broker::QuorumConfig typed;
    typed.electionTimeout = config.millis("controller.quorum.election.timeout.ms");
    typed.electionBackoffMax = config.millis("controller.quorum.election.backoff.max.ms");
    typed.fetchTimeout = config.millis("controller.quorum.fetch.timeout.ms");
    typed.requestTimeout = config.millis("controller.quorum.request.timeout.ms");
    typed.retryBackoff = config.millis("controller.quorum.retry.backoff.ms");
    return typed;
}

broker::GroupConfig groupConfigOf(const Config& config)
{
    broker::GroupConfig typed;
    typed.initialRebalanceDelay = config.millis("group.initial.rebalance.delay.ms");
    typed.minSessionTimeout = config.millis("group.min.session.timeout.ms");
    typed.maxSessionTimeout = config.millis("group.max.session.timeout.ms");
    typed.maxSize = whole(config, "group.max.size");
    typed.commitTimeout = config.millis("offsets.commit.timeout.ms");
    typed.offsetsRetention = seconds(config.integer("offsets.retention.minutes") * 60);
    typed.retentionCheckInterval = config.millis("offsets.retention.check.interval.ms");
    typed.consumerProtocol = config.text("group.coordinator.rebalance.protocols").find("consumer")
        != std::string_view::npos;
    typed.consumerSessionTimeout = config.millis("group.consumer.session.timeout.ms");
    typed.consumerHeartbeatInterval = config.millis("group.consumer.heartbeat.interval.ms");
    typed.consumerMaxSize = whole(config, "group.consumer.max.size");
    typed.assignors = serverAssignorNames(config.text("group.consumer.assignors"));
    const std::string_view migration = config.text("group.consumer.migration.policy");
    typed.upgrades = migration == "bidirectional" || migration == "upgrade";
    typed.downgrades = migration == "bidirectional" || migration == "downgrade";
    return typed;
}

std::int16_t acksCode(std::string_view acks)
{
    if (acks == "all") {
        return -1;
    }
    return acks == "1" ? std::int16_t{1} : std::int16_t{0};
}

/// `levelOf(name)`: what holds for the property with the level of a codec.
template <class LevelOf>
record::Compression compressionOf(std::string_view codec, const LevelOf& levelOf)
{
    record::Compression compression;
    compression.codec = record::codecOf(codec).value_or(record::Codec::None);
    switch (compression.codec) {
    case record::Codec::Gzip:
        if (const int level = levelOf("compression.gzip.level"); level != -1) {
            compression.level = level;
        }
        break;
    case record::Codec::Lz4:
        compression.level = levelOf("compression.lz4.level");
        break;
    case record::Codec::Zstd:
        compression.level = levelOf("compression.zstd.level");
        break;
    case record::Codec::Snappy:
    case record::Codec::None:
    case record::Codec::Unknown:
        break; // without levels
    }
    return compression;
}

/// What the leader makes of batches; nullopt: nothing ("producer").
std::optional<record::Compression> topicCompressionOf(const Config& topic, const Config& broker)
{
    const auto holding = [&](std::string_view name) -> const Config& {
        return topic.isSet(name) ? topic : broker;
    };
    constexpr std::string_view kType = "compression.type";
    const std::string_view codec = holding(kType).text(kType);
    if (codec == "producer") {
        return std::nullopt;
    }
    // "uncompressed" is no codec's name.
    return compressionOf(
        codec, [&](std::string_view name) { return whole<int>(holding(name), name); });
}

client::PartitioningRule partitioningOf(const ProducerSpec& spec, const Config& config)
{
    using client::PartitioningRule;
    if (!spec.partitioner.empty()) {
        return PartitioningRule::Custom;
    }
    const std::string_view name = config.text("partitioner.class");
    if (name == kDefaultPartitioner) {
        return PartitioningRule::StickyPerBatch;
    }
    if (name.ends_with(".UniformStickyPartitioner")) {
        return PartitioningRule::UniformSticky;
    }
    return name.ends_with(".RoundRobinPartitioner") ? PartitioningRule::RoundRobin
                                                    : PartitioningRule::BuiltIn;
}

client::CommitPolicy commitPolicyOf(CommitSpec::Policy policy)
{
    switch (policy) {
    case CommitSpec::Policy::SyncAfterPoll:
        return client::CommitPolicy::SyncAfterPoll;
    case CommitSpec::Policy::AsyncAfterPoll:
        return client::CommitPolicy::AsyncAfterPoll;
    case CommitSpec::Policy::BeforeProcessing:
        return client::CommitPolicy::BeforeProcessing;
    case CommitSpec::Policy::Processed:
        return client::CommitPolicy::Processed;
    case CommitSpec::Policy::Auto:
    case CommitSpec::Policy::None:
        break;
    }
    return client::CommitPolicy::None;
}

client::GroupConfig groupConfigOf(const ConsumerSpec& spec, const Config& config)
{
    client::GroupConfig typed;
    typed.id = spec.group;
    typed.clientId = spec.name;
    if (config.isSet("group.instance.id")) {
        typed.instanceId = std::string(config.text("group.instance.id"));
    }
    typed.sessionTimeout = config.millis("session.timeout.ms");
    typed.heartbeatInterval = std::max(config.millis("heartbeat.interval.ms"), milliseconds(1));
    typed.maxPollInterval = config.millis("max.poll.interval.ms");
    typed.apiTimeout = config.millis("default.api.timeout.ms");
    typed.autoCommit = config.boolean("enable.auto.commit");
    typed.autoCommitInterval = config.millis("auto.commit.interval.ms");
    typed.assignors = assignorNames(config.text("partition.assignment.strategy"));
    if (!spec.assignment.empty()) {
        typed.assignors = {"custom"};
    }
    for (const auto& [partition, client] : spec.assignment) {
        const std::size_t dash = partition.rfind('-');
        typed.assigns.push_back({partition.substr(0, dash),
            static_cast<std::int32_t>(
                parseInteger(std::string_view(partition).substr(dash + 1)).value_or(0)),
            client});
    }
    if (config.text("group.protocol") == "consumer") {
        typed.protocol = client::GroupProtocol::Consumer;
    }
    typed.remoteAssignor = std::string(config.text("group.remote.assignor"));
    typed.commit = commitPolicyOf(spec.commit.policy);
    typed.retriesAsync = spec.commit.retries;
    typed.commitsOnRevoke = spec.commit.onRevoke;
    return typed;
}

client::HandlerConfig handlerOf(const ConsumerSpec& spec)
{
    client::HandlerConfig typed;
    typed.least = spec.processing;
    typed.most = std::max(spec.processing, spec.processingMost);
    for (const HandlerSpec::KeyTime& rule : spec.handler.keys) {
        typed.keys.push_back({rule.pattern, rule.time});
    }
    for (const HandlerSpec::Stall& stall : spec.handler.stalls) {
        typed.stalls.push_back({stall.at, stall.lasts});
    }
    typed.failingKeys = spec.handler.failingKeys;
    typed.failingOffsets = spec.handler.failingOffsets;
    typed.skipsFailing = spec.handler.skipsFailing;
    typed.threads = spec.handler.threads;
    if (const auto& store = spec.handler.store) {
        typed.store
            = client::StoreConfig{nullptr, store->latency, store->withOffset, store->upserts};
    }
    if (const auto& deduplicate = spec.handler.deduplicate) {
        typed.deduplicate = client::DeduplicateConfig{deduplicate->by, deduplicate->inStore};
    }
    if (const auto& forward = spec.handler.forward) {
        typed.forward
            = client::ForwardConfig{kNoNode, forward->failingOnly, forward->keys, forward->waits};
    }
    return typed;
}

} // namespace

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
    typed.metadataMaxIdle = config.millis("metadata.max.idle.ms");
    typed.compression = compressionOf(config.text("compression.type"),
        [&](std::string_view name) { return whole<int>(config, name); });
    typed.partitioning = partitioningOf(spec, config);
    for (const KeyPartition& rule : spec.partitioner) {
        typed.partitionOfKey.push_back({rule.pattern, rule.partition});
    }
    typed.ignoreKeys = config.boolean("partitioner.ignore.keys");
    typed.adaptivePartitioning = config.boolean("partitioner.adaptive.partitioning.enable");
    typed.availabilityTimeout = config.millis("partitioner.availability.timeout.ms");
    typed.reconnectBackoff
        = {config.millis("reconnect.backoff.ms"), config.millis("reconnect.backoff.max.ms"), true};
    typed.connectionSetup = {config.millis("socket.connection.setup.timeout.ms"),
        config.millis("socket.connection.setup.timeout.max.ms"), true};
    return typed;
}

client::ConsumerConfig consumerConfigOf(const ConsumerSpec& spec, KafkaVersion version)
{
    const Config config(ConfigScope::Consumer, version, spec.config);
    client::ConsumerConfig typed;
    const std::string_view reset = config.text("auto.offset.reset");
    typed.allowAutoCreateTopics = config.boolean("allow.auto.create.topics");
    typed.clientRack = std::string(config.text("client.rack"));
    typed.autoOffsetReset = reset == "earliest" ? event::ResetPolicy::Earliest
        : reset == "none"                       ? event::ResetPolicy::None
        : resetDuration(reset)                  ? event::ResetPolicy::ByDuration
                                                : event::ResetPolicy::Latest;
    typed.fetchMinBytes = whole(config, "fetch.min.bytes");
    typed.fetchMaxWait = config.millis("fetch.max.wait.ms");
    typed.fetchMaxBytes = whole(config, "fetch.max.bytes");
    typed.maxPartitionFetchBytes = whole(config, "max.partition.fetch.bytes");
    typed.maxPollRecords = whole(config, "max.poll.records");
    typed.requestTimeout = config.millis("request.timeout.ms");
    typed.backoff = backoffOf(config, version);
    typed.metadataMaxAge = config.millis("metadata.max.age.ms");
    typed.resetDuration = resetDuration(reset).value_or(Duration());
    typed.handler = handlerOf(spec);
    typed.group = groupConfigOf(spec, config);
    return typed;
}

broker::TopicConfig topicConfigOf(const Config& topic, const Config& broker)
{
    const bool setsReplicas = topic.isSet("min.insync.replicas");
    const bool setsSize = topic.isSet("max.message.bytes");
    broker::TopicConfig typed;
    typed.minInsyncReplicas = whole(setsReplicas ? topic : broker, "min.insync.replicas");
    constexpr std::string_view kUnclean = "unclean.leader.election.enable";
    typed.uncleanLeaderElection = (topic.isSet(kUnclean) ? topic : broker).boolean(kUnclean);
    log::LogConfig& log = typed.log;
    log.segmentBytes = topic.integer("segment.bytes");
    log.segmentMs = topic.integer("segment.ms");
    log.segmentIndexBytes = topic.integer("segment.index.bytes");
    log.indexIntervalBytes = topic.integer("index.interval.bytes");
    log.retentionMs = topic.integer("retention.ms");
    log.retentionBytes = topic.integer("retention.bytes");
    log.fileDeleteDelayMs = topic.integer("file.delete.delay.ms");
    log.isDeleted = topic.has("cleanup.policy", "delete");
    log.isCompacted = topic.has("cleanup.policy", "compact");
    log.minCleanableDirtyRatio = topic.decimal("min.cleanable.dirty.ratio");
    log.minCompactionLagMs = topic.integer("min.compaction.lag.ms");
    log.maxCompactionLagMs = topic.integer("max.compaction.lag.ms");
    log.deleteRetentionMs = topic.integer("delete.retention.ms");
    log.flushMessages = topic.integer("flush.messages");
    log.flushMs = topic.integer("flush.ms");
    log.maxMessageBytes
        = setsSize ? topic.integer("max.message.bytes") : broker.integer("message.max.bytes");
    log.compression = topicCompressionOf(topic, broker);
    log.timestampType = topic.text("message.timestamp.type") == "LogAppendTime"
        ? log::TimestampType::LogAppendTime
        : log::TimestampType::CreateTime;
    log.timestampBeforeMaxMs = topic.integer("message.timestamp.before.max.ms");
    log.timestampAfterMaxMs = topic.integer("message.timestamp.after.max.ms");
    log.producerIdExpirationMs = broker.integer("producer.id.expiration.ms");
    return typed;
}

broker::BrokerConfig brokerConfigOf(const Config& config)
{
    broker::BrokerConfig typed;
    typed.heartbeatInterval = config.millis("broker.heartbeat.interval.ms");
    typed.sessionTimeout = config.millis("broker.session.timeout.ms");
    typed.replicaFetchWaitMax = config.millis("replica.fetch.wait.max.ms");
    typed.replicaSocketTimeout = config.millis("replica.socket.timeout.ms");
    typed.replicaFetchBackoff = config.millis("replica.fetch.backoff.ms");
    typed.replicaFetchMinBytes = whole(config, "replica.fetch.min.bytes");
    typed.replicaFetchMaxBytes = whole(config, "replica.fetch.max.bytes");
    typed.fetchSessionSlots = whole(config, "max.incremental.fetch.session.cache.slots");
    typed.replicaLagTimeMax = config.millis("replica.lag.time.max.ms");
    typed.highWatermarkCheckpointInterval
        = config.millis("replica.high.watermark.checkpoint.interval.ms");
    typed.initialTaskDelay = config.millis("log.initial.task.delay.ms");
    typed.retentionCheckInterval = config.millis("log.retention.check.interval.ms");
    typed.flushSchedulerInterval = config.millis("log.flush.scheduler.interval.ms");
    typed.recoveryPointCheckpointInterval
        = config.millis("log.flush.offset.checkpoint.interval.ms");
    typed.logStartCheckpointInterval
        = config.millis("log.flush.start.offset.checkpoint.interval.ms");
    typed.autoLeaderRebalance = config.boolean("auto.leader.rebalance.enable");
    typed.leaderImbalanceCheckInterval = seconds(
        std::min(config.integer("leader.imbalance.check.interval.seconds"), kForeverSeconds));
    typed.uncleanElectionInterval = config.millis("unclean.leader.election.interval.ms");
    typed.autoCreateTopics = config.boolean("auto.create.topics.enable");
    // Beyond 16 bits the controller refuses, as it does without these limits.
    constexpr std::int64_t kMost = std::numeric_limits<std::uint16_t>::max();
    typed.numPartitions
        = static_cast<std::uint16_t>(std::min(config.integer("num.partitions"), kMost));
    typed.defaultReplicationFactor = static_cast<std::uint16_t>(
        std::clamp<std::int64_t>(config.integer("default.replication.factor"), 0, kMost));
    typed.controlledShutdown = config.boolean("controlled.shutdown.enable");
    typed.eligibleLeaderReplicas = config.boolean("eligible.leader.replicas.enable");
    typed.rackAwareReplicaSelector
        = config.text("replica.selector.class") == kRackAwareReplicaSelector;
    typed.quorum = quorumConfigOf(config);
    typed.groups = groupConfigOf(config);
    typed.quotas.windows = whole(config, "quota.window.num");
    typed.quotas.window = seconds(config.integer("quota.window.size.seconds"));
    typed.cleanerEnable = config.boolean("log.cleaner.enable");
    // A thread that never rests would stop virtual time: even Kafka's takes a while to look around.
    typed.cleanerBackoff = std::max(config.millis("log.cleaner.backoff.ms"), milliseconds(1));
    typed.cleaner.dedupeBufferBytes = config.integer("log.cleaner.dedupe.buffer.size");
    typed.cleaner.loadFactor = config.decimal("log.cleaner.io.buffer.load.factor");
    return typed;
}

} // namespace brokerscope::scenario
