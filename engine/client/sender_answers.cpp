#include "engine/client/sender.h"

#include "engine/client/timers.h"

#include <algorithm>

/// What comes back to the sender, and what does not.
namespace brokerscope::client {

using event::ErrorCode;

void Sender::produceAnswered(
    sim::Context& context, NodeId from, EventId request, const protocol::ProduceResponse& response)
{
    if (response.throttle > Duration()) {
        m_connections.throttle(from, context.now() + response.throttle);
    }
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
        askForIdLater(context);
        return;
    }
    if (m_connections.isTrial(request.to, request.id)) {
        return; // the connection did not come about, which disconnected() has seen to
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

void Sender::disconnected(sim::Context& context, NodeId node)
{
    m_connections.lost(context, node);
}

bool Sender::heardFrom(NodeId node, EventId request)
{
    return m_connections.heardFrom(node, request);
}

// --- one batch -----------------------------------------------------------------------------------

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
        acknowledge(context, *batch, baseOffset);
        return;
    }
    if (error == ErrorCode::MessageTooLarge && batch->builder.recordCount() > 1) {
        split(context, *batch);
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

void Sender::acknowledge(sim::Context& context, const ProducerBatch& batch, Offset baseOffset)
{
    m_accumulator.release(batch);
    context.emit(event::BatchAcked{baseOffset, batch.id,
        static_cast<std::uint32_t>(batch.builder.recordCount()), batch.partition});
    if (m_onDone) {
        m_onDone(context, batch, ErrorCode::None);
    }
}

/// Counts as no attempt: the parts go out as if nothing had been tried yet.
void Sender::split(sim::Context& context, ProducerBatch& batch)
{
    std::vector<Batch> parts = m_accumulator.split(context, batch);
    if (batch.hasSequence()) {
        m_sequences.split(batch, parts);
    }
    m_accumulator.release(batch);
    // The last one first, since without a sequence each goes to the front.
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        m_accumulator.reenqueue(std::move(*part));
    }
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

// --- giving up -----------------------------------------------------------------------------------

void Sender::giveUp(sim::Context& context, const ProducerBatch& batch, ErrorCode error)
{
    if (batch.hasSequence()) {
        m_sequences.givenUp(batch);
    }
    m_accumulator.release(batch);
    context.emit(event::BatchFailed{
        batch.id, static_cast<std::uint32_t>(batch.builder.recordCount()), batch.partition, error});
    if (m_onDone) {
        m_onDone(context, batch, error);
    }
}

bool Sender::isExpired(const ProducerBatch& batch, Timestamp now) const
{
    return now - batch.createdAt >= m_config.deliveryTimeout;
}

Timestamp Sender::firstExpiry() const
{
    Timestamp first = kNever;
    for (const PartitionId partition : m_partitions) {
        const Accumulator::Queue& queue = m_accumulator.queue(partition);
        if (!queue.empty()) {
            first = std::min(first, queue.front()->createdAt + m_config.deliveryTimeout);
        }
    }
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
            m_accumulator.close(context, *queue.front(), event::CloseReason::Linger);
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

void Sender::abort(sim::Context& context, ErrorCode error)
{
    for (auto& [request, batches] : m_inFlight) {
        for (Batch& batch : batches) {
            if (batch != nullptr) {
                --m_inFlightOf[batch->partition.value()];
                giveUp(context, *batch, error);
                batch.reset();
            }
        }
    }
    for (const PartitionId partition : m_partitions) {
        Accumulator::Queue& queue = m_accumulator.queue(partition);
        while (!queue.empty()) {
            m_accumulator.close(context, *queue.front(), event::CloseReason::Close);
            giveUp(context, *queue.front(), error);
            queue.pop_front();
        }
    }
}

std::uint32_t Sender::unfinishedUpTo(BatchId last) const
{
    std::uint32_t count = 0;
    const auto add
        = [&](const Batch& batch) { count += batch != nullptr && batch->origin <= last ? 1U : 0U; };
    for (const PartitionId partition : m_partitions) {
        const Accumulator::Queue& queue = m_accumulator.queue(partition);
        std::for_each(queue.begin(), queue.end(), add);
    }
    for (const auto& [request, batches] : m_inFlight) {
        std::for_each(batches.begin(), batches.end(), add);
    }
    return count;
}

bool Sender::isIdle() const
{
    return m_inFlight.empty()
        && std::all_of(m_partitions.begin(), m_partitions.end(),
            [this](PartitionId partition) { return m_accumulator.queue(partition).empty(); });
}

// --- the producer id -----------------------------------------------------------------------------

void Sender::restartSequences(sim::Context& context)
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
        const ProducerEpoch epoch = m_sequences.restart(partition, batches);
        context.emit(event::ProducerEpochBumped{epoch, partition});
    }
}

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

void Sender::askForIdLater(sim::Context& context)
{
    m_isAskingForId = false;
    m_mayAskForIdFrom = context.now() + m_config.backoff.after(m_idFailures++, context.random());
    context.setTimer(m_mayAskForIdFrom - context.now(), kindOf(ClientTimer::ProducerIdRetry));
}

void Sender::producerIdAnswered(
    sim::Context& context, const protocol::InitProducerIdResponse& response)
{
    // As in TransactionManager.InitProducerIdHandler. A coordinator that is another one is found
    // anew by asking any broker, since only transactions have one of their own.
    if (event::isRetriable(response.error)) {
        askForIdLater(context);
        return;
    }
    m_isAskingForId = false;
    if (response.error != ErrorCode::None) {
        m_fatalError = response.error;
        return;
    }
    m_idFailures = 0;
    m_sequences.setId(response.producerId, response.producerEpoch);
    context.emit(event::ProducerIdAssigned{response.producerId, response.producerEpoch});
}

} // namespace brokerscope::client
