#include <QTest>

#include "engine/client/draws.h"

#include <cmath>

using namespace brokerscope;
using namespace brokerscope::client;

namespace {

constexpr int kMany = 100'000;

struct Moments {
    double mean = 0;
    double deviation = 0;
};

template <class Draw>
std::vector<double> many(const Draw& draw)
{
    std::vector<double> drawn(kMany);
    for (double& each : drawn) {
        each = static_cast<double>(draw());
    }
    return drawn;
}

Moments momentsOf(const std::vector<double>& drawn)
{
    double sum = 0;
    double squares = 0;
    for (const double each : drawn) {
        sum += each;
        squares += each * each;
    }
    const auto n = static_cast<double>(drawn.size());
    const double mean = sum / n;
    return {mean, std::sqrt(squares / n - mean * mean)};
}

/// The share of the draws that are not below `from`.
double shareFrom(const std::vector<double>& drawn, double from)
{
    const auto count
        = std::count_if(drawn.begin(), drawn.end(), [from](double each) { return each >= from; });
    return static_cast<double>(count) / static_cast<double>(drawn.size());
}

bool isNear(double value, double wanted, double tolerance)
{
    if (std::abs(value - wanted) <= tolerance) {
        return true;
    }
    qWarning("%f is not %f ± %f", value, wanted, tolerance);
    return false;
}

} // namespace

/// The draws have the distributions that their names promise. One seed: they are the same for ever.
class TestDraws : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gapsOfAPoissonProcess()
    {
        sim::Random random(7, 1);
        const auto gaps = many([&] { return exponential(random, milliseconds(10)).micros(); });
        const Moments moments = momentsOf(gaps);
        QVERIFY(isNear(moments.mean, 10'000, 100));
        QVERIFY(isNear(moments.deviation, 10'000, 150)); // as large as the mean
        for (const double times : {0.5, 1.0, 2.0, 4.0}) {
            QVERIFY(isNear(shareFrom(gaps, times * 10'000), std::exp(-times), 0.005));
        }
    }

    void nearlyNormalSizes()
    {
        sim::Random random(7, 1);
        const auto sizes = many([&] { return nearlyNormal(random, 1000, 100); });
        const Moments moments = momentsOf(sizes);
        QVERIFY(isNear(moments.mean, 1000, 2));
        QVERIFY(isNear(moments.deviation, 100, 1));
        QVERIFY(isNear(shareFrom(sizes, 1100), 0.1587, 0.004));
        QVERIFY(isNear(shareFrom(sizes, 1200), 0.0228, 0.002));
        QVERIFY(isNear(shareFrom(sizes, 900), 0.8413, 0.004));
    }

    void normalSizesAreNotNegative()
    {
        sim::Random random(7, 1);
        const auto sizes = many([&] { return nearlyNormal(random, 10, 100); });
        QVERIFY(*std::min_element(sizes.begin(), sizes.end()) == 0);
        QVERIFY(*std::max_element(sizes.begin(), sizes.end()) <= 610);
    }

    void noDeviationIsTheMean()
    {
        sim::Random random(7, 1);
        QCOMPARE(nearlyNormal(random, 42, 0), std::uint64_t(42));
    }

    void paretoTail()
    {
        sim::Random random(7, 1);
        const auto sizes = many([&] { return pareto(random, 100, 1500, 1'000'000); });
        QVERIFY(*std::min_element(sizes.begin(), sizes.end()) == 100);
        for (const double times : {2.0, 4.0, 16.0}) {
            QVERIFY(isNear(shareFrom(sizes, times * 100), std::pow(times, -1.5), 0.005));
        }
    }

    void paretoIsCut()
    {
        sim::Random random(7, 1);
        const auto sizes = many([&] { return pareto(random, 100, 100, 5000); });
        QVERIFY(*std::max_element(sizes.begin(), sizes.end()) == 5000);
        QVERIFY(isNear(shareFrom(sizes, 5000), std::pow(50.0, -0.1), 0.005));
    }

    void zipfRanks_data()
    {
        QTest::addColumn<int>("keys");
        QTest::addColumn<int>("thousandths");
        QTest::newRow("ten, 1") << 10 << 1000;
        QTest::newRow("hundred, 1.2") << 100 << 1200;
        QTest::newRow("thousand, 0.5") << 1000 << 500;
        QTest::newRow("ten thousand, 10") << 10'000 << 10'000;
        QTest::newRow("one") << 1 << 1000;
    }
    void zipfRanks()
    {
        QFETCH(int, keys);
        QFETCH(int, thousandths);
        const double exponent = thousandths / 1000.0;
        double all = 0;
        for (int rank = 1; rank <= keys; ++rank) {
            all += std::pow(rank, -exponent);
        }
        const Zipf zipf(static_cast<std::uint32_t>(keys), static_cast<std::uint32_t>(thousandths));
        sim::Random random(7, 1);
        std::vector<int> counts(static_cast<std::size_t>(keys));
        for (int i = 0; i < kMany; ++i) {
            ++counts.at(zipf.draw(random));
        }
        for (int rank = 1; rank <= std::min(keys, 5); ++rank) {
            const double share = counts[static_cast<std::size_t>(rank - 1)] / double{kMany};
            QVERIFY(isNear(share, std::pow(rank, -exponent) / all, 0.005));
        }
    }

    /// What a run shows must not depend on the compiler: these come from a run of gcc 12.
    void drawsAreTheSameEverywhere()
    {
        sim::Random random(42, 3);
        QCOMPARE(exponential(random, seconds(1)).micros(), kExpectedGap);
        QCOMPARE(nearlyNormal(random, 1'000'000, 100'000), kExpectedNormal);
        QCOMPARE(pareto(random, 1'000'000, 1234, 1'000'000'000), kExpectedPareto);
        QCOMPARE(Zipf(1000, 1100).draw(random), kExpectedRank);
    }

private:
    static constexpr std::int64_t kExpectedGap = 1'884'528;
    static constexpr std::uint64_t kExpectedNormal = 1'030'329;
    static constexpr std::uint64_t kExpectedPareto = 2'101'239;
    static constexpr std::uint32_t kExpectedRank = 53;
};

QTEST_APPLESS_MAIN(TestDraws)
#include "tst_draws.moc"
