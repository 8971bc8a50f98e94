#include "engine/log/offset_index.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace brokerscope::log {

OffsetIndex::OffsetIndex(IndexFile file, Offset base, std::int64_t maxBytes)
    : m_file(std::move(file))
    , m_base(base)
    , m_maxEntries(static_cast<std::size_t>(std::max<std::int64_t>(maxBytes, 0)) / kEntrySize)
{
}

tl::expected<OffsetIndex, sim::IoError> OffsetIndex::open(
    sim::Storage& storage, std::string path, Offset base, std::int64_t maxBytes)
{
    auto file = IndexFile::open(storage, std::move(path));
    if (!file) {
        return tl::unexpected(file.error());
    }
    OffsetIndex index(*std::move(file), base, maxBytes);
    if (const auto loaded = index.load(); !loaded) {
        return tl::unexpected(loaded.error());
    }
    return index;
}

tl::expected<void, sim::IoError> OffsetIndex::load()
{
    const auto content = m_file.content();
    if (!content) {
        return tl::unexpected(content.error());
    }
    m_isDamaged = m_file.wasMissing() || content->size() % kEntrySize != 0;
    for (std::size_t at = 0; at + kEntrySize <= content->size(); at += kEntrySize) {
        m_entries.push_back({readBigEndian<std::uint32_t>(*content, at),
            readBigEndian<std::uint32_t>(*content, at + 4)});
    }
    // No entry points to the beginning of the file: the first append is never indexed.
    while (!m_entries.empty() && m_entries.back() == Entry{}) {
        m_entries.pop_back();
    }
    const auto fault = std::adjacent_find(
        m_entries.begin(), m_entries.end(), [](const Entry& a, const Entry& b) {
            return a.relativeOffset >= b.relativeOffset || a.position >= b.position;
        });
    m_isDamaged = m_isDamaged || fault != m_entries.end();
    if (m_isDamaged) {
        m_entries.clear();
        return {};
    }
    m_stored = m_entries.size();
    return m_file.truncate(m_stored * kEntrySize);
}

OffsetPosition OffsetIndex::lookUp(Offset target) const
{
    const auto slot = largestLowerBoundSlot(m_entries.size(), kWarmEntries,
        [&](std::size_t at) { return offsetOf(m_entries[at]) <=> target; });
    return slot ? OffsetPosition{offsetOf(m_entries[*slot]), m_entries[*slot].position}
                : OffsetPosition{m_base, 0};
}

OffsetPosition OffsetIndex::lookUpPosition(std::uint32_t position) const
{
    const auto slot = largestLowerBoundSlot(m_entries.size(), kWarmEntries,
        [&](std::size_t at) { return m_entries[at].position <=> position; });
    return slot ? OffsetPosition{offsetOf(m_entries[*slot]), m_entries[*slot].position}
                : OffsetPosition{m_base, 0};
}

void OffsetIndex::add(Offset offset, std::uint32_t position)
{
    assert(!isFull() && (m_entries.empty() || offset > lastOffset()));
    m_entries.push_back({static_cast<std::uint32_t>((offset - m_base).value()), position});
}

tl::expected<void, sim::IoError> OffsetIndex::store(Timestamp now)
{
    if (m_entries.size() == m_stored) {
        return {};
    }
    Bytes bytes((m_entries.size() - m_stored) * kEntrySize);
    for (std::size_t i = m_stored; i < m_entries.size(); ++i) {
        const std::size_t at = (i - m_stored) * kEntrySize;
        writeBigEndian(bytes, at, m_entries[i].relativeOffset);
        writeBigEndian(bytes, at + 4, m_entries[i].position);
    }
    m_stored = m_entries.size();
    return m_file.append(bytes, now);
}

tl::expected<void, sim::IoError> OffsetIndex::truncateTo(Offset to)
{
    const auto first = std::partition_point(m_entries.begin(), m_entries.end(),
        [&](const Entry& entry) { return offsetOf(entry) < to; });
    return keep(static_cast<std::size_t>(first - m_entries.begin()));
}

tl::expected<void, sim::IoError> OffsetIndex::clear()
{
    m_isDamaged = false;
    return keep(0);
}

tl::expected<void, sim::IoError> OffsetIndex::keep(std::size_t entries)
{
    m_entries.resize(entries);
    m_stored = std::min(m_stored, entries);
    return m_file.truncate(m_stored * kEntrySize);
}

} // namespace brokerscope::log
