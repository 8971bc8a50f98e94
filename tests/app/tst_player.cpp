// Qt comes first: moc of Qt 6.4 fails on <concepts> when it is the first header that it meets.
#include <QTest>

#include "app/player.h"
#include "engine/history/verdict.h"
#include "tests/support/history_builder.h"

#include <QSignalSpy>

using namespace brokerscope;
using app::Direction;
using app::Player;
using app::StepUnit;
using test::HistoryBuilder;

namespace {

/// Events at 1, 2, 3 … ms: two starts, a message sent and taken in, two starts, a message sent and
/// taken in; the run ends at 20 ms.
views::RunView sampleRun()
{
    std::vector<event::Event> events;
    const auto add = [&events](event::Payload payload) {
        const auto at = static_cast<std::int64_t>(events.size()) + 1;
        events.push_back(
            {Timestamp{} + milliseconds(at), kNoEvent, HistoryBuilder::kB1, std::move(payload)});
        return EventId(static_cast<std::uint32_t>(events.size() - 1));
    };
    for (int round = 0; round < 2; ++round) {
        add(event::NodeStarted{});
        add(event::NodeStopped{});
        event::MessageSent sent;
        sent.to = HistoryBuilder::kB2;
        sent.api = event::Api::Fetch;
        const EventId message = add(sent);
        add(event::MessageReceived{message});
    }
    views::RunView run;
    run.history = std::make_shared<const history::History>(test::rosterOf(3, 1, 1, 1),
        std::move(events), event::StringTable{}, Timestamp{} + milliseconds(20));
    run.verdict = std::make_shared<const history::Verdict>();
    run.scenario = std::make_shared<const scenario::Scenario>();
    return run;
}

Timestamp atMs(std::int64_t ms)
{
    return Timestamp{} + milliseconds(ms);
}

/// A clock that stands still until it is told to go on.
struct HandClock {
    std::chrono::nanoseconds now{0};
    Player::Clock clock()
    {
        return [this] { return now; };
    }
};

} // namespace

