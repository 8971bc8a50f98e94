// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "tests/support/history_builder.h"
#include "views/metrics/metric_series.h"
#include "views/metrics/metric_table.h"
#include "views/metrics/metric_tracker.h"

#include <cmath>
#include <utility>

using namespace brokerscope;
using namespace brokerscope::views;
using test::HistoryBuilder;
using B = HistoryBuilder;

namespace {

/// Two producers, p1 and p2; b1 is node 1. Every event a millisecond after the one before.
class Script {
public:
    static constexpr NodeId kP1{3};
    static constexpr NodeId kP2{4};

    EventId add(NodeId node, const event::Payload& payload)
    {
        m_now = m_now + milliseconds(1);
        m_events.push_back({m_now, kNoEvent, node, payload});
        return EventId(static_cast<std::uint32_t>(m_events.size() - 1));
    }
    void set(const char* scope, const char* name, const char* value)
    {
        event::ConfigSet config;
        config.scope = m_strings.intern(scope);
        config.name = m_strings.intern(name);
        config.value = m_strings.intern(value);
        m_events.push_back({Timestamp(), kNoEvent, kScriptNode, config});
    }
    void wait(Duration time) { m_now = m_now + time; }

    void open(NodeId producer, std::uint32_t batch, std::uint32_t buffer)
    {
        add(producer, event::BatchOpened{BatchId(batch), B::kOrders0});
        add(producer, event::BufferTaken{BatchId(batch), buffer});
    }
    void close(NodeId producer, std::uint32_t batch, std::uint32_t records, std::uint32_t bytes)
    {
        add(producer,
            event::BatchClosed{
                BatchId(batch), records, bytes, B::kOrders0, event::CloseReason::Linger});
    }
    /// The batch and the request that carries it; returns the request.
    EventId send(NodeId producer, std::uint32_t batch, std::uint32_t records, std::uint16_t attempt)
    {
        add(producer, event::BatchSent{BatchId(batch), kNoSequence, B::kB1, B::kOrders0, attempt});
        return request(producer, event::Api::Produce, records);
    }
    EventId request(NodeId producer, event::Api api, std::uint32_t records = 0)
    {
        event::MessageSent sent;
        sent.api = api;
        sent.to = B::kB1;
        sent.records = records;
        return add(producer, sent);
    }
    EventId answer(EventId request, Duration throttle = {})
    {
        const event::Event& asked = m_events.at(request.value());
        event::MessageSent sent;
        sent.api = std::get<event::MessageSent>(asked.payload).api;
        sent.to = asked.node;
        sent.request = request;
        const NodeId producer = asked.node;
        if (throttle > Duration()) {
            add(B::kB1,
                event::ClientThrottled{m_now + milliseconds(1) + throttle, 1, request, producer});
        }
        return add(producer, event::MessageReceived{add(B::kB1, sent)});
    }

    [[nodiscard]] history::History build()
    {
        return history::History(
            test::rosterOf(1, 2, 0, 1), std::move(m_events), std::move(m_strings), m_now);
    }

private:
    std::vector<event::Event> m_events;
    event::StringTable m_strings;
    Timestamp m_now;
};

/// The value of a producer's metric right after an event; NaN when there is none.
double valueAt(const history::History& history, MetricId id, NodeId producer, EventId at)
{
    MetricTracker tracker(history);
    for (std::uint32_t i = 0; i <= at.value(); ++i) {
        tracker.apply(history.event(EventId(i)));
    }
    const auto& values = tracker.readings().values();
    const auto found = values.find({id, kNoPartition, producer});
    return found == values.end() ? std::nan("") : found->second;
}

/// All that was measured for a producer's metric.
std::vector<double> amountsOf(const history::History& history, MetricId id, NodeId producer)
{
    MetricTracker tracker(history);
    for (const event::Event& event : history.events()) {
        tracker.apply(event);
    }
    std::vector<double> amounts;
    const auto& samples = tracker.readings().samples();
    if (const auto found = samples.find({id, kNoPartition, producer}); found != samples.end()) {
        for (const MetricSample& sample : found->second) {
            amounts.push_back(sample.amount);
        }
    }
    return amounts;
}

using Amounts = std::vector<double>;

} // namespace

