#include "views/metrics/metric_table_view.h"

#include "tests/support/history_builder.h"

#include <QLabel>
#include <QTest>

#include <algorithm>

using namespace brokerscope;
using namespace brokerscope::views;
using test::HistoryBuilder;
using B = HistoryBuilder;

namespace {

/// b1 leads with everybody in the ISR, is killed, fenced, and replaced.
struct Failure {
    std::shared_ptr<const history::History> history;
    EventId before;
    EventId stopped;
    EventId fenced;
    EventId elected;

    Failure()
    {
        HistoryBuilder builder;
        const BrokerSet all{B::kB1, B::kB2, B::kB3};
        for (const NodeId broker : {B::kB1, B::kB2, B::kB3}) {
            builder.add(broker, event::NodeStarted{});
            builder.add(B::kController, event::BrokerRegistered{BrokerEpoch(1), broker});
            builder.add(B::kController, event::BrokerUnfenced{broker});
        }
        builder.add(B::kController, event::ReplicasAssigned{all, {}, {}, B::kOrders0, B::kB1});
        builder.add(B::kController,
            event::LeaderElected{
                all, LeaderEpoch(0), B::kOrders0, B::kB1, kNoNode, event::ElectionKind::Initial});
        before = builder.command(0);
        stopped = builder.stop(B::kB1, event::StopHow::Kill, before);
        fenced = builder.add(B::kController, event::BrokerFenced{B::kB1}, stopped);
        elected = builder.add(B::kController,
            event::LeaderElected{{B::kB2, B::kB3}, LeaderEpoch(1), B::kOrders0, B::kB2, B::kB1,
                event::ElectionKind::Clean},
            fenced);
        builder.command(1);
        history = builder.build();
    }
};

const MetricRow* rowOf(const std::vector<MetricRow>& rows, MetricId id)
{
    const auto found
        = std::ranges::find_if(rows, [&](const MetricRow& row) { return row.key.id == id; });
    return found == rows.end() ? nullptr : &*found;
}

} // namespace

class TestMetricTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void failuresAreTold_data();
    void failuresAreTold();
    void theFaultIsAmongTheCauses();
    void rowsTellWasAndNowWorstFirst();
    void nothingHasMovedAtTheFaultItself();
    void atMostSixRows();
    void theWidgetShowsFailuresOnly();
};

void TestMetricTable::failuresAreTold_data()
{
    QTest::addColumn<int>("payload");
    QTest::addColumn<bool>("expected");
    QTest::newRow("stop") << 0 << true;
    QTest::newRow("cut") << 1 << true;
    QTest::newRow("disk has room again") << 2 << false;
    QTest::newRow("first election") << 3 << false;
    QTest::newRow("clean election") << 4 << true;
    QTest::newRow("ISR shrinks") << 5 << true;
    QTest::newRow("ISR grows") << 6 << false;
    QTest::newRow("append") << 7 << false;
    QTest::newRow("truncation") << 8 << true;
}

void TestMetricTable::failuresAreTold()
{
    const std::array<event::Payload, 9> payloads{event::NodeStopped{}, event::LinkCut{},
        event::DiskFilled{false},
        event::LeaderElected{{}, {}, {}, {}, {}, event::ElectionKind::Initial},
        event::LeaderElected{{}, {}, {}, {}, {}, event::ElectionKind::Clean},
        event::IsrChanged{{}, {}, {}, event::IsrReason::Lagging},
        event::IsrChanged{{}, {}, {}, event::IsrReason::CaughtUp}, event::BatchAppended{},
        event::LogTruncated{}};
    QFETCH(const int, payload);
    QFETCH(const bool, expected);
    QCOMPARE(isFailure(payloads.at(static_cast<std::size_t>(payload))), expected);
}

void TestMetricTable::theFaultIsAmongTheCauses()
{
    const Failure failure;
    QCOMPARE(faultBehind(*failure.history, failure.elected), failure.stopped);
    QCOMPARE(faultBehind(*failure.history, failure.stopped), failure.stopped);
    QCOMPARE(faultBehind(*failure.history, failure.before), failure.before);
}

void TestMetricTable::rowsTellWasAndNowWorstFirst()
{
    const Failure failure;
    const auto rows = metricTable(*failure.history, failure.elected);
    const MetricRow* underReplicated = rowOf(rows, MetricId::UnderReplicated);
    QVERIFY(underReplicated != nullptr);
    QCOMPARE(underReplicated->was, 0.0);
    QCOMPARE(underReplicated->now, 1.0);
    const MetricRow* isr = rowOf(rows, MetricId::InSyncReplicas);
    QVERIFY(isr != nullptr);
    QCOMPARE(isr->was, 3.0);
    QCOMPARE(isr->now, 2.0);
    QCOMPARE(isr->key.partition, B::kOrders0);
    QCOMPARE(rowOf(rows, MetricId::LeaderElections)->now, 1.0);
    QVERIFY(rowOf(rows, MetricId::OfflinePartitions) == nullptr); // did not move
    QCOMPARE(rows.front().key.id, MetricId::UnderReplicated);
    QVERIFY(underReplicated < isr);
}

void TestMetricTable::nothingHasMovedAtTheFaultItself()
{
    const Failure failure;
    QVERIFY(metricTable(*failure.history, failure.stopped).empty());
    const auto rows = metricTable(*failure.history, failure.fenced);
    QCOMPARE(rows.size(), 2U); // fenced and active brokers
    QCOMPARE(rows.front().key.id, MetricId::FencedBrokers);
}

void TestMetricTable::atMostSixRows()
{
    const Failure failure;
    const auto rows = metricTable(*failure.history, failure.elected);
    QVERIFY(rows.size() >= 5);
    QVERIFY(rows.size() <= kMostMetricRows);
}

void TestMetricTable::theWidgetShowsFailuresOnly()
{
    const Failure failure;
    QWidget panel;
    MetricTableView view(&panel);
    view.resize(260, 400);
    view.showStep(failure.history, failure.elected);
    QVERIFY(!view.isHidden());
    QStringList texts;
    for (const QLabel* label : view.findChildren<QLabel*>()) {
        texts += label->text().remove(QChar(0x200b));
    }
    QVERIFY(texts.contains(
        QStringLiteral("kafka.server:type=ReplicaManager,name=UnderReplicatedPartitions")));
    QVERIFY(texts.contains(QStringLiteral("was")));
    view.showStep(failure.history, failure.stopped); // says that nothing has moved
    QVERIFY(!view.isHidden());
    QVERIFY(view.rows().empty());
    view.showStep(failure.history, failure.before);
    QVERIFY(view.isHidden());
    view.showStep(nullptr, kNoEvent);
    QVERIFY(view.isHidden());
}

QTEST_MAIN(TestMetricTable)
#include "tst_metric_table.moc"
