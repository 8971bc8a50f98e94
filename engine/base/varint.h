#pragma once

#include "engine/base/bytes.h"

#include <optional>

namespace brokerscope {

/// Kafka's signed variable-length numbers (org.apache.kafka.common.utils.ByteUtils): zig-zag, then
/// groups of seven bits, lowest first. One form serves varint and varlong, since both write the
/// same bytes for the same number.
void writeVarint(Bytes& out, std::int64_t value);

/// Bytes that writeVarint would add: 1 to 10.
[[nodiscard]] std::size_t varintSize(std::int64_t value);

/// Reads one number at `at` and moves `at` behind it; nullopt when it is cut off or longer than ten
/// bytes.
[[nodiscard]] std::optional<std::int64_t> readVarint(ByteView bytes, std::size_t& at);

} // namespace brokerscope
