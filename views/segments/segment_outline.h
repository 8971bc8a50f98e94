#pragma once

#include "engine/inspect/directory.h"
#include "engine/inspect/index_file.h"
#include "engine/inspect/problem.h"
#include "engine/record/batch.h"
#include "engine/sim/storage.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace brokerscope::views {

/// A batch as its header describes it.
struct BatchHead {
    std::uint64_t position = 0; ///< in the .log file
    std::uint32_t size = 0;
    Offset base;
    Offset last;
    std::int32_t records = 0;
    LeaderEpoch epoch = kNoEpoch;
    bool isControl = false;
    bool hasValidCrc = true;
    bool operator==(const BatchHead&) const = default;
};

/// Offsets [from, to) that no batch has any more.
struct OffsetGap {
    Offset from;
    Offset to;
    std::uint64_t position = 0; ///< of the batch behind it
    bool operator==(const OffsetGap&) const = default;
};

/// A run of neighbouring batches of one .log file.
struct BatchRun {
    std::vector<BatchHead> batches;
    std::uint64_t begin = 0; ///< position of the first
    std::uint64_t end = 0; ///< where the scan stopped
    std::optional<inspect::Problem> problem; ///< what stopped it, other than the limit
    bool operator==(const BatchRun&) const = default;
};

/// What the strip draws of a segment.
struct SegmentOutline {
    inspect::SegmentFiles files;
    std::vector<inspect::OffsetEntry> index;
    std::vector<inspect::TimeEntry> timeIndex;
    Offset end; ///< offset behind its last record, as far as it can be read
    std::vector<inspect::OffsetEntry>
        anchors; ///< some batches: base offset and position, ascending
    std::vector<OffsetGap> gaps; ///< only of a segment that was read wholly
    std::int64_t recordsRemoved = 0; ///< by the cleaner from within batches that remain
    std::optional<inspect::Problem> problem; ///< the first one met
    bool operator==(const SegmentOutline&) const = default;
};

/// Segments up to this size are read wholly for their gaps; of larger ones only the indexes are.
inline constexpr std::uint64_t kReadWholly = std::uint64_t{4} << 20;

/// Batches from `position`, where one begins, at most `count` of them.
[[nodiscard]] BatchRun readBatches(sim::FileReader& files, const inspect::SegmentFiles& segment,
    std::uint64_t position, std::size_t count);

/// Where to begin to read in order to meet the batch at `position`: the place of the last index
/// entry that is not behind it, or 0.
[[nodiscard]] std::uint64_t scanStart(const SegmentOutline& segment, std::uint64_t position);

/// `next`: base offset of the segment behind it, for a gap at the end.
[[nodiscard]] SegmentOutline outlineOf(
    sim::FileReader& files, const inspect::SegmentFiles& segment, std::optional<Offset> next);

} // namespace brokerscope::views
