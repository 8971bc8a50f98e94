#pragma once

#include "engine/base/bytes.h"
#include "engine/base/ids.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

/// Record batches of format v2 (magic 2), byte for byte (Kafka: DefaultRecordBatch, DefaultRecord).
namespace brokerscope::record {

/// Where the fields of the 61-byte header stand. All numbers are big-endian.
namespace header {
inline constexpr std::size_t kBaseOffset = 0;
inline constexpr std::size_t kBatchLength = 8; ///< bytes behind this field
inline constexpr std::size_t kLeaderEpoch = 12;
inline constexpr std::size_t kMagic = 16;
inline constexpr std::size_t kCrc = 17; ///< of everything from kAttributes on
inline constexpr std::size_t kAttributes = 21;
inline constexpr std::size_t kLastOffsetDelta = 23;
inline constexpr std::size_t kBaseTimestamp = 27;
inline constexpr std::size_t kMaxTimestamp = 35;
inline constexpr std::size_t kProducerId = 43;
inline constexpr std::size_t kProducerEpoch = 51;
inline constexpr std::size_t kBaseSequence = 53;
inline constexpr std::size_t kRecordCount = 57;
inline constexpr std::size_t kSize = 61;
inline constexpr std::size_t kLengthPrefix = 12; ///< base offset and batch length
} // namespace header

enum class BatchError : std::uint8_t {
    TooShort, ///< fewer bytes than a header, or than the batch says it has
    BadMagic, ///< another message format
    BadCrc,
    BadCount, ///< record count and last offset delta do not fit, or are not positive
    BadRecord, ///< a record that does not end where it says
};

/// A whole batch as bytes, read in place. Valid as long as the bytes are.
class BatchView {
public:
    /// Takes the batch at the front of `bytes`; what follows it is left alone. Checks length and
    /// magic only.
    static tl::expected<BatchView, BatchError> at(ByteView bytes);

    [[nodiscard]] ByteView bytes() const { return m_bytes; }
    [[nodiscard]] Offset baseOffset() const
    {
        return Offset(field<std::int64_t>(header::kBaseOffset));
    }
    [[nodiscard]] LeaderEpoch leaderEpoch() const
    {
        return LeaderEpoch(field<std::int32_t>(header::kLeaderEpoch));
    }
    [[nodiscard]] std::uint32_t crc() const { return field<std::uint32_t>(header::kCrc); }
    [[nodiscard]] std::int32_t lastOffsetDelta() const
    {
        return field<std::int32_t>(header::kLastOffsetDelta);
    }
    [[nodiscard]] Offset lastOffset() const
    {
        return baseOffset() + OffsetDelta(lastOffsetDelta());
    }
    [[nodiscard]] Offset end() const { return lastOffset() + OffsetDelta(1); }
    [[nodiscard]] std::int64_t baseTimestampMs() const
    {
        return field<std::int64_t>(header::kBaseTimestamp);
    }
    [[nodiscard]] std::int64_t maxTimestampMs() const
    {
        return field<std::int64_t>(header::kMaxTimestamp);
    }
    [[nodiscard]] ProducerId producerId() const
    {
        return ProducerId(field<std::int64_t>(header::kProducerId));
    }
    [[nodiscard]] ProducerEpoch producerEpoch() const
    {
        return ProducerEpoch(field<std::int16_t>(header::kProducerEpoch));
    }
    [[nodiscard]] Sequence baseSequence() const
    {
        return Sequence(field<std::int32_t>(header::kBaseSequence));
    }
    [[nodiscard]] std::int32_t recordCount() const
    {
        return field<std::int32_t>(header::kRecordCount);
    }

    /// Checks everything that a leader checks before it appends (Kafka: LogValidator): CRC, counts,
    /// every record.
    [[nodiscard]] tl::expected<void, BatchError> validate() const;
    /// CRC and counts alone: what a follower checks.
    [[nodiscard]] tl::expected<void, BatchError> checkIntegrity() const;

private:
    explicit BatchView(ByteView bytes)
        : m_bytes(bytes)
    {
    }
    template <class T>
    [[nodiscard]] T field(std::size_t at) const
    {
        return readBigEndian<T>(m_bytes, at);
    }

    ByteView m_bytes;
};

/// One record, read in place.
struct RecordView {
    std::int64_t timestampDelta = 0; ///< ms after the batch's base timestamp
    std::int64_t offsetDelta = 0; ///< after the batch's base offset
    std::optional<ByteView> key; ///< nullopt is null
    std::optional<ByteView> value;
};

/// Walks over the records of a batch in their order.
class RecordReader {
public:
    explicit RecordReader(const BatchView& batch)
        : m_bytes(batch.bytes())
        , m_left(batch.recordCount())
    {
    }
    [[nodiscard]] bool atEnd() const { return m_left <= 0; }
    /// The next record; an error when its bytes are not one. Must not be called atEnd().
    [[nodiscard]] tl::expected<RecordView, BatchError> next();
    /// How many bytes of the batch have been read, header included.
    [[nodiscard]] std::size_t position() const { return m_at; }

private:
    ByteView m_bytes;
    std::size_t m_at = header::kSize;
    std::int32_t m_left;
};

/// Bytes that a record with this key and value takes at most (Kafka:
/// DefaultRecord.recordSizeUpperBound and the batch header).
[[nodiscard]] std::size_t batchSizeUpperBound(std::size_t keySize, std::size_t valueSize);

/// Builds the bytes of a batch record by record (Kafka: MemoryRecordsBuilder), as a producer does:
/// base offset 0, leader epoch -1.
class BatchBuilder {
public:
    BatchBuilder();

    /// Size of the batch if this record were added.
    [[nodiscard]] std::size_t sizeWith(std::optional<std::string_view> key, std::string_view value,
        std::int64_t timestampMs) const;
    void append(
        std::optional<std::string_view> key, std::string_view value, std::int64_t timestampMs);

    [[nodiscard]] std::size_t size() const { return m_bytes.size(); }
    [[nodiscard]] std::int32_t recordCount() const { return m_count; }

    /// Stamped before finish(); without it the batch is not idempotent.
    void setProducer(ProducerId id, ProducerEpoch epoch, Sequence baseSequence);
    /// Fills in the header and the CRC and hands out the bytes. May be called again after another
    /// setProducer.
    [[nodiscard]] const Bytes& finish();

private:
    [[nodiscard]] std::size_t recordBodySize(std::optional<std::string_view> key,
        std::string_view value, std::int64_t timestampDelta) const;

    Bytes m_bytes;
    std::int32_t m_count = 0;
    std::int64_t m_baseTimestampMs = -1;
    std::int64_t m_maxTimestampMs = -1;
    ProducerId m_producerId = kNoProducerId;
    ProducerEpoch m_producerEpoch = kNoProducerEpoch;
    Sequence m_baseSequence = kNoSequence;
};

/// Writes where the leader puts the batch; neither field is under the CRC.
void stampLeader(std::span<std::uint8_t> batch, Offset baseOffset, LeaderEpoch epoch);

} // namespace brokerscope::record
