#include "engine/client/sender.h"

#include "engine/client/timers.h"

#include <algorithm>

/// What is ready, and how it is sent.
namespace brokerscope::client {

Sender::Sender(const ProducerConfig& config, std::vector<PartitionId> partitions,
    std::size_t partitionsOfRun, Accumulator& accumulator, ClientMetadata& metadata,
    protocol::RequestChannel& channel, Partitioner& partitioner)
    : m_config(config)
    , m_partitions(std::move(partitions))
    , m_accumulator(accumulator)
    , m_metadata(metadata)
    , m_channel(channel)
    , m_partitioner(partitioner)
    , m_connections(config, channel)
    , m_sequences(partitionsOfRun)
    , m_inFlightOf(partitionsOfRun)
{
}

void Sender::run(sim::Context& context, const Urgency& urgency)
{
    if (m_fatalError) {
        abort(context, *m_fatalError);
        return;
    }
    expire(context);
    m_sequences.dropIdIfUsedUp();
    if (!ensureProducerId(context)) {
        wakeAt(context, firstExpiry());
        return;
    }
    restartSequences(context);
    // As long as a node was given something, its next batches may be ready, too.
    while (true) {
        Timestamp nextWake = firstExpiry();
        const std::set<NodeId> nodes = readyNodes(context, urgency, nextWake);
        if (nodes.empty()) {
            wakeAt(context, nextWake);
            return;
        }
        for (const NodeId node : nodes) {
            drain(context, node, urgency);
        }
        // A retry without sequence may have stood before one that is older.
        expire(context);
    }
}

// --- what is ready -------------------------------------------------------------------------------

std::set<NodeId> Sender::readyNodes(
    sim::Context& context, const Urgency& urgency, Timestamp& nextWake)
{
    measureLoad();
    std::set<NodeId> nodes;
    for (const PartitionId partition : m_partitions) {
        if (!m_accumulator.queue(partition).empty()) {
            const NodeId leader = readyLeader(context, partition, urgency, nextWake);
            if (leader != kNoNode) {
                nodes.insert(leader);
            }
        }
    }
    std::erase_if(nodes, [&](NodeId node) { return !isAccepting(context, node, nextWake); });
    return nodes;
}

NodeId Sender::readyLeader(
    sim::Context& context, PartitionId partition, const Urgency& urgency, Timestamp& nextWake)
{
    const Accumulator::Queue& queue = m_accumulator.queue(partition);
    const ProducerBatch& first = *queue.front();
    const NodeId leader = m_metadata.leader(partition);
    if (leader == kNoNode) {
        m_metadata.use(context, m_channel);
        m_metadata.requestUpdate(context, m_channel);
        return kNoNode;
    }
    if (!mayDrain(first, context.now())) {
        if (!isHeldBack(first)) {
            nextWake = std::min(
                nextWake, std::max(first.lastAttempt + first.backoff, context.now() + Duration(1)));
        }
        return kNoNode;
    }
    const Timestamp ready = readyAt(first, queue, urgency);
    if (ready > context.now()) {
        nextWake = std::min(nextWake, ready);
        return kNoNode;
    }
    return leader;
}

bool Sender::isAccepting(sim::Context& context, NodeId node, Timestamp& nextWake)
{
    const bool isReady = m_connections.isReady(context, node, m_partitions, nextWake);
    m_connections.measure(node, context.now(), isReady);
    return isReady;
}

/// Kafka does not weigh partitions before each has had a batch, and leaves those out whose broker
/// does not take what is ready for it.
void Sender::measureLoad()
{
    if (!m_partitioner.isAdaptive() || m_metadata.known() < 2) {
        return;
    }
    std::vector<QueueLength> queues;
    for (std::uint16_t number = 0; number < m_metadata.known(); ++number) {
        const PartitionId partition = m_partitions[number];
        if (!m_accumulator.hasSeen(partition)) {
            m_partitioner.setLoad(std::nullopt);
            return;
        }
        const std::size_t length = m_accumulator.queue(partition).size();
        const NodeId leader = m_metadata.leader(partition);
        if (leader != kNoNode && (length == 0 || !m_connections.isSlow(leader))) {
            queues.push_back({number, static_cast<std::uint32_t>(length)});
        }
    }
    m_partitioner.setLoad(LoadTable::of(queues, m_metadata.known()));
}

Timestamp Sender::readyAt(
    const ProducerBatch& first, const Accumulator::Queue& queue, const Urgency& urgency) const
{
    const bool isBackingOff = first.attempts > 0;
    if (isBackingOff || queue.size() > 1 || first.isFull() || urgency.any()) {
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

// --- draining ------------------------------------------------------------------------------------

void Sender::drain(sim::Context& context, NodeId node, const Urgency& urgency)
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
        if (size + first.estimatedSize() > m_config.maxRequestSize && !batches.empty()) {
            from = index;
            break;
        }
        m_accumulator.close(context, first, reasonToClose(first, context.now(), urgency));
        m_accumulator.seal(context, first);
        if (m_config.idempotence && !first.hasSequence()) {
            if (const auto bumped = m_sequences.assign(first)) {
                context.emit(event::ProducerEpochBumped{*bumped, first.partition});
            }
        }
        size += first.bytes;
        batches.push_back(std::move(queue.front()));
        queue.pop_front();
        from = index + 1;
    }
    if (!batches.empty()) {
        send(context, node, std::move(batches));
    }
}

event::CloseReason Sender::reasonToClose(
    const ProducerBatch& batch, Timestamp now, const Urgency& urgency) const
{
    if (batch.estimatedSize() >= batch.writeLimit) {
        return event::CloseReason::Full;
    }
    if (now >= batch.createdAt + m_config.linger) {
        return event::CloseReason::Linger;
    }
    if (urgency.isClosing) {
        return event::CloseReason::Close;
    }
    if (urgency.isFlushing) {
        return event::CloseReason::Flush;
    }
    return urgency.memoryIsShort ? event::CloseReason::Memory : event::CloseReason::Drained;
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
        request.partitions.push_back({batch->partition, m_accumulator.bytesOf(*batch), batch->id});
    }
    if (m_config.acks == 0) {
        protocol::Value value(std::move(request));
        const sim::MessageSummary summary = protocol::summaryOf(value);
        context.send(node, summary, protocol::bodyOf(std::move(value)));
        for (const Batch& batch : batches) {
            acknowledge(context, *batch, kNoOffset);
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

} // namespace brokerscope::client
