#pragma once

#include "engine/base/bytes.h"
#include "engine/base/ids.h"
#include "engine/record/record_reader.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace brokerscope::client {

/// Records with offsets one after the other that were written in one leader epoch.
struct RecordRun {
    Offset base;
    std::uint32_t records = 0;
    LeaderEpoch epoch;
    bool operator==(const RecordRun&) const = default;
};

/// What one poll() takes out of fetched batches.
struct RecordRuns {
    std::vector<RecordRun> runs; ///< ascending
    std::uint32_t records = 0; ///< in all runs
    Offset position; ///< the next offset to read
    bool isUsedUp = false; ///< no record is left; the position is the end of the last batch
    bool isCorrupt = false; ///< a batch whose records cannot be read follows
};

/// At most `room` records from `position` on. What compaction has left out is passed over, and so
/// are control batches (Kafka: CompletedFetch). The bytes are whole batches with sound headers.
[[nodiscard]] RecordRuns takeRecords(ByteView batches, Offset position, std::uint32_t room);

/// Calls f for each record with an offset in [from, to), as far as the batches can be read.
void forEachRecord(ByteView batches, Offset from, Offset to,
    const std::function<void(const record::RecordView&, LeaderEpoch)>& f);

} // namespace brokerscope::client
