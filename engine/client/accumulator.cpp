#include "engine/client/accumulator.h"

#include "engine/base/varint.h"

#include <algorithm>
#include <cassert>

namespace brokerscope::client {

namespace {

record::BatchBuilder::Options optionsWith(const record::Compression& compression)
{
    record::BatchBuilder::Options options;
    options.compression = compression;
    return options;
}

event::BatchCodec toldCodec(record::Codec codec)
{
    return static_cast<event::BatchCodec>(codec); // both have Kafka's numbers
}

std::size_t recordBytes(const ProducerBatch& batch)
{
    return batch.builder.size() - record::header::kSize;
}

std::optional<std::string_view> textOf(std::optional<ByteView> bytes)
{
    return bytes ? std::optional(record::textOf(*bytes)) : std::nullopt;
}

} // namespace

// --- one batch -----------------------------------------------------------------------------------

ProducerBatch::ProducerBatch(const record::Compression& compression, Millionths ratio)
    : builder(optionsWith(compression))
    , m_codec(compression.codec)
    , m_ratio(ratio)
{
}

std::size_t ProducerBatch::estimatedSize() const
{
    if (closed) {
        return bytes;
    }
    return hasCodec() ? estimatedBatchSize(recordBytes(*this), m_ratio) : builder.size();
}

bool ProducerBatch::hasRoomFor(const record::Record& record) const
{
    if (closed) {
        return false;
    }
    // Kafka is careful here and does not count on the new record being compressed.
    const std::size_t added = builder.sizeWith(record) - builder.size();
    return builder.recordCount() == 0
        || (estimatedSize() < writeLimit && estimatedSize() + added <= writeLimit);
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

// --- all batches ---------------------------------------------------------------------------------

Accumulator::Accumulator(const ProducerConfig& config, std::size_t partitions)
    : m_config(config)
    , m_queues(partitions)
    , m_seen(partitions)
{
}

std::size_t Accumulator::bufferFor(const record::Record& record) const
{
    return std::max<std::size_t>(std::max(1U, m_config.batchSize), sizeUpperBound(record));
}

Accumulator::Batch Accumulator::makeBatch(
    PartitionId partition, std::size_t writeLimit, Timestamp created)
{
    auto batch = std::make_unique<ProducerBatch>(m_config.compression, m_estimate.ratio());
    batch->id = BatchId(++m_lastBatch);
    batch->origin = batch->id;
    batch->partition = partition;
    batch->writeLimit = writeLimit;
    batch->createdAt = created;
    batch->lastAttempt = created;
    return batch;
}

Accumulator::Appended Accumulator::append(
    sim::Context& context, PartitionId partition, const Record& record)
{
    Queue& queue = m_queues[partition.value()];
    Appended appended;
    std::size_t before = 0;
    if (hasBatchFor(context, partition, record.content)) {
        before = queue.back()->estimatedSize();
    } else {
        const std::size_t buffer = bufferFor(record.content);
        if (m_used + buffer > m_config.bufferMemory) {
            return {Outcome::NoMemory};
        }
        m_used += buffer;
        queue.push_back(makeBatch(partition, buffer, context.now()));
        queue.back()->pooled = buffer;
        m_seen[partition.value()] = true;
        context.emit(event::BatchOpened{queue.back()->id, partition});
        context.emit(event::BufferTaken{queue.back()->id, static_cast<std::uint32_t>(buffer)});
        appended.outcome = Outcome::OpenedBatch;
    }
    ProducerBatch& batch = *queue.back();
    batch.builder.append(record.content);
    batch.records.push_back(record.number);
    const std::size_t after = batch.estimatedSize();
    appended.bytes = static_cast<std::uint32_t>(after - before);
    context.emit(event::RecordBatched{batch.id, record.number, static_cast<std::uint32_t>(after)});
    if (batch.isFull()) {
        appended.outcome = Outcome::FilledBatch;
    }
    return appended;
}

bool Accumulator::hasBatchFor(
    sim::Context& context, PartitionId partition, const record::Record& content)
{
    const Queue& queue = m_queues[partition.value()];
    if (queue.empty()) {
        return false;
    }
    ProducerBatch& last = *queue.back();
    if (last.hasRoomFor(content)) {
        return true;
    }
    close(context, last, event::CloseReason::Full);
    return false;
}

const Bytes& Accumulator::bytesOf(ProducerBatch& batch)
{
    return batch.builder.finish(m_compressor);
}

void Accumulator::close(sim::Context& context, ProducerBatch& batch, event::CloseReason reason)
{
    if (batch.closed) {
        return;
    }
    batch.bytes = batch.hasCodec() ? bytesOf(batch).size() : batch.builder.size();
    batch.closed = true;
    context.emit(
        event::BatchClosed{batch.id, static_cast<std::uint32_t>(batch.builder.recordCount()),
            static_cast<std::uint32_t>(batch.bytes), batch.partition, reason});
}

void Accumulator::seal(sim::Context& context, ProducerBatch& batch)
{
    assert(batch.closed);
    if (std::exchange(batch.sealed, true) || !batch.hasCodec()) {
        return;
    }
    m_estimate.observe(ratioOf(recordBytes(batch), batch.bytes - record::header::kSize));
    context.emit(event::BatchCompressed{batch.id, static_cast<std::uint32_t>(batch.builder.size()),
        static_cast<std::uint32_t>(batch.bytes), m_estimate.ratio(), batch.partition,
        toldCodec(batch.codec())});
}

void Accumulator::reenqueue(Batch batch)
{
    Queue& queue = m_queues[batch->partition.value()];
    auto place = queue.begin();
    if (batch->hasSequence()) {
        place = std::find_if(queue.begin(), queue.end(), [&](const Batch& other) {
            return !other->hasSequence() || other->baseSequence > batch->baseSequence;
        });
    }
    queue.insert(place, std::move(batch));
}

// --- splitting -----------------------------------------------------------------------------------

std::vector<Accumulator::Batch> Accumulator::split(sim::Context& context, ProducerBatch& batch)
{
    // So that the next batches do not become too large again, Kafka forgets what it has learned.
    m_estimate.startOver(ratioOf(recordBytes(batch), batch.bytes - record::header::kSize));
    std::vector<Batch> parts = partsOf(batch, bytesOf(batch));
    context.emit(event::BatchSplit{
        batch.id, parts.front()->id, batch.partition, static_cast<std::uint16_t>(parts.size())});
    Sequence next = batch.baseSequence;
    for (const Batch& part : parts) {
        context.emit(event::BatchOpened{part->id, part->partition});
        for (const RecordNumber number : part->records) {
            context.emit(event::RecordBatched{
                part->id, number, static_cast<std::uint32_t>(part->estimatedSize())});
        }
        close(context, *part, event::CloseReason::Split);
        if (batch.hasSequence()) {
            part->producerEpoch = batch.producerEpoch;
            part->baseSequence = next;
            next = record::incrementSequence(next, part->builder.recordCount());
        }
    }
    return parts;
}

std::vector<Accumulator::Batch> Accumulator::partsOf(const ProducerBatch& batch, ByteView bytes)
{
    std::vector<Batch> parts;
    const auto view = record::BatchView::at(bytes);
    assert(view);
    record::RecordReader reader(*view);
    for (const RecordNumber number : batch.records) {
        const auto read = reader.next();
        assert(read);
        std::vector<record::Header> headers;
        read->forEachHeader([&](const record::HeaderView& header) {
            headers.push_back({header.name, textOf(header.value)});
        });
        const record::Record content{
            textOf(read->key), textOf(read->value), read->timestampMs, headers};
        if (parts.empty() || !parts.back()->hasRoomFor(content)) {
            parts.push_back(makeBatch(batch.partition, bufferFor(content), batch.createdAt));
            parts.back()->origin = batch.origin;
        }
        parts.back()->builder.append(content);
        parts.back()->records.push_back(number);
    }
    return parts;
}

} // namespace brokerscope::client
