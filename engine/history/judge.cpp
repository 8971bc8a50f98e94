#include "engine/history/verdict.h"
#include "engine/history/witness.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

// One pass over the events fills three ledgers (Witness): what clients know, what brokers hold,
// what consumers got. Losses are decided in that pass, as leaders take office. What only the end of
// the run can tell (duplicates, order, stored though failed, never delivered) is read off the last
// leader's log afterwards.
//
// AbortedYetRead cannot arise yet: the engine has no transactions, so no event says that one was
// aborted.

namespace brokerscope::history {

namespace {

std::vector<EventId> tidied(std::vector<EventId> evidence)
{
    std::erase(evidence, kNoEvent);
    std::sort(evidence.begin(), evidence.end());
    evidence.erase(std::unique(evidence.begin(), evidence.end()), evidence.end());
    return evidence;
}

/// Turns the ledgers of a whole run into anomalies.
class Findings {
public:
    explicit Findings(Witness& witness)
        : m_client(witness.client)
        , m_cluster(witness.cluster)
        , m_consumers(witness.consumers)
        , m_witness(witness)
    {
    }

    [[nodiscard]] std::vector<Anomaly> anomalies(const std::vector<HandlerLedger::CopyOf>& copies)
    {
        m_found = std::move(m_witness.unplaced);
        for (std::size_t i = 0; i < m_cluster.partitionCount(); ++i) {
            const PartitionId partition(static_cast<std::uint16_t>(i));
            findLosses(*m_cluster.partition(partition));
            readFinalLog(partition);
        }
        for (const auto& [who, reading] : m_consumers) {
            findAgain(who.second, reading);
            findSkips(who.second, reading);
        }
        findGaps(AnomalyKind::ProcessedNotCommitted, m_witness.groups.notCommitted());
        const std::vector<GroupLedger::Gap> notProcessed = m_witness.groups.notProcessed();
        findGaps(AnomalyKind::CommittedNotProcessed, notProcessed);
        for (const auto& finding : m_witness.handlers.ofStores(m_client, notProcessed)) {
            addAll(finding);
        }
        for (const auto& finding : m_witness.handlers.lostCopies(m_client)) {
            addAll(finding);
        }
        findForwardedTwice(copies);
        return std::move(m_found);
    }

private:
    /// Of the records that applications have forwarded, those of which the other topic has several.
    void findForwardedTwice(const std::vector<HandlerLedger::CopyOf>& copies)
    {
        std::map<std::uint32_t, EventId> first; // source → when its first copy was stored
        for (const auto& [copy, source] : copies) {
            const Placement* const placed = m_client.lastPlacementOf(copy);
            if (placed == nullptr) {
                continue;
            }
            const auto [before, isFirst] = first.emplace(source, placed->appended);
            if (!isFirst) {
                const RecordTrace& trace = m_client.records()[copy];
                m_found.push_back({AnomalyKind::ForwardedTwice, copy, placed->partition,
                    placed->span.base + OffsetDelta(trace.indexInBatch), placed->span.epoch,
                    std::max(before->second, placed->appended),
                    tidied({before->second, trace.created, placed->appended})});
            }
        }
    }

    void findLosses(const PartitionLedger& partition)
    {
        for (const AckedRange& range : partition.acked) {
            if (!range.lost) {
                continue;
            }
            const Placement& placed = m_client.placements()[range.placement];
            const Leadership& leadership = partition.leaderships[range.leadership];
            const std::vector<EventId> evidence = tidied({placed.appended, range.acked,
                leadership.broker != placed.broker ? lackOf(range, placed, leadership) : kNoEvent,
                m_cluster.haltOf(placed.broker, placed.appended, leadership.election),
                m_cluster.cutOf(placed, range.span.base), leadership.election});
            m_client.forEachRecord(placed.partition, range.span,
                [&](std::uint32_t record, Offset offset, std::uint32_t placement) {
                    if (placement == range.placement) {
                        m_found.push_back({AnomalyKind::LostAfterAck, record, placed.partition,
                            offset, range.span.epoch, range.established, evidence});
                    }
                });
        }
    }

