#include "engine/inspect/dump.h"

#include "engine/inspect/small_file.h"
#include "engine/inspect/txn_index_file.h"

namespace brokerscope::inspect {

namespace {

constexpr std::uint64_t kBetweenReports = std::uint64_t{1} << 20;

/// Whether something could not be told because of it. All else shows in what is told: a wrong CRC
/// as "valid":false, an entry that disagrees as a mismatch.
bool hides(ProblemKind kind)
{
    switch (kind) {
    case ProblemKind::Unreadable:
    case ProblemKind::NotADirectory:
    case ProblemKind::UnknownFile:
    case ProblemKind::OldFormat:
    case ProblemKind::BadMagic:
    case ProblemKind::Truncated:
    case ProblemKind::ZeroFilled:
    case ProblemKind::BadLength:
    case ProblemKind::BadOffset:
    case ProblemKind::TxnIndexEntry:
    case ProblemKind::SnapshotVersion:
    case ProblemKind::SnapshotCrc:
    case ProblemKind::SnapshotLength:
        return true;
    case ProblemKind::BadCrc:
    case ProblemKind::BadRecords:
    case ProblemKind::OffsetOrder:
    case ProblemKind::BeforeBase:
    case ProblemKind::EpochOrder:
    case ProblemKind::IndexSize:
    case ProblemKind::IndexOrder:
    case ProblemKind::IndexPosition:
    case ProblemKind::IndexOffset:
    case ProblemKind::TimeIndexTimestamp:
    case ProblemKind::TimeIndexOffset:
    case ProblemKind::TxnIndexMarker:
    case ProblemKind::CheckpointText:
        break;
    }
    return false;
}

} // namespace

Dump::Dump(Listing& listing, DumpOptions options, Report report, DumpProgress progress)
    : m_listing(listing)
    , m_options(options)
    , m_report(std::move(report))
    , m_progress(std::move(progress))
{
}

void Dump::report(const Problem& problem)
{
    ++m_problems;
    ++m_problemsOf[problem.file];
    m_report(problem);
}

void Dump::fileDone(const std::string& path)
{
    m_listing.fileDone(path, m_problemsOf[path]);
    m_problemsOf.erase(path);
}

// --- Segments ------------------------------------------------------------------------------------

void Dump::records(const SegmentFiles& segment, const FoundBatch& batch)
{
    record::RecordReader reader(batch.view, m_decompressor);
    while (!reader.atEnd()) {
        const auto record = reader.next();
        if (!record) {
            // When verifying, the walk has said so; and of a wrong CRC this is to be expected.
            if (!m_options.verifies && batch.hasValidCrc) {
                report({ProblemKind::BadRecords, segment.log, batch.position,
                    batch.view.baseOffset(), 0, 0});
            }
            return;
        }
        m_listing.record(batch.view, *record);
    }
}

bool Dump::onBatch(const SegmentFiles& segment, const FoundBatch& batch, bool isTold)
{
    if (isTold) {
        ++m_told;
        m_listing.batch(segment.log, batch);
        if (m_options.decodesRecords) {
            records(segment, batch);
        }
    }
    m_bytesRead += batch.view.bytes().size();
    if (m_bytesRead < m_nextProgress || !m_progress) {
        return true;
    }
    m_nextProgress = m_bytesRead + kBetweenReports;
    return m_progress(m_bytesRead);
}

SegmentFindings Dump::examine(sim::FileReader& files, const SegmentFiles& segment, bool isTold)
{
    Examination examination;
    examination.decodesRecords = m_options.decodesRecords && m_options.verifies && isTold;
    examination.onBatch = [&](const FoundBatch& batch) { return onBatch(segment, batch, isTold); };
    examination.onProblem = [&](const Problem& problem) {
        // With an index alone, the log beside it is only what it is checked against.
        if ((m_options.verifies || hides(problem.kind))
            && (isTold || problem.file != segment.log)) {
            report(problem);
        }
    };
    return examineSegment(files, segment, examination, m_atLeast, m_epoch);
}

bool Dump::segments(sim::FileReader& files, const PartitionFiles& partition)
{
    m_atLeast = Offset(0);
    m_epoch = kNoEpoch;
    for (const SegmentFiles& segment : partition.segments) {
        const SegmentFindings findings = examine(files, segment, true);
        m_invalid += findings.invalid;
        if (findings.wasCancelled) {
            return false;
        }
        m_listing.segment(segment, findings);
        m_told += findings.end ? 0 : 1;
        fileDone(segment.log);
        index(files, segment.index, segment.base, IndexKind::Offset, findings.index);
        index(files, segment.timeIndex, segment.base, IndexKind::Time, findings.timeIndex);
        txnIndex(files, segment.txnIndex);
    }
    return true;
}

void Dump::index(sim::FileReader& files, const std::string& path, Offset base, IndexKind kind,
    const IndexFindings& findings)
{
    if (path.empty()) {
        return;
    }
    // A file that cannot be opened was reported when the segment was examined.
    if (const auto file = IndexFile::open(files, path, base, kind); file) {
        m_listing.index(*file, findings);
        ++m_told;
    }
    fileDone(path);
}

void Dump::txnIndex(sim::FileReader& files, const std::string& path)
{
    if (path.empty()) {
        return;
    }
    if (const auto file = TxnIndexFile::open(files, path); file) {
        m_listing.txnIndex(path, *file);
        ++m_told;
    }
    fileDone(path);
}

// --- What else lies there ------------------------------------------------------------------------

void Dump::snapshot(sim::FileReader& files, const std::string& path)
{
    if (const auto producers = readSnapshot(files, path); producers) {
        m_listing.snapshot(path, *producers);
        ++m_told;
    } else {
        report(producers.error());
    }
    fileDone(path);
}

void Dump::text(sim::FileReader& files, const std::string& path)
{
    if (const auto text = readText(files, path); !text) {
        report(text.error());
    } else {
        m_listing.text(path, *text);
        ++m_told;
        const auto checked = checkText(fileKind(bareName(path)), path, *text);
        if (m_options.verifies && !checked) {
            report(checked.error());
        }
    }
    fileDone(path);
}

bool Dump::state(sim::FileReader& files, const PartitionFiles& partition)
{
    for (const std::string& path : partition.snapshots) {
        snapshot(files, path);
    }
    for (const std::string& path : {partition.epochCheckpoint, partition.metadata}) {
        if (!path.empty()) {
            text(files, path);
        }
    }
    return !m_progress || m_progress(m_bytesRead);
}

void Dump::checkpoints(sim::FileReader& files, const DataDirectory& directory)
{
    std::vector<std::string> paths = directory.checkpoints;
    if (!directory.metaProperties.empty()) {
        paths.push_back(directory.metaProperties);
    }
    for (const std::string& path : paths) {
        if (!m_options.verifies) {
            break;
        }
        const auto text = readText(files, path);
        const auto checked = text ? checkText(fileKind(bareName(path)), path, *text)
                                  : tl::expected<void, Problem>(tl::unexpect, text.error());
        if (!checked) {
            report(checked.error());
        }
        fileDone(path);
    }
}

// --- A file alone --------------------------------------------------------------------------------

bool Dump::indexAlone(sim::FileReader& files, std::string_view path, FileKind kind)
{
    const std::string log = std::string(path.substr(0, path.rfind('.'))) + ".log";
    SegmentFiles segment;
    segment.log = log;
    segment.base = baseInName(bareName(path)).value_or(Offset(0));
    const std::string name(path);
    (kind == FileKind::OffsetIndex        ? segment.index
            : kind == FileKind::TimeIndex ? segment.timeIndex
                                          : segment.txnIndex)
        = name;
    m_atLeast = Offset(0);
    m_epoch = kNoEpoch;
    SegmentFindings findings = examine(files, segment, false);
    if (findings.wasCancelled) {
        return false;
    }
    if (!files.find(log)) {
        findings.index.isChecked = false;
        findings.timeIndex.isChecked = false;
    }
    if (kind == FileKind::TxnIndex) {
        txnIndex(files, name);
    } else {
        const bool isOffset = kind == FileKind::OffsetIndex;
        index(files, name, segment.base, isOffset ? IndexKind::Offset : IndexKind::Time,
            isOffset ? findings.index : findings.timeIndex);
    }
    return true;
}

bool Dump::file(sim::FileReader& files, std::string_view path)
{
    const FileKind kind = fileKind(bareName(path));
    switch (kind) {
    case FileKind::Log: {
        PartitionFiles alone;
        alone.segments.push_back(segmentOf(files, path));
        alone.segments.back().index.clear();
        alone.segments.back().timeIndex.clear();
        alone.segments.back().txnIndex.clear();
        return segments(files, alone);
    }
    case FileKind::OffsetIndex:
    case FileKind::TimeIndex:
    case FileKind::TxnIndex:
        return indexAlone(files, path, kind);
    case FileKind::Snapshot:
        snapshot(files, std::string(path));
        return true;
    case FileKind::EpochCheckpoint:
    case FileKind::PartitionMetadata:
    case FileKind::OffsetCheckpoint:
    case FileKind::MetaProperties:
        text(files, std::string(path));
        return true;
    case FileKind::Unknown:
        break;
    }
    report({ProblemKind::UnknownFile, std::string(path), 0, kNoOffset, 0, 0});
    return true;
}

} // namespace brokerscope::inspect
