#pragma once

#include "engine/base/ids.h"
#include "engine/log/index_file.h"
#include "engine/log/index_search.h"

#include <cstdint>
#include <vector>

namespace brokerscope::log {

/// Where to begin to look for an offset in a .log file.
struct OffsetPosition {
    Offset offset;
    std::uint32_t position = 0;
    bool operator==(const OffsetPosition&) const = default;
};

/// The sparse index from offsets to positions of one segment, in its .index file (Kafka:
/// OffsetIndex). An entry's position is where the append began that ended with its offset.
class OffsetIndex {
public:
    static constexpr std::size_t kEntrySize = 8; ///< relative offset i32, position i32
    static constexpr std::size_t kWarmEntries = kWarmBytes / kEntrySize;

    struct Entry {
        std::uint32_t relativeOffset = 0; ///< after the segment's base
        std::uint32_t position = 0;
        bool operator==(const Entry&) const = default;
    };

    /// Reads the file, or makes one. Zeros at its end, which Kafka preallocates, are cut off.
    static tl::expected<OffsetIndex, sim::IoError> open(
        sim::Storage& storage, std::string path, Offset base, std::int64_t maxBytes);

    /// There was no file, or what it held are not rising entries. It is empty then, and has to be
    /// built again.
    [[nodiscard]] bool isDamaged() const { return m_isDamaged; }
    [[nodiscard]] const std::vector<Entry>& entries() const { return m_entries; }
    [[nodiscard]] bool isFull() const { return m_entries.size() >= m_maxEntries; }
    /// Offset of the last entry, or the base.
    [[nodiscard]] Offset lastOffset() const
    {
        return m_entries.empty() ? m_base : offsetOf(m_entries.back());
    }

    /// The last entry that is not beyond `target`; the base and position 0 without one.
    [[nodiscard]] OffsetPosition lookUp(Offset target) const;
    /// The last entry whose position is not beyond `position`; the base and 0 without one.
    [[nodiscard]] OffsetPosition lookUpPosition(std::uint32_t position) const;

    /// Adds an entry beyond all others, in memory only: store() writes it. Must not be full.
    void add(Offset offset, std::uint32_t position);
    /// Writes what was added since the last store().
    tl::expected<void, sim::IoError> store(Timestamp now);

    /// Forgets entries at and beyond `to`.
    tl::expected<void, sim::IoError> truncateTo(Offset to);
    tl::expected<void, sim::IoError> clear();
    tl::expected<void, sim::IoError> sync() { return m_file.sync(); }
    tl::expected<void, sim::IoError> moveTo(std::string path)
    {
        return m_file.moveTo(std::move(path));
    }

private:
    OffsetIndex(IndexFile file, Offset base, std::int64_t maxBytes);
    tl::expected<void, sim::IoError> load();
    tl::expected<void, sim::IoError> keep(std::size_t entries);
    [[nodiscard]] Offset offsetOf(const Entry& entry) const
    {
        return m_base + OffsetDelta(entry.relativeOffset);
    }

    IndexFile m_file;
    Offset m_base;
    std::size_t m_maxEntries;
    std::vector<Entry> m_entries;
    std::size_t m_stored = 0; ///< entries that are in the file
    bool m_isDamaged = false;
};

} // namespace brokerscope::log
