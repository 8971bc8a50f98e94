#include <QTest>

#include "tests/support/small_cluster.h"

#include <algorithm>

using namespace brokerscope;
using namespace brokerscope::testing;
using history::ClusterState;

namespace {

constexpr NodeId kB1{1};
constexpr NodeId kB2{2};
constexpr PartitionId kT0{0};

ClusterState stateAtEnd(const history::History& history)
{
    return history.stateAfter(history.size());
}

/// One record from p1 at 100 ms, everything quiet before and after.
scenario::Scenario oneRecord(const char* acks)
{
    scenario::Scenario s = smallCluster();
    addProducer(s, {{"acks", acks}}, 1, 1);
    at(s, 100, scenario::StartCommand{{"p1"}});
    return s;
}

template <class Kind>
Timestamp firstTime(const history::History& history, NodeId node)
{
    for (const auto& found : all<Kind>(history)) {
        if (found.event->node == node) {
            return found.event->time;
        }
    }
    return kNever;
}

} // namespace

class ReplicationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The table of the fact sheet, §4.3: the record is there after one fetch, the leader's HW
    /// moves with the next one, and the follower learns of it one fetch later still.
    void theHighWatermarkLagsOneFetchBehind()
    {
        const auto history = scenario::run(oneRecord("all"));
        const Timestamp appended = firstTime<event::BatchAppended>(*history, kB1);
        QVERIFY(appended != kNever);
        QCOMPARE(firstTime<event::BatchAppended>(*history, kB2), appended + milliseconds(1));
        QCOMPARE(firstTime<event::HighWatermarkMoved>(*history, kB1), appended + milliseconds(2));
        // The fetch that moved it finds no data and waits in the purgatory for 50 ms; its answer
        // carries the new HW.
        QCOMPARE(firstTime<event::HighWatermarkMoved>(*history, kB2), appended + milliseconds(53));
    }

    void acksAllIsAnsweredWhenTheHighWatermarkPasses_data()
    {
        QTest::addColumn<QString>("acks");
        QTest::addColumn<int>("afterAppendMs");
        QTest::newRow("1: at once") << "1" << 1;
        QTest::newRow("all: one fetch round later") << "all" << 3;
    }

    void acksAllIsAnsweredWhenTheHighWatermarkPasses()
    {
        QFETCH(QString, acks);
        QFETCH(int, afterAppendMs);
        const auto history = scenario::run(oneRecord(acks.toUtf8().constData()));
        const auto acked = all<event::BatchAcked>(*history);
        QCOMPARE(acked.size(), std::size_t{1});
        QCOMPARE(acked.front().event->time,
            firstTime<event::BatchAppended>(*history, kB1) + milliseconds(afterAppendMs));
    }

    void theControllerElectsTheFirstLiveReplicaOfTheIsr()
    {
        scenario::Scenario s = oneRecord("all");
        at(s, 300, scenario::StopCommand{"b1", event::StopHow::Kill});
        const auto history = scenario::run(s);
        const auto elections = all<event::LeaderElected>(*history);
        QCOMPARE(elections.size(), std::size_t{2});
        QCOMPARE(elections[1].what->leader, kB2);
        QCOMPARE(elections[1].what->epoch, LeaderEpoch(1));
        QVERIFY(!elections[1].what->isr.contains(kB1));
        // Heartbeats every 20 ms, a session of 100 ms: fenced 80 to 101 ms after the kill.
        const Duration took = elections[1].event->time - Timestamp(300'000);
        QVERIFY(took >= milliseconds(80) && took <= milliseconds(101));
    }

    void theLastMemberStaysInTheIsr()
    {
        scenario::Scenario s = smallCluster();
        for (int broker = 1; broker <= 3; ++broker) {
            at(s, 200 * broker,
                scenario::StopCommand{"b" + std::to_string(broker), event::StopHow::Kill});
        }
        const auto history = scenario::run(s);
        const ClusterState state = stateAtEnd(*history);
        QCOMPARE(state.partition(kT0).leader, kNoNode);
        QCOMPARE(state.partition(kT0).isr, BrokerSet{NodeId(3)});
    }

    void theLastMemberLeadsAgainWhenItReturns()
    {
        scenario::Scenario s = smallCluster();
        for (int broker = 1; broker <= 3; ++broker) {
            at(s, 200 * broker,
                scenario::StopCommand{"b" + std::to_string(broker), event::StopHow::Kill});
        }
        at(s, 900, scenario::StartCommand{{"b1", "b2"}});
        at(s, 1200, scenario::StartCommand{{"b3"}});
        const auto history = scenario::run(s);
        for (const auto& election : all<event::LeaderElected>(*history)) {
            if (election.event->time > Timestamp(900'000)) {
                QCOMPARE(election.what->leader, NodeId(3));
                QVERIFY(election.event->time > Timestamp(1'200'000));
            }
        }
        const ClusterState state = stateAtEnd(*history);
        QCOMPARE(state.partition(kT0).leader, NodeId(3));
        QCOMPARE(
            state.partition(kT0).isr.size(), 3); // the others caught up and were taken in again
    }

    void aReturningLeaderIsCutToWhereTheLogsPart()
    {
        // b2 cannot fetch from b1 for a moment, in which b1 takes records with acks=1 and is
        // killed.
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"acks", "1"}, {"linger.ms", "0"}}, 200, 60);
        at(s, 100, scenario::StartCommand{{"p1"}});
        at(s, 195, scenario::CutCommand{"b1", "b2", true});
        at(s, 195, scenario::CutCommand{"b1", "b3", true});
        at(s, 230, scenario::StopCommand{"b1", event::StopHow::Kill});
        at(s, 240, scenario::HealCommand{"b1", "b2", true});
        at(s, 240, scenario::HealCommand{"b1", "b3", true});
        at(s, 600, scenario::StartCommand{{"b1"}});
        const auto history = scenario::run(s);
        const auto truncations = all<event::LogTruncated>(*history);
        QCOMPARE(truncations.size(), std::size_t{1});
        QCOMPARE(truncations.front().event->node, kB1);
        const std::int64_t cut
            = truncations.front().what->from.value() - truncations.front().what->to.value();
        QVERIFY(cut > 0);
        // Some of what was cut had been acknowledged: those are the lost ones. The last may not
        // have been answered.
        const auto verdict = history::judge(*history);
        const auto lost = verdict.count(history::AnomalyKind::LostAfterAck);
        QVERIFY(lost > 0);
        QVERIFY(lost <= cut);
        const ClusterState state = stateAtEnd(*history);
        QCOMPARE(state.replica(kB1, kT0)->log, state.replica(kB2, kT0)->log);
    }

    void powerLossTakesThePageCacheAndAKillDoesNot_data()
    {
        QTest::addColumn<bool>("power");
        QTest::newRow("kill") << false;
        QTest::newRow("power loss") << true;
    }

    void powerLossTakesThePageCacheAndAKillDoesNot()
    {
        QFETCH(bool, power);
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"acks", "all"}}, 200, 20);
        at(s, 100, scenario::StartCommand{{"p1"}});
        at(s, 400,
            scenario::StopCommand{"b3", power ? event::StopHow::PowerLoss : event::StopHow::Kill});
        at(s, 600, scenario::StartCommand{{"b3"}});
        const auto history = scenario::run(s);
        const auto recovered = all<event::LogRecovered>(*history);
        QCOMPARE(recovered.size(), std::size_t{1});
        QCOMPARE(recovered.front().what->logEnd, Offset(power ? 0 : 20));
        QCOMPARE(all<event::UnflushedLost>(*history).size(), std::size_t{power ? 1U : 0U});
        QCOMPARE(stateAtEnd(*history).replica(NodeId(3), kT0)->logEnd,
            Offset(20)); // copied again from the leader
    }

    void tooSmallAnIsrRefusesAcksAllAndFreezesTheHighWatermark()
    {
        scenario::Scenario s = smallCluster();
        s.topics[0].config = {{"min.insync.replicas", "2"}};
        addProducer(s, {{"acks", "1"}}, 100, {});
        addProducer(s, {{"acks", "all"}}, 100, {});
        addConsumer(s, {{"auto.offset.reset", "earliest"}});
        at(s, 100, scenario::StartCommand{{"p1", "p2", "c1"}});
        at(s, 300, scenario::StopCommand{"b2", event::StopHow::Kill});
        at(s, 300, scenario::StopCommand{"b3", event::StopHow::Kill});
        const auto history = scenario::run(s);
        const ClusterState state = stateAtEnd(*history);
        QCOMPARE(state.partition(kT0).isr, BrokerSet{kB1});
        const history::ReplicaState& leader = *state.replica(kB1, kT0);
        QVERIFY(leader.logEnd > leader.highWatermark); // acks=1 goes on, but nobody may read it
        QCOMPARE(state.consumers[0].partitions[0].position, leader.highWatermark);
        bool refused = false;
        for (const auto& rejected : all<event::AppendRejected>(*history)) {
            refused = refused || rejected.what->error == event::ErrorCode::NotEnoughReplicas;
        }
        QVERIFY(refused);
    }

    void aSlowFollowerLeavesTheIsrAndComesBack()
    {
        scenario::Scenario s = smallCluster();
        addProducer(s, {{"acks", "1"}}, 100, {});
        at(s, 100, scenario::StartCommand{{"p1"}});
        at(s, 300, scenario::CutCommand{"b1", "b3", true}); // b3 still reaches the controller
        at(s, 1000, scenario::HealCommand{"b1", "b3", true});
        s.script.back().at = Timestamp(40'000'000);
        const auto history = scenario::run(s);
        std::vector<event::IsrReason> reasons;
        for (const auto& changed : all<event::IsrChanged>(*history)) {
            reasons.push_back(changed.what->reason);
            if (changed.what->reason == event::IsrReason::Lagging) {
                // Evicted between one and one and a half times replica.lag.time.max.ms (200 ms)
                // after its last fetch.
                QVERIFY(changed.event->time > Timestamp(490'000));
                QVERIFY(changed.event->time < Timestamp(660'000));
            }
        }
        QCOMPARE(reasons, (std::vector{event::IsrReason::Lagging, event::IsrReason::CaughtUp}));
    }

    void aRestartWithinTheSessionIsRefusedUntilItEnds()
    {
        scenario::Scenario s = smallCluster();
        at(s, 300, scenario::StopCommand{"b1", event::StopHow::Kill});
        at(s, 310, scenario::StartCommand{{"b1"}});
        const auto history = scenario::run(s);
        bool refused = false;
        for (const auto& sent : all<event::MessageSent>(*history)) {
            refused = refused || sent.what->error == event::ErrorCode::DuplicateBrokerRegistration;
        }
        QVERIFY(refused);
        QVERIFY(!stateAtEnd(*history).broker(kB1).fenced);
    }

    void theSameSeedGivesTheSameBytes()
    {
        scenario::Scenario s = oneRecord("all");
        s.cluster.network.latency = {milliseconds(1), milliseconds(9)};
        const std::string first = scenario::run(s)->hash();
        QCOMPARE(scenario::run(s)->hash(), first);
        s.seed = 2;
        QVERIFY(scenario::run(s)->hash() != first);
    }
};

QTEST_APPLESS_MAIN(ReplicationTest)
#include "tst_replication.moc"
