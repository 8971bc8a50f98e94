#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/event/recorder.h"
#include "engine/scenario/expression.h"

#include <algorithm>

using namespace brokerscope;
using namespace brokerscope::scenario;

namespace {

constexpr PartitionId kOrders0{0};
constexpr NodeId kB1{1};

Scenario sample()
{
    Scenario scenario;
    scenario.topics.push_back({"orders", 2, 1, {}, {}});
    scenario.topics.push_back({"audit.log", 1, 1, {}, {}});
    scenario.producers.push_back({"p1", {}, {}, {}});
    ConsumerSpec& reader = scenario.consumers.emplace_back();
    reader.name = "c1";
    reader.assigns = {"orders-0"};
    return scenario;
}

/// p1's three records are stored on b1, acknowledged, and read up to offset 2.
history::History shortRun()
{
    const event::Roster roster = rosterOf(sample());
    const NodeId controller = *roster.node("controller");
    const NodeId producer = *roster.node("p1");
    const NodeId consumer = *roster.node("c1");
    event::Recorder recorder;
    std::int64_t time = 0;
    const auto record = [&](NodeId node, const event::Payload& payload) {
        recorder.record({Timestamp(++time), kNoEvent, node, payload});
    };
    record(kB1, event::NodeStarted{});
    record(producer, event::NodeStarted{});
    record(consumer, event::NodeStarted{});
    record(controller, event::TopicCreated{recorder.intern("orders"), kOrders0, 2});
    record(controller,
        event::LeaderElected{
            {kB1}, LeaderEpoch(4), kOrders0, kB1, kNoNode, event::ElectionKind::Initial});
    record(kB1,
        event::RoleAssumed{Offset(0), LeaderEpoch(4), kOrders0, kB1, event::ReplicaRole::Leader});
    record(producer, event::BatchOpened{BatchId(1), kOrders0});
    for (std::uint32_t number = 1; number <= 3; ++number) {
        record(producer, event::RecordCreated{RecordNumber(number), {}, {}, 10, kOrders0, false});
        record(producer, event::RecordBatched{BatchId(1), RecordNumber(number), 70});
    }
    record(producer, event::BatchClosed{BatchId(1), 3, 70, kOrders0, event::CloseReason::Linger});
    record(producer, event::BatchSent{BatchId(1), kNoSequence, kB1, kOrders0, 1});
    record(kB1,
        event::BatchAppended{Offset(0), 3, 70, LeaderEpoch(4), BatchId(1), kOrders0, producer});
    record(kB1, event::HighWatermarkMoved{Offset(0), Offset(3), kOrders0});
    record(producer, event::BatchAcked{Offset(0), BatchId(1), 3, kOrders0});
    record(consumer, event::PartitionAssigned{kOrders0});
    record(consumer, event::OffsetReset{Offset(0), kOrders0, event::ResetPolicy::Earliest});
    record(kB1, event::IndexEntryAdded{Offset(2), Offset(0), 1, Offset(2), 0, kOrders0});
    record(kB1, event::LogRecovered{Offset(3), Offset(3), kOrders0});
    record(consumer, event::PositionSought{Offset(0), -1, kOrders0, event::SeekTarget::Beginning});
    record(consumer, event::RecordsFetched{Offset(0), Offset(2), kOrders0});
    record(consumer, event::RecordsDelivered{Offset(0), 2, LeaderEpoch(4), kOrders0});
    return {roster, recorder.takeEvents(), recorder.takeStrings(), Timestamp(100)};
}

struct Evaluation {
    history::History history = shortRun();
    history::Verdict verdict = history::judge(history);

    [[nodiscard]] tl::expected<std::int64_t, std::string> evaluate(
        const QByteArray& text, std::size_t applied) const
    {
        const history::ClusterState state = history.stateAfter(applied);
        return scenario::evaluate(text.toStdString(), {history, verdict, state, applied});
    }
    [[nodiscard]] tl::expected<bool, std::string> holds(const QByteArray& text) const
    {
        const history::ClusterState state = history.stateAfter(history.size());
        return scenario::holds(text.toStdString(), {history, verdict, state, history.size()});
    }
};

} // namespace

