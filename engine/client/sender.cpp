#include "engine/client/sender.h"

#include "engine/client/timers.h"

#include <algorithm>

namespace brokerscope::client {

using event::ErrorCode;

Sender::Sender(const ProducerConfig& config, std::vector<PartitionId> partitions,
    std::size_t partitionsOfRun, Accumulator& accumulator, ClientMetadata& metadata,
    protocol::RequestChannel& channel)
    : m_config(config)
    , m_partitions(std::move(partitions))
    , m_accumulator(accumulator)
    , m_metadata(metadata)
    , m_channel(channel)
    , m_sequences(partitionsOfRun)
    , m_inFlightOf(partitionsOfRun)
{
}

void Sender::run(sim::Context& context, bool isMemoryShort)
{
    expire(context);
    if (!ensureProducerId(context)) {
        return;
    }
    restartSequences();
    // As long as a node was given something, its next batches may be ready, too.
    while (true) {
        Timestamp nextWake = firstExpiryInFlight();
        const std::set<NodeId> nodes = readyNodes(context, isMemoryShort, nextWake);
        if (nodes.empty()) {
            wakeAt(context, nextWake);
            return;
        }
        for (const NodeId node : nodes) {
            drain(context, node, isMemoryShort);
        }
    }
}

// --- what is ready
// ---------------------------------------------------------------------------------------

std::set<NodeId> Sender::readyNodes(sim::Context& context, bool isMemoryShort, Timestamp& nextWake)
{
    std::set<NodeId> nodes;
    for (const PartitionId partition : m_partitions) {
        const Accumulator::Queue& queue = m_accumulator.queue(partition);
        if (queue.empty()) {
            continue;
        }
        const ProducerBatch& first = *queue.front();
        nextWake = std::min(nextWake, first.createdAt + m_config.deliveryTimeout);
        const NodeId leader = m_metadata.leader(partition);
        if (leader == kNoNode) {
            m_metadata.requestUpdate(context, m_channel);
            continue;
        }
        if (!mayDrain(first, context.now())) {
            if (isHeldBack(first)) {
                continue;
            }
            nextWake = std::min(
                nextWake, std::max(first.lastAttempt + first.backoff, context.now() + Duration(1)));
            continue;
        }
        const Timestamp ready = readyAt(first, queue, isMemoryShort);
        if (ready > context.now()) {
            nextWake = std::min(nextWake, ready);
        } else if (m_channel.inFlight(leader) < m_config.maxInFlight) {
            nodes.insert(leader);
        }
    }
    return nodes;
}

Timestamp Sender::readyAt(
    const ProducerBatch& first, const Accumulator::Queue& queue, bool isMemoryShort) const
{
    const bool isBackingOff = first.attempts > 0;
    if (isBackingOff || queue.size() > 1 || first.isFull() || isMemoryShort) {
        return first.createdAt; // mayDrain() has seen to the backoff
    }
    return first.createdAt + m_config.linger;
}

bool Sender::isHeldBack(const ProducerBatch& batch) const
{
    const bool isMuted = m_config.maxInFlight == 1 && m_inFlightOf[batch.partition.value()] > 0;
    const bool waitsForSequence = m_config.idempotence
        && !(batch.hasSequence() ? m_sequences.isFirst(batch)
                                 : m_sequences.mayAssign(batch.partition));
    const bool waitsForRestart = m_sequences.awaitsRestart(batch.partition);
    return isMuted || waitsForSequence || waitsForRestart;
}

bool Sender::mayDrain(const ProducerBatch& first, Timestamp now) const
{
    if (isHeldBack(first)) {
        return false;
    }
    const bool isBackingOff = first.attempts > 0 && now < first.lastAttempt + first.backoff;
    // A newer leader makes the backoff pointless (KIP-951).
    return !isBackingOff || m_metadata.leaderEpoch(first.partition) > first.sentInEpoch;
}

// --- draining
// --------------------------------------------------------------------------------------------

void Sender::drain(sim::Context& context, NodeId node, bool isMemoryShort)
{
    std::vector<PartitionId> led;
    for (const PartitionId partition : m_partitions) {
        if (m_metadata.leader(partition) == node) {
            led.push_back(partition);
        }
    }
    std::vector<Batch> batches;
    std::size_t size = 0;
    std::size_t& from = m_drainFrom[node];
    const std::size_t start = from % led.size();
    for (std::size_t i = 0; i < led.size(); ++i) {
        const std::size_t index = (start + i) % led.size();
        Accumulator::Queue& queue = m_accumulator.queue(led[index]);
        if (queue.empty() || !mayDrain(*queue.front(), context.now())) {
            continue;
        }
        ProducerBatch& first = *queue.front();
        if (size + first.builder.size() > m_config.maxRequestSize && !batches.empty()) {
            from = index;
            break;
        }
        Accumulator::close(context, first, reasonToClose(first, context.now(), isMemoryShort));
        if (m_config.idempotence && !first.hasSequence()) {
            m_sequences.assign(first);
        }
        size += first.builder.size();
        batches.push_back(std::move(queue.front()));
        queue.pop_front();
        from = index + 1;
    }
    if (!batches.empty()) {
        send(context, node, std::move(batches));
    }
}

event::CloseReason Sender::reasonToClose(
    const ProducerBatch& batch, Timestamp now, bool isMemoryShort) const
{
    if (batch.builder.size() >= batch.writeLimit) {
        return event::CloseReason::Full;
    }
    if (now >= batch.createdAt + m_config.linger) {
        return event::CloseReason::Linger;
    }
    return isMemoryShort ? event::CloseReason::Memory : event::CloseReason::Drained;
}

void Sender::send(sim::Context& context, NodeId node, std::vector<Batch> batches)
{
    protocol::ProduceRequest request;
    request.acks = m_config.acks;
    request.timeout = m_config.requestTimeout;
    for (const Batch& batch : batches) {
        batch->inFlight = true;
        batch->sentInEpoch = m_metadata.leaderEpoch(batch->partition);
        context.emit(event::BatchSent{batch->id, batch->baseSequence, node, batch->partition,
            static_cast<std::uint16_t>(batch->attempts + 1)});
        request.partitions.push_back({batch->partition, batch->builder.finish(), batch->id});
    }
    if (m_config.acks == 0) {
        protocol::Value value(std::move(request));
        const sim::MessageSummary summary = protocol::summaryOf(value);
        context.send(node, summary, protocol::bodyOf(std::move(value)));
        for (const Batch& batch : batches) {
            m_accumulator.release(*batch);
            context.emit(event::BatchAcked{kNoOffset, batch->id,
                static_cast<std::uint32_t>(batch->builder.recordCount()), batch->partition});
        }
        return;
    }
    for (const Batch& batch : batches) {
        ++m_inFlightOf[batch->partition.value()];
    }
    const EventId id = m_channel.send(context, node, std::move(request), m_config.requestTimeout);
    m_inFlight.emplace(id, std::move(batches));
}

void Sender::wakeAt(sim::Context& context, Timestamp when)
{
    if (when == m_wakeAt) {
        return;
    }
    context.cancelTimer(m_wakeTimer);
    m_wakeTimer = sim::kNoTimer;
    m_wakeAt = when;
    if (when != kNever) {
        m_wakeTimer = context.setTimer(when - context.now(), kindOf(ClientTimer::SenderWake));
    }
}

// --- what comes back
// ---------------------------------------------------------------------------------------

void Sender::produceAnswered(
    sim::Context& context, EventId request, const protocol::ProduceResponse& response)
{
    auto node = m_inFlight.extract(request);
    if (node.empty()) {
        return;
    }
    for (Batch& batch : node.mapped()) {
        if (batch == nullptr) {
            continue; // expired while it was on its way
        }
        const auto result = std::find_if(response.partitions.begin(), response.partitions.end(),
            [&](const auto& partition) { return partition.partition == batch->partition; });
        --m_inFlightOf[batch->partition.value()];
        complete(context, std::move(batch), result->error, result->baseOffset);
    }
}

void Sender::failed(sim::Context& context, const protocol::RequestChannel::InFlight& request)
{
    if (request.api == event::Api::InitProducerId) {
        m_isAskingForId = false;
        m_mayAskForIdFrom
            = context.now() + m_config.backoff.after(m_idFailures++, context.random());
        context.setTimer(m_mayAskForIdFrom - context.now(), kindOf(ClientTimer::ProducerIdRetry));
        return;
    }
    auto node = m_inFlight.extract(request.id);
    if (node.empty()) {
        return;
    }
    for (Batch& batch : node.mapped()) {
        if (batch != nullptr) {
            --m_inFlightOf[batch->partition.value()];
            complete(context, std::move(batch), ErrorCode::NetworkException, kNoOffset);
        }
    }
}

void Sender::complete(sim::Context& context, Batch batch, ErrorCode error, Offset baseOffset)
{
    batch->inFlight = false;
    if (event::invalidatesMetadata(error)) {
        m_metadata.requestUpdate(context, m_channel);
    }
    if (error == ErrorCode::None || error == ErrorCode::DuplicateSequenceNumber) {
        if (batch->hasSequence()) {
            m_sequences.acknowledged(*batch);
        }
        m_accumulator.release(*batch);
        context.emit(event::BatchAcked{baseOffset, batch->id,
            static_cast<std::uint32_t>(batch->builder.recordCount()), batch->partition});
        return;
    }
    if (isGap(*batch, error) && !m_sequences.awaitsEarlier(*batch)) {
        m_sequences.requestRestart(batch->partition);
    }
    if (!canRetry(*batch, error, context.now())) {
        giveUp(context, *batch, error);
        return;
    }
    batch->backoff = m_config.backoff.after(batch->attempts, context.random());
    batch->lastAttempt = context.now();
    ++batch->attempts;
    context.emit(event::BatchRetried{batch->backoff, batch->id, batch->partition, error});
    m_accumulator.reenqueue(std::move(batch));
}

bool Sender::canRetry(const ProducerBatch& batch, ErrorCode error, Timestamp now) const
{
    return !isExpired(batch, now) && batch.attempts < m_config.retries
        && (event::isRetriable(error) || isGap(batch, error));
}

bool Sender::isGap(const ProducerBatch& batch, ErrorCode error)
{
    return error == ErrorCode::OutOfOrderSequenceNumber && batch.hasSequence();
}

void Sender::restartSequences()
{
    for (const PartitionId partition : m_partitions) {
        if (!m_sequences.awaitsRestart(partition) || m_inFlightOf[partition.value()] > 0) {
            continue;
        }
        std::vector<ProducerBatch*> batches;
        for (const Batch& batch : m_accumulator.queue(partition)) {
            if (batch->hasSequence()) {
                batches.push_back(batch.get());
            }
        }
        m_sequences.restart(partition, batches);
    }
}

void Sender::giveUp(sim::Context& context, const ProducerBatch& batch, ErrorCode error)
{
    if (batch.hasSequence()) {
        m_sequences.givenUp(batch);
    }
    m_accumulator.release(batch);
    context.emit(event::BatchFailed{
        batch.id, static_cast<std::uint32_t>(batch.builder.recordCount()), batch.partition, error});
}

bool Sender::isExpired(const ProducerBatch& batch, Timestamp now) const
{
    return now - batch.createdAt >= m_config.deliveryTimeout;
}

Timestamp Sender::firstExpiryInFlight() const
{
    Timestamp first = kNever;
    for (const auto& [request, batches] : m_inFlight) {
        for (const Batch& batch : batches) {
            if (batch != nullptr) {
                first = std::min(first, batch->createdAt + m_config.deliveryTimeout);
            }
        }
    }
    return first;
}

void Sender::expire(sim::Context& context)
{
    for (const PartitionId partition : m_partitions) {
        Accumulator::Queue& queue = m_accumulator.queue(partition);
        while (!queue.empty() && isExpired(*queue.front(), context.now())) {
            Accumulator::close(context, *queue.front(), event::CloseReason::Linger);
            giveUp(context, *queue.front(), ErrorCode::RequestTimedOut);
            queue.pop_front();
        }
    }
    for (auto& [request, batches] : m_inFlight) {
        for (Batch& batch : batches) {
            if (batch != nullptr && isExpired(*batch, context.now())) {
                --m_inFlightOf[batch->partition.value()];
                giveUp(context, *batch, ErrorCode::RequestTimedOut);
                batch.reset();
            }
        }
    }
}

// --- the producer id
// ---------------------------------------------------------------------------------------

bool Sender::ensureProducerId(sim::Context& context)
{
    if (!m_config.idempotence || m_sequences.hasId()) {
        return true;
    }
    if (!m_isAskingForId && context.now() >= m_mayAskForIdFrom && m_metadata.known() > 0) {
        m_isAskingForId = true;
        m_channel.send(context, m_metadata.anyBroker(context, m_channel),
            protocol::InitProducerIdRequest{}, m_config.requestTimeout);
    }
    return false;
}

void Sender::producerIdAnswered(
    sim::Context& context, const protocol::InitProducerIdResponse& response)
{
    m_isAskingForId = false;
    m_sequences.setId(response.producerId, response.producerEpoch);
    context.emit(event::ProducerIdAssigned{response.producerId, response.producerEpoch});
}

} // namespace brokerscope::client
