#include <QTest>

#include "log_workload.h"

#include "engine/log/segment.h"
#include "engine/log/segment_file.h"
#include "engine/sim/disk.h"

#include <limits>

using namespace brokerscope;
using event::RollReason;
using log::Segment;
using tests::batchOf;

namespace {

constexpr std::int64_t kNow = 10'000'000;

std::unique_ptr<Segment> openSegment(
    sim::SimDisk& disk, const log::LogConfig& config, Offset base = Offset(0))
{
    return *Segment::open(disk, {"t-0", base, ""}, config, kNow);
}

log::Append appendOf(const Bytes& bytes)
{
    const auto batch = *record::BatchView::at(bytes);
    return {bytes, batch.baseOffset(), batch.lastOffset(),
        {batch.maxTimestampMs(), batch.lastOffset()}};
}

/// A batch of one record that is `size` bytes long.
Bytes batchOfSize(std::size_t size, std::int64_t baseOffset, std::int64_t timestampMs = kNow)
{
    tests::BatchSpec spec{.valueSize = 1, .timestampMs = timestampMs, .baseOffset = baseOffset};
    while (batchOf(spec).size() < size) {
        ++spec.valueSize;
    }
    return batchOf(spec);
}

} // namespace

Q_DECLARE_METATYPE(std::optional<RollReason>)

class SegmentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rolls_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<qint64>("messageMs");
        QTest::addColumn<qint64>("wallMs");
        QTest::addColumn<qint64>("lastOffset");
        QTest::addColumn<int>("indexBytes");
        QTest::addColumn<std::optional<RollReason>>("expected");
        constexpr std::optional<RollReason> kNo;
        // The segment holds 300 bytes with the timestamp kNow; segment.bytes 1000, segment.ms 500.
        QTest::newRow("fits exactly")
            << 700 << qint64{kNow} << qint64{kNow} << qint64{9} << 4096 << kNo;
        QTest::newRow("one byte too many") << 701 << qint64{kNow} << qint64{kNow} << qint64{9}
                                           << 4096 << std::optional(RollReason::Size);
        QTest::newRow("message time just not over")
            << 100 << qint64{kNow + 500} << qint64{kNow} << qint64{9} << 4096 << kNo;
        QTest::newRow("message time over") << 100 << qint64{kNow + 501} << qint64{kNow} << qint64{9}
                                           << 4096 << std::optional(RollReason::Time);
        QTest::newRow("wall clock does not count")
            << 100 << qint64{kNow} << qint64{kNow + 100'000} << qint64{9} << 4096 << kNo;
        QTest::newRow("offset index full") << 100 << qint64{kNow} << qint64{kNow} << qint64{9} << 7
                                           << std::optional(RollReason::IndexFull);
        QTest::newRow("time index has its last slot only")
            << 100 << qint64{kNow} << qint64{kNow} << qint64{9} << 23
            << std::optional(RollReason::IndexFull);
        QTest::newRow("time index has one to spare")
            << 100 << qint64{kNow} << qint64{kNow} << qint64{9} << 24 << kNo;
        QTest::newRow("last offset that fits into 32 bits")
            << 100 << qint64{kNow} << qint64{kNow} << qint64{2147483647} << 4096 << kNo;
        QTest::newRow("offset overflow")
            << 100 << qint64{kNow} << qint64{kNow} << qint64{2147483648} << 4096
            << std::optional(RollReason::OffsetOverflow);
    }

    void rolls()
    {
        QFETCH(const int, size);
        QFETCH(const qint64, messageMs);
        QFETCH(const qint64, wallMs);
        QFETCH(const qint64, lastOffset);
        QFETCH(const int, indexBytes);
        QFETCH(const std::optional<RollReason>, expected);
        log::LogConfig config;
        config.segmentBytes = 1000;
        config.segmentMs = 500;
        config.segmentIndexBytes = indexBytes;
        sim::SimDisk disk({});
        auto segment = openSegment(disk, config);
        const Bytes first = batchOfSize(300, 0);
        QCOMPARE(first.size(), std::size_t{300});
        QVERIFY(segment->append(appendOf(first), Timestamp()).has_value());
        const Bytes bytes(static_cast<std::size_t>(size));
        const log::Append incoming{
            bytes, Offset(1), Offset(lastOffset), {messageMs, Offset(lastOffset)}};
        QCOMPARE(*segment->shouldRoll(incoming, config, wallMs), expected);
        // The first timestamp is read from the file when the segment was opened anew.
        segment = openSegment(disk, config);
        QCOMPARE(*segment->shouldRoll(incoming, config, wallMs), expected);
    }

    void anEmptySegmentDoesNotRollByTime()
    {
        log::LogConfig config;
        config.segmentMs = 500;
        sim::SimDisk disk({});
        const auto segment = openSegment(disk, config);
        const Bytes bytes = batchOfSize(100, 0, kNow + 1'000'000);
        QCOMPARE(*segment->shouldRoll(appendOf(bytes), config, kNow + 1'000'000),
            std::optional<RollReason>());
    }

    void withoutTimestampsTheWallClockCounts()
    {
        log::LogConfig config;
        config.segmentMs = 500;
        sim::SimDisk disk({});
        const auto segment = openSegment(disk, config);
        QVERIFY(segment->append(appendOf(batchOfSize(100, 0, -1)), Timestamp()).has_value());
        const Bytes next = batchOfSize(100, 1, -1);
        QCOMPARE(
            *segment->shouldRoll(appendOf(next), config, kNow + 500), std::optional<RollReason>());
        QCOMPARE(*segment->shouldRoll(appendOf(next), config, kNow + 501),
            std::optional(RollReason::Time));
    }

    void aCompactedLogRollsByItsLag()
    {
        log::LogConfig config;
        config.segmentMs = 500;
        config.isCompacted = true;
        config.maxCompactionLagMs = 100;
        sim::SimDisk disk({});
        const auto segment = openSegment(disk, config);
        QVERIFY(segment->append(appendOf(batchOfSize(100, 0)), Timestamp()).has_value());
        const Bytes next = batchOfSize(100, 1, kNow + 101);
        QCOMPARE(
            *segment->shouldRoll(appendOf(next), config, kNow), std::optional(RollReason::Time));
    }

    /// The interval is compared before the append is added, and strictly: with appends of 1024
    /// bytes and 4096 between entries, the sixth one is the first to get an entry.
    void indexEntriesComeAsInKafka()
    {
        const log::LogConfig config;
        sim::SimDisk disk({});
        const auto segment = openSegment(disk, config, Offset(100));
        QStringList entries;
        for (int i = 0; i < 16; ++i) {
            // Every third append is older than the one before it.
            const Bytes batch = batchOfSize(1024, 100 + i, kNow + 10 * i - (i % 3 == 2 ? 1000 : 0));
            QCOMPARE(batch.size(), std::size_t{1024});
            const auto entry = segment->append(appendOf(batch), Timestamp());
            QVERIFY(entry.has_value());
            if (*entry) {
                entries << QStringLiteral("%1@%2 time %3 at %4")
                               .arg((*entry)->offset.value())
                               .arg((*entry)->position)
                               .arg((*entry)->timestampMs - kNow)
                               .arg((*entry)->timestampOffset.value());
            }
        }
        QCOMPARE(entries.join(QStringLiteral(", ")),
            QStringLiteral(
                "105@5120 time 40 at 104, 110@10240 time 100 at 110, 115@15360 time 150 at 115"));
    }

    void aLargeAppendGetsOneEntryForItsLastOffset()
    {
        const log::LogConfig config;
        sim::SimDisk disk({});
        const auto segment = openSegment(disk, config);
        QVERIFY(segment->append(appendOf(batchOfSize(5000, 0)), Timestamp())->has_value() == false);
        Bytes many;
        for (int i = 1; i <= 10; ++i) {
            const Bytes batch = batchOfSize(5000, i, kNow + (i == 4 ? 50 : 0));
            many.insert(many.end(), batch.begin(), batch.end());
        }
        const auto entry
            = segment->append({many, Offset(1), Offset(10), {kNow + 50, Offset(4)}}, Timestamp());
        QVERIFY(entry && *entry);
        QCOMPARE((*entry)->offset, Offset(10));
        QCOMPARE((*entry)->position, 5000U);
        QCOMPARE((*entry)->timestampOffset, Offset(4));
        // From the beginning of the append on it is a scan.
        QCOMPARE(*segment->positionOf(Offset(7)), std::size_t{7 * 5000});
        QCOMPARE(*segment->positionOf(Offset(11)), segment->size());
    }

    void aLookupBeginsAtItsIndexEntry()
    {
        log::LogConfig config;
        config.indexIntervalBytes = 100;
        sim::SimDisk disk({});
        auto segment = openSegment(disk, config);
        for (int i = 0; i < 6; ++i) {
            QVERIFY(segment->append(appendOf(batchOfSize(150, i)), Timestamp()).has_value());
        }
        // Who reads the first header meets a fault.
        QVERIFY(disk.flipBit("t-0/00000000000000000000.log", 16, 2).has_value());
        for (int again = 0; again < 2; ++again) {
            QCOMPARE(segment->positionOf(Offset(0)).error(), sim::IoError::ReadFailed);
            QCOMPARE(*segment->positionOf(Offset(3)), std::size_t{450});
            QCOMPARE(*segment->positionOf(Offset(5)), std::size_t{750});
            QCOMPARE(**segment->findEnd(), Offset(6));
            QCOMPARE(segment->read(Offset(4), std::nullopt, 1000)->size(), std::size_t{300});
            segment = openSegment(disk, config);
        }
    }

    void aSegmentIsClosedWithItsGreatestTimestamp()
    {
        const log::LogConfig config;
        sim::SimDisk disk({});
        const auto segment = openSegment(disk, config);
        QVERIFY(segment->append(appendOf(batchOfSize(100, 0, kNow + 7)), Timestamp()).has_value());
        QVERIFY(segment->append(appendOf(batchOfSize(100, 1, kNow)), Timestamp()).has_value());
        QVERIFY(segment->timeIndex().entries().empty());
        QVERIFY(segment->seal(Timestamp()).has_value());
        QCOMPARE(segment->timeIndex().lastEntry(), (log::TimestampOffset{kNow + 7, Offset(0)}));
        QVERIFY(segment->seal(Timestamp()).has_value()); // once is enough
        QCOMPARE(segment->timeIndex().entries().size(), std::size_t{1});
    }

    void durableBytesAreCountedInWholeBatches()
    {
        log::LogConfig config;
        config.indexIntervalBytes = 100;
        sim::SimDisk disk({});
        const auto segment = openSegment(disk, config);
        for (int i = 0; i < 10; ++i) {
            // Two offsets are left out behind each.
            QVERIFY(segment->append(appendOf(batchOfSize(150, 3 * i)), Timestamp()).has_value());
        }
        for (std::size_t bytes = 0; bytes <= 1500; bytes += 25) {
            const std::size_t whole = bytes / 150;
            QCOMPARE(*segment->endWithin(bytes),
                Offset(whole == 0 ? 0 : static_cast<std::int64_t>(3 * (whole - 1) + 1)));
        }
    }

    void namesAreTakenApart_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("expected");
        QTest::newRow("log") << "00000000000000000042.log"
                             << "42 .log ";
        QTest::newRow("cleaned") << "00000000000000000042.timeindex.cleaned"
                                 << "42 .timeindex .cleaned";
        QTest::newRow("deleted") << "00000000000000000000.txnindex.deleted"
                                 << "0 .txnindex .deleted";
        QTest::newRow("other") << "leader-epoch-checkpoint"
                               << "";
        QTest::newRow("too short") << "42.log"
                                   << "";
        QTest::newRow("unknown extension") << "00000000000000000042.txt"
                                           << "";
        QTest::newRow("too great") << "99999999999999999999.log"
                                   << "";
    }

    void namesAreTakenApart()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, expected);
        const std::string text = name.toStdString();
        const auto found = log::parseSegmentFileName(text);
        QCOMPARE(found ? QStringLiteral("%1 %2 %3")
                             .arg(found->base.value())
                             .arg(QString::fromStdString(std::string(found->extension)),
                                 QString::fromStdString(std::string(found->suffix)))
                       : QString(),
            expected);
        if (found) {
            QCOMPARE(log::segmentFileName(found->base, found->extension, found->suffix), text);
        }
    }
};

QTEST_APPLESS_MAIN(SegmentTest)
#include "tst_segment.moc"
