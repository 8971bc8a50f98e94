#include <QTest>

#include "tests/engine/sim/storage_kinds.h"

using namespace brokerscope;
using sim::IoError;
using sim::LostTail;
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
        const auto file = *disk.open("log");
        QVERIFY(disk.append(file, bytes(10), Timestamp(0)));
        QVERIFY(disk.sync(file));
        QVERIFY(disk.append(file, bytes(5), Timestamp(0)));
        disk.losePower(Timestamp(1000));
        QCOMPARE(disk.size(file), std::size_t{10});
        QCOMPARE(disk.used(), std::size_t{10});
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
        const auto file = *disk.open("log");
        QVERIFY(disk.append(file, bytes(10), Timestamp(10'000)));
        QVERIFY(disk.append(file, bytes(5), Timestamp(120'000)));
        const Timestamp now = Timestamp() + milliseconds(powerLossMs);
        QCOMPARE(disk.durableSize(file, now), static_cast<std::size_t>(left));
        disk.losePower(now);
        QCOMPARE(disk.size(file), static_cast<std::size_t>(left));
    }

    void replaceIsDurable()
    {
        SimDisk disk(kPolicy);
        QVERIFY(disk.replace("checkpoint", bytes(7)));
        disk.losePower(Timestamp(0));
        QCOMPARE(contentOf(disk, "checkpoint").size(), std::size_t{7});
    }

    void truncationShortensWhatIsDurable()
    {
        SimDisk disk(kPolicy);
        const auto file = *disk.open("log");
        QVERIFY(disk.append(file, bytes(10), Timestamp(0)));
        QVERIFY(disk.sync(file));
        QVERIFY(disk.truncate(file, 4));
        QVERIFY(disk.append(file, bytes(3), Timestamp(0)));
        disk.losePower(Timestamp(0));
        QCOMPARE(disk.size(file), std::size_t{4});
        QCOMPARE(disk.list(), std::vector<std::string>{"log"});
    }

    void renamingAndRemovingSurviveAPowerLoss()
    {
        SimDisk disk(kPolicy);
        const auto file = *disk.open("a");
        QVERIFY(disk.append(file, bytes(3), Timestamp(0)));
        QVERIFY(disk.open("gone"));
        QVERIFY(disk.rename("a", "b"));
        QVERIFY(disk.remove("gone"));
        disk.losePower(Timestamp(0));
        QCOMPARE(disk.list(), std::vector<std::string>{"b"});
        QCOMPARE(disk.size(file), std::size_t{0}); // the name is durable, the bytes were not
    }

    void aPowerLossLeavesWhatItsRuleSays_data()
    {
        QTest::addColumn<int>("kept");
        QTest::addColumn<int>("zeroed");
        QTest::addColumn<QByteArray>("left");
        QTest::newRow("nothing") << 0 << 0 << QByteArray("abc");
        QTest::newRow("a torn write") << 2 << 0 << QByteArray("abcde");
        QTest::newRow("the size without the data") << 0 << 3 << QByteArray("abc000");
        QTest::newRow("both") << 1 << 1 << QByteArray("abcd0");
        QTest::newRow("no more than there was") << 2 << 100 << QByteArray("abcde0");
        QTest::newRow("everything") << 100 << 100 << QByteArray("abcdef");
    }

    void aPowerLossLeavesWhatItsRuleSays()
    {
        QFETCH(int, kept);
        QFETCH(int, zeroed);
        QFETCH(QByteArray, left);
        SimDisk disk(kPolicy);
        for (const char* path : {"a.log", "a.index"}) {
            const auto file = *disk.open(path);
            QVERIFY(disk.append(file, bytesOf("abc"), Timestamp(0)));
            QVERIFY(disk.sync(file));
            QVERIFY(disk.append(file, bytesOf("def"), Timestamp(0)));
        }
        disk.losePower(Timestamp(0), [&](std::string_view path, std::size_t lost) {
            return path != "a.log" || lost != 3
                ? LostTail{}
                : LostTail{static_cast<std::size_t>(kept), static_cast<std::size_t>(zeroed)};
        });
        std::string log = contentOf(disk, "a.log");
        std::replace(log.begin(), log.end(), '\0', '0');
        QCOMPARE(log, left.toStdString());
        QCOMPARE(contentOf(disk, "a.index"), std::string("abc"));
        QCOMPARE(disk.durableSize(*disk.find("a.log"), Timestamp(0)), log.size());
        QCOMPARE(disk.used(), log.size() + 3);
    }

    void aFullDiskTakesThePartThatFits()
    {
        SimDisk disk(kPolicy);
        const auto a = *disk.open("a");
        const auto b = *disk.open("b");
        disk.setCapacity(10);
        QVERIFY(disk.append(a, bytesOf("1234567"), Timestamp(0)));
        QCOMPARE(disk.append(b, bytesOf("abcde"), Timestamp(0)).error(), IoError::Full);
        QCOMPARE(contentOf(disk, "b"), std::string("abc"));
        QCOMPARE(disk.append(a, bytesOf("8"), Timestamp(0)).error(), IoError::Full);
        QCOMPARE(disk.size(a), std::size_t{7});
        // The old content of a checkpoint stays until the new one is whole.
        QVERIFY(disk.truncate(b, 1));
        QVERIFY(disk.replace("b", bytesOf("B")));
        QCOMPARE(disk.replace("b", bytesOf("BBB")).error(), IoError::Full);
        QCOMPARE(contentOf(disk, "b"), std::string("B"));
        QVERIFY(disk.remove("a"));
        QVERIFY(disk.replace("b", bytesOf("BBB")));
        disk.clearFaults();
        QVERIFY(disk.append(b, bytes(100), Timestamp(0)));
    }

    void readsFailWhereTheyAreToldTo()
    {
        SimDisk disk(kPolicy);
        QVERIFY(disk.replace("orders-0/a", bytesOf("a")));
        QVERIFY(disk.replace("orders-1/a", bytesOf("a")));
        disk.failReads("orders-0/");
        QCOMPARE(disk.read(*disk.find("orders-0/a"), 0, 1).error(), IoError::ReadFailed);
        QCOMPARE(contentOf(disk, "orders-1/a"), std::string("a"));
        // Files that come later, by their making or by renaming, are no better.
        QVERIFY(disk.replace("orders-0/b", bytesOf("b")));
        QVERIFY(disk.rename("orders-1/a", "orders-0/c"));
        QCOMPARE(disk.read(*disk.find("orders-0/b"), 0, 1).error(), IoError::ReadFailed);
        QCOMPARE(disk.read(*disk.find("orders-0/c"), 0, 1).error(), IoError::ReadFailed);
        QVERIFY(disk.append(*disk.find("orders-0/c"), bytesOf("c"), Timestamp(0)));
        disk.clearFaults();
        QCOMPARE(contentOf(disk, "orders-0/c"), std::string("ac"));
    }

    void writesFailWhereTheyAreToldTo()
    {
        SimDisk disk(kPolicy);
        QVERIFY(disk.replace("bad", bytesOf("abc")));
        QVERIFY(disk.replace("good", bytesOf("abc")));
        disk.failWrites("bad");
        const auto file = *disk.find("bad");
        QCOMPARE(disk.append(file, bytesOf("d"), Timestamp(0)).error(), IoError::WriteFailed);
        QCOMPARE(disk.truncate(file, 1).error(), IoError::WriteFailed);
        QCOMPARE(disk.sync(file).error(), IoError::WriteFailed);
        QCOMPARE(disk.replace("bad", {}).error(), IoError::WriteFailed);
        QCOMPARE(disk.rename("bad", "elsewhere").error(), IoError::WriteFailed);
        QCOMPARE(disk.rename("good", "bad").error(), IoError::WriteFailed);
        QCOMPARE(disk.remove("bad").error(), IoError::WriteFailed);
        QCOMPARE(disk.open("bad too").error(), IoError::WriteFailed);
        QCOMPARE(contentOf(disk, "bad"), std::string("abc"));
        QVERIFY(disk.append(*disk.find("good"), bytesOf("d"), Timestamp(0)));
        disk.clearFaults();
        QVERIFY(disk.append(file, bytesOf("d"), Timestamp(0)));
        const std::vector<std::string> expected{"bad", "good"};
        QCOMPARE(disk.list(), expected);
    }

    void flipsOneBit()
    {
        SimDisk disk(kPolicy);
        QVERIFY(disk.replace("f", bytesOf("aaa")));
        QVERIFY(disk.flipBit("f", 1, 1));
        QCOMPARE(contentOf(disk, "f"), std::string("aca"));
        disk.losePower(Timestamp(0));
        QCOMPARE(contentOf(disk, "f"), std::string("aca"));
        QCOMPARE(disk.flipBit("f", 3, 0).error(), IoError::Missing);
        QCOMPARE(disk.flipBit("g", 0, 0).error(), IoError::Missing);
    }
};

QTEST_APPLESS_MAIN(DiskTest)
#include "tst_disk.moc"
