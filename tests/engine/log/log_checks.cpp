#include "log_checks.h"

#include "engine/log/segment_file.h"

#include <algorithm>

namespace brokerscope::tests {

namespace {

std::vector<ListedBatch> listed(const log::Segment& segment)
{
    std::vector<ListedBatch> batches;
    log::BatchScan scan = segment.batches();
    while (const auto batch = scan.next().value_or(std::nullopt)) {
        batches.push_back({batch->baseOffset(), batch->lastOffset(),
            Bytes(batch->bytes().begin(), batch->bytes().end())});
    }
    return batches;
}

std::int64_t maxTimestampOf(const ListedBatch& batch)
{
    return record::BatchView::at(batch.bytes)->maxTimestampMs();
}

QString indexFault(const log::Segment& segment, const std::vector<ListedBatch>& batches)
{
    std::int64_t previous = -1;
    for (const auto& entry : segment.offsetIndex().entries()) {
        const Offset offset = segment.base() + OffsetDelta(entry.relativeOffset);
        bool isPositionFound = false;
        bool isOffsetFound = false;
        std::size_t position = 0;
        for (const ListedBatch& batch : batches) {
            isPositionFound = isPositionFound || position == entry.position;
            isOffsetFound = isOffsetFound || (isPositionFound && batch.last == offset);
            position += batch.bytes.size();
        }
        if (!isOffsetFound || offset.value() <= previous) {
            return QStringLiteral("index entry %1 at %2 of segment %3 fits no batch")
                .arg(offset.value())
                .arg(entry.position)
                .arg(segment.base().value());
        }
        previous = offset.value();
    }
    for (const auto& entry : segment.timeIndex().entries()) {
        const Offset offset = segment.base() + OffsetDelta(entry.relativeOffset);
        std::int64_t largest = -1;
        for (const ListedBatch& batch : batches) {
            largest = batch.last <= offset ? std::max(largest, maxTimestampOf(batch)) : largest;
        }
        if (largest != entry.timestampMs) {
            return QStringLiteral("time index says %1 up to %2 where it is %3")
                .arg(entry.timestampMs)
                .arg(offset.value())
                .arg(largest);
        }
    }
    return {};
}

QString fileFault(const log::Log& log, const log::Segment& segment, sim::FileReader& files)
{
    const auto bytesOf = [&](std::string_view extension) {
        const auto file
            = files.find(log.directory() + '/' + log::segmentFileName(segment.base(), extension));
        const ByteView view
            = file ? files.read(*file, 0, files.size(*file)).value_or(ByteView()) : ByteView();
        return Bytes(view.begin(), view.end());
    };
    Bytes offsets(segment.offsetIndex().entries().size() * 8);
    for (std::size_t i = 0; i < offsets.size() / 8; ++i) {
        writeBigEndian(
            std::span(offsets), i * 8, segment.offsetIndex().entries()[i].relativeOffset);
        writeBigEndian(std::span(offsets), i * 8 + 4, segment.offsetIndex().entries()[i].position);
    }
    Bytes times(segment.timeIndex().entries().size() * 12);
    for (std::size_t i = 0; i < times.size() / 12; ++i) {
        writeBigEndian(std::span(times), i * 12, segment.timeIndex().entries()[i].timestampMs);
        writeBigEndian(
            std::span(times), i * 12 + 8, segment.timeIndex().entries()[i].relativeOffset);
    }
    if (bytesOf(log::kIndexExtension) != offsets || bytesOf(log::kTimeIndexExtension) != times) {
        return QStringLiteral("index files of segment %1 are not its indexes")
            .arg(segment.base().value());
    }
    return {};
}

} // namespace

std::vector<ListedBatch> listed(ByteView bytes)
{
    std::vector<ListedBatch> batches;
    while (const auto batch = record::BatchView::at(bytes)) {
        batches.push_back({batch->baseOffset(), batch->lastOffset(),
            Bytes(batch->bytes().begin(), batch->bytes().end())});
        bytes = bytes.subspan(batch->bytes().size());
    }
    return batches;
}

std::vector<ListedBatch> listed(const log::Log& log)
{
    std::vector<ListedBatch> batches;
    for (const auto& segment : log.segments()) {
        for (ListedBatch& batch : listed(*segment)) {
            batches.push_back(std::move(batch));
        }
    }
    return batches;
}

QString faultOf(const log::Log& log, sim::FileReader& files)
{
    Offset next(0);
    for (const auto& segment : log.segments()) {
        if (segment->base() < next) {
            return QStringLiteral("segment %1 begins before the last one ends")
                .arg(segment->base().value());
        }
        next = segment->base();
        const auto batches = listed(*segment);
        std::size_t bytes = 0;
        for (const ListedBatch& batch : batches) {
            if (batch.base < next || !record::BatchView::at(batch.bytes)->checkIntegrity()) {
                return QStringLiteral("batch %1 is broken or out of order").arg(batch.base.value());
            }
            next = batch.end();
            bytes += batch.bytes.size();
        }
        if (bytes != segment->size()) {
            return QStringLiteral("segment %1 has %2 bytes that are no batch")
                .arg(segment->base().value())
                .arg(segment->size() - bytes);
        }
        for (const QString& fault :
            {indexFault(*segment, batches), fileFault(log, *segment, files)}) {
            if (!fault.isEmpty()) {
                return fault;
            }
        }
    }
    const bool isFlushedBeyond
        = log.recoveryPoint() > log.segments().back()->base() && log.recoveryPoint() > log.logEnd();
    if (next != log.logEnd() || log.logStart() > log.logEnd() || isFlushedBeyond) {
        return QStringLiteral("log end %1 where the last batch ends at %2")
            .arg(log.logEnd().value())
            .arg(next.value());
    }
    return {};
}

QString producerFaultOf(const log::Log& log, const std::vector<ListedBatch>& batches)
{
    log::ProducerState naive;
    std::vector<log::AbortedTransaction> aborted;
    for (const ListedBatch& batch : batches) {
        const auto completed = naive.update(*record::BatchView::at(batch.bytes));
        if (completed && completed->isAborted) {
            aborted.push_back({completed->producer, completed->firstOffset, completed->lastOffset,
                completed->lastStableOffset});
        }
    }
    // Of a transaction that began before the log start only the rest may be known, or nothing.
    const auto beganBefore = [&](const log::ProducerState::Entry& entry) {
        return entry.transactionStart && *entry.transactionStart < log.logStart();
    };
    for (const auto& [id, expected] : naive.entries()) {
        const auto* last = expected.last();
        if (last == nullptr || last->baseOffset < log.logStart()) {
            continue; // its snapshot may have gone with the segments
        }
        const auto found = log.producers().entries().find(id);
        const auto* known
            = found == log.producers().entries().end() ? nullptr : found->second.last();
        if (known == nullptr || known->last != last->last || known->lastOffset != last->lastOffset
            || found->second.epoch != expected.epoch
            || (!beganBefore(expected)
                && found->second.transactionStart != expected.transactionStart)) {
            return QStringLiteral("producer %1 is not known as it should be").arg(id.value());
        }
    }
    auto found = log.abortedTransactions(log.logStart(), log.logEnd())
                     .value_or(std::vector<log::AbortedTransaction>{});
    for (const log::AbortedTransaction& entry : std::vector(aborted)) {
        if (entry.firstOffset < log.logStart()) {
            const auto isIt
                = [&](const auto& other) { return other.lastOffset == entry.lastOffset; };
            std::erase_if(found, isIt);
            std::erase_if(aborted, isIt);
        }
    }
    // The LSO of an entry depends on the transactions that were open then, also forgotten ones.
    const bool isSame = std::equal(found.begin(), found.end(), aborted.begin(), aborted.end(),
        [](const log::AbortedTransaction& a, const log::AbortedTransaction& b) {
            return a.producer == b.producer && a.firstOffset == b.firstOffset
                && a.lastOffset == b.lastOffset;
        });
    return isSame ? QString()
                  : QStringLiteral("%1 aborted transactions where %2 are")
                        .arg(found.size())
                        .arg(aborted.size());
}

} // namespace brokerscope::tests
