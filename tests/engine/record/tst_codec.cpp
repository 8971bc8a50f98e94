#include <QTest>

#include "engine/record/codec.h"
#include "tests/engine/record/batch_samples.h"

#include <lz4frame.h>
#include <snappy.h>
#include <zstd.h>

#include <random>

using namespace brokerscope;
using namespace brokerscope::record;

namespace {

Bytes fromHex(const QByteArray& hex)
{
    const QByteArray raw = QByteArray::fromHex(hex);
    return {raw.begin(), raw.end()};
}

QByteArray hexOf(ByteView bytes)
{
    return QByteArray(
        reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()))
        .toHex();
}

/// Text with repetitions, but no two lines alike.
Bytes textOfSize(std::size_t size)
{
    Bytes bytes;
    for (int line = 0; bytes.size() < size; ++line) {
        const std::string text = "order " + std::to_string(line * 7919) + " of customer "
            + std::to_string(line % 83) + "\n";
        bytes.insert(bytes.end(), text.begin(), text.end());
    }
    bytes.resize(size);
    return bytes;
}

Bytes noiseOfSize(std::size_t size)
{
    std::mt19937 random(7);
    Bytes bytes(size);
    std::ranges::generate(bytes, [&random] { return static_cast<std::uint8_t>(random()); });
    return bytes;
}

Bytes compressed(const Compression& compression, ByteView bytes)
{
    Compressor compressor;
    Bytes out;
    compressor.compress(compression, bytes, out);
    return out;
}

const std::array kCompressing{Codec::Gzip, Codec::Snappy, Codec::Lz4, Codec::Zstd};

void addCodecs()
{
    QTest::addColumn<Codec>("codec");
    for (const Codec codec : kCompressing) {
        QTest::newRow(codecName(codec).data()) << codec;
    }
}

/// A frame by the library, with what its header is to say.
Bytes lz4Frame(ByteView content, const LZ4F_frameInfo_t& info)
{
    LZ4F_preferences_t preferences = LZ4F_INIT_PREFERENCES;
    preferences.frameInfo = info;
    Bytes frame(LZ4F_compressFrameBound(content.size(), &preferences));
    frame.resize(LZ4F_compressFrame(
        frame.data(), frame.size(), content.data(), content.size(), &preferences));
    return frame;
}

} // namespace

class CodecTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesAndIdsAreKafkas_data()
    {
        QTest::addColumn<Codec>("codec");
        QTest::addColumn<unsigned>("id");
        for (unsigned id = 0; id < test::kAllCodecs.size(); ++id) {
            QTest::newRow(codecName(test::kAllCodecs[id]).data()) << test::kAllCodecs[id] << id;
        }
    }

    void namesAndIdsAreKafkas()
    {
        QFETCH(Codec, codec);
        QFETCH(unsigned, id);
        QCOMPARE(static_cast<unsigned>(codec), id);
        QCOMPARE(codecOfId(id), codec);
        QCOMPARE(codecName(codec), std::string_view(QTest::currentDataTag()));
        QVERIFY(codecOf(codecName(codec)) == codec);
        QCOMPARE(codecOfId(id + 5), Codec::Unknown);
        QVERIFY(!codecOf("producer") && !codecOf("unknown"));
    }

    void everySizeComesBack_data() { addCodecs(); }
    void everySizeComesBack()
    {
        QFETCH(Codec, codec);
        Compressor compressor;
        Decompressor decompressor;
        // Around the codecs' block sizes, and with what cannot be compressed in between.
        for (const std::size_t size : {0U, 1U, 2U, 100U, 32767U, 32768U, 32769U, 65535U, 65536U,
                 65537U, 200000U, 1U, 3000000U, 50U}) {
            for (const Bytes& bytes : {textOfSize(size), noiseOfSize(size), Bytes(size)}) {
                Bytes packed{1, 2, 3};
                compressor.compress({codec, std::nullopt}, bytes, packed);
                QCOMPARE(hexOf(ByteView(packed).first(3)), QByteArray("010203"));
                const auto back = decompressor.decompress(codec, ByteView(packed).subspan(3));
                QVERIFY(back.has_value() || size == 0);
                QVERIFY(!back || std::ranges::equal(*back, bytes));
            }
        }
    }

    void everyLevelComesBack_data() { addCodecs(); }
    void everyLevelComesBack()
    {
        QFETCH(Codec, codec);
        const Bytes bytes = textOfSize(70000);
        Compressor compressor;
        Decompressor decompressor;
        const CodecLevels levels = levelsOf(codec);
        for (const int level :
            {levels.min, levels.max, levels.standard, 0, 1, 5, -1, -1000000, 1000000}) {
            Bytes packed;
            compressor.compress({codec, level}, bytes, packed);
            QVERIFY(packed.size() < bytes.size() || level < 0);
            const auto back = decompressor.decompress(codec, packed);
            QVERIFY(back && std::ranges::equal(*back, bytes));
        }
        QCOMPARE(
            compressed({codec, std::nullopt}, bytes), compressed({codec, levels.standard}, bytes));
    }

    void levelsAreKafkas()
    {
        QCOMPARE(levelsOf(Codec::Gzip).standard, -1);
        QCOMPARE(levelsOf(Codec::Gzip).max, 9);
        QCOMPARE(levelsOf(Codec::Lz4).standard, 9);
        QCOMPARE(levelsOf(Codec::Lz4).max, 17);
        QCOMPARE(levelsOf(Codec::Zstd).standard, 3);
        QCOMPARE(levelsOf(Codec::Zstd).max, 22);
        QCOMPARE(levelsOf(Codec::Snappy).max, 0);
        const Bytes text = textOfSize(100000);
        QVERIFY(
            compressed({Codec::Gzip, 9}, text).size() < compressed({Codec::Gzip, 1}, text).size());
        QVERIFY(
            compressed({Codec::Lz4, 17}, text).size() < compressed({Codec::Lz4, 9}, text).size());
    }

    void limitIsKept_data() { addCodecs(); }
    void limitIsKept()
    {
        QFETCH(Codec, codec);
        const Bytes bomb = compressed({codec, std::nullopt}, Bytes(10'000'000));
        Decompressor decompressor;
        QVERIFY(decompressor.decompress(codec, bomb, 10'000'000).has_value());
        for (const std::size_t limit :
            {std::size_t{1}, std::size_t{65536}, std::size_t{9'999'999}}) {
            const auto result = decompressor.decompress(codec, bomb, limit);
            QVERIFY(!result.has_value());
            QCOMPARE(result.error(), CodecError::TooLarge);
        }
        QVERIFY(decompressor.decompress(codec, bomb).has_value());
    }

    void damageIsFound_data() { addCodecs(); }
    /// Every cut is found. A flipped bit need not be, but nothing crashes or grows.
    void damageIsFound()
    {
        QFETCH(Codec, codec);
        const Bytes text = textOfSize(400);
        const Bytes good = compressed({codec, std::nullopt}, text);
        Decompressor decompressor;
        for (std::size_t size = 0; size < good.size(); ++size) {
            const auto result = decompressor.decompress(codec, ByteView(good).first(size));
            const bool isStreamOfNothing = codec == Codec::Snappy && size == 16;
            QVERIFY2(
                !result || isStreamOfNothing, qPrintable(QStringLiteral("cut to %1").arg(size)));
        }
        for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
            Bytes bad = good;
            bad[bit / 8] = static_cast<std::uint8_t>(bad[bit / 8] ^ (1U << (bit % 8)));
            const auto result = decompressor.decompress(codec, bad, 100'000);
            QVERIFY(!result || result->size() <= 100'000);
        }
        const auto again = decompressor.decompress(codec, good);
        QVERIFY(again && std::ranges::equal(*again, text));
    }

    void foreignCodecsAreRefused()
    {
        Decompressor decompressor;
        QCOMPARE(decompressor.decompress(Codec::Unknown, Bytes(5)).error(), CodecError::Corrupt);
        const Bytes gzip = compressed({Codec::Gzip, std::nullopt}, textOfSize(300));
        for (const Codec codec : {Codec::Snappy, Codec::Lz4, Codec::Zstd}) {
            QCOMPARE(decompressor.decompress(codec, gzip).error(), CodecError::Corrupt);
        }
        const Bytes zstd = compressed({Codec::Zstd, std::nullopt}, textOfSize(300));
        QCOMPARE(decompressor.decompress(Codec::Gzip, zstd).error(), CodecError::Corrupt);
    }

    // --- what others write -----------------------------------------------------------------------

    void framesBeginAsKafkasDo()
    {
        const Bytes text = textOfSize(1000);
        QVERIFY(hexOf(compressed({Codec::Snappy, std::nullopt}, text))
                    .startsWith("82534e4150505900"
                                "00000001"
                                "00000001"));
        const QByteArray lz4 = hexOf(compressed({Codec::Lz4, std::nullopt}, text));
        QVERIFY(lz4.startsWith("04224d18"
                               "6040"
                               "82"));
        QVERIFY(lz4.endsWith("00000000"));
        QVERIFY(hexOf(compressed({Codec::Gzip, std::nullopt}, text)).startsWith("1f8b0800000000"));
        QVERIFY(hexOf(compressed({Codec::Zstd, std::nullopt}, text)).startsWith("28b52ffd"));
    }

    void lz4StoresWhatDoesNotShrink()
    {
        const Bytes noise = noiseOfSize(100);
        QCOMPARE(hexOf(compressed({Codec::Lz4, std::nullopt}, noise)),
            QByteArray("04224d18604082"
                       "64000080")
                + hexOf(noise) + "00000000");
    }

    void rawSnappyIsRead()
    {
        const Bytes text = textOfSize(100000);
        std::string raw;
        snappy::Compress(reinterpret_cast<const char*>(text.data()), text.size(), &raw);
        Decompressor decompressor;
        const auto back = decompressor.decompress(Codec::Snappy, Bytes(raw.begin(), raw.end()));
        QVERIFY(back && std::ranges::equal(*back, text));
    }

    void snappysPromisesAreNotTrusted()
    {
        Decompressor decompressor;
        // Four gigabytes, out of nothing.
        QCOMPARE(decompressor.decompress(Codec::Snappy, fromHex("ffffffff0f")).error(),
            CodecError::Corrupt);
        const QByteArray header = "82534e4150505900"
                                  "00000001"
                                  "00000001";
        QCOMPARE(decompressor.decompress(Codec::Snappy, fromHex(header + "7fffffff00")).error(),
            CodecError::Corrupt);
        const QByteArray older = "82534e4150505900"
                                 "00000000"
                                 "00000001";
        QCOMPARE(decompressor
                     .decompress(Codec::Snappy,
                         fromHex(older
                             + "00000001"
                               "00"))
                     .error(),
            CodecError::Corrupt);
    }

    void joinedStreamsAreRead_data()
    {
        QTest::addColumn<Codec>("codec");
        for (const Codec codec : {Codec::Gzip, Codec::Snappy, Codec::Zstd}) {
            QTest::newRow(codecName(codec).data()) << codec;
        }
    }

    void joinedStreamsAreRead()
    {
        QFETCH(Codec, codec);
        const Bytes text = textOfSize(5000);
        Bytes joined = compressed({codec, std::nullopt}, ByteView(text).first(3000));
        Compressor().compress({codec, std::nullopt}, ByteView(text).subspan(3000), joined);
        Decompressor decompressor;
        const auto back = decompressor.decompress(codec, joined);
        QVERIFY(back && std::ranges::equal(*back, text));
    }

    void zstdStreamsOfUnknownSizeAreRead()
    {
        const Bytes text = textOfSize(500000);
        Bytes packed(ZSTD_compressBound(text.size()));
        ZSTD_CCtx* const context = ZSTD_createCCtx();
        ZSTD_inBuffer in{text.data(), text.size(), 0};
        ZSTD_outBuffer out{packed.data(), packed.size(), 0};
        ZSTD_compressStream2(context, &out, &in, ZSTD_e_flush);
        const bool isDone = ZSTD_compressStream2(context, &out, &in, ZSTD_e_end) == 0;
        ZSTD_freeCCtx(context);
        QVERIFY(isDone);
        packed.resize(out.pos);
        QCOMPARE(ZSTD_getFrameContentSize(packed.data(), packed.size()), ZSTD_CONTENTSIZE_UNKNOWN);
        Decompressor decompressor;
        const auto back = decompressor.decompress(Codec::Zstd, packed);
        QVERIFY(back && std::ranges::equal(*back, text));
        QCOMPARE(decompressor.decompress(Codec::Zstd, packed, text.size() - 1).error(),
            CodecError::TooLarge);
        QVERIFY(decompressor.decompress(Codec::Zstd, packed, text.size()).has_value());
    }

    void lz4FramesOfOthersAreRead_data()
    {
        QTest::addColumn<LZ4F_frameInfo_t>("info");
        QTest::addColumn<bool>("isReadable");
        LZ4F_frameInfo_t kafka = LZ4F_INIT_FRAMEINFO;
        kafka.blockSizeID = LZ4F_max64KB;
        kafka.blockMode = LZ4F_blockIndependent;
        const auto row = [&kafka](const char* name, bool isReadable, const auto& change) {
            LZ4F_frameInfo_t info = kafka;
            change(info);
            QTest::newRow(name) << info << isReadable;
        };
        row("as Kafka", true, [](LZ4F_frameInfo_t&) {});
        row("blocks of 4 MiB", true, [](auto& info) { info.blockSizeID = LZ4F_max4MB; });
        row("content size", true, [](auto& info) { info.contentSize = 1; });
        row("content checksum", true,
            [](auto& info) { info.contentChecksumFlag = LZ4F_contentChecksumEnabled; });
        row("block checksums", true,
            [](auto& info) { info.blockChecksumFlag = LZ4F_blockChecksumEnabled; });
        row("dependent blocks", false, [](auto& info) { info.blockMode = LZ4F_blockLinked; });
        row("dictionary", false, [](auto& info) { info.dictID = 5; });
    }

    void lz4FramesOfOthersAreRead()
    {
        QFETCH(LZ4F_frameInfo_t, info);
        QFETCH(bool, isReadable);
        const Bytes text = textOfSize(200000);
        const Bytes frame = lz4Frame(text, info);
        Decompressor decompressor;
        const auto back = decompressor.decompress(Codec::Lz4, frame);
        QCOMPARE(back.has_value(), isReadable);
        if (!isReadable) {
            QCOMPARE(back.error(), CodecError::Corrupt);
            return;
        }
        QVERIFY(std::ranges::equal(*back, text));
        Bytes longer = frame;
        longer.push_back(0);
        QCOMPARE(decompressor.decompress(Codec::Lz4, longer).error(), CodecError::Corrupt);
        const bool hasChecksum = info.contentChecksumFlag == LZ4F_contentChecksumEnabled
            || info.blockChecksumFlag == LZ4F_blockChecksumEnabled;
        if (hasChecksum) {
            Bytes bad = frame;
            bad[100] ^= 1U;
            QCOMPARE(decompressor.decompress(Codec::Lz4, bad).error(), CodecError::Corrupt);
        }
    }

    void lz4HeadersAreChecked_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::newRow("another magic") << QByteArray("05224d18604082");
        QTest::newRow("skippable frame") << QByteArray("502a4d1800000000");
        QTest::newRow("another version") << QByteArray("04224d18a04082");
        QTest::newRow("reserved flag") << QByteArray("04224d18624082");
        QTest::newRow("reserved bit of the descriptor") << QByteArray("04224d18604182");
        QTest::newRow("no block size") << QByteArray("04224d18603082");
        QTest::newRow("checksum") << QByteArray("04224d18604083");
        QTest::newRow("block longer than its size") << QByteArray("04224d18604082"
                                                                  "01000180");
        QTest::newRow("no end mark") << QByteArray("04224d18604082");
    }

    void lz4HeadersAreChecked()
    {
        QFETCH(QByteArray, header);
        Decompressor decompressor;
        Bytes frame = fromHex(header);
        QCOMPARE(decompressor.decompress(Codec::Lz4, frame).error(), CodecError::Corrupt);
        frame.resize(frame.size() + 70'000);
        QCOMPARE(decompressor.decompress(Codec::Lz4, frame).error(), CodecError::Corrupt);
    }
};

QTEST_APPLESS_MAIN(CodecTest)
#include "tst_codec.moc"
