#include "engine/inspect/problem.h"

#include <fmt/format.h>

namespace brokerscope::inspect {

namespace {

/// What is wrong, with {expected} and {found} where the problem's numbers belong.
const char* sentence(ProblemKind kind)
{
    switch (kind) {
    case ProblemKind::Unreadable:
        return "the file cannot be read.";
    case ProblemKind::NotADirectory:
        return "neither a segment nor the directory of a partition lies here.";
    case ProblemKind::UnknownFile:
        return "by its name, this is neither a segment nor an index nor a checkpoint.";
    case ProblemKind::OldFormat:
        return "a batch of message format {found} begins here; only format 2, that of Kafka 0.11 "
               "and later, can be read.";
    case ProblemKind::BadMagic:
        return "no record batch begins here, for its magic byte is {found} and not {expected}.";
    case ProblemKind::Truncated:
        return "the batch is cut off: it should have {expected} bytes, and {found} are left in the "
               "file.";
    case ProblemKind::ZeroFilled:
        return "the last {found} bytes of the file are zeros, as a crash or preallocation leaves "
               "them.";
    case ProblemKind::BadLength:
        return "the batch says that {found} bytes follow its length, and no batch has so many or "
               "so few.";
    case ProblemKind::BadCrc:
        return "the CRC in the batch is {expected:#010x}, but its bytes have {found:#010x}.";
    case ProblemKind::BadRecords:
        return "the records of the batch cannot be decoded or do not fit its header.";
    case ProblemKind::BadOffset:
        return "the batch begins at offset {found}, where no log has one.";
    case ProblemKind::OffsetOrder:
        return "the batch begins at offset {found}, but {expected} is the least that may follow "
               "the "
               "batch before it.";
    case ProblemKind::BeforeBase:
        return "the batch begins at offset {found}, below the {expected} in the file's name.";
    case ProblemKind::EpochOrder:
        return "the batch has leader epoch {found}, after a batch of epoch {expected}.";
    case ProblemKind::IndexSize:
        return "the file's {found} bytes are no whole number of entries.";
    case ProblemKind::IndexOrder:
        return "the entry has {found} where the one before it has {expected}; entries must rise.";
    case ProblemKind::IndexPosition:
        return "the entry points to byte {found} of the log, where no batch begins.";
    case ProblemKind::IndexOffset:
        return "the entry has offset {found}, but the batch it points to ends with {expected}.";
    case ProblemKind::TimeIndexTimestamp:
        return "the entry has timestamp {found}, but the largest up to its offset is {expected}.";
    case ProblemKind::TimeIndexOffset:
        return "the entry has timestamp {found} and an offset that the log does not hold.";
    case ProblemKind::TxnIndexEntry:
        return "the entry is no aborted transaction: its version is {found} and must be 0, and it "
               "must end behind its beginning.";
    case ProblemKind::TxnIndexMarker:
        return "the log has no ABORT marker of producer id {found} at the entry's last offset.";
    case ProblemKind::SnapshotVersion:
        return "the producer snapshot has version {found}, and only {expected} is known.";
    case ProblemKind::SnapshotCrc:
        return "the CRC in the producer snapshot is {expected:#010x}, but its bytes have "
               "{found:#010x}.";
    case ProblemKind::SnapshotLength:
        return "the producer snapshot should have {expected} bytes, and the file has {found}.";
    case ProblemKind::CheckpointText:
        return "this line is not what Kafka writes there.";
    }
    return "";
}

} // namespace

std::string describe(const Problem& problem)
{
    const bool isWholeFile
        = problem.kind == ProblemKind::NotADirectory || problem.kind == ProblemKind::UnknownFile;
    const char* unit = problem.kind == ProblemKind::CheckpointText ? "line" : "byte";
    std::string text = isWholeFile ? problem.file
                                   : fmt::format("{}, {} {}", problem.file, unit, problem.position);
    if (problem.offset >= Offset(0)) {
        text += fmt::format(", offset {}", problem.offset.value());
    }
    return text + ": "
        + fmt::format(fmt::runtime(sentence(problem.kind)), fmt::arg("expected", problem.expected),
            fmt::arg("found", problem.found));
}

} // namespace brokerscope::inspect
