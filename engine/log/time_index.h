#pragma once

#include "engine/base/ids.h"
#include "engine/log/index_file.h"
#include "engine/log/index_search.h"

#include <cstdint>
#include <vector>

namespace brokerscope::log {

/// A timestamp and the last offset of the batch that has it; -1 and the base offset stand for "no
/// timestamp yet" (Kafka: TimestampOffset).
struct TimestampOffset {
    std::int64_t timestampMs = -1;
    Offset offset;
    bool operator==(const TimestampOffset&) const = default;
};

/// The sparse index from timestamps to offsets of one segment, in its .timeindex file (Kafka:
/// TimeIndex). An entry says: no record up to this offset is later than this timestamp.
class TimeIndex {
public:
    static constexpr std::size_t kEntrySize = 12; ///< timestamp i64, relative offset i32
    static constexpr std::size_t kWarmEntries = kWarmBytes / kEntrySize;

    struct Entry {
        std::int64_t timestampMs = 0;
        std::uint32_t relativeOffset = 0; ///< after the segment's base
        bool operator==(const Entry&) const = default;
    };

    /// Reads the file, or makes one. Zeros at its end, which Kafka preallocates, are cut off.
    static tl::expected<TimeIndex, sim::IoError> open(
        sim::Storage& storage, std::string path, Offset base, std::int64_t maxBytes);

    /// There was no file, or what it held are not rising entries. It is empty then, and has to be
    /// built again.
    [[nodiscard]] bool isDamaged() const { return m_isDamaged; }
    [[nodiscard]] const std::vector<Entry>& entries() const { return m_entries; }
    /// One slot stays free for the entry with which a segment is closed.
    [[nodiscard]] bool isFull() const { return m_entries.size() + 1 >= m_maxEntries; }
    [[nodiscard]] TimestampOffset lastEntry() const
    {
        return m_entries.empty() ? TimestampOffset{-1, m_base} : at(m_entries.size() - 1);
    }

    /// The last entry that is not later than `timestampMs`; -1 and the base without one.
    [[nodiscard]] TimestampOffset lookUp(std::int64_t timestampMs) const;

    /// Adds an entry, in memory only, if its timestamp is beyond that of the last one; store()
    /// writes it. Returns whether it did.
    bool maybeAdd(TimestampOffset entry);
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
    TimeIndex(IndexFile file, Offset base, std::int64_t maxBytes);
    tl::expected<void, sim::IoError> load();
    tl::expected<void, sim::IoError> keep(std::size_t entries);
    [[nodiscard]] TimestampOffset at(std::size_t slot) const
    {
        return {m_entries[slot].timestampMs, m_base + OffsetDelta(m_entries[slot].relativeOffset)};
    }

    IndexFile m_file;
    Offset m_base;
    std::size_t m_maxEntries;
    std::vector<Entry> m_entries;
    std::size_t m_stored = 0; ///< entries that are in the file
    bool m_isDamaged = false;
};

} // namespace brokerscope::log
