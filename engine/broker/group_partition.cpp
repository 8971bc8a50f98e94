#include "engine/broker/group_partition.h"

#include <cstdlib>
#include <limits>

namespace brokerscope::broker {

namespace {

struct CodePoint {
    std::uint32_t value = 0;
    std::size_t bytes = 1;
};

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

CodePoint decode(std::string_view text)
{
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t length = first < 0x80U ? 1U
        : (first & 0xE0U) == 0xC0U           ? 2U
        : (first & 0xF0U) == 0xE0U           ? 3U
        : (first & 0xF8U) == 0xF0U           ? 4U
                                             : 1U;
    std::uint32_t value = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if (i >= text.size() || !isContinuation(text[i])) {
            return {first, 1};
        }
        value = value << 6U | (static_cast<unsigned char>(text[i]) & 0x3FU);
    }
    return {value, length};
}

} // namespace

std::int32_t javaHashCode(std::string_view text)
{
    constexpr std::uint32_t kFactor = 31;
    std::uint32_t hash = 0;
    while (!text.empty()) {
        const CodePoint point = decode(text);
        text.remove_prefix(point.bytes);
        if (point.value < 0x10000U) {
            hash = kFactor * hash + point.value;
        } else {
            const std::uint32_t rest = point.value - 0x10000U;
            hash = kFactor * hash + (0xD800U + (rest >> 10U));
            hash = kFactor * hash + (0xDC00U + (rest & 0x3FFU));
        }
    }
    return static_cast<std::int32_t>(hash);
}

std::size_t partitionForGroup(std::string_view group, std::size_t partitions)
{
    const std::int32_t hash = javaHashCode(group);
    // The least int has no positive counterpart.
    const std::int32_t positive
        = hash == std::numeric_limits<std::int32_t>::min() ? 0 : std::abs(hash);
    return static_cast<std::size_t>(positive) % partitions;
}

} // namespace brokerscope::broker
