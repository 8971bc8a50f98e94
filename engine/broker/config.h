#pragma once

#include "engine/base/time.h"
#include "engine/event/roster.h"
#include "engine/log/cleaner.h"
#include "engine/log/config.h"

#include <cstdint>
#include <string>
#include <vector>

namespace brokerscope::broker {

/// Longer than any run, and far from overflowing when added to a time.
inline constexpr std::int64_t kForeverMs = 1'000'000'000'000;

/// Properties of a broker (Kafka: KafkaConfig), with Kafka's defaults.
struct BrokerConfig {
    Duration heartbeatInterval = milliseconds(2000); ///< broker.heartbeat.interval.ms
    Duration sessionTimeout = milliseconds(9000); ///< broker.session.timeout.ms
    Duration replicaFetchWaitMax = milliseconds(500); ///< replica.fetch.wait.max.ms
    Duration replicaFetchBackoff = milliseconds(1000); ///< replica.fetch.backoff.ms
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
    bool cleanerEnable = true; ///< log.cleaner.enable
    Duration cleanerBackoff = milliseconds(15000); ///< log.cleaner.backoff.ms
    log::Cleaner::Config cleaner; ///< log.cleaner.dedupe.buffer.size and its load factor
};

/// Properties of the topic to which a partition belongs (Kafka: LogConfig).
struct TopicConfig {
    std::uint32_t minInsyncReplicas = 1; ///< min.insync.replicas
    log::LogConfig log;
};

/// What every broker of a run knows from the start.
struct Topology {
    std::vector<event::Roster::Partition> partitions; ///< by PartitionId
    std::vector<TopicConfig> topics; ///< by PartitionId
    std::vector<std::string> topicIds; ///< by PartitionId: Kafka's UUID in base64
    std::uint16_t brokers = 0;
    NodeId controller = kNoNode;
};

/// Not configurable here: replica.socket.timeout.ms and the broker's request.timeout.ms, both 30 s
/// in Kafka.
inline constexpr Duration kBrokerRequestTimeout = seconds(30);

} // namespace brokerscope::broker
