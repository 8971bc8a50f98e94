#include <QTest>

#include "engine/record/batch.h"
#include "engine/record/control.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>

/// Segments that Apache Kafka's own code wrote, one for each codec, against what it says of them.
using namespace brokerscope;
using namespace brokerscope::record;
using nlohmann::json;

namespace {

const std::string kLogs = BROKERSCOPE_SOURCE_DIR "/tests/data/logs/";
const std::string kFile = "00000000000000000000.log";

Bytes segmentOf(const std::string& codec)
{
    std::ifstream in(kLogs + codec + "/" + kFile, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The lines about batches and records.
std::vector<json> expectedOf(const std::string& codec)
{
    std::ifstream in(kLogs + codec + ".expected.jsonl");
    std::vector<json> lines;
    for (std::string line; std::getline(in, line);) {
        json value = json::parse(line);
        if (value["type"] == "batch" || value["type"] == "record") {
            lines.push_back(std::move(value));
        }
    }
    return lines;
}

std::vector<BatchView> batchesOf(const Bytes& segment)
{
    std::vector<BatchView> batches;
    ByteView rest = segment;
    while (const auto batch = BatchView::at(rest)) {
        batches.push_back(*batch);
        rest = rest.subspan(batch->bytes().size());
    }
    return rest.empty() ? batches : std::vector<BatchView>();
}

json textOrNull(const std::optional<ByteView>& bytes)
{
    return bytes ? json(textOf(*bytes)) : json(nullptr);
}

std::string hexOf(ByteView bytes)
{
    return QByteArray(
        reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()))
        .toHex()
        .toStdString();
}

json lineOf(const BatchView& batch, std::size_t position)
{
    return {{"type", "batch"}, {"file", kFile}, {"position", position},
        {"size", batch.bytes().size()}, {"baseOffset", batch.baseOffset().value()},
        {"lastOffset", batch.lastOffset().value()}, {"magic", batch.bytes()[header::kMagic]},
        {"compression", codecName(batch.codec())}, {"crc", batch.crc()},
        {"valid", batch.hasValidCrc()}, {"partitionLeaderEpoch", batch.leaderEpoch().value()},
        {"producerId", batch.producerId().value()},
        {"producerEpoch", batch.producerEpoch().value()},
        {"baseSequence", batch.baseSequence().value()},
        {"lastSequence", batch.lastSequence().value()},
        {"isTransactional", batch.isTransactional()}, {"isControl", batch.isControl()},
        {"timestampType", timestampTypeName(batch.timestampType())},
        {"maxTimestamp", batch.maxTimestampMs()}, {"count", batch.recordCount()}};
}

json lineOf(const BatchView& batch, const RecordView& record)
{
    json headers = json::array();
    record.forEachHeader([&headers](const HeaderView& header) {
        headers.push_back(json::array({header.name, textOrNull(header.value)}));
    });
    json line{{"type", "record"}, {"offset", record.offset.value()},
        {"timestamp", record.timestampMs},
        {"sequence", batch.sequenceAt(record.offsetDelta).value()}, {"headers", headers}};
    if (!batch.isControl()) {
        line["key"] = textOrNull(record.key);
        line["value"] = textOrNull(record.value);
        return line;
    }
    const auto marker = endTxnMarkerOf(record);
    line["control"] = marker ? controlTypeName(marker->type) : "";
    line["coordinatorEpoch"] = marker ? marker->coordinatorEpoch : -1;
    line["keyHex"] = hexOf(*record.key);
    line["valueHex"] = hexOf(*record.value);
    return line;
}

/// The same batch by our builder, out of what was read. The timestamps are those of the producer,
/// which LogAppendTime hides but leaves in the records.
Bytes rebuilt(const BatchView& batch, Decompressor& decompressor)
{
    BatchBuilder builder(BatchBuilder::Options::of(batch));
    RecordReader reader(batch, decompressor);
    const auto text = [](const std::optional<ByteView>& bytes) {
        return bytes ? std::optional(textOf(*bytes)) : std::nullopt;
    };
    while (!reader.atEnd()) {
        const auto record = reader.next();
        std::vector<Header> headers;
        record->forEachHeader([&](const HeaderView& header) {
            headers.push_back({header.name, text(header.value)});
        });
        builder.append({text(record->key), text(record->value),
                           batch.baseTimestampMs() + record->timestampDelta, headers},
            static_cast<std::int32_t>(record->offsetDelta));
    }
    return builder.finish();
}

/// The header without what depends on the compressor's choices: batch length and CRC.
Bytes comparableHeader(ByteView batch)
{
    Bytes header(batch.begin(), batch.begin() + header::kSize);
    const std::span<std::uint8_t> fields(header);
    writeBigEndian(fields, header::kBatchLength, std::int32_t{0});
    writeBigEndian(fields, header::kCrc, std::uint32_t{0});
    return header;
}

void addCodecs()
{
    QTest::addColumn<std::string>("codec");
    for (const char* codec : {"none", "gzip", "snappy", "lz4", "zstd"}) {
        QTest::newRow(codec) << std::string(codec);
    }
}

} // namespace

class KafkaSegmentsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFieldIsReadAsKafkaReadsIt_data() { addCodecs(); }
    void everyFieldIsReadAsKafkaReadsIt()
    {
        QFETCH(std::string, codec);
        const Bytes segment = segmentOf(codec);
        const std::vector<json> expected = expectedOf(codec);
        QVERIFY(expected.size() > 1000);
        std::size_t line = 0;
        const auto compare = [&](const json& found) {
            QVERIFY(line < expected.size());
            QCOMPARE(QByteArray::fromStdString(found.dump()),
                QByteArray::fromStdString(expected[line].dump()));
            ++line;
        };
        Decompressor decompressor;
        std::size_t position = 0;
        for (const BatchView& batch : batchesOf(segment)) {
            compare(lineOf(batch, position));
            QVERIFY(batch.checkRecords(decompressor).has_value());
            RecordReader reader(batch, decompressor);
            while (!reader.atEnd()) {
                const auto record = reader.next();
                QVERIFY(record.has_value());
                compare(lineOf(batch, *record));
            }
            position += batch.bytes().size();
        }
        QCOMPARE(position, segment.size());
        QCOMPARE(line, expected.size());
    }

