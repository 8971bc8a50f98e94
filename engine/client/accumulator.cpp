#include "engine/client/accumulator.h"

#include "engine/base/varint.h"

#include <algorithm>

namespace brokerscope::client {

Accumulator::Accumulator(const ProducerConfig& config, std::size_t partitions)
    : m_config(config)
    , m_queues(partitions)
{
}

std::size_t sizeUpperBound(const record::Record& record)
{
    std::size_t headers = 0;
    for (const record::Header& header : record.headers) {
        const std::size_t value = header.value ? header.value->size() : 0;
        headers += varintSize(static_cast<std::int64_t>(header.name.size())) + header.name.size()
            + varintSize(header.value ? static_cast<std::int64_t>(value) : -1) + value;
    }
    return headers
        + record::batchSizeUpperBound(
            record.key ? record.key->size() : 0, record.value ? record.value->size() : 0);
}

std::size_t Accumulator::bufferFor(const record::Record& record) const
{
    return std::max<std::size_t>(std::max(1U, m_config.batchSize), sizeUpperBound(record));
}

Accumulator::Outcome Accumulator::append(
    sim::Context& context, PartitionId partition, const Record& record)
{
    Queue& queue = m_queues[partition.value()];
    ProducerBatch* batch = queue.empty() ? nullptr : queue.back().get();
    Outcome outcome = Outcome::Appended;
    if (batch != nullptr && !batch->closed
        && batch->builder.sizeWith(record.content) > batch->writeLimit) {
        close(context, *batch, event::CloseReason::Full);
    }
    if (batch == nullptr || batch->closed) {
        const std::size_t buffer = bufferFor(record.content);
        if (m_used + buffer > m_config.bufferMemory) {
            return Outcome::NoMemory;
        }
        m_used += buffer;
        queue.push_back(std::make_unique<ProducerBatch>());
        batch = queue.back().get();
        batch->id = BatchId(++m_lastBatch);
        batch->partition = partition;
        batch->writeLimit = buffer;
        batch->createdAt = context.now();
        batch->lastAttempt = context.now();
        context.emit(event::BatchOpened{batch->id, partition});
        outcome = Outcome::OpenedBatch;
    }
    batch->builder.append(record.content);
    context.emit(event::RecordBatched{
        batch->id, record.number, static_cast<std::uint32_t>(batch->builder.size())});
    return batch->isFull() ? Outcome::FilledBatch : outcome;
}

void Accumulator::close(sim::Context& context, ProducerBatch& batch, event::CloseReason reason)
{
    if (batch.closed) {
        return;
    }
    batch.closed = true;
    context.emit(
        event::BatchClosed{batch.id, static_cast<std::uint32_t>(batch.builder.recordCount()),
            static_cast<std::uint32_t>(batch.builder.size()), batch.partition, reason});
}

void Accumulator::reenqueue(std::unique_ptr<ProducerBatch> batch)
{
    Queue& queue = m_queues[batch->partition.value()];
    auto place = queue.begin();
    if (batch->hasSequence()) {
        place = std::find_if(
            queue.begin(), queue.end(), [&](const std::unique_ptr<ProducerBatch>& other) {
                return !other->hasSequence() || other->baseSequence > batch->baseSequence;
            });
    }
    queue.insert(place, std::move(batch));
}

} // namespace brokerscope::client
