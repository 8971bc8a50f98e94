// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "views/plots/series.h"

#include "tests/support/history_builder.h"

#include <cmath>

using namespace brokerscope;
using namespace brokerscope::views;
using test::HistoryBuilder;

namespace {

/// The staircase's value at a time.
double valueAt(const SeriesPoints& points, double seconds)
{
    double value = 0;
    for (const SeriesPoint& point : points) {
        if (point.seconds <= seconds) {
            value = point.value;
        }
    }
    return value;
}

double secondsOf(const history::History& history, EventId id)
{
    return static_cast<double>(history.event(id).time.micros()) / 1e6;
}

} // namespace

class TestPlotSeries : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void uncommittedIsLeoLessHwOfTheLeader();
    void lagFollowsHwAndPosition();
    void seeksAndMovedLogStartsChangeTheLag();
    void latencyRunsFromSendToAck();
    void percentilesBreakWhereNothingIsAcknowledged();
    void downsamplingKeepsThePeaks();
    void shortSeriesStayAsTheyAre();
};

void TestPlotSeries::uncommittedIsLeoLessHwOfTheLeader()
{
    HistoryBuilder builder;
    builder.enthrone(HistoryBuilder::kB1, 0);
    const EventId appended = builder.lead(HistoryBuilder::kB1, 1, 0, 5);
    const EventId moved = builder.watermark(HistoryBuilder::kB1, 0, 3);
    const EventId elected = builder.elect(HistoryBuilder::kB2, 1, HistoryBuilder::kB1);
    builder.command(0);
    const auto history = builder.build();
    const RunSeries series = seriesOf(*history, history::judge(*history));
    QCOMPARE(series.uncommitted.size(), 1U);
    const SeriesPoints& points = series.uncommitted.front().points;
    QCOMPARE(valueAt(points, secondsOf(*history, appended)), 5.0);
    QCOMPARE(valueAt(points, secondsOf(*history, moved)), 2.0);
    QCOMPARE(valueAt(points, secondsOf(*history, elected)), 0.0);
    QCOMPARE(points.back().seconds, series.endSeconds);
}

void TestPlotSeries::lagFollowsHwAndPosition()
{
    HistoryBuilder builder;
    builder.enthrone(HistoryBuilder::kB1, 0);
    builder.assign(HistoryBuilder::kC1);
    builder.reset(HistoryBuilder::kC1, 0);
    builder.lead(HistoryBuilder::kB1, 1, 0, 5);
    const EventId moved = builder.watermark(HistoryBuilder::kB1, 0, 5);
    const EventId delivered = builder.deliver(HistoryBuilder::kC1, 0, 4);
    const auto history = builder.build();
    const RunSeries series = seriesOf(*history, history::judge(*history));
    QCOMPARE(series.lag.size(), 2U);
    QCOMPARE(valueAt(series.lag[0].points, secondsOf(*history, moved)), 5.0);
    QCOMPARE(valueAt(series.lag[0].points, secondsOf(*history, delivered)), 1.0);
    QVERIFY(series.lag[1].points.empty()); // c2 reads nothing
}

void TestPlotSeries::seeksAndMovedLogStartsChangeTheLag()
{
    HistoryBuilder builder;
    builder.enthrone(HistoryBuilder::kB1, 0);
    builder.reset(HistoryBuilder::kC1, 0);
    builder.lead(HistoryBuilder::kB1, 1, 0, 5);
    builder.watermark(HistoryBuilder::kB1, 0, 4);
    const EventId sought = builder.seek(HistoryBuilder::kC1, 3);
    const EventId scanned = builder.add(
        HistoryBuilder::kB1, event::LogScanned{Offset(0), Offset(4), 20, HistoryBuilder::kOrders0});
    const EventId anew
        = builder.moveStart(HistoryBuilder::kB1, 0, 9, event::LogStartReason::Truncated);
    const auto history = builder.build();
    const RunSeries series = seriesOf(*history, history::judge(*history));
    const SeriesPoints& uncommitted = series.uncommitted.front().points;
    QCOMPARE(valueAt(series.lag[0].points, secondsOf(*history, sought)), 1.0);
    QCOMPARE(valueAt(uncommitted, secondsOf(*history, sought)), 1.0);
    QCOMPARE(valueAt(uncommitted, secondsOf(*history, scanned)), 0.0);
    QCOMPARE(valueAt(series.lag[0].points, secondsOf(*history, anew)), 6.0);
}

void TestPlotSeries::latencyRunsFromSendToAck()
{
    HistoryBuilder builder;
    builder.send(1, 1, 1); // opened at 1 ms, created at 2 ms, sent at 5 ms
    const EventId acked = builder.ack(1, 0, 1);
    const auto history = builder.build();
    const RunSeries series = seriesOf(*history, history::judge(*history));
    QCOMPARE(series.latency.samples.size(), 1U);
    QCOMPARE(series.latency.samples.front().seconds, secondsOf(*history, acked));
    QCOMPARE(series.latency.samples.front().value, 4.0);
    QCOMPARE(series.latency.median.back().value, 4.0);
    QCOMPARE(series.latency.p99.back().value, 4.0);
}

void TestPlotSeries::percentilesBreakWhereNothingIsAcknowledged()
{
    HistoryBuilder builder;
    builder.send(1, 1, 1);
    builder.ack(1, 0, 1);
    for (std::uint32_t i = 0; i < 300; ++i) {
        builder.command(i);
    }
    const auto history = builder.build();
    const RunSeries series = seriesOf(*history, history::judge(*history));
    QVERIFY(std::isnan(series.latency.median.back().value));
    QVERIFY(std::any_of(series.latency.median.begin(), series.latency.median.end(),
        [](const SeriesPoint& point) { return point.value == 4.0; }));
}

void TestPlotSeries::downsamplingKeepsThePeaks()
{
    SeriesPoints points;
    for (int i = 0; i < 100'000; ++i) {
        points.push_back({i / 1000.0, i == 54'321 ? 1000.0 : i == 12'345 ? -5.0 : i % 7});
    }
    const SeriesPoints few = downsampled(points, 2000);
    QVERIFY(few.size() <= 2100);
    QCOMPARE(few.front(), points.front());
    QCOMPARE(few.back(), points.back());
    const auto has = [&](double value) {
        return std::any_of(
            few.begin(), few.end(), [&](const SeriesPoint& point) { return point.value == value; });
    };
    QVERIFY(has(1000.0));
    QVERIFY(has(-5.0));
    QVERIFY(std::is_sorted(few.begin(), few.end(),
        [](const SeriesPoint& a, const SeriesPoint& b) { return a.seconds < b.seconds; }));
}

void TestPlotSeries::shortSeriesStayAsTheyAre()
{
    const SeriesPoints points{{0, 1}, {1, 2}, {2, 3}};
    QCOMPARE(downsampled(points, 100), points);
    QVERIFY(downsampled({}, 100).empty());
    const SeriesPoints same{{1, 1}, {1, 2}, {1, 3}, {1, 4}, {1, 5}};
    QVERIFY(!downsampled(same, 4).empty()); // no time passes at all
}

QTEST_APPLESS_MAIN(TestPlotSeries)
#include "tst_plot_series.moc"
