// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "app/conductor.h"
#include "app/what_if.h"
#include "app/workspace.h"
#include "app/workspace_page.h"
#include "engine/scenario/fault.h"
#include "tests/app/window_fixture.h"
#include "views/inspector/inspector_panel.h"
#include "views/inspector/remedies.h"
#include "views/stage/stage_view.h"
#include "views/timeline/timeline_ids.h"
#include "views/timeline/timeline_view.h"

#include <QLabel>
#include <QSignalSpy>

#include <set>

using namespace brokerscope;
using app::RunId;
using history::AnomalyKind;
using history::Outcome;
using State = views::DangerStrip::State;

namespace {

const QString kLesson = QStringLiteral("a3-acks-1-loss");
constexpr std::size_t kCrash = 1; ///< "stop b1" of the script
constexpr std::size_t kReturn = 2; ///< "start b1"
constexpr int kPatience = 60'000; ///< ms; other tests may be running beside this one

} // namespace

/// The danger strip and the remedies in the real window, on the real lesson, by mouse and keys.
class TestWhatIf : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        if (m_fixture == nullptr) {
            makeFresh();
        } else {
            window().open(kLesson);
        }
    }

    void theStripFillsInByItself()
    {
        QVERIFY(strip() != nullptr);
        QCOMPARE(strip()->fault, kCrash);
        std::vector<std::size_t> answered;
        const QObject meanwhile;
        connect(&window().whatIf().survey(), &app::DangerSurvey::stripChanged, &meanwhile,
            [&] { answered.push_back(strip()->answered); });
        QTRY_VERIFY_WITH_TIMEOUT(strip()->state == State::Complete, kPatience);
        QVERIFY2(answered.size() > 2, "it was seen filling");
        QVERIFY(std::is_sorted(answered.begin(), answered.end()));
        std::set<QString> states;
        for (const views::Shape* shape : timeline().picture().findAll(QStringLiteral("danger:"))) {
            states.insert(shape->state);
        }
        QVERIFY(states.contains(QStringLiteral("lost")));
        QVERIFY2(states.size() > 1, "the outcome depends on the moment");
    }

    void aClickMovesTheFaultThere()
    {
        finishStrip();
        const auto harmless
            = std::ranges::find_if(strip()->slots, [](const scenario::DangerSlot& slot) {
                  return slot.found && slot.found->count(AnomalyKind::LostAfterAck) == 0
                      && slot.at > Timestamp(480'000);
              });
        QVERIFY(harmless != strip()->slots.end());
        const Timestamp to = harmless->at;
        const QPoint slot = test::middleOf(timeline(), views::dangerSlotId(to));
        QVERIFY(slot.x() > 0);
        const Duration down = at(kReturn) - at(kCrash);
        QTest::mouseClick(&timeline(), Qt::LeftButton, Qt::NoModifier, slot);
        QTRY_COMPARE(window().workspace().runs().runs().size(), std::size_t{2});
        QCOMPARE(at(kCrash), to);
        QVERIFY(at(kReturn) == to + down || at(kReturn) == player().run().history->end());
        QCOMPARE(player().run().verdict->count(AnomalyKind::LostAfterAck), 0U);
        QCOMPARE(strip()->state, State::Complete);
        QVERIFY2(!window().whatIf().survey().isBusy(), "the strip is the same wherever it is now");
    }

    void aSlotIsChosenByTheKeyboard()
    {
        finishStrip();
        timeline().setFocus();
        timeline().setFocusedId(views::dangerSlotId(strip()->slots.front().at));
        QTest::keyClick(&timeline(), Qt::Key_Right);
        const auto second = views::dangerSlotOf(timeline().focusedId());
        QVERIFY(second && *second > strip()->slots.front().at);
        QTest::keyClick(&timeline(), Qt::Key_Return);
        QTRY_COMPARE(at(kCrash), *second);
    }

    void escapeStopsIt()
    {
        makeFresh();
        window().page().stage()->setFocus();
        whenItRuns([this] { QTest::keyClick(window().page().stage(), Qt::Key_Escape); });
        QTRY_VERIFY_WITH_TIMEOUT(strip()->state == State::Cancelled, kPatience);
        QCOMPARE(strip()->state, State::Cancelled);
        const std::size_t answered = strip()->answered;
        QVERIFY(answered < strip()->slots.size());
        // Frames that come afterwards change nothing about that.
        const QSignalSpy changes(&window().whatIf().survey(), &app::DangerSurvey::stripChanged);
        for (int i = 0; i < 5; ++i) {
            player().seek(Timestamp(100'000 * i));
            window().conductor().showScene();
            QApplication::processEvents();
        }
        QVERIFY(!window().whatIf().isBusy());
        QCOMPARE(strip()->answered, answered);
        QCOMPARE(changes.count(), 0);

        const QPoint goOn = test::middleOf(timeline(), QStringLiteral("danger-go"));
        QVERIFY(goOn.x() > 0);
        QTest::mouseClick(&timeline(), Qt::LeftButton, Qt::NoModifier, goOn);
        QVERIFY(strip()->state != State::Cancelled);
        whenItRuns([this] {
            QTest::mouseClick(&timeline(), Qt::LeftButton, Qt::NoModifier,
                test::middleOf(timeline(), QStringLiteral("danger-stop")));
        });
        QTRY_VERIFY_WITH_TIMEOUT(strip()->state == State::Cancelled, kPatience);
        QVERIFY2(strip()->answered > answered, "it had gone on");
    }

    void theSelectedFaultIsTheStrips()
    {
        window().workspace().fork(
            {scenario::AddCommand{{Timestamp(700'000), scenario::PauseCommand{"b2"}}}});
        QTRY_COMPARE(window().workspace().runs().runs().size(), std::size_t{2});
        const std::size_t pause = script().size() - 2; // the end stays last
        QCOMPARE(strip()->fault, kCrash);
        const QPoint pill = test::middleOf(timeline(), QStringLiteral("command:%1").arg(pause));
        QVERIFY(pill.x() > 0);
        QTest::mouseClick(&timeline(), Qt::LeftButton, Qt::NoModifier, pill);
        QCOMPARE(strip()->fault, pause);
        // What is no fault leaves it as it is.
        QTest::mouseClick(&timeline(), Qt::LeftButton, Qt::NoModifier,
            test::middleOf(timeline(), QStringLiteral("command:%1").arg(kReturn)));
        QCOMPARE(strip()->fault, pause);
    }

    void draggingPreviewsLiveAndHoldsTheSurvey()
    {
        finishStrip();
        const QPoint pill = test::middleOf(timeline(), QStringLiteral("command:%1").arg(kCrash));
        QVERIFY(pill.x() > 0);
        const auto before = player().run().history;
        const double perMs
            = (timeline().xOf(Timestamp(1'000'000)) - timeline().xOf(Timestamp(0))) / 1000.0;
        QTest::mousePress(&timeline(), Qt::LeftButton, Qt::NoModifier, pill);
        std::set<std::uint32_t> lost;
        for (const int ms : {20, 120, 220, 320}) {
            QTest::mouseMove(&timeline(), pill + QPoint(static_cast<int>(ms * perMs), 0));
            QTRY_VERIFY_WITH_TIMEOUT(!window().workspace().executor().isBusy(), kPatience);
            QVERIFY(window().workspace().isPreviewing());
            QVERIFY2(player().run().history != before, "the stage shows what would be");
            const auto slot = std::ranges::find(
                strip()->slots, views::slotAt(*strip(), at(kCrash)), &scenario::DangerSlot::at);
            lost.insert(player().run().verdict->count(AnomalyKind::LostAfterAck));
            // Where the crash stands right on a slot, the strip has told the truth.
            if (slot != strip()->slots.end() && slot->at == at(kCrash)) {
                QCOMPARE(slot->found->count(AnomalyKind::LostAfterAck),
                    player().run().verdict->count(AnomalyKind::LostAfterAck));
            }
        }
        QVERIFY2(lost.size() > 1, "the verdict follows the mouse");
        QCOMPARE(window().workspace().runs().runs().size(), std::size_t{1});
        QTest::keyClick(&timeline(), Qt::Key_Escape);
        QTest::mouseRelease(&timeline(), Qt::LeftButton, Qt::NoModifier, pill);
        QVERIFY(!window().workspace().isPreviewing());
        QCOMPARE(player().run().history, before);
        QCOMPARE(window().workspace().runs().runs().size(), std::size_t{1});
    }

    void theInspectorListsWhatWouldHaveSavedARecord()
    {
        selectLostRecord();
        QTRY_VERIFY_WITH_TIMEOUT(!window().whatIf().remedies().isBusy(), kPatience);
        const views::RemedyReport& report = remedies().report();
        QCOMPARE(report, window().whatIf().remedies().report());
        QVERIFY(remedies().isVisible());
        QVERIFY(!report.helped.isEmpty());
        QCOMPARE(report.tried, report.wanted);
        const auto all = std::ranges::find(
            report.helped, QStringLiteral("acks=all"), &views::RemedyReport::Attempt::words);
        QVERIFY(all != report.helped.end());
        const auto index = static_cast<int>(all - report.helped.begin());
        for (int i = 0; i < report.helped.size(); ++i) {
            const std::vector<scenario::Edit> edits = window().whatIf().remedies().helped(i);
            QVERIFY(!edits.empty());
        }

        Q_EMIT remedies().remedyRequested(index);
        QTRY_COMPARE(window().workspace().runs().runs().size(), std::size_t{2});
        QCOMPARE(player().run().verdict->count(AnomalyKind::LostAfterAck), 0U);
    }

    void whatDidNotHelpCanBeSeenFailing()
    {
        selectLostRecord();
        QTRY_VERIFY_WITH_TIMEOUT(!window().whatIf().remedies().isBusy(), kPatience);
        QVERIFY(!remedies().report().inVain.isEmpty());
        Q_EMIT remedies().failureRequested(0);
        QTRY_COMPARE(window().workspace().runs().runs().size(), std::size_t{2});
        QVERIFY(player().run().verdict->count(AnomalyKind::LostAfterAck) > 0);
    }

    void noRemedyWithoutAnAnomaly()
    {
        selectLostRecord();
        QVERIFY(window().whatIf().remedies().report().wanted > 0);
        window().conductor().select({});
        QCOMPARE(window().whatIf().remedies().report(), views::RemedyReport());
        QVERIFY(!remedies().isVisible());
    }

    void everythingEndsWithTheScenario()
    {
        makeFresh();
        QVERIFY(window().whatIf().isBusy());
        window().workspace().close();
        QVERIFY(!window().whatIf().isBusy());
        QVERIFY(strip() == nullptr);
    }

private:
    app::MainWindow& window() { return m_fixture->window(); }
    app::Player& player() { return window().workspace().player(); }
    views::TimelineView& timeline() { return *window().page().timeline(); }
    views::RemediesView& remedies() { return *window().page().inspector()->remedies(); }
    const std::shared_ptr<const views::DangerStrip>& strip() { return timeline().danger(); }
    const std::vector<scenario::Command>& script() { return player().run().scenario->script; }
    Timestamp at(std::size_t command) { return script().at(command).at; }

    /// A window that has not seen the lesson's strip yet; others remember it.
    void makeFresh()
    {
        m_fixture = std::make_unique<test::WindowFixture>();
        window().whatIf().survey().setPatience(std::chrono::milliseconds(0));
        window().open(kLesson);
    }

    void finishStrip()
    {
        QTRY_VERIFY_WITH_TIMEOUT(
            strip() != nullptr && strip()->state == State::Complete, kPatience);
        QApplication::processEvents();
    }

    /// Does something once, right after the strip has been seen running on.
    void whenItRuns(const std::function<void()>& then)
    {
        const std::size_t before = strip()->answered;
        const auto once = std::make_shared<QMetaObject::Connection>();
        *once = connect(&window().whatIf().survey(), &app::DangerSurvey::stripChanged, this,
            [this, before, once, then] {
                if (strip()->state == State::Running && strip()->answered > before) {
                    disconnect(*once);
                    then();
                }
            });
    }

    void selectLostRecord()
    {
        const history::Verdict& verdict = *player().run().verdict;
        const auto lost = std::ranges::find(
            verdict.anomalies, AnomalyKind::LostAfterAck, &history::Anomaly::kind);
        QVERIFY(lost != verdict.anomalies.end());
        views::Selection selection;
        selection.kind = views::Selection::Kind::Record;
        selection.partition = lost->partition;
        selection.offset = lost->offset;
        selection.epoch = lost->epoch;
        player().seekEvent(lost->established);
        window().conductor().showScene();
        window().conductor().select(selection);
        QVERIFY(window().whatIf().remedies().isBusy());
    }

    std::unique_ptr<test::WindowFixture> m_fixture;
};

QTEST_MAIN(TestWhatIf)
#include "tst_what_if.moc"
