#include "engine/client/producer.h"

#include "engine/client/timers.h"

#include <fmt/format.h>

#include <algorithm>

namespace brokerscope::client {

namespace {

/// So much of a value is kept in the History.
constexpr std::size_t kPreview = 40;

/// What the History has in place of the first characters of a null value. (A key is told to be null
/// by RecordCreated::hasKey.)
constexpr std::string_view kNullPreview = "∅";

/// The first bytes of a text, up to a whole character.
std::string_view previewOf(std::string_view text)
{
    std::size_t end = std::min(text.size(), kPreview);
    while (
        end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    return text.substr(0, end);
}

/// A record waits for metadata without a partition.
constexpr auto kUnknownPartition = kNoPartition;

} // namespace

Producer::Producer(const ProducerConfig& config, const Workload& workload,
    std::vector<NodeId> brokers, std::size_t partitionsOfRun)
    : m_config(config)
    , m_workload(workload)
    , m_channel(kindOf(ClientTimer::RequestTimeout))
    , m_metadata(workload.partitions, std::move(brokers), config.backoff, config.requestTimeout,
          config.metadataMaxAge, kindOf(ClientTimer::MetadataUpdate))
    , m_accumulator(config, partitionsOfRun)
    , m_sender(config, workload.partitions, partitionsOfRun, m_accumulator, m_metadata, m_channel)
    , m_sticky(config.batchSize)
{
}

void Producer::start(sim::Context& context)
{
    m_startedAt = context.now();
    m_metadata.requestUpdate(context, m_channel);
    if (m_workload.records.empty()) {
        createRecord(context);
    } else {
        scheduleNext(context);
    }
}

void Producer::receive(sim::Context& context, sim::Message message)
{
    if (!m_channel.complete(context, message)) {
        return;
    }
    const protocol::Value& value = protocol::valueOf(message);
    if (const auto* metadata = std::get_if<protocol::MetadataResponse>(&value)) {
        m_metadata.answered(context, m_channel, *metadata);
    } else if (const auto* produced = std::get_if<protocol::ProduceResponse>(&value)) {
        m_sender.produceAnswered(context, message.request, *produced);
    } else if (const auto* identity = std::get_if<protocol::InitProducerIdResponse>(&value)) {
        m_sender.producerIdAnswered(context, *identity);
    }
    work(context);
}

void Producer::timeUp(sim::Context& context, const sim::Timer& timer)
{
    switch (static_cast<ClientTimer>(timer.kind)) {
    case ClientTimer::RequestTimeout:
        for (const auto& failed : m_channel.timeUp(context, timer)) {
            requestFailed(context, failed);
        }
        break;
    case ClientTimer::MetadataUpdate:
        m_metadata.timeUp(context, m_channel);
        break;
    case ClientTimer::NextSend:
        createRecord(context);
        return;
    case ClientTimer::SendBlockedTooLong:
        if (m_pending) {
            announce(context, *m_pending);
            context.emit(
                event::RecordRejected{m_pending->number, event::ErrorCode::RequestTimedOut});
            finishSend(context);
        }
        break;
    case ClientTimer::SenderWake:
    case ClientTimer::ProducerIdRetry:
        break;
    case ClientTimer::FetchRetry:
    case ClientTimer::ProcessingDone:
        return; // a consumer's
    }
    work(context);
}

void Producer::connectionLost(sim::Context& context, NodeId peer)
{
    for (const auto& failed : m_channel.connectionLost(context, peer)) {
        requestFailed(context, failed);
    }
    m_metadata.requestUpdate(context, m_channel);
    work(context);
}

void Producer::requestFailed(
    sim::Context& context, const protocol::RequestChannel::InFlight& request)
{
    if (request.api == event::Api::Metadata) {
        m_metadata.failed(context, m_channel);
    } else {
        m_sender.failed(context, request);
    }
}

void Producer::work(sim::Context& context)
{
    m_sender.run(context, isMemoryShort());
    if (m_pending) {
        tryToSend(context);
    }
}

// --- the application
// -------------------------------------------------------------------------------------

void Producer::createRecord(sim::Context& context)
{
    if (m_workload.count && m_created >= *m_workload.count) {
        return;
    }
    Pending record = m_workload.records.empty() ? madeUpRecord(context) : exactRecord(context);
    ++m_created;
    record.partition = kUnknownPartition;
    m_pending = std::move(record);
    m_blockTimer = context.setTimer(m_config.maxBlock, kindOf(ClientTimer::SendBlockedTooLong));
    tryToSend(context);
}

Producer::Pending Producer::madeUpRecord(sim::Context& context) const
{
    Pending record;
    record.number = RecordNumber(m_created + 1);
    if (m_workload.hasKeys) {
        const std::uint64_t keys = std::uint64_t{m_workload.keyLast} - m_workload.keyFirst + 1;
        record.key = m_workload.keyPrefix
            + std::to_string(m_workload.keyFirst + context.random().below(keys));
    }
    record.value = makeValue(context, record.number);
    return record;
}

Producer::Pending Producer::exactRecord(sim::Context& context) const
{
    Pending record;
    record.number = RecordNumber(m_created + 1);
    record.exact = &m_workload.records[m_created];
    record.key = record.exact->key;
    record.value = record.exact->value;
    record.timestampMs = context.wallClockMs() + record.exact->timestamp.millis();
    return record;
}

/// When send() took longer than planned, what was planned for that time comes right after it.
void Producer::scheduleNext(sim::Context& context)
{
    if (m_workload.records.empty()) {
        context.setTimer(m_workload.interval, kindOf(ClientTimer::NextSend));
    } else if (m_created < m_workload.records.size()) {
        const Timestamp due = m_startedAt + m_workload.records[m_created].at;
        context.setTimer(
            std::max(due, context.now()) - context.now(), kindOf(ClientTimer::NextSend));
    }
}

std::string Producer::makeValue(sim::Context& context, RecordNumber number) const
{
    std::string value = fmt::format(
        R"({{"order":{},"amount":{},"note":")", number.value(), 100 + context.random().below(9900));
    constexpr std::string_view kEnd = R"("})";
    const std::size_t wanted = m_workload.valueSize;
    while (value.size() + kEnd.size() < wanted) {
        value.push_back(static_cast<char>('a' + context.random().below(26)));
    }
    value += kEnd;
    value.resize(wanted, ' ');
    return value;
}

