#include <QTest>

#include "tests/engine/sim/storage_kinds.h"

using namespace brokerscope;
using sim::IoError;
using sim::SimDisk;

namespace {

/// One of each writing operation; ends with the first that fails.
tl::expected<void, IoError> work(SimDisk& disk)
{
    const auto log = disk.open("log"); // 0
    if (!log) {
        return tl::unexpected(log.error());
    }
    return disk
        .append(*log, bytesOf("abcdef"), Timestamp(0)) // 1
        .and_then([&] { return disk.sync(*log); }) // 2
        .and_then([&] { return disk.truncate(*log, 4); }) // 3
        .and_then([&] { return disk.replace("checkpoint", bytesOf("new")); }) // 4
        .and_then([&] { return disk.rename("log", "log.deleted"); }) // 5
        .and_then([&] { return disk.remove("log.deleted"); }); // 6
}

/// Every file with its content, "path=content", in one line.
std::string picture(SimDisk& disk)
{
    std::string all;
    for (const std::string& path : disk.list()) {
        all += (all.empty() ? "" : " ") + path + "=" + contentOf(disk, path);
    }
    return all;
}

} // namespace

class DiskCrashTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyWriteIsAPlaceToCrash_data()
    {
        QTest::addColumn<int>("writes");
        QTest::addColumn<int>("torn");
        QTest::addColumn<bool>("power");
        QTest::addColumn<QByteArray>("left");
        const auto row = [](int writes, int torn, bool power, const char* left) {
            QTest::addRow("%d, %d torn, %s", writes, torn, power ? "power" : "process")
                << writes << torn << power << QByteArray(left);
        };
        row(0, 0, false, "");
        row(1, 0, false, "log=");
        row(1, 2, false, "log=ab");
        row(1, 2, true, "log=");
        row(1, 100, false, "log=abcdef");
        row(2, 3, false, "log=abcdef");
        row(2, 0, true, "log=");
        row(3, 0, true, "log=abcdef");
        row(4, 0, false, "log=abcd");
        row(4, 2, false, "checkpoint.tmp=ne log=abcd");
        row(4, 2, true, "checkpoint.tmp=ne log=abcd");
        row(5, 9, false, "checkpoint=new log=abcd");
        row(6, 9, true, "checkpoint=new log.deleted=abcd");
        row(7, 9, true, "checkpoint=new");
    }

    void everyWriteIsAPlaceToCrash()
    {
        QFETCH(int, writes);
        QFETCH(int, torn);
        QFETCH(bool, power);
        QFETCH(QByteArray, left);
        SimDisk disk({});
        disk.stopAfter(static_cast<std::uint64_t>(writes), static_cast<std::size_t>(torn));
        const auto result = work(disk);
        QCOMPARE(result.has_value(), writes == 7);
        if (!result) {
            QCOMPARE(result.error(), IoError::WriteFailed);
            QCOMPARE(disk.writes(), static_cast<std::uint64_t>(writes));
        }
        if (power) {
            disk.losePower(Timestamp(0));
        } else {
            disk.resume();
        }
        QCOMPARE(picture(disk), left.toStdString());
        // The machine runs again.
        QVERIFY(disk.replace("after", bytesOf("x")));
    }

    void writesCountsWhatAWorkloadDoes()
    {
        SimDisk disk({});
        QVERIFY(work(disk));
        QCOMPARE(disk.writes(), std::uint64_t{7});
        // Reading and opening what is there write nothing.
        QVERIFY(disk.open("checkpoint"));
        QCOMPARE(contentOf(disk, "checkpoint"), std::string("new"));
        QCOMPARE(disk.writes(), std::uint64_t{7});
    }

    void aStoppedMachineDoesNothing()
    {
        SimDisk disk({});
        const auto file = *disk.open("log");
        QVERIFY(disk.append(file, bytesOf("abc"), Timestamp(0)));
        disk.stopAfter(disk.writes(), 1);
        QCOMPARE(textOf(*disk.read(file, 0, 3)), std::string("abc")); // not yet
        QCOMPARE(disk.append(file, bytesOf("xyz"), Timestamp(0)).error(), IoError::WriteFailed);
        QCOMPARE(disk.append(file, bytesOf("xyz"), Timestamp(0)).error(), IoError::WriteFailed);
        QCOMPARE(disk.replace("c", bytesOf("xyz")).error(), IoError::WriteFailed);
        QCOMPARE(disk.read(file, 0, 3).error(), IoError::WriteFailed);
        QCOMPARE(disk.find("log").error(), IoError::WriteFailed);
        QCOMPARE(disk.open("new").error(), IoError::WriteFailed);
        disk.resume();
        // Only the first of them was torn.
        QCOMPARE(picture(disk), std::string("log=abcx"));
    }
};

QTEST_APPLESS_MAIN(DiskCrashTest)
#include "tst_disk_crash.moc"
