#include "engine/record/batch_builder.h"

#include "engine/base/varint.h"
#include "engine/record/crc32c.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <limits>

namespace brokerscope::record {

namespace {

constexpr std::int8_t kMagic2 = 2;
/// Kafka: DefaultRecord.MAX_RECORD_OVERHEAD.
constexpr std::size_t kMaxRecordOverhead = 21;

std::optional<std::string_view> optionalText(const std::optional<ByteView>& bytes)
{
    return bytes ? std::optional(textOf(*bytes)) : std::nullopt;
}

/// Java's difference: two timestamps may lie further apart than there are numbers.
std::int64_t wrappingDifference(std::int64_t a, std::int64_t b)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
}

std::size_t fieldSize(std::optional<std::string_view> field)
{
    return field ? varintSize(static_cast<std::int64_t>(field->size())) + field->size()
                 : varintSize(-1);
}

std::uint8_t* writeText(std::uint8_t* out, std::string_view text)
{
    if (!text.empty()) {
        std::memcpy(out, text.data(), text.size());
    }
    return out + text.size();
}

std::uint8_t* writeField(std::uint8_t* out, std::optional<std::string_view> field)
{
    if (!field) {
        return writeVarint(out, -1);
    }
    return writeText(writeVarint(out, static_cast<std::int64_t>(field->size())), *field);
}

std::size_t headersSize(std::span<const Header> headers)
{
    std::size_t size = 0;
    for (const Header& header : headers) {
        size += fieldSize(header.name) + fieldSize(header.value);
    }
    return size;
}

std::uint8_t* writeHeaders(std::uint8_t* out, std::span<const Header> headers)
{
    for (const Header& header : headers) {
        out = writeField(writeField(out, header.name), header.value);
    }
    return out;
}

} // namespace

std::size_t batchSizeUpperBound(std::size_t keySize, std::size_t valueSize)
{
    return header::kSize + kMaxRecordOverhead + keySize + valueSize;
}

/// What a record says before its headers' bytes, and how many those are.
struct BatchBuilder::Body {
    std::optional<std::string_view> key;
    std::optional<std::string_view> value;
    std::int64_t timestampDelta = 0;
    std::int32_t offsetDelta = 0;
    std::int64_t headerCount = 0;
    std::size_t headersSize = 0;

    [[nodiscard]] std::size_t size() const
    {
        return 1 + varintSize(timestampDelta) + varintSize(offsetDelta) + fieldSize(key)
            + fieldSize(value) + varintSize(headerCount) + headersSize;
    }
    std::uint8_t* write(std::uint8_t* out) const
    {
        *out++ = 0; // attributes: unused
        out = writeVarint(writeVarint(out, timestampDelta), offsetDelta);
        return writeVarint(writeField(writeField(out, key), value), headerCount);
    }
};

BatchBuilder::Options BatchBuilder::Options::of(const BatchView& batch)
{
    Options options;
    options.compression = {batch.codec(), std::nullopt};
    options.isTransactional = batch.isTransactional();
    options.isControl = batch.isControl();
    options.baseOffset = batch.baseOffset();
    options.leaderEpoch = batch.leaderEpoch();
    options.producerId = batch.producerId();
    options.producerEpoch = batch.producerEpoch();
    options.baseSequence = batch.baseSequence();
    if (batch.timestampType() == TimestampType::LogAppendTime) {
        options.appendTimeMs = batch.maxTimestampMs();
    }
    options.deleteHorizonMs = batch.deleteHorizonMs();
    options.lastOffsetDelta = batch.lastOffsetDelta();
    return options;
}

BatchBuilder::BatchBuilder()
    : BatchBuilder(Options{})
{
}

BatchBuilder::BatchBuilder(const Options& options)
    : m_options(options)
    , m_bytes(header::kSize)
    , m_size(header::kSize)
{
}

void BatchBuilder::reserve(std::size_t bytes)
{
    m_bytes.resize(std::max(m_bytes.size(), bytes));
}

void BatchBuilder::clear()
{
    m_size = header::kSize;
    m_isCompressed = false;
    m_count = 0;
    m_lastDelta = -1;
    m_baseTimestampMs = -1;
    m_maxTimestampMs = -1;
}

std::int64_t BatchBuilder::baseTimestampFor(std::int64_t timestampMs) const
{
    return m_count > 0 ? m_baseTimestampMs : m_options.deleteHorizonMs.value_or(timestampMs);
}

BatchBuilder::Body BatchBuilder::bodyOf(const Record& record, std::int32_t offsetDelta) const
{
    return {record.key, record.value,
        wrappingDifference(record.timestampMs, baseTimestampFor(record.timestampMs)), offsetDelta,
        static_cast<std::int64_t>(record.headers.size()), headersSize(record.headers)};
}

std::size_t BatchBuilder::sizeWith(
    std::optional<std::string_view> key, std::string_view value, std::int64_t timestampMs) const
{
    return sizeWith(Record{key, value, timestampMs});
}

std::size_t BatchBuilder::sizeWith(const Record& record) const
{
    const std::size_t body = bodyOf(record, m_lastDelta + 1).size();
    return m_size + varintSize(static_cast<std::int64_t>(body)) + body;
}

void BatchBuilder::append(
    std::optional<std::string_view> key, std::string_view value, std::int64_t timestampMs)
{
    append(Record{key, value, timestampMs});
}

