#pragma once

#include "engine/base/ids.h"
#include "engine/base/time.h"
#include "engine/event/kinds.h"
#include "engine/sim/random.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace brokerscope::client {

/// How long a client waits before it tries again (Kafka: ExponentialBackoff; constant before 3.7).
struct BackoffConfig {
    Duration initial = milliseconds(100); ///< retry.backoff.ms
    Duration max = milliseconds(1000); ///< retry.backoff.max.ms
    bool exponential = true;

    /// The wait after `failures` failures, counted from 0, with a jitter of ±20 %.
    [[nodiscard]] Duration after(std::uint32_t failures, sim::Random& random) const;
};

/// Properties of a producer (Kafka: ProducerConfig).
struct ProducerConfig {
    std::int16_t acks = -1; ///< -1 is all
    std::uint32_t batchSize = 16384;
    Duration linger;
    std::uint64_t bufferMemory = 33554432;
    Duration maxBlock = milliseconds(60000);
    std::uint32_t maxRequestSize = 1048576;
    std::uint32_t maxInFlight = 5; ///< max.in.flight.requests.per.connection
    Duration requestTimeout = milliseconds(30000);
    Duration deliveryTimeout = milliseconds(120000);
    std::uint32_t retries = 2147483647;
    BackoffConfig backoff;
    bool idempotence = true;
    Duration metadataMaxAge = milliseconds(300000);
};

/// A record that is told exactly.
struct ExactRecord {
    using Header = std::pair<std::string, std::optional<std::string>>; ///< nullopt is null
    Duration at; ///< of its send(), since the producer's start
    std::optional<std::string> key; ///< nullopt is null
    std::optional<std::string> value; ///< nullopt is null: a tombstone
    Duration timestamp; ///< since its send()
    std::optional<std::uint16_t> partition; ///< explicit
    std::vector<Header> headers;
};

/// What the application around a producer sends: records of its own at an interval, or `records`.
struct Workload {
    std::vector<PartitionId> partitions; ///< of the topic, by number
    Duration interval = milliseconds(10); ///< between two send() calls
    std::string keyPrefix;
    std::uint32_t keyFirst = 0;
    std::uint32_t keyLast = 0;
    bool hasKeys = false;
    std::uint32_t valueSize = 100;
    std::optional<std::uint32_t> count;
    std::optional<std::uint16_t> partition; ///< explicit
    std::vector<ExactRecord> records; ///< by time; not empty: these and nothing else
};

/// Where a consumer's application goes with seek() and its relatives.
struct SeekTo {
    event::SeekTarget target = event::SeekTarget::Beginning;
    Offset offset; ///< of target Offset
    std::int64_t timestampMs = -1; ///< of target Time: ms since 1970
};

/// Properties of a consumer (Kafka: ConsumerConfig).
struct ConsumerConfig {
    event::ResetPolicy autoOffsetReset = event::ResetPolicy::Latest;
    std::uint32_t fetchMinBytes = 1;
    Duration fetchMaxWait = milliseconds(500);
    std::uint32_t fetchMaxBytes = 52428800;
    std::uint32_t maxPartitionFetchBytes = 1048576;
    std::uint32_t maxPollRecords = 500;
    Duration requestTimeout = milliseconds(30000);
    BackoffConfig backoff;
    Duration metadataMaxAge = milliseconds(300000);
    std::string clientRack; ///< client.rack; empty: none
    Duration processing; ///< of the application, per record
};

} // namespace brokerscope::client
