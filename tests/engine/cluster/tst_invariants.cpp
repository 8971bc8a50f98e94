#include <QTest>

#include "tests/support/soak.h"

#include "engine/history/verdict.h"

using namespace brokerscope;
using namespace brokerscope::testing;

namespace {

QString told(std::uint64_t seed, const Watched& watched)
{
    return QStringLiteral("seed %1 %2")
        .arg(seed)
        .arg(QString::fromStdString(watched.violation.value_or("")));
}

/// The run with its History, to be judged.
Watched remembered(std::uint64_t seed, const FaultOptions& faults)
{
    Watching watching;
    watching.expectations.keepsLogs = !faults.powerLoss;
    watching.keepsHistory = true;
    return watch(randomFaults(seed, faults), watching);
}

} // namespace

/// Seeds are fixed: what fails once fails again, with the seed in the message.
class InvariantsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdAfterEveryStepOf500Schedules()
    {
        std::size_t acked = 0;
        for (std::uint64_t seed = 1; seed <= 500; ++seed) {
            const Watched watched = soak(seed);
            QVERIFY2(!watched.violation, qPrintable(told(seed, watched)));
            acked += watched.acked;
        }
        QVERIFY(acked > 100'000); // or the clusters were down and nothing was tried
    }

    void nothingAcknowledgedIsJudgedLost()
    {
        std::size_t acked = 0;
        for (std::uint64_t seed = 3001; seed <= 3100; ++seed) {
            const FaultOptions faults{.smallSegments = seed % 2 == 0};
            const history::Verdict verdict = history::judge(*remembered(seed, faults).history);
            acked += verdict.acked;
            QVERIFY2(verdict.count(history::AnomalyKind::LostAfterAck) == 0,
                qPrintable(QStringLiteral("seed %1").arg(seed)));
        }
        QVERIFY(acked > 20'000);
    }

    /// What the leaders' logs lack at the end is what the verdict counts, record by record. With
    /// acks=1 whoever asks for one copy gets no more. With acks=all and min.insync.replicas=2 only
    /// power losses take anything, for Kafka does not fsync: all copies at once, or that of the
    /// last replica in the ISR.
    void lossIsFoundWhereKafkaAllowsIt_data()
    {
        QTest::addColumn<bool>("acksAll");
        QTest::addColumn<bool>("powerLoss");
        QTest::addColumn<int>("seeds");
        QTest::newRow("acks=1") << false << false << 40;
        QTest::newRow("acks=all, power losses") << true << true << 200;
    }

    void lossIsFoundWhereKafkaAllowsIt()
    {
        QFETCH(const bool, acksAll);
        QFETCH(const bool, powerLoss);
        QFETCH(const int, seeds);
        int runsWithLoss = 0;
        for (int seed = 1; seed <= seeds; ++seed) {
            const Watched watched = remembered(
                static_cast<std::uint64_t>(seed), {.powerLoss = powerLoss, .acksAll = acksAll});
            const history::Verdict verdict = history::judge(*watched.history);
            QCOMPARE(verdict.count(history::AnomalyKind::LostAfterAck), watched.lost);
            runsWithLoss += watched.lost > 0 ? 1 : 0;
        }
        QVERIFY(runsWithLoss > 0);
    }
};

QTEST_APPLESS_MAIN(InvariantsTest)
#include "tst_invariants.moc"
