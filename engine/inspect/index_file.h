#pragma once

#include "engine/base/ids.h"
#include "engine/inspect/problem.h"
#include "engine/sim/storage.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace brokerscope::inspect {

struct OffsetEntry {
    Offset offset;
    std::uint32_t position = 0; ///< in the .log file
    bool operator==(const OffsetEntry&) const = default;
};

struct TimeEntry {
    std::int64_t timestampMs = 0;
    Offset offset;
    bool operator==(const TimeEntry&) const = default;
};

/// The entries of a .index file; `base` is the offset in its name. Preallocated zeros at the end
/// (an index that a running or killed broker left at segment.index.bytes) are not entries.
[[nodiscard]] tl::expected<std::vector<OffsetEntry>, Problem> readOffsetIndex(
    sim::FileReader& files, std::string_view path, Offset base);
/// The same for a .timeindex file.
[[nodiscard]] tl::expected<std::vector<TimeEntry>, Problem> readTimeIndex(
    sim::FileReader& files, std::string_view path, Offset base);

enum class IndexKind : std::uint8_t {
    Offset, ///< .index: key is an offset, value a position (Kafka: OffsetIndex)
    Time, ///< .timeindex: key is a timestamp, value an offset (Kafka: TimeIndex)
};

/// An entry of either index, with its offset made absolute.
struct IndexEntry {
    std::int64_t key = 0;
    std::int64_t value = 0;
    bool operator==(const IndexEntry&) const = default;
};

/// An index read entry by entry where it lies, however large it is.
class IndexFile {
public:
    /// Finds out how many entries there are. Fails only when the file cannot be read.
    static tl::expected<IndexFile, Problem> open(
        sim::FileReader& files, std::string_view path, Offset base, IndexKind kind);

    [[nodiscard]] const std::string& path() const { return m_path; }
    [[nodiscard]] Offset base() const { return m_base; }
    [[nodiscard]] IndexKind kind() const { return m_kind; }
    [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }
    [[nodiscard]] std::uint64_t entrySize() const { return m_kind == IndexKind::Offset ? 8 : 12; }
    /// Without the zeros at the end and without the rest of a file of no whole number of entries.
    [[nodiscard]] std::uint32_t entries() const { return m_entries; }
    /// `slot` must be below entries().
    [[nodiscard]] tl::expected<IndexEntry, Problem> at(std::uint32_t slot) const;
    /// A problem of the entry in `slot`.
    [[nodiscard]] Problem problem(ProblemKind kind, std::uint32_t slot, Offset offset,
        std::int64_t expected, std::int64_t found) const;
    /// What makes Kafka rebuild an index when it opens it: a ragged size, or a last entry that
    /// lies below the base (Kafka: AbstractIndex.sanityCheck).
    [[nodiscard]] tl::expected<void, Problem> sanityCheck() const;

private:
    IndexFile(sim::FileReader& files, std::string path, Offset base, IndexKind kind);
    [[nodiscard]] tl::expected<void, Problem> countEntries();

    sim::FileReader* m_files;
    sim::FileId m_file = 0;
    std::string m_path;
    Offset m_base;
    IndexKind m_kind;
    std::uint64_t m_bytes = 0;
    std::uint32_t m_entries = 0;
};

} // namespace brokerscope::inspect
