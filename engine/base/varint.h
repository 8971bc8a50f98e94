#pragma once

#include "engine/base/bytes.h"

#include <bit>
#include <optional>

namespace brokerscope {

/// Kafka's signed variable-length numbers (org.apache.kafka.common.utils.ByteUtils): zig-zag, then
/// groups of seven bits, lowest first. One form serves varint and varlong, since both write the
/// same bytes for the same number. Inline, since a record has seven of them.

/// Bytes that a number takes at most.
inline constexpr std::size_t kMaxVarintSize = 10;

[[nodiscard]] constexpr std::uint64_t zigZag(std::int64_t value)
{
    return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}

/// Writes at `out`, where there must be room, and returns the place behind.
inline std::uint8_t* writeVarint(std::uint8_t* out, std::int64_t value)
{
    std::uint64_t rest = zigZag(value);
    while (rest >= 0x80) {
        *out++ = static_cast<std::uint8_t>(rest | 0x80U);
        rest >>= 7;
    }
    *out++ = static_cast<std::uint8_t>(rest);
    return out;
}

/// Appends.
void writeVarint(Bytes& out, std::int64_t value);

/// Bytes that writeVarint would add: 1 to kMaxVarintSize.
[[nodiscard]] constexpr std::size_t varintSize(std::int64_t value)
{
    const auto bits = static_cast<std::size_t>(std::bit_width(zigZag(value) | 1U));
    return (bits + 6) / 7;
}

/// Reads one number at `at`, which it moves behind it; false when the number is cut off by `end` or
/// longer than ten bytes.
[[nodiscard]] inline bool readVarint(
    const std::uint8_t*& at, const std::uint8_t* end, std::int64_t& value)
{
    std::uint64_t bits = 0;
    for (unsigned shift = 0; at != end && shift < 7 * kMaxVarintSize; shift += 7) {
        const std::uint8_t byte = *at++;
        bits |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
        if (byte < 0x80) {
            value = static_cast<std::int64_t>((bits >> 1) ^ (~(bits & 1U) + 1U));
            return true;
        }
    }
    return false;
}

/// The same at an index; nullopt for false.
[[nodiscard]] std::optional<std::int64_t> readVarint(ByteView bytes, std::size_t& at);

} // namespace brokerscope
