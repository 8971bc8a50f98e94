#include <QTest>

#include "tests/engine/cluster/looks.h"

using namespace brokerscope;
using namespace brokerscope::testing;
using event::ElectionKind;

namespace {

std::vector<Found<event::LeaderElected>> electionsAfter(
    const history::History& history, std::int64_t ms)
{
    return allBetween<event::LeaderElected>(history, atMs(ms));
}

/// b1 is away from 300 to 600 ms, and b2 has led since.
scenario::Scenario withB2Leading()
{
    scenario::Scenario s = smallCluster();
    addProducer(s, {{"acks", "all"}, {"linger.ms", "0"}}, 100, {});
    at(s, 100, scenario::StartCommand{{"p1"}});
    at(s, 300, scenario::StopCommand{"b1", event::StopHow::Kill});
    at(s, 600, scenario::StartCommand{{"b1"}});
    return s;
}

/// Everything that was ever acknowledged is in the leader's log, once.
void nothingIsWrongWith(const history::History& history)
{
    const auto verdict = history::judge(history);
    QCOMPARE(verdict.count(history::AnomalyKind::LostAfterAck), 0U);
    QCOMPARE(verdict.count(history::AnomalyKind::DuplicateInLog), 0U);
}

} // namespace

class LeadersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// It hands over first and stops when it leads nothing: nobody waits for a session to end.
    void aControlledShutdownHandsOverFirst()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"acks", "all"}, {"linger.ms", "0"}}, 200, {});
        at(s, 100, scenario::StartCommand{{"p1"}});
        at(s, 500, scenario::StopCommand{"b1", event::StopHow::Shutdown});
        const auto history = scenario::run(s);
        const auto leaving = all<event::BrokerLeaving>(*history);
        const auto elected = electionsAfter(*history, 500);
        const auto stopped = all<event::NodeStopped>(*history);
        QCOMPARE(leaving.size(), std::size_t{1});
        QCOMPARE(elected.size(), std::size_t{1});
        QCOMPARE(stopped.size(), std::size_t{1});
        QCOMPARE(elected[0].what->kind, ElectionKind::Shutdown);
        QCOMPARE(elected[0].what->leader, kB2);
        QCOMPARE(elected[0].what->isr, (BrokerSet{kB2, kB3}));
        QVERIFY(elected[0].event->time < atMs(510)); // a heartbeat at once, not a session
        QVERIFY(stopped[0].event->time > elected[0].event->time);
        QCOMPARE(stopped[0].what->how, event::StopHow::Shutdown);
        // Not before the others know: within two heartbeats.
        QVERIFY(stopped[0].event->time < atMs(600));
        // The producer meets a short NOT_LEADER_OR_FOLLOWER and goes on.
        QVERIFY(ackedOf(*history, "p1", atMs(560), atMs(700)) > 20);
        nothingIsWrongWith(*history);
    }

    void withoutItTheSessionHasToEnd()
    {
        scenario::Scenario s = smallCluster();
        s.cluster.config["controlled.shutdown.enable"] = "false";
        at(s, 500, scenario::StopCommand{"b1", event::StopHow::Shutdown});
        const auto history = scenario::run(s);
        QVERIFY(all<event::BrokerLeaving>(*history).empty());
        const auto elected = electionsAfter(*history, 500);
        QCOMPARE(elected.size(), std::size_t{1});
        QVERIFY(elected[0].event->time >= atMs(580));
    }

    /// With RF 1 there is nobody to take over: the partition is offline, the ISR still names it.
    void aShutdownOfTheOnlyReplicaLeavesNobody()
    {
        scenario::Scenario s = smallCluster();
        s.topics[0].replicationFactor = 1;
        s.topics[0].assignment = {{kB1}};
        at(s, 500, scenario::StopCommand{"b1", event::StopHow::Shutdown});
        at(s, 1000, scenario::StartCommand{{"b1"}});
        const auto history = scenario::run(s);
        const history::ClusterState between = stateAt(*history, atMs(990));
        QCOMPARE(between.partition(kT0).leader, kNoNode);
        QCOMPARE(between.partition(kT0).isr, BrokerSet{kB1});
        QCOMPARE(stateAtEnd(*history).partition(kT0).leader, kB1);
    }

    // --- preferred leaders

    void aFormerLeaderComesBackAsAFollower()
    {
        scenario::Scenario s = withB2Leading();
        s.script.back().at = atMs(5000); // the check comes every 300 s
        const auto history = scenario::run(s);
        const history::ClusterState state = stateAtEnd(*history);
        QCOMPARE(state.partition(kT0).leader, kB2);
        QCOMPARE(state.partition(kT0).isr, (BrokerSet{kB1, kB2, kB3}));
        QCOMPARE(state.partition(kT0).preferred, kB1);
        nothingIsWrongWith(*history);
    }

    void anAdminHasThePreferredLeaderElected()
    {
        scenario::Scenario s = withB2Leading();
        at(s, 1500, scenario::ElectLeadersCommand{"t-0", false});
        const auto history = scenario::run(s);
        const auto elected = electionsAfter(*history, 1500);
        QCOMPARE(elected.size(), std::size_t{1});
        QCOMPARE(elected[0].what->leader, kB1);
        QCOMPARE(elected[0].what->kind, ElectionKind::Preferred);
        QCOMPARE(elected[0].what->epoch, LeaderEpoch(2));
        nothingIsWrongWith(*history);
    }

    void theImbalanceCheckMovesLeadersBack_data()
    {
        QTest::addColumn<QString>("enabled");
        QTest::addColumn<int>("checks");
        QTest::newRow("every second") << "true" << 1;
        QTest::newRow("switched off") << "false" << 0;
    }

    void theImbalanceCheckMovesLeadersBack()
    {
        QFETCH(QString, enabled);
        QFETCH(int, checks);
        scenario::Scenario s = withB2Leading();
        s.cluster.config["leader.imbalance.check.interval.seconds"] = "1";
        s.cluster.config["auto.leader.rebalance.enable"] = enabled.toStdString();
        s.script.back().at = atMs(3500);
        const auto history = scenario::run(s);
        const auto elected = electionsAfter(*history, 600);
        QCOMPARE(elected.size(), static_cast<std::size_t>(checks));
        for (const auto& each : elected) {
            QCOMPARE(each.what->leader, kB1);
            QCOMPARE(each.what->kind, ElectionKind::Preferred);
            QVERIFY(each.event->time >= atMs(1000) && each.event->time < atMs(1100));
        }
        nothingIsWrongWith(*history);
    }

    /// Kafka's defaults: the check comes every 300 s.
    void theImbalanceCheckComesEveryFiveMinutes()
    {
        scenario::Scenario s = smallCluster();
        s.cluster.config.clear();
        at(s, 20'000, scenario::StopCommand{"b1", event::StopHow::Kill});
        at(s, 40'000, scenario::StartCommand{{"b1"}});
        s.script.back().at = atMs(310'000);
        const auto history = scenario::run(s);
        const auto elected = electionsAfter(*history, 20'000);
        QCOMPARE(elected.size(), std::size_t{2});
        QCOMPARE(elected[0].what->leader, kB2);
        QVERIFY(elected[0].event->time <= atMs(29'002)); // the session of 9 s
        QCOMPARE(elected[1].what->leader, kB1);
        QVERIFY(elected[1].event->time >= atMs(300'000) && elected[1].event->time < atMs(301'000));
    }

    // --- unclean elections

    /// b2 and b3 are gone while b1 goes on alone, then b1 is gone, and b2 comes back.
    void uncleanElectionsLoseWhatTheOthersLack_data()
    {
        QTest::addColumn<bool>("topicAllows");
        QTest::addColumn<bool>("adminAsks");
        QTest::addColumn<bool>("unclean");
        QTest::newRow("clean only: it waits for b1") << false << false << false;
        QTest::newRow("the topic allows it") << true << false << true;
        QTest::newRow("an admin asks for it") << false << true << true;
    }

    void uncleanElectionsLoseWhatTheOthersLack()
    {
        QFETCH(bool, topicAllows);
        QFETCH(bool, adminAsks);
        QFETCH(bool, unclean);
        scenario::Scenario s = smallCluster();
        s.topics[0].config = {{"unclean.leader.election.enable", topicAllows ? "true" : "false"}};
        addProducer(s, {{"acks", "all"}, {"linger.ms", "0"}}, 100, 60);
        addConsumer(s, {{"auto.offset.reset", "earliest"}});
        at(s, 100, scenario::StartCommand{{"p1", "c1"}});
        at(s, 300, scenario::StopCommand{"b2", event::StopHow::Kill});
        at(s, 300, scenario::StopCommand{"b3", event::StopHow::Kill});
        at(s, 900, scenario::StopCommand{"b1", event::StopHow::Kill});
        at(s, 1100, scenario::StartCommand{{"b2"}});
        if (adminAsks) {
            at(s, 1300, scenario::ElectLeadersCommand{"t-0", true});
        }
        at(s, 1600, scenario::StartCommand{{"b1"}});
        const auto history = scenario::run(s);
        const history::ClusterState before = stateAt(*history, atMs(1590));
        QCOMPARE(before.partition(kT0).leader, unclean ? kB2 : kNoNode);
        QCOMPARE(before.partition(kT0).isr, unclean ? BrokerSet{kB2} : BrokerSet{kB1});
        const auto verdict = history::judge(*history);
        QCOMPARE(verdict.count(history::AnomalyKind::LostAfterAck) > 0, unclean);
        const history::ClusterState state = stateAtEnd(*history);
        QCOMPARE(state.partition(kT0).leader, unclean ? kB2 : kB1);
        // Both logs are the leader's, whoever that is.
        QCOMPARE(state.replica(kB1, kT0)->log, state.replica(kB2, kT0)->log);
        const auto truncated = allOf<event::LogTruncated>(*history, kB1);
        QCOMPARE(!truncated.empty(), unclean);
    }

    // --- eligible leader replicas (KIP-966)

    /// min ISR 2: b3 goes, then b2 and at last b1. b2 left an ISR that was too small to commit
    /// anything more, so it has everything; but only if it is known not to have lost anything
    /// since.
    void whoLeftATooSmallIsrMayLead_data()
    {
        QTest::addColumn<bool>("elr");
        QTest::addColumn<bool>("clean");
        QTest::addColumn<int>("whenB2IsBack");
        QTest::addColumn<int>("kind");
        QTest::newRow("switched off: the last member")
            << false << true << 0 << static_cast<int>(ElectionKind::Clean);
        QTest::newRow("b2 was shut down in good order")
            << true << true << 2 << static_cast<int>(ElectionKind::FromEligible);
        QTest::newRow("b2 was killed: the last known leader")
            << true << false << 0 << static_cast<int>(ElectionKind::LastKnown);
    }

    void whoLeftATooSmallIsrMayLead()
    {
        QFETCH(bool, elr);
        QFETCH(bool, clean);
        QFETCH(int, whenB2IsBack);
        QFETCH(int, kind);
        scenario::Scenario s = smallCluster();
        s.cluster.config["eligible.leader.replicas.enable"] = elr ? "true" : "false";
        s.topics[0].config = {{"min.insync.replicas", "2"}};
        addProducer(s, {{"acks", "all"}, {"linger.ms", "0"}}, 100, {});
        at(s, 100, scenario::StartCommand{{"p1"}});
        at(s, 300, scenario::StopCommand{"b3", event::StopHow::Kill});
        at(s, 600,
            scenario::StopCommand{"b2", clean ? event::StopHow::Shutdown : event::StopHow::Kill});
        at(s, 900, scenario::StopCommand{"b1", event::StopHow::Kill});
        at(s, 1200, scenario::StartCommand{{"b2"}});
        at(s, 1600, scenario::StartCommand{{"b1"}});
        const auto history = scenario::run(s);
        const history::ClusterState down = stateAt(*history, atMs(1190));
        QCOMPARE(down.partition(kT0).leader, kNoNode);
        QCOMPARE(down.partition(kT0).isr, elr ? BrokerSet() : BrokerSet{kB1});
        QCOMPARE(down.partition(kT0).eligible, elr ? BrokerSet({kB1, kB2}) : BrokerSet());
        const NodeId leader = stateAt(*history, atMs(1590)).partition(kT0).leader;
        QCOMPARE(leader, whenB2IsBack == 2 ? kB2 : kNoNode);
        const history::ClusterState state = stateAtEnd(*history);
        QCOMPARE(state.partition(kT0).leader, whenB2IsBack == 2 ? kB2 : kB1);
        const auto elected = electionsAfter(*history, 1200);
        QVERIFY(!elected.empty());
        QCOMPARE(static_cast<int>(elected.back().what->kind), kind);
        nothingIsWrongWith(*history);
    }

    // --- a leader cut off from the controllers

    /// It is fenced after its session; b2 leads. b1 does not know: it takes acks=1 records that go
    /// when it hears of it, but completes no acks=all, since nobody fetches from it and nobody
    /// grants it another ISR.
    void aLeaderThatCannotReachTheController()
    {
        scenario::Scenario s = smallCluster();
        s.topics[0].config = {{"min.insync.replicas", "1"}};
        addProducer(s, {{"acks", "1"}, {"linger.ms", "0"}}, 100, {});
        addProducer(
            s, {{"acks", "all"}, {"linger.ms", "0"}, {"request.timeout.ms", "500"}}, 100, {});
        at(s, 100, scenario::StartCommand{{"p1", "p2"}});
        at(s, 500, scenario::CutCommand{"b1", "controller", true});
        at(s, 1000, scenario::HealCommand{"b1", "controller", true});
        s.script.back().at = atMs(5000);
        const auto history = scenario::run(s);
        const auto elected = electionsAfter(*history, 500);
        QVERIFY(!elected.empty());
        QCOMPARE(elected[0].what->leader, kB2);
        QVERIFY(elected[0].event->time >= atMs(580) && elected[0].event->time <= atMs(602));
        const Timestamp moved = elected[0].event->time + milliseconds(10);

        std::uint32_t taken = 0; // by b1, of whoever does not know better either
        for (const auto& appended : allBetween<event::BatchAppended>(*history, moved, atMs(1000))) {
            taken += appended.event->node == kB1 ? appended.what->records : 0;
            if (appended.event->node == kB1) {
                QCOMPARE(appended.what->epoch, LeaderEpoch(0));
            }
        }
        QVERIFY(taken > 0);
        QVERIFY(ackedOf(*history, "p1", moved, atMs(1000)) > 30);
        const NodeId p2 = *history->roster().node("p2");
        for (const auto& answer :
            answersOf(*history, kB1, event::Api::Produce, event::ErrorCode::None)) {
            QVERIFY(answer.what->to != p2 || answer.event->time < moved
                || answer.event->time > atMs(1000));
        }
        // Its own proposal got no answer, and no ISR changed by it.
        QCOMPARE(stateAt(*history, atMs(999)).partition(kT0).isr, (BrokerSet{kB2, kB3}));

        const auto truncated = allOf<event::LogTruncated>(*history, kB1);
        QCOMPARE(truncated.size(), std::size_t{1});
        QVERIFY(truncated[0].event->time > atMs(1000));
        QVERIFY(history::judge(*history).count(history::AnomalyKind::LostAfterAck) > 0);
        const history::ClusterState state = stateAtEnd(*history);
        QCOMPARE(state.replica(kB1, kT0)->log, state.replica(kB2, kT0)->log);
    }

    /// Whom a client takes for the leader is what its metadata said: the former leader refuses, and
    /// the client asks anew.
    void aClientsMetadataIsAsOldAsItsLastAnswer()
    {
        scenario::Scenario s = withB2Leading();
        at(s, 1500, scenario::ElectLeadersCommand{"t-0", false});
        const auto history = scenario::run(s);
        const NodeId p1 = *history->roster().node("p1");
        const auto refused
            = answersOf(*history, kB2, event::Api::Produce, event::ErrorCode::NotLeaderOrFollower);
        QVERIFY(!refused.empty());
        QVERIFY(refused[0].event->time > atMs(1500));
        const auto learned = allBetween<event::ClientMetadata>(*history, refused[0].event->time);
        QVERIFY(!learned.empty());
        QCOMPARE(learned[0].event->node, p1);
        QCOMPARE(learned[0].what->leader, kB1);
        QCOMPARE(learned[0].what->epoch, LeaderEpoch(2));
        nothingIsWrongWith(*history);
    }

    /// b1 leads again, but somebody has not heard of it for 70 ms. A follower that knows less than
    /// the leader is fenced, and waits for the metadata log. A leader that knows less is asked in
    /// an epoch that it has not heard of, and asked again every 20 ms.
    void whoKnowsLessIsToldSo_data()
    {
        QTest::addColumn<QString>("cutOff");
        QTest::addColumn<int>("answerer");
        QTest::addColumn<int>("error");
        QTest::addColumn<int>("least");
        QTest::addColumn<int>("most");
        QTest::newRow("a follower")
            << "b3" << 2 << static_cast<int>(event::ErrorCode::FencedLeaderEpoch) << 1 << 1;
        QTest::newRow("the leader")
            << "b1" << 1 << static_cast<int>(event::ErrorCode::UnknownLeaderEpoch) << 4 << 12;
    }

    void whoKnowsLessIsToldSo()
    {
        QFETCH(QString, cutOff);
        QFETCH(int, answerer);
        QFETCH(int, error);
        QFETCH(int, least);
        QFETCH(int, most);
        scenario::Scenario s = withB2Leading();
        s.cluster.config["broker.session.timeout.ms"] = "3000";
        // What is lost on the way is asked for again after two seconds; meanwhile this is slow, not
        // lost.
        at(s, 4000,
            scenario::SlowLinkCommand{"controller", cutOff.toStdString(), milliseconds(70), false});
        at(s, 4010, scenario::ElectLeadersCommand{"t-0", false});
        s.script.back().at = atMs(5000);
        const auto history = scenario::run(s);
        const auto elected = electionsAfter(*history, 4000);
        QCOMPARE(elected.size(), std::size_t{1});
        QCOMPARE(elected[0].what->leader, kB1);
        const auto refused = answersOf(*history, NodeId(static_cast<std::uint16_t>(answerer)),
            event::Api::Fetch, static_cast<event::ErrorCode>(error));
        const NodeId concerned = *history->roster().node(cutOff.toStdString());
        int late = 0;
        for (const auto& answer : refused) {
            const bool isConcerned
                = answer.event->node == concerned || answer.what->to == concerned;
            late += isConcerned && answer.event->time >= atMs(4000) ? 1 : 0;
        }
        QVERIFY2(late >= least && late <= most, qPrintable(QString::number(late)));
        nothingIsWrongWith(*history);
        QCOMPARE(stateAtEnd(*history).partition(kT0).isr, (BrokerSet{kB1, kB2, kB3}));
        QVERIFY(ackedOf(*history, "p1", atMs(4500)) > 40);
    }
};

QTEST_APPLESS_MAIN(LeadersTest)
#include "tst_leaders.moc"
