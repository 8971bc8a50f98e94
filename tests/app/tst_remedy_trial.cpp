// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "app/danger_survey.h"
#include "app/remedy_trial.h"
#include "app/scenario_edits.h"
#include "engine/scenario/trial.h"
#include "tests/app/lesson.h"

#include <QSignalSpy>

using namespace brokerscope;
using app::DangerSurvey;
using app::RemedyTrial;
using app::TrialPool;
using history::AnomalyKind;
using State = views::DangerStrip::State;

namespace {

constexpr std::size_t kCrash = 1; ///< "stop b1" of the script
constexpr int kPatience = 60'000; ///< ms; other tests may be running beside this one

const scenario::Ailment kLoss{AnomalyKind::LostAfterAck, "p1", "orders"};

QStringList words(const QList<views::RemedyReport::Attempt>& attempts)
{
    QStringList all;
    for (const views::RemedyReport::Attempt& each : attempts) {
        all += each.words;
    }
    return all;
}

} // namespace

/// What would have saved the records that the lesson's crash takes.
class TestRemedyTrial : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_run.id = app::RunId(1);
        m_run.view = test::lessonRun();
        QVERIFY(m_run.view.verdict->count(AnomalyKind::LostAfterAck) > 0);
    }
    void init()
    {
        m_pool = std::make_unique<TrialPool>();
        m_trial = std::make_unique<RemedyTrial>(*m_pool);
    }
    void cleanup()
    {
        m_trial = nullptr;
        m_pool = nullptr;
    }

    void nothingIsSaidBeforeItsRunIsIn()
    {
        want(kLoss);
        QVERIFY(m_trial->isBusy());
        const views::RemedyReport report = m_trial->report();
        QVERIFY(report.wanted > 3);
        QCOMPARE(report.tried, 0);
        QVERIFY(report.isTrying());
        QVERIFY(report.helped.isEmpty() && report.inVain.isEmpty());
    }

    void onlyWhatRemovedTheAnomalyIsListed()
    {
        want(kLoss);
        connect(m_trial.get(), &RemedyTrial::changed, this, [this] {
            const views::RemedyReport now = m_trial->report();
            QCOMPARE(now.helped.size() + now.inVain.size(), qsizetype{now.tried});
        });
        m_trial->takeStrip(nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(!m_trial->isBusy(), kPatience);
        const views::RemedyReport report = m_trial->report();
        QCOMPARE(report.tried, report.wanted);
        QVERIFY(!report.isTrying());
        QVERIFY(!report.helped.isEmpty());
        QVERIFY(!report.inVain.isEmpty());
        QVERIFY2(words(report.helped).contains(QStringLiteral("acks=all")),
            qPrintable(words(report.helped).join(QStringLiteral(", "))));
        for (int i = 0; i < report.helped.size(); ++i) {
            QCOMPARE(lostWith(m_trial->helped(i)), 0U);
        }
        for (int i = 0; i < report.inVain.size(); ++i) {
            QVERIFY(lostWith(m_trial->inVain(i)) > 0);
        }
        QVERIFY(m_trial->helped(static_cast<int>(report.helped.size())).empty());
        QVERIFY(m_trial->inVain(-1).empty());
    }

    void theFaultALittleEarlierOrLaterIsTried()
    {
        DangerSurvey survey(*m_pool);
        survey.setPatience(std::chrono::milliseconds(0));
        survey.want(m_run.view.scenario, kCrash, 1'000'000);
        QTRY_VERIFY_WITH_TIMEOUT(survey.strip()->state == State::Complete, kPatience);
        want(kLoss);
        m_trial->takeStrip(survey.strip().get());
        QTRY_VERIFY_WITH_TIMEOUT(!m_trial->isBusy(), kPatience);
        const scenario::SafeMoments safe = scenario::safeMomentsAround(survey.strip()->slots,
            m_run.view.scenario->script.at(kCrash).at, AnomalyKind::LostAfterAck);
        std::size_t moves = 0;
        for (int i = 0; i < m_trial->report().helped.size(); ++i) {
            const std::vector<scenario::Edit> edits = m_trial->helped(i);
            const auto* move = std::get_if<scenario::MoveCommand>(&edits.front());
            if (move != nullptr) {
                ++moves;
                QVERIFY(move->to == safe.earlier || move->to == safe.later);
                QCOMPARE(edits.size(), std::size_t{2}); // b1 comes back as long after
                QCOMPARE(lostWith(edits), 0U);
            }
        }
        QCOMPARE(
            moves, std::size_t{safe.earlier.has_value()} + std::size_t{safe.later.has_value()});
        QVERIFY(moves > 0);
    }

    void aStripThatWasCancelledIsNotWaitedFor()
    {
        want(kLoss);
        views::DangerStrip strip;
        strip.fault = kCrash;
        strip.state = State::Running;
        m_trial->takeStrip(&strip);
        QTRY_VERIFY_WITH_TIMEOUT(m_trial->report().tried > 3, kPatience);
        QVERIFY2(m_trial->isBusy(), "the moments around the fault may still come");
        strip.state = State::Cancelled;
        m_trial->takeStrip(&strip);
        QTRY_VERIFY_WITH_TIMEOUT(!m_trial->isBusy(), kPatience);
        QCOMPARE(m_trial->report().tried, m_trial->report().wanted);
    }

    void nothingRunsAfterCancel()
    {
        want(kLoss);
        m_trial->cancel();
        QVERIFY(!m_trial->isBusy());
        QVERIFY(m_trial->report().cancelled);
        QVERIFY(!m_trial->report().isTrying());
        const QSignalSpy changes(m_trial.get(), &RemedyTrial::changed);
        workOff();
        m_trial->takeStrip(nullptr);
        workOff();
        QCOMPARE(m_trial->report().tried, 0);
        QCOMPARE(changes.count(), 0);
    }

    void theSameCaseGoesOnAndAnotherBeginsAnew()
    {
        want(kLoss);
        m_trial->takeStrip(nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(!m_trial->isBusy(), kPatience);
        const views::RemedyReport report = m_trial->report();
        const QSignalSpy changes(m_trial.get(), &RemedyTrial::changed);
        want(kLoss);
        QCOMPARE(changes.count(), 0);
        QCOMPARE(m_trial->report(), report);
        want({AnomalyKind::DuplicateInLog, "p1", "orders"});
        QVERIFY(m_trial->isBusy());
        QVERIFY(m_trial->report().title != report.title);
        QCOMPARE(m_trial->report().tried, 0);
        m_trial->forget();
        QVERIFY(!m_trial->isBusy());
        QCOMPARE(m_trial->report(), views::RemedyReport());
        workOff();
        QCOMPARE(m_trial->report(), views::RemedyReport());
    }

private:
    void want(const scenario::Ailment& ailment)
    {
        m_trial->want(m_run, test::lessonText(), ailment);
    }

    [[nodiscard]] std::uint32_t lostWith(const std::vector<scenario::Edit>& edits) const
    {
        const auto scenario = app::edited(test::lessonText(), m_run, edits);
        const auto found = scenario::tryOut(scenario.value(), {});
        return found.value().count(AnomalyKind::LostAfterAck);
    }

    /// Until whatever has been left with the pool has had its turn.
    void workOff()
    {
        int back = 0;
        constexpr int kProbes = 2 * TrialPool::kWorkers;
        for (int i = 0; i < kProbes; ++i) {
            m_pool->start([this] { return *m_run.view.scenario; }, {},
                TrialPool::Priority::Background, TrialPool::makeFlag(),
                [&back](const history::Consequences&) { ++back; });
        }
        QTRY_COMPARE_WITH_TIMEOUT(back, kProbes, kPatience);
    }

    app::Run m_run;
    std::unique_ptr<TrialPool> m_pool;
    std::unique_ptr<RemedyTrial> m_trial;
};

QTEST_GUILESS_MAIN(TestRemedyTrial)
#include "tst_remedy_trial.moc"
