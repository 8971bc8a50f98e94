#include "views/verdict/verdict_bar.h"

#include "tests/support/history_builder.h"
#include "views/verdict/verdict_pill.h"

#include <QTest>

using namespace brokerscope;
using namespace brokerscope::views;
using history::AnomalyKind;
using test::HistoryBuilder;

namespace {

/// p1's records 1 and 2 are acknowledged by b1 alone; b1 dies and b2 leads without them.
Scene lostScene()
{
    HistoryBuilder builder;
    builder.enthrone(HistoryBuilder::kB1, 0);
    builder.assume(HistoryBuilder::kB2, HistoryBuilder::kB1, 0);
    builder.send(1, 1, 2);
    builder.lead(HistoryBuilder::kB1, 1, 0, 2);
    builder.ack(1, 0, 2);
    builder.stop(HistoryBuilder::kB1, event::StopHow::PowerLoss);
    builder.enthrone(HistoryBuilder::kB2, 1, HistoryBuilder::kB1);
    Scene scene;
    scene.run.history = builder.build();
    scene.run.verdict
        = std::make_shared<const history::Verdict>(history::judge(*scene.run.history));
    return scene;
}

Scene at(Scene scene, std::size_t applied)
{
    scene.playhead = {scene.run.history->events()[applied - 1].time, applied};
    scene.state
        = std::make_shared<const history::ClusterState>(scene.run.history->stateAfter(applied));
    return scene;
}

} // namespace

class TestVerdictBar : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsFollowThePlayhead();
    void anEmptySceneCountsNothing();
    void aPillRaisesTheAlarmOnlyOnceItIsTrue();
    void clickingWalksThroughTheAnomalies();
    void theKeyboardWorksAsTheMouse();
};

void TestVerdictBar::countsFollowThePlayhead()
{
    const Scene scene = lostScene();
    const Counts before = countsAt(at(scene, 3));
    QCOMPARE(before.produced, 0U);
    const Counts after = countsAt(at(scene, scene.run.history->size()));
    QCOMPARE(after.produced, 2U);
    QCOMPARE(after.acked, 2U);
    QCOMPARE(after.anomalies[static_cast<std::size_t>(AnomalyKind::LostAfterAck)], 2U);
}

void TestVerdictBar::anEmptySceneCountsNothing()
{
    QCOMPARE(countsAt({}), Counts());
}

void TestVerdictBar::aPillRaisesTheAlarmOnlyOnceItIsTrue()
{
    const Scene scene = lostScene();
    VerdictBar bar;
    bar.setScene(at(scene, 3));
    VerdictPill* lost = bar.pill(AnomalyKind::LostAfterAck);
    QVERIFY(!lost->isAlarmed());
    QVERIFY(lost->isVisibleTo(&bar));
    QVERIFY(!bar.pill(AnomalyKind::Redelivered)->isVisibleTo(&bar));
    bar.setScene(at(scene, scene.run.history->size()));
    QVERIFY(lost->isAlarmed());
    QCOMPARE(lost->number(), 2);
    QVERIFY(lost->accessibleName().contains(QStringLiteral("lost after ack")));
    bar.setScene(at(scene, 3));
    QVERIFY(!lost->isAlarmed());
}

void TestVerdictBar::clickingWalksThroughTheAnomalies()
{
    const Scene scene = lostScene();
    VerdictBar bar;
    bar.setScene(at(scene, scene.run.history->size()));
    std::vector<Selection> selected;
    connect(&bar, &VerdictBar::selectionRequested, this,
        [&](const Selection& s) { selected.push_back(s); });
    std::vector<EventId> events;
    connect(&bar, &VerdictBar::eventRequested, this, [&](EventId id) { events.push_back(id); });
    for (int i = 0; i < 3; ++i) {
        QTest::mouseClick(bar.pill(AnomalyKind::LostAfterAck), Qt::LeftButton);
    }
    QCOMPARE(selected.size(), 3U);
    QCOMPARE(selected[0].kind, Selection::Kind::Record);
    QVERIFY(!(selected[0] == selected[1]));
    QVERIFY(selected[0] == selected[2]); // round and round
    QCOMPARE(events[0], scene.run.verdict->anomalies[0].established);
}

void TestVerdictBar::theKeyboardWorksAsTheMouse()
{
    const Scene scene = lostScene();
    VerdictBar bar;
    bar.setScene(at(scene, scene.run.history->size()));
    int requests = 0;
    connect(&bar, &VerdictBar::eventRequested, this, [&] { ++requests; });
    QTest::keyClick(bar.pill(AnomalyKind::LostAfterAck), Qt::Key_Return);
    QTest::keyClick(bar.pill(AnomalyKind::LostAfterAck), Qt::Key_Space);
    QCOMPARE(requests, 2);
    QCOMPARE(bar.pill(AnomalyKind::DuplicateInLog)->focusPolicy(), Qt::NoFocus);
}

QTEST_MAIN(TestVerdictBar)
#include "tst_verdict_bar.moc"
