#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

namespace brokerscope::log {

/// A size as events carry it: 32 bits, which every segment of Kafka's fits into.
[[nodiscard]] constexpr std::uint32_t eventBytes(std::size_t bytes)
{
    return static_cast<std::uint32_t>(
        std::min<std::size_t>(bytes, std::numeric_limits<std::uint32_t>::max()));
}

} // namespace brokerscope::log
