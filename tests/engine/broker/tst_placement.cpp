#include <QTest>

#include "tests/engine/broker/sample_metadata.h"

#include "engine/broker/placement.h"

#include <algorithm>
#include <set>

using namespace brokerscope;
using namespace brokerscope::testing;
using broker::placeReplicas;
using broker::UsableBroker;
using Placed = std::vector<std::vector<NodeId>>;

namespace {

/// "1 2 3" or "1A 2B 3A!": brokers with their racks; "!" is fenced.
std::vector<UsableBroker> clusterOf(const QString& text)
{
    std::vector<UsableBroker> brokers;
    for (QString part : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        UsableBroker broker;
        if (part.endsWith(QLatin1Char('!'))) {
            broker.fenced = true;
            part.chop(1);
        }
        if (part.back().isLetter()) {
            broker.rack = part.right(1).toStdString();
            part.chop(1);
        }
        broker.id = NodeId(static_cast<std::uint16_t>(part.toUInt()));
        brokers.push_back(broker);
    }
    return brokers;
}

Placed place(const std::vector<UsableBroker>& brokers, std::size_t partitions,
    std::size_t replicationFactor, std::uint64_t seed)
{
    sim::Random random(seed, 0);
    return placeReplicas(brokers, partitions, replicationFactor, random).value();
}

QString textOf(const Placed& placed)
{
    QStringList parts;
    for (const auto& replicas : placed) {
        parts.append(testing::textOf(replicas));
    }
    return parts.join(QStringLiteral(" | "));
}

/// The first placement, over seeds, whose first partition is this one: there the walk began where
/// the table says.
QString placementThatBegins(const std::vector<UsableBroker>& brokers, std::size_t partitions,
    std::size_t replicationFactor, const QString& first)
{
    for (std::uint64_t seed = 1; seed <= 5000; ++seed) {
        const Placed placed = place(brokers, partitions, replicationFactor, seed);
        if (testing::textOf(placed.front()) == first) {
            return textOf(placed);
        }
    }
    return QStringLiteral("no walk begins there");
}

constexpr int kSeeds = 200;

} // namespace

class PlacementTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The numbers of the fact sheet, §4.6.
    void partitionsAreStriped_data()
    {
        QTest::addColumn<QString>("brokers");
        QTest::addColumn<int>("replicationFactor");
        QTest::addColumn<QString>("placed");
        QTest::newRow("three brokers, RF 2, s=0") << "1 2 3" << 2 << "1,2 | 2,3 | 3,1";
        QTest::newRow("three brokers, RF 2, s=1") << "1 2 3" << 2 << "2,3 | 3,1 | 1,2";
        QTest::newRow("three brokers, RF 3, s=0") << "1 2 3" << 3 << "1,2,3 | 2,3,1 | 3,1,2";
        QTest::newRow("four brokers, RF 3, s=2")
            << "1 2 3 4" << 3 << "3,4,1 | 4,1,2 | 1,2,3 | 2,3,4";
        // A is 1,2,3, B is 4,5,6, C is 7,8,9: A0,B0,C0 | B1,C1,A1 | C2,A2,B2.
        QTest::newRow("three racks of three, RF 3, all offsets 0")
            << "1A 2A 3A 4B 5B 6B 7C 8C 9C" << 3 << "1,4,7 | 5,8,2 | 9,3,6";
        QTest::newRow("two racks, RF 3: the second round of racks")
            << "1A 2A 3B 4B" << 3 << "1,3,2 | 4,2,3";
    }

    void partitionsAreStriped()
    {
        QFETCH(QString, brokers);
        QFETCH(int, replicationFactor);
        QFETCH(QString, placed);
        const QStringList expected = placed.split(QStringLiteral(" | "));
        QCOMPARE(placementThatBegins(clusterOf(brokers), static_cast<std::size_t>(expected.size()),
                     static_cast<std::size_t>(replicationFactor), expected.front()),
            placed);
    }

    void everyBrokerMayBeFirst()
    {
        std::set<NodeId> first;
        for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
            first.insert(place(clusterOf(QStringLiteral("1 2 3 4")), 1, 2, seed)[0][0]);
        }
        QCOMPARE(first.size(), std::size_t{4});
    }

    /// One round of all brokers leads once each; then the order is drawn anew.
    void theOrderIsShuffledAfterEachRound()
    {
        std::set<QString> second;
        for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
            const Placed placed = place(clusterOf(QStringLiteral("1 2 3 4")), 8, 2, seed);
            for (const std::size_t round : {std::size_t{0}, std::size_t{4}}) {
                std::set<NodeId> leaders;
                for (std::size_t i = round; i < round + 4; ++i) {
                    leaders.insert(placed[i][0]);
                }
                QVERIFY2(leaders.size() == 4, qPrintable(textOf(placed)));
            }
            std::vector<NodeId> order;
            for (std::size_t k = 4; k < 8; ++k) {
                order.push_back(placed[k][0]);
            }
            second.insert(testing::textOf(order));
        }
        QVERIFY(second.size() > 12); // four rotations of one order would be four
    }

    void noRackIsUsedTwiceWhileOthersAreFree()
    {
        const auto brokers = clusterOf(QStringLiteral("1A 2A 3B 4B 5C 6C"));
        for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
            for (const auto& replicas : place(brokers, 12, 3, seed)) {
                std::set<std::string> racks;
                for (const NodeId replica : replicas) {
                    racks.insert(brokers[replica.value() - 1U].rack);
                }
                QCOMPARE(racks.size(), std::size_t{3});
            }
        }
    }

    void noBrokerIsUsedTwice()
    {
        const auto brokers = clusterOf(QStringLiteral("1A 2A 3A 4B 5C! 6C"));
        for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
            for (const auto& replicas : place(brokers, 12, 5, seed)) {
                QCOMPARE(setOf(testing::textOf(replicas)).size(), 5);
            }
        }
    }

    void fencedBrokersComeLastAndNeverFirst_data()
    {
        QTest::addColumn<QString>("brokers");
        QTest::addColumn<int>("replicationFactor");
        QTest::addColumn<QString>("fenced");
        QTest::addColumn<bool>("used");
        QTest::newRow("not needed") << "1 2 3! 4" << 3 << "3" << false;
        QTest::newRow("needed") << "1 2 3! 4" << 4 << "3" << true;
        QTest::newRow("only one is not") << "1! 2! 3" << 3 << "1,2" << true;
        QTest::newRow("a rack of its own is wanted all the same")
            << "1A 2A 3B! 4C" << 3 << "3" << true;
        QTest::newRow("not when its rack has another") << "1A 2B 3B! 4C" << 3 << "3" << false;
    }

    void fencedBrokersComeLastAndNeverFirst()
    {
        QFETCH(QString, brokers);
        QFETCH(int, replicationFactor);
        QFETCH(QString, fenced);
        QFETCH(bool, used);
        const BrokerSet dead = setOf(fenced);
        for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
            for (const auto& replicas :
                place(clusterOf(brokers), 9, static_cast<std::size_t>(replicationFactor), seed)) {
                QVERIFY(!dead.contains(replicas.front()));
                const bool isUsed = std::any_of(replicas.begin(), replicas.end(),
                    [&](NodeId replica) { return dead.contains(replica); });
                QCOMPARE(isUsed, used);
            }
        }
    }

    void anImpossibleReplicationFactorIsRefused_data()
    {
        QTest::addColumn<QString>("brokers");
        QTest::addColumn<int>("replicationFactor");
        QTest::addColumn<bool>("possible");
        QTest::newRow("as many as there are") << "1 2 3" << 3 << true;
        QTest::newRow("one too many") << "1 2 3" << 4 << false;
        QTest::newRow("fenced ones count") << "1 2! 3!" << 3 << true;
        QTest::newRow("nobody is unfenced") << "1! 2! 3!" << 1 << false;
        QTest::newRow("none") << "1 2 3" << 0 << false;
    }

    void anImpossibleReplicationFactorIsRefused()
    {
        QFETCH(QString, brokers);
        QFETCH(int, replicationFactor);
        QFETCH(bool, possible);
        sim::Random random(1, 0);
        const auto placed = placeReplicas(
            clusterOf(brokers), 1, static_cast<std::size_t>(replicationFactor), random);
        QCOMPARE(placed.has_value(), possible);
        if (!placed) {
            QCOMPARE(placed.error(), event::ErrorCode::InvalidReplicationFactor);
        }
    }
};

QTEST_APPLESS_MAIN(PlacementTest)
#include "tst_placement.moc"
