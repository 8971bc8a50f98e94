#include <QTest>

#include "engine/record/batch.h"
#include "engine/record/crc32c.h"

using namespace brokerscope;
using namespace brokerscope::record;

namespace {

constexpr std::int64_t kWallClock = 1700000000000LL;

Bytes fromHex(const QByteArray& hex)
{
    const QByteArray raw = QByteArray::fromHex(hex);
    return {raw.begin(), raw.end()};
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

std::string textOf(ByteView bytes)
{
    return {bytes.begin(), bytes.end()};
}

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
        QCOMPARE(textOf(*first->key), std::string("k1"));
        QCOMPARE(textOf(*first->value), std::string("hello"));
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
        // One record of the fact sheet's first batch, by our builder: header fields and CRC must
        // hold together.
        BatchBuilder builder;
        builder.append("k1", "hello", 1700000000000LL);
        const QByteArray record = QByteArray::fromHex("1a000000046b310a68656c6c6f00");
        const Bytes& bytes = builder.finish();
        QCOMPARE(
            QByteArray(reinterpret_cast<const char*>(bytes.data() + header::kSize), record.size()),
            record);
        QVERIFY(BatchView::at(bytes)->validate().has_value());
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

    void everyFlippedBitIsFound()
    {
        const Bytes good = builtBatch(4);
        for (std::size_t bit = header::kAttributes * 8; bit < good.size() * 8; ++bit) {
            Bytes bad = good;
            bad[bit / 8] = static_cast<std::uint8_t>(bad[bit / 8] ^ (1U << (bit % 8)));
            const auto batch = BatchView::at(bad);
            QVERIFY2(
                !batch || !batch->checkIntegrity(), qPrintable(QStringLiteral("bit %1").arg(bit)));
        }
    }

    void everyCutIsFound()
    {
        const Bytes good = builtBatch(4);
        for (std::size_t size = 0; size < good.size(); ++size) {
            const auto batch = BatchView::at(ByteView(good).first(size));
            QVERIFY(!batch.has_value());
            QCOMPARE(batch.error(), BatchError::TooShort);
        }
        Bytes old = good;
        old[header::kMagic] = 1;
        QCOMPARE(BatchView::at(old).error(), BatchError::BadMagic);
    }
};

QTEST_APPLESS_MAIN(BatchTest)
#include "tst_batch.moc"
