#include <QTest>

#include "engine/client/config.h"

using namespace brokerscope;
using client::BackoffConfig;

class BackoffTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void doublesUpToTheMaximumWithJitter_data()
    {
        QTest::addColumn<int>("failures");
        QTest::addColumn<int>("lowestMs");
        QTest::addColumn<int>("highestMs");
        QTest::newRow("first") << 0 << 80 << 120;
        QTest::newRow("second") << 1 << 160 << 240;
        QTest::newRow("third") << 2 << 320 << 480;
        QTest::newRow("fourth") << 3 << 640 << 960;
        QTest::newRow("at the maximum jitter can only shorten") << 4 << 800 << 1000;
        QTest::newRow("and stays") << 40 << 800 << 1000;
    }

    void doublesUpToTheMaximumWithJitter()
    {
        QFETCH(int, failures);
        QFETCH(int, lowestMs);
        QFETCH(int, highestMs);
        sim::Random random(3, 0);
        Duration lowest = seconds(9);
        Duration highest;
        for (int i = 0; i < 2000; ++i) {
            const Duration wait
                = BackoffConfig{}.after(static_cast<std::uint32_t>(failures), random);
            QVERIFY(wait >= milliseconds(lowestMs) && wait <= milliseconds(highestMs));
            lowest = std::min(lowest, wait);
            highest = std::max(highest, wait);
        }
        const Duration width = milliseconds(highestMs - lowestMs);
        QVERIFY(highest - lowest > width * 9 / 10);
    }

    void isConstantWhereKafkaHasItConstant()
    {
        sim::Random random(3, 0);
        const BackoffConfig equal{milliseconds(500), milliseconds(500), true};
        QCOMPARE(equal.after(3, random), milliseconds(500));
        const BackoffConfig old{milliseconds(100), milliseconds(1000), false};
        QCOMPARE(old.after(7, random), milliseconds(100));
    }
};

QTEST_APPLESS_MAIN(BackoffTest)
#include "tst_backoff.moc"