class TestExpression : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void valuesAtTheEnd_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("value");
        const auto row = [](const char* text, qint64 value) {
            QTest::newRow(text) << QByteArray(text) << value;
        };
        row("7", 7);
        row("-7", -7);
        row("2 + 3-1", 4);
        row("10 - (2 + 3) - (1 - 4)", 8);
        row("-(1 - 4)", 3);
        row("((((5))))", 5);
        row("produced", 3);
        row("acked", 3);
        row("failed", 0);
        row("delivered", 2);
        row("lost_after_ack", 0);
        row("never_delivered", 1);
        row("count(never_delivered, orders)", 1);
        row("count(never_delivered, orders-0)", 1);
        row("count(never_delivered, orders-1)", 0);
        row("count(never_delivered, audit.log)", 0);
        row("leo(orders-0, b1)", 3);
        row("leo( orders-0 ,b2 )", -1);
        row("hw(orders-0)", 3);
        row("hw(orders-0, b1)", 3);
        row("hw(orders-1)", -1);
        row("log_start(orders-0, b1)", 0);
        row("segments(orders-0, b1)", 1);
        row("segments(orders-0, b2)", -1);
        row("index_entries(orders-0, b1)", 1);
        row("records(orders-0, b1)", 3);
        row("size(orders-0, b1)", 70);
        row("size(orders-1, b1)", -1);
        row("recovered(orders-0, b1)", 3);
        row("diverged(orders-0, b1)", 0);
        row("diverged(orders-0, b2)", -1);
        row("sought(c1, orders-0)", 0);
        row("sought(c1, orders-1)", -1);
        row("epoch(orders-0)", 4);
        row("leader(orders-0)", 1);
        row("leader(orders-1)", -1);
        row("isr(orders-0)", 1);
        row("position(c1, orders-0)", 2);
        row("position(c1, orders-1)", -1);
        row("leo(orders-0, b1) - position(c1, orders-0)", 1);
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

    void countersKnowOnlyWhatHasHappened()
    {
        const Evaluation run;
        for (const char* counter : {"produced", "acked", "delivered", "never_delivered"}) {
            QCOMPARE(qint64(run.evaluate(counter, 0).value()), 0);
        }
        const auto isAck = [](const event::Event& e) {
            return std::holds_alternative<event::BatchAcked>(e.payload);
        };
        const auto events = run.history.events();
        const auto ack
            = std::size_t(std::find_if(events.begin(), events.end(), isAck) - events.begin());
        QCOMPARE(qint64(run.evaluate("produced", ack).value()), 3);
        QCOMPARE(qint64(run.evaluate("acked", ack).value()), 0);
        QCOMPARE(qint64(run.evaluate("acked", ack + 1).value()), 3);
    }

    void conditions_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("holds");
        const auto row = [](const char* text, bool holds) {
            QTest::newRow(text) << QByteArray(text) << holds;
        };
        row("acked == produced", true);
        row("acked != produced", false);
        row("delivered < acked", true);
        row("delivered <= 2", true);
        row("delivered > 2", false);
        row("delivered+1 >= acked", true);
        row("leader(orders-1) == -1", true);
    }
    void conditions()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, holds);
        const auto result = Evaluation().holds(text);
        QVERIFY2(result, result ? "" : result.error().c_str());
        QCOMPARE(*result, holds);
        QVERIFY(!checkExpression(text.toStdString(), sample(), true));
    }

    void mistakesAreExplained_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("error");
        const auto row = [](const char* text, const char* error) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(error);
        };
        row("", "column 1: expected a number, a name or '(', found the end");
        row("1 +", "column 4: expected a number, a name or '(', found the end");
        row("(1", "column 3: expected ')', found the end");
        row("1 2", "column 3: expected '+', '-' or the end, found '2'");
        row("99999999999999999999", "column 1: this number is too large");
        row("9223372036854775807 + 1", "the sum is beyond 64 bits");
        row("akced", "column 1: there is no counter 'akced' (did you mean 'acked'?)");
        row("leo", "column 1: expected leo(partition, broker)");
        row("leo(orders-0)", "column 1: expected leo(partition, broker)");
        row("leo()", "column 1: expected leo(partition, broker)");
        row("term(b1)", "column 1: expected term()");
        row("leo(orders-0, b1", "column 17: expected ',' or ')', found the end");
        row("leo(orders-7, b1)",
            "column 5: 'orders-7' is not a partition such as orders-0 (did you mean 'orders-0'?)");
        row("leo(orders-0, b9)",
            "column 15: 'b9' is not a broker of the cluster (did you mean 'b1'?)");
        row("count(lost, orders)", "column 7: 'lost' is not an anomaly");
        row("count(lost_after_ak, orders)",
            "column 7: 'lost_after_ak' is not an anomaly (did you mean 'lost_after_ack'?)");
        row("position(p1, orders-0)", "column 10: 'p1' is not a consumer (did you mean 'c1'?)");
        row("loe(orders-0, b1)", "column 1: there is no function 'loe' (did you mean 'leo'?)");
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

    void conditionsNeedAComparison()
    {
        QVERIFY(checkExpression("acked", sample(), true));
        QVERIFY(checkExpression("acked == 1", sample(), false));
        QVERIFY(checkExpression("1 < 2 < 3", sample(), true));
        QVERIFY(checkExpression(std::string(100'000, '('), sample(), false));
    }

    void withoutAScenarioParticipantsAreNotChecked()
    {
        QVERIFY(!checkExpression("leo(nowhere-0, b99)", false));
        QVERIFY(checkExpression("loe(nowhere-0, b99)", false));
        QVERIFY(checkExpression("count(lots, nowhere)", false));
    }
};

QTEST_GUILESS_MAIN(TestExpression)
#include "tst_expression.moc"
