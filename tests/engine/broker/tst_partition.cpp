#include <QTest>

#include "tests/engine/broker/sample_metadata.h"

#include "engine/broker/partition.h"
#include "engine/record/batch_builder.h"
#include "engine/record/record_reader.h"
#include "engine/sim/kernel.h"

#include <functional>
#include <memory>

using namespace brokerscope;
using namespace brokerscope::testing;
using broker::Partition;
using event::IsrReason;

namespace {

constexpr NodeId kB1{1};
constexpr NodeId kB2{2};
constexpr NodeId kB3{3};

class Idle final : public sim::Node {
public:
    void start(sim::Context&) override { }
    void receive(sim::Context&, sim::Message) override { }
    void timeUp(sim::Context&, const sim::Timer&) override { }
    void connectionLost(sim::Context&, NodeId) override { }
};

Bytes oneRecord()
{
    record::BatchBuilder builder;
    builder.append(std::nullopt, "value", 0);
    return builder.finish();
}

/// b1's replica of a partition with the replicas 1,2,3, which the test makes lead, with Kafka's
/// defaults: replica.lag.time.max.ms is 30 s. The test says when followers fetch, and from where.
class Replica {
public:
    explicit Replica(std::uint32_t minIsr = 1)
        : m_kernel(roster(), 1, {}, {})
        , image(imageOf(3, {partitionOf(QStringLiteral("1,2,3"), QStringLiteral("1,2"))}))
    {
        m_topology.partitions = {{"t", 0}};
        m_topology.topics.resize(1);
        m_topology.topics[0].minInsyncReplicas = minIsr;
        m_topology.topicIds.resize(1);
        m_topology.brokers = 3;
        m_kernel.setFactory(kB1, [] { return std::make_unique<Idle>(); });
        m_kernel.startNode(kB1);
        act([this](sim::Context& context) {
            log::Opening opening;
            opening.directory = "t-0";
            opening.partition = PartitionId(0);
            m_partition = std::make_unique<Partition>(PartitionId(0), kB1, m_topology, m_config,
                *log::Log::open(context.storage(), opening), Offset(0));
        });
    }

    /// b1 leads with this ISR, in the next leader epoch.
    void lead(const char* isr)
    {
        m_registration.replicas = brokersOf(QStringLiteral("1,2,3"));
        m_registration.leader = kB1;
        m_registration.leaderEpoch = LeaderEpoch(m_registration.leaderEpoch.value() + 1);
        registerIsr(isr);
    }
    /// The controller has this ISR.
    void registerIsr(const char* isr)
    {
        m_registration.isr = setOf(QString::fromUtf8(isr));
        m_registration.partitionEpoch = PartitionEpoch(m_registration.partitionEpoch.value() + 1);
        act([this](sim::Context& context) {
            m_partition->apply(context, m_registration);
            m_partition->maybeAdvanceHighWatermark(context, image);
        });
    }
    void append(int records)
    {
        act([&](sim::Context& context) {
            for (int i = 0; i < records; ++i) {
                QVERIFY(m_partition->appendAsLeader(context, oneRecord(), NodeId(4), BatchId(1)));
            }
            m_partition->maybeAdvanceHighWatermark(context, image);
        });
    }
    void fetch(NodeId follower, std::int64_t from, std::optional<BrokerEpoch> epoch = {})
    {
        act([&](sim::Context& context) {
            m_partition->noteFollowerFetch(
                context, follower, epoch.value_or(epochOf(follower)), Offset(from));
            m_partition->maybeAdvanceHighWatermark(context, image);
        });
    }
    void propose(const char* isr, IsrReason reason)
    {
        m_partition->isrProposed({setOf(QString::fromUtf8(isr)), reason});
        act([this](
                sim::Context& context) { m_partition->maybeAdvanceHighWatermark(context, image); });
    }
    void atMs(std::int64_t ms) { m_kernel.runUntil(Timestamp(ms * 1000)); }