    /// What shows that a leader which had not appended the record itself is without it: what took
    /// it from its log, or how far it had come.
    [[nodiscard]] EventId lackOf(
        const AckedRange& range, const Placement& placed, const Leadership& leadership) const
    {
        const EventId cut = m_cluster.cutOf(leadership.broker, placed.partition, range.span.base,
            range.span.epoch, EventId(range.established.value() + 1));
        return cut != kNoEvent ? cut : leadership.reached;
    }

    /// A record of the final leader's log, and what it says about itself.
    struct Stored {
        std::uint32_t record;
        Offset offset;
        std::uint32_t placement;
    };

    /// The last leader's log in the order of offsets.
    [[nodiscard]] std::vector<Stored> finalLog(PartitionId partition, const Spans& log) const
    {
        std::vector<Stored> stored;
        for (const Span& span : log) {
            m_client.forEachRecord(partition, span,
                [&stored](std::uint32_t record, Offset offset, std::uint32_t placement) {
                    stored.push_back({record, offset, placement});
                });
        }
        return stored;
    }

    void readFinalLog(PartitionId partition)
    {
        const ReplicaLedger* const leader = m_cluster.partition(partition)->leader();
        if (leader == nullptr) {
            return;
        }
        std::map<std::uint32_t, std::uint32_t> firstCopy; // record → placement, where it matters
        std::map<NodeId, Stored> latest; // by producer: the youngest record so far
        const bool read = m_witness.assigned[partition.value()];
        for (const Stored& stored : finalLog(partition, leader->log)) {
            const RecordTrace& trace = m_client.records()[stored.record];
            if (batchOf(stored).placements.size() > 1) {
                const auto [first, isFirst] = firstCopy.emplace(stored.record, stored.placement);
                if (!isFirst) {
                    noteDuplicate(stored, first->second);
                    continue;
                }
            }
            noteOrder(stored, latest);
            if (trace.failed != kNoEvent) {
                noteFailed(stored);
            }
            if (read && trace.acked != kNoEvent && stored.offset < leader->highWatermark
                && isMissed(partition, stored) && isWanted(partition, stored)) {
                noteNeverDelivered(stored);
            }
        }
    }

    void noteDuplicate(const Stored& stored, std::uint32_t firstPlacement)
    {
        if (!m_duplicated.insert({stored.record, true}).second) {
            return;
        }
        const Placement& placed = m_client.placements()[stored.placement];
        const Placement& first = m_client.placements()[firstPlacement];
        const EventId later = std::max(placed.appended, first.appended);
        const EventId retried = retryBetween(stored, first.appended, later);
        add(AnomalyKind::DuplicateInLog, stored, later,
            {first.appended, placed.appended, attemptBefore(stored, later, 0),
                retried != kNoEvent ? retried : attemptBefore(stored, later, 1)});
    }

    void noteOrder(const Stored& stored, std::map<NodeId, Stored>& latest)
    {
        const RecordTrace& trace = m_client.records()[stored.record];
        const auto [last, isFirst] = latest.emplace(trace.producer, stored);
        if (isFirst) {
            return;
        }
        if (trace.created > m_client.records()[last->second.record].created) {
            last->second = stored;
            return;
        }
        const EventId mine = appendedOf(stored);
        const EventId overtaker = appendedOf(last->second);
        add(AnomalyKind::ReorderedInLog, stored, std::max(mine, overtaker),
            {mine, overtaker, attemptBefore(stored, mine, 0), attemptBefore(stored, mine, 1)});
    }

    void noteFailed(const Stored& stored)
    {
        const EventId failed = m_client.records()[stored.record].failed;
        const EventId appended = appendedOf(stored);
        add(AnomalyKind::FailedButStored, stored, std::max(failed, appended),
            {failed, appended, attemptBefore(stored, appended, 0)});
    }

