#include "engine/history/replica_ledger.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace brokerscope::history {

namespace {

constexpr Offset kBeforeAll{std::numeric_limits<std::int64_t>::min()};

/// How far, from its base on, the records of a range need no loss to explain where they are: the
/// leader has them, or they were deleted. Once lost, a record is not made good by what deletes its
/// remains elsewhere.
Offset accountedUntil(const PartitionLedger& partition, const Spans& log, const AckedRange& range)
{
    Span rest = range.span;
    while (rest.base < rest.end) {
        Offset next = heldPrefix(log, rest).end;
        if (next == rest.base && !range.lost) {
            next = partition.deleted.prefix(rest).end;
        }
        if (next == rest.base) {
            break;
        }
        rest.base = next;
    }
    return rest.base;
}

/// Where, behind a base that is not accounted for, the next record is that may be.
Offset missingUntil(const PartitionLedger& partition, const Spans& log, const Span& span)
{
    Offset end = span.end;
    const auto held = std::find_if(spanAt(log, span.base), log.end(), [&span](const Span& stretch) {
        return stretch.base >= span.end || stretch.epoch == span.epoch;
    });
    if (held != log.end() && held->base > span.base) {
        end = std::min(end, held->base);
    }
    const Spans deleted = partition.deleted.within({span.base, end, span.epoch});
    return deleted.empty() || deleted.front().base == span.base ? end : deleted.front().base;
}

} // namespace

// --- PartitionLedger -----------------------------------------------------------------------------

ReplicaLedger& PartitionLedger::replica(NodeId broker)
{
    const auto found = std::find_if(replicas.begin(), replicas.end(),
        [broker](const ReplicaLedger& replica) { return replica.broker == broker; });
    if (found != replicas.end()) {
        return *found;
    }
    ReplicaLedger& made = replicas.emplace_back();
    made.broker = broker;
    return made;
}

const ReplicaLedger* PartitionLedger::leader() const
{
    if (leaderships.empty()) {
        return nullptr;
    }
    const auto found
        = std::find_if(replicas.begin(), replicas.end(), [this](const ReplicaLedger& replica) {
              return replica.broker == leaderships.back().broker;
          });
    return found != replicas.end() ? &*found : nullptr;
}

// --- ClusterLedger: logs -------------------------------------------------------------------------

ClusterLedger::ClusterLedger(const event::Roster& roster)
    : m_partitions(roster.partitions.size())
    , m_halts(roster.nodes.size())
{
}

PartitionLedger* ClusterLedger::find(PartitionId partition)
{
    return partition.value() < m_partitions.size() ? &m_partitions[partition.value()] : nullptr;
}

const PartitionLedger* ClusterLedger::partition(PartitionId partition) const
{
    return partition.value() < m_partitions.size() ? &m_partitions[partition.value()] : nullptr;
}

void ClusterLedger::appended(EventId id, NodeId broker, const event::BatchAppended& p)
{
    if (PartitionLedger* const partition = find(p.partition)) {
        ReplicaLedger& replica = partition->replica(broker);
        appendSpan(replica.log, {p.baseOffset, p.end(), p.epoch});
        replica.lastAppend = id;
    }
}

void ClusterLedger::cut(EventId id, NodeId broker, PartitionId cutPartition, Offset end)
{
    if (PartitionLedger* const partition = find(cutPartition)) {
        ReplicaLedger& replica = partition->replica(broker);
        Spans taken = cutFrom(replica.log, end);
        if (!taken.empty()) {
            replica.cuts.push_back({id, end, std::move(taken)});
        }
        replica.highWatermark = std::min(replica.highWatermark, end);
    }
}

void ClusterLedger::recovered(NodeId broker, const event::LogRecovered& p)
{
    if (PartitionLedger* const partition = find(p.partition)) {
        ReplicaLedger& replica = partition->replica(broker);
        (void)cutFrom(replica.log, p.logEnd);
        replica.highWatermark = p.highWatermark;
    }
}

void ClusterLedger::startMoved(EventId id, NodeId broker, const event::LogStartMoved& p)
{
    PartitionLedger* const partition = find(p.partition);
    if (partition == nullptr) {
        return;
    }
    ReplicaLedger& replica = partition->replica(broker);
    if (p.reason == event::LogStartReason::Truncated) {
        replica.cuts.push_back({id, kBeforeAll, std::exchange(replica.log, {})});
        replica.highWatermark = p.to;
        return;
    }
    for (const Span& taken : cutOut(replica.log, kBeforeAll, p.to)) {
        for (const Span& first : partition->deleted.missing(taken)) {
            partition->expired.push_back({first, id});
        }
        partition->deleted.insert(taken);
    }
}

void ClusterLedger::compacted(NodeId broker, const event::RecordsCompacted& p)
{
    if (PartitionLedger* const partition = find(p.partition)) {
        for (const Span& taken : cutOut(partition->replica(broker).log, p.from, p.to)) {
            partition->superseded.insert(taken);
            partition->deleted.insert(taken);
        }
    }
}

void ClusterLedger::watermark(NodeId broker, const event::HighWatermarkMoved& p)
{
    if (PartitionLedger* const partition = find(p.partition)) {
        partition->replica(broker).highWatermark = p.to;
    }
}

void ClusterLedger::progressed(EventId id, const event::ReplicaProgress& p)
{
    if (PartitionLedger* const partition = find(p.partition)) {
        partition->replica(p.replica).lastProgress = id;
    }
}

// --- ClusterLedger: leaderships ------------------------------------------------------------------

