#pragma once

#include "engine/inspect/index_file.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace brokerscope::inspect {

/// One comparison of a binary search in an index file (Kafka:
/// AbstractIndex.largestLowerBoundSlotFor).
struct IndexProbe {
    std::uint32_t slot = 0; ///< entry that was read
    std::int64_t key = 0; ///< its offset, or its timestamp in a time index
    std::int64_t value = 0; ///< its position, or its offset in a time index
    std::uint32_t low = 0; ///< slots that were still possible, both inclusive
    std::uint32_t high = 0;
    bool isTooGreat = false; ///< the key is beyond the target: the answer lies before it
    bool isWarm = true; ///< in the part at the end of the file that is searched first (8 KiB)
    bool operator==(const IndexProbe&) const = default;
};

/// The search of one index.
struct IndexSearch {
    std::string file; ///< empty when the segment has no such index
    std::uint32_t entries = 0;
    std::int64_t target = 0;
    std::vector<IndexProbe> probes;
    std::optional<std::uint32_t> slot; ///< the largest entry that is not beyond the target
    std::int64_t answer = 0; ///< its value; without an entry the base offset or position 0
    bool operator==(const IndexSearch&) const = default;
};

/// Searches as Kafka does: first whether the target lies in the last 8 KiB of entries, which nearly
/// every search of a running broker touches, then by halves there or in what is before it.
[[nodiscard]] tl::expected<IndexSearch, Problem> searchIndex(
    const IndexFile& index, std::int64_t target);

} // namespace brokerscope::inspect