    /// What would be asked for now; empty when nothing.
    [[nodiscard]] QString grown(NodeId follower) const
    {
        const auto isr = m_partition->isrWith(follower, image);
        return isr ? textOf(*isr) : QString();
    }
    [[nodiscard]] QString shrunk() const
    {
        const auto isr = m_partition->isrWithoutLagging(m_kernel.now());
        return isr ? textOf(*isr) : QString();
    }
    [[nodiscard]] std::int64_t highWatermark() const
    {
        return m_partition->highWatermark().value();
    }

private:
    static event::Roster roster()
    {
        event::Roster roster;
        roster.nodes = {{"you", event::NodeKind::Script}, {"b1", event::NodeKind::Broker},
            {"b2", event::NodeKind::Broker}, {"b3", event::NodeKind::Broker},
            {"p1", event::NodeKind::Producer}};
        roster.partitions = {{"t", 0}};
        return roster;
    }
    void act(const std::function<void(sim::Context&)>& action)
    {
        m_kernel.act(kB1, [&](sim::Node&, sim::Context& context) { action(context); });
    }

    sim::Kernel m_kernel;
    broker::BrokerConfig m_config;
    broker::Topology m_topology;
    protocol::PartitionRegistration m_registration;
    std::unique_ptr<Partition> m_partition;

public:
    protocol::MetadataImage image;
};

} // namespace

class PartitionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // --- who has caught up

    /// b2 leads a life of two fetches: from offset 0 at 1 s, with ten records in the log, and
    /// another at 20 s, with twenty. It was in the ISR when b1 began to lead, at 0 s.
    void whoReachesTheEndOfItsFormerFetchKeepsUp_data()
    {
        QTest::addColumn<int>("secondFetch");
        QTest::addColumn<int>("laggingAfterMs");
        QTest::newRow("the end") << 20 << 50'000;
        QTest::newRow("the end as it was at the former fetch") << 10 << 31'000;
        QTest::newRow("beyond that") << 19 << 31'000;
        QTest::newRow("not even that") << 9 << 30'000;
    }

    void whoReachesTheEndOfItsFormerFetchKeepsUp()
    {
        QFETCH(int, secondFetch);
        QFETCH(int, laggingAfterMs);
        Replica leader;
        leader.lead("1,2");
        leader.append(10);
        leader.atMs(1000);
        leader.fetch(kB2, 0);
        leader.append(10);
        leader.atMs(20'000);
        leader.fetch(kB2, secondFetch);
        leader.append(1); // whoever is at the very end is caught up however long that lasts
        leader.atMs(laggingAfterMs);
        QCOMPARE(leader.shrunk(), QString());
        leader.atMs(laggingAfterMs + 1);
        QCOMPARE(leader.shrunk(), QStringLiteral("1"));
    }

    void whoIsAtTheEndIsCaughtUpForEver()
    {
        Replica leader;
        leader.lead("1,2");
        leader.append(10);
        leader.atMs(1000);
        leader.fetch(kB2, 10);
        leader.atMs(500'000);
        QCOMPARE(leader.shrunk(), QString());
        leader.append(1);
        QCOMPARE(leader.shrunk(), QStringLiteral("1"));
    }

    void whoNeverFetchesIsOutAfterTheLagTime()
    {
        Replica leader;
        leader.atMs(5000);
        leader.lead("1,2,3");
        leader.append(1);
        leader.atMs(35'000);
        QCOMPARE(leader.shrunk(), QString());
        leader.atMs(35'001);
        QCOMPARE(leader.shrunk(), QStringLiteral("1")); // the leader stays
    }

    void oneAlterationIsUnderWayAtATime()
    {
        Replica leader;
        leader.lead("1,2");
        leader.append(1);
        leader.atMs(40'000);
        leader.fetch(kB3, 1);
        QCOMPARE(leader.shrunk(), QStringLiteral("1"));
        QCOMPARE(leader.grown(kB3), QStringLiteral("1,2,3"));
        leader.propose("1", IsrReason::Lagging);
        QCOMPARE(leader.shrunk(), QString());
        QCOMPARE(leader.grown(kB3), QString());
        leader.registerIsr("1");
        QCOMPARE(leader.grown(kB3), QStringLiteral("1,3"));
    }

    // --- who may join

    /// Ten records, of which b2 has six: HW 6.
    void whoReachesTheHighWatermarkMayJoin_data()
    {
        QTest::addColumn<int>("fetch");
        QTest::addColumn<bool>("joins");
        QTest::newRow("one below") << 5 << false;
        QTest::newRow("the high watermark") << 6 << true;
        QTest::newRow("the end") << 10 << true;
    }

    void whoReachesTheHighWatermarkMayJoin()
    {
        QFETCH(int, fetch);
        QFETCH(bool, joins);
        Replica leader;
        leader.lead("1,2");
        leader.append(10);
        leader.fetch(kB2, 6);
        QCOMPARE(leader.highWatermark(), 6);
        leader.fetch(kB3, fetch);
        QCOMPARE(leader.grown(kB3), joins ? QStringLiteral("1,2,3") : QString());
    }

    /// b1 begins its second epoch with ten records, of which six are known to be committed.
    void whoReachesTheStartOfTheEpochMayJoin_data()
    {
        QTest::addColumn<int>("fetch");
        QTest::addColumn<bool>("joins");
        QTest::newRow("the high watermark") << 6 << false;
        QTest::newRow("one below the start") << 9 << false;
        QTest::newRow("the start") << 10 << true;
    }

    void whoReachesTheStartOfTheEpochMayJoin()
    {
        QFETCH(int, fetch);
        QFETCH(bool, joins);
        Replica leader;
        leader.lead("1,2");
        leader.append(10);
        leader.fetch(kB2, 6);
        leader.lead("1,2");
        leader.append(5);
        leader.fetch(kB3, fetch);
        QCOMPARE(leader.highWatermark(), 6);
        QCOMPARE(leader.grown(kB3), joins ? QStringLiteral("1,2,3") : QString());
    }

    void onlyWhoTheControllerWouldTakeMayJoin_data()
    {
        QTest::addColumn<bool>("fenced");
        QTest::addColumn<bool>("leaving");
        QTest::addColumn<int>("brokerEpoch");
        QTest::addColumn<bool>("joins");
        QTest::newRow("active") << false << false << 30 << true;
        QTest::newRow("fenced") << true << false << 30 << false;
        QTest::newRow("in controlled shutdown") << false << true << 30 << false;
        QTest::newRow("a former life fetched") << false << false << 29 << false;
        QTest::newRow("a life that the leader has not heard of") << false << false << 31 << false;
    }

    void onlyWhoTheControllerWouldTakeMayJoin()
    {
        QFETCH(bool, fenced);
        QFETCH(bool, leaving);
        QFETCH(int, brokerEpoch);
        QFETCH(bool, joins);
        Replica leader;
        if (fenced) {
            fenceAll(leader.image, QStringLiteral("3"));
        }
        if (leaving) {
            letLeave(leader.image, QStringLiteral("3"));
        }
        leader.lead("1,2");
        leader.append(1);
        leader.fetch(kB3, 1, BrokerEpoch(brokerEpoch));
        QCOMPARE(leader.grown(kB3), joins ? QStringLiteral("1,2,3") : QString());
    }

    /// A fetch of a former life, which the network held back, tells nothing about this one.
    void aFetchOfAFormerLifeDoesNotCount()
    {
        Replica leader;
        leader.lead("1,2");
        leader.append(10);
        leader.fetch(kB2, 4);
        QCOMPARE(leader.highWatermark(), 4);
        leader.fetch(kB2, 10, BrokerEpoch(19));
        QCOMPARE(leader.highWatermark(), 4);
        leader.fetch(kB2, 10, BrokerEpoch(20));
        QCOMPARE(leader.highWatermark(), 10);
    }

    // --- the high watermark

    void itIsTheLowestEndOfTheIsr_data()
    {
        QTest::addColumn<QString>("isr");
        QTest::addColumn<int>("second");
        QTest::addColumn<int>("third");
        QTest::addColumn<int>("highWatermark");
        QTest::newRow("the leader alone") << "1" << -1 << -1 << 10;
        QTest::newRow("two") << "1,2" << 7 << -1 << 7;
        QTest::newRow("two, all of it") << "1,2" << 10 << -1 << 10;
        QTest::newRow("three") << "1,2,3" << 7 << 4 << 4;
        QTest::newRow("one has not fetched yet") << "1,2,3" << 7 << -1 << 0;
    }

    void itIsTheLowestEndOfTheIsr()
    {
        QFETCH(QString, isr);
        QFETCH(int, second);
        QFETCH(int, third);
        QFETCH(int, highWatermark);
        Replica leader;
        leader.lead(isr.toUtf8().constData());
        leader.append(10);
        for (const auto& [follower, from] : {std::pair(kB2, second), std::pair(kB3, third)}) {
            if (from >= 0) {
                leader.fetch(follower, from);
            }
        }
        QCOMPARE(leader.highWatermark(), highWatermark);
    }

    /// b3 is not in the ISR, but it was at the end at 1 s and is expected to join; 30 s later it is
    /// not waited for any more. Nor is it when it could not join.
    void itWaitsForWhoIsCatchingUp_data()
    {
        QTest::addColumn<bool>("fenced");
        QTest::addColumn<int>("atMs");
        QTest::addColumn<int>("highWatermark");
        QTest::newRow("catching up") << false << 31'000 << 8;
        QTest::newRow("too slow") << false << 31'001 << 10;
        QTest::newRow("fenced") << true << 2000 << 10;
    }

    void itWaitsForWhoIsCatchingUp()
    {
        QFETCH(bool, fenced);
        QFETCH(int, atMs);
        QFETCH(int, highWatermark);
        Replica leader;
        leader.lead("1,2");
        leader.append(8);
        leader.fetch(kB2, 8);
        leader.atMs(1000);
        leader.fetch(kB3, 8);
        leader.append(2);
        if (fenced) {
            fenceAll(leader.image, QStringLiteral("3"));
        }
        leader.atMs(atMs);
        leader.fetch(kB2, 10);
        QCOMPARE(leader.highWatermark(), highWatermark);
    }

    /// While the controller has not answered, both what was and what may be count.
    void aProposedMemberCountsAtOnceAndARemovedOneStill()
    {
        Replica grows;
        grows.lead("1,2");
        grows.append(8);
        grows.fetch(kB2, 8);
        grows.fetch(kB3, 8);
        grows.propose("1,2,3", IsrReason::CaughtUp);
        grows.append(2);
        fenceAll(grows.image, QStringLiteral("3")); // it does not count by catching up
        grows.fetch(kB2, 10);
        QCOMPARE(grows.highWatermark(), 8);
        grows.registerIsr("1,2"); // the controller would not have it
        QCOMPARE(grows.highWatermark(), 10);

        Replica shrinks;
        shrinks.lead("1,2");
        shrinks.append(8);
        shrinks.fetch(kB2, 5);
        shrinks.atMs(40'000);
        QCOMPARE(shrinks.shrunk(), QStringLiteral("1"));
        shrinks.propose("1", IsrReason::Lagging);
        QCOMPARE(shrinks.highWatermark(), 5);
        shrinks.registerIsr("1");
        QCOMPARE(shrinks.highWatermark(), 8);
    }

    /// KAFKA-15583, since 3.7. The minimum is bounded by the three replicas.
    void itStandsStillBelowTheMinimumOfReplicas_data()
    {
        QTest::addColumn<QString>("isr");
        QTest::addColumn<int>("minIsr");
        QTest::addColumn<int>("highWatermark");
        QTest::newRow("1 of 1") << "1" << 1 << 10;
        QTest::newRow("1 of 2") << "1" << 2 << 0;
        QTest::newRow("2 of 2") << "1,2" << 2 << 10;
        QTest::newRow("2 of 3") << "1,2" << 3 << 0;
        QTest::newRow("3 of 3") << "1,2,3" << 3 << 10;
        QTest::newRow("3 of 5, which are three") << "1,2,3" << 5 << 10;
    }

    void itStandsStillBelowTheMinimumOfReplicas()
    {
        QFETCH(QString, isr);
        QFETCH(int, minIsr);
        QFETCH(int, highWatermark);
        Replica leader(static_cast<std::uint32_t>(minIsr));
        leader.lead(isr.toUtf8().constData());
        leader.append(10);
        leader.fetch(kB2, 10);
        leader.fetch(kB3, 10);
        QCOMPARE(leader.highWatermark(), highWatermark);
    }

    /// A follower that had to truncate fetches from an earlier offset: what was exposed stays so.
    void itNeverGoesBackOnALeader()
    {
        Replica leader;
        leader.lead("1,2");
        leader.append(10);
        leader.fetch(kB2, 10);
        leader.fetch(kB2, 3);
        QCOMPARE(leader.highWatermark(), 10);
        leader.lead("1,2");
        QCOMPARE(leader.highWatermark(), 10);
    }
};

QTEST_APPLESS_MAIN(PartitionTest)
#include "tst_partition.moc"
