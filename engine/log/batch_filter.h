#pragma once

#include "engine/base/bytes.h"
#include "engine/base/ids.h"
#include "engine/log/offset_map.h"
#include "engine/log/producer_state.h"
#include "engine/record/batch.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <vector>

namespace brokerscope::log {

/// A run of offsets of which the cleaner has left no record.
struct RemovedRun {
    Offset from;
    Offset to; ///< exclusive
    std::uint32_t records = 0; ///< that were there
    bool operator==(const RemovedRun&) const = default;
};

/// Decides which records of a batch survive the cleaning and makes the batch of what is left
/// (Kafka: MemoryRecords.filterTo with the RecordFilter of LogCleaner).
class BatchFilter {
public:
    struct Round {
        const OffsetMap& map;
        const ProducerState& producers;
        Offset end; ///< of the dirty part that the map knows; no record from there on is removed
        std::int64_t nowMs = 0;
        std::int64_t deleteRetentionMs = 0; ///< delete.retention.ms
    };
    explicit BatchFilter(const Round& round);

    /// The batch to write in place of `batch`: the same bytes, or fewer records, or a header
    /// without any; empty when nothing of it stays. `isObsolete`: it belongs to an aborted
    /// transaction, or is the marker of one of which nothing else is left. Valid until the next
    /// call, or as long as the batch.
    tl::expected<ByteView, record::BatchError> apply(
        const record::BatchView& batch, bool isObsolete);

    [[nodiscard]] std::uint64_t recordsRead() const { return m_recordsRead; }
    /// What has been removed since the last call.
    [[nodiscard]] std::vector<RemovedRun> takeRemoved();

private:
    struct Survivors {
        std::vector<record::RecordView> records;
        bool hasTombstone = false;
    };
    [[nodiscard]] bool isKept(
        const record::BatchView& batch, const record::RecordView& record) const;
    [[nodiscard]] bool mustStay(const record::BatchView& batch) const;
    tl::expected<Survivors, record::BatchError> sift(const record::BatchView& batch, bool dropsAll);
    ByteView rebuild(const record::BatchView& batch, const std::vector<record::RecordView>& records,
        bool setsHorizon);
    void noteRemoved(Offset offset);

    Round m_round;
    record::Decompressor m_decompressor;
    record::Compressor m_compressor;
    Bytes m_out;
    std::uint64_t m_recordsRead = 0;
    std::vector<RemovedRun> m_removed;
    bool m_isRunOpen = false; ///< nothing was kept behind the last of m_removed
};

} // namespace brokerscope::log