    /// Whether nobody at all, or nobody of a group that reads the partition, got it.
    [[nodiscard]] bool isMissed(PartitionId partition, const Stored& stored) const
    {
        if (m_client.records()[stored.record].delivered == kNoEvent) {
            return true;
        }
        const LeaderEpoch epoch = m_client.placements()[stored.placement].span.epoch;
        return std::any_of(m_consumers.begin(), m_consumers.end(), [&](const auto& reading) {
            return reading.first.second == partition
                && m_witness.groups.isGroup(reading.first.first)
                && !reading.second.got(stored.offset, epoch);
        });
    }

    /// Whether somebody should have got it: no later record of its key made the cleaner take it
    /// from some replica, and no application had its consumer pass over it.
    [[nodiscard]] bool isWanted(PartitionId partition, const Stored& stored) const
    {
        if (m_cluster.partition(partition)->superseded.contains(
                stored.offset, m_client.placements()[stored.placement].span.epoch)) {
            return false;
        }
        return std::none_of(m_consumers.begin(), m_consumers.end(), [&](const auto& reading) {
            return reading.first.second == partition && reading.second.wentPast(stored.offset);
        });
    }

    void noteNeverDelivered(const Stored& stored)
    {
        const auto last = static_cast<std::uint32_t>(m_witness.history.size() - 1);
        std::vector<EventId> evidence{appendedOf(stored), m_client.records()[stored.record].acked};
        for (const auto& [who, reading] : m_consumers) {
            if (who.second == m_client.placements()[stored.placement].partition) {
                evidence.push_back(reading.lastReset());
            }
        }
        evidence.resize(std::min<std::size_t>(evidence.size(), 6));
        add(AnomalyKind::NeverDelivered, stored, EventId(last), std::move(evidence));
    }

    void findAgain(PartitionId partition, const ReadingLedger& reading)
    {
        for (const ReadingLedger::Again& again : reading.again()) {
            m_client.forEachRecord(partition, again.span,
                [&](std::uint32_t record, Offset offset, std::uint32_t placement) {
                    add(AnomalyKind::Redelivered, {record, offset, placement}, again.now,
                        {again.before, again.reset, again.now});
                });
        }
    }

    void findSkips(PartitionId partition, const ReadingLedger& reading)
    {
        for (const ReadingLedger::Skip& skip : reading.skips()) {
            m_client.forEachRecord(partition, skip.span,
                [&](std::uint32_t record, Offset offset, std::uint32_t placement) {
                    if (!reading.got(offset, skip.span.epoch)) { // It may have come back to it.
                        const Stored stored{record, offset, placement};
                        add(AnomalyKind::SkippedByConsumer, stored,
                            std::max(skip.now, appendedOf(stored)),
                            {appendedOf(stored), skip.before, skip.deleted, skip.now});
                    }
                });
        }
    }

    void findGaps(AnomalyKind kind, const std::vector<GroupLedger::Gap>& gaps)
    {
        for (const GroupLedger::Gap& gap : gaps) {
            addAll({kind, gap.partition, gap.span, gap.established, gap.evidence});
        }
    }

    void addAll(const HandlerLedger::Finding& finding)
    {
        m_client.forEachRecord(finding.partition, finding.span,
            [&](std::uint32_t record, Offset offset, std::uint32_t placement) {
                add(finding.kind, {record, offset, placement}, finding.established,
                    finding.evidence);
            });
    }

    void add(
        AnomalyKind kind, const Stored& stored, EventId established, std::vector<EventId> evidence)
    {
        const Placement& placed = m_client.placements()[stored.placement];
        m_found.push_back({kind, stored.record, placed.partition, stored.offset, placed.span.epoch,
            established, tidied(std::move(evidence))});
    }

    [[nodiscard]] const BatchTrace& batchOf(const Stored& stored) const
    {
        return m_client.batches()[m_client.placements()[stored.placement].batch];
    }

