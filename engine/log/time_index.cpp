#include "engine/log/time_index.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace brokerscope::log {

TimeIndex::TimeIndex(IndexFile file, Offset base, std::int64_t maxBytes)
    : m_file(std::move(file))
    , m_base(base)
    , m_maxEntries(static_cast<std::size_t>(std::max<std::int64_t>(maxBytes, 0)) / kEntrySize)
{
}

tl::expected<TimeIndex, sim::IoError> TimeIndex::open(
    sim::Storage& storage, std::string path, Offset base, std::int64_t maxBytes)
{
    auto file = IndexFile::open(storage, std::move(path));
    if (!file) {
        return tl::unexpected(file.error());
    }
    TimeIndex index(*std::move(file), base, maxBytes);
    if (const auto loaded = index.load(); !loaded) {
        return tl::unexpected(loaded.error());
    }
    return index;
}

tl::expected<void, sim::IoError> TimeIndex::load()
{
    const auto content = m_file.content();
    if (!content) {
        return tl::unexpected(content.error());
    }
    m_isDamaged = m_file.wasMissing() || content->size() % kEntrySize != 0;
    for (std::size_t at = 0; at + kEntrySize <= content->size(); at += kEntrySize) {
        m_entries.push_back({readBigEndian<std::int64_t>(*content, at),
            readBigEndian<std::uint32_t>(*content, at + 8)});
    }
    // A file with a single entry was not preallocated: that one may be the record at the base, of
    // midnight 1 January 1970.
    const bool mayBePreallocated = m_entries.size() > 1;
    while (mayBePreallocated && !m_entries.empty() && m_entries.back() == Entry{}) {
        m_entries.pop_back();
    }
    const auto fault = std::adjacent_find(
        m_entries.begin(), m_entries.end(), [](const Entry& a, const Entry& b) {
            return a.timestampMs >= b.timestampMs || a.relativeOffset > b.relativeOffset;
        });
    m_isDamaged = m_isDamaged || fault != m_entries.end();
    if (m_isDamaged) {
        m_entries.clear();
        return {};
    }
    m_stored = m_entries.size();
    return m_file.truncate(m_stored * kEntrySize);
}

TimestampOffset TimeIndex::lookUp(std::int64_t timestampMs) const
{
    const auto slot = largestLowerBoundSlot(m_entries.size(), kWarmEntries,
        [&](std::size_t candidate) { return m_entries[candidate].timestampMs <=> timestampMs; });
    return slot ? at(*slot) : TimestampOffset{-1, m_base};
}

bool TimeIndex::maybeAdd(TimestampOffset entry)
{
    if (entry.timestampMs <= lastEntry().timestampMs) {
        return false;
    }
    assert(m_entries.size() < std::max<std::size_t>(m_maxEntries, 1));
    m_entries.push_back(
        {entry.timestampMs, static_cast<std::uint32_t>((entry.offset - m_base).value())});
    return true;
}

tl::expected<void, sim::IoError> TimeIndex::store(Timestamp now)
{
    if (m_entries.size() == m_stored) {
        return {};
    }
    Bytes bytes((m_entries.size() - m_stored) * kEntrySize);
    for (std::size_t i = m_stored; i < m_entries.size(); ++i) {
        const std::size_t at = (i - m_stored) * kEntrySize;
        writeBigEndian(bytes, at, m_entries[i].timestampMs);
        writeBigEndian(bytes, at + 8, m_entries[i].relativeOffset);
    }
    m_stored = m_entries.size();
    return m_file.append(bytes, now);
}

tl::expected<void, sim::IoError> TimeIndex::truncateTo(Offset to)
{
    const auto first = std::partition_point(m_entries.begin(), m_entries.end(),
        [&](const Entry& entry) { return m_base + OffsetDelta(entry.relativeOffset) < to; });
    return keep(static_cast<std::size_t>(first - m_entries.begin()));
}

tl::expected<void, sim::IoError> TimeIndex::clear()
{
    m_isDamaged = false;
    return keep(0);
}

tl::expected<void, sim::IoError> TimeIndex::keep(std::size_t entries)
{
    m_entries.resize(entries);
    m_stored = std::min(m_stored, entries);
    return m_file.truncate(m_stored * kEntrySize);
}

} // namespace brokerscope::log
