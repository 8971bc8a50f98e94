#include <QTest>

#include "tests/support/soak.h"

using namespace brokerscope;
using namespace brokerscope::testing;

Q_DECLARE_METATYPE(broker::Rules)

namespace {

/// Where the search for a violation gives up.
constexpr std::uint64_t kSeeds = 60;

/// Stops, pauses and cuts, with acks=all and min.insync.replicas=2.
Watched run(std::uint64_t seed, const broker::Rules& mistakes)
{
    const FaultOptions faults{.faults = 20};
    return watch(randomFaults(seed, faults), {{.keepsLogs = true, .keepsAcked = true}, mistakes});
}

} // namespace

/// The soak is worth what it finds: with one rule of replication broken it must see that something
/// is wrong, on seeds that show nothing while the rule holds.
class MutationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBrokenRuleIsFound_data()
    {
        QTest::addColumn<broker::Rules>("mistakes");
        QTest::newRow("HW from the leader's LEO alone")
            << broker::Rules{.highWatermarkFromLeaderOnly = true};
        QTest::newRow("leaders serve whoever knows another epoch")
            << broker::Rules{.skipEpochChecks = true};
        QTest::newRow("the ISR grows before the follower has reached the HW")
            << broker::Rules{.growIsrEarly = true};
        QTest::newRow("followers truncate to their HW")
            << broker::Rules{.truncateToHighWatermark = true};
    }

    void aBrokenRuleIsFound()
    {
        QFETCH(const broker::Rules, mistakes);
        std::uint64_t seed = 1;
        while (seed <= kSeeds && !run(seed, mistakes).violation) {
            ++seed;
        }
        QVERIFY2(seed <= kSeeds, "no seed shows the mistake");
        for (std::uint64_t sound = 1; sound <= seed; ++sound) {
            const Watched watched = run(sound, {});
            QVERIFY2(!watched.violation,
                qPrintable(QStringLiteral("seed %1 %2")
                               .arg(sound)
                               .arg(QString::fromStdString(watched.violation.value_or("")))));
        }
    }
};

QTEST_APPLESS_MAIN(MutationsTest)
#include "tst_mutations.moc"
