#pragma once

#include "engine/inspect/index_file.h"
#include "engine/inspect/segment_scan.h"

#include <cstdint>
#include <functional>
#include <optional>

namespace brokerscope::inspect {

using Report = std::function<void(const Problem&)>;

/// A foreign index disagrees in each of a million entries; the first few say it all.
inline constexpr std::uint32_t kMostReported = 10;

/// What a walk over a log has found out about one of its indexes.
struct IndexFindings {
    bool isChecked = false; ///< against a log; otherwise the two counts mean nothing
    std::uint32_t mismatches = 0; ///< entries that the log contradicts
    std::uint32_t entriesEqualToBatchLastOffset = 0; ///< offset index only
    bool operator==(const IndexFindings&) const = default;
};

/// Checks the entries of one index beside a walk over its log, both read once from the beginning to
/// the end. The index must outlive it.
class IndexCheck {
public:
    IndexCheck(const IndexFile& index, Report report);

    /// To be called for each batch in order.
    void onBatch(const FoundBatch& batch);
    /// The log ended, or could not be read beyond `end`. Entries for what is behind that are wrong
    /// only if the whole log was read.
    void finish(bool wholeLog);
    [[nodiscard]] const IndexFindings& findings() const { return m_findings; }

private:
    void onBatchOfOffsets(const FoundBatch& batch);
    void onBatchOfTimes(const FoundBatch& batch);
    void point(const FoundBatch& batch);
    void closeOpen();
    void take();
    void disagree(ProblemKind kind, std::uint32_t slot, Offset offset, std::int64_t expected,
        std::int64_t found);

    const IndexFile& m_index;
    Report m_report;
    IndexFindings m_findings;
    std::optional<IndexEntry> m_next; ///< the entry in m_slot, not met yet
    std::uint32_t m_slot = 0;
    std::optional<IndexEntry> m_previous;
    std::optional<IndexEntry> m_open; ///< its position was met, its offset not yet
    std::uint32_t m_openSlot = 0;
    std::int64_t m_openLastOffset = 0; ///< of the batch it points to
    std::int64_t m_maxTimestamp = -1; ///< so far
};

} // namespace brokerscope::inspect