void ClusterLedger::halted(EventId id, NodeId node, bool stopped)
{
    if (node.value() < m_halts.size()) {
        m_halts[node.value()].push_back(id);
    }
    for (PartitionLedger& partition : m_partitions) {
        if (stopped && !partition.leaderships.empty()
            && partition.leaderships.back().broker == node) {
            partition.led = false;
        }
    }
}

void ClusterLedger::elected(EventId id, const event::LeaderElected& p)
{
    PartitionLedger* const partition = find(p.partition);
    if (partition == nullptr) {
        return;
    }
    partition->led = false;
    if (p.leader != kNoNode) {
        const ReplicaLedger& replica = partition->replica(p.leader);
        const EventId reached
            = replica.lastAppend != kNoEvent ? replica.lastAppend : replica.lastProgress;
        partition->leaderships.push_back({p.leader, p.epoch, id, reached});
    }
}

void ClusterLedger::assumed(EventId id, NodeId broker, const event::RoleAssumed& p)
{
    PartitionLedger* const partition = find(p.partition);
    if (partition == nullptr || p.role != event::ReplicaRole::Leader
        || partition->leaderships.empty()) {
        return;
    }
    const Leadership& last = partition->leaderships.back();
    if (last.broker != broker || last.epoch != p.epoch) {
        return; // It acts on a decision that another one has overtaken.
    }
    // The election is what decided it, unless the broker comes back into the same office with less
    // than it had.
    const bool again = haltOf(broker, last.election, id) != kNoEvent;
    partition->led = true;
    judgeAll(*partition, again ? id : last.election);
}

void ClusterLedger::acked(const AckedRange& range, PartitionId acked)
{
    PartitionLedger* const partition = find(acked);
    if (partition == nullptr) {
        return;
    }
    partition->acked.push_back(range);
    if (partition->led) {
        judgeOne(*partition, partition->acked.size() - 1, range.since);
    }
}

void ClusterLedger::finish()
{
    for (PartitionLedger& partition : m_partitions) {
        if (!partition.led && !partition.leaderships.empty()) {
            const Leadership& last = partition.leaderships.back();
            if (haltOf(last.broker, last.election, kNoEvent) == kNoEvent) {
                judgeAll(partition, last.election);
            }
        }
    }
}

void ClusterLedger::judgeAll(PartitionLedger& partition, EventId decided)
{
    const std::size_t count = partition.acked.size(); // it grows when a range is split
    for (std::size_t i = 0; i < count; ++i) {
        judgeOne(partition, i, decided);
    }
}

void ClusterLedger::judgeOne(PartitionLedger& partition, std::size_t index, EventId decided)
{
    const ReplicaLedger* const leader = partition.leader();
    if (leader == nullptr) {
        return;
    }
    while (index < partition.acked.size()) {
        AckedRange& range = partition.acked[index];
        const Offset accounted = accountedUntil(partition, leader->log, range);
        const bool lost = accounted == range.span.base;
        const Offset end = lost ? missingUntil(partition, leader->log, range.span) : accounted;
        AckedRange rest = range;
        rest.span.base = end;
        range.span.end = end;
        if (lost && !range.lost) {
            range.established = std::max(decided, range.since);
            range.leadership = static_cast<std::uint32_t>(partition.leaderships.size() - 1);
        }
        range.lost = lost;
        if (rest.span.base >= rest.span.end) {
            return;
        }
        // The log parts within the range, or records were deleted there.
        index = partition.acked.size();
        partition.acked.push_back(rest);
    }
}

// --- ClusterLedger: evidence ---------------------------------------------------------------------

LeaderEpoch ClusterLedger::epochAt(NodeId broker, PartitionId partition, Offset offset) const
{
    const PartitionLedger* const ledger = this->partition(partition);
    if (ledger == nullptr || offset == kNoOffset) {
        return kNoEpoch;
    }
    for (const ReplicaLedger& replica : ledger->replicas) {
        const auto span = spanAt(replica.log, offset);
        if (replica.broker == broker && span != replica.log.end() && span->base <= offset) {
            return span->epoch;
        }
    }
    return kNoEpoch;
}

EventId ClusterLedger::haltOf(NodeId node, EventId after, EventId before) const
{
    if (node.value() >= m_halts.size()) {
        return kNoEvent;
    }
    const auto& halts = m_halts[node.value()];
    const auto next = std::lower_bound(halts.begin(), halts.end(), before);
    return next != halts.begin() && *(next - 1) > after ? *(next - 1) : kNoEvent;
}

EventId ClusterLedger::cutOf(const Placement& placement, Offset offset) const
{
    const PartitionLedger* const partition = this->partition(placement.partition);
    if (partition == nullptr) {
        return kNoEvent;
    }
    for (const ReplicaLedger& replica : partition->replicas) {
        if (replica.broker == placement.broker) {
            const auto cut = std::find_if(
                replica.cuts.begin(), replica.cuts.end(), [&](const ReplicaLedger::Cut& c) {
                    return c.event > placement.appended && c.from <= offset;
                });
            return cut != replica.cuts.end() ? cut->event : kNoEvent;
        }
    }
    return kNoEvent;
}

EventId ClusterLedger::cutOf(
    NodeId broker, PartitionId partition, Offset offset, LeaderEpoch epoch, EventId before) const
{
    const PartitionLedger* const ledger = this->partition(partition);
    EventId last = kNoEvent;
    if (ledger == nullptr) {
        return last;
    }
    for (const ReplicaLedger& replica : ledger->replicas) {
        for (const ReplicaLedger::Cut& cut : replica.cuts) {
            const auto span = spanAt(cut.taken, offset);
            const bool took
                = span != cut.taken.end() && span->base <= offset && span->epoch == epoch;
            if (replica.broker == broker && cut.event < before && took) {
                last = cut.event;
            }
        }
    }
    return last;
}

} // namespace brokerscope::history
