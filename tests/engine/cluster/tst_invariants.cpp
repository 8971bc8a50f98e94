#include <QTest>

#include "tests/support/cluster_checker.h"
#include "tests/support/fault_schedule.h"

#include "engine/history/verdict.h"
#include "engine/scenario/runner.h"

#include <algorithm>

using namespace brokerscope;
using namespace brokerscope::testing;

namespace {

/// Runs the scenario step by step with a look at everything after each; the violation, or an empty
/// text.
QString runChecked(const scenario::Scenario& scenario, bool strictHighWatermark)
{
    scenario::Cluster cluster(scenario);
    ClusterChecker checker(cluster, strictHighWatermark);
    std::vector<std::uint32_t> order(scenario.script.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return scenario.script[a].at < scenario.script[b].at;
    });
    cluster.start();
    for (const std::uint32_t index : order) {
        while (cluster.kernel().step(scenario.script[index].at)) {
            if (const auto wrong = checker.check()) {
                return QStringLiteral("at %1 µs: %2")
                    .arg(cluster.kernel().now().micros())
                    .arg(QString::fromStdString(*wrong));
            }
        }
        cluster.kernel().runUntil(scenario.script[index].at);
        cluster.carryOut(index, scenario.script[index]);
    }
    return {};
}

} // namespace

/// Seeds are fixed: what fails once fails again, with the seed in the message.
class InvariantsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdAfterEveryStepUnderKillsPausesAndCuts()
    {
        for (std::uint64_t seed = 1; seed <= 350; ++seed) {
            const QString wrong = runChecked(randomFaults(seed, {false, seed % 2 == 0}), true);
            QVERIFY2(
                wrong.isEmpty(), qPrintable(QStringLiteral("seed %1 %2").arg(seed).arg(wrong)));
        }
    }

    void holdAfterEveryStepUnderPowerLosses()
    {
        for (std::uint64_t seed = 1001; seed <= 1150; ++seed) {
            const QString wrong = runChecked(randomFaults(seed, {true, seed % 2 == 0}), false);
            QVERIFY2(
                wrong.isEmpty(), qPrintable(QStringLiteral("seed %1 %2").arg(seed).arg(wrong)));
        }
    }

    void holdWhileSegmentsRollAreDeletedAndCompacted()
    {
        for (std::uint64_t seed = 2001; seed <= 2120; ++seed) {
            const bool power = seed % 3 == 0;
            const QString wrong
                = runChecked(randomFaults(seed, {power, seed % 2 == 0, 12, true}), !power);
            QVERIFY2(
                wrong.isEmpty(), qPrintable(QStringLiteral("seed %1 %2").arg(seed).arg(wrong)));
        }
    }

    void nothingAcknowledgedIsLostToRetentionOrCompaction()
    {
        int acked = 0;
        for (std::uint64_t seed = 3001; seed <= 3100; ++seed) {
            const auto history = scenario::run(randomFaults(seed, {false, true, 12, true}));
            const history::Verdict verdict = history::judge(*history);
            acked += static_cast<int>(verdict.acked);
            QVERIFY2(verdict.count(history::AnomalyKind::LostAfterAck) == 0,
                qPrintable(QStringLiteral("seed %1").arg(seed)));
        }
        QVERIFY(acked > 10'000);
    }

    void nothingAcknowledgedIsLostWithAcksAllAndKillsOnly()
    {
        int acked = 0;
        for (std::uint64_t seed = 1; seed <= 500; ++seed) {
            const auto history = scenario::run(randomFaults(seed, {false, true}));
            const history::Verdict verdict = history::judge(*history);
            acked += static_cast<int>(verdict.acked);
            QVERIFY2(verdict.count(history::AnomalyKind::LostAfterAck) == 0,
                qPrintable(QStringLiteral("seed %1").arg(seed)));
        }
        QVERIFY(acked > 100'000);
    }

    void lossIsFoundWhereKafkaAllowsIt()
    {
        int withAcksOne = 0;
        int withPowerLoss = 0;
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            const auto lost = [](const scenario::Scenario& scenario) {
                return history::judge(*scenario::run(scenario))
                            .count(history::AnomalyKind::LostAfterAck)
                        > 0
                    ? 1
                    : 0;
            };
            withAcksOne += lost(randomFaults(seed, {false, false}));
            withPowerLoss += lost(randomFaults(seed, {true, true}));
        }
        QVERIFY(withAcksOne > 0);
        QVERIFY(
            withPowerLoss > 0); // Kafka does not fsync: several power losses can take every copy
    }
};

QTEST_APPLESS_MAIN(InvariantsTest)
#include "tst_invariants.moc"
