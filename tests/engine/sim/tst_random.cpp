#include <QTest>

#include "engine/sim/random.h"

#include <array>

using namespace brokerscope;
using sim::Random;

class RandomTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sameSeedSameNumbers()
    {
        Random a(42, 3);
        Random b(42, 3);
        for (int i = 0; i < 1000; ++i) {
            QCOMPARE(a.next(), b.next());
        }
    }

    void streamsAndSeedsDiffer()
    {
        QVERIFY(Random(42, 0).next() != Random(42, 1).next());
        QVERIFY(Random(42, 0).next() != Random(43, 0).next());
    }

    void staysWithinBoundsAndReachesThem()
    {
        Random random(7, 0);
        std::array<int, 10> hits{};
        for (int i = 0; i < 10000; ++i) {
            ++hits.at(random.below(10));
        }
        for (const int hit : hits) {
            QVERIFY2(hit > 850 && hit < 1150, qPrintable(QString::number(hit)));
        }
        bool low = false;
        bool high = false;
        for (int i = 0; i < 1000; ++i) {
            const Duration d = random.between(Duration(5), Duration(9));
            QVERIFY(d >= Duration(5) && d <= Duration(9));
            low = low || d == Duration(5);
            high = high || d == Duration(9);
        }
        QVERIFY(low && high);
        QCOMPARE(random.between(Duration(4), Duration(4)), Duration(4));
    }
};

QTEST_APPLESS_MAIN(RandomTest)
#include "tst_random.moc"
