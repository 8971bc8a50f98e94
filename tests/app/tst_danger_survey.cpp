// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "app/danger_survey.h"
#include "engine/scenario/fault.h"
#include "engine/scenario/trial.h"
#include "tests/app/lesson.h"

#include <QSignalSpy>

#include <algorithm>

using namespace brokerscope;
using app::DangerSurvey;
using app::TrialPool;
using State = views::DangerStrip::State;

namespace {

constexpr std::size_t kCrash = 1; ///< "stop b1" of the script
constexpr int kPatience = 60'000; ///< ms; other tests may be running beside this one

/// Events of the run: of a long one the strip has few slots, of a short one as many as it may.
constexpr std::size_t kMany = 1'000'000;
constexpr std::size_t kFew = 1;

std::size_t found(const views::DangerStrip& strip)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        strip.slots, [](const scenario::DangerSlot& slot) { return slot.found.has_value(); }));
}

} // namespace

/// The strip of the lesson's crash, without a window.
class TestDangerSurvey : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_lesson = test::lessonRun().scenario; }
    void init()
    {
        m_pool = std::make_unique<TrialPool>();
        m_survey = std::make_unique<DangerSurvey>(*m_pool);
        m_survey->setPatience(std::chrono::milliseconds(0));
    }
    void cleanup()
    {
        m_survey = nullptr;
        m_pool = nullptr;
    }

    void itFillsProgressively()
    {
        std::vector<std::shared_ptr<const views::DangerStrip>> shown;
        connect(m_survey.get(), &DangerSurvey::stripChanged, this,
            [&] { shown.push_back(m_survey->strip()); });
        m_survey->want(m_lesson, kCrash, kFew);
        QCOMPARE(strip().state, State::Waiting);
        QVERIFY(m_survey->isBusy());
        QTRY_VERIFY_WITH_TIMEOUT(strip().state == State::Complete, kPatience);
        QVERIFY(!m_survey->isBusy());

        QVERIFY(shown.size() >= 3);
        for (std::size_t i = 0; i < shown.size(); ++i) {
            QCOMPARE(shown[i]->fault, kCrash);
            QCOMPARE(shown[i]->answered, found(*shown[i]));
            QVERIFY(i == 0 || shown[i]->answered >= shown[i - 1]->answered);
        }
        QCOMPARE(shown.back()->state, State::Complete);
        QCOMPARE(found(strip()), strip().slots.size());
        QVERIFY2(strip().slots.size() > shown.front()->slots.size(), "borders were refined");
    }

    void whatItSaysIsWhatARunComesTo()
    {
        complete(*m_lesson);
        const auto calm = scenario::tryOut(scenario::withoutFault(*m_lesson, kCrash), {});
        QVERIFY(calm);
        std::set<history::Outcome> outcomes;
        for (std::size_t i = 0; i < strip().slots.size(); i += 5) {
            const scenario::DangerSlot& slot = strip().slots[i];
            const auto run = scenario::tryOut(
                scenario::withFaultAt(*m_lesson, kCrash, slot.at), calm->service);
            QVERIFY(slot.found == run);
            outcomes.insert(run->outcome);
        }
        QVERIFY2(outcomes.size() > 1, "it matters when the crash comes");
    }

    void nothingRunsAfterCancel()
    {
        cancelHalfWay();
        QCOMPARE(strip().state, State::Cancelled);
        QVERIFY(!m_survey->isBusy());
        const std::size_t answered = strip().answered;
        QVERIFY(answered < strip().slots.size());
        const QSignalSpy changes(m_survey.get(), &DangerSurvey::stripChanged);
        workOff();
        QCOMPARE(strip().answered, answered);
        QCOMPARE(changes.count(), 0);
        m_survey->hold(true);
        m_survey->hold(false);
        workOff();
        QCOMPARE(changes.count(), 0);
    }

    void itGoesOnWhereItWasCancelled()
    {
        cancelHalfWay();
        const std::size_t answered = strip().answered;
        m_survey->resume();
        QVERIFY(m_survey->isBusy());
        QVERIFY(strip().answered >= answered);
        QTRY_VERIFY_WITH_TIMEOUT(strip().state == State::Complete, kPatience);
        QCOMPARE(found(strip()), strip().slots.size());
    }

    void itWaitsWhileItIsHeld()
    {
        m_survey->hold(true);
        m_survey->want(m_lesson, kCrash, kMany);
        workOff();
        QCOMPARE(strip().state, State::Waiting);
        QVERIFY(m_survey->isBusy());
        m_survey->hold(false);
        QTRY_VERIFY_WITH_TIMEOUT(strip().state == State::Complete, kPatience);
    }

    void aFaultThatOnlyMovedKeepsItsStrip()
    {
        complete(*m_lesson);
        const auto before = m_survey->strip();
        const QSignalSpy changes(m_survey.get(), &DangerSurvey::stripChanged);
        want(scenario::withFaultAt(*m_lesson, kCrash, Timestamp(700'000)), kCrash);
        QVERIFY(!m_survey->isBusy());
        QCOMPARE(m_survey->strip(), before);
        QCOMPARE(changes.count(), 0);
    }

    void anotherScenarioHasAnotherStripAndTheFirstIsKept()
    {
        complete(*m_lesson);
        const views::DangerStrip before = strip();
        scenario::Scenario other = *m_lesson;
        other.seed += 1;
        want(other, kCrash);
        QVERIFY(m_survey->isBusy());
        QCOMPARE(strip().answered, std::size_t{0});
        m_survey->want(m_lesson, kCrash, kMany);
        QCOMPARE(strip().state, State::Complete);
        QCOMPARE(strip().slots, before.slots);
        QVERIFY(!m_survey->isBusy());
    }

    void withoutAFaultThereIsNoStrip()
    {
        m_survey->want(m_lesson, kCrash, kMany);
        m_survey->want(m_lesson, std::nullopt, kMany);
        QVERIFY(m_survey->strip() == nullptr);
        QVERIFY(!m_survey->isBusy());
        const QSignalSpy changes(m_survey.get(), &DangerSurvey::stripChanged);
        workOff();
        QCOMPARE(changes.count(), 0);
        m_survey->cancel();
        m_survey->resume();
        QVERIFY(m_survey->strip() == nullptr);
    }

private:
    [[nodiscard]] const views::DangerStrip& strip() const { return *m_survey->strip(); }

    void want(const scenario::Scenario& scenario, std::size_t fault)
    {
        m_survey->want(std::make_shared<const scenario::Scenario>(scenario), fault, kMany);
    }

    void complete(const scenario::Scenario& scenario)
    {
        want(scenario, kCrash);
        QTRY_VERIFY_WITH_TIMEOUT(strip().state == State::Complete, kPatience);
    }

    /// As soon as something is known, before the next runs can come back.
    void cancelHalfWay()
    {
        const QObject meanwhile;
        connect(m_survey.get(), &DangerSurvey::stripChanged, &meanwhile, [this] {
            if (strip().state == State::Running) {
                m_survey->cancel();
            }
        });
        m_survey->want(m_lesson, kCrash, kFew);
        QTRY_VERIFY_WITH_TIMEOUT(strip().state == State::Cancelled, kPatience);
        QVERIFY(strip().answered > 0);
    }

    /// Until whatever the survey has left with the pool has had its turn.
    void workOff()
    {
        int back = 0;
        constexpr int kProbes = 2 * TrialPool::kWorkers;
        for (int i = 0; i < kProbes; ++i) {
            m_pool->start([this] { return *m_lesson; }, {}, TrialPool::Priority::Background,
                TrialPool::makeFlag(), [&back](const history::Consequences&) { ++back; });
        }
        QTRY_COMPARE_WITH_TIMEOUT(back, kProbes, kPatience);
    }

    std::shared_ptr<const scenario::Scenario> m_lesson;
    std::unique_ptr<TrialPool> m_pool;
    std::unique_ptr<DangerSurvey> m_survey;
};

QTEST_GUILESS_MAIN(TestDangerSurvey)
#include "tst_danger_survey.moc"
