#include "views/metrics/producer_meters.h"

#include "engine/scenario/config.h"

#include <algorithm>
#include <array>
#include <string>
#include <variant>

namespace brokerscope::views {

namespace {

/// What comes before the records of a batch (Kafka: DefaultRecordBatch.RECORD_BATCH_OVERHEAD).
constexpr std::uint32_t kBatchHeader = 61;

constexpr std::array<const char*, 2> kProperties{"acks", "buffer.memory"};

} // namespace

ProducerMeters::ProducerMeters(const history::History& history, MetricReadings& readings)
    : m_history(history)
    , m_readings(readings)
{
    const auto& nodes = history.roster().nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].kind != event::NodeKind::Producer) {
            continue;
        }
        scenario::ConfigMap set;
        for (const char* property : kProperties) {
            if (const auto value = history.configured(nodes[i].name, property)) {
                set.emplace(property, *value);
            }
        }
        // No release has another default of buffer.memory, or acks=0 as the default.
        const scenario::Config config(
            scenario::ConfigScope::Producer, scenario::KafkaVersion::V39, set);
        Producer& made = m_producers[NodeId(static_cast<std::uint16_t>(i))];
        made.bufferMemory = static_cast<std::uint64_t>(config.integer("buffer.memory"));
        made.expectsAnswers = config.text("acks") != "0";
    }
}

void ProducerMeters::apply(const event::Event& event)
{
    m_now = event.time;
    m_node = event.node;
    m_id = EventId(m_applied++);
    if (const auto* throttled = std::get_if<event::ClientThrottled>(&event.payload)) {
        m_throttles[throttled->request] = throttled->until - m_now;
    } else if (m_producers.contains(m_node)) {
        std::visit(*this, event.payload);
    }
}

void ProducerMeters::sample(MetricId id, double amount)
{
    m_readings.sample({id, kNoPartition, m_node}, amount);
}

void ProducerMeters::showMemory()
{
    const Producer& p = producer();
    m_readings.set({MetricId::ProducerBufferAvailable, kNoPartition, m_node},
        static_cast<double>(p.bufferMemory) - static_cast<double>(p.used));
}

void ProducerMeters::showInFlight()
{
    m_readings.set({MetricId::ProducerInFlight, kNoPartition, m_node},
        static_cast<double>(producer().awaited.size()));
}

void ProducerMeters::showWaiting()
{
    m_readings.set({MetricId::ProducerWaitingThreads, kNoPartition, m_node},
        static_cast<double>(producer().waiting.size()));
}

double ProducerMeters::millisSince(Timestamp start) const
{
    return static_cast<double>((m_now - start).micros()) / 1e3;
}

// --- the process ---------------------------------------------------------------------------------

void ProducerMeters::operator()(const event::NodeStarted&)
{
    showMemory();
    showInFlight();
    showWaiting();
}

void ProducerMeters::operator()(const event::NodeStopped&)
{
    Producer& p = producer();
    p.batches.clear();
    p.awaited.clear();
    p.waiting.clear();
    p.used = 0;
    p.parts = 0;
    m_readings.forget(m_node);
}

// --- send() --------------------------------------------------------------------------------------

void ProducerMeters::operator()(const event::SendBlocked& e)
{
    producer().waiting.insert(e.number);
    showWaiting();
}

void ProducerMeters::operator()(const event::SendUnblocked& e)
{
    producer().waiting.erase(e.number);
    showWaiting();
}

void ProducerMeters::operator()(const event::RecordRejected& e)
{
    if (producer().waiting.erase(e.number) > 0) {
        showWaiting();
    }
    // What send() throws at once as a mistake of the program is not counted.
    if (e.error != event::ErrorCode::BufferLimit) {
        sample(MetricId::ProducerErrors, 1);
    }
}

// --- batches -------------------------------------------------------------------------------------

void ProducerMeters::operator()(const event::BatchOpened& e)
{
    Producer& p = producer();
    Batch opened;
    opened.created = m_now;
    const bool isPart
        = p.parts > 0 && e.batch >= p.firstPart && e.batch.value() < p.firstPart.value() + p.parts;
    if (isPart) {
        opened.created = p.wholeCreated;
    }
    p.batches[e.batch] = opened;
}

