#include <QTest>

#include "tests/engine/cluster/looks.h"

#include <map>

using namespace brokerscope;
using namespace brokerscope::testing;

namespace {

/// A quorum of controllers with timeouts of a few hundred milliseconds; "t-0" on b1, b2, b3 and
/// "t-1" on b2, b3, each with a producer of its own. Everything is quiet when the script comes, at
/// 3 s.
scenario::Scenario withQuorum(std::uint16_t controllers)
{
    scenario::Scenario s = smallCluster();
    s.cluster.controllers = controllers;
    // Long enough for brokers that look for the new active controller every second.
    s.cluster.config["broker.heartbeat.interval.ms"] = "100";
    s.cluster.config["broker.session.timeout.ms"] = "1500";
    s.cluster.config["controller.quorum.election.timeout.ms"] = "100";
    s.cluster.config["controller.quorum.election.backoff.max.ms"] = "50";
    s.cluster.config["controller.quorum.fetch.timeout.ms"] = "700";
    s.cluster.config["controller.quorum.request.timeout.ms"] = "700";
    s.topics[0].partitions = 2;
    s.topics[0].assignment = {{kB1, kB2, kB3}, {kB2, kB3}};
    addProducer(s, {{"acks", "all"}, {"linger.ms", "0"}}, 100, {}).sends.partition = 0;
    addProducer(s, {{"acks", "all"}, {"linger.ms", "0"}}, 100, {}).sends.partition = 1;
    addConsumer(s, {{"auto.offset.reset", "earliest"}}).assigns = {"t-1"};
    at(s, 2000, scenario::StartCommand{{"p1", "p2", "c1"}});
    s.script.back().at = atMs(9000);
    return s;
}

/// The names of all controllers at 3 s, the active one first. A script that only adds commands
/// after that does not change who that is.
std::vector<std::string> controllersAtThreeSeconds(scenario::Scenario s)
{
    s.script.back().at = atMs(3000);
    const auto history = scenario::run(s);
    const NodeId active = stateAtEnd(*history).controller.active;
    std::vector<std::string> names{history->roster().at(active).name};
    for (const NodeId id : history->roster().nodesOf(event::NodeKind::Controller)) {
        if (id != active) {
            names.push_back(history->roster().at(id).name);
        }
    }
    return names;
}

} // namespace

class ControllersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A minority of the quorum goes, by whatever means, and later b1: everything is decided as
    /// ever.
    void theLossOfAMinorityChangesNothing_data()
    {
        QTest::addColumn<int>("controllers");
        QTest::addColumn<int>("lost");
        QTest::addColumn<bool>("activeToo");
        QTest::addColumn<int>("fault");
        QTest::newRow("one of three, a follower, killed") << 3 << 1 << false << 0;
        QTest::newRow("one of three, a follower, isolated") << 3 << 1 << false << 1;
        QTest::newRow("one of three, the active one, killed") << 3 << 1 << true << 0;
        QTest::newRow("one of three, the active one, isolated") << 3 << 1 << true << 1;
        QTest::newRow("one of three, the active one, paused") << 3 << 1 << true << 2;
        QTest::newRow("one of three, the active one, without power") << 3 << 1 << true << 3;
        QTest::newRow("two of five, followers") << 5 << 2 << false << 0;
        QTest::newRow("two of five, the active one among them") << 5 << 2 << true << 0;
    }

    void theLossOfAMinorityChangesNothing()
    {
        QFETCH(int, controllers);
        QFETCH(int, lost);
        QFETCH(bool, activeToo);
        QFETCH(int, fault);
        scenario::Scenario s = withQuorum(static_cast<std::uint16_t>(controllers));
        std::vector<std::string> names = controllersAtThreeSeconds(s);
        if (!activeToo) {
            names.erase(names.begin());
        }
        for (int i = 0; i < lost; ++i) {
            const std::string& name = names[static_cast<std::size_t>(i)];
            if (fault == 1) {
                at(s, 3000, scenario::IsolateCommand{name});
            } else if (fault == 2) {
                at(s, 3000, scenario::PauseCommand{name});
            } else {
                at(s, 3000,
                    scenario::StopCommand{
                        name, fault == 0 ? event::StopHow::Kill : event::StopHow::PowerLoss});
            }
        }
        at(s, 6000, scenario::StopCommand{"b1", event::StopHow::Kill});
        const auto history = scenario::run(s);
        // Nobody loses a leadership, its place in an ISR or its session by it.
        QVERIFY(allBetween<event::LeaderElected>(*history, atMs(3000), atMs(6000)).empty());
        QVERIFY(allBetween<event::IsrChanged>(*history, atMs(3000), atMs(6000)).empty());
        QVERIFY(allBetween<event::BrokerFenced>(*history, atMs(3000), atMs(6000)).empty());
        QVERIFY(ackedOf(*history, "p1", atMs(3000), atMs(6000)) > 280);
        // And b1's session ends as ever.
        const auto elected = allBetween<event::LeaderElected>(*history, atMs(6000));
        QCOMPARE(elected.size(), std::size_t{1});
        QCOMPARE(elected[0].what->leader, kB2);
        QVERIFY(elected[0].event->time >= atMs(7400) && elected[0].event->time <= atMs(7510));
        QCOMPARE(history::judge(*history).count(history::AnomalyKind::LostAfterAck), 0U);
    }

    /// Produce and fetch go on where nothing has to be decided; elections and ISR changes stand
    /// still until the majority is back.
    void theLossOfTheMajorityStopsDecisionsOnly_data()
    {
        QTest::addColumn<int>("controllers");
        QTest::addColumn<int>("lost");
        QTest::newRow("the only one") << 1 << 1;
        QTest::newRow("two of three") << 3 << 2;
        QTest::newRow("three of five") << 5 << 3;
    }

    void theLossOfTheMajorityStopsDecisionsOnly()
    {
        QFETCH(int, controllers);
        QFETCH(int, lost);
        scenario::Scenario s = withQuorum(static_cast<std::uint16_t>(controllers));
        const std::vector<std::string> names = controllersAtThreeSeconds(s);
        for (int i = 0; i < lost; ++i) {
            at(s, 3000,
                scenario::StopCommand{names[static_cast<std::size_t>(i)], event::StopHow::Kill});
        }
        at(s, 4000, scenario::StopCommand{"b1", event::StopHow::Kill});
        at(s, 5000,
            scenario::StartCommand{{names.front(), names[static_cast<std::size_t>(lost - 1)]}});
        s.script.back().at = atMs(11'000); // its clients ask for metadata every second or so
        const auto history = scenario::run(s);
        QVERIFY(allBetween<event::LeaderElected>(*history, atMs(3010), atMs(5000)).empty());
        QVERIFY(allBetween<event::IsrChanged>(*history, atMs(3010), atMs(5000)).empty());
        QVERIFY(allBetween<event::BrokerFenced>(*history, atMs(3010), atMs(5000)).empty());
        // t-0 goes on until its leader dies and has none to turn to afterwards; t-1 goes on.
        QVERIFY(ackedOf(*history, "p1", atMs(3000), atMs(4000)) > 90);
        QCOMPARE(ackedOf(*history, "p1", atMs(4010), atMs(5000)), 0U);
        QVERIFY(ackedOf(*history, "p2", atMs(3000), atMs(5000)) > 190);
        std::uint32_t delivered = 0;
        for (const auto& each :
            allBetween<event::RecordsDelivered>(*history, atMs(3000), atMs(5000))) {
            delivered += each.what->records;
        }
        QVERIFY(delivered > 190);
        // Then it is decided what was due.
        const auto elected = allBetween<event::LeaderElected>(*history, atMs(5000));
        QCOMPARE(elected.size(), std::size_t{1});
        QCOMPARE(elected[0].what->leader, kB2);
        QVERIFY(ackedOf(*history, "p1", atMs(9000)) > 50);
        QCOMPARE(history::judge(*history).count(history::AnomalyKind::LostAfterAck), 0U);
    }

    /// A slow follower cannot be put out of the ISR either: acks=all waits for it.
    void withoutAMajorityNobodyLeavesTheIsr()
    {
        scenario::Scenario s = withQuorum(3);
        const std::vector<std::string> names = controllersAtThreeSeconds(s);
        at(s, 3000, scenario::StopCommand{names[0], event::StopHow::Kill});
        at(s, 3000, scenario::StopCommand{names[1], event::StopHow::Kill});
        at(s, 3200, scenario::CutCommand{"b1", "b3", true});
        const auto history = scenario::run(s);
        QVERIFY(!allBetween<event::IsrProposed>(*history, atMs(3200)).empty());
        QVERIFY(allBetween<event::IsrChanged>(*history, atMs(3200)).empty());
        QCOMPARE(ackedOf(*history, "p1", atMs(3220)), 0U);
        QVERIFY(ackedOf(*history, "p2", atMs(3220)) > 400);
    }

    /// Brokers replay the metadata log at their own pace. b3 hears of everything 40 ms later than
    /// b2 does, and so follows b2 that much later.
    void brokersHearOfADecisionAtTheirOwnPace()
    {
        scenario::Scenario s = smallCluster();
        at(s, 300, scenario::SlowLinkCommand{"controller", "b3", milliseconds(40), false});
        at(s, 500, scenario::StopCommand{"b1", event::StopHow::Shutdown});
        const auto history = scenario::run(s);
        const auto elected = allBetween<event::LeaderElected>(*history, atMs(500));
        QVERIFY(!elected.empty());
        QCOMPARE(elected[0].what->leader, kB2);
        std::map<NodeId, Timestamp> heard;
        for (const auto& role : allBetween<event::RoleAssumed>(*history, atMs(500))) {
            if (role.what->epoch == LeaderEpoch(1)) {
                heard.emplace(role.event->node, role.event->time);
            }
        }
        QVERIFY(heard.at(kB2) > elected[0].event->time);
        QVERIFY(heard.at(kB3) - heard.at(kB2) >= milliseconds(39));
    }

    /// process.roles=broker,controller: they live and die together.
    void combinedRolesShareTheirFate()
    {
        scenario::Scenario s = withQuorum(3);
        s.cluster.combined = true;
        at(s, 3000, scenario::StopCommand{"b1", event::StopHow::Kill});
        at(s, 5000, scenario::StartCommand{{"b1"}});
        const auto history = scenario::run(s);
        const NodeId k1 = *history->roster().node("k1");
        QCOMPARE(allOf<event::NodeStopped>(*history, k1).size(), std::size_t{1});
        const auto elected = allBetween<event::LeaderElected>(*history, atMs(3000));
        QVERIFY(!elected.empty());
        QCOMPARE(elected[0].what->leader, kB2);
        const history::ClusterState state = stateAtEnd(*history);
        QCOMPARE(state.partition(kT0).isr, (BrokerSet{kB1, kB2, kB3}));
        QVERIFY(state.quorumMember(k1).running);
        QCOMPARE(history::judge(*history).count(history::AnomalyKind::LostAfterAck), 0U);
    }
};

QTEST_APPLESS_MAIN(ControllersTest)
#include "tst_controllers.moc"
