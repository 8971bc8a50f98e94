#pragma once

#include <compare>
#include <cstddef>
#include <optional>

namespace brokerscope::log {

/// The part at the end of an index that a search looks into first: as many of its bytes as are in
/// the page cache of any broker, because every append and every reader at the tail touches them
/// (Kafka: AbstractIndex.warmEntries).
inline constexpr std::size_t kWarmBytes = 8192;

/// The last of `entries` rising entries that is not beyond the target; nullopt when all are (Kafka:
/// AbstractIndex.largestLowerBoundSlotFor). compare(slot) orders the entry against the target. The
/// last `warm` entries are searched first, so that a lookup near the end never touches the others.
template <class Compare>
[[nodiscard]] std::optional<std::size_t> largestLowerBoundSlot(
    std::size_t entries, std::size_t warm, Compare&& compare)
{
    if (entries == 0) {
        return std::nullopt;
    }
    const std::size_t firstWarm = entries - 1 > warm ? entries - 1 - warm : 0;
    std::size_t low = 0;
    std::size_t high = firstWarm;
    if (std::is_lt(compare(firstWarm))) {
        low = firstWarm;
        high = entries - 1;
    } else if (std::is_gt(compare(std::size_t{0}))) {
        return std::nullopt;
    }
    while (low < high) {
        const std::size_t middle = (low + high + 1) / 2;
        const std::strong_ordering order = compare(middle);
        if (std::is_eq(order)) {
            return middle;
        }
        if (std::is_gt(order)) {
            high = middle - 1;
        } else {
            low = middle;
        }
    }
    return low;
}

} // namespace brokerscope::log
