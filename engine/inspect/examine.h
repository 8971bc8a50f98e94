#pragma once

#include "engine/inspect/directory.h"
#include "engine/inspect/index_check.h"
#include "engine/inspect/problem.h"
#include "engine/inspect/segment_scan.h"
#include "engine/record/codec.h"
#include "engine/sim/storage.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string_view>

namespace brokerscope::inspect {

/// What a walk over one segment has found out.
struct SegmentFindings {
    std::uint64_t batches = 0;
    std::uint64_t records = 0; ///< as the batches' headers count them
    std::uint64_t invalid = 0; ///< batches with a wrong CRC
    std::uint64_t validBytes = 0; ///< where the last whole batch ends
    std::map<std::string_view, std::uint64_t> batchesByCodec; ///< by the codec's name
    IndexFindings index;
    IndexFindings timeIndex;
    std::optional<Problem> end; ///< why the walk ended before the end of the file
    bool wasCancelled = false;
};

/// What to do on the way. Each may be empty.
struct Examination {
    /// Returning false cancels.
    std::function<bool(const FoundBatch&)> onBatch;
    Report onProblem;
    bool decodesRecords = false; ///< decompress and decode every record
};

/// Walks over a segment once, in constant memory, with its indexes read beside it: CRCs, headers,
/// the order of offsets and epochs, and each index entry against the log (Kafka:
/// kafka-dump-log.sh). `atLeast` is the least offset that may come first: the end of the segment
/// before. It and `epoch` are moved on for the next segment.
[[nodiscard]] SegmentFindings examineSegment(sim::FileReader& files, const SegmentFiles& segment,
    const Examination& examination, Offset& atLeast, LeaderEpoch& epoch);

} // namespace brokerscope::inspect
