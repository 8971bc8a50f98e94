#include <QTest>

#include "tests/engine/broker/sample_metadata.h"

#include "engine/broker/replication_control.h"

#include <algorithm>

using namespace brokerscope;
using namespace brokerscope::testing;
using broker::ReplicationControl;
using event::ElectionKind;
using event::ErrorCode;
using event::IsrReason;
using protocol::BrokerChangeRecord;
using protocol::PartitionRecord;
using protocol::PartitionRegistration;

namespace {

constexpr NodeId kB1{1};
constexpr NodeId kB2{2};

PartitionId partitionId(std::size_t index)
{
    return PartitionId(static_cast<std::uint16_t>(index));
}

PartitionRegistration sample(const char* replicas, const char* isr, int leader)
{
    return partitionOf(QString::fromUtf8(replicas), QString::fromUtf8(isr), leader);
}

/// Brokers 1 to 5 and the topic "t" with the partitions that a test wants; there is room for four
/// more.
class Control {
public:
    explicit Control(const std::vector<PartitionRegistration>& partitions)
        : image(imageOf(5, partitions, 4))
    {
        const std::size_t room = partitions.size() + 4;
        topology.brokers = 5;
        topology.topics.resize(room);
        for (std::uint16_t i = 0; i < room; ++i) {
            topology.partitions.push_back({"t", i});
        }
        plans.push_back({PartitionId(0), static_cast<std::uint16_t>(partitions.size()),
            static_cast<std::uint16_t>(room), 3, {}, "t"});
    }

    [[nodiscard]] const PartitionRegistration& partition(std::size_t index) const
    {
        return *image.partition(partitionId(index));
    }
    /// Applies what was decided, as the metadata log will.
    const ReplicationControl::Records& take(const ReplicationControl::Records& records)
    {
        last = records;
        for (const protocol::MetadataRecord& record : last) {
            image.apply(record);
        }
        return last;
    }
    [[nodiscard]] std::vector<PartitionRecord> changes() const
    {
        std::vector<PartitionRecord> found;
        for (const protocol::MetadataRecord& record : last) {
            if (const auto* change = std::get_if<PartitionRecord>(&record)) {
                found.push_back(*change);
            }
        }
        return found;
    }

    broker::BrokerConfig config;
    broker::Topology topology;
    std::vector<broker::TopicPlan> plans;
    protocol::MetadataImage image;
    ReplicationControl control{config, topology, plans};
    ReplicationControl::Records last;
};

/// What leader 1 of a partition asks for, in the epochs that the sample has.
protocol::AlterPartitionRequest alterationTo(const char* isr)
{
    protocol::AlterPartitionRequest request;
    request.brokerEpoch = epochOf(kB1);
    request.partition = PartitionId(0);
    request.leaderEpoch = LeaderEpoch(5);
    request.partitionEpoch = PartitionEpoch(7);
    request.newIsr = setOf(QString::fromUtf8(isr));
    return request;
}

} // namespace

Q_DECLARE_METATYPE(brokerscope::event::ErrorCode)

class ReplicationControlTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // --- brokers

    void aFencedBrokerLeavesEveryIsrAndLeadsNothing()
    {
        Control c({sample("1,2,3", "1,2,3", 1), sample("2,3,1", "1,2,3", 2),
            sample("1,2,3", "1", 1), sample("3,4,5", "3,4,5", 3), sample("2,3,1", "2,3", 2)});
        const auto records = c.control.fence(c.image, kB1);
        QCOMPARE(std::get<BrokerChangeRecord>(records.front()),
            (BrokerChangeRecord{kB1, BrokerChangeRecord::What::Fenced}));
        c.take(records);
        QVERIFY(c.image.isFenced(kB1));
        QCOMPARE(c.changes().size(), std::size_t{3});
        QCOMPARE(c.partition(0).leader, kB2); // moved
        QCOMPARE(textOf(c.partition(0).isr), QStringLiteral("2,3"));
        QCOMPARE(c.partition(0).leaderEpoch, LeaderEpoch(6));
        QCOMPARE(c.partition(1).leader, kB2); // it only followed
        QCOMPARE(textOf(c.partition(1).isr), QStringLiteral("2,3"));
        QCOMPARE(c.partition(1).leaderEpoch, LeaderEpoch(5));
        QCOMPARE(c.partition(2).leader, kNoNode); // the last member is not removed
        QCOMPARE(textOf(c.partition(2).isr), QStringLiteral("1"));
        QCOMPARE(c.partition(2).leaderEpoch, LeaderEpoch(6));
        QCOMPARE(c.partition(3).partitionEpoch, PartitionEpoch(7)); // not concerned
        QCOMPARE(c.partition(4).partitionEpoch, PartitionEpoch(7)); // in no ISR, leads nothing
        for (const PartitionRecord& change : c.changes()) {
            if (change.partition != PartitionId(2)) {
                QCOMPARE(change.isrReason, IsrReason::Fenced);
            }
        }
    }

    void whoComesBackLeadsWhatHasNoLeaderAndWaitsForIt()
    {
        Control c({sample("1,2,3", "1", 0), sample("2,1,3", "2", 0), sample("1,2,3", "2,3", 2)});
        fenceAll(c.image, QStringLiteral("1,2"));
        c.take(c.control.unfence(c.image, kB1));
        QVERIFY(c.image.isActive(kB1));
        QCOMPARE(c.changes().size(), std::size_t{1});
        QCOMPARE(c.partition(0).leader, kB1);
        QCOMPARE(c.partition(0).leaderEpoch, LeaderEpoch(6));
        QCOMPARE(c.partition(1).leader, kNoNode); // b2 has what was committed
        QCOMPARE(textOf(c.partition(2).isr), QStringLiteral("2,3")); // it has to catch up first
    }

    void whoLeavesHandsItsLeadershipsOver()
    {
        Control c({sample("1,2,3", "1,2,3", 1), sample("2,3,1", "1,2,3", 2)});
        QVERIFY(!ReplicationControl::mayShutDown(c.image, kB1));
        c.take(c.control.leave(c.image, kB1));
        QVERIFY(!c.image.isFenced(kB1)); // it still serves whoever has not heard
        QVERIFY(!c.image.isActive(kB1));
        QVERIFY(ReplicationControl::mayShutDown(c.image, kB1));
        QCOMPARE(c.partition(0).leader, kB2);
        QCOMPARE(c.changes().front().election, ElectionKind::Shutdown);
        QCOMPARE(c.changes().front().isrReason, IsrReason::Shutdown);
        QCOMPARE(textOf(c.partition(1).isr), QStringLiteral("2,3"));
    }

    /// KIP-966: what an unclean shutdown may have taken, nobody relies on. The last known leader
    /// comes back when nobody else has more.
    void whoComesBackAfterAnUncleanShutdownIsNotEligible()
    {
        PartitionRegistration gone = sample("1,2,3", "", 0);
        gone.eligible = setOf(QStringLiteral("1,2"));
        gone.lastKnownLeader = kB1;
        Control c({gone, sample("1,2,3", "1", 0)});
        c.config.eligibleLeaderReplicas = true;
        for (broker::TopicConfig& topic : c.topology.topics) {
            topic.minInsyncReplicas = 2;
        }
        fenceAll(c.image, QStringLiteral("1,2"));
        c.take(c.control.uncleanShutdown(c.image, kB1));
        QCOMPARE(textOf(c.partition(0).eligible), QStringLiteral("2"));
        QCOMPARE(textOf(c.partition(1).isr), QString());
        c.take(c.control.unfence(c.image, kB1));
        QCOMPARE(c.partition(0).leader, kNoNode); // b2 may have more
        c.take(c.control.uncleanShutdown(c.image, kB2));
        QCOMPARE(c.partition(0).leader, kB1);
        QCOMPARE(c.changes().front().election, ElectionKind::LastKnown);
        QVERIFY(c.partition(0).isRecovering);
        QCOMPARE(textOf(c.partition(0).isr), QStringLiteral("1"));
    }

    void withoutElrAnUncleanShutdownChangesNothing()
    {
        Control c({sample("1,2,3", "1", 0)});
        fenceAll(c.image, QStringLiteral("1"));
        QVERIFY(c.control.uncleanShutdown(c.image, kB1).empty());
    }

    // --- AlterPartition

    void anAlterationIsRefusedByTheRules_data()
    {
        QTest::addColumn<int>("sender");
        QTest::addColumn<int>("brokerEpoch");
        QTest::addColumn<int>("partition");
        QTest::addColumn<int>("leaderEpoch");
        QTest::addColumn<int>("partitionEpoch");
        QTest::addColumn<QString>("isr");
        QTest::addColumn<ErrorCode>("error");
        const auto row
            = [](const char* name, int sender, int brokerEpoch, int partition, int leaderEpoch,
                  int partitionEpoch, const char* isr, ErrorCode error) {
                  QTest::newRow(name) << sender << brokerEpoch << partition << leaderEpoch
                                      << partitionEpoch << QString::fromUtf8(isr) << error;
              };
        row("shrink", 1, 10, 0, 5, 7, "1", ErrorCode::None);
        row("grow", 1, 10, 0, 5, 7, "1,2,3", ErrorCode::None);
        row("as it is", 1, 10, 0, 5, 7, "1,2", ErrorCode::None);
        row("a former life's", 1, 9, 0, 5, 7, "1", ErrorCode::StaleBrokerEpoch);
        row("of no partition", 1, 10, 3, 5, 7, "1", ErrorCode::UnknownTopicOrPartition);
        row("a newer leader epoch", 1, 10, 0, 6, 7, "1", ErrorCode::NotController);
        row("a newer partition epoch", 1, 10, 0, 5, 8, "1", ErrorCode::NotController);
        row("an older leader epoch", 1, 10, 0, 4, 7, "1", ErrorCode::FencedLeaderEpoch);
        row("a follower's", 2, 20, 0, 5, 7, "1,2", ErrorCode::InvalidRequest);
        row("an older partition epoch", 1, 10, 0, 5, 6, "1", ErrorCode::InvalidUpdateVersion);
        row("older, and of replicas that went", 1, 10, 0, 5, 6, "1,5",
            ErrorCode::InvalidUpdateVersion);
        row("without the leader", 1, 10, 0, 5, 7, "2", ErrorCode::InvalidRequest);
        row("with a broker that is no replica", 1, 10, 0, 5, 7, "1,5", ErrorCode::InvalidRequest);
        row("with a fenced one", 1, 10, 1, 5, 7, "1,4", ErrorCode::IneligibleReplica);
        row("with one in controlled shutdown", 1, 10, 1, 5, 7, "1,5", ErrorCode::IneligibleReplica);
    }

    void anAlterationIsRefusedByTheRules()
    {
        QFETCH(int, sender);
        QFETCH(int, brokerEpoch);
        QFETCH(int, partition);
        QFETCH(int, leaderEpoch);
        QFETCH(int, partitionEpoch);
        QFETCH(QString, isr);
        QFETCH(ErrorCode, error);
        Control c({sample("1,2,3", "1,2", 1), sample("1,4,5", "1", 1)});
        fenceAll(c.image, QStringLiteral("4"));
        letLeave(c.image, QStringLiteral("5"));
        protocol::AlterPartitionRequest request;
        request.brokerEpoch = BrokerEpoch(brokerEpoch);
        request.partition = partitionId(static_cast<std::size_t>(partition));
        request.leaderEpoch = LeaderEpoch(leaderEpoch);
        request.partitionEpoch = PartitionEpoch(partitionEpoch);
        request.newIsr = setOf(isr);
        const auto answered = c.control.alterPartition(c.image, brokerOf(sender), request);
        QCOMPARE(answered.error, error);
        c.take(answered.records);
        if (error != ErrorCode::None) {
            QVERIFY(answered.records.empty());
        } else {
            QCOMPARE(textOf(c.partition(0).isr), isr);
            QCOMPARE(c.partition(0).leaderEpoch, LeaderEpoch(5));
            QCOMPARE(c.partition(0).partitionEpoch,
                PartitionEpoch(isr == QStringLiteral("1,2") ? 7 : 8));
        }
    }

    /// The alteration that completes a reassignment may take the leadership from who asked.
    void anAlterationMayElectAnother()
    {
        PartitionRegistration moving = sample("4,5,1,2", "1,2,4", 1);
        moving.adding = setOf(QStringLiteral("4,5"));
        moving.removing = setOf(QStringLiteral("1,2"));
        Control c({moving});
        const auto answered = c.control.alterPartition(c.image, kB1, alterationTo("1,2,4,5"));
        QCOMPARE(answered.error, ErrorCode::NewLeaderElected);
        c.take(answered.records);
        QCOMPARE(c.partition(0).leader, NodeId(4));
        QCOMPARE(c.changes().front().election, ElectionKind::Reassigned);
        QCOMPARE(textOf(c.partition(0).replicas), QStringLiteral("4,5"));
    }

    void aLeaderThatAltersItsIsrHasRecovered()
    {
        PartitionRegistration unclean = sample("1,2,3", "1", 1);
        unclean.isRecovering = true;
        Control c({unclean});
        c.take(c.control.alterPartition(c.image, kB1, alterationTo("1,2")).records);
        QVERIFY(!c.partition(0).isRecovering);
    }

    // --- elections

    void anAdminsElectionIsAnswered_data()
    {
        QTest::addColumn<bool>("unclean");
        QTest::addColumn<int>("leader");
        QTest::addColumn<QString>("isr");
        QTest::addColumn<QString>("fenced");
        QTest::addColumn<ErrorCode>("error");
        QTest::addColumn<int>("leaderAfter");
        QTest::newRow("preferred") << false << 2 << "1,2,3"
                                   << "" << ErrorCode::None << 1;
        QTest::newRow("it leads already") << false << 1 << "1,2,3"
                                          << "" << ErrorCode::ElectionNotNeeded << 1;
        QTest::newRow("it is not in sync") << false << 2 << "2,3"
                                           << "" << ErrorCode::PreferredLeaderNotAvailable << 2;
        QTest::newRow("it is fenced") << false << 2 << "1,2,3"
                                      << "1" << ErrorCode::PreferredLeaderNotAvailable << 2;
        QTest::newRow("unclean") << true << 0 << "1"
                                 << "1" << ErrorCode::None << 2;
        QTest::newRow("unclean, with a leader") << true << 2 << "2"
                                                << "" << ErrorCode::ElectionNotNeeded << 2;
        QTest::newRow("unclean, nobody alive")
            << true << 0 << "1"
            << "1,2,3" << ErrorCode::EligibleLeadersNotAvailable << 0;
    }

    void anAdminsElectionIsAnswered()
    {
        QFETCH(bool, unclean);
        QFETCH(int, leader);
        QFETCH(QString, isr);
        QFETCH(QString, fenced);
        QFETCH(ErrorCode, error);
        QFETCH(int, leaderAfter);
        Control c({partitionOf(QStringLiteral("1,2,3"), isr, leader)});
        fenceAll(c.image, fenced);
        protocol::ElectLeadersRequest request;
        request.type
            = unclean ? protocol::ElectionType::Unclean : protocol::ElectionType::Preferred;
        request.partitions = {PartitionId(0), PartitionId(4)};
        const auto elected = c.control.electLeaders(c.image, request);
        QCOMPARE(elected.response.partitions[0].error, error);
        QCOMPARE(elected.response.partitions[1].error, ErrorCode::UnknownTopicOrPartition);
        c.take(elected.records);
        QCOMPARE(c.partition(0).leader, brokerOf(leaderAfter));
        QCOMPARE(c.partition(0).isRecovering, unclean && error == ErrorCode::None);
    }

    void theImbalanceCheckMovesLeadersBack()
    {
        Control c({sample("1,2,3", "1,2,3", 2), sample("1,2,3", "2,3", 2),
            sample("2,1,3", "1,2,3", 2), sample("4,1,3", "1,3,4", 1), sample("1,2,3", "2", 0)});
        fenceAll(c.image, QStringLiteral("4"));
        c.take(c.control.rebalanceLeaders(c.image));
        QCOMPARE(c.changes().size(), std::size_t{1});
        QCOMPARE(c.partition(0).leader, kB1);
        QCOMPARE(c.changes().front().election, ElectionKind::Preferred);
        QCOMPARE(c.partition(1).leader, kB2); // b1 is not in sync
        QCOMPARE(c.partition(3).leader, kB1); // b4 is fenced
        Control off({sample("1,2,3", "1,2,3", 2)});
        off.config.autoLeaderRebalance = false;
        QVERIFY(off.control.rebalanceLeaders(off.image).empty());
    }

    void theUncleanTimerElectsWhereTheTopicAllowsIt()
    {
        Control c({sample("1,2,3", "1", 0), sample("1,2,3", "1", 0), sample("1,2,3", "2", 2)});
        fenceAll(c.image, QStringLiteral("1"));
        c.topology.topics[1].uncleanLeaderElection = true;
        c.topology.topics[2].uncleanLeaderElection = true;
        c.take(c.control.uncleanElections(c.image));
        QCOMPARE(c.changes().size(), std::size_t{1});
        QCOMPARE(c.partition(0).leader, kNoNode);
        QCOMPARE(c.partition(1).leader, kB2);
        QCOMPARE(textOf(c.partition(1).isr), QStringLiteral("2"));
        QVERIFY(c.partition(1).isRecovering);
    }

    // --- topics

    void partitionsAreAdded_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<QString>("fenced");
        QTest::addColumn<ErrorCode>("error");
        QTest::newRow("three more") << 5 << "" << ErrorCode::None;
        QTest::newRow("as many as there are") << 2 << "" << ErrorCode::InvalidPartitions;
        QTest::newRow("fewer") << 1 << "" << ErrorCode::InvalidPartitions;
        QTest::newRow("nobody is unfenced")
            << 3 << "1,2,3,4,5" << ErrorCode::InvalidReplicationFactor;
    }

    void partitionsAreAdded()
    {
        QFETCH(int, count);
        QFETCH(QString, fenced);
        QFETCH(ErrorCode, error);
        Control c({sample("1,2,3", "1,2,3", 1), sample("2,3,1", "1,2,3", 2)});
        fenceAll(c.image, fenced);
        sim::Random random(1, 0);
        const auto created = c.control.createPartitions(
            c.image, {PartitionId(0), static_cast<std::uint16_t>(count)}, random);
        QCOMPARE(created.has_value(), error == ErrorCode::None);
        if (!created) {
            QCOMPARE(created.error(), error);
            return;
        }
        c.take(*created);
        QCOMPARE(std::get<protocol::TopicRecord>(created->front()),
            (protocol::TopicRecord{PartitionId(2), 3, false}));
        for (std::size_t i = 2; i < 5; ++i) {
            const PartitionRegistration& added = c.partition(i);
            QCOMPARE(added.replicas.size(), std::size_t{3});
            QCOMPARE(added.leader, added.replicas.front());
            QCOMPARE(added.isr, setOf(textOf(added.replicas)));
            QCOMPARE(added.leaderEpoch, LeaderEpoch(0));
        }
        QCOMPARE(c.partition(0).partitionEpoch, PartitionEpoch(7)); // data stays where it is
    }

    void noReplicaIsPlacedOnABrokerThatLeaves()
    {
        Control c({sample("1,2,3", "1,2,3", 1)});
        letLeave(c.image, QStringLiteral("4"));
        for (std::uint64_t seed = 1; seed <= 50; ++seed) {
            sim::Random random(seed, 0);
            const auto created = c.control.createPartitions(c.image, {PartitionId(0), 5}, random);
            for (const protocol::MetadataRecord& record : *created) {
                if (const auto* added = std::get_if<PartitionRecord>(&record)) {
                    QVERIFY(!added->registration.hasReplica(NodeId(4)));
                }
            }
        }
    }

    void aNewPartitionsIsrIsWhoIsActive()
    {
        Control c({sample("1,2,3", "1,2,3", 1)});
        fenceAll(c.image, QStringLiteral("3,4,5"));
        sim::Random random(1, 0);
        c.take(*c.control.createPartitions(c.image, {PartitionId(0), 2}, random));
        QCOMPARE(c.partition(1).replicas.size(), std::size_t{3});
        QCOMPARE(textOf(c.partition(1).isr), QStringLiteral("1,2"));
        QVERIFY(c.partition(1).isr.contains(c.partition(1).leader));
    }

    // --- reassignment

    void aReassignmentBegins_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<ErrorCode>("error");
        QTest::addColumn<QString>("replicas");
        QTest::addColumn<QString>("adding");
        QTest::addColumn<QString>("removing");
        QTest::newRow("one for another") << "1,2,4" << ErrorCode::None << "1,2,4,3"
                                         << "4"
                                         << "3";
        QTest::newRow("all of them") << "4,5" << ErrorCode::None << "4,5,1,2,3"
                                     << "4,5"
                                     << "1,2,3";
        QTest::newRow("one more") << "1,2,3,4" << ErrorCode::None << "1,2,3,4"
                                  << "4"
                                  << "";
        QTest::newRow("one fewer, done at once") << "1,2" << ErrorCode::None << "1,2"
                                                 << ""
                                                 << "";
        QTest::newRow("another order, done at once") << "3,2,1" << ErrorCode::None << "3,2,1"
                                                     << ""
                                                     << "";
        QTest::newRow("unknown") << "1,2,9" << ErrorCode::InvalidReplicaAssignment << "1,2,3"
                                 << ""
                                 << "";
        QTest::newRow("twice") << "1,2,2" << ErrorCode::InvalidReplicaAssignment << "1,2,3"
                               << ""
                               << "";
        QTest::newRow("cancel what is not") << "" << ErrorCode::NoReassignmentInProgress << "1,2,3"
                                            << ""
                                            << "";
    }

    void aReassignmentBegins()
    {
        QFETCH(QString, target);
        QFETCH(ErrorCode, error);
        QFETCH(QString, replicas);
        QFETCH(QString, adding);
        QFETCH(QString, removing);
        Control c({sample("1,2,3", "1,2,3", 1)});
        const auto answered = c.control.reassign(c.image, {PartitionId(0), brokersOf(target), 0});
        QCOMPARE(answered.error, error);
        c.take(answered.records);
        QCOMPARE(textOf(c.partition(0).replicas), replicas);
        QCOMPARE(textOf(c.partition(0).adding), adding);
        QCOMPARE(textOf(c.partition(0).removing), removing);
        QCOMPARE(c.partition(0).leader, kB1);
    }

    void aReassignmentIsCancelled()
    {
        Control c({sample("1,2,3", "1,2,3", 1)});
        c.take(c.control.reassign(c.image, {PartitionId(0), brokersOf(QStringLiteral("4,5")), 0})
                   .records);
        protocol::AlterPartitionRequest grow = alterationTo("1,2,3,4");
        grow.partitionEpoch = PartitionEpoch(8);
        c.take(c.control.alterPartition(c.image, kB1, grow).records);
        QCOMPARE(textOf(c.partition(0).isr), QStringLiteral("1,2,3,4"));
        const auto answered = c.control.reassign(c.image, {PartitionId(0), {}, 0});
        QCOMPARE(answered.error, ErrorCode::None);
        c.take(answered.records);
        QCOMPARE(textOf(c.partition(0).replicas), QStringLiteral("1,2,3"));
        QCOMPARE(textOf(c.partition(0).isr), QStringLiteral("1,2,3"));
        QVERIFY(!c.partition(0).isReassigning());
        QCOMPARE(c.partition(0).leader, kB1);
    }

    void aReassignmentInTheWayOfAnotherTakesOver()
    {
        Control c({sample("1,2,3", "1,2,3", 1)});
        c.take(c.control.reassign(c.image, {PartitionId(0), brokersOf(QStringLiteral("1,2,4")), 0})
                   .records);
        c.take(c.control.reassign(c.image, {PartitionId(0), brokersOf(QStringLiteral("1,2,5")), 0})
                   .records);
        QCOMPARE(textOf(c.partition(0).replicas), QStringLiteral("1,2,5,3"));
        QCOMPARE(textOf(c.partition(0).adding), QStringLiteral("5"));
        QCOMPARE(textOf(c.partition(0).removing), QStringLiteral("3"));
    }

    /// Whoever it is taken back to lacks what only the new replica has.
    void aReassignmentIsNotTakenBackWhileOnlyNewReplicasAreInSync_data()
    {
        QTest::addColumn<QString>("target");
        QTest::newRow("cancelled") << "";
        QTest::newRow("in the way of another") << "1,2,3";
    }

    void aReassignmentIsNotTakenBackWhileOnlyNewReplicasAreInSync()
    {
        QFETCH(QString, target);
        protocol::PartitionRegistration moving = sample("4,5,1,2,3", "4", 4);
        moving.adding = setOf(QStringLiteral("4,5"));
        moving.removing = setOf(QStringLiteral("1,2,3"));
        Control c({moving});
        const auto answered = c.control.reassign(c.image, {PartitionId(0), brokersOf(target), 0});
        QCOMPARE(answered.error, ErrorCode::InvalidReplicaAssignment);
        QVERIFY(answered.records.empty());
    }

    void aThrottleHoldsUntilTheLastReassignmentIsDone()
    {
        Control c({sample("1,2,3", "1,2,3", 1), sample("1,2,3", "1,2,3", 1)});
        for (const std::size_t i : {std::size_t{0}, std::size_t{1}}) {
            c.take(
                c.control
                    .reassign(c.image, {partitionId(i), brokersOf(QStringLiteral("1,2,3,4")), 1000})
                    .records);
            QCOMPARE(c.image.replicationThrottle(), std::uint64_t{1000});
        }
        protocol::AlterPartitionRequest grow = alterationTo("1,2,3,4");
        grow.partitionEpoch = PartitionEpoch(8);
        c.take(c.control.alterPartition(c.image, kB1, grow).records);
        QVERIFY(!c.partition(0).isReassigning());
        QCOMPARE(c.image.replicationThrottle(), std::uint64_t{1000});
        grow.partition = PartitionId(1);
        c.take(c.control.alterPartition(c.image, kB1, grow).records);
        QCOMPARE(c.image.replicationThrottle(), std::uint64_t{0});
    }
};

QTEST_APPLESS_MAIN(ReplicationControlTest)
#include "tst_replication_control.moc"
