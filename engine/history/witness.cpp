#include "engine/history/witness.h"

#include <algorithm>

namespace brokerscope::history {

Witness::Witness(const History& h)
    : history(h)
    , client(h)
    , cluster(h.roster())
    , groups(h)
    , handlers(h, groups)
    , assigned(h.roster().partitions.size())
{
}

// --- brokers -------------------------------------------------------------------------------------

EventId Witness::requestSent() const
{
    const EventId cause = history.event(id).cause;
    if (cause < id) {
        if (const auto* const p
            = std::get_if<event::MessageReceived>(&history.event(cause).payload)) {
            return std::min(p->message, id);
        }
    }
    return id;
}

NodeId Witness::answeringBroker() const
{
    const EventId sent = requestSent();
    return sent < id ? history.event(sent).node : kNoNode;
}

void Witness::operator()(const event::BatchAppended& p)
{
    cluster.appended(id, node, p);
    const auto placement = client.appended(id, requestSent(), node, p);
    if (placement) {
        const BatchTrace& batch = client.batches()[client.placements()[*placement].batch];
        if (batch.ackedUnseen()) {
            hold(*placement, batch.acked, id);
        }
    }
}

void Witness::operator()(const event::MessageDropped& p)
{
    if (p.message >= id) {
        return;
    }
    const event::Event& sending = history.event(p.message);
    const auto* const sent = std::get_if<event::MessageSent>(&sending.payload);
    if (sent == nullptr || sent->api != event::Api::Produce || sent->isResponse()) {
        return;
    }
    // The batches of a request are sent at the same moment, by the same producer, to the same
    // broker.
    const auto events = history.events();
    const auto first = std::lower_bound(events.begin(), events.end(), sending.time,
        [](const event::Event& e, Timestamp t) { return e.time < t; });
    for (auto it = first; it != events.end() && it->time == sending.time; ++it) {
        const auto* const batch = std::get_if<event::BatchSent>(&it->payload);
        if (batch != nullptr && it->node == sending.node && batch->broker == sent->to) {
            loseUnplaced(p.message, it->node, batch->batch);
        }
    }
}

void Witness::loseUnplaced(EventId sent, NodeId producer, BatchId batch)
{
    const auto index = client.batchOf(sent, producer, batch);
    if (!index) {
        return;
    }
    const BatchTrace& trace = client.batches()[*index];
    if (!trace.ackedUnseen() || !trace.placements.empty() || trace.attempts.empty()) {
        return;
    }
    for (const std::uint32_t record : trace.records) {
        unplaced.push_back({AnomalyKind::LostAfterAck, record, client.records()[record].partition,
            kNoOffset, kNoEpoch, id, {trace.attempts.back(), trace.acked, id}});
    }
}

// --- producers -----------------------------------------------------------------------------------

void Witness::operator()(const event::RecordRejected& p)
{
    ++verdict.failed;
    client.rejected(id, node, p);
}

void Witness::operator()(const event::BatchFailed& p)
{
    verdict.failed += p.records;
    client.failed(id, node, p);
}

void Witness::operator()(const event::BatchAcked& p)
{
    verdict.acked += p.records;
    const NodeId answerer = answeringBroker();
    const LeaderEpoch epoch = cluster.epochAt(answerer, p.partition, p.baseOffset);
    if (const auto placement = client.acked(id, node, answerer, epoch, p)) {
        hold(*placement, id, id);
    }
}

void Witness::hold(std::uint32_t placement, EventId acked, EventId since)
{
    const Placement& placed = client.placements()[placement];
    AckedRange range;
    range.span = placed.span;
    range.placement = placement;
    range.acked = acked;
    range.since = since;
    cluster.acked(range, placed.partition);
}

// --- consumers -----------------------------------------------------------------------------------

void Witness::operator()(const event::PartitionAssigned& p)
{
    if (p.partition.value() < assigned.size()) {
        assigned[p.partition.value()] = true;
    }
}

void Witness::operator()(const event::OffsetReset& p)
{
    consumers[{groups.readerOf(node), p.partition}].reset(id, p.to, cluster.partition(p.partition));
}

void Witness::operator()(const event::PositionRestored& p)
{
    consumers[{groups.readerOf(node), p.partition}].reset(id, p.to, cluster.partition(p.partition));
}

void Witness::operator()(const event::PositionFromStore& p)
{
    consumers[{groups.readerOf(node), p.partition}].reset(id, p.to, cluster.partition(p.partition));
}

void Witness::operator()(const event::OffsetCommitted& p)
{
    // Nobody looks at it where the offsets are in a store.
    if (!groups.goesByStore(p.client, p.partition)) {
        groups.committed(id, p.client, p.partition, p.offset);
        handlers.committed(id, p.client, p.partition, p.offset);
    }
}

void Witness::operator()(const event::RecordStored& p)
{
    handlers.stored(id, node, p);
    if (p.withOffset) {
        const Offset end = p.offset + OffsetDelta(1);
        groups.storedOffset(id, node, p.partition, end);
        handlers.committed(id, node, p.partition, end);
    }
}

void Witness::operator()(const event::HandlerThrew& p)
{
    handlers.threw(id, node, p.partition);
    if (!p.isSkipped) {
        groups.ended(id, node);
    }
}

void Witness::operator()(const event::RecordsDelivered& p)
{
    const Span span{p.baseOffset, p.end(), p.epoch};
    verdict.delivered += p.records;
    client.delivered(id, p.partition, span);
    groups.delivered(id, node, p.partition, span);
    handlers.delivered(id, node, p.partition, span);
    consumers[{groups.readerOf(node), p.partition}].delivered(
        id, span, cluster.partition(p.partition));
}

} // namespace brokerscope::history
