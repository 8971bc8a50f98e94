#include <QTest>

#include "tests/engine/cluster/looks.h"

#include <set>

using namespace brokerscope;
using namespace brokerscope::testing;

namespace {

/// Four brokers, "t-0" on b1, b2, b3, and records of a kilobyte, 100 of which are there at 1 s.
scenario::Scenario fourBrokers()
{
    scenario::Scenario s = smallCluster();
    s.cluster.brokers = 4;
    scenario::ProducerSpec& p1 = addProducer(s, {{"acks", "all"}, {"linger.ms", "0"}}, 200, 100);
    p1.sends.size = 1000;
    addProducer(s, {{"acks", "all"}, {"linger.ms", "0"}}, 50, {}).sends.size = 10;
    at(s, 100, scenario::StartCommand{{"p1"}});
    at(s, 1000, scenario::StartCommand{{"p2"}});
    s.script.back().at = atMs(4000);
    return s;
}

void everythingWasKept(const history::History& history)
{
    const auto verdict = history::judge(history);
    QCOMPARE(verdict.count(history::AnomalyKind::LostAfterAck), 0U);
    QCOMPARE(verdict.count(history::AnomalyKind::DuplicateInLog), 0U);
}

/// When the partition had exactly these replicas and no reassignment was under way.
Timestamp settledAt(const history::History& history, BrokerSet replicas)
{
    for (const auto& assigned : all<event::ReplicasAssigned>(history)) {
        if (assigned.what->replicas == replicas && assigned.what->adding.empty()
            && assigned.what->removing.empty()) {
            return assigned.event->time;
        }
    }
    return kNever;
}

} // namespace

class ReassignmentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void replicasAreAddedFirstAndRemovedThen_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<bool>("adds");
        QTest::addColumn<bool>("removes");
        QTest::addColumn<int>("leader");
        QTest::newRow("a follower for another") << "b1,b2,b4" << true << true << 1;
        QTest::newRow("the leader for another") << "b2,b3,b4" << true << true << 2;
        QTest::newRow("the new one preferred: the leader stays") << "b4,b1,b2" << true << true << 1;
        QTest::newRow("one more") << "b1,b2,b3,b4" << true << false << 1;
        QTest::newRow("one fewer") << "b1,b2" << false << true << 1;
        QTest::newRow("to the new one alone") << "b4" << true << true << 4;
    }

    void replicasAreAddedFirstAndRemovedThen()
    {
        QFETCH(QString, target);
        QFETCH(bool, adds);
        QFETCH(bool, removes);
        QFETCH(int, leader);
        scenario::Scenario s = fourBrokers();
        scenario::ReassignCommand command{"t-0", {}, 0};
        BrokerSet replicas;
        for (const QString& name : target.split(QLatin1Char(','))) {
            command.replicas.push_back(name.toStdString());
            replicas.insert(NodeId(static_cast<std::uint16_t>(name.mid(1).toUInt())));
        }
        at(s, 1500, command);
        const auto history = scenario::run(s);
        const history::ClusterState state = stateAtEnd(*history);
        const history::PartitionState& partition = state.partition(kT0);
        QCOMPARE(partition.replicas, replicas);
        QCOMPARE(partition.isr, replicas);
        QVERIFY(partition.adding.empty() && partition.removing.empty());
        QCOMPARE(partition.leader, NodeId(static_cast<std::uint16_t>(leader)));
        const Timestamp settled = settledAt(*history, replicas);
        QVERIFY(settled != kNever);
        if (adds) {
            // Everybody is a replica until the new one has everything.
            const history::ClusterState before = stateAt(*history, Timestamp(settled.micros() - 1));
            QCOMPARE(before.partition(kT0).isr.bits() & kOld.bits(), kOld.bits());
        }
        for (const NodeId broker : {kB1, kB2, kB3, kB4}) {
            const bool keeps = replicas.contains(broker);
            QCOMPARE(state.replica(broker, kT0) != nullptr, keeps);
            QCOMPARE(allOf<event::ReplicaDeleted>(*history, broker).size(),
                std::size_t{!keeps && broker != kB4 ? 1U : 0U});
            if (keeps) {
                QCOMPARE(state.replica(broker, kT0)->log.front().base, Offset(0));
            }
        }
        // Brokers that are replicas no more must not serve: a new epoch, even with the same leader.
        QCOMPARE(partition.leaderEpoch, LeaderEpoch(removes ? 1 : 0));
        QVERIFY(ackedOf(*history, "p2", atMs(1500)) > 110);
        everythingWasKept(*history);
    }

    /// 100 kB at 20 kB/s: the first second's worth is free, so four more seconds are needed; the
    /// others go on at full speed.
    void aThrottleSlowsTheCopyDown_data()
    {
        QTest::addColumn<int>("bytesPerSecond");
        QTest::addColumn<int>("fromMs");
        QTest::addColumn<int>("toMs");
        QTest::newRow("none") << 0 << 0 << 100;
        QTest::newRow("more than there is") << 1'000'000 << 0 << 100;
        QTest::newRow("50 kB/s") << 50'000 << 900 << 2500;
        QTest::newRow("20 kB/s") << 20'000 << 3500 << 7000;
    }

    void aThrottleSlowsTheCopyDown()
    {
        QFETCH(int, bytesPerSecond);
        QFETCH(int, fromMs);
        QFETCH(int, toMs);
        scenario::Scenario s = fourBrokers();
        s.cluster.config["replica.fetch.max.bytes"] = "10000";
        at(s, 1500,
            scenario::ReassignCommand{
                "t-0", {"b1", "b2", "b4"}, static_cast<std::uint64_t>(bytesPerSecond)});
        s.script.back().at = atMs(12'000);
        const auto history = scenario::run(s);
        const Timestamp settled = settledAt(*history, {kB1, kB2, kB4});
        QVERIFY(settled != kNever);
        const std::int64_t took = (settled - atMs(1500)).millis();
        QVERIFY2(took >= fromMs && took <= toMs, qPrintable(QString::number(took)));
        QCOMPARE(!all<event::ReplicationThrottled>(*history).empty(), fromMs > 0);
        for (const auto& throttled : all<event::ReplicationThrottled>(*history)) {
            QVERIFY(throttled.event->time < settled);
        }
        // Who is in the ISR is not throttled: acks=all goes on.
        QVERIFY(ackedOf(*history, "p2", atMs(1500), atMs(2500)) > 45);
        everythingWasKept(*history);
    }

    void aReassignmentIsCancelled()
    {
        scenario::Scenario s = fourBrokers();
        s.cluster.config["replica.fetch.max.bytes"] = "10000";
        at(s, 1500, scenario::ReassignCommand{"t-0", {"b4", "b2", "b3"}, 20'000});
        at(s, 2000, scenario::ReassignCommand{"t-0", {}, 0});
        const auto history = scenario::run(s);
        const history::ClusterState during = stateAt(*history, atMs(1990));
        QCOMPARE(during.partition(kT0).adding, BrokerSet{kB4});
        QCOMPARE(during.partition(kT0).removing, BrokerSet{kB1});
        const history::ClusterState state = stateAtEnd(*history);
        QCOMPARE(state.partition(kT0).replicas, kOld);
        QCOMPARE(state.partition(kT0).isr, kOld);
        QCOMPARE(state.partition(kT0).leader, kB1);
        QVERIFY(state.replica(kB4, kT0) == nullptr);
        everythingWasKept(*history);
    }

    /// What is to be added is down: the reassignment waits for it.
    void aReassignmentWaitsForABrokerThatIsDown()
    {
        scenario::Scenario s = fourBrokers();
        at(s, 500, scenario::StopCommand{"b4", event::StopHow::Kill});
        at(s, 1500, scenario::ReassignCommand{"t-0", {"b1", "b2", "b4"}, 0});
        at(s, 2500, scenario::StartCommand{{"b4"}});
        const auto history = scenario::run(s);
        const Timestamp settled = settledAt(*history, {kB1, kB2, kB4});
        QVERIFY(settled > atMs(2500) && settled != kNever);
        QVERIFY(ackedOf(*history, "p2", atMs(1500), atMs(2500)) > 45);
        everythingWasKept(*history);
    }

    // --- more partitions

    /// Data stays where it is; records without key spread over what there is now, and keys may go
    /// elsewhere.
    void aTopicGetsMorePartitions()
    {
        scenario::Scenario s = smallCluster();
        scenario::ProducerSpec& keyed
            = addProducer(s, {{"linger.ms", "0"}, {"metadata.max.age.ms", "100"}}, 100, {});
        keyed.sends.hasKeys = true;
        keyed.sends.keyPrefix = "k";
        keyed.sends.keyLast = 19;
        scenario::ConsumerSpec& c1
            = addConsumer(s, {{"auto.offset.reset", "earliest"}, {"metadata.max.age.ms", "100"}});
        c1.assigns = {"t-0", "t-1", "t-2", "t-3"};
        at(s, 100, scenario::StartCommand{{"p1", "c1"}});
        at(s, 1000, scenario::AddPartitionsCommand{"t", 4});
        const auto history = scenario::run(s);
        const auto added = all<event::PartitionsAdded>(*history);
        QCOMPARE(added.size(), std::size_t{1});
        QCOMPARE(added[0].what->firstPartition, kT1);
        QCOMPARE(added[0].what->partitions, std::uint16_t{3});
        const history::ClusterState state = stateAtEnd(*history);
        for (std::uint16_t i = 0; i < 4; ++i) {
            const history::PartitionState& partition = state.partition(PartitionId(i));
            QVERIFY(partition.created);
            QCOMPARE(partition.replicas.size(), 3);
            QCOMPARE(partition.leader, partition.preferred);
        }
        std::set<PartitionId> before;
        std::set<PartitionId> after;
        for (const auto& record : all<event::RecordCreated>(*history)) {
            if (record.event->time < atMs(1000)) {
                before.insert(record.what->partition);
            } else if (record.event->time > atMs(1300)) {
                after.insert(record.what->partition);
            }
        }
        QCOMPARE(before, std::set<PartitionId>{kT0});
        QCOMPARE(after.size(), std::size_t{4});
        std::set<PartitionId> read;
        for (const auto& delivered : all<event::RecordsDelivered>(*history)) {
            read.insert(delivered.what->partition);
        }
        QCOMPARE(read.size(), std::size_t{4});
        QCOMPARE(history::judge(*history).count(history::AnomalyKind::NeverDelivered), 0U);
    }

    void fewerPartitionsAreRefused()
    {
        scenario::Scenario s = smallCluster();
        s.topics[0].partitions = 2;
        s.topics[0].assignment = {{kB1, kB2, kB3}, {kB2, kB3, kB1}};
        at(s, 500, scenario::AddPartitionsCommand{"t", 2});
        const auto history = scenario::run(s);
        QVERIFY(all<event::PartitionsAdded>(*history).empty());
        bool refused = false;
        for (const auto& sent : all<event::MessageSent>(*history)) {
            refused = refused || sent.what->error == event::ErrorCode::InvalidPartitions;
        }
        QVERIFY(refused);
    }

private:
    static constexpr BrokerSet kOld{kB1, kB2, kB3};
};

QTEST_APPLESS_MAIN(ReassignmentTest)
#include "tst_reassignment.moc"
