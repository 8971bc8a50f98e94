// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "tests/support/history_builder.h"
#include "views/metrics/metric_series.h"
#include "views/metrics/replica_lags.h"
#include "views/metrics/windowed.h"

#include <QRegularExpression>
#include <QSet>

#include <cmath>

using namespace brokerscope;
using namespace brokerscope::views;
using test::HistoryBuilder;
using B = HistoryBuilder;

namespace {

const BrokerSet kAll{B::kB1, B::kB2, B::kB3};

/// Three running brokers; b1 leads orders-0 in epoch 0 with everybody in the ISR.
void begin(HistoryBuilder& builder)
{
    for (const NodeId broker : {B::kB1, B::kB2, B::kB3}) {
        builder.add(broker, event::NodeStarted{});
        builder.add(B::kController, event::BrokerRegistered{BrokerEpoch(1), broker});
        builder.add(B::kController, event::BrokerUnfenced{broker});
    }
    builder.add(B::kController, event::ReplicasAssigned{kAll, {}, {}, B::kOrders0, B::kB1});
    builder.add(B::kController,
        event::LeaderElected{
            kAll, LeaderEpoch(0), B::kOrders0, B::kB1, kNoNode, event::ElectionKind::Initial});
}

EventId changeIsr(
    HistoryBuilder& builder, BrokerSet isr, std::int32_t epoch, event::IsrReason reason)
{
    return builder.add(
        B::kController, event::IsrChanged{isr, PartitionEpoch(epoch), B::kOrders0, reason});
}

EventId elect(HistoryBuilder& builder, NodeId leader, BrokerSet isr, std::int32_t epoch,
    event::ElectionKind kind)
{
    return builder.add(B::kController,
        event::LeaderElected{isr, LeaderEpoch(epoch), B::kOrders0, leader, B::kB1, kind});
}

/// The value of a metric's first line right after an event.
double valueAt(const MetricSeries& series, const history::History& history, MetricId id, EventId at)
{
    const double seconds = static_cast<double>(history.event(at).time.micros()) / 1e6;
    double value = std::nan("");
    for (const SeriesPoint& point : series.of(id).at(0).points) {
        if (point.seconds <= seconds) {
            value = point.value;
        }
    }
    return value;
}

} // namespace

class TestMetricSeries : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyMetricHasKafkasName();
    void isrAndUnderReplicatedFollowTheController();
    void aRepeatedDecisionCountsOnce();
    void aDeadLeadersPartitionsAreNotCountedByIt();
    void electionsAreCountedByKind();
    void brokersAreActiveOrFenced();
    void theControllerIsActiveWhileItRuns();
    void purgatoriesHoldWhatIsParked();
    void requestsHaveTimesAndRates();
    void lagIsCountedBelowTheWatermark();
    void metadataIsCommittedAfterAWhile();
    void windowsLookBack100Millis();
};

void TestMetricSeries::everyMetricHasKafkasName()
{
    static const QRegularExpression kName(QStringLiteral(
        "^kafka\\.[a-z]+:type=[A-Za-z-]+,((client-id|topic)=\\*,)*(name|attribute)=[A-Za-z-]+"));
    QSet<QString> names;
    for (const MetricDef& def : metricDefs()) {
        QVERIFY2(kName.match(def.jmxName).hasMatch(), qPrintable(def.jmxName));
        QVERIFY2(!names.contains(def.jmxName), qPrintable(def.jmxName));
        names.insert(def.jmxName);
        QVERIFY(!def.title.isEmpty());
        QVERIFY(def.meaning.endsWith(QLatin1Char('.')));
    }
    QCOMPARE(names.size(), static_cast<int>(kMetrics));
    QCOMPARE(metricDef(MetricId::UnderReplicated).jmxName,
        QStringLiteral("kafka.server:type=ReplicaManager,name=UnderReplicatedPartitions"));
}

