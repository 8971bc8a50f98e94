#pragma once

#include "views/run_view.h"

#include <QString>

#include <vector>

namespace brokerscope::views {

/// What the lens tells of a producer's configuration: what holds, with Kafka's defaults.
struct ProducerSettings {
    QString acks; ///< "0", "1" or "all"
    QString codec; ///< "none", "lz4" …: compression.type
    bool isIdempotent = false;
    Duration linger;
    Duration maxBlock;
    Duration requestTimeout;
    Duration backoff; ///< retry.backoff.ms
    Duration backoffMax; ///< retry.backoff.max.ms
    std::int64_t batchSize = 1; ///< bytes
    std::int64_t bufferMemory = 1; ///< bytes
    std::int64_t maxInFlight = 1;
    std::vector<PartitionId> partitions; ///< those it sends to, ascending

    [[nodiscard]] bool compresses() const { return codec != QLatin1String("none"); }
    /// The wait after so many failed attempts, from 1, before the jitter.
    [[nodiscard]] Duration backoffAfter(unsigned attempts) const;
    /// Whether a jitter of ±20 % is added: a wait that cannot grow has none.
    [[nodiscard]] bool hasJitter() const { return backoff < backoffMax; }
};

[[nodiscard]] ProducerSettings producerSettings(const RunView& run, NodeId producer);

} // namespace brokerscope::views
