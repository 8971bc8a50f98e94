#include "engine/log/segment.h"

#include "engine/record/record_reader.h"

#include <algorithm>

namespace brokerscope::log {

tl::expected<std::optional<TimestampAndOffset>, sim::IoError> Segment::firstRecord(
    const BatchPlace& place, std::int64_t timestampMs, Offset start) const
{
    const auto bytes = m_storage.read(m_log, place.position, place.size);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    const auto batch = record::BatchView::at(*bytes);
    if (!batch) {
        return tl::unexpected(sim::IoError::ReadFailed);
    }
    record::RecordReader records(*batch);
    while (!records.atEnd()) {
        const auto record = records.next();
        if (!record) {
            return tl::unexpected(sim::IoError::ReadFailed);
        }
        if (record->timestampMs >= timestampMs && record->offset >= start) {
            return TimestampAndOffset{record->timestampMs, record->offset, batch->leaderEpoch()};
        }
    }
    return std::nullopt;
}

tl::expected<std::optional<TimestampAndOffset>, sim::IoError> Segment::findByTimestamp(
    std::int64_t timestampMs, Offset start) const
{
    const Offset indexed = std::max(m_timeIndex.lookUp(timestampMs).offset, start);
    HeaderScan scan = headers(m_offsetIndex.lookUp(indexed).position);
    while (true) {
        const auto batch = scan.next();
        if (!batch) {
            return tl::unexpected(batch.error());
        }
        if (!*batch) {
            return std::nullopt;
        }
        if ((*batch)->maxTimestampMs < timestampMs || (*batch)->last < start) {
            continue;
        }
        const auto found = firstRecord(**batch, timestampMs, start);
        if (!found || *found) {
            return found;
        }
    }
}

tl::expected<std::optional<TimestampAndOffset>, sim::IoError>
Segment::recordOfLargestTimestamp() const
{
    const auto largest = largestTimestamp();
    if (!largest) {
        return tl::unexpected(largest.error());
    }
    if (largest->timestampMs < 0) {
        return std::nullopt;
    }
    HeaderScan scan = headers(m_offsetIndex.lookUp(largest->offset).position);
    while (true) {
        const auto batch = scan.next();
        if (!batch) {
            return tl::unexpected(batch.error());
        }
        if (!*batch) {
            return std::nullopt;
        }
        if ((*batch)->maxTimestampMs == largest->timestampMs) {
            return firstRecord(**batch, largest->timestampMs, base());
        }
    }
}

} // namespace brokerscope::log
