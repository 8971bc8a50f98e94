#include "engine/history/fold.h"

#include <algorithm>

namespace brokerscope::history {

ProducerState* Fold::producer()
{
    const std::size_t index = event.node.value() - std::size_t{state.m_firstProducer};
    return index < state.producers.size() ? &state.producers[index] : nullptr;
}

ConsumerState* Fold::consumer()
{
    const std::size_t index = event.node.value() - std::size_t{state.m_firstConsumer};
    return index < state.consumers.size() ? &state.consumers[index] : nullptr;
}

/// Batches are few and the youngest are asked for most, so this looks from the back.
BatchState* Fold::batch(BatchId wanted)
{
    ProducerState* const owner = producer();
    if (owner == nullptr) {
        return nullptr;
    }
    const auto found = std::find_if(owner->batches.rbegin(), owner->batches.rend(),
        [wanted](const BatchState& held) { return held.batch == wanted; });
    return found != owner->batches.rend() ? &*found : nullptr;
}

// --- starting and stopping -----------------------------------------------------------------------

void Fold::operator()(const event::NodeStarted&)
{
    if (BrokerState* const started = broker(event.node)) {
        started->running = true;
        started->paused = false;
        started->diskError.reset();
    } else if (QuorumMemberState* const voter = controller()) {
        voter->running = true;
        voter->paused = false;
    } else if (ProducerState* const client = producer()) {
        client->running = true;
    } else if (ConsumerState* const reader = consumer()) {
        reader->running = true;
        reader->failed = false;
        reader->error = event::ErrorCode::None;
        startMember(*reader);
        for (ConsumerPartition& partition : reader->partitions) {
            partition.position = kNoOffset;
            partition.fetched = kNoOffset;
        }
    }
}

void Fold::operator()(const event::NodeStopped& p)
{
    if (BrokerState* const stopped = broker(event.node)) {
        stopBroker(*stopped, p.how);
    } else if (QuorumMemberState* const voter = controller()) {
        voter->running = false;
        voter->paused = false;
        voter->role = event::QuorumRole::Unattached;
        voter->stoppedAt = event.time;
        findActiveController();
    } else if (ProducerState* const client = producer()) {
        client->running = false;
        client->batches.clear();
        client->awaited.clear();
        client->waiting.clear();
        client->bufferUsed = 0;
        client->inFlightRequests = 0;
        client->blocked = 0;
        client->producerId = kNoProducerId;
        client->producerEpoch = kNoProducerEpoch;
        client->flushes = 0;
        client->isClosing = false;
        client->compressionEstimate = kNoCompression;
        client->throttledUntil.clear();
        std::fill(client->knownLeader.begin(), client->knownLeader.end(), kNoNode);
    } else if (ConsumerState* const reader = consumer()) {
        reader->running = false;
        reader->paused = false;
        reader->coordinator = kNoNode;
        reader->isBusy = false;
        for (ConsumerPartition& partition : reader->partitions) {
            partition.fetched = partition.position;
        }
    }
}

// --- what the producer waits for -----------------------------------------------------------------

void Fold::forgetAnswersOf(NodeId peer)
{
    if (ProducerState* const client = producer()) {
        std::erase_if(client->awaited,
            [peer](const AwaitedAnswer& awaited) { return awaited.broker == peer; });
        client->inFlightRequests = static_cast<std::uint32_t>(client->awaited.size());
    }
}

void Fold::operator()(const event::SendBlocked& p)
{
    if (ProducerState* const client = producer()) {
        client->waiting.push_back(p.number);
        ++client->blocked;
    }
}

void Fold::endWaiting(RecordNumber number)
{
    if (ProducerState* const client = producer(); client != nullptr && !client->waiting.empty()) {
        std::erase(client->waiting, number);
        client->blocked = static_cast<std::uint32_t>(client->waiting.size());
    }
}

// --- records and batches -------------------------------------------------------------------------

void Fold::operator()(const event::RecordCreated&)
{
    if (ProducerState* const client = producer()) {
        ++client->created;
    }
}

void Fold::operator()(const event::RecordRejected& p)
{
    endWaiting(p.number);
    if (ProducerState* const client = producer()) {
        ++client->failed;
        client->lastError = id;
    }
}

void Fold::operator()(const event::BatchOpened& p)
{
    if (ProducerState* const client = producer()) {
        BatchState& opened = client->batches.emplace_back();
        opened.batch = p.batch;
        opened.partition = p.partition;
        opened.openedAt = event.time;
        opened.phaseSince = event.time;
    }
}

void Fold::operator()(const event::BufferTaken& p)
{
    if (BatchState* const opened = batch(p.batch)) {
        producer()->bufferUsed += p.bytes - opened->buffer;
        opened->buffer = p.bytes;
    }
}

void Fold::operator()(const event::RecordBatched& p)
{
    if (BatchState* const filled = batch(p.batch)) {
        filled->records.push_back(p.number);
        filled->bytes = p.batchBytes;
    }
}

void Fold::operator()(const event::BatchClosed& p)
{
    if (BatchState* const closed = batch(p.batch)) {
        closed->phase = BatchPhase::Closed;
        closed->phaseSince = event.time;
        closed->reason = p.reason;
        closed->bytes = p.bytes;
    }
}

void Fold::operator()(const event::BatchSent& p)
{
    if (BatchState* const sent = batch(p.batch)) {
        sent->phase = BatchPhase::InFlight;
        sent->phaseSince = event.time;
        sent->attempts = p.attempt;
        sent->broker = p.broker;
        sent->baseSequence = p.baseSequence;
        if (p.attempt > 1) {
            ++producer()->retries;
        }
    }
}

void Fold::operator()(const event::BatchRetried& p)
{
    if (BatchState* const back = batch(p.batch)) {
        back->phase = BatchPhase::Backoff;
        back->phaseSince = event.time;
        back->backoff = p.backoff;
        back->broker = kNoNode;
        producer()->lastError = id;
    }
}

void Fold::operator()(const event::BatchAcked& p)
{
    ProducerState* const client = producer();
    if (client == nullptr) {
        return;
    }
    client->acked += p.records;
    if (p.baseOffset == kNoOffset) {
        // acks=0: nobody answers, so whatever went to that broker is done with once it is sent.
        if (const BatchState* const sent = batch(p.batch)) {
            forgetAnswersOf(sent->broker);
        }
    }
    removeBatch(p.batch);
}

void Fold::operator()(const event::BatchFailed& p)
{
    if (ProducerState* const client = producer()) {
        client->failed += p.records;
        client->lastError = id;
        removeBatch(p.batch);
    }
}

void Fold::removeBatch(BatchId removed)
{
    if (BatchState* const held = batch(removed)) {
        ProducerState& owner = *producer();
        owner.bufferUsed -= held->buffer;
        owner.batches.erase(owner.batches.begin() + (held - owner.batches.data()));
    }
}

void Fold::operator()(const event::ProducerIdAssigned& p)
{
    if (ProducerState* const client = producer()) {
        client->producerId = p.producerId;
        client->producerEpoch = p.epoch;
    }
}

void Fold::operator()(const event::BatchCompressed& p)
{
    ProducerState* const client = producer();
    if (client == nullptr) {
        return;
    }
    client->bytesBeforeCompression += p.bytesBefore;
    client->bytesAfterCompression += p.bytesAfter;
    client->compressionEstimate = p.nextEstimate;
    if (BatchState* const squeezed = batch(p.batch)) {
        squeezed->bytesBeforeCompression = p.bytesBefore;
        squeezed->codec = p.codec;
    }
}

void Fold::operator()(const event::BatchSplit& p)
{
    if (ProducerState* const client = producer()) {
        ++client->splits;
        removeBatch(p.batch);
    }
}

void Fold::operator()(const event::ProducerEpochBumped& p)
{
    if (ProducerState* const client = producer()) {
        client->producerEpoch = p.epoch;
    }
}

void Fold::operator()(const event::FlushBegun&)
{
    if (ProducerState* const client = producer()) {
        ++client->flushes;
    }
}

void Fold::operator()(const event::FlushEnded&)
{
    if (ProducerState* const client = producer(); client != nullptr && client->flushes > 0) {
        --client->flushes;
    }
}

void Fold::operator()(const event::CloseBegun&)
{
    if (ConsumerState* const reader = consumer()) {
        reader->isClosing = true;
    }
    if (ProducerState* const client = producer()) {
        client->isClosing = true;
    }
}

void Fold::operator()(const event::ClientThrottled& p)
{
    const std::size_t index = p.client.value() - std::size_t{state.m_firstProducer};
    const std::size_t broker = event.node.value() - std::size_t{1};
    if (index >= state.producers.size() || broker >= state.brokers.size()) {
        return;
    }
    std::vector<Timestamp>& until = state.producers[index].throttledUntil;
    until.resize(state.brokers.size());
    until[broker] = p.until;
}

void Fold::operator()(const event::ClientMetadata& p)
{
    ProducerState* const client = producer();
    if (client != nullptr && p.partition.value() < client->knownLeader.size()) {
        client->knownLeader[p.partition.value()] = p.leader;
    }
}

} // namespace brokerscope::history
