#pragma once

#include "views/run_view.h"

#include <QString>

#include <cstdint>

namespace brokerscope::views {

/// What the stage tells of a producer's configuration, with the defaults of the scenario's Kafka
/// release.
struct ProducerConfig {
    QString acks; ///< "0", "1" or "all"
    Duration linger;
    std::int64_t batchSize = 0; ///< bytes
    std::int64_t bufferMemory = 0; ///< bytes
    std::int64_t maxInFlight = 0;
};

[[nodiscard]] ProducerConfig producerConfig(const RunView& run, NodeId producer);

/// The partitions that the producer sends to: of its topic, or the one it names. All when there is
/// no scenario.
[[nodiscard]] std::vector<PartitionId> producedPartitions(const RunView& run, NodeId producer);

} // namespace brokerscope::views