void TestMetricSeries::isrAndUnderReplicatedFollowTheController()
{
    HistoryBuilder builder;
    begin(builder);
    const EventId before = builder.command(0);
    const EventId shrunk = changeIsr(builder, {B::kB1, B::kB2}, 1, event::IsrReason::Lagging);
    const EventId fenced = changeIsr(builder, {B::kB1}, 2, event::IsrReason::Fenced);
    const EventId grown = changeIsr(builder, kAll, 3, event::IsrReason::CaughtUp);
    const auto history = builder.build();
    const MetricSeries series = gatherMetrics(*history);
    const auto at
        = [&](MetricId id, EventId event) { return valueAt(series, *history, id, event); };
    QCOMPARE(at(MetricId::InSyncReplicas, before), 3.0);
    QCOMPARE(at(MetricId::UnderReplicated, before), 0.0);
    QCOMPARE(at(MetricId::InSyncReplicas, shrunk), 2.0);
    QCOMPARE(at(MetricId::UnderReplicated, shrunk), 1.0);
    QCOMPARE(at(MetricId::IsrShrinks, shrunk), 1.0);
    QCOMPARE(at(MetricId::InSyncReplicas, fenced), 1.0);
    QCOMPARE(at(MetricId::IsrShrinks, fenced), 1.0); // the controller's doing
    QCOMPARE(at(MetricId::UnderReplicated, grown), 0.0);
    QCOMPARE(at(MetricId::IsrExpands, grown), 1.0);
    QCOMPARE(series.of(MetricId::InSyncReplicas).at(0).partition, B::kOrders0);
}

void TestMetricSeries::aRepeatedDecisionCountsOnce()
{
    HistoryBuilder builder;
    begin(builder);
    for (int i = 0; i < 3; ++i) {
        elect(builder, B::kB2, {B::kB2, B::kB3}, 1, event::ElectionKind::Clean);
        changeIsr(builder, {B::kB2}, 7, event::IsrReason::Lagging);
    }
    const EventId end = builder.command(0);
    const auto history = builder.build();
    const MetricSeries series = gatherMetrics(*history);
    QCOMPARE(valueAt(series, *history, MetricId::LeaderElections, end), 1.0);
    QCOMPARE(valueAt(series, *history, MetricId::IsrShrinks, end), 1.0);
}

void TestMetricSeries::aDeadLeadersPartitionsAreNotCountedByIt()
{
    HistoryBuilder builder;
    begin(builder);
    const EventId shrunk = changeIsr(builder, {B::kB1}, 1, event::IsrReason::Lagging);
    const EventId stopped = builder.stop(B::kB1, event::StopHow::Kill);
    const EventId none = elect(builder, kNoNode, {B::kB1}, 1, event::ElectionKind::NoneEligible);
    const auto history = builder.build();
    const MetricSeries series = gatherMetrics(*history);
    const auto at
        = [&](MetricId id, EventId event) { return valueAt(series, *history, id, event); };
    QCOMPARE(at(MetricId::UnderReplicated, shrunk), 1.0);
    QCOMPARE(at(MetricId::UnderReplicated, stopped), 0.0);
    QCOMPARE(at(MetricId::OfflinePartitions, stopped), 0.0); // the controller does not know yet
    QCOMPARE(at(MetricId::OfflinePartitions, none), 1.0);
    QCOMPARE(at(MetricId::LeaderElections, none), 0.0);
}

void TestMetricSeries::electionsAreCountedByKind()
{
    HistoryBuilder builder;
    begin(builder);
    const EventId clean = elect(builder, B::kB2, kAll, 1, event::ElectionKind::Clean);
    const EventId unclean = elect(builder, B::kB3, {B::kB3}, 2, event::ElectionKind::Unclean);
    const EventId preferred = elect(builder, B::kB1, kAll, 3, event::ElectionKind::Preferred);
    const auto history = builder.build();
    const MetricSeries series = gatherMetrics(*history);
    const auto at
        = [&](MetricId id, EventId event) { return valueAt(series, *history, id, event); };
    QCOMPARE(at(MetricId::LeaderElections, clean), 1.0);
    QCOMPARE(at(MetricId::UncleanElections, clean), 0.0);
    QCOMPARE(at(MetricId::PreferredImbalance, clean), 1.0);
    QCOMPARE(at(MetricId::UncleanElections, unclean), 1.0);
    QCOMPARE(at(MetricId::LeaderElections, preferred), 3.0);
    QCOMPARE(at(MetricId::PreferredImbalance, preferred), 0.0);
}

