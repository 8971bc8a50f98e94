#include <QTest>

#include "tests/engine/log/compacted_log.h"

using namespace brokerscope;
using log::CleanableLog;
using log::Cleaner;
using tests::CompactedLog;

namespace {

constexpr auto kAbort = record::ControlType::Abort;
constexpr auto kCommit = record::ControlType::Commit;

/// Header fields of the batches of a segment, "base-last" each.
QString rangesOf(const log::Segment& segment)
{
    QStringList found;
    log::BatchScan scan = segment.batches();
    for (auto batch = scan.next(); batch && *batch; batch = scan.next()) {
        found << QStringLiteral("%1-%2")
                     .arg((*batch)->baseOffset().value())
                     .arg((*batch)->lastOffset().value());
    }
    return found.join(u' ');
}

record::BatchView firstBatchOf(const log::Segment& segment)
{
    log::BatchScan scan = segment.batches();
    return **scan.next();
}

/// "0-3 a" of each aborted transaction that a reader of the whole log is told of.
QString abortedIn(const CompactedLog& sample)
{
    QStringList found;
    const auto transactions
        = sample.log->abortedTransactions(Offset(0), sample.log->logEnd()).value();
    for (const log::AbortedTransaction& aborted : transactions) {
        found << QStringLiteral("%1-%2")
                     .arg(aborted.firstOffset.value())
                     .arg(aborted.lastOffset.value());
    }
    return found.join(u' ');
}

/// A segment with a=1 b=1 a=2, one with a=3 c=1 b=2, and the active one.
void fill(CompactedLog& sample)
{
    sample.put("a", "1");
    sample.put("b", "1");
    sample.put("a", "2");
    sample.put("a", "3");
    sample.put("c", "1");
    sample.put("b", "2");
    sample.roll();
}

CleanableLog cleanableLog(
    std::int64_t cleanBytes, std::int64_t dirtyBytes, double minRatio, bool isOverdue = false)
{
    return {Offset(0), Offset(9), cleanBytes, dirtyBytes, minRatio, isOverdue};
}

} // namespace

class CleanerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theLastRecordOfEachKeyStays()
    {
        CompactedLog sample;
        fill(sample);
        QCOMPARE(sample.text(), QStringLiteral("| 0:a=1 1:b=1 2:a=2 | 3:a=3 4:c=1 5:b=2 |"));
        const Cleaner::Result result = sample.clean();
        QCOMPARE(sample.text(), QStringLiteral("| | 3:a=3 4:c=1 5:b=2 |"));
        const Cleaner::Result expected{Offset(6), 420, 210, 6, 3};
        QCOMPARE(result, expected);
        QCOMPARE(sample.log->logEnd(), Offset(7));
        QCOMPARE(sample.log->logStart(), Offset(0));
    }

    void smallSegmentsAreMerged()
    {
        CompactedLog sample;
        fill(sample);
        sample.clean();
        [[maybe_unused]] const auto first = sample.log->takeEvents();
        sample.clean();
        QCOMPARE(sample.text(), QStringLiteral("| 3:a=3 4:c=1 5:b=2 |"));
        QCOMPARE(sample.log->segments()[0]->base(), Offset(0));
        const std::vector<event::Payload> expected{
            event::CleanerStarted{Offset(0), Offset(6), PartitionId(0)},
            event::SegmentDeleted{
                Offset(3), Offset(6), 210, PartitionId(0), event::SegmentDeletion::Compacted},
            event::CleanerFinished{Offset(6), 210, 210, PartitionId(0)}};
        QCOMPARE(sample.log->takeEvents(), expected);
        sample.reopen();
        QCOMPARE(sample.text(), QStringLiteral("| 3:a=3 4:c=1 5:b=2 |"));
    }

    void whatWasRemovedIsTold()
    {
        CompactedLog sample;
        fill(sample);
        [[maybe_unused]] const auto before = sample.log->takeEvents();
        sample.clean();
        const std::vector<event::Payload> expected{
            event::CleanerStarted{Offset(0), Offset(6), PartitionId(0)},
            event::RecordsCompacted{Offset(0), Offset(3), 3, PartitionId(0)},
            event::CleanerFinished{Offset(6), 420, 210, PartitionId(0)}};
        QCOMPARE(sample.log->takeEvents(), expected);
    }

    void batchesKeepTheirOffsets_data()
    {
        QTest::addColumn<int>("codec");
        for (const auto codec : {record::Codec::None, record::Codec::Gzip, record::Codec::Snappy,
                 record::Codec::Lz4, record::Codec::Zstd}) {
            QTest::newRow(record::codecName(codec).data()) << static_cast<int>(codec);
        }
    }

    void batchesKeepTheirOffsets()
    {
        QFETCH(int, codec);
        auto config = CompactedLog::smallSegments();
        config.segmentBytes = 400;
        CompactedLog sample(config);
        const auto kind = static_cast<record::Codec>(codec);
        sample.put({{"a", "1"}, {"b", "1"}, {"c", "1"}}, kind);
        sample.put({{"c", "2"}, {"a", "2"}, {"d", "1"}, {"d", "2"}}, kind);
        sample.roll();
        sample.clean();
        QCOMPARE(
            sample.text().remove(u'|').simplified(), QStringLiteral("1:b=1 3:c=2 4:a=2 6:d=2"));
        const log::Segment& segment = *sample.log->segments()[0];
        QCOMPARE(rangesOf(segment).section(u' ', 0, 1), QStringLiteral("0-2 3-6"));
        const record::BatchView first = firstBatchOf(segment);
        QCOMPARE(first.codec(), kind);
        QCOMPARE(first.recordCount(), 1);
        QVERIFY(first.checkIntegrity().has_value());
        QCOMPARE(sample.log->read(Offset(0), Offset(7), 1)->data(), first.bytes().data());
    }

    void recordsWithoutAKeyGo()
    {
        auto config = CompactedLog::smallSegments();
        config.isCompacted = false; // or no record without a key would come in
        CompactedLog sample(config);
        sample.put(std::nullopt, "1");
        sample.put("a", "1");
        sample.put({{std::nullopt, "2"}, {"b", "1"}});
        sample.roll();
        sample.config.isCompacted = true;
        sample.reopen();
        sample.clean();
        QVERIFY(sample.text().startsWith(u"| 1:a=1 3:b=1 |"));
    }

    void tombstonesWaitForDeleteRetention_data()
    {
        QTest::addColumn<int>("later");
        QTest::addColumn<bool>("isThere");
        QTest::newRow("at once again") << 0 << true;
        QTest::newRow("a millisecond too early") << 99 << true;
        QTest::newRow("on time") << 100 << false;
    }

    void tombstonesWaitForDeleteRetention()
    {
        QFETCH(int, later);
        QFETCH(bool, isThere);
        CompactedLog sample;
        sample.put("a", "1");
        sample.put("a", std::nullopt);
        sample.put("b", "1");
        sample.roll();
        sample.nowMs += 1000; // how old it is says nothing: what counts is the first cleaning
        sample.clean();
        QCOMPARE(sample.text(), QStringLiteral("| 1:a 2:b=1 |"));
        const record::BatchView batch = firstBatchOf(*sample.log->segments()[0]);
        QCOMPARE(batch.deleteHorizonMs(), std::optional(CompactedLog::kNow + 1100));
        QCOMPARE(batch.maxTimestampMs(), CompactedLog::kNow);
        sample.nowMs += later;
        sample.clean();
        QCOMPARE(
            sample.text(), isThere ? QStringLiteral("| 1:a 2:b=1 |") : QStringLiteral("| 2:b=1 |"));
    }

    void theRestIsNotTouched_data()
    {
        QTest::addColumn<int>("highWatermark");
        QTest::addColumn<int>("minLagMs");
        QTest::addColumn<int>("firstUncleanable");
        QTest::newRow("the active segment") << 100 << 0 << 9;
        QTest::newRow("what is not replicated") << 6 << 0 << 6;
        QTest::newRow("whole segments only") << 5 << 0 << 3;
        QTest::newRow("nothing is replicated") << 0 << 0 << 0;
        QTest::newRow("young segments") << 100 << 20 << 6;
        QTest::newRow("to the millisecond") << 100 << 10 << 9;
        QTest::newRow("all are young") << 100 << 1000 << 0;
    }

    void theRestIsNotTouched()
    {
        QFETCH(int, highWatermark);
        QFETCH(int, minLagMs);
        QFETCH(int, firstUncleanable);
        auto config = CompactedLog::smallSegments();
        config.minCompactionLagMs = minLagMs;
        CompactedLog sample(config);
        for (int segment = 0; segment < 3; ++segment) {
            for (int i = 0; i < 3; ++i) {
                sample.put("a", "1");
            }
            sample.nowMs += 10;
        }
        sample.put("a", "2");
        const auto found
            = Cleaner::cleanable(*sample.log, Offset(0), Offset(highWatermark), sample.nowMs);
        QCOMPARE(found->firstUncleanable, Offset(firstUncleanable));
        QCOMPARE(found->dirtyBytes, std::int64_t{firstUncleanable} * 70);
        const auto result = Cleaner({}).clean(
            *sample.log, Offset(0), Offset(highWatermark), sample.nowMs, Timestamp());
        QCOMPARE(result->cleanedTo, Offset(firstUncleanable));
        QStringList expected;
        for (int i = std::max(firstUncleanable - 1, 0); i < 10; ++i) {
            expected << QStringLiteral("%1:a=%2").arg(i).arg(i == 9 ? 2 : 1);
        }
        QCOMPARE(sample.text().remove(u'|').simplified(), expected.join(u' '));
    }

    void openTransactionsAreNotTouched()
    {
        CompactedLog sample;
        fill(sample);
        sample.putAs(1, {{"a", "4"}}, true); // 7, behind the filler 6
        sample.put("a", "5");
        sample.roll();
        sample.put("a", "6");
        const auto open = Cleaner::cleanable(*sample.log, Offset(0), sample.log->logEnd(), 0);
        QCOMPARE(open->firstUncleanable, Offset(6));
        sample.end(1, kCommit);
        const auto done = Cleaner::cleanable(*sample.log, Offset(0), sample.log->logEnd(), 0);
        QCOMPARE(done->firstUncleanable, sample.log->segments().back()->base());
    }

    void aFullMapEndsTheRound()
    {
        CompactedLog sample;
        sample.cleaner = {48, 1.0}; // two keys
        fill(sample);
        const Cleaner::Result first = sample.clean();
        QCOMPARE(first.cleanedTo, Offset(2));
        QCOMPARE(sample.text(), QStringLiteral("| 0:a=1 1:b=1 2:a=2 | 3:a=3 4:c=1 5:b=2 |"));
        const Cleaner::Result second = sample.clean(first.cleanedTo);
        QCOMPARE(second.cleanedTo, Offset(5)); // a and c
        QCOMPARE(sample.text(), QStringLiteral("| 1:b=1 | 3:a=3 4:c=1 5:b=2 |"));
        const Cleaner::Result third = sample.clean(second.cleanedTo);
        QCOMPARE(third.cleanedTo, Offset(6));
        QCOMPARE(sample.text(), QStringLiteral("| | 3:a=3 4:c=1 5:b=2 |"));
    }

    void theLastBatchOfAProducerStays()
    {
        CompactedLog sample;
        sample.putAs(1, {{"a", "1"}}, false);
        sample.putAs(1, {{"a", "2"}, {"b", "1"}}, false);
        sample.put({{"a", "3"}, {"b", "2"}});
        sample.roll();
        const auto before = sample.log->producers().snapshot();
        sample.clean();
        QCOMPARE(sample.text(), QStringLiteral("| (2) | 3:a=3 4:b=2 |"));
        QCOMPARE(firstBatchOf(*sample.log->segments()[0]).bytes().size(), record::header::kSize);
        QCOMPARE(sample.log->producers().snapshot(), before);
        sample.reopen();
        QCOMPARE(sample.log->producers().snapshot(), before);
    }

    void theLastBatchOfTheRoundStays()
    {
        CompactedLog sample;
        sample.put("a", "1");
        sample.put("b", "1");
        sample.put("a", std::nullopt);
        sample.roll();
        sample.clean();
        sample.nowMs += 100;
        sample.clean();
        QCOMPARE(sample.text(), QStringLiteral("| 1:b=1 (2) |"));
    }

    void abortedRecordsGoAndTheirMarkerWaits()
    {
        CompactedLog sample;
        sample.putAs(1, {{"a", "1"}}, true);
        sample.put("b", "1");
        sample.end(1, kAbort);
        sample.putAs(1, {{"c", "1"}}, false); // so that the producer's last batch is another
        sample.put("b", "2");
        sample.put("b", "3");
        sample.roll();
        QCOMPARE(abortedIn(sample), QStringLiteral("0-2"));
        sample.clean();
        // The aborted record is no last value of its key, and does not replace one.
        QCOMPARE(sample.text(), QStringLiteral("| 2!ABORT | 3:c=1 5:b=3 |"));
        QCOMPARE(abortedIn(sample), QStringLiteral("0-2"));
        sample.clean(); // nothing of it is left: the marker begins to wait
        QVERIFY(sample.text().startsWith(u"| 2!ABORT "));
        QCOMPARE(abortedIn(sample), QStringLiteral(""));
        sample.nowMs += 99;
        sample.clean();
        QVERIFY(sample.text().startsWith(u"| 2!ABORT "));
        sample.nowMs += 1;
        sample.clean();
        QVERIFY(!sample.text().contains(u"ABORT"));
    }

    void theAbortOfTheLastTransactionStays()
    {
        CompactedLog sample;
        sample.put("b", "1");
        sample.putAs(1, {{"a", "1"}}, true);
        sample.end(1, kAbort);
        sample.put("b", "2");
        sample.roll();
        for (int i = 0; i < 3; ++i) {
            sample.clean();
            sample.nowMs += 1000;
        }
        // The producer's sequence is in a batch of the transaction, so that something of it is
        // left.
        QVERIFY(sample.text().startsWith(u"| (1) 2!ABORT "));
        QCOMPARE(abortedIn(sample), QStringLiteral("1-2"));
    }

    void aCommitMarkerStaysWithItsRecords()
    {
        CompactedLog sample;
        sample.putAs(1, {{"a", "1"}}, true);
        sample.end(1, kCommit);
        sample.putAs(1, {{"c", "1"}}, false);
        sample.roll();
        sample.clean();
        sample.nowMs += 1000;
        sample.clean();
        QVERIFY(sample.text().startsWith(u"| 0:a=1 1!COMMIT 2:c=1 |"));
        sample.put("a", "2");
        sample.roll();
        sample.clean(); // the record goes; the marker has still seen it
        QVERIFY(sample.text().startsWith(u"| 1!COMMIT 2:c=1 "));
        sample.clean(); // begins to wait
        sample.nowMs += 99;
        sample.clean();
        QVERIFY(sample.text().startsWith(u"| 1!COMMIT 2:c=1 "));
        sample.nowMs += 1;
        sample.clean();
        QVERIFY(sample.text().startsWith(u"| 2:c=1 "));
    }

    void dirtiness_data()
    {
        QTest::addColumn<CleanableLog>("log");
        QTest::addColumn<bool>("isDue");
        QTest::newRow("nothing in it") << cleanableLog(0, 0, 0) << false;
        QTest::newRow("half of it is not more than half") << cleanableLog(50, 50, 0.5) << false;
        QTest::newRow("more than half") << cleanableLog(49, 51, 0.5) << true;
        QTest::newRow("never cleaned") << cleanableLog(0, 1, 0.99) << true;
        QTest::newRow("overdue") << cleanableLog(99, 1, 0.5, true) << true;
        QTest::newRow("overdue without anything to do") << cleanableLog(99, 0, 0.5, true) << false;
    }

    void dirtiness()
    {
        QFETCH(CleanableLog, log);
        QFETCH(bool, isDue);
        QCOMPARE(log.isDue(), isDue);
    }

    void theDirtiestIsNext_data()
    {
        QTest::addColumn<std::vector<CleanableLog>>("logs");
        QTest::addColumn<int>("next");
        using Logs = std::vector<CleanableLog>;
        QTest::newRow("no logs") << Logs{} << -1;
        QTest::newRow("none is due") << Logs{cleanableLog(9, 1, 0.5)} << -1;
        QTest::newRow("by ratio, not by bytes")
            << Logs{cleanableLog(400, 600, 0.5), cleanableLog(1, 9, 0.5)} << 1;
        QTest::newRow("one that is not due is not next")
            << Logs{cleanableLog(10, 90, 0.95), cleanableLog(40, 60, 0.5)} << 1;
        QTest::newRow("the first of equals")
            << Logs{cleanableLog(4, 6, 0.5), cleanableLog(40, 60, 0.5)} << 0;
    }

    void theDirtiestIsNext()
    {
        QFETCH(std::vector<CleanableLog>, logs);
        QFETCH(int, next);
        const auto found = Cleaner::dirtiest(logs);
        QCOMPARE(found ? static_cast<int>(*found) : -1, next);
    }

    void whatIsCleanable_data()
    {
        QTest::addColumn<int>("firstDirty");
        QTest::addColumn<int>("used");
        QTest::addColumn<int>("cleanBytes");
        QTest::addColumn<int>("dirtyBytes");
        QTest::newRow("never cleaned") << 0 << 0 << 0 << 420;
        QTest::newRow("half clean") << 3 << 3 << 210 << 210;
        QTest::newRow("within a segment") << 4 << 4 << 420 << 210;
        QTest::newRow("all clean") << 6 << 6 << 420 << 0;
        QTest::newRow("in the active segment") << 7 << 7 << 489 << 0;
        QTest::newRow("beyond the end") << 8 << 0 << 0 << 420;
    }

    void whatIsCleanable()
    {
        QFETCH(int, firstDirty);
        QFETCH(int, used);
        QFETCH(int, cleanBytes);
        QFETCH(int, dirtyBytes);
        CompactedLog sample;
        fill(sample);
        const auto found = Cleaner::cleanable(
            *sample.log, Offset(firstDirty), sample.log->logEnd(), sample.nowMs);
        QCOMPARE(found->firstDirty, Offset(used));
        QCOMPARE(found->cleanBytes, std::int64_t{cleanBytes});
        QCOMPARE(found->dirtyBytes, std::int64_t{dirtyBytes});
        QVERIFY(!found->isOverdue);
    }

    void recordsWaitNoLongerThanMaxCompactionLag_data()
    {
        QTest::addColumn<int>("firstDirty");
        QTest::addColumn<int>("later");
        QTest::addColumn<bool>("isOverdue");
        QTest::newRow("to the millisecond") << 0 << 50 << false;
        QTest::newRow("over") << 0 << 51 << true;
        QTest::newRow("cleaned already") << 6 << 51 << false;
    }

    void recordsWaitNoLongerThanMaxCompactionLag()
    {
        QFETCH(int, firstDirty);
        QFETCH(int, later);
        QFETCH(bool, isOverdue);
        auto config = CompactedLog::smallSegments();
        config.maxCompactionLagMs = 50;
        CompactedLog sample(config);
        fill(sample);
        const auto found = Cleaner::cleanable(
            *sample.log, Offset(firstDirty), sample.log->logEnd(), CompactedLog::kNow + later);
        QCOMPARE(found->isOverdue, isOverdue);
    }

    void aBrokenBatchEndsThePass_data()
    {
        QTest::addColumn<int>("firstDirty");
        QTest::newRow("in the dirty part") << 0;
        QTest::newRow("in the clean part") << 3;
    }

    void aBrokenBatchEndsThePass()
    {
        QFETCH(int, firstDirty);
        CompactedLog sample;
        fill(sample);
        QVERIFY(sample.disk.flipBit("t-0/00000000000000000000.log", 140 + 65, 0).has_value());
        const std::vector<std::string> files = sample.disk.list();
        const Cleaner::Result result = sample.clean(Offset(firstDirty));
        QCOMPARE(result.broken, std::optional(Offset(2)));
        QCOMPARE(result.cleanedTo, Offset(firstDirty));
        QCOMPARE(sample.disk.list(), files);
    }

    void aFailingDiskIsHandedOn()
    {
        CompactedLog sample;
        fill(sample);
        sample.disk.failWrites("");
        const auto result
            = Cleaner({}).clean(*sample.log, Offset(0), Offset(6), sample.nowMs, Timestamp());
        QCOMPARE(result.error(), sim::IoError::WriteFailed);
        sample.disk.failReads("");
        const auto found
            = Cleaner({}).clean(*sample.log, Offset(0), Offset(6), sample.nowMs, Timestamp());
        QCOMPARE(found.error(), sim::IoError::ReadFailed);
    }
};

QTEST_APPLESS_MAIN(CleanerTest)
#include "tst_cleaner.moc"
