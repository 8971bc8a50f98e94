#include <QTest>

#include "tests/engine/cluster/looks.h"

using namespace brokerscope;
using namespace brokerscope::testing;
using event::IsrReason;

namespace {

/// p1 sends a record every 10 ms with acks=1, so that a follower that does not fetch lags at once.
scenario::Scenario busyCluster()
{
    scenario::Scenario s = smallCluster();
    addProducer(s, {{"acks", "1"}, {"linger.ms", "0"}}, 100, {});
    at(s, 100, scenario::StartCommand{{"p1"}});
    return s;
}

std::vector<Found<event::IsrChanged>> changesBecause(
    const history::History& history, IsrReason reason)
{
    auto found = all<event::IsrChanged>(history);
    std::erase_if(found, [reason](const auto& each) { return each.what->reason != reason; });
    return found;
}

} // namespace

class IsrTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// replica.lag.time.max.ms is 200 ms and the check runs every 100 ms: whoever was last caught
    /// up at t is out between t + 200 ms and t + 300 ms.
    void aSlowFollowerIsOutAfterOnceToOneAndAHalfTimesTheLagTime_data()
    {
        QTest::addColumn<int>("cutAtMs");
        for (int ms = 400; ms < 500; ms += 10) {
            QTest::addRow("cut at %d ms", ms) << ms;
        }
    }

    void aSlowFollowerIsOutAfterOnceToOneAndAHalfTimesTheLagTime()
    {
        QFETCH(int, cutAtMs);
        scenario::Scenario s = busyCluster();
        at(s, cutAtMs, scenario::CutCommand{"b1", "b3", true});
        const auto history = scenario::run(s);
        const auto proposed = all<event::IsrProposed>(*history);
        QCOMPARE(proposed.size(), std::size_t{1});
        QCOMPARE(proposed[0].what->reason, IsrReason::Lagging);
        QCOMPARE(proposed[0].what->isr, (BrokerSet{kB1, kB2}));
        const Timestamp when = proposed[0].event->time;
        QCOMPARE(when.micros() % 100'000, std::int64_t{0});
        // It fetches every 10 ms, so it was caught up at most that long before the cut.
        QVERIFY(when > atMs(cutAtMs - 15 + 200));
        QVERIFY(when <= atMs(cutAtMs + 300));
        // The leader asks, the controller decides.
        const auto changed = changesBecause(*history, IsrReason::Lagging);
        QCOMPARE(changed.size(), std::size_t{1});
        QVERIFY(changed[0].event->time > when);
    }

    /// A broker that the controller does not hear of is out with its session of 100 ms; one that
    /// only does not fetch is out by lag.
    void howABrokerLeavesTheIsr_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("reason");
        QTest::addColumn<int>("fromMs");
        QTest::addColumn<int>("toMs");
        const int fenced = static_cast<int>(IsrReason::Fenced);
        const int lagging = static_cast<int>(IsrReason::Lagging);
        QTest::newRow("kill") << 0 << fenced << 80 << 102;
        QTest::newRow("power loss") << 1 << fenced << 80 << 102;
        QTest::newRow("pause") << 2 << fenced << 80 << 102;
        QTest::newRow("isolated") << 3 << fenced << 80 << 102;
        QTest::newRow("cut from the leader") << 4 << lagging << 185 << 302;
        QTest::newRow("its leader's answers are lost") << 5 << lagging << 185 << 302;
    }

    void howABrokerLeavesTheIsr()
    {
        QFETCH(int, fault);
        QFETCH(int, reason);
        QFETCH(int, fromMs);
        QFETCH(int, toMs);
        scenario::Scenario s = busyCluster();
        switch (fault) {
        case 0:
            at(s, 500, scenario::StopCommand{"b3", event::StopHow::Kill});
            break;
        case 1:
            at(s, 500, scenario::StopCommand{"b3", event::StopHow::PowerLoss});
            break;
        case 2:
            at(s, 500, scenario::PauseCommand{"b3"});
            break;
        case 3:
            at(s, 500, scenario::IsolateCommand{"b3"});
            break;
        case 4:
            at(s, 500, scenario::CutCommand{"b1", "b3", true});
            break;
        default:
            at(s, 500, scenario::CutCommand{"b1", "b3", false});
        }
        const auto history = scenario::run(s);
        const auto changed = allBetween<event::IsrChanged>(*history, atMs(500));
        QVERIFY(!changed.empty());
        QCOMPARE(static_cast<int>(changed[0].what->reason), reason);
        QCOMPARE(changed[0].what->isr, (BrokerSet{kB1, kB2}));
        QVERIFY(changed[0].event->time >= atMs(500 + fromMs));
        QVERIFY(changed[0].event->time <= atMs(500 + toMs));
    }

    /// As above with Kafka's defaults: a session of 9 s, and 30 to 45 s of lag.
    void theSameWithKafkasNumbers_data()
    {
        QTest::addColumn<bool>("crash");
        QTest::addColumn<int>("reason");
        QTest::addColumn<int>("fromMs");
        QTest::addColumn<int>("toMs");
        QTest::newRow("a crash") << true << static_cast<int>(IsrReason::Fenced) << 7000 << 9002;
        QTest::newRow("a slow follower")
            << false << static_cast<int>(IsrReason::Lagging) << 29'500 << 45'002;
    }

    void theSameWithKafkasNumbers()
    {
        QFETCH(bool, crash);
        QFETCH(int, reason);
        QFETCH(int, fromMs);
        QFETCH(int, toMs);
        for (const int faultMs : {20'000, 25'000, 31'000}) {
            scenario::Scenario s = smallCluster();
            s.cluster.config.clear();
            addProducer(s, {{"acks", "1"}}, 5, {});
            at(s, 15'000, scenario::StartCommand{{"p1"}});
            if (crash) {
                at(s, faultMs, scenario::StopCommand{"b3", event::StopHow::Kill});
            } else {
                at(s, faultMs, scenario::CutCommand{"b1", "b3", true});
            }
            s.script.back().at = atMs(90'000);
            const auto history = scenario::run(s);
            const auto changed = allBetween<event::IsrChanged>(*history, atMs(faultMs));
            QVERIFY(!changed.empty());
            QCOMPARE(static_cast<int>(changed[0].what->reason), reason);
            QVERIFY(changed[0].event->time >= atMs(faultMs + fromMs));
            QVERIFY(changed[0].event->time <= atMs(faultMs + toMs));
        }
    }

    /// Its LEO is the leader's, however long ago it fetched.
    void withoutNewRecordsNobodyLags()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"acks", "all"}}, 100, 10);
        at(s, 100, scenario::StartCommand{{"p1"}});
        at(s, 400, scenario::CutCommand{"b1", "b3", true});
        const auto history = scenario::run(s);
        QVERIFY(all<event::IsrProposed>(*history).empty());
    }

    /// 20 ms each way and a record every millisecond: b3 never asks for the end, but always for
    /// what was the end when it asked before.
    void underLoadAFollowerNeedNotReachTheEnd()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"acks", "1"}, {"linger.ms", "0"}}, 1000, {});
        at(s, 100, scenario::StartCommand{{"p1"}});
        at(s, 100, scenario::SlowLinkCommand{"b1", "b3", milliseconds(20), true});
        const auto history = scenario::run(s);
        QVERIFY(all<event::IsrProposed>(*history).empty());
        QCOMPARE(stateAtEnd(*history).partition(kT0).isr, (BrokerSet{kB1, kB2, kB3}));
    }

    /// Nor does it need to be at the end to come back: the high watermark is enough.
    void underLoadAFollowerComesBack()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"acks", "1"}, {"linger.ms", "0"}}, 1000, {});
        at(s, 100, scenario::StartCommand{{"p1"}});
        at(s, 300, scenario::StopCommand{"b3", event::StopHow::Kill});
        at(s, 900, scenario::StartCommand{{"b3"}});
        at(s, 900, scenario::SlowLinkCommand{"b1", "b3", milliseconds(5), true});
        const auto history = scenario::run(s);
        const auto back = changesBecause(*history, IsrReason::CaughtUp);
        QCOMPARE(back.size(), std::size_t{1});
        for (const auto& proposed : all<event::IsrProposed>(*history)) {
            if (proposed.what->reason == IsrReason::CaughtUp) {
                const auto state = history->stateAfter(proposed.id.value());
                const history::ReplicaState* const leader = state.replica(kB1, kT0);
                const history::ReplicaState* const follower = state.replica(kB3, kT0);
                QVERIFY(follower->logEnd >= leader->highWatermark);
            }
        }
    }

    /// The controller is gone: what the leader asks for is not decided, and while that is so the
    /// old ISR counts.
    void withoutAnAnswerTheOldIsrCounts()
    {
        scenario::Scenario s = busyCluster();
        // Long enough for brokers that look for a controller every second.
        s.cluster.config["broker.session.timeout.ms"] = "1500";
        addProducer(s, {{"acks", "all"}, {"linger.ms", "0"}}, 100, {});
        at(s, 100, scenario::StartCommand{{"p2"}});
        at(s, 400, scenario::StopCommand{"controller", event::StopHow::Kill});
        at(s, 400, scenario::CutCommand{"b1", "b3", true});
        at(s, 1400, scenario::StartCommand{{"controller"}});
        s.script.back().at = atMs(4000);
        const auto history = scenario::run(s);
        QCOMPARE(
            allBetween<event::IsrProposed>(*history, atMs(400), atMs(1400)).size(), std::size_t{1});
        QVERIFY(allBetween<event::IsrChanged>(*history, atMs(400), atMs(1400)).empty());
        QVERIFY(ackedOf(*history, "p1", atMs(500), atMs(1400)) > 50);
        QCOMPARE(ackedOf(*history, "p2", atMs(410), atMs(1400)), 0U);
        // It is asked again when the controller is there, and then granted.
        QCOMPARE(stateAtEnd(*history).partition(kT0).isr, (BrokerSet{kB1, kB2}));
        QVERIFY(ackedOf(*history, "p2", atMs(1400)) > 0);
    }
};

QTEST_APPLESS_MAIN(IsrTest)
#include "tst_isr.moc"
