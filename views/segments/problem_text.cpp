#include "views/segments/problem_text.h"

#include "views/text/names.h"

#include <QCoreApplication>
#include <QLocale>

namespace brokerscope::views {

namespace {

using inspect::Problem;
using inspect::ProblemKind;

struct ProblemText {
    Q_DECLARE_TR_FUNCTIONS(ProblemText)
};

QString hex(std::int64_t number)
{
    return QStringLiteral("0x%1").arg(static_cast<std::uint32_t>(number), 8, 16, QLatin1Char('0'));
}

/// What is wrong with the file's place in general: its name, its kind, its device.
QString fileTrouble(ProblemKind kind)
{
    switch (kind) {
    case ProblemKind::Unreadable:
        return ProblemText::tr("it cannot be read");
    case ProblemKind::NotADirectory:
        return ProblemText::tr("no Kafka log is in there");
    case ProblemKind::UnknownFile:
        return ProblemText::tr("its name is none of a segment, an index or a checkpoint");
    default:
        return {};
    }
}

QString batchTrouble(const Problem& problem)
{
    const auto expected = static_cast<qlonglong>(problem.expected);
    const auto found = static_cast<qlonglong>(problem.found);
    switch (problem.kind) {
    case ProblemKind::OldFormat:
        return ProblemText::tr("a batch of message format %1, from before Kafka 0.11; only format "
                               "2 can be read")
            .arg(found);
    case ProblemKind::BadMagic:
        return ProblemText::tr("no record batch begins here (magic byte %1)").arg(found);
    case ProblemKind::Truncated:
        return ProblemText::tr("the batch is cut off: it says %1 bytes, %2 are left")
            .arg(expected)
            .arg(found);
    case ProblemKind::ZeroFilled:
        return ProblemText::tr("nothing but zeros from here to the end, as a crash can leave");
    case ProblemKind::BadLength:
        return ProblemText::tr("no batch can have the length %1").arg(found);
    case ProblemKind::BadCrc:
        return expected == 0 && found == 0
            ? ProblemText::tr("the CRC of the batch does not fit its bytes")
            : ProblemText::tr("the CRC in the header is %1, that of the bytes %2")
                  .arg(hex(problem.expected), hex(problem.found));
    case ProblemKind::BadRecords:
        return ProblemText::tr("the records do not decode, or are not as many as the header says");
    case ProblemKind::OffsetOrder:
        return ProblemText::tr("the batch begins at offset %1, after one that ended before %2")
            .arg(found)
            .arg(expected);
    case ProblemKind::BeforeBase:
        return ProblemText::tr("the batch lies below the base offset in the file's name");
    default:
        return {};
    }
}

QString indexTrouble(const Problem& problem)
{
    const auto expected = static_cast<qlonglong>(problem.expected);
    const auto found = static_cast<qlonglong>(problem.found);
    switch (problem.kind) {
    case ProblemKind::IndexSize:
        return ProblemText::tr("%1 bytes are not a whole number of entries").arg(found);
    case ProblemKind::IndexOrder:
        return ProblemText::tr("its entries do not rise");
    case ProblemKind::IndexPosition:
        return ProblemText::tr("an entry points to byte %1, where no batch begins").arg(found);
    case ProblemKind::IndexOffset:
        return ProblemText::tr("an entry names offset %1, its batch ends with %2")
            .arg(found)
            .arg(expected);
    case ProblemKind::TimeIndexTimestamp:
        return ProblemText::tr("an entry's timestamp does not agree with the log");
    case ProblemKind::TxnIndexEntry:
        return ProblemText::tr("an entry of no meaning");
    case ProblemKind::SnapshotVersion:
        return ProblemText::tr("version %1 of a producer snapshot is not known").arg(found);
    case ProblemKind::SnapshotCrc:
        return ProblemText::tr("the CRC in the snapshot is %1, that of the bytes %2")
            .arg(hex(problem.expected), hex(problem.found));
    case ProblemKind::SnapshotLength:
        return ProblemText::tr("the snapshot is shorter or longer than its entries");
    case ProblemKind::CheckpointText:
        return ProblemText::tr("this is not the text of a checkpoint");
    default:
        return {};
    }
}

} // namespace

QString problemText(const Problem& problem)
{
    const QString file = toQString(problem.file);
    if (const QString trouble = fileTrouble(problem.kind); !trouble.isEmpty()) {
        return file.isEmpty() ? ProblemText::tr("The directory: %1.").arg(trouble)
                              : ProblemText::tr("%1: %2.").arg(file, trouble);
    }
    const QString ofBatch = batchTrouble(problem);
    const QString trouble = ofBatch.isEmpty() ? indexTrouble(problem) : ofBatch;
    const QString position = QLocale().toString(static_cast<qulonglong>(problem.position));
    return problem.offset == kNoOffset
        ? ProblemText::tr("%1, byte %2: %3.").arg(file, position, trouble)
        : ProblemText::tr("%1, byte %2 (offset %3): %4.")
              .arg(file, position)
              .arg(static_cast<qlonglong>(problem.offset.value()))
              .arg(trouble);
}

} // namespace brokerscope::views
