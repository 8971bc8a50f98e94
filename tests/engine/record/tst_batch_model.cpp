#include <QTest>

#include "tests/engine/record/batch_samples.h"

#include <rapidcheck.h>

/// Batches of every kind against a plain list of what was put into them.
using namespace brokerscope;
using namespace brokerscope::record;

namespace {

struct PlainHeader {
    std::string name;
    std::optional<std::string> value;
    bool operator==(const PlainHeader&) const = default;
};

struct PlainRecord {
    std::int32_t offsetDelta = 0;
    std::int64_t timestampMs = 0;
    std::optional<std::string> key;
    std::optional<std::string> value;
    std::vector<PlainHeader> headers;
    bool operator==(const PlainRecord&) const = default;
};

struct PlainBatch {
    BatchBuilder::Options options;
    std::vector<PlainRecord> records;
};

/// Mostly short, now and then longer than a block of any codec; compressible or not.
std::string text()
{
    const auto size = *rc::gen::weightedElement<std::size_t>(
        {{10, 0}, {30, 3}, {30, 40}, {20, 300}, {2, 70'000}});
    if (*rc::gen::arbitrary<bool>()) {
        return std::string(size, *rc::gen::arbitrary<char>());
    }
    auto state = *rc::gen::arbitrary<std::uint32_t>();
    std::string bytes(size, '\0');
    for (char& byte : bytes) {
        state = state * 1664525U + 1013904223U;
        byte = static_cast<char>(state >> 24);
    }
    return bytes;
}

std::optional<std::string> textOrNull()
{
    return *rc::gen::inRange(0, 4) == 0 ? std::nullopt : std::optional(text());
}

std::int64_t timestamp()
{
    return *rc::gen::oneOf(
        rc::gen::inRange<std::int64_t>(test::kWallClockMs - 1000, test::kWallClockMs + 1000),
        rc::gen::arbitrary<std::int64_t>());
}

BatchBuilder::Options options()
{
    BatchBuilder::Options options;
    options.compression.codec = *rc::gen::elementOf(test::kAllCodecs);
    options.isTransactional = *rc::gen::arbitrary<bool>();
    options.baseOffset = Offset(*rc::gen::inRange<std::int64_t>(0, std::int64_t{1} << 40));
    options.leaderEpoch = LeaderEpoch(*rc::gen::arbitrary<std::int32_t>());
    if (*rc::gen::arbitrary<bool>()) {
        options.producerId = ProducerId(*rc::gen::inRange<std::int64_t>(0, 1000));
        options.producerEpoch = ProducerEpoch(*rc::gen::inRange<std::int16_t>(0, 1000));
        options.baseSequence = Sequence(*rc::gen::inRange(0, 1000));
    }
    if (*rc::gen::inRange(0, 4) == 0) {
        options.appendTimeMs = timestamp();
    }
    if (*rc::gen::inRange(0, 4) == 0) {
        options.deleteHorizonMs = timestamp();
    }
    return options;
}

PlainBatch plainBatch(bool isDense)
{
    PlainBatch batch{options(), {}};
    std::int32_t delta = -1;
    for (int left = *rc::gen::inRange(1, 12); left > 0; --left) {
        delta += isDense ? 1 : *rc::gen::inRange(1, 100'000);
        PlainRecord record{delta, timestamp(), textOrNull(), textOrNull(), {}};
        for (int headers = *rc::gen::inRange(-3, 4); headers > 0; --headers) {
            record.headers.push_back({text(), textOrNull()});
        }
        batch.records.push_back(std::move(record));
    }
    return batch;
}

std::optional<std::string_view> viewOf(const std::optional<std::string>& value)
{
    return value ? std::optional<std::string_view>(*value) : std::nullopt;
}

std::vector<Header> headersOf(const PlainRecord& record)
{
    std::vector<Header> headers;
    for (const PlainHeader& header : record.headers) {
        headers.push_back({header.name, viewOf(header.value)});
    }
    return headers;
}

Bytes built(const PlainBatch& batch)
{
    BatchBuilder builder(batch.options);
    for (const PlainRecord& record : batch.records) {
        const std::vector<Header> headers = headersOf(record);
        const Record added{viewOf(record.key), viewOf(record.value), record.timestampMs, headers};
        const std::size_t size = builder.sizeWith(added);
        builder.append(added, record.offsetDelta);
        if (record.offsetDelta + 1 == builder.recordCount()) { // sizeWith knows no gaps
            RC_ASSERT(builder.size() == size);
        }
    }
    return builder.finish();
}

std::optional<std::string> textOf(const std::optional<ByteView>& bytes)
{
    return bytes ? std::optional<std::string>(record::textOf(*bytes)) : std::nullopt;
}

std::vector<PlainRecord> recordsOf(const BatchView& batch)
{
    std::vector<PlainRecord> records;
    RecordReader reader(batch);
    while (!reader.atEnd()) {
        const auto record = reader.next();
        RC_ASSERT(record.has_value());
        RC_ASSERT(record->offset == batch.baseOffset() + OffsetDelta(record->offsetDelta));
        PlainRecord plain{static_cast<std::int32_t>(record->offsetDelta), record->timestampMs,
            textOf(record->key), textOf(record->value), {}};
        record->forEachHeader([&plain](const HeaderView& header) {
            plain.headers.push_back({std::string(header.name), textOf(header.value)});
        });
        records.push_back(std::move(plain));
    }
    RC_ASSERT(reader.leftOver() == 0U);
    return records;
}

/// What a reader is to see: with LogAppendTime every record has the batch's timestamp.
std::vector<PlainRecord> expectedOf(const PlainBatch& batch)
{
    std::vector<PlainRecord> records = batch.records;
    for (PlainRecord& record : records) {
        record.timestampMs = batch.options.appendTimeMs.value_or(record.timestampMs);
    }
    return records;
}

std::int64_t maxTimestampOf(const PlainBatch& batch)
{
    return std::ranges::max(batch.records, {}, &PlainRecord::timestampMs).timestampMs;
}

} // namespace

class BatchModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsBuiltIsRead()
    {
        QVERIFY(rc::check("records come back as they were put in", [] {
            const PlainBatch plain = plainBatch(*rc::gen::arbitrary<bool>());
            const Bytes bytes = built(plain);
            const BatchView batch = test::viewOf(bytes);
            RC_ASSERT(batch.bytes().size() == bytes.size());
            RC_ASSERT(batch.checkRecords().has_value());
            RC_ASSERT(recordsOf(batch) == expectedOf(plain));
        }));
    }

    void headerSaysWhatWasSet()
    {
        QVERIFY(rc::check("the header's fields come back", [] {
            const PlainBatch plain = plainBatch(false);
            const BatchBuilder::Options& set = plain.options;
            const Bytes bytes = built(plain);
            const BatchView batch = test::viewOf(bytes);
            RC_ASSERT(batch.codec() == set.compression.codec);
            RC_ASSERT(batch.isTransactional() == set.isTransactional);
            RC_ASSERT(!batch.isControl());
            RC_ASSERT(batch.baseOffset() == set.baseOffset);
            RC_ASSERT(batch.leaderEpoch() == set.leaderEpoch);
            RC_ASSERT(batch.producerId() == set.producerId);
            RC_ASSERT(batch.producerEpoch() == set.producerEpoch);
            RC_ASSERT(batch.baseSequence() == set.baseSequence);
            RC_ASSERT(batch.deleteHorizonMs() == set.deleteHorizonMs);
            RC_ASSERT(batch.maxTimestampMs() == set.appendTimeMs.value_or(maxTimestampOf(plain)));
            RC_ASSERT(batch.lastOffsetDelta() == plain.records.back().offsetDelta);
            RC_ASSERT(batch.recordCount() == static_cast<std::int32_t>(plain.records.size()));
        }));
    }

    void leaderTakesWhatAProducerMayWrite()
    {
        QVERIFY(rc::check("a dense batch with CreateTime is valid, no other is", [] {
            const bool isDense = *rc::gen::arbitrary<bool>();
            PlainBatch plain = plainBatch(isDense);
            const Bytes bytes = built(plain);
            const bool hasGaps
                = plain.records.back().offsetDelta + 1 != static_cast<int>(plain.records.size());
            const bool isValid = !hasGaps && !plain.options.appendTimeMs;
            RC_ASSERT(test::viewOf(bytes).validate().has_value() == isValid);
        }));
    }

    void cleanerTakesRecordsOut()
    {
        QVERIFY(rc::check("what is kept stays as it was", [] {
            PlainBatch plain = plainBatch(*rc::gen::arbitrary<bool>());
            const Bytes bytes = built(plain);
            const BatchView batch = test::viewOf(bytes);
            BatchBuilder cleaned(BatchBuilder::Options::of(batch));
            std::vector<PlainRecord> kept;
            std::size_t index = 0;
            const std::vector<PlainRecord> expected = expectedOf(plain);
            for (RecordReader reader(batch); !reader.atEnd(); ++index) {
                const auto record = reader.next();
                if (*rc::gen::arbitrary<bool>()) {
                    cleaned.append(*record);
                    kept.push_back(expected[index]);
                }
            }
            const Bytes rest = kept.empty() ? emptyBatchOf(batch) : cleaned.finish();
            const BatchView view = test::viewOf(rest);
            RC_ASSERT(view.checkRecords().has_value());
            RC_ASSERT(recordsOf(view) == kept);
            RC_ASSERT(view.end() == batch.end());
            RC_ASSERT(view.lastSequence() == batch.lastSequence());
            RC_ASSERT(view.leaderEpoch() == batch.leaderEpoch());
            RC_ASSERT(view.timestampType() == batch.timestampType());
        }));
    }

    void stampsChangeNothingElse()
    {
        QVERIFY(rc::check("offset, epoch and append time are stamped in place", [] {
            PlainBatch plain = plainBatch(true);
            plain.options.appendTimeMs = timestamp();
            plain.options.baseOffset = Offset(*rc::gen::inRange<std::int64_t>(0, 1'000'000));
            const Bytes expected = built(plain);
            PlainBatch produced = plain;
            produced.options.appendTimeMs.reset();
            produced.options.baseOffset = Offset(0);
            produced.options.leaderEpoch = kNoEpoch;
            Bytes bytes = built(produced);
            stampLeader(bytes, plain.options.baseOffset, plain.options.leaderEpoch);
            RC_ASSERT(test::viewOf(bytes).hasValidCrc());
            stampAppendTime(bytes, *plain.options.appendTimeMs);
            RC_ASSERT(bytes == expected);
        }));
    }

    void builderStartsAnew()
    {
        QVERIFY(rc::check("clear() leaves no trace", [] {
            const PlainBatch plain = plainBatch(true);
            BatchBuilder builder(plain.options);
            builder.append({text(), text(), timestamp()});
            static_cast<void>(builder.finish());
            builder.clear();
            RC_ASSERT(builder.recordCount() == 0);
            for (const PlainRecord& record : plain.records) {
                builder.append({viewOf(record.key), viewOf(record.value), record.timestampMs,
                    headersOf(record)});
            }
            Compressor compressor;
            RC_ASSERT(builder.finish(compressor) == built(plain));
        }));
    }
};

QTEST_APPLESS_MAIN(BatchModelTest)
#include "tst_batch_model.moc"
