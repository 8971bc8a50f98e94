#include "engine/history/fold.h"
#include "engine/history/segment_list.h"
#include "engine/history/spans.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace brokerscope::history {

namespace {

constexpr Offset kBeforeAll{std::numeric_limits<std::int64_t>::min()};

/// The log ends at `end` from now on. Returns what that took.
Spans cutLog(ReplicaState& replica, Offset end)
{
    cutSegments(replica.segments, replica.logEnd, end);
    replica.recoveryPoint = std::min(replica.recoveryPoint, end);
    replica.cleanedTo = std::min(replica.cleanedTo, end);
    replica.logEnd = std::min(replica.logEnd, end);
    replica.logStart = std::min(replica.logStart, replica.logEnd);
    return cutFrom(replica.log, end);
}

/// The log was emptied; its next record gets the offset `start`.
void beginAnew(ReplicaState& replica, Offset start, Timestamp at)
{
    Spans taken = cutFrom(replica.log, kBeforeAll);
    if (!taken.empty()) {
        replica.gone = std::move(taken);
        replica.goneAt = at;
    }
    SegmentState only;
    only.base = start;
    only.rolledAt = at;
    replica.segments.assign(1, only);
    replica.logStart = start;
    replica.logEnd = start;
    replica.highWatermark = start;
    replica.recoveryPoint = start;
    replica.cleanedTo = std::min(replica.cleanedTo, start);
}

} // namespace

// --- records -------------------------------------------------------------------------------------

void Fold::operator()(const event::BatchAppended& p)
{
    if (ReplicaState* const appended = replica(p.partition)) {
        if (p.baseOffset < appended->logEnd) {
            (void)cutLog(*appended, p.baseOffset); // no broker does that
        }
        appendSpan(appended->log, {p.baseOffset, p.end(), p.epoch});
        appended->segments.back().bytes += p.bytes;
        appended->logEnd = p.end();
        appended->gone.clear();
    }
}

void Fold::operator()(const event::HighWatermarkMoved& p)
{
    if (ReplicaState* const moved = replica(p.partition)) {
        moved->highWatermark = p.to;
    }
}

void Fold::shorten(PartitionId partition, Offset end)
{
    ReplicaState* const cut = replica(partition);
    if (cut == nullptr) {
        return;
    }
    Spans taken = cutLog(*cut, end);
    if (!taken.empty()) {
        state.cutRecords.push_back({event.node, partition, taken, event.time});
        cut->gone = std::move(taken);
        cut->goneAt = event.time;
    }
    cut->highWatermark = std::min(cut->highWatermark, cut->logEnd);
}

void Fold::operator()(const event::LogRecovered& p)
{
    if (ReplicaState* const recovered = replica(p.partition)) {
        (void)cutLog(*recovered, p.logEnd);
        recovered->logEnd = p.logEnd;
        recovered->highWatermark = p.highWatermark;
        recovered->recoveredEnd = p.logEnd;
        recovered->cleaning = false;
    }
}

// --- segments ------------------------------------------------------------------------------------

void Fold::operator()(const event::SegmentRolled& p)
{
    if (ReplicaState* const rolled = replica(p.partition)) {
        rollSegment(rolled->segments, p.base, event.time);
    }
}

void Fold::operator()(const event::SegmentDeleted& p)
{
    if (ReplicaState* const lost = replica(p.partition)) {
        removeSegment(lost->segments, p.base, p.reason);
        state.deletedSegments.push_back({event.node, p, event.time});
    }
}

void Fold::operator()(const event::LogStartMoved& p)
{
    ReplicaState* const moved = replica(p.partition);
    if (moved == nullptr) {
        return;
    }
    if (p.reason == event::LogStartReason::Truncated) {
        beginAnew(*moved, p.to, event.time);
        return;
    }
    (void)cutOut(moved->log, kBeforeAll, p.to);
    moved->logStart = p.to;
    moved->logEnd = std::max(moved->logEnd, p.to);
    moved->highWatermark = std::max(moved->highWatermark, p.to);
}

void Fold::operator()(const event::IndexEntryAdded& p)
{
    if (ReplicaState* const indexed = replica(p.partition)) {
        if (SegmentState* const segment = segmentAt(indexed->segments, p.segment)) {
            noteIndexEntry(*segment, p.offset);
        }
    }
}

void Fold::operator()(const event::LogFlushed& p)
{
    if (ReplicaState* const flushed = replica(p.partition)) {
        flushed->recoveryPoint = p.recoveryPoint;
    }
}

void Fold::operator()(const event::LogScanned& p)
{
    shorten(p.partition, p.end);
}

// --- the cleaner ---------------------------------------------------------------------------------

void Fold::operator()(const event::CleanerStarted& p)
{
    if (ReplicaState* const cleaned = replica(p.partition)) {
        cleaned->cleaning = true;
    }
}

void Fold::operator()(const event::RecordsCompacted& p)
{
    if (ReplicaState* const cleaned = replica(p.partition)) {
        (void)cutOut(cleaned->log, p.from, p.to);
    }
}

void Fold::operator()(const event::CleanerFinished& p)
{
    if (ReplicaState* const cleaned = replica(p.partition)) {
        cleaned->cleaning = false;
        cleaned->cleanedTo = p.cleanedTo;
        shrinkSegments(cleaned->segments, p.cleanedTo, p.bytesBefore, p.bytesAfter);
    }
}

void Fold::operator()(const event::LogDirFailed& p)
{
    if (BrokerState* const failed = broker(event.node)) {
        failed->diskError = p.error;
    }
}

} // namespace brokerscope::history