void BatchBuilder::append(const Record& record)
{
    append(record, m_lastDelta + 1);
}

void BatchBuilder::append(const Record& record, std::int32_t offsetDelta)
{
    writeHeaders(begin(bodyOf(record, offsetDelta), record.timestampMs), record.headers);
}

void BatchBuilder::append(const RecordView& record)
{
    const std::int64_t base = baseTimestampFor(record.timestampMs);
    const Body body{optionalText(record.key), optionalText(record.value),
        wrappingDifference(record.timestampMs, base), static_cast<std::int32_t>(record.offsetDelta),
        record.headerCount, record.headerBytes.size()};
    writeText(begin(body, record.timestampMs), textOf(record.headerBytes));
}

std::uint8_t* BatchBuilder::begin(const Body& body, std::int64_t timestampMs)
{
    assert(body.offsetDelta > m_lastDelta);
    m_baseTimestampMs = baseTimestampFor(timestampMs);
    m_maxTimestampMs = m_count == 0 ? timestampMs : std::max(m_maxTimestampMs, timestampMs);
    m_lastDelta = body.offsetDelta;
    m_isCompressed = false;
    ++m_count;

    const std::size_t bodySize = body.size();
    const std::size_t size = m_size + varintSize(static_cast<std::int64_t>(bodySize)) + bodySize;
    if (size > m_bytes.size()) {
        m_bytes.resize(std::max(size, 2 * m_bytes.size()));
    }
    std::uint8_t* out = m_bytes.data() + m_size;
    m_size = size;
    return body.write(writeVarint(out, static_cast<std::int64_t>(bodySize)));
}

void BatchBuilder::setProducer(ProducerId id, ProducerEpoch epoch, Sequence baseSequence)
{
    m_options.producerId = id;
    m_options.producerEpoch = epoch;
    m_options.baseSequence = baseSequence;
}

const Bytes& BatchBuilder::finish()
{
    if (m_options.compression.codec != Codec::None) {
        Compressor compressor;
        return finish(compressor);
    }
    m_bytes.resize(m_size);
    writeHeader(m_bytes);
    return m_bytes;
}

const Bytes& BatchBuilder::finish(Compressor& compressor)
{
    if (m_options.compression.codec == Codec::None) {
        return finish();
    }
    if (!m_isCompressed) {
        m_compressed.resize(header::kSize);
        compressor.compress(m_options.compression,
            ByteView(m_bytes).subspan(header::kSize, m_size - header::kSize), m_compressed);
        m_isCompressed = true;
    }
    writeHeader(m_compressed);
    return m_compressed;
}

std::uint16_t BatchBuilder::attributes() const
{
    const auto flag = [](bool isSet, std::uint16_t bit) { return isSet ? bit : std::uint16_t{0}; };
    return static_cast<std::uint16_t>(static_cast<unsigned>(m_options.compression.codec)
        | flag(m_options.appendTimeMs.has_value(), attribute::kLogAppendTime)
        | flag(m_options.isTransactional, attribute::kTransactional)
        | flag(m_options.isControl, attribute::kControl)
        | flag(m_options.deleteHorizonMs.has_value(), attribute::kDeleteHorizon));
}

void BatchBuilder::writeHeader(std::span<std::uint8_t> batch) const
{
    assert(batch.size() <= static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()));
    writeBigEndian(batch, header::kBaseOffset, m_options.baseOffset.value());
    writeBigEndian(batch, header::kBatchLength,
        static_cast<std::int32_t>(batch.size() - header::kLengthPrefix));
    writeBigEndian(batch, header::kLeaderEpoch, m_options.leaderEpoch.value());
    writeBigEndian(batch, header::kMagic, kMagic2);
    writeBigEndian(batch, header::kAttributes, attributes());
    writeBigEndian(
        batch, header::kLastOffsetDelta, m_options.lastOffsetDelta.value_or(m_lastDelta));
    writeBigEndian(batch, header::kBaseTimestamp, m_baseTimestampMs);
    writeBigEndian(batch, header::kMaxTimestamp, m_options.appendTimeMs.value_or(m_maxTimestampMs));
    writeBigEndian(batch, header::kProducerId, m_options.producerId.value());
    writeBigEndian(batch, header::kProducerEpoch, m_options.producerEpoch.value());
    writeBigEndian(batch, header::kBaseSequence, m_options.baseSequence.value());
    writeBigEndian(batch, header::kRecordCount, m_count);
    writeBigEndian(batch, header::kCrc, crc32c(batch.subspan(header::kAttributes)));
}

Bytes emptyBatchOf(const BatchView& batch)
{
    const ByteView original = batch.bytes().first(header::kSize);
    Bytes empty(original.begin(), original.end());
    const std::span<std::uint8_t> out(empty);
    writeBigEndian(out, header::kBatchLength,
        static_cast<std::int32_t>(header::kSize - header::kLengthPrefix));
    writeBigEndian(out, header::kAttributes,
        static_cast<std::uint16_t>(
            batch.attributes() & ~(attribute::kCodecMask | attribute::kDeleteHorizon)));
    writeBigEndian(out, header::kBaseTimestamp, std::int64_t{-1});
    writeBigEndian(out, header::kRecordCount, std::int32_t{0});
    writeBigEndian(out, header::kCrc, crc32c(ByteView(empty).subspan(header::kAttributes)));
    return empty;
}

} // namespace brokerscope::record
