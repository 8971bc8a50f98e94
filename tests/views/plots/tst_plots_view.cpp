#include "views/plots/plots_view.h"

#include "tests/support/history_builder.h"
#include "views/controls/pill_button.h"
#include "views/plots/custom_plot.h"
#include "views/plots/plot_card.h"

#include <QMenu>
#include <QTest>
#include <QWheelEvent>

using namespace brokerscope;
using namespace brokerscope::views;
using test::HistoryBuilder;

namespace {

Scene someScene(std::uint32_t batches)
{
    HistoryBuilder builder;
    builder.enthrone(HistoryBuilder::kB1, 0);
    builder.assign(HistoryBuilder::kC1);
    for (std::uint32_t i = 0; i < batches; ++i) {
        builder.send(i + 1, i + 1, 1);
        builder.lead(HistoryBuilder::kB1, i + 1, i, 1);
        builder.ack(i + 1, i, 1);
        builder.watermark(HistoryBuilder::kB1, i, i + 1);
        builder.deliver(HistoryBuilder::kC1, i, 1);
    }
    Scene scene;
    scene.run.history = builder.build();
    scene.run.verdict
        = std::make_shared<const history::Verdict>(history::judge(*scene.run.history));
    scene.playhead = playheadAt(*scene.run.history, Timestamp(50'000));
    return scene;
}

void wheel(QCustomPlot* plot)
{
    const QPointF middle = plot->axisRect()->center();
    QWheelEvent event(middle, plot->mapToGlobal(middle), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
        Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(plot, &event);
}

} // namespace

class TestPlotsView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void zoomMovesAllThreeAndADoubleClickShowsEverything();
    void aClickAsksForItsTime();
    void theKeyboardZooms();
    void longRunsAreComputedElsewhere();
    void anEmptySceneIsEmpty();
    void metricsAreChosenInAMenu();
    void metricsHaveKafkasNames();
    void plotsFlowIntoRows();
};

void TestPlotsView::zoomMovesAllThreeAndADoubleClickShowsEverything()
{
    PlotsView view;
    view.resize(1000, 160);
    view.show();
    const Scene scene = someScene(40);
    view.setScene(scene);
    QCustomPlot* first = view.uncommittedPlot()->plot();
    const double whole = first->xAxis->range().size();
    QCOMPARE(whole, view.series().endSeconds);
    wheel(first);
    QVERIFY(first->xAxis->range().size() < whole);
    QCOMPARE(view.lagPlot()->plot()->xAxis->range(), first->xAxis->range());
    QCOMPARE(view.latencyPlot()->plot()->xAxis->range(), first->xAxis->range());
    QVERIFY(first->xAxis->range().lower >= 0);
    QTest::mouseDClick(
        view.lagPlot()->plot(), Qt::LeftButton, {}, view.lagPlot()->plot()->rect().center());
    QCOMPARE(first->xAxis->range().size(), whole);
}

void TestPlotsView::aClickAsksForItsTime()
{
    PlotsView view;
    view.resize(1000, 160);
    view.show();
    view.setScene(someScene(40));
    Timestamp asked;
    connect(&view, &PlotsView::timeRequested, this, [&](Timestamp time) { asked = time; });
    QCustomPlot* plot = view.latencyPlot()->plot();
    plot->replot(QCustomPlot::rpImmediateRefresh);
    const QPoint middle = plot->axisRect()->center();
    QTest::mouseClick(plot, Qt::LeftButton, {}, middle);
    QCOMPARE(asked, Timestamp(std::llround(plot->xAxis->pixelToCoord(middle.x()) * 1e6)));
    QVERIFY(asked > Timestamp());
}

void TestPlotsView::theKeyboardZooms()
{
    PlotsView view;
    view.resize(1000, 160);
    view.show();
    view.setScene(someScene(40));
    QCPAxis* axis = view.lagPlot()->plot()->xAxis;
    const double whole = axis->range().size();
    QTest::keyClick(&view, Qt::Key_Plus);
    QVERIFY(qFuzzyCompare(axis->range().size(), whole / 2));
    QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(axis->range().upper <= view.series().endSeconds + 1e-9);
    QTest::keyClick(&view, Qt::Key_0);
    QVERIFY(qFuzzyCompare(axis->range().size(), whole));
}

void TestPlotsView::longRunsAreComputedElsewhere()
{
    PlotsView view;
    view.resize(1000, 160);
    view.show();
    view.setScene(someScene(8000)); // 72,000 events
    QTRY_VERIFY_WITH_TIMEOUT(view.series().endSeconds > 0, 20'000);
    QCOMPARE(view.latencyPlot()->plot()->graphCount(), 3);
}

void TestPlotsView::anEmptySceneIsEmpty()
{
    PlotsView view;
    view.show();
    view.setScene({});
    QCOMPARE(view.series().endSeconds, 0.0);
    view.setScene(someScene(2));
    QVERIFY(view.series().endSeconds > 0);
    view.setScene({});
    QCOMPARE(view.series().endSeconds, 0.0);
}

void TestPlotsView::metricsAreChosenInAMenu()
{
    PlotsView view;
    view.resize(1000, 260);
    view.show();
    view.setScene(someScene(40));
    QVERIFY(view.metricPlot(MetricId::InSyncReplicas) != nullptr); // there from the start
    QVERIFY(view.metricPlot(MetricId::MaxLag) == nullptr);
    // The producers' metrics are one entry, so that the menu fits on the screen.
    const QList<QAction*> entries = view.metricMenu()->actions();
    const QList<QAction*> ofProducers = view.producerMenu()->actions();
    QCOMPARE(entries.size() - 1 + ofProducers.size(), static_cast<qsizetype>(kMetrics));
    QVERIFY(entries.contains(view.producerMenu()->menuAction()));
    const auto toggle = [&](MetricId id) {
        for (QAction* entry : view.metricMenu()->actions() + view.producerMenu()->actions()) {
            if (entry->isCheckable() && entry->data().toInt() == static_cast<int>(id)) {
                entry->trigger();
            }
        }
    };
    toggle(MetricId::MaxLag);
    QTRY_VERIFY(view.metricPlot(MetricId::MaxLag) != nullptr);
    QCustomPlot* plot = view.metricPlot(MetricId::MaxLag)->plot();
    QCOMPARE(plot->graphCount(), 1);
    QCOMPARE(plot->xAxis->range(), view.lagPlot()->plot()->xAxis->range());
    wheel(view.lagPlot()->plot());
    QCOMPARE(plot->xAxis->range(), view.lagPlot()->plot()->xAxis->range());
    toggle(MetricId::MaxLag);
    QTRY_VERIFY(view.metricPlot(MetricId::MaxLag) == nullptr);
    toggle(MetricId::ProducerErrors);
    QTRY_VERIFY(view.metricPlot(MetricId::ProducerErrors) != nullptr);
    // The chooser is a stop of the Tab key.
    QVERIFY((view.chooser()->focusPolicy() & Qt::TabFocus) != 0);
    QVERIFY(!view.chooser()->accessibleName().isEmpty());
}

void TestPlotsView::metricsHaveKafkasNames()
{
    PlotsView view;
    view.resize(1000, 260);
    view.show();
    view.setScene(someScene(4));
    for (const MetricDef& def : metricDefs()) {
        view.setMetricShown(def.id, true);
        QVERIFY2(view.metricPlot(def.id)->toolTip().contains(def.jmxName), qPrintable(def.title));
    }
    view.setMetricShown(MetricId::InSyncReplicas, false);
    QVERIFY(view.metricPlot(MetricId::InSyncReplicas) == nullptr);
}

void TestPlotsView::plotsFlowIntoRows()
{
    PlotsView view;
    view.resize(1000, 300);
    view.show();
    view.setScene(someScene(4));
    QCoreApplication::processEvents();
    const auto placeOf = [&](QWidget* card) { return card->mapTo(&view, QPoint(0, 0)); };
    const QPoint lag = placeOf(view.lagPlot());
    const QPoint first = placeOf(view.uncommittedPlot());
    const QPoint isr = placeOf(view.metricPlot(MetricId::InSyncReplicas));
    QCOMPARE(lag.y(), first.y());
    QVERIFY(lag.x() > first.x());
    QVERIFY(isr.y() > first.y()); // six plots: two rows of three
    QVERIFY(placeOf(view.latencyPlot()).x() + view.latencyPlot()->width() <= view.width());
    view.resize(420, 300);
    QCoreApplication::processEvents();
    QVERIFY(placeOf(view.lagPlot()).y() > placeOf(view.uncommittedPlot()).y());
    QTRY_VERIFY(view.lagPlot()->height() >= 56); // scrolled, not squeezed
}

QTEST_MAIN(TestPlotsView)
#include "tst_plots_view.moc"
