#include <QTest> // before our headers: moc 6.4 cannot parse <concepts> when it comes first

#include "engine/scenario/danger.h"
#include "engine/scenario/fault.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <random>

using namespace brokerscope;
using namespace brokerscope::scenario;
using history::AnomalyKind;
using history::Consequences;
using history::Outcome;

namespace {

Timestamp at(std::int64_t ms)
{
    return Timestamp(ms * 1000);
}

/// start p1 at 0.1 s, stop b1 at 1 s, start b1 at 1.5 s, end at 3 s.
Scenario sample()
{
    Scenario scenario;
    scenario.producers.push_back({"p1", {}, {}, {}});
    scenario.script = {{at(100), StartCommand{{"p1"}}},
        {at(1000), StopCommand{"b1", event::StopHow::PowerLoss}}, {at(1500), StartCommand{{"b1"}}},
        {at(3000), EndCommand{}}};
    return scenario;
}

Scenario scriptOf(std::vector<Command> commands)
{
    Scenario scenario;
    scenario.script = std::move(commands);
    scenario.script.push_back({at(3000), EndCommand{}});
    return scenario;
}

Consequences of(Outcome outcome, std::uint32_t lost = 0)
{
    Consequences found;
    found.outcome = outcome;
    found.anomalies[static_cast<std::size_t>(AnomalyKind::LostAfterAck)] = lost;
    return found;
}

using World = std::function<Outcome(Timestamp)>;

/// Runs a plan to its end; `disorder` of several answers are given in an order of its own.
std::vector<DangerSlot> surveyed(DangerPlan plan, const World& world, unsigned disorder = 0)
{
    std::mt19937 random(disorder);
    std::deque<Timestamp> under;
    while (!plan.isComplete()) {
        while (under.size() < 4) {
            const auto next = plan.next();
            if (!next) {
                break;
            }
            under.push_back(*next);
        }
        if (disorder > 0) {
            std::shuffle(under.begin(), under.end(), random);
        }
        const Timestamp done = under.front();
        under.pop_front();
        plan.take(done, of(world(done)));
    }
    return plan.slots();
}

/// Lost in [640, 701) ms, unavailable from 1500 ms on.
Outcome oneDangerousMoment(Timestamp time)
{
    if (time >= at(640) && time < at(701)) {
        return Outcome::Lost;
    }
    return time >= at(1500) ? Outcome::Unavailable : Outcome::Nothing;
}

DangerGrid gridOf(std::size_t slots, std::size_t most = 1000)
{
    return {at(2000), slots, milliseconds(1), most};
}

} // namespace

