#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace brokerscope::broker {

/// String.hashCode() of Java: over UTF-16 code units, with 32 bits. `text` is UTF-8; what is none
/// counts byte for byte.
[[nodiscard]] std::int32_t javaHashCode(std::string_view text);

/// The partition of __consumer_offsets that the group belongs to; `partitions` > 0 (Kafka:
/// GroupCoordinatorService.partitionFor, Utils.abs).
[[nodiscard]] std::size_t partitionForGroup(std::string_view group, std::size_t partitions);

} // namespace brokerscope::broker
