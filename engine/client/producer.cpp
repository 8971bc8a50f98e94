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

} // namespace

Producer::Producer(const ProducerConfig& config, const Workload& workload,
    std::vector<NodeId> brokers, std::size_t partitionsOfRun)
    : m_config(config)
    , m_workload(workload)
    , m_channel(kindOf(ClientTimer::RequestTimeout))
    , m_metadata(workload.partitions, std::move(brokers),
          {config.backoff, config.requestTimeout, config.metadataMaxAge, config.metadataMaxIdle},
          kindOf(ClientTimer::MetadataUpdate))
    , m_accumulator(config, partitionsOfRun)
    , m_partitioner(config)
    , m_sender(config, workload.partitions, partitionsOfRun, m_accumulator, m_metadata, m_channel,
          m_partitioner)
    , m_application(workload)
{
    m_sender.setDoneListener([this](sim::Context& context, const ProducerBatch& batch,
                                 event::ErrorCode error) { batchDone(context, batch, error); });
}

void Producer::start(sim::Context& context)
{
    m_metadata.use(context, m_channel);
    m_metadata.requestUpdate(context, m_channel);
    const std::optional<Duration> first = m_application.start(context);
    if (first == Duration()) {
        createRecord(context);
    } else {
        scheduleNext(context, first);
    }
}

void Producer::receive(sim::Context& context, sim::Message message)
{
    if (!m_channel.complete(context, message)) {
        return;
    }
    const protocol::Value& value = protocol::valueOf(message);
    const bool isTrial = m_sender.heardFrom(message.from, message.request);
    if (isTrial) {
        // It has told that the broker is there, which is all that it was to do.
    } else if (const auto* metadata = std::get_if<protocol::MetadataResponse>(&value)) {
        m_metadata.answered(context, m_channel, *metadata);
    } else if (const auto* produced = std::get_if<protocol::ProduceResponse>(&value)) {
        m_sender.produceAnswered(context, message.from, message.request, *produced);
    } else if (const auto* identity = std::get_if<protocol::InitProducerIdResponse>(&value)) {
        m_sender.producerIdAnswered(context, *identity);
    }
    work(context);
}

void Producer::timeUp(sim::Context& context, const sim::Timer& timer)
{
    switch (static_cast<ClientTimer>(timer.kind)) {
    case ClientTimer::RequestTimeout:
        requestTimedOut(context, timer);
        break;
    case ClientTimer::MetadataUpdate:
        m_metadata.timeUp(context, m_channel);
        break;
    case ClientTimer::NextSend:
        if (!m_isClosing) {
            createRecord(context);
        }
        return;
    case ClientTimer::SendBlockedTooLong:
        if (m_pending) {
            announce(context, *m_pending);
            reject(context,
                m_pending->isReported ? event::ErrorCode::BufferExhausted
                                      : event::ErrorCode::NotInMetadata);
        }
        break;
    case ClientTimer::SenderWake:
    case ClientTimer::ProducerIdRetry:
        break;
    case ClientTimer::CloseTimedOut:
        m_sender.abort(context, event::ErrorCode::ProducerClosed);
        settleFlushes(context);
        context.exit();
        return;
    case ClientTimer::FetchRetry:
    case ClientTimer::ProcessingDone:
    case ClientTimer::GroupRequestTimeout:
    case ClientTimer::GroupRetry:
    case ClientTimer::Heartbeat:
    case ClientTimer::PollExpiry:
    case ClientTimer::AutoCommit:
    case ClientTimer::WorkerDone:
        return; // a consumer's
    }
    work(context);
}

void Producer::requestTimedOut(sim::Context& context, const sim::Timer& timer)
{
    const auto failed = m_channel.timeUp(context, timer);
    if (!failed.empty()) {
        m_sender.disconnected(context, failed.front().to); // all went over one connection
    }
    for (const auto& request : failed) {
        requestFailed(context, request);
    }
}

void Producer::connectionLost(sim::Context& context, NodeId peer)
{
    m_sender.disconnected(context, peer);
    for (const auto& failed : m_channel.connectionLost(context, peer)) {
        requestFailed(context, failed);
    }
    m_metadata.requestUpdate(context, m_channel);
    work(context);
}

void Producer::requestFailed(
    sim::Context& context, const protocol::RequestChannel::InFlight& request)
{
    if (request.api == event::Api::Metadata && !m_sender.isTrial(request)) {
        m_metadata.failed(context, m_channel);
    } else {
        m_sender.failed(context, request);
    }
}

void Producer::work(sim::Context& context)
{
    m_sender.run(context, urgency());
    if (m_pending) {
        tryToSend(context);
    }
    beginQueued(context);
    settleFlushes(context);
    if (m_isClosing && m_sender.isIdle()) {
        context.exit();
    }
}

Urgency Producer::urgency() const
{
    return {m_pending && m_pending->isReported, !m_flushes.empty(), m_isClosing};
}

// --- flush() and close() -------------------------------------------------------------------------

void Producer::flush(sim::Context& context)
{
    const BatchId last = m_accumulator.lastBatch();
    context.emit(event::FlushBegun{m_sender.unfinishedUpTo(last)});
    m_flushes.push_back(last);
    work(context);
}