class TestDanger : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void faultsAreToldFromTheRest_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<bool>("isFault");
        QTest::newRow("a start") << 0 << false;
        QTest::newRow("a stop") << 1 << true;
        QTest::newRow("an end") << 3 << false;
    }
    void faultsAreToldFromTheRest()
    {
        QFETCH(int, index);
        QFETCH(bool, isFault);
        QCOMPARE(scenario::isFault(sample().script.at(static_cast<std::size_t>(index))), isFault);
    }

    void healingSettingsAreNoFaults()
    {
        QVERIFY(isFault({at(0), SlowLinkCommand{"b1", "b2", milliseconds(5), true}}));
        QVERIFY(!isFault({at(0), SlowLinkCommand{"b1", "b2", Duration(), true}}));
        QVERIFY(isFault({at(0), SlowDiskCommand{"b1", milliseconds(5)}}));
        QVERIFY(!isFault({at(0), SlowDiskCommand{"b1", Duration()}}));
        QVERIFY(isFault({at(0), FillDiskCommand{"b1", true}}));
        QVERIFY(!isFault({at(0), FillDiskCommand{"b1", false}}));
        QVERIFY(isFault({at(0), SkewClockCommand{"b1", milliseconds(-5)}}));
        QVERIFY(isFault({at(0), DropCommand{}}));
        QVERIFY(isFault({at(0), DelayCommand{{}, milliseconds(5)}}));
        QVERIFY(isFault({at(0), FailOnceCommand{}}));
        QVERIFY(!isFault({at(0), SkewClockCommand{"b1", Duration()}}));
        QVERIFY(!isFault({at(0), ReconnectCommand{"b1"}}));
    }

    void theFirstFaultIsTheEarliest()
    {
        const Scenario late = scriptOf({{at(900), PauseCommand{"b1"}},
            {at(200), StartCommand{{"b1"}}}, {at(300), CutCommand{"b1", "b2", true}}});
        QCOMPARE(firstFault(late), std::optional<std::size_t>(2));
        QCOMPARE(firstFault(scriptOf({{at(200), StartCommand{{"b1"}}}})), std::nullopt);
        const Scenario withStop = scriptOf({{at(100), CutCommand{"b1", "b2", true}},
            {at(900), StopCommand{"b1", event::StopHow::Kill}}});
        QCOMPARE(firstFault(withStop), std::optional<std::size_t>(1));
    }

    void everyFaultHasItsHealing_data()
    {
        QTest::addColumn<int>("pair");
        QTest::newRow("start after stop") << 0;
        QTest::newRow("resume after pause") << 1;
        QTest::newRow("heal after cut, named the other way round") << 2;
        QTest::newRow("reconnect after cut") << 3;
        QTest::newRow("reconnect after isolate") << 4;
        QTest::newRow("a link as fast as before") << 5;
        QTest::newRow("a disk as fast as before") << 6;
        QTest::newRow("a disk with room again") << 7;
        QTest::newRow("a clock that is right again") << 8;
    }
    void everyFaultHasItsHealing()
    {
        QFETCH(int, pair);
        using Action = decltype(Command::action);
        const std::vector<std::pair<Action, Action>> pairs{
            {StopCommand{"b1", event::StopHow::Kill}, StartCommand{{"b2", "b1"}}},
            {PauseCommand{"b1"}, ResumeCommand{"b1"}},
            {CutCommand{"b1", "b2", true}, HealCommand{"b2", "b1", true}},
            {CutCommand{"b1", "b2", false}, ReconnectCommand{"b2"}},
            {IsolateCommand{"b1"}, ReconnectCommand{"b1"}},
            {SlowLinkCommand{"b1", "b2", milliseconds(9), true},
                SlowLinkCommand{"b1", "b2", Duration(), true}},
            {SlowDiskCommand{"b1", milliseconds(9)}, SlowDiskCommand{"b1", Duration()}},
            {FillDiskCommand{"b1", true}, FillDiskCommand{"b1", false}},
            {SkewClockCommand{"b1", milliseconds(9)}, SkewClockCommand{"b1", Duration()}},
        };
        const auto& [fault, healing] = pairs.at(static_cast<std::size_t>(pair));
        // In file order the healing comes first, a stranger's healing earlier in time.
        const Scenario scenario
            = scriptOf({{at(900), healing}, {at(700), ResumeCommand{"b3"}}, {at(500), fault}});
        QCOMPARE(healingOf(scenario, 2), std::optional<std::size_t>(0));
    }

    void aFaultWithoutHealingLastsToTheEnd()
    {
        const Scenario scenario = scriptOf({{at(100), StartCommand{{"b1"}}},
            {at(500), StopCommand{"b1", event::StopHow::Kill}}, {at(900), StartCommand{{"b2"}}}});
        QCOMPARE(healingOf(scenario, 1), std::nullopt);
        QCOMPARE(healingOf(scenario, 0), std::nullopt);
    }

    void aMovedFaultTakesItsHealingAlong_data()
    {
        QTest::addColumn<int>("to");
        QTest::addColumn<int>("healing");
        QTest::newRow("earlier") << 200 << 700;
        QTest::newRow("later than its healing was") << 2000 << 2500;
        QTest::newRow("so late that the run ends before") << 2800 << 3000;
    }
    void aMovedFaultTakesItsHealingAlong()
    {
        QFETCH(int, to);
        QFETCH(int, healing);
        const Scenario moved = withFaultAt(sample(), 1, at(to));
        QCOMPARE(moved.script[1].at.micros(), at(to).micros());
        QCOMPARE(moved.script[2].at.micros(), at(healing).micros());
        QCOMPARE(moved.script[0].at.micros(), at(100).micros());
        Scenario edited = sample();
        for (const Edit& edit : movesTo(sample(), 1, at(to))) {
            QVERIFY(applyTo(edited, edit));
        }
        QVERIFY(edited == moved);
    }

    void otherCommandsMoveAlone()
    {
        QCOMPARE(movesTo(sample(), 2, at(700)).size(), std::size_t(1));
        QCOMPARE(movesTo(sample(), 0, at(700)).size(), std::size_t(1));
    }

    void withoutTheFaultItsHealingStays()
    {
        const Scenario calm = withoutFault(sample(), 1);
        QCOMPARE(calm.script.size(), std::size_t(3));
        QVERIFY(std::none_of(calm.script.begin(), calm.script.end(), isFault));
    }

    void coarseSlotsComeFirst()
    {
        DangerPlan plan(gridOf(8));
        std::vector<std::int64_t> order;
        while (const auto next = plan.next()) {
            order.push_back(next->micros() / 1000);
        }
        QCOMPARE(order, (std::vector<std::int64_t>{0, 1000, 500, 1500, 250, 750, 1250, 1750}));
    }

    void equalNeighboursAreNotLookedBetween()
    {
        const auto slots
            = surveyed(DangerPlan(gridOf(10)), [](Timestamp) { return Outcome::Unavailable; });
        QCOMPARE(slots.size(), std::size_t(10));
        QCOMPARE(slots.back().until.micros(), at(2000).micros());
        for (std::size_t i = 0; i + 1 < slots.size(); ++i) {
            QCOMPARE(slots[i].until.micros(), slots[i + 1].at.micros());
        }
    }

    void bordersAreFoundToTheFinestSlot()
    {
        const auto slots = surveyed(DangerPlan(gridOf(40)), oneDangerousMoment);
        std::vector<std::int64_t> borders;
        for (std::size_t i = 0; i + 1 < slots.size(); ++i) {
            if (slots[i].found->outcome != slots[i + 1].found->outcome) {
                borders.push_back(slots[i + 1].at.micros() / 1000);
                QCOMPARE(slots[i].until - slots[i].at, milliseconds(1));
            }
        }
        QCOMPARE(borders, (std::vector<std::int64_t>{640, 701, 1500}));
        for (const DangerSlot& slot : slots) {
            QCOMPARE(slot.found->outcome, oneDangerousMoment(slot.at));
        }
    }

    void theOrderOfAnswersDoesNotMatter()
    {
        // Every few milliseconds another outcome, so that there is much to refine and not room
        // for all of it.
        const World restless
            = [](Timestamp time) { return static_cast<Outcome>((time.micros() / 1000 / 37) % 5); };
        for (const std::size_t most : {std::size_t(90), std::size_t(400)}) {
            const auto inOrder = surveyed(DangerPlan(gridOf(50, most)), restless);
            QVERIFY(inOrder.size() <= most);
            for (unsigned seed = 1; seed <= 20; ++seed) {
                QVERIFY2(surveyed(DangerPlan(gridOf(50, most)), restless, seed) == inOrder,
                    qPrintable(QStringLiteral("seed %1").arg(seed)));
            }
        }
    }

    void whatDidNotComeBackIsGivenOutAgain()
    {
        DangerPlan plan(gridOf(4));
        const auto first = plan.next();
        const auto second = plan.next();
        QVERIFY(first && second);
        plan.take(*second, of(Outcome::Nothing));
        plan.giveAgain();
        std::vector<Timestamp> again;
        while (const auto next = plan.next()) {
            again.push_back(*next);
        }
        QCOMPARE(again.size(), std::size_t(3));
        QVERIFY(std::find(again.begin(), again.end(), *first) != again.end());
        QVERIFY(std::find(again.begin(), again.end(), *second) == again.end());
        QCOMPARE(plan.answered(), std::size_t(1));
    }

    void anEmptyRunHasNoSlots()
    {
        const DangerPlan plan(DangerGrid{Timestamp(), 200, milliseconds(1), 400});
        QVERIFY(plan.isComplete());
        QVERIFY(plan.slots().empty());
    }

    void largeRunsGetFewerSlots()
    {
        QCOMPARE(dangerGridFor(at(1000), 10'000).slots, std::size_t(200));
        const std::size_t many = dangerGridFor(at(1000), 100'000).slots;
        QVERIFY(many < 200 && many > 16);
        QCOMPARE(dangerGridFor(at(1000), 5'000'000).slots, std::size_t(16));
    }

    void theNearestSafeMomentsAreFound()
    {
        const std::vector<DangerSlot> slots{{at(100), at(200), of(Outcome::Nothing)},
            {at(200), at(300), of(Outcome::Unavailable)}, {at(300), at(400), of(Outcome::Lost, 2)},
            {at(400), at(500), of(Outcome::Lost, 1)}, {at(500), at(600), of(Outcome::Nothing)},
            {at(600), at(700), std::nullopt}};
        const auto around = [&](std::int64_t ms) {
            return safeMomentsAround(slots, at(ms), AnomalyKind::LostAfterAck);
        };
        QVERIFY((around(350) == SafeMoments{at(200), at(500)}));
        QVERIFY((around(150) == SafeMoments{at(100), at(200)}));
        QVERIFY((around(50) == SafeMoments{std::nullopt, at(100)}));
        QVERIFY((around(550) == SafeMoments{at(500), std::nullopt}));
    }
};

QTEST_APPLESS_MAIN(TestDanger)
#include "tst_danger.moc"