class TestProducerMeters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBatchIsMeasuredEachTimeItIsSent();
    void requestsCountRecordsOfAllPartitions();
    void compressionIsOfTheRecordsAlone();
    void latencyAndThrottleAreOfAnswers();
    void inFlightAreAllRequestsThatAreAwaited();
    void withoutAcksNothingIsAwaited();
    void batchesTakeWholeBuffers();
    void partsOfABatchAreAsOldAsItIs();
    void sendsThatWaitAreCounted();
    void errorsAndRetriesCountRecords();
    void eachProducerHasItsLine();
    void aProducerThatEndedHasNoValues();
    void failuresTellOfProducers();
    void theNameTakesTheClient();
};

void TestProducerMeters::aBatchIsMeasuredEachTimeItIsSent()
{
    Script script;
    script.open(Script::kP1, 1, 10); // opened at 1 ms
    script.close(Script::kP1, 1, 3, 100);
    script.send(Script::kP1, 1, 3, 1); // at 4 ms
    script.add(Script::kP1,
        event::BatchRetried{{}, BatchId(1), B::kOrders0, event::ErrorCode::NotLeaderOrFollower});
    script.wait(milliseconds(10));
    script.send(Script::kP1, 1, 3, 2); // at 17 ms
    const auto history = script.build();
    // Kafka counts the queue time from the making of the batch, also when it is sent again.
    QCOMPARE(amountsOf(history, MetricId::ProducerQueueTime, Script::kP1), (Amounts{3, 16}));
    QCOMPARE(amountsOf(history, MetricId::ProducerQueueTimeMax, Script::kP1), (Amounts{3, 16}));
    QCOMPARE(amountsOf(history, MetricId::ProducerBatchSize, Script::kP1), (Amounts{100, 100}));
    QCOMPARE(amountsOf(history, MetricId::ProducerByteRate, Script::kP1), (Amounts{100, 100}));
    QCOMPARE(amountsOf(history, MetricId::ProducerSendRate, Script::kP1), (Amounts{3, 3}));
    QCOMPARE(amountsOf(history, MetricId::ProducerCompression, Script::kP1), (Amounts{1, 1}));
}

void TestProducerMeters::requestsCountRecordsOfAllPartitions()
{
    Script script;
    script.request(Script::kP1, event::Api::Metadata);
    script.request(Script::kP1, event::Api::Produce, 7);
    script.request(Script::kP1, event::Api::Produce, 1);
    const auto history = script.build();
    QCOMPARE(amountsOf(history, MetricId::ProducerRecordsPerRequest, Script::kP1), (Amounts{7, 1}));
    QCOMPARE(
        gatherMetrics(history).of(MetricId::ProducerRecordsPerRequest).at(0).points.back().value,
        4.0);
}