void Producer::settleFlushes(sim::Context& context)
{
    while (!m_flushes.empty() && m_sender.unfinishedUpTo(m_flushes.front()) == 0) {
        m_flushes.erase(m_flushes.begin());
        context.emit(event::FlushEnded{});
    }
}

void Producer::close(sim::Context& context, std::optional<Duration> timeout)
{
    if (m_isClosing) {
        return;
    }
    m_isClosing = true;
    context.emit(event::CloseBegun{timeout.value_or(Duration()), timeout.has_value()});
    if (m_pending) {
        announce(context, *m_pending);
        reject(context, event::ErrorCode::ProducerClosed);
    }
    if (timeout) {
        context.setTimer(*timeout, kindOf(ClientTimer::CloseTimedOut));
    }
    work(context);
}

// --- the application
// -------------------------------------------------------------------------------------

void Producer::createRecord(sim::Context& context)
{
    std::optional<Outgoing> next = m_application.next(context);
    if (!next) {
        return;
    }
    m_pending = Pending{std::move(*next)};
    m_metadata.use(context, m_channel);
    m_blockTimer = context.setTimer(m_config.maxBlock, kindOf(ClientTimer::SendBlockedTooLong));
    tryToSend(context);
}

void Producer::scheduleNext(sim::Context& context, std::optional<Duration> after)
{
    if (after) {
        context.setTimer(*after, kindOf(ClientTimer::NextSend));
    }
}

/// `content`: what is to be appended; nullptr when nothing will be.
PartitionId Producer::choosePartition(
    sim::Context& context, const Outgoing& record, const record::Record* content)
{
    const auto choose = [&] {
        return record.explicitPartition
            ? *record.explicitPartition
            : m_partitioner.partitionFor(record.key, topic(), context.random());
    };
    std::uint16_t number = choose();
    if (m_partitioner.isAskedAgain() && content != nullptr
        && !m_accumulator.hasBatchFor(context, m_workload.partitions[number], *content)) {
        m_partitioner.needsNewBatch(number, topic(), context.random());
        number = choose();
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
    if (record.handed) {
        for (const auto& [name, value] : record.handed->headers) {
            headers.push_back({name, value});
        }
    }
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
    if (partitions == 0 || record.explicitPartition.value_or(0) >= partitions) {
        // send() waits for metadata, up to max.block.ms, and asks for it again and again.
        m_metadata.use(context, m_channel);
        m_metadata.requestUpdate(context, m_channel);
        return;
    }
    std::vector<record::Header> headers;
    const record::Record content = contentOf(context, record, headers);
    const std::size_t upperBound = sizeUpperBound(content);
    const bool isTooLarge
        = upperBound > m_config.maxRequestSize || upperBound > m_config.bufferMemory;
    if (record.partition == kNoPartition) {
        record.partition = choosePartition(context, record, isTooLarge ? nullptr : &content);
    }
    announce(context, record);
    if (const auto refused = m_sender.fatalError(); isTooLarge || refused) {
        reject(context, isTooLarge ? event::ErrorCode::MessageTooLarge : *refused);
        return;
    }
    if (m_accumulator.bufferFor(content) > m_config.bufferMemory) {
        // No waiting would help, and Kafka's BufferPool says so at once.
        reject(context, event::ErrorCode::BufferLimit);
        return;
    }
    const auto [outcome, bytes]
        = m_accumulator.append(context, record.partition, {record.number, content});
    if (outcome == Accumulator::Outcome::NoMemory) {
        if (!record.isReported) {
            record.isReported = true;
            const std::size_t wanted = m_accumulator.bufferFor(content);
            context.emit(event::SendBlocked{record.number, static_cast<std::uint32_t>(wanted)});
            m_sender.run(context, urgency());
        }
        return;
    }
    if (record.isReported) {
        context.emit(event::SendUnblocked{record.number});
    }
    if (!record.explicitPartition && m_partitioner.isSpread(record.key.has_value())) {
        const auto& queue = m_accumulator.queue(record.partition);
        m_partitioner.produced(bytes, queue.back()->isFull());
    }
    if (record.handed) {
        tell(context, *record.handed, {SendOutcome::Stage::Taken, record.number});
        if (record.handed->wantsAnswer) {
            m_awaited.emplace(record.number, *std::move(record.handed));
        }
    }
    finishSend(context);
    if (outcome != Accumulator::Outcome::Appended) {
        m_sender.run(context, urgency());
    }
}

void Producer::reject(sim::Context& context, event::ErrorCode error)
{
    context.emit(event::RecordRejected{m_pending->number, error});
    if (m_pending->handed) {
        tell(context, *m_pending->handed, {SendOutcome::Stage::Thrown, m_pending->number, error});
    }
    finishSend(context);
}

void Producer::finishSend(sim::Context& context)
{
    m_pending.reset();
    context.cancelTimer(m_blockTimer);
    if (!m_isClosing) {
        scheduleNext(context, m_application.untilNext(context));
    }
}

} // namespace brokerscope::client
