#pragma once

#include "engine/base/time.h"
#include "engine/event/roster.h"
#include "engine/log/cleaner.h"
#include "engine/log/config.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace brokerscope::broker {

/// Longer than any run, and far from overflowing when added to a time.
inline constexpr std::int64_t kForeverMs = 1'000'000'000'000;

/// Properties of the quorum of controllers (Kafka: QuorumConfig).
struct QuorumConfig {
    Duration electionTimeout = milliseconds(1000); ///< controller.quorum.election.timeout.ms
    Duration electionBackoffMax = milliseconds(1000); ///< controller.quorum.election.backoff.max.ms
    Duration fetchTimeout = milliseconds(2000); ///< controller.quorum.fetch.timeout.ms
    Duration requestTimeout = milliseconds(2000); ///< controller.quorum.request.timeout.ms
    Duration retryBackoff = milliseconds(20); ///< controller.quorum.retry.backoff.ms
};

/// Rules of replication that can be switched off. The first is what Kafka did before KIP-101, which
/// a scenario may ask for by name; the others are mistakes, with which tests show that the soak
/// would find them.
struct Rules {
    /// A new follower truncates to its own high watermark instead of asking where epochs part.
    bool truncateToHighWatermark = false;
    bool highWatermarkFromLeaderOnly = false; ///< the HW is the leader's LEO
    bool skipEpochChecks = false; ///< leaders serve whoever knows another leader epoch
    bool growIsrEarly = false; ///< a follower joins the ISR before it has reached the HW
};

/// What clients may send, on each broker (Kafka: ClientQuotaManagerConfig and the quotas of
/// client ids).
struct ClientQuotaConfig {
    std::map<NodeId, std::uint64_t>
        producerByteRate; ///< bytes per second, at least 1; else no limit
    std::uint32_t windows = 11; ///< quota.window.num
    Duration window = seconds(1); ///< quota.window.size.seconds
};

/// What a group coordinator goes by (Kafka: GroupCoordinatorConfig).
struct GroupConfig {
    Duration initialRebalanceDelay = milliseconds(3000); ///< group.initial.rebalance.delay.ms
    Duration minSessionTimeout = milliseconds(6000); ///< group.min.session.timeout.ms
    Duration maxSessionTimeout = milliseconds(1800000); ///< group.max.session.timeout.ms
    std::uint32_t maxSize = 2147483647; ///< group.max.size
    Duration commitTimeout = milliseconds(5000); ///< offsets.commit.timeout.ms
    Duration offsetsRetention = seconds(std::int64_t{10080} * 60); ///< offsets.retention.minutes
    Duration retentionCheckInterval = seconds(600); ///< offsets.retention.check.interval.ms

    // Groups of the consumer protocol (KIP-848).
    bool consumerProtocol = true; ///< group.coordinator.rebalance.protocols has "consumer"
    Duration consumerSessionTimeout = milliseconds(45000); ///< group.consumer.session.timeout.ms
    Duration consumerHeartbeatInterval
        = milliseconds(5000); ///< group.consumer.heartbeat.interval.ms
    std::uint32_t consumerMaxSize = 2147483647; ///< group.consumer.max.size
    /// group.consumer.assignors: "uniform", "range"; the first is the default. Not empty.
    std::vector<std::string> assignors = {"uniform", "range"};
    bool upgrades = true; ///< group.consumer.migration.policy: from classic to consumer groups …
    bool downgrades = true; ///< … and back
};

/// Properties of a broker (Kafka: KafkaConfig), with Kafka's defaults.
struct BrokerConfig {
    Duration heartbeatInterval = milliseconds(2000); ///< broker.heartbeat.interval.ms
    Duration sessionTimeout = milliseconds(9000); ///< broker.session.timeout.ms
    Duration replicaFetchWaitMax = milliseconds(500); ///< replica.fetch.wait.max.ms
    Duration replicaFetchBackoff = milliseconds(1000); ///< replica.fetch.backoff.ms
    Duration replicaSocketTimeout = milliseconds(30000); ///< replica.socket.timeout.ms
    std::uint32_t replicaFetchMinBytes = 1; ///< replica.fetch.min.bytes
    std::uint32_t replicaFetchMaxBytes = 1048576; ///< replica.fetch.max.bytes, per partition
    Duration replicaLagTimeMax = milliseconds(30000); ///< replica.lag.time.max.ms
    Duration highWatermarkCheckpointInterval
        = milliseconds(5000); ///< replica.high.watermark.checkpoint.interval.ms
    Duration initialTaskDelay
        = milliseconds(30000); ///< log.initial.task.delay.ms: before the tasks below first run
    Duration retentionCheckInterval = milliseconds(300000); ///< log.retention.check.interval.ms
    Duration flushSchedulerInterval
        = milliseconds(kForeverMs); ///< log.flush.scheduler.interval.ms: looks for flush.ms
    Duration recoveryPointCheckpointInterval
        = milliseconds(60000); ///< log.flush.offset.checkpoint.interval.ms
    Duration logStartCheckpointInterval
        = milliseconds(60000); ///< log.flush.start.offset.checkpoint.interval.ms
    bool autoLeaderRebalance = true; ///< auto.leader.rebalance.enable
    Duration leaderImbalanceCheckInterval
        = seconds(300); ///< leader.imbalance.check.interval.seconds
    Duration uncleanElectionInterval = seconds(300); ///< unclean.leader.election.interval.ms
    bool autoCreateTopics = true; ///< auto.create.topics.enable
    std::uint16_t numPartitions = 1; ///< num.partitions
    std::uint16_t defaultReplicationFactor = 1; ///< default.replication.factor
    bool controlledShutdown = true; ///< controlled.shutdown.enable
    bool eligibleLeaderReplicas = false; ///< eligible.leader.replicas.enable (KIP-966)
    bool rackAwareReplicaSelector = false; ///< replica.selector.class is RackAwareReplicaSelector
    QuorumConfig quorum;
    ClientQuotaConfig quotas;
    GroupConfig groups;
    Rules rules;
    bool cleanerEnable = true; ///< log.cleaner.enable
    Duration cleanerBackoff = milliseconds(15000); ///< log.cleaner.backoff.ms
    log::Cleaner::Config cleaner; ///< log.cleaner.dedupe.buffer.size and its load factor
    std::uint32_t fetchSessionSlots = 1000; ///< max.incremental.fetch.session.cache.slots
};

/// Properties of the topic to which a partition belongs (Kafka: LogConfig).
struct TopicConfig {
    std::uint32_t minInsyncReplicas = 1; ///< min.insync.replicas
    bool uncleanLeaderElection = false; ///< unclean.leader.election.enable
    log::LogConfig log;
};

/// What every broker of a run knows from the start.
struct Topology {
    std::vector<event::Roster::Partition> partitions; ///< by PartitionId
    std::vector<TopicConfig> topics; ///< by PartitionId
    std::vector<std::string> topicIds; ///< by PartitionId: Kafka's UUID in base64
    std::uint16_t brokers = 0;
    std::vector<NodeId> controllers; ///< the voters of the quorum
    std::vector<std::string> racks; ///< by NodeId - 1: broker.rack, empty when it has none
    /// First partitions of the topics that are not there before a client asks for them.
    std::set<PartitionId> createdOnDemand = {};
    std::map<std::string, NodeId> consumers; ///< by client.id
};

/// Not configurable here: the broker's request.timeout.ms, 30 s in Kafka.
inline constexpr Duration kBrokerRequestTimeout = seconds(30);

} // namespace brokerscope::broker