void TestMetricSeries::brokersAreActiveOrFenced()
{
    HistoryBuilder builder;
    begin(builder);
    const EventId all = builder.command(0);
    const EventId fenced = builder.add(B::kController, event::BrokerFenced{B::kB2});
    const EventId back = builder.add(B::kController, event::BrokerUnfenced{B::kB2});
    const auto history = builder.build();
    const MetricSeries series = gatherMetrics(*history);
    const auto at
        = [&](MetricId id, EventId event) { return valueAt(series, *history, id, event); };
    QCOMPARE(at(MetricId::ActiveBrokers, all), 3.0);
    QCOMPARE(at(MetricId::FencedBrokers, all), 0.0);
    QCOMPARE(at(MetricId::ActiveBrokers, fenced), 2.0);
    QCOMPARE(at(MetricId::FencedBrokers, fenced), 1.0);
    QCOMPARE(at(MetricId::ActiveBrokers, back), 3.0);
}

void TestMetricSeries::theControllerIsActiveWhileItRuns()
{
    HistoryBuilder builder;
    const auto role = [&](event::QuorumRole what, std::int32_t epoch) {
        return builder.add(
            B::kController, event::QuorumRoleChanged{LeaderEpoch(epoch), B::kController, what});
    };
    const EventId candidate = role(event::QuorumRole::Candidate, 4);
    const EventId leader = role(event::QuorumRole::Leader, 4);
    const EventId stopped = builder.stop(B::kController, event::StopHow::Kill);
    const auto history = builder.build();
    const MetricSeries series = gatherMetrics(*history);
    QCOMPARE(valueAt(series, *history, MetricId::ActiveController, candidate), 0.0);
    QCOMPARE(valueAt(series, *history, MetricId::ActiveController, leader), 1.0);
    QCOMPARE(valueAt(series, *history, MetricId::ActiveController, stopped), 0.0);
    QCOMPARE(valueAt(series, *history, MetricId::RaftEpoch, leader), 4.0);
    QCOMPARE(series.of(MetricId::RaftEpoch).at(0).node, B::kController);
}

void TestMetricSeries::purgatoriesHoldWhatIsParked()
{
    HistoryBuilder builder;
    builder.add(B::kB1, event::NodeStarted{});
    const auto park = [&](std::uint32_t message, event::Purgatory purgatory) {
        return builder.add(
            B::kB1, event::RequestParked{Offset(3), EventId(message), B::kOrders0, purgatory});
    };
    park(1, event::Purgatory::Produce);
    const EventId two = park(2, event::Purgatory::Produce);
    const EventId fetch = park(3, event::Purgatory::Fetch);
    const EventId one = builder.add(B::kB1,
        event::RequestUnparked{
            EventId(1), event::Purgatory::Produce, event::UnparkReason::Satisfied});
    const EventId stopped = builder.stop(B::kB1, event::StopHow::PowerLoss);
    const auto history = builder.build();
    const MetricSeries series = gatherMetrics(*history);
    const auto at
        = [&](MetricId id, EventId event) { return valueAt(series, *history, id, event); };
    QCOMPARE(at(MetricId::PurgatoryProduce, two), 2.0);
    QCOMPARE(at(MetricId::PurgatoryFetch, fetch), 1.0);
    QCOMPARE(at(MetricId::PurgatoryProduce, one), 1.0);
    QCOMPARE(at(MetricId::PurgatoryProduce, stopped), 0.0);
    QCOMPARE(at(MetricId::PurgatoryFetch, stopped), 0.0);
}

