#include "engine/client/producer.h"

#include "engine/client/timers.h"

#include <fmt/format.h>

#include <algorithm>

namespace brokerscope::client {

namespace {

/// So much of a value is kept in the History.
constexpr std::size_t kPreview = 40;

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
    m_metadata.requestUpdate(context, m_channel);
    createRecord(context);
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
    Pending record;
    record.number = RecordNumber(++m_created);
    if (m_workload.hasKeys) {
        const std::uint64_t keys = std::uint64_t{m_workload.keyLast} - m_workload.keyFirst + 1;
        record.key = m_workload.keyPrefix
            + std::to_string(m_workload.keyFirst + context.random().below(keys));
    }
    record.value = makeValue(context, record.number);
    record.partition = kUnknownPartition;
    m_pending = std::move(record);
    m_blockTimer = context.setTimer(m_config.maxBlock, kindOf(ClientTimer::SendBlockedTooLong));
    tryToSend(context);
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

PartitionId Producer::choosePartition(sim::Context& context, const Pending& record)
{
    const auto count = static_cast<std::uint16_t>(m_workload.partitions.size());
    std::uint16_t number = 0;
    if (m_workload.partition) {
        number = *m_workload.partition;
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
    created.value = context.intern(std::string_view(record.value).substr(0, kPreview));
    created.bytes
        = static_cast<std::uint32_t>((record.key ? record.key->size() : 0) + record.value.size());
    created.partition = record.partition;
    context.emit(created);
}

void Producer::tryToSend(sim::Context& context)
{
    if (!m_metadata.isComplete()) {
        return; // send() waits for metadata, up to max.block.ms
    }
    Pending& record = *m_pending;
    if (record.partition == kUnknownPartition) {
        record.partition = choosePartition(context, record);
    }
    announce(context, record);
    const std::size_t keySize = record.key ? record.key->size() : 0;
    const std::size_t upperBound = record::batchSizeUpperBound(keySize, record.value.size());
    if (upperBound > m_config.maxRequestSize || upperBound > m_config.bufferMemory) {
        context.emit(event::RecordRejected{record.number, event::ErrorCode::MessageTooLarge});
        finishSend(context);
        return;
    }
    const Accumulator::Outcome outcome = m_accumulator.append(context, record.partition,
        {record.number, record.key ? std::optional<std::string_view>(*record.key) : std::nullopt,
            record.value});
    if (outcome == Accumulator::Outcome::NoMemory) {
        if (!record.isReported) {
            record.isReported = true;
            const std::size_t wanted = m_accumulator.bufferFor(keySize, record.value.size());
            context.emit(event::SendBlocked{record.number, static_cast<std::uint32_t>(wanted)});
            m_sender.run(context, true);
        }
        return;
    }
    if (record.isReported) {
        context.emit(event::SendUnblocked{record.number});
    }
    if (!record.key && !m_workload.partition) {
        const auto& queue = m_accumulator.queue(record.partition);
        m_sticky.produced(
            static_cast<std::uint32_t>(keySize + record.value.size()), queue.back()->isFull());
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
    context.setTimer(m_workload.interval, kindOf(ClientTimer::NextSend));
}

} // namespace brokerscope::client