    [[nodiscard]] EventId appendedOf(const Stored& stored) const
    {
        return m_client.placements()[stored.placement].appended;
    }

    /// The `back`-th last sending or retry of the record's batch before an event, or kNoEvent.
    [[nodiscard]] EventId attemptBefore(
        const Stored& stored, EventId before, std::ptrdiff_t back) const
    {
        const auto& attempts = batchOf(stored).attempts;
        const auto next = std::lower_bound(attempts.begin(), attempts.end(), before);
        return next - attempts.begin() > back ? *(next - 1 - back) : kNoEvent;
    }

    /// The first time between two events that the producer took the sending of the record's batch
    /// for failed, or kNoEvent.
    [[nodiscard]] EventId retryBetween(const Stored& stored, EventId after, EventId before) const
    {
        for (const EventId attempt : batchOf(stored).attempts) {
            const event::Event& event = m_witness.history.event(attempt);
            if (attempt > after && attempt < before
                && std::holds_alternative<event::BatchRetried>(event.payload)) {
                return attempt;
            }
        }
        return kNoEvent;
    }

    const ClientLedger& m_client;
    const ClusterLedger& m_cluster;
    const ConsumerLedger& m_consumers;
    Witness& m_witness;
    std::map<std::uint32_t, bool> m_duplicated;
    std::vector<Anomaly> m_found;
};

void sortAndCount(Verdict& verdict)
{
    auto& anomalies = verdict.anomalies;
    std::stable_sort(anomalies.begin(), anomalies.end(), [](const Anomaly& a, const Anomaly& b) {
        return std::tuple(a.established, a.kind, a.record)
            < std::tuple(b.established, b.kind, b.record);
    });
    for (std::size_t i = 0; i < anomalies.size(); ++i) {
        ++verdict.counts[static_cast<std::size_t>(anomalies[i].kind)];
        verdict.byRecord.push_back(static_cast<std::uint32_t>(i));
    }
    std::stable_sort(verdict.byRecord.begin(), verdict.byRecord.end(),
        [&anomalies](std::uint32_t a, std::uint32_t b) {
            return anomalies[a].record < anomalies[b].record;
        });
}

void notePlaces(const ClientLedger& client, std::size_t partitions, Verdict& verdict)
{
    std::vector<std::pair<Verdict::Place, std::uint32_t>> places;
    for (std::size_t i = 0; i < partitions; ++i) {
        const PartitionId partition(static_cast<std::uint16_t>(i));
        places.clear();
        for (const std::uint32_t index : client.placementsOf(partition)) {
            const Placement& placed = client.placements()[index];
            Offset offset = placed.span.base;
            for (const std::uint32_t record : client.batches()[placed.batch].records) {
                places.emplace_back(Verdict::Place{partition, offset, placed.span.epoch}, record);
                offset = offset + OffsetDelta(1);
            }
        }
        if (!std::is_sorted(places.begin(), places.end())) {
            std::sort(places.begin(), places.end());
        }
        for (const auto& place : places) {
            verdict.places.emplace_hint(verdict.places.end(), place);
        }
    }
}

} // namespace

Verdict judge(const History& history)
{
    Witness witness(history);
    const auto events = history.events();
    for (std::size_t i = 0; i < events.size(); ++i) {
        witness.id = EventId(static_cast<std::uint32_t>(i));
        witness.node = events[i].node;
        std::visit(witness, events[i].payload);
    }
    witness.cluster.finish();

    Verdict verdict = std::move(witness.verdict);
    const std::vector<HandlerLedger::CopyOf> copies = witness.handlers.copies(witness.client);
    verdict.anomalies = Findings(witness).anomalies(copies);
    sortAndCount(verdict);
    notePlaces(witness.client, witness.cluster.partitionCount(), verdict);
    verdict.records = witness.client.takeRecords();
    for (const auto& [copy, source] : copies) {
        verdict.records[copy].copyOf = source;
    }
    return verdict;
}

} // namespace brokerscope::history