void ProducerMeters::operator()(const event::BufferTaken& e)
{
    Producer& p = producer();
    p.batches[e.batch].pooled = e.bytes;
    p.used += e.bytes;
    showMemory();
}

void ProducerMeters::operator()(const event::BatchClosed& e)
{
    Batch& batch = producer().batches[e.batch];
    batch.bytes = e.bytes;
    batch.records = e.records;
}

void ProducerMeters::operator()(const event::BatchCompressed& e)
{
    if (e.bytesBefore > kBatchHeader && e.bytesAfter >= kBatchHeader) {
        producer().batches[e.batch].compressed = static_cast<double>(e.bytesAfter - kBatchHeader)
            / static_cast<double>(e.bytesBefore - kBatchHeader);
    }
}

void ProducerMeters::operator()(const event::BatchSent& e)
{
    const auto found = producer().batches.find(e.batch);
    if (found == producer().batches.end()) {
        return;
    }
    const Batch& batch = found->second;
    sample(MetricId::ProducerBatchSize, batch.bytes);
    sample(MetricId::ProducerByteRate, batch.bytes);
    sample(MetricId::ProducerCompression, batch.compressed);
    sample(MetricId::ProducerQueueTime, millisSince(batch.created));
    sample(MetricId::ProducerQueueTimeMax, millisSince(batch.created));
}

void ProducerMeters::operator()(const event::BatchRetried& e)
{
    sample(MetricId::ProducerRetries, producer().batches[e.batch].records);
}

void ProducerMeters::operator()(const event::BatchAcked& e)
{
    release(e.batch);
}

void ProducerMeters::operator()(const event::BatchFailed& e)
{
    // Nor does Kafka count what close() gives up (RecordAccumulator.abortBatches).
    if (e.error != event::ErrorCode::ProducerClosed) {
        sample(MetricId::ProducerErrors, e.records);
    }
    release(e.batch);
}

void ProducerMeters::operator()(const event::BatchSplit& e)
{
    Producer& p = producer();
    const auto whole = p.batches.find(e.batch);
    p.wholeCreated = whole == p.batches.end() ? m_now : whole->second.created;
    p.firstPart = e.first;
    p.parts = e.parts;
    sample(MetricId::ProducerSplits, 1);
    release(e.batch);
}

void ProducerMeters::release(BatchId batch)
{
    Producer& p = producer();
    const auto found = p.batches.find(batch);
    if (found == p.batches.end()) {
        return;
    }
    p.used -= found->second.pooled;
    p.batches.erase(found);
    showMemory();
}

// --- requests ------------------------------------------------------------------------------------

void ProducerMeters::operator()(const event::MessageSent& e)
{
    Producer& p = producer();
    const bool isProduce = e.api == event::Api::Produce;
    if (isProduce) {
        sample(MetricId::ProducerSendRate, e.records);
        sample(MetricId::ProducerRecordsPerRequest, e.records);
    }
    if (!isProduce || p.expectsAnswers) {
        p.awaited[m_id] = e.to;
        showInFlight();
    }
}

void ProducerMeters::operator()(const event::MessageReceived& e)
{
    const auto* answer = std::get_if<event::MessageSent>(&m_history.event(e.message).payload);
    if (answer == nullptr || producer().awaited.erase(answer->request) == 0) {
        return;
    }
    showInFlight();
    if (answer->api == event::Api::Produce) {
        sample(
            MetricId::ProducerRequestLatency, millisSince(m_history.event(answer->request).time));
    }
    const auto throttle = m_throttles.find(answer->request);
    const Duration held = throttle == m_throttles.end() ? Duration() : throttle->second;
    sample(MetricId::ProducerThrottleTime, static_cast<double>(held.micros()) / 1e3);
}

void ProducerMeters::operator()(const event::RequestTimedOut& e)
{
    failAwaited(e.peer);
}

void ProducerMeters::operator()(const event::ConnectionLost& e)
{
    failAwaited(e.peer);
}

void ProducerMeters::failAwaited(NodeId peer)
{
    std::erase_if(producer().awaited, [peer](const auto& sent) { return sent.second == peer; });
    showInFlight();
}

} // namespace brokerscope::views