void TestMetricSeries::requestsHaveTimesAndRates()
{
    HistoryBuilder builder;
    event::MessageSent request;
    request.api = event::Api::Produce;
    request.to = B::kB1;
    const EventId sent = builder.add(B::kP1, request);
    builder.add(B::kB1, event::MessageReceived{sent});
    builder.command(0);
    event::MessageSent answer = request;
    answer.to = B::kP1;
    answer.request = sent;
    builder.add(B::kB1, answer); // 2 ms after the request was taken in
    event::MessageSent fetch = request;
    fetch.api = event::Api::Fetch;
    const EventId fetched = builder.add(B::kB2, fetch);
    builder.add(B::kB1, event::MessageReceived{fetched});
    const auto history = builder.build();
    const MetricSeries series = gatherMetrics(*history);
    QCOMPARE(series.of(MetricId::ProduceTime).size(), 2U);
    QCOMPARE(series.of(MetricId::ProduceTime).at(0).points.back().value, 2.0);
    QVERIFY(series.of(MetricId::FetchFollowerTime).empty()); // no answer yet
    QCOMPARE(series.of(MetricId::FetchFollowerRate).size(), 1U);
    QVERIFY(series.of(MetricId::FetchConsumerRate).empty());
    QVERIFY(series.of(MetricId::ProduceRate).at(0).points.back().value > 0);
}

void TestMetricSeries::lagIsCountedBelowTheWatermark()
{
    HistoryBuilder builder;
    begin(builder);
    builder.lead(B::kB1, 1, 0, 10);
    const EventId written = builder.follow(B::kB2, 0, 10);
    const EventId moved = builder.watermark(B::kB1, 0, 8);
    const EventId caught = builder.follow(B::kB3, 0, 6);
    const EventId stopped = builder.stop(B::kB3, event::StopHow::Kill);
    const auto history = builder.build();
    const MetricSeries series = gatherMetrics(*history);
    const auto at
        = [&](EventId event) { return valueAt(series, *history, MetricId::MaxLag, event); };
    QCOMPARE(at(written), 0.0);
    QCOMPARE(at(moved), 8.0); // b3 has nothing
    QCOMPARE(at(caught), 2.0);
    QCOMPARE(at(stopped), 0.0);
}

void TestMetricSeries::metadataIsCommittedAfterAWhile()
{
    HistoryBuilder builder;
    builder.add(B::kController,
        event::QuorumRoleChanged{LeaderEpoch(1), B::kController, event::QuorumRole::Leader});
    builder.add(B::kController, event::MetadataAppended{MetadataOffset(5), LeaderEpoch(1)});
    builder.command(0);
    builder.command(1);
    const EventId committed
        = builder.add(B::kController, event::MetadataCommitted{MetadataOffset(5)});
    const auto history = builder.build();
    const MetricSeries series = gatherMetrics(*history);
    QCOMPARE(valueAt(series, *history, MetricId::RaftWatermark, committed), 5.0);
    QCOMPARE(series.of(MetricId::RaftCommitTime).at(0).points.back().value, 3.0);
}

void TestMetricSeries::windowsLookBack100Millis()
{
    SeriesPoints amounts;
    SeriesPoints samples;
    for (int i = 0; i < 10; ++i) {
        amounts.push_back({0.5 + i * 0.005, 2.0});
        samples.push_back({0.5 + i * 0.005, static_cast<double>(i)});
    }
    const auto at = [](const SeriesPoints& points, double seconds) {
        double value = -1;
        for (const SeriesPoint& point : points) {
            value = point.seconds <= seconds ? point.value : value;
        }
        return value;
    };
    const SeriesPoints rates = ratesOf(amounts, 1.0);
    QCOMPARE(at(rates, 0.4), 0.0);
    QCOMPARE(at(rates, 0.56), 200.0); // 10 of 2 in 100 ms
    QCOMPARE(at(rates, 0.9), 0.0);
    const Percentiles percentiles = percentilesOf(samples, 1.0);
    QCOMPARE(at(percentiles.p99, 0.56), 9.0);
    QCOMPARE(at(percentiles.median, 0.56), 4.0);
    QVERIFY(std::isnan(percentiles.median.back().value));
    QCOMPARE(at(averagesOf(samples, 1.0), 0.56), 4.5);
    QCOMPARE(at(maximaOf(samples, 1.0), 0.56), 9.0);
    QVERIFY(std::isnan(averagesOf(samples, 1.0).back().value));
    QVERIFY(std::isnan(maximaOf(samples, 1.0).front().value));
    QVERIFY(ratesOf({}, 1.0).empty());
}

QTEST_MAIN(TestMetricSeries)
#include "tst_metric_series.moc"