    void rebuiltBatchesHaveTheSameBytes_data() { addCodecs(); }
    void rebuiltBatchesHaveTheSameBytes()
    {
        QFETCH(std::string, codec);
        const Bytes segment = segmentOf(codec);
        const std::vector<BatchView> batches = batchesOf(segment);
        QCOMPARE(batches.size(), std::size_t{72});
        Decompressor theirs;
        Decompressor ours;
        std::size_t identical = 0;
        for (const BatchView& batch : batches) {
            const Bytes bytes = rebuilt(batch, theirs);
            const BatchView again = *BatchView::at(bytes);
            QVERIFY(again.hasValidCrc());
            QCOMPARE(comparableHeader(again.bytes()), comparableHeader(batch.bytes()));
            const auto records = ours.decompress(again.codec(), again.recordBytes());
            const auto original = theirs.decompress(batch.codec(), batch.recordBytes());
            QVERIFY(records && original && std::ranges::equal(*records, *original));
            identical += std::ranges::equal(again.bytes(), batch.bytes()) ? 1 : 0;
        }
        // gzip, snappy and lz4 are the same libraries; zstd's frame says how much it holds, which
        // Kafka's stream cannot know.
        qInfo("%s: %zu of %zu batches have identical bytes", codec.c_str(), identical,
            batches.size());
        if (codec != "zstd") {
            QCOMPARE(identical, batches.size());
        }
    }

    void cleanedBatchesKeepWhatTheyMust()
    {
        const Bytes segment = segmentOf("none");
        std::size_t cleanedBatches = 0;
        for (const BatchView& batch : batchesOf(segment)) {
            BatchBuilder builder(BatchBuilder::Options::of(batch));
            RecordReader reader(batch);
            while (!reader.atEnd()) {
                const auto record = reader.next();
                if (record->offsetDelta % 2 == 1) {
                    builder.append(*record);
                }
            }
            if (builder.recordCount() == 0) {
                continue;
            }
            const Bytes cleaned = builder.finish();
            const BatchView view = *BatchView::at(cleaned);
            QVERIFY(view.checkRecords().has_value());
            QCOMPARE(view.baseOffset(), batch.baseOffset());
            QCOMPARE(view.end(), batch.end());
            QCOMPARE(view.lastSequence(), batch.lastSequence());
            QCOMPARE(view.attributes(), batch.attributes());
            QCOMPARE(view.leaderEpoch(), batch.leaderEpoch());
            ++cleanedBatches;
        }
        QVERIFY(cleanedBatches > 60);
    }
};

QTEST_APPLESS_MAIN(KafkaSegmentsTest)
#include "tst_kafka_segments.moc"
