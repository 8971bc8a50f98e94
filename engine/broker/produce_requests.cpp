#include "engine/broker/replica_manager.h"

#include "engine/broker/timers.h"

#include <algorithm>

/// How a broker serves Produce: append, wait for the ISR if acks=all, answer.
namespace brokerscope::broker {

using event::ErrorCode;

void ReplicaManager::produce(
    sim::Context& context, sim::Message request, const protocol::MetadataImage& image)
{
    auto& wanted = std::get<protocol::ProduceRequest>(protocol::valueOf(request));
    DelayedProduce operation;
    std::vector<PartitionId> pending;
    std::vector<PartitionId> grown;
    bool failed = false;
    for (protocol::ProduceRequest::Partition& incoming : wanted.partitions) {
        // Appending takes the bytes away.
        const auto batch = record::BatchView::at(incoming.records);
        const OffsetDelta records(batch ? batch->recordCount() : 0);
        operation.bytes += incoming.records.size();
        DelayedProduce::Partition result;
        result.result = append(context, request.from, wanted.acks, incoming);
        if (result.result.error == ErrorCode::None) {
            grown.push_back(incoming.partition);
            result.requiredOffset = result.result.baseOffset + records;
            result.pending = wanted.acks == -1
                && find(incoming.partition)->highWatermark() < result.requiredOffset;
        } else {
            failed = true;
        }
        operation.partitions.push_back(result);
    }
    for (const PartitionId id : grown) {
        if (find(id)->maybeAdvanceHighWatermark(context, image)) {
            highWatermarkMoved(context, id);
        }
    }
    for (DelayedProduce::Partition& partition : operation.partitions) {
        if (partition.pending && !settle(partition)) {
            pending.push_back(partition.result.partition);
        }
    }
    const EventId id = request.id;
    const Duration timeout = wanted.timeout;
    const std::int16_t acks = wanted.acks;
    const NodeId producer = request.from;
    operation.request = std::move(request);
    if (!pending.empty()) {
        const auto first = std::find_if(operation.partitions.begin(), operation.partitions.end(),
            [](const DelayedProduce::Partition& partition) { return partition.pending; });
        context.emit(event::RequestParked{
            first->requiredOffset, id, first->result.partition, event::Purgatory::Produce});
        operation.timer = context.setTimer(timeout, kindOf(BrokerTimer::ProduceExpiry), id.value());
        m_produces.park(id, std::move(operation), pending);
    } else if (acks != 0) {
        answer(context, operation);
    } else {
        static_cast<void>(m_quotas.record(context, producer, id, operation.bytes));
        if (failed) {
            // With acks=0 there is no answer in which to say so: the broker closes the connection
            // instead.
            context.resetConnection(producer);
        }
    }
    // Kafka answers the producer first and then completes what the new data has woken.
    for (const PartitionId partition : grown) {
        completeFetches(context, partition);
    }
}

tl::expected<Offset, ErrorCode> ReplicaManager::appendOwn(
    sim::Context& context, PartitionId id, const Bytes& batch, const protocol::MetadataImage& image)
{
    constexpr std::int16_t kAcksAll = -1;
    Partition* const partition = find(id);
    if (partition == nullptr || !partition->isLeader()) {
        return tl::unexpected(ErrorCode::NotLeaderOrFollower);
    }
    if (const ErrorCode error = checkBatch(*partition, kAcksAll, batch); error != ErrorCode::None) {
        return tl::unexpected(error);
    }
    const OffsetDelta records(record::BatchView::at(batch)->recordCount());
    const auto appended = partition->appendAsLeader(context, batch, m_self, BatchId(0));
    if (!appended) {
        return tl::unexpected(appended.error());
    }
    if (partition->maybeAdvanceHighWatermark(context, image)) {
        highWatermarkMoved(context, id);
    }
    completeFetches(context, id);
    return appended->baseOffset + records;
}

protocol::ProduceResponse::Partition ReplicaManager::append(sim::Context& context, NodeId producer,
    std::int16_t acks, protocol::ProduceRequest::Partition& incoming)
{
    protocol::ProduceResponse::Partition result{incoming.partition, ErrorCode::None, kNoOffset};
    Partition* partition = find(incoming.partition);
    if (partition == nullptr || !partition->isLeader()) {
        result.error = ErrorCode::NotLeaderOrFollower;
    } else {
        result.error = checkBatch(*partition, acks, incoming.records);
    }
    if (result.error == ErrorCode::None) {
        const auto appended = partition->appendAsLeader(
            context, std::move(incoming.records), producer, incoming.batch);
        if (appended) {
            result.baseOffset = appended->baseOffset;
        } else {
            result.error = appended.error();
        }
    }
    if (result.error != ErrorCode::None) {
        context.emit(
            event::AppendRejected{incoming.batch, incoming.partition, producer, result.error});
    }
    return result;
}

namespace {

/// What a producer is told of a batch that is none (Kafka: LogValidator).
ErrorCode errorOf(record::BatchError error)
{
    switch (error) {
    case record::BatchError::TooShort:
    case record::BatchError::BadMagic:
    case record::BatchError::OldFormat:
    case record::BatchError::BadLength:
    case record::BatchError::BadCrc:
    case record::BatchError::BadCompression:
        return ErrorCode::CorruptMessage;
    case record::BatchError::BadCount:
    case record::BatchError::BadRecord:
    case record::BatchError::TooLarge:
    case record::BatchError::ControlBatch:
    case record::BatchError::NoSequence:
        return ErrorCode::InvalidRecord;
    case record::BatchError::BadTimestampType:
        return ErrorCode::InvalidTimestamp;
    }
    return ErrorCode::CorruptMessage;
}

} // namespace

ErrorCode ReplicaManager::checkBatch(
    const Partition& partition, std::int16_t acks, ByteView records)
{
    if (acks != 0 && acks != 1 && acks != -1) {
        return ErrorCode::InvalidRequiredAcks;
    }
    if (acks == -1
        && static_cast<std::uint32_t>(partition.isr().size()) < partition.effectiveMinIsr()) {
        return ErrorCode::NotEnoughReplicas;
    }
    const auto batch = record::BatchView::at(records);
    if (!batch || batch->bytes().size() != records.size()) {
        return ErrorCode::CorruptMessage;
    }
    const auto valid = batch->validate(m_decompressor);
    return valid ? ErrorCode::None : errorOf(valid.error());
}

bool ReplicaManager::settle(DelayedProduce::Partition& waiting) const
{
    const Partition* partition = find(waiting.result.partition);
    if (partition == nullptr || !partition->isLeader()) {
        waiting.result.error = ErrorCode::NotLeaderOrFollower;
    } else if (partition->highWatermark() < waiting.requiredOffset) {
        return false;
    } else if (static_cast<std::uint32_t>(partition->isr().size()) < partition->effectiveMinIsr()) {
        waiting.result.error = ErrorCode::NotEnoughReplicasAfterAppend;
    }
    waiting.pending = false;
    return true;
}

void ReplicaManager::completeProduces(sim::Context& context, PartitionId id)
{
    if (m_produces.empty()) {
        return;
    }
    for (const EventId request : m_produces.waitingFor(id)) {
        DelayedProduce& operation = *m_produces.find(request);
        bool done = true;
        bool failed = false;
        for (DelayedProduce::Partition& waiting : operation.partitions) {
            done = (!waiting.pending || settle(waiting)) && done;
            failed = failed || waiting.result.error != ErrorCode::None;
        }
        if (done) {
            answerProduce(context, request,
                failed ? event::UnparkReason::Failed : event::UnparkReason::Satisfied);
        }
    }
}

void ReplicaManager::answerProduce(
    sim::Context& context, EventId request, event::UnparkReason reason)
{
    const DelayedProduce operation = m_produces.take(request);
    context.cancelTimer(operation.timer);
    context.emit(event::RequestUnparked{request, event::Purgatory::Produce, reason});
    answer(context, operation);
}

void ReplicaManager::answer(sim::Context& context, const DelayedProduce& operation)
{
    const sim::Message& request = operation.request;
    protocol::ProduceResponse response;
    for (const DelayedProduce::Partition& partition : operation.partitions) {
        response.partitions.push_back(partition.result);
    }
    // A client over its quota is answered at once and not read from for a while.
    response.throttle = m_quotas.record(context, request.from, request.id, operation.bytes);
    protocol::reply(context, request, std::move(response));
}

void ReplicaManager::produceExpired(sim::Context& context, EventId request)
{
    DelayedProduce* operation = m_produces.find(request);
    if (operation == nullptr) {
        return;
    }
    for (DelayedProduce::Partition& waiting : operation->partitions) {
        if (waiting.pending) {
            waiting.result.error = ErrorCode::RequestTimedOut;
        }
    }
    answerProduce(context, request, event::UnparkReason::Expired);
}

void ReplicaManager::highWatermarkMoved(sim::Context& context, PartitionId id)
{
    completeProduces(context, id);
    completeFetches(context, id);
}

} // namespace brokerscope::broker
