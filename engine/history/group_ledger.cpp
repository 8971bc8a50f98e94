#include "engine/history/group_ledger.h"

#include <algorithm>
#include <string>
#include <utility>

namespace brokerscope::history {

GroupLedger::GroupLedger(const History& history)
    : m_readers(history.roster().nodes.size(), kNoNode)
{
    std::map<std::string, NodeId, std::less<>> first;
    for (const NodeId consumer : history.roster().nodesOf(event::NodeKind::Consumer)) {
        const auto group = history.configured(history.roster().at(consumer).name, "group.id");
        if (group) {
            m_readers[consumer.value()]
                = first.emplace(std::string(*group), consumer).first->second;
        }
    }
}

NodeId GroupLedger::readerOf(NodeId consumer) const
{
    const bool hasGroup
        = consumer.value() < m_readers.size() && m_readers[consumer.value()] != kNoNode;
    return hasGroup ? m_readers[consumer.value()] : consumer;
}

bool GroupLedger::isGroup(NodeId reader) const
{
    return reader.value() < m_readers.size() && m_readers[reader.value()] == reader;
}

GroupLedger::Held* GroupLedger::heldOf(NodeId consumer, PartitionId partition)
{
    const NodeId reader = readerOf(consumer);
    return isGroup(reader) ? &m_held[{reader, partition}] : nullptr;
}

void GroupLedger::delivered(EventId id, NodeId consumer, PartitionId partition, const Span& span)
{
    if (Held* const held = heldOf(consumer, partition)) {
        held->settled = held->notCommitted.size();
        Work& work = m_works[{consumer, partition}];
        work.open.push_back(span);
        work.delivered = id;
    }
}

void GroupLedger::processed(EventId id, NodeId consumer, PartitionId partition, Offset end)
{
    Held* const held = heldOf(consumer, partition);
    if (held == nullptr) {
        return;
    }
    Work& work = m_works[{consumer, partition}];
    work.processed = id;
    std::optional<Offset> last; // a seek may have made later deliveries begin further back
    while (!work.open.empty() && work.open.front().base < end
        && (!last || work.open.front().base >= *last)) {
        Span& front = work.open.front();
        const Span done{front.base, std::min(front.end, end), front.epoch};
        held->processed.insert(done);
        if (!work.done.empty() && work.done.back().end == done.base
            && work.done.back().epoch == done.epoch) {
            work.done.back().end = done.end;
        } else {
            work.done.push_back(done);
        }
        last = done.end;
        if (done.end < front.end) {
            front.base = done.end;
            break;
        }
        work.open.pop_front();
    }
}

void GroupLedger::committed(EventId id, NodeId consumer, PartitionId partition, Offset offset)
{
    Held* const held = heldOf(consumer, partition);
    if (held == nullptr) {
        return;
    }
    const Offset before = held->committed;
    held->committed = offset;
    held->commit = id;
    // It may have been on its way when its consumer ended.
    for (std::size_t i = held->settled; i < held->notCommitted.size(); ++i) {
        Candidate& candidate = held->notCommitted[i];
        if (candidate.consumer == consumer) {
            candidate.gap.span.base = std::max(candidate.gap.span.base, offset);
        }
    }
    for (const Left& left : held->left) {
        noteNotProcessed(id, partition, left, before, *held);
    }
    const auto work = m_works.find({consumer, partition});
    if (work != m_works.end()) {
        std::erase_if(work->second.done, [offset](Span& done) {
            done.base = std::max(done.base, offset);
            return done.base >= done.end;
        });
    }
}

void GroupLedger::storedOffset(EventId id, NodeId consumer, PartitionId partition, Offset offset)
{
    if (Held* const held = heldOf(consumer, partition)) {
        held->goesByStore = true;
        committed(id, consumer, partition, offset);
    }
}

bool GroupLedger::goesByStore(NodeId consumer, PartitionId partition) const
{
    const auto held = m_held.find({readerOf(consumer), partition});
    return held != m_held.end() && held->second.goesByStore;
}

void GroupLedger::noteNotProcessed(
    EventId id, PartitionId partition, const Left& left, Offset from, Held& held)
{
    const Span gap{
        std::max(left.span.base, from), std::min(left.span.end, held.committed), left.span.epoch};
    if (gap.base < gap.end) {
        held.notProcessed.push_back(
            {partition, gap, id, {left.delivered, held.commit, left.ended}});
    }
}

void GroupLedger::noteNotCommitted(EventId id, NodeId consumer, PartitionId partition, Work& work)
{
    Held* const held = heldOf(consumer, partition);
    for (const Span& done : std::exchange(work.done, {})) {
        const Span gap{std::max(done.base, held->committed), done.end, done.epoch};
        if (gap.base < gap.end) {
            held->notCommitted.push_back(
                {{partition, gap, id, {work.processed, held->commit, id}}, consumer});
        }
    }
}

void GroupLedger::revoked(EventId id, NodeId consumer, PartitionId partition)
{
    const auto work = m_works.find({consumer, partition});
    if (work != m_works.end()) {
        noteNotCommitted(id, consumer, partition, work->second);
    }
}

void GroupLedger::ended(EventId id, NodeId consumer)
{
    auto it = m_works.lower_bound({consumer, PartitionId(0)});
    while (it != m_works.end() && it->first.first == consumer) {
        const PartitionId partition = it->first.second;
        Work& work = it->second;
        noteNotCommitted(id, consumer, partition, work);
        Held& held = *heldOf(consumer, partition);
        for (const Span& open : work.open) {
            held.left.push_back({open, work.delivered, id});
            noteNotProcessed(id, partition, held.left.back(), Offset(0), held);
        }
        it = m_works.erase(it);
    }
}

std::vector<GroupLedger::Gap> GroupLedger::notCommitted() const
{
    std::vector<Gap> gaps;
    for (const auto& [place, held] : m_held) {
        for (const Candidate& candidate : held.notCommitted) {
            if (candidate.gap.span.base < candidate.gap.span.end) {
                gaps.push_back(candidate.gap);
            }
        }
    }
    return gaps;
}

std::vector<GroupLedger::Gap> GroupLedger::notProcessed() const
{
    std::vector<Gap> gaps;
    for (const auto& [place, held] : m_held) {
        for (const Gap& gap : held.notProcessed) {
            for (const Span& missing : held.processed.missing(gap.span)) {
                gaps.push_back(
                    {gap.partition, missing, gap.established, gap.evidence, place.first});
            }
        }
    }
    return gaps;
}

} // namespace brokerscope::history
