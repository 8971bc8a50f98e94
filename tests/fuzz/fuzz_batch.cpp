#include "engine/record/batch.h"
#include "engine/record/control.h"
#include "tests/fuzz/mend.h"
#include "tests/fuzz/require.h"

#include <algorithm>
#include <string>
#include <vector>

using namespace brokerscope;
using namespace brokerscope::record;
using fuzz::require;

namespace {

/// Little enough for many thousand inputs a second.
constexpr std::size_t kLimit = std::size_t{1} << 20;

/// The first byte of the input.
constexpr std::uint8_t kMendLength = 1; ///< the batch is as long as the input
constexpr std::uint8_t kMendCrc = 2;

/// As in a broker, one pair of contexts serves all batches; making them takes longer than most
/// inputs.
struct Codecs {
    Compressor compressor;
    Decompressor decompressor;
};
Codecs& codecs()
{
    static Codecs all;
    return all;
}

struct OwnHeader {
    std::string name;
    std::optional<std::string> value;
    bool operator==(const OwnHeader&) const = default;
};

/// A record that outlives the decompressor's buffer.
struct OwnRecord {
    std::int64_t offset = 0;
    std::int64_t timestampMs = 0;
    std::optional<std::string> key;
    std::optional<std::string> value;
    std::vector<OwnHeader> headers;
    bool operator==(const OwnRecord&) const = default;
};

std::optional<std::string> copyOf(const std::optional<ByteView>& bytes)
{
    return bytes ? std::optional(std::string(textOf(*bytes))) : std::nullopt;
}

OwnRecord copyOf(const RecordView& record)
{
    OwnRecord own{
        record.offset.value(), record.timestampMs, copyOf(record.key), copyOf(record.value), {}};
    record.forEachHeader([&](const HeaderView& header) {
        own.headers.push_back({std::string(header.name), copyOf(header.value)});
    });
    require(own.headers.size() == static_cast<std::size_t>(record.headerCount));
    return own;
}

/// Everything that a header says, for the sanitizers to watch.
std::int64_t readFields(const BatchView& batch)
{
    return batch.baseOffset().value() ^ batch.end().value() ^ batch.lastOffset().value()
        ^ batch.leaderEpoch().value() ^ batch.timestampMsAt(batch.lastOffsetDelta())
        ^ batch.deleteHorizonMs().value_or(0) ^ batch.lastSequence().value()
        ^ batch.sequenceAt(batch.recordCount()).value() ^ batch.producerId().value()
        ^ batch.producerEpoch().value() ^ static_cast<std::int64_t>(batch.codec())
        ^ static_cast<std::int64_t>(batch.timestampType());
}

/// The records up to the first that is none; whether that was all.
bool readRecords(
    const BatchView& batch, Decompressor& decompressor, std::vector<OwnRecord>& records)
{
    RecordReader reader(batch, decompressor, kLimit);
    while (!reader.atEnd()) {
        const auto record = reader.next();
        if (!record) {
            return false;
        }
        require(!record->bytes.empty());
        if (batch.isControl()) {
            static_cast<void>(controlTypeOf(*record));
            static_cast<void>(endTxnMarkerOf(*record));
        }
        records.push_back(copyOf(*record));
    }
    return true;
}

/// A sound batch, taken apart and put together again with each codec, says the same.
void rebuild(const BatchView& batch, const std::vector<OwnRecord>& records, Codec codec)
{
    auto& [compressor, decompressor] = codecs();
    auto options = BatchBuilder::Options::of(batch);
    options.compression = {codec, std::nullopt};
    BatchBuilder builder(options);
    RecordReader reader(batch, decompressor, kLimit);
    while (!reader.atEnd()) {
        builder.append(*reader.next());
    }
    const Bytes bytes = builder.finish(compressor);
    const auto again = BatchView::at(bytes);
    require(again.has_value() && again->bytes().size() == bytes.size());
    require(again->hasValidCrc() && again->codec() == codec);
    require(again->baseOffset() == batch.baseOffset() && again->end() == batch.end());
    require(again->isControl() == batch.isControl());
    require(again->isTransactional() == batch.isTransactional());
    require(again->producerId() == batch.producerId());
    require(again->baseSequence() == batch.baseSequence());
    require(again->checkRecords(decompressor).has_value());
    std::vector<OwnRecord> same;
    require(readRecords(*again, decompressor, same));
    require(same == records);
}

void stamp(ByteView bytes)
{
    Bytes copy(bytes.begin(), bytes.end());
    stampLeader(copy, Offset(77), LeaderEpoch(5));
    stampAppendTime(copy, 1234);
    const auto stamped = BatchView::at(copy);
    require(stamped.has_value() && stamped->hasValidCrc());
    require(stamped->baseOffset() == Offset(77) && stamped->leaderEpoch() == LeaderEpoch(5));
    require(stamped->maxTimestampMs() == 1234 && stamped->timestampMsAt(99) == 1234);
}

void decode(Bytes bytes, std::uint8_t flags)
{
    if ((flags & kMendLength) != 0 && bytes.size() > header::kSize) {
        writeBigEndian(std::span(bytes), header::kBatchLength,
            static_cast<std::int32_t>(bytes.size() - header::kLengthPrefix));
    }
    if ((flags & kMendCrc) != 0) {
        fuzz::mendCrc(bytes);
    }
    const auto batch = BatchView::at(bytes);
    if (!batch) {
        return;
    }
    volatile std::int64_t seen = readFields(*batch);
    static_cast<void>(seen);
    stamp(batch->bytes());

    Decompressor& decompressor = codecs().decompressor;
    std::vector<OwnRecord> records;
    const bool areWhole = readRecords(*batch, decompressor, records);
    const bool isSound = batch->checkIntegrity() && batch->checkRecords(decompressor);
    if (batch->validate(decompressor)) {
        require(isSound && !records.empty() && !batch->isControl());
    }
    // Beyond the limit of this test a sound batch may not have been read to its end; one without
    // records is never compressed (emptyBatchOf).
    if (isSound && areWhole && !records.empty()) {
        for (const Codec codec :
            {Codec::None, Codec::Gzip, Codec::Snappy, Codec::Lz4, Codec::Zstd}) {
            rebuild(*batch, records, codec);
        }
    }
}

/// The bytes themselves, as what a codec wrote and as what it is to write.
void compressAndDecompress(ByteView bytes)
{
    auto& [compressor, decompressor] = codecs();
    for (const Codec codec : {Codec::None, Codec::Gzip, Codec::Snappy, Codec::Lz4, Codec::Zstd}) {
        if (const auto plain = decompressor.decompress(codec, bytes, kLimit)) {
            require(plain->size() <= std::max(kLimit, bytes.size()));
        }
        Bytes packed;
        compressor.compress({codec, std::nullopt}, bytes, packed);
        const auto unpacked = decompressor.decompress(codec, packed, kLimit);
        require(unpacked.has_value());
        require(std::equal(unpacked->begin(), unpacked->end(), bytes.begin(), bytes.end()));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 0) {
        const ByteView bytes(data + 1, size - 1);
        decode(Bytes(bytes.begin(), bytes.end()), data[0]);
        compressAndDecompress(bytes);
    }
    return 0;
}
