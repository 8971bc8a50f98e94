#pragma once

#include "engine/base/ids.h"
#include "engine/sim/random.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace brokerscope::client {

/// Kafka's hash of a record key (org.apache.kafka.common.utils.Utils.murmur2), signed as in Java.
[[nodiscard]] std::int32_t murmur2(std::string_view key);

/// Number of the partition for a key among `partitions` of them: all that the topic has, whether
/// they have a leader or not.
[[nodiscard]] std::uint16_t partitionForKey(std::string_view key, std::uint16_t partitions);

/// Spreads records without a key (Kafka: BuiltInPartitioner, KIP-794, without load statistics):
/// stays with one partition until enough bytes went there, then takes another at random.
class StickyPartitioner {
public:
    explicit StickyPartitioner(std::uint32_t batchSize)
        : m_batchSize(batchSize)
    {
    }

    [[nodiscard]] std::uint16_t current(std::uint16_t partitions, sim::Random& random);
    /// A record of `bytes` went to the current partition. `mayLeave`: its last batch is full, or it
    /// has none.
    void produced(std::uint32_t bytes, bool mayLeave);

private:
    std::uint32_t m_batchSize;
    std::optional<std::uint16_t> m_partition;
    std::uint64_t m_bytes = 0;
};

} // namespace brokerscope::client
