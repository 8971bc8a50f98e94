#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/event/recorder.h"
#include "engine/scenario/expression.h"

#include <algorithm>

using namespace brokerscope;
using namespace brokerscope::scenario;

namespace {

constexpr PartitionId kOrders0{0};
constexpr PartitionId kOrders1{1};
constexpr NodeId kB1{1};

Scenario sample()
{
    Scenario scenario;
    scenario.topics.resize(2);
    scenario.topics[0].name = "orders";
    scenario.topics[0].partitions = 2;
    scenario.topics[1].name = "audit";
    scenario.producers.push_back({"p1", {}, {}, {}});
    scenario.producers.push_back({"p2", {}, {}, {}});
    ConsumerSpec& reader = scenario.consumers.emplace_back();
    reader.name = "c1";
    reader.assigns = {"orders-0"};
    return scenario;
}

/// Writes what happens, each at a time in milliseconds.
class Story {
public:
    void at(std::int64_t ms, NodeId node, const event::Payload& payload)
    {
        recorder.record({Timestamp(ms * 1000), kNoEvent, node, payload});
    }
    void send(std::int64_t ms, NodeId producer, std::uint32_t number, const char* key,
        PartitionId partition)
    {
        at(ms, producer,
            event::RecordCreated{
                RecordNumber(number), recorder.intern(key), {}, 10, partition, *key != '\0'});
    }
    void request(std::int64_t ms, NodeId producer, std::uint32_t bytes)
    {
        event::MessageSent sent;
        sent.bytes = bytes;
        sent.to = kB1;
        at(ms, producer, sent);
    }

