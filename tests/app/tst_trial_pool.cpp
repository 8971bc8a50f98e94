// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "app/trial_pool.h"
#include "engine/scenario/trial.h"
#include "tests/app/lesson.h"

#include <QMutex>
#include <QSemaphore>
#include <QThread>

using namespace brokerscope;
using app::TrialPool;
using history::Consequences;

namespace {

const auto kIgnore = [](const Consequences&) {};

} // namespace

class TestTrialPool : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_lesson = *test::lessonRun().scenario; }

    void aTrialRunsElsewhereAndComesBackHere()
    {
        TrialPool pool;
        QThread* made = nullptr;
        QThread* done = nullptr;
        std::optional<Consequences> found;
        pool.start(
            [&] {
                made = QThread::currentThread();
                return m_lesson;
            },
            {}, TrialPool::Priority::Background, TrialPool::makeFlag(),
            [&](const Consequences& consequences) {
                done = QThread::currentThread();
                found = consequences;
            });
        QTRY_VERIFY(found.has_value());
        QCOMPARE(done, QThread::currentThread());
        QVERIFY(made != done);
        QVERIFY(found == scenario::tryOut(m_lesson, {}));
        QVERIFY(found->count(history::AnomalyKind::LostAfterAck) > 0);
    }

    void whatIsGivenUpBeforeItsTurnIsNotEvenMade()
    {
        TrialPool pool;
        const auto givenUp = TrialPool::makeFlag();
        *givenUp = true;
        std::atomic<int> made = 0;
        pool.start(
            [&] {
                ++made;
                return m_lesson;
            },
            {}, TrialPool::Priority::Wanted, givenUp,
            [](const Consequences&) { QFAIL("given up"); });
        runToTheEnd(pool);
        QCOMPARE(made, 0);
    }

    void whatIsGivenUpMeanwhileDoesNotComeBack()
    {
        TrialPool pool;
        const auto givenUp = TrialPool::makeFlag();
        QSemaphore begun;
        pool.start(
            [&, givenUp] {
                *givenUp = true; // as by the thread of the window, while this one works
                begun.release();
                return m_lesson;
            },
            {}, TrialPool::Priority::Background, givenUp,
            [](const Consequences&) { QFAIL("given up"); });
        begun.acquire();
        runToTheEnd(pool);
    }

    void whatIsGivenUpWhenItIsDoneDoesNotComeBackEither()
    {
        TrialPool pool;
        const auto givenUp = TrialPool::makeFlag();
        const auto other = TrialPool::makeFlag();
        int first = 0;
        int second = 0;
        pool.start([this] { return m_lesson; }, {}, TrialPool::Priority::Background, givenUp,
            [&](const Consequences&) {
                ++first;
                *other = true;
            });
        pool.start([this] { return m_lesson; }, {}, TrialPool::Priority::Background, other,
            [&](const Consequences&) {
                ++second;
                *givenUp = true;
            });
        // Whichever is delivered first gives the other one up.
        QTRY_COMPARE(first + second, 1);
        runToTheEnd(pool);
        QCOMPARE(first + second, 1);
    }

    void whatIsWantedGoesFirst()
    {
        TrialPool pool;
        QSemaphore busy;
        QSemaphore release;
        for (int i = 0; i < TrialPool::kWorkers; ++i) {
            pool.start(
                [&] {
                    busy.release();
                    release.acquire();
                    return scenario::Scenario();
                },
                {}, TrialPool::Priority::Background, TrialPool::makeFlag(), kIgnore);
        }
        busy.acquire(TrialPool::kWorkers);
        QMutex mutex;
        QStringList order;
        const auto add = [&](const QString& name, TrialPool::Priority priority) {
            pool.start(
                [&, name] {
                    const QMutexLocker lock(&mutex);
                    order += name;
                    return scenario::Scenario();
                },
                {}, priority, TrialPool::makeFlag(), kIgnore);
        };
        add(QStringLiteral("one"), TrialPool::Priority::Background);
        add(QStringLiteral("two"), TrialPool::Priority::Background);
        add(QStringLiteral("wanted"), TrialPool::Priority::Wanted);
        release.release(); // one worker is free, the other one still waits
        const auto known = [&] {
            const QMutexLocker lock(&mutex);
            return order.size();
        };
        QTRY_COMPARE(known(), qsizetype{3});
        release.release();
        runToTheEnd(pool);
        QCOMPARE(order,
            (QStringList{QStringLiteral("wanted"), QStringLiteral("one"), QStringLiteral("two")}));
    }

private:
    /// Until everything that was started before has been worked off and delivered.
    void runToTheEnd(TrialPool& pool)
    {
        int back = 0;
        for (int i = 0; i < 2 * TrialPool::kWorkers; ++i) {
            pool.start([this] { return m_lesson; }, {}, TrialPool::Priority::Background,
                TrialPool::makeFlag(), [&back](const Consequences&) { ++back; });
        }
        QTRY_COMPARE(back, 2 * TrialPool::kWorkers);
    }

    scenario::Scenario m_lesson;
};

QTEST_GUILESS_MAIN(TestTrialPool)
#include "tst_trial_pool.moc"
