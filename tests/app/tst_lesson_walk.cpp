// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "app/actions.h"
#include "app/conductor.h"
#include "app/entry_card.h"
#include "app/notice_bar.h"
#include "app/recording_light.h"
#include "app/runs_popup.h"
#include "app/top_bar.h"
#include "app/welcome_page.h"
#include "app/workspace.h"
#include "app/workspace_page.h"
#include "engine/scenario/expression.h"
#include "tests/app/window_fixture.h"
#include "views/controls/pill_button.h"
#include "views/lesson/lesson_panel.h"
#include "views/lesson/question_view.h"
#include "views/lesson/step_view.h"
#include "views/lesson/try_it_view.h"
#include "views/stage/stage_picture.h"
#include "views/stage/stage_view.h"
#include "views/timeline/timeline_view.h"
#include "views/verdict/verdict_bar.h"
#include "views/verdict/verdict_pill.h"

#include <QAction>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QTreeView>

#include <set>

using namespace brokerscope;
using app::RunId;
using history::AnomalyKind;

namespace {

constexpr std::size_t kQuestionStep = 3; // "b1 loses power"
constexpr std::size_t kSecondQuestionStep = 4; // "A new leader"
constexpr std::size_t kCrash = 1; // "stop b1" of the script

} // namespace

/// One lesson from the welcome page to the exported session and back, by mouse and keys, in the
/// order of a lesson.
class TestLessonWalk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theLessonIsOpenedFromTheWelcomePage()
    {
        QVERIFY(window().isWelcoming());
        QVERIFY(!window().welcome().lessonCards().isEmpty());
        QVERIFY(m_fixture.click(QStringLiteral("lesson:a3-acks-1-loss")));
        QTRY_VERIFY(!window().isWelcoming());
        QVERIFY(player().isAtStart());
        QVERIFY(window().workspace().recorder().isWriting());
    }

    void itPlaysByTheSpaceBar()
    {
        m_fixture.key(Qt::Key_Space);
        QVERIFY(player().isPlaying());
        m_fixture.play(std::chrono::seconds(2));
        QVERIFY(player().playhead().time > Timestamp(150'000));
        QVERIFY(m_fixture.click(QStringLiteral("play")));
        QVERIFY(!player().isPlaying());
    }

    void stepsGoForwardAndBack()
    {
        m_fixture.key(Qt::Key_Home);
        QVERIFY(player().isAtStart());
        m_fixture.key(Qt::Key_Right);
        m_fixture.key(Qt::Key_Right);
        QVERIFY(m_fixture.click(QStringLiteral("eventForward")));
        QCOMPARE(player().playhead().applied, std::size_t{3});
        const views::Picture there = stage().picture();
        m_fixture.key(Qt::Key_Right, Qt::ShiftModifier);
        m_fixture.key(Qt::Key_PageDown);
        QVERIFY(player().playhead().applied > 10);
        m_fixture.key(Qt::Key_Home);
        for (int i = 0; i < 3; ++i) {
            m_fixture.key(Qt::Key_Right);
        }
        QCOMPARE(stage().picture(), there);
        m_fixture.key(Qt::Key_Left);
        QCOMPARE(player().playhead().applied, std::size_t{2});
    }

    void playingStopsAtTheQuestion()
    {
        m_fixture.key(Qt::Key_BracketRight); // faster
        m_fixture.key(Qt::Key_Space);
        m_fixture.play(std::chrono::seconds(20));
        QVERIFY(!player().isPlaying());
        QVERIFY(player().isAtQuestion());
        QCOMPARE(lesson().questionPendingAt(player().playhead().applied), kQuestionStep);
        QVERIFY2(stage().picture().findAll(QStringLiteral("record:orders-0")).size() > 2,
            "there are records");

        m_fixture.key(Qt::Key_Space);
        QVERIFY2(!player().isPlaying(), "the outcome is not shown before the prediction");
        QVERIFY(!window().notice().text().isEmpty());
    }

    void theAnswerIsGradedByTheEngine()
    {
        const views::StepView* step = lesson().steps().at(kQuestionStep);
        QVERIFY(step->content().question);
        const std::int64_t answer = step->content().question->answer;
        QCOMPARE(answer, lostOf(0) + lostOf(1));
        QVERIFY(step->question()->isVisible());

        const auto& choices = step->content().question->choices;
        const auto place = std::find(choices.begin(), choices.end(), answer) - choices.begin();
        QTest::mouseClick(step->question()->choices().at(place), Qt::LeftButton);
        QTRY_COMPARE(lesson().predictions().size(), std::size_t{1});
        QVERIFY(lesson().predictions().front().right);
        QVERIFY(!player().isAtQuestion());
    }

    void theNextQuestionIsAnsweredWrongly()
    {
        m_fixture.key(Qt::Key_Space);
        m_fixture.play(std::chrono::seconds(30));
        QVERIFY(player().isAtQuestion());
        QCOMPARE(lesson().questionPendingAt(player().playhead().applied), kSecondQuestionStep);
        const views::StepView* step = lesson().steps().at(kSecondQuestionStep);
        QVERIFY(step->content().question);
        const auto& choices = step->content().question->choices;
        const auto wrong = std::find_if(choices.begin(), choices.end(),
            [&](std::int64_t choice) { return choice != step->content().question->answer; });
        QVERIFY(wrong != choices.end());
        QTest::mouseClick(step->question()->choices().at(wrong - choices.begin()), Qt::LeftButton);
        QTRY_COMPARE(lesson().predictions().size(), std::size_t{2});
        QVERIFY(!lesson().predictions().back().right);
    }

    void theVerdictShowsTheLoss()
    {
        m_fixture.key(Qt::Key_Space);
        m_fixture.play(std::chrono::seconds(30));
        QVERIFY(player().isAtEnd());
        const auto lost = player().run().verdict->count(AnomalyKind::LostAfterAck);
        QVERIFY(lost > 0);
        views::VerdictPill* pill = window().page().verdict()->pill(AnomalyKind::LostAfterAck);
        QVERIFY(pill->isAlarmed());
        QCOMPARE(pill->number(), qint64{lost});

        QTest::mouseClick(pill, Qt::LeftButton);
        QCOMPARE(window().conductor().selection().kind, views::Selection::Kind::Record);
    }

    void theCrashIsDraggedUntilNothingIsLost()
    {
        const RunId before = window().workspace().runs().current()->id;
        views::TimelineView& timeline = *window().page().timeline();
        const QPoint pill = test::middleOf(timeline, QStringLiteral("command:%1").arg(kCrash));
        QVERIFY(pill.x() > 0);
        const double perMs
            = (timeline.xOf(Timestamp(1'000'000)) - timeline.xOf(Timestamp(0))) / 1000.0;

        QTest::mousePress(&timeline, Qt::LeftButton, Qt::NoModifier, pill);
        std::set<std::uint32_t> outcomes;
        bool harmless = false;
        for (int ms = 4; ms < 500 && !harmless; ms += 4) {
            QTest::mouseMove(&timeline, pill + QPoint(static_cast<int>(ms * perMs), 0));
            QTRY_VERIFY(!window().workspace().executor().isBusy());
            QVERIFY2(
                window().workspace().isPreviewing() || ms * perMs < 4, "the run follows the mouse");
            const auto lost = player().run().verdict->count(AnomalyKind::LostAfterAck);
            outcomes.insert(lost);
            harmless = lost == 0;
        }
        QVERIFY2(harmless, "there is a moment at which the crash loses nothing");
        QVERIFY2(outcomes.size() > 1, "the outcome changes under the mouse");
        QCOMPARE(window().workspace().runs().runs().size(), std::size_t{1});
        const Timestamp dragged = player().run().scenario->script.at(kCrash).at;
        QTest::mouseRelease(
            &timeline, Qt::LeftButton, Qt::NoModifier, timeline.mapFromGlobal(QCursor::pos()));

        QTRY_COMPARE(window().workspace().runs().runs().size(), std::size_t{2});
        const app::Run* fork = window().workspace().runs().current();
        QCOMPARE(fork->parent, before);
        QCOMPARE(fork->view.scenario->script.at(kCrash).at, dragged);
        QCOMPARE(fork->view.verdict->count(AnomalyKind::LostAfterAck), 0U);
        QVERIFY(!window().page().verdict()->pill(AnomalyKind::LostAfterAck)->isAlarmed());
    }

    void theRunTreeSwitchesBack()
    {
        QVERIFY(m_fixture.click(QStringLiteral("runs")));
        auto* popup = window().findChild<app::RunsPopup*>();
        QVERIFY(popup != nullptr && popup->isVisible());
        const QModelIndex root = popup->tree()->model()->index(0, 0);
        QTest::mouseClick(popup->tree()->viewport(), Qt::LeftButton, Qt::NoModifier,
            popup->tree()->visualRect(root).center());
        QTRY_COMPARE(window().workspace().runs().current()->id, RunId(1));
        QVERIFY(!popup->isVisible());
    }

    void theContrastLosesNothing()
    {
        views::PillButton* button = lesson().findChild<views::TryItView*>()->contrastButton();
        QVERIFY(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE(window().workspace().runs().runs().size(), std::size_t{3});
        const views::RunView& run = player().run();
        QCOMPARE(run.verdict->count(AnomalyKind::LostAfterAck), 0U);
        QCOMPARE(run.verdict->acked, run.verdict->produced);
        QCOMPARE(window().workspace().runs().current()->parent, RunId(1));
    }

    void aBrokerIsStoppedByItsMenu()
    {
        window().workspace().switchTo(RunId(1));
        player().seek(Timestamp(420'000));
        QTRY_COMPARE(test::middleOf(stage(), QStringLiteral("broker:b2")) != QPoint(-1, -1), true);
        const views::Shape* broker = stage().picture().find(QStringLiteral("broker:b2"));
        QVERIFY(broker != nullptr);
        const QPoint name = broker->rect.topLeft().toPoint() + QPoint(14, 14);
        QContextMenuEvent click(QContextMenuEvent::Mouse, name, stage().mapToGlobal(name));
        QApplication::sendEvent(&stage(), &click);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr);
        QAction* stop = nullptr;
        for (QAction* action : menu->actions()) {
            if (action->text() == QStringLiteral("Stop (process kill)")) {
                stop = action;
            }
            if (action->text() == QStringLiteral("Start")) {
                QVERIFY(!action->isEnabled());
                QVERIFY(!action->toolTip().isEmpty());
            }
        }
        QVERIFY(stop != nullptr && stop->isEnabled());
        QTest::mouseClick(
            menu, Qt::LeftButton, Qt::NoModifier, menu->actionGeometry(stop).center());
        QTRY_COMPARE(window().workspace().runs().runs().size(), std::size_t{4});
        QCOMPARE(player().playhead().time, Timestamp(420'000));
        QVERIFY(!player().scene().state->broker(NodeId(2)).running);
    }

    void theSessionIsSavedAndExported()
    {
        m_saved = m_fixture.path(QStringLiteral("lesson.brokerscope"));
        m_fixture.key(Qt::Key_S, Qt::ControlModifier);
        QVERIFY(m_fixture.acceptFileDialog(m_saved));
        QTRY_VERIFY(QFile::exists(m_saved));
        QCOMPARE(window().workspace().recorder().path(), m_saved);

        const QString picture = m_fixture.path(QStringLiteral("moment.svg"));
        m_fixture.key(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(m_fixture.acceptFileDialog(picture));
        QTRY_VERIFY(QFile::exists(picture));

        const QString events = m_fixture.path(QStringLiteral("events.jsonl"));
        m_fixture.key(Qt::Key_J, Qt::ControlModifier);
        QVERIFY(m_fixture.acceptFileDialog(events));
        QTRY_VERIFY(QFile::exists(events));
    }

    void theSessionOpensAtTheSamePlace()
    {
        window().workspace().switchTo(RunId(2));
        player().seek(Timestamp(505'000));
        m_fixture.key(Qt::Key_Left);
        const views::Playhead playhead = player().playhead();
        const std::string hash = player().run().history->hash();
        const views::Picture picture = pictureNow();

        m_fixture.restart();
        QVERIFY(window().isWelcoming());
        app::EntryCard* card = nullptr;
        for (app::EntryCard* each : window().welcome().sessionCards()) {
            if (each->name() == m_saved) {
                card = each;
            }
        }
        QVERIFY2(card != nullptr, "the saved session is among the recent ones");
        QTest::mouseClick(card, Qt::LeftButton);
        QTRY_VERIFY(!window().isWelcoming());
        QCOMPARE(window().workspace().runs().runs().size(), std::size_t{4});
        QCOMPARE(window().workspace().runs().current()->id, RunId(2));
        QCOMPARE(player().playhead(), playhead);
        QCOMPARE(player().run().history->hash(), hash);
        QCOMPARE(lesson().predictions().size(), std::size_t{2});
        QCOMPARE(pictureNow(), picture);
    }

private:
    app::MainWindow& window() { return m_fixture.window(); }
    app::Player& player() { return window().workspace().player(); }
    views::LessonPanel& lesson() { return *window().page().lesson(); }
    views::StageView& stage() { return *window().page().stage(); }

    /// The stage in a size of its own: the widget's depends on what else is on the screen.
    views::Picture pictureNow()
    {
        return views::stagePicture(player().scene(), {}, QSizeF(900, 500));
    }

    /// Acknowledged records of a partition that are lost in the run on the stage.
    std::int64_t lostOf(std::uint16_t partition)
    {
        const auto& anomalies = player().run().verdict->anomalies;
        return std::count_if(anomalies.begin(), anomalies.end(), [&](const history::Anomaly& each) {
            return each.kind == AnomalyKind::LostAfterAck
                && each.partition == PartitionId(partition);
        });
    }

    test::WindowFixture m_fixture;
    QString m_saved;
};

QTEST_MAIN(TestLessonWalk)
#include "tst_lesson_walk.moc"
