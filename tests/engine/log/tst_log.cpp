#include <QTest>

#include "log_workload.h"

#include "engine/record/control.h"
#include "engine/sim/disk.h"

using namespace brokerscope;
using event::ErrorCode;
using log::Log;
using tests::batchOf;
using tests::BatchSpec;

namespace {

constexpr std::int64_t kNow = 1'700'000'000'000;

std::unique_ptr<Log> openLog(
    sim::Storage& disk, const log::LogConfig& config = {}, Offset start = Offset(0))
{
    return *Log::open(disk, {"t-0", PartitionId(3), config, Offset(0), start, false, kNow, {}, {}});
}

tl::expected<Log::Appended, ErrorCode> append(
    Log& log, const Bytes& batch, int epoch = 0, std::int64_t wallMs = kNow)
{
    return log.appendAsLeader(batch, LeaderEpoch(epoch), wallMs, Timestamp());
}

Bytes withoutKey()
{
    record::BatchBuilder builder;
    builder.append("k", "v", kNow);
    builder.append(std::nullopt, "v", kNow);
    return builder.finish();
}

/// "SegmentRolled 5 Size" and so on.
QString describe(const std::vector<event::Payload>& events)
{
    QStringList lines;
    for (const event::Payload& payload : events) {
        if (const auto* rolled = std::get_if<event::SegmentRolled>(&payload)) {
            lines << QStringLiteral("rolled %1 %2")
                         .arg(rolled->base.value())
                         .arg(int(rolled->reason));
        } else if (const auto* flushed = std::get_if<event::LogFlushed>(&payload)) {
            lines << QStringLiteral("flushed %1").arg(flushed->recoveryPoint.value());
        } else if (const auto* added = std::get_if<event::IndexEntryAdded>(&payload)) {
            lines << QStringLiteral("index %1@%2").arg(added->offset.value()).arg(added->position);
        } else if (const auto* gone = std::get_if<event::SegmentDeleted>(&payload)) {
            lines << QStringLiteral("deleted %1-%2 %3")
                         .arg(gone->base.value())
                         .arg(gone->end.value())
                         .arg(int(gone->reason));
        } else if (const auto* moved = std::get_if<event::LogStartMoved>(&payload)) {
            lines << QStringLiteral("start %1-%2 %3")
                         .arg(moved->from.value())
                         .arg(moved->to.value())
                         .arg(int(moved->reason));
        }
    }
    return lines.join(QStringLiteral(", "));
}

QString textOf(const tl::expected<std::optional<log::TimestampAndOffset>, sim::IoError>& found)
{
    return !found ? QStringLiteral("error")
        : !*found
        ? QStringLiteral("none")
        : QStringLiteral("%1@%2").arg((*found)->timestampMs - kNow).arg((*found)->offset.value());
}

} // namespace

class LogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // --- Appending -----------------------------------------------------------------------------

    void aLeaderRefusesWhatTheTopicForbids_data()
    {
        QTest::addColumn<log::LogConfig>("config");
        QTest::addColumn<Bytes>("batch");
        QTest::addColumn<int>("expected");
        const auto size = static_cast<std::int64_t>(batchOf({}).size());
        const auto row = [](const char* name, const Bytes& batch, ErrorCode expected, auto&& set) {
            log::LogConfig config;
            set(config);
            QTest::newRow(name) << config << batch << int(expected);
        };
        const Bytes plain = batchOf({.timestampMs = kNow});
        row("as large as allowed", plain, ErrorCode::None,
            [&](auto& c) { c.maxMessageBytes = size; });
        row("larger", plain, ErrorCode::MessageTooLarge,
            [&](auto& c) { c.maxMessageBytes = size - 1; });
        row("as large as a segment", plain, ErrorCode::None,
            [&](auto& c) { c.segmentBytes = size; });
        row("larger than a segment", plain, ErrorCode::RecordListTooLarge,
            [&](auto& c) { c.segmentBytes = size - 1; });
        row("no key, not compacted", withoutKey(), ErrorCode::None, [](auto&) {});
        row("no key, compacted", withoutKey(), ErrorCode::InvalidRecord,
            [](auto& c) { c.isCompacted = true; });
        const auto limit = [](auto& c) {
            c.timestampBeforeMaxMs = 100;
            c.timestampAfterMaxMs = 50;
        };
        row("old enough", batchOf({.timestampMs = kNow - 100}), ErrorCode::None, limit);
        row("too old", batchOf({.timestampMs = kNow - 101}), ErrorCode::InvalidTimestamp, limit);
        row("early enough", batchOf({.timestampMs = kNow + 50}), ErrorCode::None, limit);
        row("too early", batchOf({.timestampMs = kNow + 51}), ErrorCode::InvalidTimestamp, limit);
        row("second record too early", batchOf({.records = 2, .timestampMs = kNow + 50}),
            ErrorCode::InvalidTimestamp, limit);
        row("without timestamp", batchOf({.timestampMs = -1}), ErrorCode::None, limit);
        row("append time replaces it", batchOf({.timestampMs = kNow - 101}), ErrorCode::None,
            [&](auto& c) {
                limit(c);
                c.timestampType = log::TimestampType::LogAppendTime;
            });
    }

    void aLeaderRefusesWhatTheTopicForbids()
    {
        QFETCH(const log::LogConfig, config);
        QFETCH(const Bytes, batch);
        QFETCH(const int, expected);
        sim::SimDisk disk({});
        const auto log = openLog(disk, config);
        const auto appended = append(*log, batch);
        QCOMPARE(appended ? 0 : int(appended.error()), expected);
        QCOMPARE(log->logEnd() > Offset(0), expected == 0);
    }

    void appendTimeIsStampedWithANewCrc()
    {
        log::LogConfig config;
        config.timestampType = log::TimestampType::LogAppendTime;
        sim::SimDisk disk({});
        const auto log = openLog(disk, config);
        QVERIFY(append(*log, batchOf({.records = 3, .timestampMs = kNow}), 4, kNow + 77));
        log->forEachBatch([](const record::BatchView& batch) {
            QCOMPARE(batch.maxTimestampMs(), kNow + 77);
            QCOMPARE(batch.timestampType(), log::TimestampType::LogAppendTime);
            QCOMPARE(batch.leaderEpoch(), LeaderEpoch(4));
            QVERIFY(batch.checkRecords().has_value());
        });
        QCOMPARE(textOf(log->offsetForTimestamp(kNow + 77)), QStringLiteral("77@0"));
    }

    void aBatchThatIsThereIsFound()
    {
        sim::SimDisk disk({});
        const auto log = openLog(disk);
        BatchSpec spec{.records = 2, .producerId = 7, .baseSequence = 0};
        QVERIFY(append(*log, batchOf(spec)));
        spec.baseSequence = 2;
        QVERIFY(append(*log, batchOf(spec)));
        const auto again = append(*log, batchOf(spec));
        QVERIFY(again && again->duplicate);
        QCOMPARE(again->baseOffset, Offset(2));
        spec.baseSequence = 9;
        QCOMPARE(append(*log, batchOf(spec)).error(), ErrorCode::OutOfOrderSequenceNumber);
        QCOMPARE(log->logEnd(), Offset(4));
    }

    void aFollowerKeepsTheLeadersBytes()
    {
        sim::SimDisk leaderDisk({});
        sim::SimDisk followerDisk({});
        const auto leader = openLog(leaderDisk);
        const auto follower = openLog(followerDisk);
        for (int i = 1; i <= 5; ++i) {
            QVERIFY(append(*leader, batchOf({.records = i}), i));
        }
        QStringList written;
        const ByteView bytes = *leader->read(Offset(0), leader->logEnd(), 1U << 20U);
        const auto note = [&](const record::BatchView& batch) {
            written << QString::number(batch.baseOffset().value());
        };
        QVERIFY(follower->appendAsFollower(bytes, kNow, Timestamp(), note).has_value());
        QCOMPARE(written.join(QLatin1Char(' ')), QStringLiteral("0 1 3 6 10"));
        QCOMPARE(tests::listed(*follower), tests::listed(*leader));
        QCOMPARE(follower->epochs().entries(), leader->epochs().entries());
        QCOMPARE(follower->lastEpoch(), LeaderEpoch(5));
        QVERIFY(follower->crcAt(Offset(3)) != 0);
        QCOMPARE(follower->crcAt(Offset(3)), leader->crcAt(Offset(3)));
        QCOMPARE(follower->crcAt(Offset(4)), 0U);
        // What goes back, or is broken anywhere, is refused as a whole.
        QCOMPARE(follower->appendAsFollower(bytes, kNow, Timestamp(), note).error(),
            ErrorCode::CorruptMessage);
        Bytes broken = batchOf({.baseOffset = 15});
        const Bytes second = batchOf({.baseOffset = 16});
        broken.insert(broken.end(), second.begin(), second.end());
        broken.back() ^= 1U;
        QCOMPARE(follower->appendAsFollower(broken, kNow, Timestamp(), note).error(),
            ErrorCode::CorruptMessage);
        QCOMPARE(follower->logEnd(), Offset(15));
    }

    void aRollIsToldInOrder()
    {
        log::LogConfig config;
        config.indexIntervalBytes = 100;
        config.segmentBytes = 3 * static_cast<std::int64_t>(batchOf({.valueSize = 50}).size());
        sim::SimDisk disk({});
        const auto log = openLog(disk, config);
        for (int i = 0; i < 4; ++i) {
            QVERIFY(append(*log, batchOf({.valueSize = 50})));
        }
        const auto size = batchOf({.valueSize = 50}).size();
        QCOMPARE(describe(log->takeEvents()),
            QStringLiteral("index 1@%1, index 2@%2, rolled 3 0, flushed 3")
                .arg(size)
                .arg(2 * size));
        QVERIFY(log->takeEvents().empty());
        QCOMPARE(log->recoveryPoint(), Offset(3));
        QCOMPARE(log->segments().size(), std::size_t{2});
        QVERIFY(disk.find("t-0/00000000000000000003.snapshot").has_value());
    }

    // --- Flushing ------------------------------------------------------------------------------

    void flushesByMessagesAndByTime()
    {
        log::LogConfig config;
        config.flushMessages = 5;
        config.flushMs = 100;
        sim::SimDisk disk({});
        const auto log = openLog(disk, config);
        QVERIFY(append(*log, batchOf({.records = 4})));
        QCOMPARE(log->recoveryPoint(), Offset(0));
        QVERIFY(append(*log, batchOf({.records = 1})));
        QCOMPARE(log->recoveryPoint(), Offset(5));
        QVERIFY(append(*log, batchOf({.records = 1})));
        QVERIFY(log->flushIfDue(kNow + 99).has_value());
        QCOMPARE(log->recoveryPoint(), Offset(5));
        QVERIFY(log->flushIfDue(kNow + 100).has_value());
        QCOMPARE(log->recoveryPoint(), Offset(6));
        QCOMPARE(describe(log->takeEvents()), QStringLiteral("flushed 5, flushed 6"));
        QCOMPARE(log->durableEnd(Timestamp()), Offset(6));
    }

    // --- Reading -------------------------------------------------------------------------------

    void readGivesAtLeastOneBatch()
    {
        sim::SimDisk disk({});
        const auto log = openLog(disk);
        for (int i = 0; i < 3; ++i) {
            QVERIFY(append(*log, batchOf({.records = 2})));
        }
        const std::size_t one = batchOf({.records = 2}).size();
        QCOMPARE(log->read(Offset(0), Offset(6), 1)->size(), one);
        QCOMPARE(log->read(Offset(0), Offset(6), 2 * one)->size(), 2 * one);
        QCOMPARE(log->read(Offset(3), Offset(6), 1U << 20U)->size(), 2 * one); // with offset 2
        QVERIFY(log->read(Offset(0), Offset(1), 1U << 20U)->empty()); // a batch is not cut
        QVERIFY(log->read(Offset(6), Offset(6), 1U << 20U)->empty());
        QCOMPARE(log->bytesBetween(Offset(0), Offset(6), 100'000).value(), 3 * one);
        QCOMPARE(log->bytesBetween(Offset(0), Offset(6), one).value(), one);
    }

    void timestampsAreFound_data()
    {
        QTest::addColumn<int>("timestamp");
        QTest::addColumn<QString>("expected");
        // Batches of three records, 1 ms apart, from these on: 0, 100, 50 | 200, 10, 300.
        QTest::newRow("before all") << -50 << "0@0";
        QTest::newRow("first record") << 0 << "0@0";
        QTest::newRow("inside a batch") << 2 << "2@2";
        QTest::newRow("between batches") << 60 << "100@3";
        QTest::newRow("inside a later batch") << 102 << "102@5";
        QTest::newRow("in the second segment") << 103 << "200@9";
        QTest::newRow("behind a step back") << 250 << "300@15";
        QTest::newRow("last record") << 302 << "302@17";
        QTest::newRow("after all") << 303 << "none";
    }

    void timestampsAreFound()
    {
        QFETCH(const int, timestamp);
        QFETCH(const QString, expected);
        log::LogConfig config;
        config.indexIntervalBytes = 10;
        config.segmentBytes = 3 * static_cast<std::int64_t>(batchOf({.records = 3}).size());
        sim::SimDisk disk({});
        auto log = openLog(disk, config);
        QCOMPARE(textOf(log->offsetOfMaxTimestamp()), QStringLiteral("none"));
        for (const int ms : {0, 100, 50, 200, 10, 300}) {
            QVERIFY(append(*log, batchOf({.records = 3, .timestampMs = kNow + ms}), 2));
        }
        QCOMPARE(log->segments().size(), std::size_t{2});
        QCOMPARE(textOf(log->offsetForTimestamp(kNow + timestamp)), expected);
        QCOMPARE(textOf(log->offsetOfMaxTimestamp()), QStringLiteral("302@17"));
        QCOMPARE((*log->offsetOfMaxTimestamp())->epoch, LeaderEpoch(2));
        log = openLog(disk, config);
        QCOMPARE(textOf(log->offsetForTimestamp(kNow + timestamp)), expected);
        QCOMPARE(textOf(log->offsetOfMaxTimestamp()), QStringLiteral("302@17"));
    }

    void nothingBeforeTheLogStartIsFound()
    {
        sim::SimDisk disk({});
        const auto log = openLog(disk);
        QVERIFY(append(*log, batchOf({.records = 3, .timestampMs = kNow})));
        QVERIFY(append(*log, batchOf({.records = 3, .timestampMs = kNow - 50})));
        QVERIFY(log->raiseLogStart(Offset(2), event::LogStartReason::DeleteRecords).has_value());
        QCOMPARE(textOf(log->offsetForTimestamp(kNow - 100)), QStringLiteral("2@2"));
        QVERIFY(log->raiseLogStart(Offset(4), event::LogStartReason::DeleteRecords).has_value());
        QCOMPARE(textOf(log->offsetForTimestamp(kNow - 100)), QStringLiteral("-49@4"));
        QCOMPARE(describe(log->takeEvents()), QStringLiteral("start 0-2 1, start 2-4 1"));
    }

    void openTransactionsHoldTheStableOffsetBack()
    {
        sim::SimDisk disk({});
        const auto log = openLog(disk);
        QVERIFY(append(*log, batchOf({})));
        QVERIFY(append(*log,
            batchOf({.records = 2, .producerId = 9, .baseSequence = 0, .isTransactional = true})));
        QVERIFY(append(*log, batchOf({})));
        QCOMPARE(log->lastStableOffset(Offset(4)), Offset(1));
        QCOMPARE(log->lastStableOffset(Offset(0)), Offset(0));
        const Bytes marker = record::endTxnMarkerBatch(
            ProducerId(9), ProducerEpoch(0), {record::ControlType::Abort, 0}, kNow);
        QVERIFY(append(*log, marker));
        QCOMPARE(log->lastStableOffset(Offset(4)), Offset(1)); // the marker is not replicated yet
        QCOMPARE(log->lastStableOffset(Offset(5)), Offset(5));
        const std::vector<log::AbortedTransaction> expected{
            {ProducerId(9), Offset(1), Offset(4), Offset(5)}};
        QCOMPARE(*log->abortedTransactions(Offset(2), Offset(5)), expected);
        QVERIFY(log->abortedTransactions(Offset(0), Offset(1))->empty());
    }

    // --- Cutting -------------------------------------------------------------------------------

    void retention_data()
    {
        QTest::addColumn<qint64>("retentionMs");
        QTest::addColumn<int>("retentionSegments");
        QTest::addColumn<int>("logStart");
        QTest::addColumn<int>("highWatermark");
        QTest::addColumn<QString>("expected");
        // Three segments of one batch each, with one record: of kNow, kNow + 100 and kNow + 200.
        // It is kNow + 1000 now. Sizes are counted in segments, times 10.
        QTest::newRow("nothing is due") << qint64{1000} << -1 << 0 << 3 << QString();
        QTest::newRow("time, the first")
            << qint64{999} << -1 << 0 << 3 << QStringLiteral("start 0-1 0, deleted 0-1 0");
        QTest::newRow("time, two") << qint64{899} << -1 << 0 << 3
                                   << QStringLiteral("start 0-2 0, deleted 0-1 0, deleted 1-2 0");
        QTest::newRow("time, all: the active one is rolled first")
            << qint64{0} << -1 << 0 << 3
            << QStringLiteral("rolled 3 4, flushed 3, start 0-3 0, deleted 0-1 0, deleted 1-2 0, "
                              "deleted 2-3 0");
        QTest::newRow("time, never") << qint64{-1} << -1 << 0 << 3 << QString();
        QTest::newRow("not beyond the high watermark")
            << qint64{0} << -1 << 0 << 1 << QStringLiteral("start 0-1 0, deleted 0-1 0");
        QTest::newRow("nor in the middle of a segment") << qint64{0} << -1 << 0 << 0 << QString();
        QTest::newRow("size, two fit")
            << qint64{-1} << 20 << 0 << 3 << QStringLiteral("start 0-1 0, deleted 0-1 1");
        QTest::newRow("size, a part of a segment too much is none")
            << qint64{-1} << 21 << 0 << 3 << QString();
        QTest::newRow("size, all") << qint64{-1} << 0 << 0 << 3
                                   << QStringLiteral("rolled 3 4, flushed 3, start 0-3 0, deleted "
                                                     "0-1 1, deleted 1-2 1, deleted 2-3 1");
        QTest::newRow("log start") << qint64{-1} << -1 << 2 << 3
                                   << QStringLiteral("start 0-2 1, deleted 0-1 2, deleted 1-2 2");
        QTest::newRow("log start, size, time")
            << qint64{799} << 10 << 1 << 3
            << QStringLiteral("start 0-1 1, deleted 0-1 2, start 1-2 0, deleted 1-2 1, rolled 3 4, "
                              "flushed 3, start 2-3 0, deleted 2-3 0");
    }

    void retention()
    {
        QFETCH(const qint64, retentionMs);
        QFETCH(const int, retentionSegments);
        QFETCH(const int, logStart);
        QFETCH(const int, highWatermark);
        QFETCH(const QString, expected);
        const auto size = static_cast<std::int64_t>(batchOf({}).size());
        log::LogConfig config;
        config.segmentBytes = size;
        config.retentionMs = retentionMs;
        config.retentionBytes = retentionSegments < 0 ? -1 : retentionSegments * size / 10;
        sim::SimDisk disk({});
        const auto log = openLog(disk, config);
        for (const int ms : {0, 100, 200}) {
            QVERIFY(append(*log, batchOf({.timestampMs = kNow + ms})));
        }
        (void)log->takeEvents();
        QVERIFY(
            log->raiseLogStart(Offset(logStart), event::LogStartReason::DeleteRecords).has_value());
        QVERIFY(
            log->deleteOldSegments(kNow + 1000, Offset(highWatermark), Timestamp()).has_value());
        QCOMPARE(describe(log->takeEvents()), expected);
        QCOMPARE(tests::faultOf(*log, disk), QString());
        // An idle log ends as one empty segment, and that stays.
        QVERIFY(
            log->deleteOldSegments(kNow + 2000, Offset(highWatermark), Timestamp()).has_value());
        QVERIFY(!log->segments().empty());
    }

    void onlyTheLogStartCountsWithoutDelete()
    {
        log::LogConfig config;
        config.isDeleted = false;
        config.segmentBytes = static_cast<std::int64_t>(batchOf({}).size());
        config.retentionBytes = 0;
        sim::SimDisk disk({});
        const auto log = openLog(disk, config);
        for (int i = 0; i < 3; ++i) {
            QVERIFY(append(*log, batchOf({})));
        }
        QVERIFY(log->raiseLogStart(Offset(1), event::LogStartReason::DeleteRecords).has_value());
        QVERIFY(log->deleteOldSegments(kNow + 10'000'000'000, Offset(3), Timestamp()).has_value());
        QCOMPARE(log->segments().front()->base(), Offset(1));
        QCOMPARE(log->segments().size(), std::size_t{2});
    }

    void deletedFilesWait()
    {
        log::LogConfig config;
        config.segmentBytes = static_cast<std::int64_t>(batchOf({}).size());
        config.retentionBytes = config.segmentBytes;
        sim::SimDisk disk({});
        const auto log = openLog(disk, config);
        QVERIFY(append(*log, batchOf({})) && append(*log, batchOf({})));
        QVERIFY(log->deleteOldSegments(kNow + 5, Offset(2), Timestamp()).has_value());
        QVERIFY(disk.find("t-0/00000000000000000000.log.deleted").has_value());
        QVERIFY(!disk.find("t-0/00000000000000000000.log").has_value());
        QVERIFY(log->removeDeletedFiles(kNow + 5 + 59'999).has_value());
        QVERIFY(disk.find("t-0/00000000000000000000.index.deleted").has_value());
        QVERIFY(log->removeDeletedFiles(kNow + 5 + 60'000).has_value());
        for (const std::string& path : disk.list()) {
            QVERIFY2(path.find("00000000000000000000") == std::string::npos, path.c_str());
        }
    }

    void truncationIsToldAndForgetsEpochs()
    {
        log::LogConfig config;
        config.segmentBytes = 2 * static_cast<std::int64_t>(batchOf({.records = 2}).size());
        sim::SimDisk disk({});
        const auto log = openLog(disk, config);
        for (int i = 0; i < 6; ++i) {
            QVERIFY(append(*log, batchOf({.records = 2}), i));
        }
        (void)log->takeEvents();
        QVERIFY(log->truncateTo(Offset(3)).has_value()); // in the middle of the second batch
        QCOMPARE(describe(log->takeEvents()), QStringLiteral("deleted 8-12 3, deleted 4-8 3"));
        QCOMPARE(log->logEnd(), Offset(2));
        QCOMPARE(log->lastEpoch(), LeaderEpoch(0));
        QCOMPARE(log->recoveryPoint(), Offset(2));
        QCOMPARE(log->epochs().entries().size(), std::size_t{1});
        QVERIFY(log->truncateFullyAndStartAt(Offset(70)).has_value());
        QCOMPARE(describe(log->takeEvents()), QStringLiteral("deleted 0-2 3, start 0-70 3"));
        QCOMPARE(log->logStart(), Offset(70));
        QCOMPARE(log->logEnd(), Offset(70));
        QCOMPARE(log->lastEpoch(), kNoEpoch);
        QVERIFY(append(*log, batchOf({}), 9));
        QCOMPARE(log->crcAt(Offset(70)) != 0, true);
    }
};

QTEST_APPLESS_MAIN(LogTest)
#include "tst_log.moc"
