#include <QTest>

#include "engine/sim/disk.h"

using namespace brokerscope;
using sim::SimDisk;

namespace {

constexpr sim::WritebackPolicy kPolicy{milliseconds(100), milliseconds(250)};

Bytes bytes(std::size_t count)
{
    return Bytes(count, 'x');
}

} // namespace

class DiskTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void powerLossTakesWhatWasNotSynced()
    {
        SimDisk disk(kPolicy);
        const auto file = disk.open("log");
        disk.append(file, bytes(10), Timestamp(0));
        disk.sync(file);
        disk.append(file, bytes(5), Timestamp(0));
        disk.losePower(Timestamp(1000));
        QCOMPARE(disk.contents(file).size(), std::size_t{10});
    }

    void flusherWritesBackWhatIsOldEnough_data()
    {
        QTest::addColumn<int>("powerLossMs");
        QTest::addColumn<int>("left");
        // Written at 10 ms and 120 ms; the flusher wakes every 100 ms and takes what is 250 ms old.
        QTest::newRow("too young") << 259 << 0;
        QTest::newRow("old enough, but the flusher has not woken") << 299 << 0;
        QTest::newRow("the flusher has woken") << 300 << 10;
        QTest::newRow("the second is still too young at 300") << 399 << 10;
        QTest::newRow("both") << 400 << 15;
    }

    void flusherWritesBackWhatIsOldEnough()
    {
        QFETCH(int, powerLossMs);
        QFETCH(int, left);
        SimDisk disk(kPolicy);
        const auto file = disk.open("log");
        disk.append(file, bytes(10), Timestamp(10'000));
        disk.append(file, bytes(5), Timestamp(120'000));
        const Timestamp now(powerLossMs * 1000);
        QCOMPARE(disk.durableSize(file, now), static_cast<std::size_t>(left));
        disk.losePower(now);
        QCOMPARE(disk.contents(file).size(), static_cast<std::size_t>(left));
    }

    void replaceIsDurable()
    {
        SimDisk disk(kPolicy);
        const auto file = disk.open("checkpoint");
        disk.replace(file, bytes(7));
        disk.losePower(Timestamp(0));
        QCOMPARE(disk.contents(file).size(), std::size_t{7});
    }

    void truncationShortensWhatIsDurable()
    {
        SimDisk disk(kPolicy);
        const auto file = disk.open("log");
        disk.append(file, bytes(10), Timestamp(0));
        disk.sync(file);
        disk.truncate(file, 4);
        disk.append(file, bytes(3), Timestamp(0));
        disk.losePower(Timestamp(0));
        QCOMPARE(disk.contents(file).size(), std::size_t{4});
        QCOMPARE(disk.list(), std::vector<std::string>{"log"});
    }
};

QTEST_APPLESS_MAIN(DiskTest)
#include "tst_disk.moc"
