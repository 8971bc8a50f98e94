#include "engine/inspect/txn_index_file.h"

namespace brokerscope::inspect {

namespace {

constexpr std::uint64_t kSize = log::AbortedTransaction::kSize;

} // namespace

tl::expected<TxnIndexFile, Problem> TxnIndexFile::open(
    sim::FileReader& files, std::string_view path)
{
    TxnIndexFile index;
    index.m_files = &files;
    index.m_path = path;
    const auto file = files.find(path);
    if (!file) {
        return tl::unexpected(index.problem(ProblemKind::Unreadable, 0, kNoOffset, 0, 0));
    }
    index.m_file = *file;
    index.m_bytes = files.size(*file);
    return index;
}

Problem TxnIndexFile::problem(ProblemKind kind, std::uint64_t slot, Offset offset,
    std::int64_t expected, std::int64_t found) const
{
    return {kind, m_path, slot * kSize, offset, expected, found};
}

tl::expected<log::AbortedTransaction, Problem> TxnIndexFile::at(std::uint64_t slot) const
{
    const auto bytes = m_files->read(m_file, slot * kSize, kSize);
    if (!bytes || bytes->size() < kSize) {
        return tl::unexpected(problem(ProblemKind::Unreadable, slot, kNoOffset, 0, 0));
    }
    const auto entry = log::AbortedTransaction::decode(*bytes);
    if (!entry || entry->lastOffset < entry->firstOffset) {
        return tl::unexpected(problem(ProblemKind::TxnIndexEntry, slot, kNoOffset, 0,
            readBigEndian<std::int16_t>(*bytes, 0)));
    }
    return *entry;
}

tl::expected<void, Problem> TxnIndexFile::checkSize() const
{
    if (m_bytes % kSize != 0) {
        return tl::unexpected(problem(ProblemKind::IndexSize, entries(), kNoOffset,
            static_cast<std::int64_t>(kSize), static_cast<std::int64_t>(m_bytes)));
    }
    return {};
}

TxnIndexCheck::TxnIndexCheck(const TxnIndexFile& index, Report report)
    : m_index(index)
    , m_report(std::move(report))
{
    take();
}

void TxnIndexCheck::disagree(const Problem& problem)
{
    if (m_mismatches++ < kMostReported) {
        m_report(problem);
    }
}

void TxnIndexCheck::disagreeAboutMarker()
{
    disagree(m_index.problem(
        ProblemKind::TxnIndexMarker, m_slot - 1, m_next->lastOffset, 0, m_next->producer.value()));
}

/// Goes to the next entry that is one and comes after the one before.
void TxnIndexCheck::take()
{
    m_next.reset();
    for (; m_slot < m_index.entries() && !m_next; ++m_slot) {
        const auto entry = m_index.at(m_slot);
        if (!entry) {
            disagree(entry.error());
        } else if (entry->lastOffset <= m_lastEnd) {
            disagree(m_index.problem(ProblemKind::IndexOrder, m_slot, entry->lastOffset,
                m_lastEnd.value(), entry->lastOffset.value()));
        } else {
            m_next = *entry;
            m_lastEnd = entry->lastOffset;
        }
    }
}

void TxnIndexCheck::onBatch(const FoundBatch& batch)
{
    while (m_next && m_next->lastOffset < batch.view.baseOffset()) {
        disagreeAboutMarker();
        take();
    }
    while (m_next && m_next->lastOffset <= batch.view.lastOffset()) {
        const bool isMarker = batch.view.isControl() && batch.view.producerId() == m_next->producer;
        if (!isMarker && batch.hasValidCrc) {
            disagreeAboutMarker();
        }
        take();
    }
}

void TxnIndexCheck::finish(bool wholeLog)
{
    while (wholeLog && m_next) {
        disagreeAboutMarker();
        take();
    }
}

} // namespace brokerscope::inspect
