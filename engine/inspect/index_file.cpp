#include "engine/inspect/index_file.h"

#include <algorithm>

namespace brokerscope::inspect {

namespace {

/// Entries that are read at once while looking for the last one.
constexpr std::uint64_t kSlotsAtOnce = 65536;

/// The offset that a relative one stands for. Unsigned, since a broken name may have a base near
/// the greatest number there is.
std::int64_t absolute(Offset base, std::int32_t relative)
{
    return static_cast<std::int64_t>(
        static_cast<std::uint64_t>(base.value()) + static_cast<std::uint64_t>(relative));
}

/// Reads a whole index; its entries must rise in both numbers.
tl::expected<std::vector<IndexEntry>, Problem> readRising(
    sim::FileReader& files, std::string_view path, Offset base, IndexKind kind)
{
    const auto index = IndexFile::open(files, path, base, kind);
    if (!index) {
        return tl::unexpected(index.error());
    }
    if (const auto sane = index->sanityCheck(); !sane) {
        return tl::unexpected(sane.error());
    }
    std::vector<IndexEntry> entries;
    entries.reserve(index->entries());
    for (std::uint32_t slot = 0; slot < index->entries(); ++slot) {
        const auto entry = index->at(slot);
        if (!entry) {
            return tl::unexpected(entry.error());
        }
        if (slot > 0 && (entry->key <= entries.back().key || entry->value < entries.back().value)) {
            return tl::unexpected(index->problem(
                ProblemKind::IndexOrder, slot, kNoOffset, entries.back().key, entry->key));
        }
        entries.push_back(*entry);
    }
    return entries;
}

} // namespace

IndexFile::IndexFile(sim::FileReader& files, std::string path, Offset base, IndexKind kind)
    : m_files(&files)
    , m_path(std::move(path))
    , m_base(base)
    , m_kind(kind)
{
}

tl::expected<IndexFile, Problem> IndexFile::open(
    sim::FileReader& files, std::string_view path, Offset base, IndexKind kind)
{
    IndexFile index(files, std::string(path), base, kind);
    const auto file = files.find(path);
    if (!file) {
        return tl::unexpected(index.problem(ProblemKind::Unreadable, 0, kNoOffset, 0, 0));
    }
    index.m_file = *file;
    index.m_bytes = files.size(*file);
    if (const auto counted = index.countEntries(); !counted) {
        return tl::unexpected(counted.error());
    }
    return index;
}

/// An entry of zeros only is none, save where the whole file is one: the first record of a segment
/// may have timestamp 0.
tl::expected<void, Problem> IndexFile::countEntries()
{
    const std::uint64_t size = entrySize();
    if (m_bytes == size) {
        m_entries = 1;
        return {};
    }
    std::uint64_t slots = m_bytes / size;
    while (slots > 0) {
        const std::uint64_t first = slots > kSlotsAtOnce ? slots - kSlotsAtOnce : 0;
        const auto bytes = m_files->read(m_file, first * size, (slots - first) * size);
        if (!bytes || bytes->size() < (slots - first) * size) {
            return tl::unexpected(problem(
                ProblemKind::Unreadable, static_cast<std::uint32_t>(first), kNoOffset, 0, 0));
        }
        const auto last = std::find_if(
            bytes->rbegin(), bytes->rend(), [](std::uint8_t byte) { return byte != 0; });
        const auto used = static_cast<std::uint64_t>(bytes->rend() - last);
        m_entries = static_cast<std::uint32_t>(first + (used + size - 1) / size);
        if (used > 0) {
            return {};
        }
        slots = first;
    }
    return {};
}

tl::expected<IndexEntry, Problem> IndexFile::at(std::uint32_t slot) const
{
    const std::uint64_t size = entrySize();
    const auto bytes = m_files->read(m_file, slot * size, size);
    if (!bytes || bytes->size() < size) {
        return tl::unexpected(problem(ProblemKind::Unreadable, slot, kNoOffset, 0, 0));
    }
    if (m_kind == IndexKind::Offset) {
        return IndexEntry{absolute(m_base, readBigEndian<std::int32_t>(*bytes, 0)),
            readBigEndian<std::uint32_t>(*bytes, 4)};
    }
    return IndexEntry{readBigEndian<std::int64_t>(*bytes, 0),
        absolute(m_base, readBigEndian<std::int32_t>(*bytes, 8))};
}

Problem IndexFile::problem(ProblemKind kind, std::uint32_t slot, Offset offset,
    std::int64_t expected, std::int64_t found) const
{
    return {kind, m_path, slot * entrySize(), offset, expected, found};
}

tl::expected<void, Problem> IndexFile::sanityCheck() const
{
    if (m_bytes % entrySize() != 0) {
        return tl::unexpected(
            Problem{ProblemKind::IndexSize, m_path, m_bytes - m_bytes % entrySize(), kNoOffset,
                static_cast<std::int64_t>(entrySize()), static_cast<std::int64_t>(m_bytes)});
    }
    if (m_entries == 0) {
        return {};
    }
    const auto last = at(m_entries - 1);
    if (!last) {
        return tl::unexpected(last.error());
    }
    const std::int64_t offset = m_kind == IndexKind::Offset ? last->key : last->value;
    if (offset < m_base.value()) {
        return tl::unexpected(
            problem(ProblemKind::IndexOrder, m_entries - 1, kNoOffset, m_base.value(), offset));
    }
    return {};
}

tl::expected<std::vector<OffsetEntry>, Problem> readOffsetIndex(
    sim::FileReader& files, std::string_view path, Offset base)
{
    const auto entries = readRising(files, path, base, IndexKind::Offset);
    if (!entries) {
        return tl::unexpected(entries.error());
    }
    std::vector<OffsetEntry> result;
    result.reserve(entries->size());
    for (const IndexEntry& entry : *entries) {
        result.push_back({Offset(entry.key), static_cast<std::uint32_t>(entry.value)});
    }
    return result;
}

tl::expected<std::vector<TimeEntry>, Problem> readTimeIndex(
    sim::FileReader& files, std::string_view path, Offset base)
{
    const auto entries = readRising(files, path, base, IndexKind::Time);
    if (!entries) {
        return tl::unexpected(entries.error());
    }
    std::vector<TimeEntry> result;
    result.reserve(entries->size());
    for (const IndexEntry& entry : *entries) {
        result.push_back({entry.key, Offset(entry.value)});
    }
    return result;
}

} // namespace brokerscope::inspect
