#pragma once

#include "engine/base/bytes.h"
#include "engine/base/ids.h"
#include "engine/record/codec.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

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
inline constexpr std::size_t kBaseTimestamp = 27; ///< or the delete horizon
inline constexpr std::size_t kMaxTimestamp = 35;
inline constexpr std::size_t kProducerId = 43;
inline constexpr std::size_t kProducerEpoch = 51;
inline constexpr std::size_t kBaseSequence = 53;
inline constexpr std::size_t kRecordCount = 57;
inline constexpr std::size_t kSize = 61;
inline constexpr std::size_t kLengthPrefix = 12; ///< base offset and batch length
} // namespace header

/// The bits of the attributes.
namespace attribute {
inline constexpr std::uint16_t kCodecMask = 0x07;
inline constexpr std::uint16_t kLogAppendTime = 0x08;
inline constexpr std::uint16_t kTransactional = 0x10;
inline constexpr std::uint16_t kControl = 0x20;
inline constexpr std::uint16_t kDeleteHorizon = 0x40;
} // namespace attribute

enum class BatchError : std::uint8_t {
    TooShort, ///< fewer bytes than a header, or than the batch says it has
    OldFormat, ///< message format 0 or 1, as brokers before 0.11 wrote them
    BadMagic, ///< no message format of Kafka's
    BadLength, ///< a length that no batch can have
    BadCrc,
    BadCount, ///< record count, last offset delta and base offset do not fit together
    BadRecord, ///< a record that does not end where it says, or has not the offset it must have
    BadCompression, ///< an unknown codec, or records that are not what the codec writes
    TooLarge, ///< records beyond the limit for what is decompressed
    ControlBatch, ///< a control batch from a producer
    NoSequence, ///< a producer id without a sequence
    BadTimestampType, ///< LogAppendTime from a producer
};

/// Where the timestamps of a batch come from (message.timestamp.type).
enum class TimestampType : std::uint8_t {
    CreateTime, ///< from the producer
    LogAppendTime, ///< from the leader's clock: each record's is the batch's maxTimestamp
};
/// "CreateTime" or "LogAppendTime".
[[nodiscard]] std::string_view timestampTypeName(TimestampType type);

/// `delta` (0 or more) sequences after `base`, which begin again at 0 after 2³¹-1 (Kafka:
/// DefaultRecordBatch.incrementSequence).
[[nodiscard]] Sequence incrementSequence(Sequence base, std::int64_t delta);

/// A whole batch as bytes, read in place. Valid as long as the bytes are. Any bytes can be asked
/// for any field; sums of fields wrap around, as Java's do.
class BatchView {
public:
    /// Takes the batch at the front of `bytes`; what follows it is left alone. Checks magic and
    /// length only: TooShort, OldFormat, BadMagic, BadLength.
    static tl::expected<BatchView, BatchError> at(ByteView bytes);

    [[nodiscard]] ByteView bytes() const { return m_bytes; }
    /// What is behind the header: records, or one compressed stream of them.
    [[nodiscard]] ByteView recordBytes() const { return m_bytes.subspan(header::kSize); }
    [[nodiscard]] Offset baseOffset() const
    {
        return Offset(field<std::int64_t>(header::kBaseOffset));
    }
    [[nodiscard]] LeaderEpoch leaderEpoch() const
    {
        return LeaderEpoch(field<std::int32_t>(header::kLeaderEpoch));
    }
    [[nodiscard]] std::uint32_t crc() const { return field<std::uint32_t>(header::kCrc); }
    [[nodiscard]] bool hasValidCrc() const;

    [[nodiscard]] std::uint16_t attributes() const
    {
        return field<std::uint16_t>(header::kAttributes);
    }
    [[nodiscard]] Codec codec() const { return codecOfId(attributes() & attribute::kCodecMask); }
    [[nodiscard]] TimestampType timestampType() const
    {
        return has(attribute::kLogAppendTime) ? TimestampType::LogAppendTime
                                              : TimestampType::CreateTime;
    }
    [[nodiscard]] bool isTransactional() const { return has(attribute::kTransactional); }
    [[nodiscard]] bool isControl() const { return has(attribute::kControl); }
    [[nodiscard]] bool hasDeleteHorizon() const { return has(attribute::kDeleteHorizon); }
    /// When the cleaner may drop the batch's tombstones and markers, in ms of the wall clock.
    [[nodiscard]] std::optional<std::int64_t> deleteHorizonMs() const
    {
        return hasDeleteHorizon() ? std::optional(baseTimestampMs()) : std::nullopt;
    }