    event::Recorder recorder;
};

/// p1 sends three records in two batches, the first of them twice; one send() waits and goes on,
/// another one waits still, and one is refused. p2 sends one record.
history::History run()
{
    const event::Roster roster = rosterOf(sample());
    const NodeId p1 = *roster.node("p1");
    const NodeId p2 = *roster.node("p2");
    Story story;
    story.at(0, kB1, event::NodeStarted{});
    story.at(0, p1, event::NodeStarted{});
    story.at(0, p2, event::NodeStarted{});
    story.send(1, p1, 1, "anna", kOrders0);
    story.at(1, p1, event::BatchOpened{BatchId(1), kOrders0});
    story.at(1, p1, event::RecordBatched{BatchId(1), RecordNumber(1), 200});
    story.send(2, p1, 2, "ben", kOrders1);
    story.at(2, p1, event::BatchOpened{BatchId(2), kOrders1});
    story.at(2, p1, event::RecordBatched{BatchId(2), RecordNumber(2), 100});
    story.send(3, p1, 3, "anna", kOrders1);
    story.at(3, p1, event::SendBlocked{RecordNumber(3), 300});
    story.at(13, p1, event::SendUnblocked{RecordNumber(3)});
    story.at(13, p1, event::RecordBatched{BatchId(2), RecordNumber(3), 150});
    story.at(14, p1, event::BatchClosed{BatchId(1), 1, 60, kOrders0, event::CloseReason::Full});
    story.at(14, p1, event::BatchClosed{BatchId(2), 2, 150, kOrders1, event::CloseReason::Drained});
    story.at(14, p1,
        event::BatchCompressed{BatchId(1), 200, 60, 995'000, kOrders0, event::BatchCodec::Zstd});
    story.at(14, p1, event::BatchSent{BatchId(1), kNoSequence, kB1, kOrders0, 1});
    story.at(14, p1, event::BatchSent{BatchId(2), kNoSequence, kB1, kOrders1, 1});
    story.request(14, p1, 210);
    story.at(15, kB1, event::ClientThrottled{Timestamp(35'000), 1000, EventId(1), p1});
    story.at(20, p1,
        event::BatchRetried{
            milliseconds(1), BatchId(1), kOrders0, event::ErrorCode::NetworkException});
    story.at(21, p1, event::BatchSent{BatchId(1), kNoSequence, kB1, kOrders0, 2});
    story.request(21, p1, 60);
    story.at(
        22, p1, event::BatchFailed{BatchId(2), 2, kOrders1, event::ErrorCode::RequestTimedOut});
    story.send(23, p1, 4, "", kOrders0);
    story.at(23, p1, event::RecordRejected{RecordNumber(4), event::ErrorCode::MessageTooLarge});
    story.send(24, p1, 5, "ben", kOrders1);
    story.at(24, p1, event::SendBlocked{RecordNumber(5), 300});
    story.send(26, p2, 1, "anna", kOrders0);
    return {roster, story.recorder.takeEvents(), story.recorder.takeStrings(), Timestamp(30'000)};
}

struct Evaluation {
    history::History history = run();
    history::Verdict verdict = history::judge(history);

    [[nodiscard]] tl::expected<std::int64_t, std::string> evaluate(
        const QByteArray& text, std::size_t applied) const
    {
        const history::ClusterState state = history.stateAfter(applied);
        return scenario::evaluate(text.toStdString(), {history, verdict, state, applied});
    }

    /// How many events there are until this has happened for the first time.
    template <class Kind>
    [[nodiscard]] std::size_t after() const
    {
        const auto events = history.events();
        const auto found = std::find_if(events.begin(), events.end(),
            [](const event::Event& e) { return std::holds_alternative<Kind>(e.payload); });
        return std::size_t(found - events.begin()) + 1;
    }
};

} // namespace

/// What expressions ask of producers.
class TestProducerExpression : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void valuesAtTheEnd_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("value");
        const auto row = [](const char* text, qint64 value) {
            QTest::newRow(text) << QByteArray(text) << value;
        };
        row("closed(p1)", 2);
        row("closed(p1, full)", 1);
        row("closed(p1, drained)", 1);
        row("closed(p1, linger)", 0);
        row("closed(p2)", 0);
        row("requests(p1)", 2);
        row("requests(p2)", 0);
        row("sent_bytes(p1)", 270);
        row("bytes_before(p1)", 350);
        row("bytes_after(p1)", 210);
        row("bytes_before(p2)", 0);
        row("blocked(p1)", 2);
        row("blocked_ms(p1)", 16); // 10 ms, and 6 ms until the run ends
        row("blocked(p2)", 0);
        row("rejected(p1)", 1);
        row("rejected(p1, orders-0)", 1);
        row("rejected(p1, orders-1)", 0);
        row("rejected(p2)", 0);
        row("failed_with(p1, REQUEST_TIMED_OUT)", 2);
        row("failed_with(p1, MESSAGE_TOO_LARGE)", 1);
        row("failed_with(p1, NETWORK_EXCEPTION)", 0);
        row("throttled_ms(p1)", 20);
        row("throttled_ms(p2)", 0);
        row("sent_to(p1, orders-0)", 2);
        row("sent_to(p1, orders-1)", 3);
        row("sent_to(p2, audit-0)", 0);
        row("switches(p1)", 3);
        row("switches(p2)", 0);
        row("partition_of(orders, anna)", 0); // p2's is the newest
        row("partition_of(orders, ben)", 1);
        row("partition_of(orders, carl)", -1);
        row("partition_of(audit, anna)", -1);
        row("moved_keys(orders)", 1);
        row("moved_keys(audit)", 0);
    }
    void valuesAtTheEnd()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, value);
        const Evaluation run;
        const auto result = run.evaluate(text, run.history.size());
        QVERIFY2(result, result ? "" : result.error().c_str());
        QCOMPARE(qint64(*result), value);
        QVERIFY(!checkExpression(text.toStdString(), sample(), false));
    }

    void onlyWhatHasHappenedCounts()
    {
        const Evaluation run;
        for (const char* text : {"closed(p1)", "requests(p1)", "sent_bytes(p1)", "bytes_after(p1)",
                 "blocked_ms(p1)", "failed_with(p1, REQUEST_TIMED_OUT)", "throttled_ms(p1)",
                 "switches(p1)", "moved_keys(orders)"}) {
            QCOMPARE(qint64(run.evaluate(text, 0).value()), 0);
        }
        QCOMPARE(qint64(run.evaluate("partition_of(orders, anna)", 0).value()), -1);
        const std::size_t blocked = run.after<event::SendBlocked>();
        QCOMPARE(qint64(run.evaluate("blocked(p1)", blocked).value()), 1);
        QCOMPARE(qint64(run.evaluate("blocked_ms(p1)", blocked).value()), 0);
        QCOMPARE(qint64(run.evaluate("partition_of(orders, anna)", blocked).value()), 1);
        const std::size_t sent = run.after<event::MessageSent>();
        QCOMPARE(qint64(run.evaluate("sent_bytes(p1)", sent).value()), 210);
        QCOMPARE(qint64(run.evaluate("blocked_ms(p1)", sent).value()), 10);
    }

    void mistakesAreExplained_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("error");
        const auto row = [](const char* text, const char* error) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(error);
        };
        row("closed()", "column 1: expected closed(producer) or closed(producer, reason)");
        row("closed(b1)", "column 8: 'b1' is not a producer (did you mean 'p1'?)");
        row("closed(p1, ful)",
            "column 12: 'ful' is not a reason to close a batch (did you mean 'full'?)");
        row("failed_with(p1)", "column 1: expected failed_with(producer, error)");
        row("failed_with(p1, REQUEST_TIMEDOUT)",
            "column 17: 'REQUEST_TIMEDOUT' is not a Kafka error such as REQUEST_TIMED_OUT (did you "
            "mean 'REQUEST_TIMED_OUT'?)");
        row("failed_with(p1, NONE)",
            "column 17: 'NONE' is not a Kafka error such as REQUEST_TIMED_OUT");
        row("moved_keys(order)", "column 12: 'order' is not a topic (did you mean 'orders'?)");
        row("moved_keys(orders-0)",
            "column 12: 'orders-0' is not a topic (did you mean 'orders'?)");
        row("partition_of(orders)", "column 1: expected partition_of(topic, key)");
        row("blocked", "column 1: expected blocked(producer)");
    }
    void mistakesAreExplained()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, error);
        const Evaluation run;
        const auto result = run.evaluate(text, run.history.size());
        QVERIFY(!result);
        QCOMPARE(QByteArray::fromStdString(result.error()), error);
    }

    void reasonsAndErrorsAreCheckedWithoutAScenario()
    {
        QVERIFY(!checkExpression("closed(p9, linger)", false));
        QVERIFY(checkExpression("closed(p9, longer)", false));
        QVERIFY(!checkExpression("failed_with(p9, NOT_ENOUGH_REPLICAS)", false));
        QVERIFY(checkExpression("failed_with(p9, ENOUGH_REPLICAS)", false));
        QVERIFY(!checkExpression("partition_of(nowhere, any.key-7)", false));
    }
};

QTEST_GUILESS_MAIN(TestProducerExpression)
#include "tst_producer_expression.moc"
