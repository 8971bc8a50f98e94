#include <QTest>

#include "log_checks.h"
#include "log_workload.h"

#include "engine/log/segment_file.h"
#include "engine/sim/disk.h"

#include <QDir>
#include <QFile>

using namespace brokerscope;
using log::Log;
using tests::batchOf;

namespace {

constexpr std::int64_t kNow = 1'700'000'000'000;

QString data(const QString& name)
{
    return QStringLiteral(BROKERSCOPE_SOURCE_DIR "/tests/data/") + name;
}

void put(sim::SimDisk& disk, const std::string& path, ByteView bytes)
{
    const auto file = disk.open(path);
    QVERIFY(file && disk.append(*file, bytes, Timestamp()) && disk.sync(*file));
}

std::optional<Bytes> get(sim::SimDisk& disk, const std::string& path)
{
    const auto file = disk.find(path);
    if (!file) {
        return std::nullopt;
    }
    const ByteView bytes = *disk.read(*file, 0, disk.size(*file));
    return Bytes(bytes.begin(), bytes.end());
}

Bytes bytesOf(const QByteArray& bytes)
{
    return {bytes.begin(), bytes.end()};
}

/// Copies a directory that Kafka wrote to "t-0"; the extensions in `without` stay behind.
std::map<std::string, Bytes> copy(
    sim::SimDisk& disk, const QString& directory, const QStringList& without = {})
{
    std::map<std::string, Bytes> files;
    for (const QString& name : QDir(directory).entryList(QDir::Files)) {
        QFile file(directory + QLatin1Char('/') + name);
        if (!file.open(QIODevice::ReadOnly)) {
            qFatal("cannot read %s", qPrintable(file.fileName()));
        }
        const Bytes bytes = bytesOf(file.readAll());
        files.emplace("t-0/" + name.toStdString(), bytes);
        if (!without.contains(QLatin1Char('.') + name.section(QLatin1Char('.'), -1))) {
            put(disk, "t-0/" + name.toStdString(), bytes);
        }
    }
    return files;
}

log::Opening opening(bool isClean, Offset recoveryPoint = Offset(0), Offset logStart = Offset(0))
{
    log::LogConfig config;
    config.producerIdExpirationMs = log::kUnlimited;
    return {"t-0", PartitionId(0), config, recoveryPoint, logStart, isClean, kNow, {}, {}};
}

/// Four segments of three batches, each of two records.
void writeSegments(sim::SimDisk& disk, bool isClosed)
{
    log::Opening first = opening(false);
    first.config.segmentBytes = 3 * static_cast<std::int64_t>(batchOf({.records = 2}).size());
    first.config.indexIntervalBytes = 10;
    const auto log = *Log::open(disk, first);
    for (int i = 0; i < 12; ++i) {
        const Bytes batch = batchOf({.records = 2, .producerId = i % 2, .baseSequence = i / 2 * 2});
        QVERIFY(log->appendAsLeader(batch, LeaderEpoch(i / 5), kNow, Timestamp()).has_value());
    }
    QVERIFY(!isClosed || log->close().has_value());
}

std::string segmentPath(int base, std::string_view extension, std::string_view suffix = {})
{
    return "t-0/" + log::segmentFileName(Offset(base), extension, suffix);
}

/// An epoch that was begun without a record is forgotten when the log is opened, by Kafka too.
bool isOfAnEmptyLog(const std::string& path, std::int64_t logEnd)
{
    return logEnd == 0 && path.ends_with("leader-epoch-checkpoint");
}

const event::LogScanned* scanOf(const std::vector<event::Payload>& events)
{
    for (const event::Payload& payload : events) {
        if (const auto* scan = std::get_if<event::LogScanned>(&payload)) {
            return scan;
        }
    }
    return nullptr;
}

} // namespace

class RecoveryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // --- What Kafka wrote ----------------------------------------------------------------------

    void kafkasDirectories_data()
    {
        QTest::addColumn<QString>("directory");
        QTest::addColumn<int>("indexInterval");
        QTest::addColumn<qint64>("logEnd");
        for (const char* codec : {"none", "gzip", "snappy", "lz4", "zstd"}) {
            const QString directory = data(QStringLiteral("logs/") + QLatin1String(codec));
            QFile next(directory + QStringLiteral("/nextOffset"));
            QVERIFY(next.open(QIODevice::ReadOnly));
            QTest::newRow(codec) << directory << 1024 << next.readAll().trimmed().toLongLong();
        }
        QTest::newRow("trades-0") << data(QStringLiteral("kafka-data-dir/trades-0")) << 1024
                                  << qint64{522};
        QTest::newRow("trades-1") << data(QStringLiteral("kafka-data-dir/trades-1")) << 1024
                                  << qint64{478};
        QTest::newRow("ledger-0") << data(QStringLiteral("kafka-data-dir/ledger-0")) << 4096
                                  << qint64{20};
        QTest::newRow("offsets") << data(QStringLiteral("kafka-data-dir/__consumer_offsets-0"))
                                 << 4096 << qint64{7};
        QTest::newRow("empty") << data(QStringLiteral("kafka-data-dir/__consumer_offsets-1"))
                               << 4096 << qint64{0};
    }

    void kafkasDirectories()
    {
        QFETCH(const QString, directory);
        QFETCH(const int, indexInterval);
        QFETCH(const qint64, logEnd);
        sim::SimDisk disk({});
        const auto kafkas = copy(disk, directory);
        log::Opening clean = opening(true, Offset(logEnd));
        clean.config.indexIntervalBytes = indexInterval;
        const auto log = *Log::open(disk, clean);
        QCOMPARE(log->logEnd(), Offset(logEnd));
        QCOMPARE(tests::faultOf(*log, disk), QString());
        QVERIFY(log->takeEvents().empty());
        QVERIFY(log->close().has_value());
        for (const auto& [path, bytes] : kafkas) {
            QVERIFY2(isOfAnEmptyLog(path, logEnd) || get(disk, path) == bytes, path.c_str());
        }
    }

    void whatKafkaWroteIsBuiltAgain_data() { kafkasDirectories_data(); }

    void whatKafkaWroteIsBuiltAgain()
    {
        QFETCH(const QString, directory);
        QFETCH(const int, indexInterval);
        QFETCH(const qint64, logEnd);
        sim::SimDisk disk({});
        const auto kafkas = copy(disk, directory,
            {QStringLiteral(".index"), QStringLiteral(".timeindex"), QStringLiteral(".txnindex"),
                QStringLiteral(".snapshot"), QStringLiteral(".leader-epoch-checkpoint")});
        log::Opening unclean = opening(false);
        unclean.config.indexIntervalBytes = indexInterval;
        const auto log = *Log::open(disk, unclean);
        QCOMPARE(log->logEnd(), Offset(logEnd));
        QVERIFY(log->close().has_value());
        for (const auto& [path, bytes] : kafkas) {
            // The index of the segment is built batch by batch, and so it was written.
            QVERIFY2(isOfAnEmptyLog(path, logEnd) || get(disk, path).value_or(Bytes()) == bytes,
                path.c_str());
        }
        QCOMPARE(scanOf(log->takeEvents())->end, Offset(logEnd));
    }

    // --- What a crash leaves -------------------------------------------------------------------

    void aCleanStopReadsNothingAgain()
    {
        sim::SimDisk disk({});
        writeSegments(disk, true);
        const auto log = *Log::open(disk, opening(true, Offset(24)));
        QCOMPARE(log->logEnd(), Offset(24));
        QCOMPARE(log->recoveryPoint(), Offset(24));
        QCOMPARE(log->lastEpoch(), LeaderEpoch(2));
        QVERIFY(log->takeEvents().empty());
        QVERIFY(get(disk, segmentPath(24, log::kSnapshotExtension)).has_value());
    }

    void recoveryBeginsAtTheRecoveryPoint_data()
    {
        QTest::addColumn<int>("recoveryPoint");
        QTest::addColumn<int>("from");
        QTest::newRow("nothing was flushed") << 0 << 0;
        QTest::newRow("inside a segment") << 8 << 6;
        QTest::newRow("at a border") << 12 << 12;
        QTest::newRow("at the end: the active segment all the same") << 24 << 18;
    }

    void recoveryBeginsAtTheRecoveryPoint()
    {
        QFETCH(const int, recoveryPoint);
        QFETCH(const int, from);
        sim::SimDisk disk({});
        writeSegments(disk, false);
        const auto log = *Log::open(disk, opening(false, Offset(recoveryPoint)));
        const auto events = log->takeEvents();
        QCOMPARE(scanOf(events)->from, Offset(from));
        QCOMPARE(scanOf(events)->end, Offset(24));
        QCOMPARE(scanOf(events)->bytesCut, 0U);
        QCOMPARE(log->recoveryPoint(), Offset(recoveryPoint));
        QCOMPARE(tests::producerFaultOf(*log, tests::listed(*log)), QString());
    }

    void behindABrokenBatchNothingIsKept()
    {
        sim::SimDisk disk({});
        writeSegments(disk, false);
        const auto batch = static_cast<std::uint32_t>(
            batchOf({.records = 2, .producerId = 0, .baseSequence = 0}).size());
        const auto perSegment = get(disk, segmentPath(6, log::kLogExtension))->size();
        QVERIFY(disk.flipBit(segmentPath(6, log::kLogExtension), batch + 80, 3).has_value());
        const auto log = *Log::open(disk, opening(false));
        QCOMPARE(log->logEnd(), Offset(8));
        QCOMPARE(log->lastEpoch(), LeaderEpoch(0));
        QCOMPARE(log->segments().size(), std::size_t{2});
        const auto events = log->takeEvents();
        QCOMPARE(scanOf(events)->bytesCut, static_cast<std::uint32_t>(3 * perSegment - batch));
        QCOMPARE(tests::faultOf(*log, disk), QString());
        QVERIFY(!get(disk, segmentPath(12, log::kIndexExtension)));
        // It goes on where the good part ends.
        QVERIFY(log->appendAsLeader(batchOf({}), LeaderEpoch(3), kNow, Timestamp()).has_value());
        QCOMPARE(log->logEnd(), Offset(9));
    }

    void aSegmentThatBeginsInsideAnotherGoes()
    {
        sim::SimDisk disk({});
        const auto log = *Log::open(disk, opening(false));
        QVERIFY(log->appendAsLeader(batchOf({.records = 9}), LeaderEpoch(0), kNow, Timestamp()));
        put(disk, segmentPath(4, log::kLogExtension), {});
        const auto again = *Log::open(disk, opening(false));
        QCOMPARE(again->segments().size(), std::size_t{1});
        QCOMPARE(again->logEnd(), Offset(9));
    }

    void missingAndBrokenIndexesAreBuiltAgain_data()
    {
        QTest::addColumn<QString>("extension");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("no index") << ".index" << QByteArray();
        QTest::newRow("no time index") << ".timeindex" << QByteArray();
        QTest::newRow("torn index") << ".index" << QByteArray("12345");
        QTest::newRow("index beyond the log") << ".index" << QByteArray("\0\0\0\1\0\1\0\0", 8);
        QTest::newRow("foreign transaction index") << ".txnindex" << QByteArray(34, '\0');
    }

    void missingAndBrokenIndexesAreBuiltAgain()
    {
        QFETCH(const QString, extension);
        QFETCH(const QByteArray, content);
        sim::SimDisk disk({});
        writeSegments(disk, true);
        const std::string path = segmentPath(6, extension.toStdString());
        const Bytes before = get(disk, path).value_or(Bytes());
        QVERIFY(disk.remove(path).has_value());
        if (!content.isEmpty()) {
            put(disk, path, bytesOf(content));
        }
        log::Opening clean = opening(true, Offset(24));
        clean.config.indexIntervalBytes = 10;
        const auto log = *Log::open(disk, clean);
        QCOMPARE(get(disk, path).value_or(Bytes()), before);
        QCOMPARE(tests::faultOf(*log, disk), QString());
        QCOMPARE(log->segments().size(), std::size_t{4});
        const auto events = log->takeEvents();
        QCOMPARE(scanOf(events)->from, Offset(6));
    }

    void epochsComeFromTheBatchesWithoutACheckpoint_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("missing") << QByteArray();
        QTest::newRow("no checkpoint") << QByteArray("rubbish");
        QTest::newRow("does not know the beginning") << QByteArray("0\n1\n2 20\n");
    }

    void epochsComeFromTheBatchesWithoutACheckpoint()
    {
        QFETCH(const QByteArray, text);
        sim::SimDisk disk({});
        writeSegments(disk, true);
        const Bytes before = *get(disk, "t-0/leader-epoch-checkpoint");
        QVERIFY(disk.remove("t-0/leader-epoch-checkpoint").has_value());
        if (!text.isEmpty()) {
            put(disk, "t-0/leader-epoch-checkpoint", bytesOf(text));
        }
        const auto log = *Log::open(disk, opening(true, Offset(24)));
        QCOMPARE(get(disk, "t-0/leader-epoch-checkpoint"), std::optional(before));
        QCOMPARE(log->lastEpoch(), LeaderEpoch(2));
    }

    void aLogThatEndsBeforeItsStartBeginsAnew()
    {
        sim::SimDisk disk({});
        writeSegments(disk, false);
        const auto log = *Log::open(disk, opening(false, Offset(24), Offset(30)));
        QCOMPARE(log->logStart(), Offset(30));
        QCOMPARE(log->logEnd(), Offset(30));
        QCOMPARE(log->segments().size(), std::size_t{1});
        QVERIFY(log->epochs().entries().empty());
        QVERIFY(log->producers().entries().empty());
        QCOMPARE(log->appendAsLeader(batchOf({}), LeaderEpoch(4), kNow, Timestamp())->baseOffset,
            Offset(30));
    }

    void theLogStartIsThatOfTheFirstSegment()
    {
        sim::SimDisk disk({});
        writeSegments(disk, true);
        for (const auto extension : {log::kLogExtension, log::kIndexExtension}) {
            QVERIFY(disk.remove(segmentPath(0, extension)).has_value());
        }
        const auto log = *Log::open(disk, opening(true, Offset(24), Offset(2)));
        QCOMPARE(log->logStart(), Offset(6));
        // The rest of the segment is of no use.
        QVERIFY(!get(disk, segmentPath(0, log::kTimeIndexExtension)));
    }

    // --- Leftovers of an interrupted deletion or cleaning --------------------------------------

    void deletedAndUnfinishedFilesGo()
    {
        sim::SimDisk disk({});
        writeSegments(disk, true);
        const Bytes bytes(100);
        put(disk, segmentPath(0, log::kLogExtension, log::kDeletedSuffix), bytes);
        put(disk, segmentPath(6, log::kLogExtension, log::kCleanedSuffix), bytes);
        put(disk, segmentPath(6, log::kIndexExtension, log::kSwapSuffix), bytes);
        put(disk, "t-0/leader-epoch-checkpoint.tmp", bytes);
        const auto log = *Log::open(disk, opening(true, Offset(24)));
        for (const std::string& path : disk.list()) {
            QVERIFY2(!path.ends_with(".deleted") && !path.ends_with(".cleaned")
                    && !path.ends_with(".swap") && !path.ends_with(".tmp"),
                path.c_str());
        }
        QCOMPARE(tests::listed(*log).size(), std::size_t{12});
        QCOMPARE(log->segments().size(), std::size_t{4});
    }

    void aFinishedSwapTakesItsPlace()
    {
        sim::SimDisk disk({});
        writeSegments(disk, true);
        // The segments 6 and 12 cleaned into one, of which the last batch is left.
        const Bytes both = *get(disk, segmentPath(12, log::kLogExtension));
        const Bytes last = tests::listed(both).back().bytes;
        put(disk, segmentPath(6, log::kLogExtension, log::kSwapSuffix), last);
        put(disk, segmentPath(6, log::kTimeIndexExtension, log::kSwapSuffix), Bytes(7));
        const auto log = *Log::open(disk, opening(true, Offset(24)));
        QCOMPARE(log->segments().size(), std::size_t{3});
        QCOMPARE(log->segments()[1]->base(), Offset(6));
        QCOMPARE(log->segments()[1]->size(), last.size());
        QCOMPARE(log->logEnd(), Offset(24));
        QCOMPARE(tests::faultOf(*log, disk), QString());
        // A reader in the gap gets what is behind it.
        QCOMPARE(
            tests::listed(*log->read(Offset(7), Offset(24), 1U << 20U)).front().base, Offset(16));
        QVERIFY(!get(disk, segmentPath(12, log::kLogExtension)));
    }

    void theTopicIdIsWritten()
    {
        sim::SimDisk disk({});
        log::Opening first = opening(false);
        first.topicId = "1xCSeB-ASa6NaMMaI3bdLg";
        QVERIFY(Log::open(disk, first).has_value());
        QCOMPARE(*get(disk, "t-0/partition.metadata"),
            bytesOf("version: 0\ntopic_id: 1xCSeB-ASa6NaMMaI3bdLg"));
        QVERIFY(!scanOf((*Log::open(disk, opening(true)))->takeEvents()));
    }

    void aDiskThatCannotBeReadIsAnError()
    {
        sim::SimDisk disk({});
        writeSegments(disk, true);
        disk.failReads("t-0/");
        QCOMPARE(Log::open(disk, opening(false)).error(), sim::IoError::ReadFailed);
        disk.clearFaults();
        QVERIFY(Log::open(disk, opening(false)).has_value());
    }
};

QTEST_APPLESS_MAIN(RecoveryTest)
#include "tst_recovery.moc"
