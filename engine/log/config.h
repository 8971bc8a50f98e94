#pragma once

#include "engine/record/batch_view.h"
#include "engine/record/codec.h"

#include <cstdint>
#include <limits>
#include <optional>

namespace brokerscope::log {

/// "Never" for the times and sizes below, as Kafka has it.
inline constexpr std::int64_t kUnlimited = std::numeric_limits<std::int64_t>::max();

/// Where the timestamps of a topic's records come from (message.timestamp.type).
using TimestampType = record::TimestampType;

/// Properties of one log (Kafka: LogConfig), with Kafka's defaults. Times are in milliseconds of
/// the wall clock or of message timestamps, as Kafka compares them; kUnlimited or -1 (where Kafka
/// writes -1) mean never.
struct LogConfig {
    std::int64_t segmentBytes = 1073741824; ///< segment.bytes
    std::int64_t segmentMs = 604800000; ///< segment.ms
    std::int64_t segmentIndexBytes = 10485760; ///< segment.index.bytes
    std::int64_t indexIntervalBytes = 4096; ///< index.interval.bytes
    std::int64_t retentionMs = 604800000; ///< retention.ms; -1: no limit
    std::int64_t retentionBytes = -1; ///< retention.bytes; -1: no limit
    std::int64_t fileDeleteDelayMs = 60000; ///< file.delete.delay.ms
    bool isDeleted = true; ///< cleanup.policy has "delete"
    bool isCompacted = false; ///< cleanup.policy has "compact"
    double minCleanableDirtyRatio = 0.5; ///< min.cleanable.dirty.ratio
    std::int64_t minCompactionLagMs = 0; ///< min.compaction.lag.ms
    std::int64_t maxCompactionLagMs = kUnlimited; ///< max.compaction.lag.ms
    std::int64_t deleteRetentionMs = 86400000; ///< delete.retention.ms
    std::int64_t flushMessages = kUnlimited; ///< flush.messages
    std::int64_t flushMs = kUnlimited; ///< flush.ms
    std::int64_t maxMessageBytes = 1048588; ///< max.message.bytes
    /// compression.type and the level of its codec; nullopt ("producer"): as the batches come.
    std::optional<record::Compression> compression;
    TimestampType timestampType = TimestampType::CreateTime; ///< message.timestamp.type
    std::int64_t timestampBeforeMaxMs = kUnlimited; ///< message.timestamp.before.max.ms
    std::int64_t timestampAfterMaxMs = kUnlimited; ///< message.timestamp.after.max.ms
    std::int64_t producerIdExpirationMs = 86400000; ///< the broker's producer.id.expiration.ms

    bool operator==(const LogConfig&) const = default;
};

} // namespace brokerscope::log
