#include "engine/client/murmur2.h"

#include <cassert>

namespace brokerscope::client {

std::int32_t murmur2(std::string_view key)
{
    constexpr std::uint32_t kSeed = 0x9747B28C;
    constexpr std::uint32_t kMultiplier = 0x5BD1E995;
    const auto byteAt = [key](std::size_t at) {
        return static_cast<std::uint32_t>(static_cast<std::uint8_t>(key[at]));
    };

    std::uint32_t hash = kSeed ^ static_cast<std::uint32_t>(key.size());
    const std::size_t whole = key.size() / 4 * 4;
    for (std::size_t at = 0; at < whole; at += 4) {
        std::uint32_t word
            = byteAt(at) | byteAt(at + 1) << 8 | byteAt(at + 2) << 16 | byteAt(at + 3) << 24;
        word *= kMultiplier;
        word ^= word >> 24;
        word *= kMultiplier;
        hash *= kMultiplier;
        hash ^= word;
    }
    const std::size_t rest = key.size() - whole;
    for (std::size_t i = rest; i-- > 0;) {
        hash ^= byteAt(whole + i) << (8 * i);
    }
    if (rest > 0) {
        hash *= kMultiplier;
    }
    hash ^= hash >> 13;
    hash *= kMultiplier;
    hash ^= hash >> 15;
    return static_cast<std::int32_t>(hash);
}

std::uint16_t partitionForKey(std::string_view key, std::uint16_t partitions)
{
    assert(partitions > 0);
    const auto positive = static_cast<std::uint32_t>(murmur2(key)) & 0x7FFFFFFFU;
    return static_cast<std::uint16_t>(positive % partitions);
}

} // namespace brokerscope::client
