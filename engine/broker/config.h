#pragma once

#include "engine/base/time.h"
#include "engine/event/roster.h"

#include <cstdint>
#include <vector>

namespace brokerscope::broker {

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
};

/// Properties of the topic to which a partition belongs (Kafka: LogConfig).
struct TopicConfig {
    std::uint32_t minInsyncReplicas = 1; ///< min.insync.replicas
    std::uint32_t maxMessageBytes = 1048588; ///< max.message.bytes
};

/// What every broker of a run knows from the start.
struct Topology {
    std::vector<event::Roster::Partition> partitions; ///< by PartitionId
    std::vector<TopicConfig> topics; ///< by PartitionId
    std::uint16_t brokers = 0;
    NodeId controller = kNoNode;
};

/// Not configurable here: replica.socket.timeout.ms and the broker's request.timeout.ms, both 30 s
/// in Kafka.
inline constexpr Duration kBrokerRequestTimeout = seconds(30);

} // namespace brokerscope::broker
