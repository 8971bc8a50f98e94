#include <QTest>

#include "engine/record/batch.h"
#include "engine/record/crc32c.h"

#include <array>
#include <limits>

using namespace brokerscope;
using namespace brokerscope::record;

namespace {

constexpr std::int64_t kWallClock = 1700000000000LL;

Bytes fromHex(const QByteArray& hex)
{
    const QByteArray raw = QByteArray::fromHex(hex);
    return {raw.begin(), raw.end()};
}

QByteArray hexOf(const Bytes& bytes)
{
    return QByteArray(
        reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()))
        .toHex();
}

/// The batch of the fact sheet: "k1" → "hello", then null → "world" five milliseconds later with
/// the header h=v.
const QByteArray kTwoRecords
    = "00000000000000000000004fffffffff024469c88d0000000000010000018bcfe568000000018bcfe56805"
      "ffffffffffffffffffffffffffff000000021a000000046b310a68656c6c6f001e000a02010a776f726c64020268"
      "0276";
const QByteArray kIdempotent
    = "00000000000000000000004fffffffff02376a94c10000000000010000018bcfe568000000018bcfe56805"
      "00000000000003e8000000000000000000021a000000046b310a68656c6c6f001e000a02010a776f726c64020268"
      "0276";

Bytes builtBatch(int records)
{
    BatchBuilder builder;
    for (int i = 0; i < records; ++i) {
        builder.append("key", std::string(static_cast<std::size_t>(i), 'v'), kWallClock + i);
    }
    return builder.finish();
}

} // namespace

class BatchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void crcIsCastagnoli()
    {
        const std::string_view text = "123456789";
        QCOMPARE(crc32c(ByteView(reinterpret_cast<const std::uint8_t*>(text.data()), text.size())),
            0xe3069283U);
    }

    void readsABatchOfKafka()
    {
        const Bytes bytes = fromHex(kTwoRecords);
        const auto batch = BatchView::at(bytes);
        QVERIFY(batch.has_value());
        QVERIFY(batch->validate().has_value());
        QCOMPARE(batch->crc(), 0x4469c88dU);
        QCOMPARE(batch->recordCount(), 2);
        QCOMPARE(batch->baseTimestampMs(), 1700000000000LL);
        QCOMPARE(batch->maxTimestampMs(), 1700000000005LL);
        RecordReader reader(*batch);
        const auto first = reader.next();
        QVERIFY(first.has_value());
        QCOMPARE(textOf(*first->key), std::string_view("k1"));
        QCOMPARE(textOf(*first->value), std::string_view("hello"));
        const auto second = reader.next();
        QVERIFY(second.has_value());
        QVERIFY(!second->key.has_value());
        QCOMPARE(second->timestampDelta, 5LL);
        QVERIFY(reader.atEnd());
    }

    void readsProducerFields()
    {
        const Bytes bytes = fromHex(kIdempotent);
        const auto batch = BatchView::at(bytes);
        QVERIFY(batch && batch->validate());
        QCOMPARE(batch->producerId().value(), 1000LL);
        QCOMPARE(batch->producerEpoch().value(), std::int16_t{0});
        QCOMPARE(batch->baseSequence().value(), 0);
    }

    void writesTheBytesThatKafkaWrites()
    {
        BatchBuilder builder;
        builder.append("k1", "hello", kWallClock);
        const std::array headers{Header{"h", "v"}};
        builder.append({std::nullopt, "world", kWallClock + 5, headers});
        QCOMPARE(hexOf(builder.finish()), kTwoRecords);

        builder.setProducer(ProducerId(1000), ProducerEpoch(0), Sequence(0));
        QCOMPARE(hexOf(builder.finish()), kIdempotent);

        Bytes stamped = fromHex(kTwoRecords);
        stampLeader(stamped, Offset(7), LeaderEpoch(3));
        const QByteArray front = "00000000000000070000004f00000003024469c88d";
        QCOMPARE(hexOf(stamped), front + kTwoRecords.mid(front.size()));
    }

    void absoluteValuesFollowTheHeader()
    {
        Bytes bytes = fromHex(kTwoRecords);
        stampLeader(bytes, Offset(7), LeaderEpoch(3));
        const auto second = [&bytes] {
            RecordReader reader(*BatchView::at(bytes));
            static_cast<void>(reader.next());
            return reader.next().value();
        };
        QCOMPARE(second().offset, Offset(8));
        QCOMPARE(second().timestampMs, kWallClock + 5);
        const auto header = second().headers().next();
        QCOMPARE(header->name, std::string_view("h"));
        QCOMPARE(textOf(*header->value), std::string_view("v"));

        stampAppendTime(bytes, 42);
        const auto batch = BatchView::at(bytes);
        QVERIFY(batch->checkRecords().has_value());
        QCOMPARE(batch->timestampType(), TimestampType::LogAppendTime);
        QCOMPARE(batch->maxTimestampMs(), 42LL);
        QCOMPARE(batch->baseTimestampMs(), kWallClock);
        QCOMPARE(second().timestampMs, 42LL);
    }

    void sequencesBeginAgain_data()
    {
        QTest::addColumn<int>("base");
        QTest::addColumn<qint64>("delta");
        QTest::addColumn<int>("sequence");
        constexpr int kLast = std::numeric_limits<int>::max();
        QTest::newRow("none added") << 5 << 0LL << 5;
        QTest::newRow("some added") << 5 << 9LL << 14;
        QTest::newRow("the last") << kLast - 1 << 1LL << kLast;
        QTest::newRow("the first again") << kLast << 1LL << 0;
        QTest::newRow("far") << kLast - 2 << 10LL << 7;
    }

    void sequencesBeginAgain()
    {
        QFETCH(int, base);
        QFETCH(qint64, delta);
        QFETCH(int, sequence);
        QCOMPARE(incrementSequence(Sequence(base), delta), Sequence(sequence));
        BatchBuilder::Options options;
        options.producerId = ProducerId(1);
        options.baseSequence = Sequence(base);
        options.lastOffsetDelta = static_cast<std::int32_t>(delta);
        BatchBuilder builder(options);
        builder.append("key", "value", kWallClock);
        const Bytes bytes = builder.finish();
        QCOMPARE(BatchView::at(bytes)->lastSequence(), Sequence(sequence));
    }

    void anEmptyBatchKeepsItsOffsetsAndSequences()
    {
        Bytes full = fromHex(kIdempotent);
        stampLeader(full, Offset(70), LeaderEpoch(4));
        const auto batch = BatchView::at(full);
        const Bytes bytes = emptyBatchOf(*batch);
        QCOMPARE(bytes.size(), header::kSize);
        const auto empty = BatchView::at(bytes);
        QVERIFY(empty->checkIntegrity() && empty->checkRecords());
        QCOMPARE(empty->validate().error(), BatchError::BadCount);
        QCOMPARE(empty->recordCount(), 0);
        QCOMPARE(empty->baseOffset(), Offset(70));
        QCOMPARE(empty->end(), Offset(72));
        QCOMPARE(empty->lastSequence(), Sequence(1));
        QCOMPARE(empty->maxTimestampMs(), kWallClock + 5);
        QVERIFY(RecordReader(*empty).atEnd());
    }

    void aCleanedBatchKnowsWhenItsTombstonesGo()
    {
        const Bytes original = builtBatch(4);
        BatchBuilder::Options options = BatchBuilder::Options::of(*BatchView::at(original));
        options.deleteHorizonMs = kWallClock + 1'000'000;
        BatchBuilder builder(options);
        builder.append({"key", std::nullopt, kWallClock + 2}, 2);
        const Bytes bytes = builder.finish();
        const auto batch = BatchView::at(bytes);
        QVERIFY(batch->checkRecords().has_value());
        QVERIFY(batch->deleteHorizonMs() == kWallClock + 1'000'000);
        QCOMPARE(batch->end(), Offset(4));
        QCOMPARE(batch->maxTimestampMs(), kWallClock + 2);
        RecordReader reader(*batch);
        const auto record = reader.next();
        QCOMPARE(record->offset, Offset(2));
        QCOMPARE(record->timestampMs, kWallClock + 2);
        QVERIFY(!record->value);
    }

    void sizeIsKnownBeforeAppending()
    {
        BatchBuilder builder;
        for (int i = 0; i < 200; ++i) {
            const std::string value(static_cast<std::size_t>(i * 7 % 300), 'x');
            const std::size_t expected = builder.sizeWith("key", value, kWallClock + i * 100);
            builder.append("key", value, kWallClock + i * 100);
            QCOMPARE(builder.size(), expected);
        }
        QCOMPARE(builder.finish().size(), builder.size());
    }

    void leaderStampsWithoutNewCrc()
    {
        Bytes bytes = builtBatch(3);
        const std::uint32_t before = BatchView::at(bytes)->crc();
        stampLeader(bytes, Offset(700), LeaderEpoch(9));
        const auto batch = BatchView::at(bytes);
        QCOMPARE(batch->crc(), before);
        QVERIFY(batch->validate().has_value());
        QCOMPARE(batch->baseOffset(), Offset(700));
        QCOMPARE(batch->end(), Offset(703));
        QCOMPARE(batch->leaderEpoch(), LeaderEpoch(9));
    }
};

QTEST_APPLESS_MAIN(BatchTest)
#include "tst_batch.moc"
