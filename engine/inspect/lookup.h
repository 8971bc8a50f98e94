#pragma once

#include "engine/base/ids.h"
#include "engine/inspect/directory.h"
#include "engine/inspect/index_search.h"
#include "engine/inspect/problem.h"
#include "engine/sim/storage.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace brokerscope::inspect {

/// One batch header that the scan of the .log file read.
struct ScanStep {
    std::uint64_t position = 0;
    std::uint32_t size = 0;
    Offset base;
    Offset last;
    std::int64_t maxTimestampMs = -1;
    bool isHit = false;
    bool operator==(const ScanStep&) const = default;
};

/// How a record is found, step by step, as Kafka does it.
struct Lookup {
    bool byTime = false;
    std::int64_t wanted = 0; ///< offset, or timestamp in ms
    std::size_t segment = 0; ///< index into PartitionFiles::segments: the last with base <= wanted
                             ///< offset, or the first whose largest timestamp >= wanted time
    std::optional<IndexSearch> timeSearch; ///< by time only
    IndexSearch offsetSearch;
    std::vector<ScanStep> scan; ///< from the position that the index gave
    std::optional<Offset> hit; ///< the record found
    std::int64_t hitTimestampMs = -1;
    std::uint64_t hitPosition = 0; ///< of its batch
    bool operator==(const Lookup&) const = default;
};

/// Finds the batch with `offset` (or the first record behind it, where offsets are gone; then
/// `segment` may be a later one, and the steps are those of its search). No hit when the log has
/// nothing there. A problem when a file on the way is broken.
[[nodiscard]] tl::expected<Lookup, Problem> lookUpOffset(
    sim::FileReader& files, const PartitionFiles& partition, Offset offset);
/// Finds the earliest record with a timestamp of at least `timestampMs` (ListOffsets).
[[nodiscard]] tl::expected<Lookup, Problem> lookUpTime(
    sim::FileReader& files, const PartitionFiles& partition, std::int64_t timestampMs);

} // namespace brokerscope::inspect
