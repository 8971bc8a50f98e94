#include "engine/history/handler_ledger.h"

#include <algorithm>
#include <optional>

namespace brokerscope::history {

namespace {

Span spanOf(Offset offset, LeaderEpoch epoch)
{
    return {offset, offset + OffsetDelta(1), epoch};
}

} // namespace

HandlerLedger::HandlerLedger(const History& history, const GroupLedger& groups)
    : m_groups(groups)
    , m_stores(history.roster().nodes.size())
{
    for (const event::Event& event : history.events()) {
        if (std::holds_alternative<event::RecordStored>(event.payload)) {
            m_stores[groups.readerOf(event.node).value()] = true;
        }
    }
}

// --- what is told --------------------------------------------------------------------------------

void HandlerLedger::delivered(EventId id, NodeId consumer, PartitionId partition, const Span& span)
{
    if (stores(m_groups.readerOf(consumer))) {
        Work& work = m_works[{consumer, partition}];
        work.open.push_back(span);
        work.delivered = id;
    }
}

void HandlerLedger::processed(EventId id, NodeId consumer, PartitionId partition, Offset end)
{
    const NodeId reader = m_groups.readerOf(consumer);
    if (!stores(reader)) {
        return;
    }
    Work& work = m_works[{consumer, partition}];
    Stored& stored = m_stored[{reader, partition}];
    std::optional<Offset> last; // a seek may have made later deliveries begin further back
    while (!work.open.empty() && work.open.front().base < end
        && (!last || work.open.front().base >= *last)) {
        Span& front = work.open.front();
        const Span done{front.base, std::min(front.end, end), front.epoch};
        for (const Span& missing : stored.settled.missing(done)) {
            stored.passed.push_back({AnomalyKind::MissingInStore, partition, missing, id,
                {work.delivered, work.threw, id}});
        }
        last = done.end;
        if (done.end < front.end) {
            front.base = done.end;
            break;
        }
        work.open.pop_front();
    }
    work.threw = kNoEvent;
}

void HandlerLedger::threw(EventId id, NodeId consumer, PartitionId partition)
{
    if (stores(m_groups.readerOf(consumer))) {
        m_works[{consumer, partition}].threw = id;
    }
}

void HandlerLedger::settle(NodeId consumer, PartitionId partition, Offset offset, LeaderEpoch epoch)
{
    const NodeId reader = m_groups.readerOf(consumer);
    if (stores(reader)) {
        m_stored[{reader, partition}].settled.insert(spanOf(offset, epoch));
    }
}

void HandlerLedger::stored(EventId id, NodeId consumer, const event::RecordStored& p)
{
    settle(consumer, p.partition, p.offset, p.epoch);
    Stored& stored = m_stored[{m_groups.readerOf(consumer), p.partition}];
    const auto [first, isFirst]
        = stored.firstWrites.emplace(Record{p.offset, p.epoch}, Write{id, p.isReplaced});
    if (isFirst || p.isReplaced || stored.repeated.contains(p.offset, p.epoch)) {
        return;
    }
    const Span span = spanOf(p.offset, p.epoch);
    stored.repeated.insert(span);
    stored.twice.push_back({AnomalyKind::StoredTwice, p.partition, span, id,
        {first->second.event, m_works[{consumer, p.partition}].delivered, id}});
}

void HandlerLedger::forwarded(EventId id, NodeId consumer, const event::RecordForwarded& p)
{
    settle(consumer, p.partition, p.offset, p.epoch);
    Sources& sources = m_sources[{m_groups.readerOf(consumer), p.partition}];
    Source& source = sources.records[{p.offset, p.epoch}];
    source.copies.push_back({id, p.producer, p.number});
    if (source.committed == kNoEvent && p.offset < sources.committed) {
        source.committed = sources.commit;
    }
}

void HandlerLedger::deduplicated(NodeId consumer, const event::RecordDeduplicated& p)
{
    settle(consumer, p.partition, p.offset, p.epoch);
}

void HandlerLedger::committed(EventId id, NodeId consumer, PartitionId partition, Offset offset)
{
    const auto found = m_sources.find({m_groups.readerOf(consumer), partition});
    if (found == m_sources.end()) {
        return;
    }
    Sources& sources = found->second;
    for (auto it = sources.records.lower_bound({sources.committed, kNoEpoch});
         it != sources.records.end() && it->first.first < offset; ++it) {
        it->second.committed = it->second.committed == kNoEvent ? id : it->second.committed;
    }
    sources.committed = offset;
    sources.commit = id;
}

void HandlerLedger::ended(EventId id, NodeId node)
{
    m_ends[node].push_back(id);
    std::erase_if(m_works, [node](const auto& work) { return work.first.first == node; });
}

// --- what came of it -----------------------------------------------------------------------------

void HandlerLedger::addTwins(std::vector<Finding>& found, PartitionId partition,
    const Stored& stored, const ClientLedger& client)
{
    std::map<std::uint32_t, EventId> first; // record → its first write
    for (const auto& entry : stored.firstWrites) {
        const Write& write = entry.second;
        const Span span = spanOf(entry.first.first, entry.first.second);
        client.forEachRecord(partition, span, [&](std::uint32_t index, Offset, std::uint32_t) {
            const auto [before, isFirst] = first.emplace(index, write.event);
            if (!isFirst && !write.isReplaced) {
                found.push_back({AnomalyKind::StoredTwice, partition, span,
                    std::max(before->second, write.event), {before->second, write.event}});
            }
        });
    }
}

/// What was settled later is not missing.
void HandlerLedger::addMissing(
    std::vector<Finding>& found, NodeId reader, const Finding& suspect) const
{
    const auto stored = m_stored.find({reader, suspect.partition});
    if (stored == m_stored.end()) {
        found.push_back(suspect);
        return;
    }
    for (const Span& missing : stored->second.settled.missing(suspect.span)) {
        Finding& finding = found.emplace_back(suspect);
        finding.span = missing;
    }
}

std::vector<HandlerLedger::Finding> HandlerLedger::ofStores(
    const ClientLedger& client, const std::vector<GroupLedger::Gap>& notProcessed) const
{
    std::vector<Finding> found;
    for (const auto& [place, stored] : m_stored) {
        found.insert(found.end(), stored.twice.begin(), stored.twice.end());
        addTwins(found, place.second, stored, client);
        for (const Finding& suspect : stored.passed) {
            addMissing(found, place.first, suspect);
        }
    }
    for (const GroupLedger::Gap& gap : notProcessed) {
        if (stores(gap.reader)) {
            addMissing(found, gap.reader,
                {AnomalyKind::MissingInStore, gap.partition, gap.span, gap.established,
                    gap.evidence});
        }
    }
    return found;
}

EventId HandlerLedger::endOf(const Copy& copy, const ClientLedger& client) const
{
    const auto record = client.recordOf(copy.forwarded, copy.producer, copy.number);
    if (record && client.records()[*record].failed != kNoEvent) {
        return client.records()[*record].failed;
    }
    const auto ends = m_ends.find(copy.producer);
    if (ends == m_ends.end()) {
        return kNoEvent;
    }
    const auto end = std::upper_bound(ends->second.begin(), ends->second.end(), copy.forwarded);
    return end == ends->second.end() ? kNoEvent : *end;
}

std::vector<HandlerLedger::Finding> HandlerLedger::lostCopies(const ClientLedger& client) const
{
    std::vector<Finding> found;
    for (const auto& [place, sources] : m_sources) {
        for (const auto& [record, source] : sources.records) {
            if (source.committed == kNoEvent) {
                continue; // whoever reads the partition next gets it again
            }
            bool isLost = true;
            EventId end = kNoEvent;
            for (const Copy& copy : source.copies) {
                end = endOf(copy, client);
                const auto index = client.recordOf(copy.forwarded, copy.producer, copy.number);
                isLost = isLost && end != kNoEvent && index
                    && client.lastPlacementOf(*index) == nullptr;
            }
            if (isLost) {
                found.push_back({AnomalyKind::ForwardLost, place.second,
                    spanOf(record.first, record.second), std::max(end, source.committed),
                    {source.copies.back().forwarded, end, source.committed}});
            }
        }
    }
    return found;
}

std::vector<HandlerLedger::CopyOf> HandlerLedger::copies(const ClientLedger& client) const
{
    std::vector<CopyOf> found;
    for (const auto& [place, sources] : m_sources) {
        for (const auto& entry : sources.records) {
            const Source& source = entry.second;
            client.forEachRecord(place.second, spanOf(entry.first.first, entry.first.second),
                [&](std::uint32_t index, Offset, std::uint32_t) {
                    for (const Copy& copy : source.copies) {
                        if (const auto made
                            = client.recordOf(copy.forwarded, copy.producer, copy.number)) {
                            found.push_back({*made, index});
                        }
                    }
                });
        }
    }
    return found;
}

} // namespace brokerscope::history