std::optional<std::uint16_t> Producer::explicitPartition(const Pending& record) const
{
    return record.exact == nullptr ? m_workload.partition : record.exact->partition;
}

PartitionId Producer::choosePartition(
    sim::Context& context, const Pending& record, std::uint16_t count)
{
    std::uint16_t number = 0;
    if (const auto asked = explicitPartition(record)) {
        number = *asked;
    } else if (record.key) {
        number = partitionForKey(*record.key, count);
    } else {
        number = m_sticky.current(count, context.random());
    }
    return m_workload.partitions[number];
}

void Producer::announce(sim::Context& context, Pending& record)
{
    if (record.isReported) {
        return;
    }
    event::RecordCreated created;
    created.number = record.number;
    created.hasKey = record.key.has_value();
    created.key = record.key ? context.intern(*record.key) : StringId(0);
    created.value = context.intern(record.value ? previewOf(*record.value) : kNullPreview);
    created.bytes = static_cast<std::uint32_t>(
        (record.key ? record.key->size() : 0) + (record.value ? record.value->size() : 0));
    created.partition = record.partition;
    context.emit(created);
}

/// `headers`: what the record's headers are kept in.
record::Record Producer::contentOf(
    sim::Context& context, const Pending& record, std::vector<record::Header>& headers)
{
    if (record.exact != nullptr) {
        for (const auto& [name, value] : record.exact->headers) {
            headers.push_back({name, value});
        }
    }
    record::Record content;
    content.key = record.key;
    content.value = record.value;
    content.timestampMs = record.exact == nullptr ? context.wallClockMs() : record.timestampMs;
    content.headers = headers;
    return content;
}

void Producer::tryToSend(sim::Context& context)
{
    Pending& record = *m_pending;
    const std::uint16_t partitions = m_metadata.known();
    if (partitions == 0 || explicitPartition(record).value_or(0) >= partitions) {
        return; // send() waits for metadata, up to max.block.ms
    }
    if (record.partition == kUnknownPartition) {
        record.partition = choosePartition(context, record, partitions);
    }
    announce(context, record);
    std::vector<record::Header> headers;
    const record::Record content = contentOf(context, record, headers);
    const std::size_t upperBound = sizeUpperBound(content);
    if (upperBound > m_config.maxRequestSize || upperBound > m_config.bufferMemory) {
        context.emit(event::RecordRejected{record.number, event::ErrorCode::MessageTooLarge});
        finishSend(context);
        return;
    }
    const Accumulator::Outcome outcome
        = m_accumulator.append(context, record.partition, {record.number, content});
    if (outcome == Accumulator::Outcome::NoMemory) {
        if (!record.isReported) {
            record.isReported = true;
            const std::size_t wanted = m_accumulator.bufferFor(content);
            context.emit(event::SendBlocked{record.number, static_cast<std::uint32_t>(wanted)});
            m_sender.run(context, true);
        }
        return;
    }
    if (record.isReported) {
        context.emit(event::SendUnblocked{record.number});
    }
    if (!record.key && !explicitPartition(record)) {
        const auto& queue = m_accumulator.queue(record.partition);
        m_sticky.produced(static_cast<std::uint32_t>(record.value ? record.value->size() : 0),
            queue.back()->isFull());
    }
    finishSend(context);
    if (outcome != Accumulator::Outcome::Appended) {
        m_sender.run(context, false);
    }
}

void Producer::finishSend(sim::Context& context)
{
    m_pending.reset();
    context.cancelTimer(m_blockTimer);
    scheduleNext(context);
}

} // namespace brokerscope::client
