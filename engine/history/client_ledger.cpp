#include "engine/history/client_ledger.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

namespace brokerscope::history {

// --- NumberIndex ---------------------------------------------------------------------------------

namespace {

using Entry = std::pair<std::uint32_t, std::uint32_t>;

std::vector<Entry>::const_iterator lowerBound(
    const std::vector<Entry>& entries, std::uint32_t number)
{
    return std::lower_bound(entries.begin(), entries.end(), number,
        [](const Entry& entry, std::uint32_t wanted) { return entry.first < wanted; });
}

} // namespace

bool NumberIndex::add(std::uint32_t number, std::uint32_t index)
{
    if (m_entries.empty() || m_entries.back().first < number) {
        m_entries.emplace_back(number, index);
        return true;
    }
    const auto at = lowerBound(m_entries, number);
    if (at != m_entries.end() && at->first == number) {
        return false;
    }
    m_entries.insert(at, {number, index});
    return true;
}

std::optional<std::uint32_t> NumberIndex::find(std::uint32_t number) const
{
    if (m_entries.empty() || number < m_entries.front().first) {
        return std::nullopt;
    }
    const std::size_t guess = number - m_entries.front().first;
    if (guess < m_entries.size() && m_entries[guess].first == number) {
        return m_entries[guess].second;
    }
    const auto at = lowerBound(m_entries, number);
    return at != m_entries.end() && at->first == number ? std::optional(at->second) : std::nullopt;
}

// --- ClientLedger --------------------------------------------------------------------------------

ClientLedger::ClientLedger(const History& history)
    : m_lives(history.roster().nodes.size(), std::vector<ProducerLife>(1))
    , m_order(history.roster().partitions.size())
{
    const auto events = history.events();
    for (std::size_t i = 0; i < events.size(); ++i) {
        const EventId id(static_cast<std::uint32_t>(i));
        const NodeId node = events[i].node;
        if (const auto* const p = std::get_if<event::RecordCreated>(&events[i].payload)) {
            RecordTrace& trace = m_records.emplace_back();
            trace.producer = node;
            trace.number = p->number;
            trace.partition = p->partition;
            trace.created = id;
        } else if (std::holds_alternative<event::NodeStarted>(events[i].payload)
            && node.value() < m_lives.size()) {
            m_lives[node.value()].emplace_back().start = id;
        }
    }
    const auto key = [](const RecordTrace& r) { return std::tuple(r.producer, r.number); };
    std::stable_sort(m_records.begin(), m_records.end(),
        [key](const RecordTrace& a, const RecordTrace& b) { return key(a) < key(b); });
    for (std::size_t i = 0; i < m_records.size(); ++i) {
        if (ProducerLife* const life = lifeOf(m_records[i].created, m_records[i].producer)) {
            life->records.add(m_records[i].number.value(), static_cast<std::uint32_t>(i));
        }
    }
}

const ProducerLife* ClientLedger::lifeOf(EventId at, NodeId producer) const
{
    if (producer.value() >= m_lives.size()) {
        return nullptr;
    }
    // There are few, and the last one is asked for most.
    const auto& lives = m_lives[producer.value()];
    auto life = lives.rbegin();
    while (life->start > at) {
        ++life; // The first one begins with the run.
    }
    return &*life;
}

ProducerLife* ClientLedger::lifeOf(EventId at, NodeId producer)
{
    return const_cast<ProducerLife*>(std::as_const(*this).lifeOf(at, producer));
}

std::optional<std::uint32_t> ClientLedger::recordOf(
    EventId at, NodeId producer, RecordNumber number) const
{
    const ProducerLife* const life = lifeOf(at, producer);
    return life != nullptr ? life->records.find(number.value()) : std::nullopt;
}

const Placement* ClientLedger::lastPlacementOf(std::uint32_t record) const
{
    const RecordTrace& trace = m_records[record];
    const auto batch = batchOf(trace.created, trace.producer, trace.batch);
    return !batch || m_batches[*batch].placements.empty()
        ? nullptr
        : &m_placements[m_batches[*batch].placements.back()];
}

std::optional<std::uint32_t> ClientLedger::batchOf(EventId at, NodeId producer, BatchId batch) const
{
    const ProducerLife* const life = lifeOf(at, producer);
    return life != nullptr ? life->batches.find(batch.value()) : std::nullopt;
}

void ClientLedger::batched(EventId id, NodeId producer, const event::RecordBatched& p)
{
    const auto record = recordOf(id, producer, p.number);
    if (!record || m_records[*record].batch != BatchId()) {
        return;
    }
    auto index = batchOf(id, producer, p.batch);
    if (!index) {
        index = static_cast<std::uint32_t>(m_batches.size());
        m_batches.emplace_back();
        lifeOf(id, producer)->batches.add(p.batch.value(), *index);
    }
    BatchTrace& batch = m_batches[*index];
    m_records[*record].batch = p.batch;
    m_records[*record].indexInBatch = static_cast<std::uint32_t>(batch.records.size());
    batch.records.push_back(*record);
}

void ClientLedger::rejected(EventId id, NodeId producer, const event::RecordRejected& p)
{
    if (const auto record = recordOf(id, producer, p.number)) {
        m_records[*record].failed = id;
    }
}

void ClientLedger::attempted(EventId id, NodeId producer, BatchId batch)
{
    if (const auto index = batchOf(id, producer, batch)) {
        m_batches[*index].attempts.push_back(id);
    }
}

void ClientLedger::failed(EventId id, NodeId producer, const event::BatchFailed& p)
{
    if (const auto index = batchOf(id, producer, p.batch)) {
        m_batches[*index].failed = id;
        for (const std::uint32_t record : m_batches[*index].records) {
            m_records[record].failed = id;
        }
    }
}

void ClientLedger::split(EventId id, NodeId producer, BatchId batch)
{
    if (const auto index = batchOf(id, producer, batch)) {
        for (const std::uint32_t record : std::exchange(m_batches[*index].records, {})) {
            m_records[record].batch = BatchId();
        }
    }
}

std::optional<std::uint32_t> ClientLedger::acked(
    EventId id, NodeId producer, NodeId answeredBy, LeaderEpoch epoch, const event::BatchAcked& p)
{
    const auto index = batchOf(id, producer, p.batch);
    if (!index) {
        return std::nullopt;
    }
    BatchTrace& batch = m_batches[*index];
    batch.acked = id;
    batch.ackedBase = p.baseOffset;
    batch.answeredBy = answeredBy;
    batch.answeredEpoch = epoch;
    for (const std::uint32_t record : batch.records) {
        m_records[record].acked = id;
    }
    return toldPlacement(batch, m_placements);
}

std::optional<std::uint32_t> ClientLedger::toldPlacement(
    const BatchTrace& batch, const std::vector<Placement>& placements)
{
    if (batch.placements.empty()) {
        return std::nullopt;
    }
    const auto atBase
        = [&](std::uint32_t index) { return placements[index].span.base == batch.ackedBase; };
    const auto byAnswerer = [&](std::uint32_t index) {
        return atBase(index) && placements[index].broker == batch.answeredBy;
    };
    const auto inItsLog = [&](std::uint32_t index) {
        return atBase(index) && placements[index].span.epoch == batch.answeredEpoch;
    };
    auto told = std::find_if(batch.placements.rbegin(), batch.placements.rend(), inItsLog);
    if (told == batch.placements.rend()) {
        told = std::find_if(batch.placements.rbegin(), batch.placements.rend(), byAnswerer);
    }
    if (told == batch.placements.rend()) {
        told = std::find_if(batch.placements.rbegin(), batch.placements.rend(), atBase);
    }
    if (told != batch.placements.rend()) {
        return *told;
    }
    return batch.ackedBase == kNoOffset ? std::optional(batch.placements.back()) : std::nullopt;
}

std::optional<std::uint32_t> ClientLedger::appended(
    EventId id, EventId sent, NodeId broker, const event::BatchAppended& p)
{
    const auto batch = p.asLeader() ? batchOf(sent, p.producer, p.batch) : std::nullopt;
    if (!batch || p.partition.value() >= m_order.size()) {
        return std::nullopt;
    }
    const auto index = static_cast<std::uint32_t>(m_placements.size());
    m_placements.push_back({id, broker, p.partition, {p.baseOffset, p.end(), p.epoch}, *batch});
    m_batches[*batch].placements.push_back(index);

    auto& order = m_order[p.partition.value()];
    const auto precedes = [this](std::uint32_t a, std::uint32_t b) {
        const Span& x = m_placements[a].span;
        const Span& y = m_placements[b].span;
        return std::tuple(x.epoch, x.base) < std::tuple(y.epoch, y.base);
    };
    if (order.empty() || precedes(order.back(), index)) {
        order.push_back(index);
    } else {
        order.insert(std::upper_bound(order.begin(), order.end(), index, precedes), index);
    }
    return index;
}

void ClientLedger::delivered(EventId id, PartitionId partition, const Span& span)
{
    forEachRecord(partition, span, [this, id](std::uint32_t record, Offset, std::uint32_t) {
        if (m_records[record].delivered == kNoEvent) {
            m_records[record].delivered = id;
        }
    });
}

const std::vector<std::uint32_t>& ClientLedger::placementsOf(PartitionId partition) const
{
    static const std::vector<std::uint32_t> kNone;
    return partition.value() < m_order.size() ? m_order[partition.value()] : kNone;
}

std::vector<std::uint32_t>::const_iterator ClientLedger::firstReaching(
    const std::vector<std::uint32_t>& order, const Span& span) const
{
    return std::lower_bound(
        order.begin(), order.end(), span, [this](std::uint32_t index, const Span& wanted) {
            const Span& placed = m_placements[index].span;
            return placed.epoch != wanted.epoch ? placed.epoch < wanted.epoch
                                                : placed.end <= wanted.base;
        });
}

std::vector<RecordTrace> ClientLedger::takeRecords()
{
    for (const BatchTrace& batch : m_batches) {
        const auto told = toldPlacement(batch, m_placements);
        const Placement* placement = nullptr;
        if (!batch.placements.empty()) {
            placement = &m_placements[told.value_or(batch.placements.back())];
        }
        for (std::size_t i = 0; i < batch.records.size(); ++i) {
            RecordTrace& trace = m_records[batch.records[i]];
            trace.batchSize = static_cast<std::uint32_t>(batch.records.size());
            trace.timesAppended = static_cast<std::uint16_t>(std::min<std::size_t>(
                batch.placements.size(), std::numeric_limits<std::uint16_t>::max()));
            if (placement != nullptr) {
                trace.offset = placement->span.base + OffsetDelta(static_cast<std::int64_t>(i));
                trace.epoch = placement->span.epoch;
                trace.appended = placement->appended;
            }
        }
    }
    return std::move(m_records);
}

} // namespace brokerscope::history
