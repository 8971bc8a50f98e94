#include "views/timeline/timeline_view.h"

#include "tests/views/support/loss_story.h"

#include <QTest>
#include <QWheelEvent>

using namespace brokerscope;
using namespace brokerscope::views;

class TimelineViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        setUpFonts();
        m_story = test::makeLossStory();
    }

    void init()
    {
        m_times.clear();
        m_drags.clear();
        m_drops.clear();
        m_removed.clear();
        m_view = std::make_unique<TimelineView>();
        m_view->resize(1200, 256);
        m_view->setScene(m_story.at(m_story.beforeStop));
        connect(m_view.get(), &TimelineView::timeRequested, this,
            [this](Timestamp t) { m_times.push_back(t); });
        connect(m_view.get(), &TimelineView::commandDragged, this,
            [this](std::size_t index, Timestamp to) {
                m_drags.push_back({index, to});
            });
        connect(m_view.get(), &TimelineView::commandDropped, this,
            [this](std::size_t index, Timestamp to) {
                m_drops.push_back({index, to});
            });
        connect(m_view.get(), &TimelineView::commandRemoved, this,
            [this](std::size_t index) { m_removed.push_back(index); });
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }

    void draggingAPillTellsEveryMove()
    {
        const QPoint start = center("command:1");
        const double perMillisecond = m_view->xOf(Timestamp(1'000)) - m_view->xOf(Timestamp());
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, start);
        QTest::mouseMove(m_view.get(), start - QPoint(int(5 * perMillisecond), 0));
        QTest::mouseMove(m_view.get(), start - QPoint(int(10 * perMillisecond), 0));
        QTest::mouseRelease(
            m_view.get(), Qt::LeftButton, {}, start - QPoint(int(10 * perMillisecond), 0));
        QCOMPARE(m_drags.size(), std::size_t{2});
        QCOMPARE(m_drops.size(), std::size_t{1});
        QCOMPARE(m_drops.front().index, std::size_t{1});
        const Duration moved = m_story.run.scenario->script[1].at - m_drops.front().to;
        QVERIFY(moved >= milliseconds(9) && moved <= milliseconds(10));
        QVERIFY(m_times.empty());
    }

    void aClickOnAPillDoesNotMoveIt()
    {
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, center("command:1"));
        QVERIFY(m_drags.empty());
        QVERIFY(m_drops.empty());
    }

    void escapeTakesADragBack()
    {
        const QPoint start = center("command:1");
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, start);
        QTest::mouseMove(m_view.get(), start - QPoint(80, 0));
        QTest::keyClick(m_view.get(), Qt::Key_Escape);
        QCOMPARE(m_drops.back(), (DraggedCommand{1, m_story.run.scenario->script[1].at}));
    }

    void aDoubleClickGoesToTheCommand()
    {
        QTest::mouseDClick(m_view.get(), Qt::LeftButton, {}, center("command:2"));
        QCOMPARE(m_times.back(), m_story.run.scenario->script[2].at);
    }

    void theRulerAndTheLanesScrub()
    {
        const Timestamp wanted(15'000);
        const QPoint ruler(int(std::lround(m_view->xOf(wanted))), 10);
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, ruler);
        QTest::mouseMove(m_view.get(), ruler + QPoint(60, 0));
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, ruler + QPoint(60, 0));
        QCOMPARE(m_times.size(), std::size_t{2});
        QVERIFY(std::abs((m_times[0] - wanted).micros()) < 200);
        QVERIFY(m_times[1] > m_times[0]);
        const QRectF lane = boundsOf(m_view->picture(), QStringLiteral("lane:b3"));
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, QPoint(600, int(lane.center().y())));
        QCOMPARE(m_times.size(), std::size_t{3});
    }

    void theWheelZoomsAroundTheMouse()
    {
        const Timestamp around(20'000);
        const QPointF at(m_view->xOf(around), 100);
        wheel(at, QPoint(0, 480));
        QVERIFY(m_view->window().length() < Duration(m_story.run.history->end().micros() / 2));
        QVERIFY(std::abs(m_view->xOf(around) - at.x()) < 1);
        const TimelineWindow zoomed = m_view->window();
        wheel(at, QPoint(-240, 0));
        QVERIFY(m_view->window().from > zoomed.from);
        QTest::keyClick(m_view.get(), Qt::Key_0);
        QCOMPARE(m_view->window(), (TimelineWindow{Timestamp(), m_story.run.history->end()}));
        QTest::keyClick(m_view.get(), Qt::Key_Plus);
        QVERIFY(m_view->window().length() < Duration(m_story.run.history->end().micros()));
    }

    void theScriptsLanePans()
    {
        wheel(QPointF(600, 100), QPoint(0, 480));
        const TimelineWindow before = m_view->window();
        const QPoint empty(400, int(center("command:1").y()));
        QTest::mousePress(m_view.get(), Qt::MiddleButton, {}, empty);
        QTest::mouseMove(m_view.get(), empty - QPoint(100, 0));
        QTest::mouseRelease(m_view.get(), Qt::MiddleButton, {}, empty - QPoint(100, 0));
        QVERIFY(m_view->window().from > before.from);
        QCOMPARE(m_view->window().length(), before.length());
        QVERIFY(m_times.empty());
    }

    void keysMoveAndRemoveAPill()
    {
        const Timestamp at = m_story.run.scenario->script[1].at;
        m_view->setFocus();
        m_view->setFocusedId(QStringLiteral("command:1"));
        QTest::keyClick(m_view.get(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(m_drops.back(), (DraggedCommand{1, at - milliseconds(1)}));
        QTest::keyClick(m_view.get(), Qt::Key_Left, Qt::AltModifier | Qt::ShiftModifier);
        QCOMPARE(m_drops.back(), (DraggedCommand{1, at - milliseconds(10)}));
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QCOMPARE(m_times.back(), at);
        QTest::keyClick(m_view.get(), Qt::Key_Delete);
        QCOMPARE(m_removed, std::vector<std::size_t>{1});
    }

    void anotherRunKeepsTheWindow()
    {
        wheel(QPointF(600, 100), QPoint(0, 480));
        const TimelineWindow window = m_view->window();
        const test::LossStory again = test::makeLossStory();
        Scene scene = again.at(again.beforeStop);
        scene.playhead = playheadAt(*again.run.history, window.from + window.length() / 2);
        m_view->setScene(scene);
        QCOMPARE(m_view->window(), window);
    }

    void aPlayheadThatPlaysOutOfTheWindowTakesItAlong()
    {
        m_view->setWindow({Timestamp(), Timestamp(5'000)});
        m_view->setScene(m_story.at(m_story.beforeStop));
        QVERIFY(m_view->window().contains(m_story.at(m_story.beforeStop).playhead.time));
    }

    void manyLanesScroll()
    {
        m_view->resize(900, 150);
        const double before = center("lag:c1").y();
        wheel(QPointF(40, 100), QPoint(0, -480));
        QVERIFY(center("lag:c1").y() < before);
    }

private:
    [[nodiscard]] QPoint center(const char* id) const
    {
        return boundsOf(m_view->picture(), QLatin1String(id)).center().toPoint();
    }

    void wheel(QPointF at, QPoint delta)
    {
        QWheelEvent event(at, m_view->mapToGlobal(at), {}, delta, Qt::NoButton, Qt::NoModifier,
            Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_view.get(), &event);
    }

    test::LossStory m_story;
    std::unique_ptr<TimelineView> m_view;
    std::vector<Timestamp> m_times;
    std::vector<DraggedCommand> m_drags;
    std::vector<DraggedCommand> m_drops;
    std::vector<std::size_t> m_removed;
};

QTEST_MAIN(TimelineViewTest)
#include "tst_timeline_view.moc"
