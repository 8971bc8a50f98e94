#include <QTest>

#include "engine/base/varint.h"
#include "tests/engine/record/batch_samples.h"

#include <functional>
#include <limits>

/// What is wrong with a batch is found and named, whatever it is.
using namespace brokerscope;
using namespace brokerscope::record;
using test::sampleBatch;
using test::viewOf;

namespace {

using Damage = std::function<void(Bytes&)>;

template <class T>
Damage setting(std::size_t at, T value)
{
    return [at, value](Bytes& batch) {
        writeBigEndian(std::span<std::uint8_t>(batch), at, value);
        test::sign(batch);
    };
}

/// A batch of one record whose body is these bytes.
Bytes batchOf(const QByteArray& bodyHex)
{
    const QByteArray body = QByteArray::fromHex(bodyHex);
    BatchBuilder builder;
    builder.append(std::nullopt, "", test::kWallClockMs);
    Bytes bytes = builder.finish();
    bytes.resize(header::kSize);
    writeVarint(bytes, body.size());
    bytes.insert(bytes.end(), body.begin(), body.end());
    writeBigEndian(std::span<std::uint8_t>(bytes), header::kBatchLength,
        static_cast<std::int32_t>(bytes.size() - header::kLengthPrefix));
    test::sign(bytes);
    return bytes;
}

/// What a leader says of the bytes; nullopt when it takes them.
std::optional<BatchError> errorOf(ByteView bytes)
{
    const auto batch = BatchView::at(bytes);
    if (!batch) {
        return batch.error();
    }
    const auto valid = batch->validate();
    return valid ? std::nullopt : std::optional(valid.error());
}

void addCodecs()
{
    QTest::addColumn<Codec>("codec");
    for (const Codec codec : test::kAllCodecs) {
        QTest::newRow(codecName(codec).data()) << codec;
    }
}

/// Reads all that there is, as a consumer that checks no CRC would.
int readAll(const BatchView& batch)
{
    int records = 0;
    for (RecordReader reader(batch); !reader.atEnd();) {
        if (const auto record = reader.next()) {
            record->forEachHeader([&records](const HeaderView&) { ++records; });
            ++records;
        }
    }
    return records;
}

} // namespace

class BatchDamageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void damageIsNamed_data()
    {
        QTest::addColumn<Damage>("damage");
        QTest::addColumn<BatchError>("error");
        const auto row = [](const char* name, const Damage& damage, BatchError error) {
            QTest::newRow(name) << damage << error;
        };
        row(
            "no bytes", [](Bytes& batch) { batch.clear(); }, BatchError::TooShort);
        row(
            "cut", [](Bytes& batch) { batch.pop_back(); }, BatchError::TooShort);
        row("format 0", setting<std::int8_t>(header::kMagic, 0), BatchError::OldFormat);
        row("format 1", setting<std::int8_t>(header::kMagic, 1), BatchError::OldFormat);
        row("format 3", setting<std::int8_t>(header::kMagic, 3), BatchError::BadMagic);
        row("format -1", setting<std::int8_t>(header::kMagic, -1), BatchError::BadMagic);
        row(
            "zeros", [](Bytes& batch) { std::ranges::fill(batch, std::uint8_t{0}); },
            BatchError::BadLength);
        row("length below a header's", setting(header::kBatchLength, 48), BatchError::BadLength);
        row("negative length", setting(header::kBatchLength, -1), BatchError::BadLength);
        row("length beyond the bytes", setting(header::kBatchLength, 0x7FFFFFFF),
            BatchError::TooShort);
        row(
            "CRC", [](Bytes& batch) { batch[header::kCrc] ^= 1U; }, BatchError::BadCrc);
        row("negative count", setting(header::kRecordCount, -1), BatchError::BadCount);
        row("no records", setting(header::kRecordCount, 0), BatchError::BadCount);
        row("count too great", setting(header::kRecordCount, 4), BatchError::BadCount);
        row("count too small", setting(header::kRecordCount, 2), BatchError::BadCount);
        row("negative last offset delta", setting(header::kLastOffsetDelta, -1),
            BatchError::BadCount);
        row("negative base offset", setting(header::kBaseOffset, std::int64_t{-1}),
            BatchError::BadCount);
        row("offsets beyond the last",
            setting(header::kBaseOffset, std::numeric_limits<std::int64_t>::max()),
            BatchError::BadCount);
        for (std::int16_t id = 5; id < 8; ++id) {
            QTest::addRow("codec %d", id)
                << setting(header::kAttributes, id) << BatchError::BadCompression;
        }
        row("not compressed", setting<std::int16_t>(header::kAttributes, 4),
            BatchError::BadCompression);
        row("control", setting<std::int16_t>(header::kAttributes, 0x30), BatchError::ControlBatch);
        row("append time", setting<std::int16_t>(header::kAttributes, 0x08),
            BatchError::BadTimestampType);
        row("no sequence", setting(header::kBaseSequence, -1), BatchError::NoSequence);
        row(
            "first record longer",
            [](Bytes& batch) {
                ++batch[header::kSize];
                test::sign(batch);
            },
            BatchError::BadRecord);
    }

    void damageIsNamed()
    {
        QFETCH(Damage, damage);
        QFETCH(BatchError, error);
        Bytes batch = sampleBatch(Codec::None);
        QVERIFY(!errorOf(batch));
        damage(batch);
        QVERIFY(errorOf(batch) == error);
    }

    void brokenRecordsAreFound_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("isSound");
        const auto row = [](const char* name, const char* body, bool isSound = false) {
            QTest::newRow(name) << QByteArray(body) << isSound;
        };
        row("null key, empty value", "000000010000", true);
        row("one header", "00000001000202680276", true);
        row("null header value", "000000010002026801", true);
        row("no body", "");
        row("attributes alone", "00");
        row("endless varint", "00ffffffffffffffffffffff");
        row("offset delta 1", "000002010000");
        row("offset delta beyond 32 bits", "00008080808020010000");
        row("key length -2", "000000030000");
        row("key beyond the record", "000000ff0f0000");
        row("value length -2", "000000010300");
        row("value beyond the record", "000000010e00");
        row("no header count", "0000000100");
        row("negative header count", "000000010001");
        row("headers that are not there", "0000000100feffffff0f");
        row("null header name", "000000010002010276");
        row("header value cut off", "00000001000202680476");
        row("byte left over", "00000001000000");
    }

    void brokenRecordsAreFound()
    {
        QFETCH(QByteArray, body);
        QFETCH(bool, isSound);
        const Bytes bytes = batchOf(body);
        const auto valid = viewOf(bytes).validate();
        QCOMPARE(valid.has_value(), isSound);
        if (!isSound) {
            QCOMPARE(valid.error(), BatchError::BadRecord);
        }
    }

    void whatIsLeftOverIsFound_data() { addCodecs(); }
    void whatIsLeftOverIsFound()
    {
        QFETCH(Codec, codec);
        Bytes bytes = sampleBatch(codec);
        const std::span<std::uint8_t> fields(bytes);
        writeBigEndian(fields, header::kRecordCount, 2);
        writeBigEndian(fields, header::kLastOffsetDelta, 1);
        test::sign(bytes);
        QVERIFY(viewOf(bytes).checkIntegrity().has_value());
        QCOMPARE(viewOf(bytes).checkRecords().error(), BatchError::BadRecord);
        QCOMPARE(viewOf(bytes).validate().error(), BatchError::BadRecord);
    }

    void recordsBeyondTheLimitAreRefused_data() { addCodecs(); }
    void recordsBeyondTheLimitAreRefused()
    {
        QFETCH(Codec, codec);
        if (codec == Codec::None) {
            return; // nothing comes out that was not there
        }
        const Bytes bytes = sampleBatch(codec);
        Decompressor decompressor;
        RecordReader reader(viewOf(bytes), decompressor, 50);
        QCOMPARE(reader.next().error(), BatchError::TooLarge);
        QVERIFY(reader.atEnd());
    }

    void everyCutIsFound_data() { addCodecs(); }
    void everyCutIsFound()
    {
        QFETCH(Codec, codec);
        const Bytes good = sampleBatch(codec);
        for (std::size_t size = 0; size < good.size(); ++size) {
            const auto batch = BatchView::at(ByteView(good).first(size));
            QVERIFY(!batch.has_value());
            QCOMPARE(batch.error(), BatchError::TooShort);
        }
    }

    /// The records cut at every byte, with a header that fits them.
    void everyCutOfTheRecordsIsFound_data() { addCodecs(); }
    void everyCutOfTheRecordsIsFound()
    {
        QFETCH(Codec, codec);
        const Bytes good = sampleBatch(codec);
        for (std::size_t size = header::kSize; size < good.size(); ++size) {
            Bytes cut(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size));
            writeBigEndian(std::span<std::uint8_t>(cut), header::kBatchLength,
                static_cast<std::int32_t>(size - header::kLengthPrefix));
            QCOMPARE(viewOf(cut).checkIntegrity().error(), BatchError::BadCrc);
            test::sign(cut);
            const auto valid = viewOf(cut).validate();
            QVERIFY2(!valid, qPrintable(QStringLiteral("cut to %1 bytes").arg(size)));
        }
    }

    void everyFlippedBitIsFound_data() { addCodecs(); }
    void everyFlippedBitIsFound()
    {
        QFETCH(Codec, codec);
        const Bytes good = sampleBatch(codec);
        int read = 0;
        for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
            Bytes bad = good;
            bad[bit / 8] = static_cast<std::uint8_t>(bad[bit / 8] ^ (1U << (bit % 8)));
            const auto batch = BatchView::at(bad);
            if (!batch) {
                QVERIFY(bit / 8 < header::kCrc);
                continue;
            }
            read += readAll(*batch); // does not crash, whatever it says
            const bool isUnderCrc = bit / 8 >= header::kCrc
                || (bit / 8 >= header::kBatchLength && bit / 8 < header::kLeaderEpoch);
            if (isUnderCrc) {
                QVERIFY2(!batch->checkIntegrity(), qPrintable(QStringLiteral("bit %1").arg(bit)));
                test::sign(bad);
                const auto signedBatch = viewOf(bad).checkRecords(); // nor with a CRC that fits
                read += signedBatch ? 1 : 0;
            }
        }
        QVERIFY(read > 0);
    }
};

QTEST_APPLESS_MAIN(BatchDamageTest)
#include "tst_batch_damage.moc"
