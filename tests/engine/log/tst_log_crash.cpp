#include <QTest>

#include "log_workload.h"

#include "engine/sim/disk.h"

using namespace brokerscope;
using tests::LogWorkload;

namespace {

/// A life with everything in it that writes. False where the disk stopped.
bool live(LogWorkload& work)
{
    const auto append = [&](int times) {
        bool isDone = true;
        for (int i = 0; isDone && i < times; ++i) {
            work.wait(3);
            isDone = work.appendAsLeader(1 + i % 3, 40 + 20 * i, i % 3 - 1, i % 3 == 1);
        }
        return isDone;
    };
    return work.open(false) && work.beginEpoch() && append(8) && work.flush() && append(9)
        && work.endTransaction(0, true) && work.appendAsFollower(4, 2) && append(7)
        && work.truncateTo(work.log->logEnd() - OffsetDelta(9)) && work.beginEpoch() && append(12)
        && work.raiseLogStart(Offset(7)) && work.deleteOldSegments(work.log->logEnd()) && append(5)
        && work.endTransaction(0, false) && work.close() && work.open(true) && append(4)
        && work.truncateTo(work.log->logStart() + OffsetDelta(4)) && append(6)
        && (work.wait(200), work.removeDeletedFiles()) && work.truncateFullyAndStartAt(Offset(500))
        && append(14) && (work.wait(5000), work.deleteOldSegments(work.log->logEnd())) && append(3);
}

enum class Crash { Kill, PowerLoss, TornPowerLoss };

void crash(sim::SimDisk& disk, Crash how, Timestamp now)
{
    switch (how) {
    case Crash::Kill:
        disk.resume();
        return;
    case Crash::PowerLoss:
        disk.losePower(now);
        return;
    case Crash::TornPowerLoss:
        // Half of what was written had reached the disk, of the rest only the size.
        disk.losePower(now, [](std::string_view, std::size_t lost) {
            return sim::LostTail{lost / 2, lost - lost / 2};
        });
        return;
    }
}

/// Paths and contents.
std::map<std::string, Bytes> filesOf(const sim::SimDisk& disk, Timestamp now)
{
    std::map<std::string, Bytes> files;
    for (const auto& [path, file] : disk.snapshot("", now)) {
        files.emplace(path, *file.bytes);
    }
    return files;
}

} // namespace

/// A log that dies at any single write, and is opened again.
class LogCrashTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWorkloadLives()
    {
        sim::SimDisk disk({milliseconds(100), milliseconds(100)});
        LogWorkload work(disk);
        QVERIFY(live(work));
        QCOMPARE(tests::faultOf(*work.log, disk), QString());
        QVERIFY(disk.writes() > 200);
    }

    void everyWriteCanBeTheLast_data()
    {
        QTest::addColumn<Crash>("how");
        QTest::addColumn<int>("tornBytes");
        QTest::newRow("kill, nothing of the write is done") << Crash::Kill << 0;
        QTest::newRow("kill, a part of a header") << Crash::Kill << 30;
        QTest::newRow("kill, a header and part of a record") << Crash::Kill << 70;
        QTest::newRow("power loss") << Crash::PowerLoss << 0;
        QTest::newRow("power loss, a part of a write") << Crash::PowerLoss << 70;
        QTest::newRow("power loss, half of the pages and zeros") << Crash::TornPowerLoss << 0;
    }

    void everyWriteCanBeTheLast()
    {
        QFETCH(const Crash, how);
        QFETCH(const int, tornBytes);
        std::uint64_t last = 1;
        for (std::uint64_t writes = 0; writes < last; ++writes) {
            sim::SimDisk disk({milliseconds(100), milliseconds(100)});
            disk.stopAfter(writes, static_cast<std::size_t>(tornBytes));
            LogWorkload work(disk);
            if (!live(work)) {
                last = writes + 2;
            }
            crash(disk, how, work.now());
            const QString at = QStringLiteral(" after write %1").arg(writes);
            QVERIFY2(work.open(false), qPrintable(QStringLiteral("not opened") + at));
            QCOMPARE(QString(work.compareAfterCrash() + at), at);
            QCOMPARE(QString(tests::faultOf(*work.log, disk) + at), at);
            work.takeOver();
            QCOMPARE(QString(tests::producerFaultOf(*work.log, work.list) + at), at);

            const auto before = filesOf(disk, work.now());
            QVERIFY(work.open(false)); // it died again at once
            QVERIFY2(filesOf(disk, work.now()) == before,
                qPrintable(QStringLiteral("files changed") + at));
            QVERIFY(work.appendAsLeader(2, 10, -1, false));
            QCOMPARE(QString(work.compare(work.log->logStart(), work.log->logEnd()) + at), at);
        }
        QVERIFY(last > 200);
    }

    void aDiskThatFailsStopsTheLog()
    {
        sim::SimDisk disk({milliseconds(100), milliseconds(100)});
        LogWorkload work(disk);
        QVERIFY(work.open(false) && work.appendAsLeader(1, 10, -1, false));
        disk.setCapacity(disk.used() + 20);
        QVERIFY(!work.appendAsLeader(1, 10, -1, false));
        QCOMPARE(*work.log->failure(), sim::IoError::Full);
        disk.clearFaults();
        // The torn batch is cut when the log is opened again, and only then.
        QVERIFY(!work.appendAsLeader(1, 10, -1, false));
        QVERIFY(work.open(false));
        QCOMPARE(work.log->logEnd(), Offset(1));
        QCOMPARE(tests::faultOf(*work.log, disk), QString());
    }
};

QTEST_APPLESS_MAIN(LogCrashTest)
#include "tst_log_crash.moc"
