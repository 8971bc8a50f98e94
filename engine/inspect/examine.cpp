#include "engine/inspect/examine.h"

#include "engine/inspect/txn_index_file.h"

#include <algorithm>
#include <array>

namespace brokerscope::inspect {

namespace {

/// The walk over one segment.
class Walk {
public:
    Walk(sim::FileReader& files, const SegmentFiles& segment, const Examination& examination,
        Offset& atLeast, LeaderEpoch& epoch)
        : m_files(files)
        , m_segment(segment)
        , m_examination(examination)
        , m_atLeast(atLeast)
        , m_epoch(epoch)
    {
    }

    SegmentFindings run()
    {
        openIndexes();
        const auto file = m_files.find(m_segment.log);
        if (!file) {
            end({ProblemKind::Unreadable, m_segment.log, 0, kNoOffset, 0, 0});
            return m_findings;
        }
        SegmentScan scan(m_files, *file, m_segment.log);
        while (true) {
            const auto next = scan.next();
            if (!next) {
                Problem problem = next.error();
                problem.offset = m_findings.batches > 0 ? m_atLeast : m_segment.base;
                end(problem);
                break;
            }
            if (!*next) {
                break;
            }
            if (!take(**next)) {
                m_findings.wasCancelled = true;
                break;
            }
        }
        m_findings.validBytes = scan.position();
        finish();
        return m_findings;
    }

private:
    void report(const Problem& problem) const
    {
        if (m_examination.onProblem) {
            m_examination.onProblem(problem);
        }
    }
    void report(
        ProblemKind kind, const FoundBatch& batch, std::int64_t expected, std::int64_t found) const
    {
        report({kind, m_segment.log, batch.position, batch.view.baseOffset(), expected, found});
    }
    void end(const Problem& problem)
    {
        m_findings.end = problem;
        report(problem);
    }

    void openIndex(const std::string& path, IndexKind kind, std::optional<IndexFile>& file,
        std::optional<IndexCheck>& check)
    {
        if (path.empty()) {
            return;
        }
        auto opened = IndexFile::open(m_files, path, m_segment.base, kind);
        if (!opened) {
            report(opened.error());
            return;
        }
        if (const auto sane = opened->sanityCheck(); !sane) {
            report(sane.error());
        }
        file.emplace(std::move(*opened));
        check.emplace(*file, [this](const Problem& problem) { report(problem); });
    }
    void openIndexes()
    {
        openIndex(m_segment.index, IndexKind::Offset, m_indexFile, m_index);
        openIndex(m_segment.timeIndex, IndexKind::Time, m_timeIndexFile, m_timeIndex);
        if (m_segment.txnIndex.empty()) {
            return;
        }
        auto opened = TxnIndexFile::open(m_files, m_segment.txnIndex);
        if (!opened) {
            report(opened.error());
            return;
        }
        if (const auto sane = opened->checkSize(); !sane) {
            report(sane.error());
        }
        m_txnIndexFile.emplace(std::move(*opened));
        m_txnIndex.emplace(*m_txnIndexFile, [this](const Problem& problem) { report(problem); });
    }

    bool take(const FoundBatch& batch)
    {
        const record::BatchView& view = batch.view;
        ++m_findings.batches;
        m_findings.records += static_cast<std::uint64_t>(std::max(view.recordCount(), 0));
        ++m_byCodec[static_cast<std::size_t>(view.codec())];
        if (!batch.hasValidCrc) {
            ++m_findings.invalid;
            report(ProblemKind::BadCrc, batch, view.crc(), batch.computedCrc);
        } else {
            checkContent(batch);
        }
        checkOrder(batch);
        for (auto* check : {&m_index, &m_timeIndex}) {
            if (*check) {
                (*check)->onBatch(batch);
            }
        }
        if (m_txnIndex) {
            m_txnIndex->onBatch(batch);
        }
        return !m_examination.onBatch || m_examination.onBatch(batch);
    }

    void checkContent(const FoundBatch& batch)
    {
        const record::BatchView& view = batch.view;
        // The CRC is known to be right; what is checked here is in the header alone.
        const bool isSound = view.codec() != record::Codec::Unknown && view.lastOffsetDelta() >= 0
            && view.recordCount() >= 0
            && std::int64_t{view.recordCount()} <= std::int64_t{view.lastOffsetDelta()} + 1;
        if (!isSound
            || (m_examination.decodesRecords && !view.checkRecords(m_decompressor).has_value())) {
            report(ProblemKind::BadRecords, batch, 0, 0);
        }
    }

    void checkOrder(const FoundBatch& batch)
    {
        const record::BatchView& view = batch.view;
        const Offset base = view.baseOffset();
        if (base < m_segment.base) {
            report(ProblemKind::BeforeBase, batch, m_segment.base.value(), base.value());
        } else if (base < m_atLeast) {
            report(ProblemKind::OffsetOrder, batch, m_atLeast.value(), base.value());
        }
        const LeaderEpoch epoch = view.leaderEpoch();
        if (epoch != kNoEpoch) {
            if (epoch < m_epoch) {
                report(ProblemKind::EpochOrder, batch, m_epoch.value(), epoch.value());
            }
            // Also after a problem: one epoch too large must not make all that follow wrong.
            m_epoch = epoch;
        }
        // Of a batch with a wrong CRC nothing but its beginning is believed.
        m_atLeast = std::max(m_atLeast,
            batch.hasValidCrc && view.lastOffset() >= base ? view.end() : base + OffsetDelta(1));
    }

    void finish()
    {
        for (std::size_t codec = 0; codec < m_byCodec.size(); ++codec) {
            if (m_byCodec[codec] > 0) {
                m_findings.batchesByCodec[record::codecName(static_cast<record::Codec>(codec))]
                    = m_byCodec[codec];
            }
        }
        const bool wholeLog = !m_findings.end && !m_findings.wasCancelled;
        if (m_index) {
            m_index->finish(wholeLog);
            m_findings.index = m_index->findings();
        }
        if (m_timeIndex) {
            m_timeIndex->finish(wholeLog);
            m_findings.timeIndex = m_timeIndex->findings();
        }
        if (m_txnIndex) {
            m_txnIndex->finish(wholeLog);
        }
    }

    sim::FileReader& m_files;
    const SegmentFiles& m_segment;
    const Examination& m_examination;
    Offset& m_atLeast;
    LeaderEpoch& m_epoch;
    SegmentFindings m_findings;
    std::array<std::uint64_t, 8> m_byCodec{};
    record::Decompressor m_decompressor;
    std::optional<IndexFile> m_indexFile;
    std::optional<IndexFile> m_timeIndexFile;
    std::optional<TxnIndexFile> m_txnIndexFile;
    std::optional<IndexCheck> m_index;
    std::optional<IndexCheck> m_timeIndex;
    std::optional<TxnIndexCheck> m_txnIndex;
};

} // namespace

SegmentFindings examineSegment(sim::FileReader& files, const SegmentFiles& segment,
    const Examination& examination, Offset& atLeast, LeaderEpoch& epoch)
{
    return Walk(files, segment, examination, atLeast, epoch).run();
}

} // namespace brokerscope::inspect