    [[nodiscard]] std::int32_t lastOffsetDelta() const
    {
        return field<std::int32_t>(header::kLastOffsetDelta);
    }
    [[nodiscard]] Offset lastOffset() const { return offsetAt(lastOffsetDelta()); }
    [[nodiscard]] Offset end() const { return offsetAt(std::int64_t{lastOffsetDelta()} + 1); }
    /// The offset of a record with this offset delta.
    [[nodiscard]] Offset offsetAt(std::int64_t delta) const
    {
        return Offset(wrappingSum(baseOffset().value(), delta));
    }
    /// What the records' timestamp deltas count from; the delete horizon where there is one.
    [[nodiscard]] std::int64_t baseTimestampMs() const
    {
        return field<std::int64_t>(header::kBaseTimestamp);
    }
    [[nodiscard]] std::int64_t maxTimestampMs() const
    {
        return field<std::int64_t>(header::kMaxTimestamp);
    }
    /// The timestamp of a record with this timestamp delta: with LogAppendTime the same for all.
    [[nodiscard]] std::int64_t timestampMsAt(std::int64_t delta) const
    {
        return has(attribute::kLogAppendTime) ? maxTimestampMs()
                                              : wrappingSum(baseTimestampMs(), delta);
    }
    [[nodiscard]] ProducerId producerId() const
    {
        return ProducerId(field<std::int64_t>(header::kProducerId));
    }
    [[nodiscard]] bool hasProducerId() const { return producerId() > kNoProducerId; }
    [[nodiscard]] ProducerEpoch producerEpoch() const
    {
        return ProducerEpoch(field<std::int16_t>(header::kProducerEpoch));
    }
    [[nodiscard]] Sequence baseSequence() const
    {
        return Sequence(field<std::int32_t>(header::kBaseSequence));
    }
    /// The sequence of the last record, kNoSequence without a base sequence.
    [[nodiscard]] Sequence lastSequence() const { return sequenceAt(lastOffsetDelta()); }
    /// The sequence of a record with this offset delta, kNoSequence without a base sequence.
    [[nodiscard]] Sequence sequenceAt(std::int64_t delta) const;
    [[nodiscard]] std::int32_t recordCount() const
    {
        return field<std::int32_t>(header::kRecordCount);
    }

    /// What a follower, a consumer and a recovery check, from the header alone: the CRC, a codec
    /// that exists, 0 <= record count <= last offset delta + 1 (fewer after compaction), offsets
    /// that exist.
    [[nodiscard]] tl::expected<void, BatchError> checkIntegrity() const;
    /// The records besides: each decodes, their offset deltas rise and are not beyond the last one,
    /// and nothing is left over.
    [[nodiscard]] tl::expected<void, BatchError> checkRecords() const;
    /// The same through a decompressor that serves many batches.
    [[nodiscard]] tl::expected<void, BatchError> checkRecords(Decompressor& decompressor) const;
    /// Everything that a leader demands of a producer's batch (Kafka: LogValidator): integrity, no
    /// control batch, CreateTime, a sequence with a producer id, at least one record, offset deltas
    /// 0 to n-1, and nothing left over.
    [[nodiscard]] tl::expected<void, BatchError> validate() const;
    [[nodiscard]] tl::expected<void, BatchError> validate(Decompressor& decompressor) const;

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
    [[nodiscard]] static constexpr std::int64_t wrappingSum(std::int64_t a, std::int64_t b)
    {
        return static_cast<std::int64_t>(
            static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
    }
    [[nodiscard]] bool has(std::uint16_t bit) const { return (attributes() & bit) != 0; }

    ByteView m_bytes;
};

/// Writes where the leader puts the batch; neither field is under the CRC.
void stampLeader(std::span<std::uint8_t> batch, Offset baseOffset, LeaderEpoch epoch);

/// Makes `ms` the timestamp of every record (LogAppendTime), with a new CRC.
void stampAppendTime(std::span<std::uint8_t> batch, std::int64_t ms);

} // namespace brokerscope::record