void TestProducerMeters::compressionIsOfTheRecordsAlone()
{
    Script script;
    script.open(Script::kP1, 1, 10);
    script.close(Script::kP1, 1, 9, 161);
    script.add(Script::kP1,
        event::BatchCompressed{
            BatchId(1), 461, 161, 250'000, B::kOrders0, event::BatchCodec::Zstd});
    script.send(Script::kP1, 1, 9, 1);
    const auto history = script.build();
    QCOMPARE(amountsOf(history, MetricId::ProducerCompression, Script::kP1), (Amounts{0.25}));
    QCOMPARE(amountsOf(history, MetricId::ProducerBatchSize, Script::kP1), (Amounts{161}));
}

void TestProducerMeters::latencyAndThrottleAreOfAnswers()
{
    Script script;
    const EventId metadata = script.request(Script::kP1, event::Api::Metadata);
    script.answer(metadata);
    const EventId first = script.request(Script::kP1, event::Api::Produce, 1);
    script.wait(milliseconds(5));
    script.answer(first);
    const EventId second = script.request(Script::kP1, event::Api::Produce, 1);
    script.answer(second, milliseconds(40));
    const auto history = script.build();
    QCOMPARE(amountsOf(history, MetricId::ProducerRequestLatency, Script::kP1), (Amounts{7, 3}));
    // Every answer tells a throttle time, most of them 0.
    QCOMPARE(amountsOf(history, MetricId::ProducerThrottleTime, Script::kP1), (Amounts{0, 0, 40}));
}

void TestProducerMeters::inFlightAreAllRequestsThatAreAwaited()
{
    Script script;
    script.add(Script::kP1, event::NodeStarted{});
    const EventId metadata = script.request(Script::kP1, event::Api::Metadata);
    const EventId first = script.request(Script::kP1, event::Api::Produce, 1);
    const EventId second = script.request(Script::kP1, event::Api::Produce, 1);
    const EventId answered = script.answer(first);
    const EventId lost = script.add(Script::kP1, event::RequestTimedOut{second, B::kB1});
    const EventId late = script.answer(second); // its connection was closed
    const auto history = script.build();
    const auto at
        = [&](EventId id) { return valueAt(history, MetricId::ProducerInFlight, Script::kP1, id); };
    QCOMPARE(at(metadata), 1.0);
    QCOMPARE(at(second), 3.0);
    QCOMPARE(at(answered), 2.0);
    QCOMPARE(at(lost), 0.0);
    QCOMPARE(at(late), 0.0);
    QCOMPARE(amountsOf(history, MetricId::ProducerRequestLatency, Script::kP1).size(), 1U);
}

void TestProducerMeters::withoutAcksNothingIsAwaited()
{
    Script script;
    script.set("p1", "acks", "0");
    script.add(Script::kP1, event::NodeStarted{});
    script.open(Script::kP1, 1, 10);
    script.close(Script::kP1, 1, 1, 80);
    const EventId sent = script.send(Script::kP1, 1, 1, 1);
    const EventId asked = script.request(Script::kP1, event::Api::Metadata);
    const auto history = script.build();
    QCOMPARE(valueAt(history, MetricId::ProducerInFlight, Script::kP1, sent), 0.0);
    QCOMPARE(valueAt(history, MetricId::ProducerInFlight, Script::kP1, asked), 1.0);
}

void TestProducerMeters::batchesTakeWholeBuffers()
{
    Script script;
    script.set("p1", "buffer.memory", "100000");
    const EventId started = script.add(Script::kP1, event::NodeStarted{});
    script.open(Script::kP1, 1, 1000);
    const EventId small = script.add(kScriptNode, event::ScriptCommand{0});
    script.open(Script::kP1, 2, 5082); // its record is larger than batch.size
    const EventId large = script.add(kScriptNode, event::ScriptCommand{1});
    const EventId acked
        = script.add(Script::kP1, event::BatchAcked{Offset(0), BatchId(1), 1, B::kOrders0});
    const EventId failed = script.add(Script::kP1,
        event::BatchFailed{BatchId(2), 1, B::kOrders0, event::ErrorCode::RequestTimedOut});
    const EventId other = script.add(Script::kP2, event::NodeStarted{});
    const auto history = script.build();
    const auto at = [&](EventId id) {
        return valueAt(history, MetricId::ProducerBufferAvailable, Script::kP1, id);
    };
    QCOMPARE(at(started), 100'000.0);
    QCOMPARE(at(small), 99'000.0);
    QCOMPARE(at(large), 99'000.0 - 5082);
    QCOMPARE(at(acked), 100'000.0 - 5082);
    QCOMPARE(at(failed), 100'000.0);
    QCOMPARE(valueAt(history, MetricId::ProducerBufferAvailable, Script::kP2, other),
        32.0 * 1024 * 1024); // Kafka's default
}

void TestProducerMeters::partsOfABatchAreAsOldAsItIs()
{
    Script script;
    script.set("p1", "buffer.memory", "100000");
    script.add(Script::kP1, event::NodeStarted{});
    script.open(Script::kP1, 1, 16'384); // at 2 ms
    const EventId open = script.add(kScriptNode, event::ScriptCommand{0});
    script.wait(milliseconds(20));
    script.add(Script::kP1, event::BatchSplit{BatchId(1), BatchId(2), B::kOrders0, 2});
    script.add(Script::kP1, event::BatchOpened{BatchId(2), B::kOrders0});
    script.close(Script::kP1, 2, 1, 80);
    const EventId parts = script.add(Script::kP1, event::BatchOpened{BatchId(3), B::kOrders0});
    script.send(Script::kP1, 2, 1, 1); // at 29 ms
    const auto history = script.build();
    const auto at = [&](EventId id) {
        return valueAt(history, MetricId::ProducerBufferAvailable, Script::kP1, id);
    };
    QCOMPARE(at(open), 100'000.0 - 16'384);
    QCOMPARE(at(parts), 100'000.0);
    QCOMPARE(amountsOf(history, MetricId::ProducerQueueTime, Script::kP1), (Amounts{27}));
    QCOMPARE(amountsOf(history, MetricId::ProducerSplits, Script::kP1), (Amounts{1}));
}

void TestProducerMeters::sendsThatWaitAreCounted()
{
    Script script;
    script.add(Script::kP1, event::NodeStarted{});
    const EventId blocked = script.add(Script::kP1, event::SendBlocked{RecordNumber(4), 100});
    const EventId free = script.add(Script::kP1, event::SendUnblocked{RecordNumber(4)});
    script.add(Script::kP1, event::SendBlocked{RecordNumber(5), 100});
    const EventId rejected = script.add(
        Script::kP1, event::RecordRejected{RecordNumber(5), event::ErrorCode::RequestTimedOut});
    const auto history = script.build();
    const auto at = [&](EventId id) {
        return valueAt(history, MetricId::ProducerWaitingThreads, Script::kP1, id);
    };
    QCOMPARE(at(blocked), 1.0);
    QCOMPARE(at(free), 0.0);
    QCOMPARE(at(rejected), 0.0);
    QCOMPARE(amountsOf(history, MetricId::ProducerErrors, Script::kP1), (Amounts{1}));
}

void TestProducerMeters::errorsAndRetriesCountRecords()
{
    Script script;
    script.open(Script::kP1, 1, 10);
    script.close(Script::kP1, 1, 4, 100);
    script.send(Script::kP1, 1, 4, 1);
    script.add(Script::kP1,
        event::BatchRetried{{}, BatchId(1), B::kOrders0, event::ErrorCode::NotLeaderOrFollower});
    script.add(Script::kP1,
        event::BatchFailed{BatchId(1), 4, B::kOrders0, event::ErrorCode::RequestTimedOut});
    script.add(
        Script::kP1, event::RecordRejected{RecordNumber(9), event::ErrorCode::MessageTooLarge});
    // Kafka does not count these.
    script.add(Script::kP1, event::RecordRejected{RecordNumber(10), event::ErrorCode::BufferLimit});
    script.add(Script::kP1,
        event::BatchFailed{BatchId(2), 9, B::kOrders0, event::ErrorCode::ProducerClosed});
    const auto history = script.build();
    QCOMPARE(amountsOf(history, MetricId::ProducerRetries, Script::kP1), (Amounts{4}));
    QCOMPARE(amountsOf(history, MetricId::ProducerErrors, Script::kP1), (Amounts{4, 1}));
}

void TestProducerMeters::eachProducerHasItsLine()
{
    Script script;
    for (const NodeId producer : {Script::kP1, Script::kP2}) {
        script.add(producer, event::NodeStarted{});
        script.open(producer, 1, 10);
        script.close(producer, 1, 1, 80);
        script.answer(script.send(producer, 1, 1, 1));
    }
    const auto history = script.build();
    const MetricSeries series = gatherMetrics(history);
    for (const MetricDef& def : metricDefs()) {
        if (def.scope != MetricScope::Producer) {
            continue;
        }
        const auto& lines = series.of(def.id);
        QVERIFY2(lines.size() == 2, qPrintable(def.jmxName));
        QCOMPARE(lines.at(0).node, Script::kP1);
        QCOMPARE(lines.at(1).node, Script::kP2);
        QVERIFY2(!lines.at(0).points.empty(), qPrintable(def.jmxName));
        // These tell of what has not happened here.
        if (def.id == MetricId::ProducerErrors || def.id == MetricId::ProducerRetries
            || def.id == MetricId::ProducerSplits) {
            QCOMPARE(lines.at(0).points, (SeriesPoints{{0, 0}, {series.endSeconds, 0}}));
        }
    }
}

void TestProducerMeters::aProducerThatEndedHasNoValues()
{
    Script script;
    script.add(Script::kP1, event::NodeStarted{});
    script.request(Script::kP1, event::Api::Produce, 1);
    const EventId before = script.add(Script::kP2, event::NodeStarted{});
    const EventId ended = script.add(Script::kP1, event::NodeStopped{event::StopHow::Kill});
    const EventId again = script.add(Script::kP1, event::NodeStarted{});
    const auto history = script.build();
    for (const MetricId id : {MetricId::ProducerInFlight, MetricId::ProducerBufferAvailable,
             MetricId::ProducerWaitingThreads}) {
        QVERIFY(!std::isnan(valueAt(history, id, Script::kP1, before)));
        QVERIFY(std::isnan(valueAt(history, id, Script::kP1, ended)));
        QVERIFY(!std::isnan(valueAt(history, id, Script::kP2, ended)));
        QVERIFY(!std::isnan(valueAt(history, id, Script::kP1, again)));
    }
    QCOMPARE(valueAt(history, MetricId::ProducerInFlight, Script::kP1, again), 0.0);
}

void TestProducerMeters::failuresTellOfProducers()
{
    Script script;
    script.add(Script::kP1, event::NodeStarted{});
    script.open(Script::kP1, 1, 10);
    script.close(Script::kP1, 1, 4, 100);
    const EventId sent = script.send(Script::kP1, 1, 4, 1);
    const EventId cut = script.add(kScriptNode, event::LinkCut{Script::kP1, B::kB1});
    script.add(Script::kP1, event::RequestTimedOut{sent, B::kB1});
    script.add(Script::kP1,
        event::BatchRetried{{}, BatchId(1), B::kOrders0, event::ErrorCode::NetworkException});
    script.wait(milliseconds(200));
    const EventId failed = script.add(Script::kP1,
        event::BatchFailed{BatchId(1), 4, B::kOrders0, event::ErrorCode::RequestTimedOut});
    Q_UNUSED(cut)
    const auto history = script.build();
    const auto rows = metricTable(history, failed);
    // The event is its own fault here: nothing else has moved since just before it.
    QCOMPARE(rows.size(), 1U);
    QCOMPARE(rows.front().key, (MetricKey{MetricId::ProducerErrors, kNoPartition, Script::kP1}));
    QCOMPARE(rows.front().was, 0.0);
    QCOMPARE(rows.front().now, 40.0); // 4 in 100 ms
}

void TestProducerMeters::theNameTakesTheClient()
{
    QCOMPARE(metricDef(MetricId::ProducerBatchSize).jmxNameOf(QStringLiteral("p1")),
        QStringLiteral(
            "kafka.producer:type=producer-metrics,client-id=p1,attribute=batch-size-avg"));
}

QTEST_APPLESS_MAIN(TestProducerMeters)
#include "tst_producer_meters.moc"
