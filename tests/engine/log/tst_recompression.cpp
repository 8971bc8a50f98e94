#include <QTest>

#include "engine/log/log.h"
#include "engine/record/record_reader.h"
#include "engine/sim/disk.h"

#include <rapidcheck.h>

#include <array>

using namespace brokerscope;
using event::ErrorCode;
using log::Log;
using record::Codec;

namespace {

constexpr std::int64_t kNow = 1'700'000'000'000;
constexpr std::array kCodecs{Codec::None, Codec::Gzip, Codec::Snappy, Codec::Lz4, Codec::Zstd};

std::unique_ptr<Log> openLog(sim::Storage& disk, const log::LogConfig& config)
{
    return *Log::open(
        disk, {"t-0", PartitionId(3), config, Offset(0), Offset(0), false, kNow, {}, {}});
}

struct Spec {
    int records = 5;
    Codec codec = Codec::None;
    std::size_t valueSize = 200;
    std::int32_t sequence = 40;
};

Bytes batchOf(const Spec& spec)
{
    record::BatchBuilder::Options options;
    options.compression.codec = spec.codec;
    options.producerId = ProducerId(7);
    options.producerEpoch = ProducerEpoch(1);
    options.baseSequence = Sequence(spec.sequence);
    record::BatchBuilder builder(options);
    const std::vector<record::Header> headers{{"trace", "abc"}, {"none", std::nullopt}};
    const std::string value(spec.valueSize, 'v');
    for (int i = 0; i < spec.records; ++i) {
        record::Record record{std::nullopt, value, kNow + i, headers};
        if (i % 2 == 0) {
            record.key = "key";
        }
        builder.append(record);
    }
    return builder.finish();
}

/// Everything that a reader sees of the records; offsets count from the batch's first.
std::vector<std::string> recordsOf(ByteView bytes)
{
    const auto batch = record::BatchView::at(bytes);
    std::vector<std::string> told;
    record::RecordReader reader(*batch);
    while (!reader.atEnd()) {
        const auto record = reader.next();
        if (!record) {
            return {"broken"};
        }
        std::string text = std::to_string(record->offsetDelta) + " "
            + std::to_string(record->timestampMs) + " "
            + (record->key ? std::string(record::textOf(*record->key)) : "null") + " "
            + std::string(record::textOf(*record->value));
        record->forEachHeader([&](const record::HeaderView& header) {
            text += " " + std::string(header.name)
                + (header.value ? "=" + std::string(record::textOf(*header.value)) : "");
        });
        told.push_back(text);
    }
    return told;
}

Bytes storedIn(const Log& log, Offset from)
{
    const ByteView read = *log.read(from, log.logEnd(), 1U << 20U);
    return {read.begin(), read.end()};
}

log::LogConfig withCodec(std::optional<record::Compression> compression)
{
    log::LogConfig config;
    config.compression = compression;
    return config;
}

} // namespace

class RecompressionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTopicDecides_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to"); // -1: "producer"
        for (const Codec from : kCodecs) {
            QTest::addRow("%s stays", record::codecName(from).data()) << int(from) << -1;
            for (const Codec to : kCodecs) {
                QTest::addRow(
                    "%s to %s", record::codecName(from).data(), record::codecName(to).data())
                    << int(from) << int(to);
            }
        }
    }
    void theTopicDecides()
    {
        QFETCH(int, from);
        QFETCH(int, to);
        sim::SimDisk disk{{seconds(5), seconds(30)}};
        const auto log = openLog(disk,
            withCodec(to < 0 ? std::nullopt
                             : std::optional(record::Compression{static_cast<Codec>(to), {}})));
        QVERIFY(log->appendAsLeader(
                       batchOf({.records = 1, .sequence = 39}), LeaderEpoch(2), kNow, Timestamp())
                    .has_value());
        const Bytes original = batchOf({.codec = static_cast<Codec>(from)});
        const auto appended = log->appendAsLeader(original, LeaderEpoch(2), kNow, Timestamp());
        QVERIFY(appended.has_value());
        const Bytes stored = storedIn(*log, Offset(1));
        const auto batch = record::BatchView::at(stored);
        QVERIFY(batch && batch->checkIntegrity());
        QCOMPARE(appended->bytes, stored.size());
        QCOMPARE(int(batch->codec()), to < 0 ? from : to);
        QCOMPARE(appended->codec, batch->codec());
        const bool isAnew = to >= 0 && to != from;
        QCOMPARE(appended->codecBefore.has_value(), isAnew);
        if (isAnew) {
            QCOMPARE(int(*appended->codecBefore), from);
        } else {
            QCOMPARE(stored.size(), original.size());
        }
        QCOMPARE(batch->baseOffset(), Offset(1));
        QCOMPARE(batch->leaderEpoch(), LeaderEpoch(2));
        QCOMPARE(batch->producerId(), ProducerId(7));
        QCOMPARE(batch->baseSequence(), Sequence(40));
        QCOMPARE(batch->maxTimestampMs(), kNow + 4);
        QCOMPARE(recordsOf(stored), recordsOf(original));
        QCOMPARE(log->logEnd(), Offset(6));
    }

    void anythingComesOutAsItWentIn()
    {
        const bool isFine = rc::check([] {
            const auto codec = [] { return kCodecs[*rc::gen::inRange<std::size_t>(0, 5)]; };
            const Spec spec{*rc::gen::inRange(1, 60), codec(),
                *rc::gen::inRange<std::size_t>(0, 400), *rc::gen::inRange(0, 1000)};
            const Codec target = codec();
            const Bytes original = batchOf(spec);
            log::Recompression recompression({target, std::nullopt});
            const auto anew = recompression.apply(*record::BatchView::at(original));
            RC_ASSERT(anew.has_value());
            RC_ASSERT(anew->has_value() == (target != spec.codec));
            if (*anew) {
                const auto batch = record::BatchView::at(**anew);
                RC_ASSERT(batch && batch->validate().has_value());
                RC_ASSERT(batch->codec() == target);
                RC_ASSERT(recordsOf(**anew) == recordsOf(original));
            }
        });
        QVERIFY(isFine);
    }

    void aLevelAloneChangesNothing()
    {
        sim::SimDisk disk{{seconds(5), seconds(30)}};
        const auto log = openLog(disk, withCodec(record::Compression{Codec::Gzip, 9}));
        const auto appended = log->appendAsLeader(
            batchOf({.codec = Codec::Gzip}), LeaderEpoch(0), kNow, Timestamp());
        QVERIFY(appended && !appended->codecBefore);
    }

    void withLogAppendTimeTheBrokersTimeHolds()
    {
        sim::SimDisk disk{{seconds(5), seconds(30)}};
        log::LogConfig config = withCodec(record::Compression{Codec::Zstd, {}});
        config.timestampType = log::TimestampType::LogAppendTime;
        const auto log = openLog(disk, config);
        QVERIFY(
            log->appendAsLeader(batchOf({}), LeaderEpoch(0), kNow + 500, Timestamp()).has_value());
        const auto stored = storedIn(*log, Offset(0));
        const auto batch = record::BatchView::at(stored);
        QVERIFY(batch->checkIntegrity());
        QCOMPARE(batch->maxTimestampMs(), kNow + 500);
        QVERIFY(batch->timestampType() == record::TimestampType::LogAppendTime);
    }

    /// As compressed it was small enough; uncompressed it is not.
    void whatBecomesTooLargeIsRefused()
    {
        sim::SimDisk disk{{seconds(5), seconds(30)}};
        log::LogConfig config = withCodec(record::Compression{});
        const Bytes small = batchOf({.codec = Codec::Zstd, .valueSize = 2000});
        config.maxMessageBytes = static_cast<std::int64_t>(small.size()) + 100;
        const auto log = openLog(disk, config);
        const auto appended = log->appendAsLeader(small, LeaderEpoch(0), kNow, Timestamp());
        QVERIFY(!appended && appended.error() == ErrorCode::MessageTooLarge);
        QCOMPARE(log->logEnd(), Offset(0));
    }

    void aDuplicateIsStillRecognised()
    {
        sim::SimDisk disk{{seconds(5), seconds(30)}};
        const auto log = openLog(disk, withCodec(record::Compression{Codec::Lz4, {}}));
        const Bytes batch = batchOf({.sequence = 0});
        QVERIFY(log->appendAsLeader(batch, LeaderEpoch(0), kNow, Timestamp()).has_value());
        const auto again = log->appendAsLeader(batch, LeaderEpoch(0), kNow, Timestamp());
        QVERIFY(again && again->duplicate);
        QCOMPARE(again->baseOffset, Offset(0));
        QCOMPARE(log->logEnd(), Offset(5));
    }
};

QTEST_GUILESS_MAIN(RecompressionTest)
#include "tst_recompression.moc"
