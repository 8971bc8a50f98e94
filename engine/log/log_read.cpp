#include "engine/log/log.h"

#include <algorithm>
#include <cassert>

namespace brokerscope::log {

tl::expected<ByteView, sim::IoError> Log::read(
    Offset from, Offset bound, std::size_t maxBytes) const
{
    assert(from >= m_logStart && from <= m_logEnd);
    if (from == m_logEnd) {
        return ByteView();
    }
    // Where compaction has left nothing behind `from` in its segment, the next one has it.
    for (std::size_t i = segmentOf(from); i < m_segments.size(); ++i) {
        if (m_segments[i]->base() >= bound) {
            break;
        }
        const auto limit = bound < endOf(i) ? std::optional(bound) : std::nullopt;
        const auto batches = m_segments[i]->read(from, limit, maxBytes);
        if (!batches || !batches->empty()) {
            return batches;
        }
    }
    return ByteView();
}

std::optional<std::size_t> Log::bytesBetween(Offset from, Offset bound, std::size_t limit) const
{
    if (bound <= from) {
        return 0;
    }
    const std::size_t first = segmentOf(from);
    if (first != segmentOf(bound - OffsetDelta(1))) {
        return std::nullopt;
    }
    const Segment& segment = *m_segments[first];
    const auto begin = segment.positionOf(from);
    const auto end = bound < endOf(first) ? segment.positionOf(bound)
                                          : tl::expected<std::size_t, sim::IoError>(segment.size());
    // A reader shall come and meet the fault itself.
    return begin && end ? std::min(limit, *end - std::min(*begin, *end)) : limit;
}

tl::expected<std::optional<Log::TimestampAndOffset>, sim::IoError> Log::offsetForTimestamp(
    std::int64_t timestampMs) const
{
    for (const auto& segment : m_segments) {
        const auto largest = segment->largestTimestamp();
        if (!largest) {
            return tl::unexpected(largest.error());
        }
        if (largest->timestampMs < timestampMs) {
            continue;
        }
        const auto found = segment->findByTimestamp(timestampMs, m_logStart);
        if (!found || *found) {
            return found;
        }
    }
    return std::nullopt;
}

tl::expected<std::optional<Log::TimestampAndOffset>, sim::IoError> Log::offsetOfMaxTimestamp() const
{
    const Segment* latest = nullptr;
    std::int64_t latestMs = -1;
    for (const auto& segment : m_segments) {
        const auto largest = segment->largestTimestamp();
        if (!largest) {
            return tl::unexpected(largest.error());
        }
        if (largest->timestampMs > latestMs) {
            latest = segment.get();
            latestMs = largest->timestampMs;
        }
    }
    return latest == nullptr ? std::nullopt : latest->recordOfLargestTimestamp();
}

Offset Log::lastStableOffset(Offset highWatermark) const
{
    const auto unstable = m_producers.firstUnstable(highWatermark);
    return unstable ? std::min(highWatermark, std::max(*unstable, m_logStart)) : highWatermark;
}

tl::expected<std::vector<AbortedTransaction>, sim::IoError> Log::abortedTransactions(
    Offset from, Offset upper) const
{
    std::vector<AbortedTransaction> found;
    for (std::size_t i = segmentOf(from); i < m_segments.size(); ++i) {
        if (m_segments[i]->transactions().collect(from, upper, found)) {
            break;
        }
    }
    return found;
}

} // namespace brokerscope::log
