#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace brokerscope {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

/// Big-endian whole numbers, as in Kafka's formats. The caller sees to it that the bytes are there.
template <class T>
[[nodiscard]] constexpr T readBigEndian(ByteView bytes, std::size_t at)
{
    using Unsigned = std::make_unsigned_t<T>;
    Unsigned value = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i) {
        value = static_cast<Unsigned>(
            static_cast<Unsigned>(value << (sizeof(T) > 1 ? 8 : 0)) | bytes[at + i]);
    }
    return static_cast<T>(value);
}

template <class T>
constexpr void writeBigEndian(std::span<std::uint8_t> bytes, std::size_t at, T value)
{
    using Unsigned = std::make_unsigned_t<T>;
    auto rest = static_cast<Unsigned>(value);
    for (std::size_t i = sizeof(T); i-- > 0;) {
        bytes[at + i] = static_cast<std::uint8_t>(rest & 0xFFU);
        rest = static_cast<Unsigned>(sizeof(T) > 1 ? rest >> 8 : 0);
    }
}

} // namespace brokerscope
