#include "engine/log/segment.h"

#include <algorithm>
#include <limits>

namespace brokerscope::log {

tl::expected<std::optional<Offset>, sim::IoError> Segment::findEnd() const
{
    HeaderScan scan = headers(m_offsetIndex.lookUp(m_offsetIndex.lastOffset()).position);
    Offset end = base();
    while (true) {
        const auto batch = scan.next();
        if (!batch) {
            return tl::unexpected(batch.error());
        }
        if (!*batch) {
            return scan.position() == m_size ? std::optional(end) : std::nullopt;
        }
        end = (*batch)->end();
    }
}

tl::expected<std::size_t, sim::IoError> Segment::positionOf(Offset offset) const
{
    const bool isAtTail = m_lastAppend.position > 0 && offset >= m_lastAppend.offset;
    const std::size_t begin
        = isAtTail ? m_lastAppend.position : m_offsetIndex.lookUp(offset).position;
    HeaderScan scan = headers(begin);
    while (true) {
        const auto batch = scan.next();
        if (!batch) {
            return tl::unexpected(batch.error());
        }
        if (!*batch) {
            // A header that is none, in the middle of the file, is a fault of the disk.
            return scan.position() == m_size ? tl::expected<std::size_t, sim::IoError>(m_size)
                                             : tl::unexpected(sim::IoError::ReadFailed);
        }
        if ((*batch)->last >= offset) {
            return (*batch)->position;
        }
    }
}

tl::expected<std::size_t, sim::IoError> Segment::lastEndWithin(
    std::size_t first, std::size_t limit) const
{
    const std::size_t indexed
        = m_offsetIndex
              .lookUpPosition(static_cast<std::uint32_t>(
                  std::min<std::size_t>(limit, std::numeric_limits<std::uint32_t>::max())))
              .position;
    HeaderScan scan = headers(std::max(first, indexed));
    std::size_t end = scan.position();
    while (true) {
        const auto batch = scan.next();
        if (!batch) {
            return tl::unexpected(batch.error());
        }
        if (!*batch || scan.position() > limit) {
            return end;
        }
        end = scan.position();
    }
}

tl::expected<ByteView, sim::IoError> Segment::read(
    Offset from, std::optional<Offset> bound, std::size_t maxBytes) const
{
    const auto begin = positionOf(from);
    if (!begin) {
        return tl::unexpected(begin.error());
    }
    std::size_t end = m_size;
    if (bound) {
        const auto position = positionOf(*bound);
        if (!position) {
            return tl::unexpected(position.error());
        }
        end = *position;
    }
    if (*begin >= end) {
        return ByteView();
    }
    if (end - *begin > maxBytes) {
        const auto whole = lastEndWithin(*begin, *begin + maxBytes);
        if (!whole) {
            return tl::unexpected(whole.error());
        }
        end = *whole;
    }
    if (*begin == end) {
        const auto only = headers(*begin).next();
        if (!only || !*only) {
            return tl::unexpected(only ? sim::IoError::ReadFailed : only.error());
        }
        end = *begin + (*only)->size;
    }
    return m_storage.read(m_log, *begin, end - *begin);
}

tl::expected<Offset, sim::IoError> Segment::endWithin(std::size_t bytes) const
{
    const std::size_t limit = std::min(bytes, m_size);
    std::size_t begin = m_offsetIndex.lookUpPosition(static_cast<std::uint32_t>(limit)).position;
    while (true) {
        HeaderScan scan(m_storage, m_log, begin, limit);
        std::optional<Offset> end;
        while (true) {
            const auto batch = scan.next();
            if (!batch) {
                return tl::unexpected(batch.error());
            }
            if (!*batch) {
                break;
            }
            end = (*batch)->end();
        }
        if (end || begin == 0) {
            return end.value_or(base());
        }
        // The append that the index entry stands for is not whole: the one before it is.
        begin = m_offsetIndex.lookUpPosition(static_cast<std::uint32_t>(begin - 1)).position;
    }
}

tl::expected<TimestampOffset, sim::IoError> Segment::largestTimestamp() const
{
    if (m_largest) {
        return *m_largest;
    }
    TimestampOffset largest = m_timeIndex.lastEntry();
    HeaderScan scan = headers(m_offsetIndex.lookUp(largest.offset).position);
    while (true) {
        const auto batch = scan.next();
        if (!batch) {
            return tl::unexpected(batch.error());
        }
        if (!*batch) {
            break;
        }
        if ((*batch)->maxTimestampMs > largest.timestampMs) {
            largest = {(*batch)->maxTimestampMs, (*batch)->last};
        }
    }
    m_largest = largest;
    return largest;
}

tl::expected<std::int64_t, sim::IoError> Segment::retentionTimestampMs() const
{
    return largestTimestamp().map([&](const TimestampOffset& largest) {
        return largest.timestampMs >= 0 ? largest.timestampMs : m_createdMs;
    });
}

} // namespace brokerscope::log
