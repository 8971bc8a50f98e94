#pragma once

#include <cstdint>
#include <string_view>

namespace brokerscope::client {

/// Kafka's hash of a record key (org.apache.kafka.common.utils.Utils.murmur2), signed as in Java.
[[nodiscard]] std::int32_t murmur2(std::string_view key);

/// Number of the partition for a key among `partitions` of them: all that the topic has, whether
/// they have a leader or not.
[[nodiscard]] std::uint16_t partitionForKey(std::string_view key, std::uint16_t partitions);

} // namespace brokerscope::client
