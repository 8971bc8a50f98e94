#include "engine/record/batch.h"

#include "engine/base/varint.h"
#include "engine/record/crc32c.h"

#include <algorithm>
#include <cassert>

namespace brokerscope::record {

namespace {

constexpr std::int8_t kMagic2 = 2;
/// Kafka: DefaultRecord.MAX_RECORD_OVERHEAD.
constexpr std::size_t kMaxRecordOverhead = 21;

void append(Bytes& out, std::string_view text)
{
    out.insert(out.end(), text.begin(), text.end());
}

/// A length-prefixed field of a record; a length below -1 or beyond the bytes is an error.
tl::expected<std::optional<ByteView>, BatchError> readField(ByteView bytes, std::size_t& at)
{
    const auto length = readVarint(bytes, at);
    if (!length || *length < -1
        || (*length > 0 && static_cast<std::size_t>(*length) > bytes.size() - at)) {
        return tl::unexpected(BatchError::BadRecord);
    }
    if (*length == -1) {
        return std::optional<ByteView>();
    }
    const ByteView field = bytes.subspan(at, static_cast<std::size_t>(*length));
    at += field.size();
    return std::optional(field);
}

} // namespace

tl::expected<BatchView, BatchError> BatchView::at(ByteView bytes)
{
    if (bytes.size() < header::kSize) {
        return tl::unexpected(BatchError::TooShort);
    }
    if (readBigEndian<std::int8_t>(bytes, header::kMagic) != kMagic2) {
        return tl::unexpected(BatchError::BadMagic);
    }
    const auto length = readBigEndian<std::int32_t>(bytes, header::kBatchLength);
    constexpr auto kSmallest = static_cast<std::int32_t>(header::kSize - header::kLengthPrefix);
    if (length < kSmallest
        || static_cast<std::size_t>(length) > bytes.size() - header::kLengthPrefix) {
        return tl::unexpected(BatchError::TooShort);
    }
    return BatchView(bytes.first(header::kLengthPrefix + static_cast<std::size_t>(length)));
}

tl::expected<void, BatchError> BatchView::checkIntegrity() const
{
    if (crc32c(m_bytes.subspan(header::kAttributes)) != crc()) {
        return tl::unexpected(BatchError::BadCrc);
    }
    if (recordCount() <= 0 || lastOffsetDelta() != recordCount() - 1) {
        return tl::unexpected(BatchError::BadCount);
    }
    return {};
}

tl::expected<void, BatchError> BatchView::validate() const
{
    if (auto intact = checkIntegrity(); !intact) {
        return intact;
    }
    RecordReader reader(*this);
    for (std::int64_t delta = 0; !reader.atEnd(); ++delta) {
        const auto record = reader.next();
        if (!record || record->offsetDelta != delta) {
            return tl::unexpected(BatchError::BadRecord);
        }
    }
    if (reader.position() != m_bytes.size()) {
        return tl::unexpected(BatchError::BadRecord);
    }
    return {};
}

tl::expected<RecordView, BatchError> RecordReader::next()
{
    assert(!atEnd());
    const auto length = readVarint(m_bytes, m_at);
    if (!length || *length < 1 || static_cast<std::size_t>(*length) > m_bytes.size() - m_at) {
        return tl::unexpected(BatchError::BadRecord);
    }
    const ByteView body = m_bytes.subspan(m_at, static_cast<std::size_t>(*length));
    std::size_t at = 1; // attributes: unused
    const auto timestampDelta = readVarint(body, at);
    const auto offsetDelta = readVarint(body, at);
    if (!timestampDelta || !offsetDelta) {
        return tl::unexpected(BatchError::BadRecord);
    }
    const auto key = readField(body, at);
    if (!key) {
        return tl::unexpected(key.error());
    }
    const auto value = readField(body, at);
    if (!value) {
        return tl::unexpected(value.error());
    }
    const auto headers = readVarint(body, at);
    if (!headers || *headers < 0) {
        return tl::unexpected(BatchError::BadRecord);
    }
    for (std::int64_t i = 0; i < *headers; ++i) {
        const auto name = readField(body, at);
        const auto content = name ? readField(body, at) : name;
        if (!content || !name->has_value()) {
            return tl::unexpected(BatchError::BadRecord);
        }
    }
    if (at != body.size()) {
        return tl::unexpected(BatchError::BadRecord);
    }
    m_at += body.size();
    --m_left;
    return RecordView{*timestampDelta, *offsetDelta, *key, *value};
}

std::size_t batchSizeUpperBound(std::size_t keySize, std::size_t valueSize)
{
    return header::kSize + kMaxRecordOverhead + keySize + valueSize;
}

BatchBuilder::BatchBuilder()
{
    m_bytes.resize(header::kSize);
}

std::size_t BatchBuilder::recordBodySize(
    std::optional<std::string_view> key, std::string_view value, std::int64_t timestampDelta) const
{
    const std::size_t keyPart
        = key ? varintSize(static_cast<std::int64_t>(key->size())) + key->size() : varintSize(-1);
    return 1 + varintSize(timestampDelta) + varintSize(m_count) + keyPart
        + varintSize(static_cast<std::int64_t>(value.size())) + value.size() + varintSize(0);
}

std::size_t BatchBuilder::sizeWith(
    std::optional<std::string_view> key, std::string_view value, std::int64_t timestampMs) const
{
    const std::int64_t delta = m_count == 0 ? 0 : timestampMs - m_baseTimestampMs;
    const std::size_t body = recordBodySize(key, value, delta);
    return m_bytes.size() + varintSize(static_cast<std::int64_t>(body)) + body;
}

void BatchBuilder::append(
    std::optional<std::string_view> key, std::string_view value, std::int64_t timestampMs)
{
    if (m_count == 0) {
        m_baseTimestampMs = timestampMs;
        m_maxTimestampMs = timestampMs;
    }
    m_maxTimestampMs = std::max(m_maxTimestampMs, timestampMs);
    const std::int64_t delta = timestampMs - m_baseTimestampMs;
    writeVarint(m_bytes, static_cast<std::int64_t>(recordBodySize(key, value, delta)));
    m_bytes.push_back(0);
    writeVarint(m_bytes, delta);
    writeVarint(m_bytes, m_count);
    if (key) {
        writeVarint(m_bytes, static_cast<std::int64_t>(key->size()));
        record::append(m_bytes, *key);
    } else {
        writeVarint(m_bytes, -1);
    }
    writeVarint(m_bytes, static_cast<std::int64_t>(value.size()));
    record::append(m_bytes, value);
    writeVarint(m_bytes, 0);
    ++m_count;
}

void BatchBuilder::setProducer(ProducerId id, ProducerEpoch epoch, Sequence baseSequence)
{
    m_producerId = id;
    m_producerEpoch = epoch;
    m_baseSequence = baseSequence;
}

const Bytes& BatchBuilder::finish()
{
    const std::span<std::uint8_t> out(m_bytes);
    writeBigEndian<std::int64_t>(out, header::kBaseOffset, 0);
    writeBigEndian(out, header::kBatchLength,
        static_cast<std::int32_t>(m_bytes.size() - header::kLengthPrefix));
    writeBigEndian(out, header::kLeaderEpoch, kNoEpoch.value());
    writeBigEndian(out, header::kMagic, kMagic2);
    writeBigEndian<std::int16_t>(out, header::kAttributes, 0);
    writeBigEndian(out, header::kLastOffsetDelta, m_count - 1);
    writeBigEndian(out, header::kBaseTimestamp, m_baseTimestampMs);
    writeBigEndian(out, header::kMaxTimestamp, m_maxTimestampMs);
    writeBigEndian(out, header::kProducerId, m_producerId.value());
    writeBigEndian(out, header::kProducerEpoch, m_producerEpoch.value());
    writeBigEndian(out, header::kBaseSequence, m_baseSequence.value());
    writeBigEndian(out, header::kRecordCount, m_count);
    writeBigEndian(out, header::kCrc, crc32c(ByteView(m_bytes).subspan(header::kAttributes)));
    return m_bytes;
}

void stampLeader(std::span<std::uint8_t> batch, Offset baseOffset, LeaderEpoch epoch)
{
    writeBigEndian(batch, header::kBaseOffset, baseOffset.value());
    writeBigEndian(batch, header::kLeaderEpoch, epoch.value());
}

} // namespace brokerscope::record
