#pragma once

#include "engine/inspect/index_check.h"
#include "engine/inspect/problem.h"
#include "engine/inspect/segment_scan.h"
#include "engine/log/transaction_index.h"
#include "engine/sim/storage.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace brokerscope::inspect {

/// A .txnindex file read entry by entry where it lies: the aborted transactions whose markers stand
/// in the segment (Kafka: TransactionIndex).
class TxnIndexFile {
public:
    /// Fails only when the file cannot be read.
    static tl::expected<TxnIndexFile, Problem> open(sim::FileReader& files, std::string_view path);

    [[nodiscard]] std::uint64_t entries() const { return m_bytes / log::AbortedTransaction::kSize; }
    /// TxnIndexEntry for what is no aborted transaction. `slot` must be below entries().
    [[nodiscard]] tl::expected<log::AbortedTransaction, Problem> at(std::uint64_t slot) const;
    [[nodiscard]] Problem problem(ProblemKind kind, std::uint64_t slot, Offset offset,
        std::int64_t expected, std::int64_t found) const;
    /// Whether the file is a whole number of entries.
    [[nodiscard]] tl::expected<void, Problem> checkSize() const;

private:
    sim::FileReader* m_files = nullptr;
    sim::FileId m_file = 0;
    std::string m_path;
    std::uint64_t m_bytes = 0;
};

/// Checks its entries beside a walk over the log. The index must outlive it.
class TxnIndexCheck {
public:
    TxnIndexCheck(const TxnIndexFile& index, Report report);

    /// To be called for each batch in order.
    void onBatch(const FoundBatch& batch);
    /// See IndexCheck::finish.
    void finish(bool wholeLog);
    [[nodiscard]] std::uint64_t mismatches() const { return m_mismatches; }

private:
    void take();
    void disagree(const Problem& problem);
    void disagreeAboutMarker();

    const TxnIndexFile& m_index;
    Report m_report;
    std::uint64_t m_mismatches = 0;
    std::uint64_t m_slot = 0; ///< of what take() reads next
    std::optional<log::AbortedTransaction> m_next;
    Offset m_lastEnd = kNoOffset;
};

} // namespace brokerscope::inspect
