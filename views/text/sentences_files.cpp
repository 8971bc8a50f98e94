#include "views/text/sentences.h"
#include "views/text/time_text.h"

#include <QCoreApplication>

namespace brokerscope::views {

namespace {

struct FilesText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::FilesText)
};

QString number(Offset offset)
{
    return QString::number(offset.value());
}

} // namespace

QString tell(const Telling& t, const event::SegmentRolled& e)
{
    return FilesText::tr(
        "%1 rolled %2: segment %3 begins, since %4", "broker; partition; offset; reason")
        .arg(t.node(), t.partition(e.partition), number(e.base), rollReasonText(e.reason));
}

QString tell(const Telling& t, const event::SegmentDeleted& e)
{
    return FilesText::tr("%1 deleted segment %2 of %3 (offsets %4, %5 bytes): %6",
        "broker; offset; partition; offsets; number; reason")
        .arg(t.node(), number(e.base), t.partition(e.partition), offsets(e.base, e.end),
            QString::number(e.bytes), segmentDeletionText(e.reason));
}

QString tell(const Telling& t, const event::LogStartMoved& e)
{
    const QString partition = t.partition(e.partition);
    switch (e.reason) {
    case event::LogStartReason::Retention:
        return FilesText::tr("the log start of %1 on %2 moved from %3 to %4: retention deletes "
                             "the segments before it",
            "partition; broker; offset; offset")
            .arg(partition, t.node(), number(e.from), number(e.to));
    case event::LogStartReason::DeleteRecords:
        return FilesText::tr("the log start of %1 on %2 moved from %3 to %4: DeleteRecords asked "
                             "for it",
            "partition; broker; offset; offset")
            .arg(partition, t.node(), number(e.from), number(e.to));
    case event::LogStartReason::Leader:
        return FilesText::tr("the log start of %1 on %2 moved from %3 to %4, as the leader's "
                             "fetch answer said",
            "partition; broker; offset; offset")
            .arg(partition, t.node(), number(e.from), number(e.to));
    case event::LogStartReason::Truncated:
        return FilesText::tr(
            "%2 emptied its log of %1 and begins anew at %3", "partition; broker; offset")
            .arg(partition, t.node(), number(e.to));
    }
    return {};
}

QString tell(const Telling& t, const event::IndexEntryAdded& e)
{
    const QString place
        = FilesText::tr("%1 put offset %2 at byte %3 into the index of segment %4 of %5",
            "broker; offset; number; offset; partition")
              .arg(t.node(), number(e.offset), QString::number(e.position), number(e.segment),
                  t.partition(e.partition));
    return e.timestampOffset == kNoOffset
        ? place
        : FilesText::tr("%1, and into its time index that nothing up to %2 is later than %3",
            "sentence; offset; timestamp")
              .arg(place, number(e.timestampOffset), timestampText(e.timestampMs));
}

QString tell(const Telling& t, const event::LogFlushed& e)
{
    return FilesText::tr(
        "%1 fsynced %2: what is below %3 survives a power loss", "broker; partition; offset")
        .arg(t.node(), t.partition(e.partition), number(e.recoveryPoint));
}

QString tell(const Telling& t, const event::LogScanned& e)
{
    const QString scanned
        = FilesText::tr(
            "%1 had not been shut down cleanly and checked every batch of %2 from %3 to %4",
            "broker; partition; offset; offset")
              .arg(t.node(), t.partition(e.partition), number(e.from), number(e.end));
    return e.bytesCut == 0
        ? scanned
        : FilesText::tr("%1; it cut off %2 torn or broken bytes", "sentence; number")
              .arg(scanned, QString::number(e.bytesCut));
}

QString tell(const Telling& t, const event::CleanerStarted& e)
{
    return FilesText::tr("the log cleaner of %1 notes the last offset of every key in %2 %3",
        "broker; partition; offsets")
        .arg(t.node(), t.partition(e.partition), offsets(e.firstDirty, e.end));
}

QString tell(const Telling& t, const event::RecordsCompacted& e)
{
    return FilesText::tr(
        "the log cleaner of %1 left out %n record(s) of %2: nothing is stored at %3 any more",
        "broker; partition; offsets", static_cast<int>(e.records))
        .arg(t.node(), t.partition(e.partition), offsets(e.from, e.to));
}

QString tell(const Telling& t, const event::CleanerFinished& e)
{
    return FilesText::tr("the log cleaner of %1 has cleaned %2 up to %3: %4 bytes became %5",
        "broker; partition; offset; number; number")
        .arg(t.node(), t.partition(e.partition), number(e.cleanedTo),
            QString::number(e.bytesBefore), QString::number(e.bytesAfter));
}

QString tell(const Telling& t, const event::LogDirFailed& e)
{
    const QString partition = e.partition == kNoPartition
        ? FilesText::tr("a checkpoint", "what a broker could not read or write on its disk")
        : t.partition(e.partition);
    switch (e.error) {
    case event::DiskError::Full:
        return FilesText::tr("the disk of %1 is full: it could not write %2 and gives up its "
                             "only log directory",
            "broker; partition")
            .arg(t.node(), partition);
    case event::DiskError::ReadFailed:
        return FilesText::tr("%1 could not read %2 from its disk and gives up its only log "
                             "directory",
            "broker; partition")
            .arg(t.node(), partition);
    case event::DiskError::WriteFailed:
        return FilesText::tr("%1 could not write %2 to its disk and gives up its only log "
                             "directory",
            "broker; partition")
            .arg(t.node(), partition);
    }
    return {};
}

} // namespace brokerscope::views