class TestPlayer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_time = {};
        m_player = std::make_unique<Player>(m_time.clock());
        m_player->setRun(sampleRun());
    }

    void playingFollowsTheClockAtTheSpeed()
    {
        m_player->setSpeed(0.1);
        m_player->play();
        QVERIFY(m_player->isPlaying());
        pass(50);
        QCOMPARE(m_player->playhead().time, atMs(5));
        QCOMPARE(m_player->playhead().applied, std::size_t{5});
    }

    void verySlowSpeedsLoseNoTime()
    {
        m_player->setSpeed(Player::kSlowest);
        m_player->play();
        for (int frame = 0; frame < 1600; ++frame) {
            m_time.now += std::chrono::microseconds(625); // 0.625 µs of virtual time each
            m_player->tick();
        }
        QCOMPARE(m_player->playhead().time.micros(), std::int64_t{1000});
    }

    void aLongHoldUpDoesNotLeap()
    {
        m_player->setSpeed(0.001);
        m_player->play();
        pass(60'000);
        QVERIFY(m_player->playhead().time < atMs(1));
    }

    void playingEndsAtTheEndAndStartsOver()
    {
        m_player->setSpeed(1);
        m_player->play();
        pass(300);
        QVERIFY(m_player->isAtEnd());
        QVERIFY(!m_player->isPlaying());
        m_player->play();
        QVERIFY(m_player->isAtStart());
    }

    void playingStopsRightAfterAnUnansweredQuestion()
    {
        m_player->setSpeed(1);
        m_player->setQuestionStops({EventId(3)});
        const QSignalSpy reached(m_player.get(), &Player::questionReached);
        m_player->play();
        pass(15);
        QCOMPARE(m_player->playhead().applied, std::size_t{4});
        QCOMPARE(m_player->playhead().time, atMs(4));
        QVERIFY(!m_player->isPlaying());
        QCOMPARE(reached.size(), 1);

        m_player->play();
        QVERIFY2(!m_player->isPlaying(), "it must not go on before the answer");
        QCOMPARE(reached.size(), 2);

        m_player->setQuestionStops({});
        m_player->play();
        pass(15);
        QCOMPARE(m_player->playhead().time, atMs(19));
    }

    void stepsGoBothWays_data()
    {
        QTest::addColumn<StepUnit>("unit");
        QTest::addColumn<std::vector<std::size_t>>("counts"); // applied after each step forward
        QTest::newRow("event") << StepUnit::Event
                               << std::vector<std::size_t>{1, 2, 3, 4, 5, 6, 7, 8};
        QTest::newRow("message") << StepUnit::Message << std::vector<std::size_t>{3, 4, 7, 8};
        QTest::newRow("lesson step") << StepUnit::LessonStep << std::vector<std::size_t>{2, 6};
    }

    void stepsGoBothWays()
    {
        QFETCH(const StepUnit, unit);
        QFETCH(const std::vector<std::size_t>, counts);
        m_player->setLessonStops({EventId(1), EventId(5)});
        for (const std::size_t count : counts) {
            m_player->step(unit, Direction::Forward);
            QCOMPARE(m_player->playhead().applied, count);
        }
        m_player->step(unit, Direction::Forward);
        QVERIFY(m_player->isAtEnd());
        for (auto count = counts.rbegin(); count != counts.rend(); ++count) {
            // From the end, the last event is undone first: one is right after the one before it.
            if (*count == m_player->playhead().applied) {
                continue;
            }
            m_player->step(unit, Direction::Back);
            QCOMPARE(m_player->playhead().applied, *count);
        }
        m_player->step(unit, Direction::Back);
        QVERIFY(m_player->isAtStart());
    }

    void timeStepsStayInTheRun()
    {
        m_player->step(StepUnit::Time, Direction::Forward);
        QCOMPARE(m_player->playhead().time, atMs(10));
        m_player->step(StepUnit::Time, Direction::Forward);
        m_player->step(StepUnit::Time, Direction::Forward);
        QVERIFY(m_player->isAtEnd());
        m_player->seek(atMs(4));
        m_player->step(StepUnit::Time, Direction::Back);
        QVERIFY(m_player->isAtStart());
    }

    void anotherRunKeepsTheTime()
    {
        m_player->seek(atMs(6));
        m_player->setRun(sampleRun());
        QCOMPARE(m_player->playhead(), (views::Playhead{atMs(6), 6}));
    }

    void aPlaceIsBroughtIntoTheRun()
    {
        m_player->place({atMs(3), 2});
        QCOMPARE(m_player->playhead(), (views::Playhead{atMs(3), 2}));
        m_player->place({atMs(3), 99});
        QCOMPARE(m_player->playhead(), (views::Playhead{atMs(3), 3}));
        m_player->place({atMs(999), 0});
        QVERIFY(m_player->isAtEnd());
    }

    void speedsAreAFixedScale()
    {
        m_player->setSpeed(0.1);
        m_player->faster();
        QCOMPARE(m_player->speed(), 0.2);
        m_player->slower();
        m_player->slower();
        QCOMPARE(m_player->speed(), 0.05);
        for (int i = 0; i < 30; ++i) {
            m_player->slower();
        }
        QCOMPARE(m_player->speed(), Player::kSlowest);
        for (int i = 0; i < 30; ++i) {
            m_player->faster();
        }
        QCOMPARE(m_player->speed(), Player::kFastest);
    }

    void theSceneIsTheFoldUpToThePlayhead()
    {
        m_player->seek(atMs(5));
        const views::Scene scene = m_player->scene();
        QCOMPARE(scene.playhead, m_player->playhead());
        QVERIFY(*scene.state == m_player->run().history->stateAfter(5));
    }

private:
    void pass(int ms)
    {
        m_time.now += std::chrono::milliseconds(ms);
        m_player->tick();
    }

    HandClock m_time;
    std::unique_ptr<Player> m_player;
};

QTEST_GUILESS_MAIN(TestPlayer)
#include "tst_player.moc"
