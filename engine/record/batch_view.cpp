#include "engine/record/batch_view.h"

#include "engine/record/crc32c.h"
#include "engine/record/record_reader.h"

#include <limits>

namespace brokerscope::record {

namespace {

constexpr std::int8_t kMagic2 = 2;
/// The smallest message of formats 0 and 1, which have their magic in the same place (Kafka:
/// LegacyRecord.RECORD_OVERHEAD_V0).
constexpr std::int32_t kSmallestOldMessage = 14;
constexpr auto kSmallestLength = static_cast<std::int32_t>(header::kSize - header::kLengthPrefix);

std::uint32_t crcOf(ByteView batch)
{
    return crc32c(batch.subspan(header::kAttributes));
}

enum class Deltas : std::uint8_t {
    Rising, ///< with gaps where records were taken out
    Dense, ///< 0 to n-1
};

/// Walks over the records to see that each of them decodes and has the offset that it may have.
tl::expected<void, BatchError> walk(
    const BatchView& batch, Decompressor& decompressor, Deltas deltas)
{
    RecordReader reader(batch, decompressor);
    std::int64_t last = -1;
    while (!reader.atEnd()) {
        const auto record = reader.next();
        if (!record) {
            return tl::unexpected(record.error());
        }
        const std::int64_t delta = record->offsetDelta;
        const bool fits = deltas == Deltas::Dense
            ? delta == last + 1
            : delta > last && delta <= batch.lastOffsetDelta();
        if (!fits) {
            return tl::unexpected(BatchError::BadRecord);
        }
        last = delta;
    }
    if (reader.leftOver() > 0) {
        return tl::unexpected(BatchError::BadRecord);
    }
    return {};
}

} // namespace

std::string_view timestampTypeName(TimestampType type)
{
    switch (type) {
    case TimestampType::CreateTime:
        return "CreateTime";
    case TimestampType::LogAppendTime:
        return "LogAppendTime";
    }
    return {};
}

Sequence incrementSequence(Sequence base, std::int64_t delta)
{
    constexpr std::int64_t kSequences = std::int64_t{std::numeric_limits<std::int32_t>::max()} + 1;
    return Sequence(static_cast<std::int32_t>((base.value() + delta) % kSequences));
}

tl::expected<BatchView, BatchError> BatchView::at(ByteView bytes)
{
    if (bytes.size() <= header::kMagic) {
        return tl::unexpected(BatchError::TooShort);
    }
    const auto magic = readBigEndian<std::int8_t>(bytes, header::kMagic);
    const auto length = readBigEndian<std::int32_t>(bytes, header::kBatchLength);
    if (magic == 0 || magic == 1) {
        // Zeros, which a crash can leave behind the last batch, are no old message.
        return tl::unexpected(
            length < kSmallestOldMessage ? BatchError::BadLength : BatchError::OldFormat);
    }
    if (magic != kMagic2) {
        return tl::unexpected(BatchError::BadMagic);
    }
    if (length < kSmallestLength) {
        return tl::unexpected(BatchError::BadLength);
    }
    if (bytes.size() < header::kSize
        || static_cast<std::size_t>(length) > bytes.size() - header::kLengthPrefix) {
        return tl::unexpected(BatchError::TooShort);
    }
    return BatchView(bytes.first(header::kLengthPrefix + static_cast<std::size_t>(length)));
}

bool BatchView::hasValidCrc() const
{
    return crcOf(m_bytes) == crc();
}

Sequence BatchView::sequenceAt(std::int64_t delta) const
{
    const Sequence base = baseSequence();
    return base == kNoSequence ? kNoSequence : incrementSequence(base, delta);
}

tl::expected<void, BatchError> BatchView::checkIntegrity() const
{
    if (!hasValidCrc()) {
        return tl::unexpected(BatchError::BadCrc);
    }
    if (codec() == Codec::Unknown) {
        return tl::unexpected(BatchError::BadCompression);
    }
    const std::int64_t offsets = std::int64_t{lastOffsetDelta()} + 1;
    if (offsets < 1 || recordCount() < 0 || recordCount() > offsets || baseOffset() < Offset(0)
        || end() < baseOffset()) {
        return tl::unexpected(BatchError::BadCount);
    }
    return {};
}

tl::expected<void, BatchError> BatchView::checkRecords() const
{
    Decompressor decompressor;
    return checkRecords(decompressor);
}

tl::expected<void, BatchError> BatchView::checkRecords(Decompressor& decompressor) const
{
    if (auto intact = checkIntegrity(); !intact) {
        return intact;
    }
    return walk(*this, decompressor, Deltas::Rising);
}

tl::expected<void, BatchError> BatchView::validate() const
{
    Decompressor decompressor;
    return validate(decompressor);
}

tl::expected<void, BatchError> BatchView::validate(Decompressor& decompressor) const
{
    if (auto intact = checkIntegrity(); !intact) {
        return intact;
    }
    if (recordCount() == 0 || lastOffsetDelta() != recordCount() - 1) {
        return tl::unexpected(BatchError::BadCount);
    }
    if (isControl()) {
        return tl::unexpected(BatchError::ControlBatch);
    }
    if (timestampType() != TimestampType::CreateTime) {
        return tl::unexpected(BatchError::BadTimestampType);
    }
    if (hasProducerId() && baseSequence() < Sequence(0)) {
        return tl::unexpected(BatchError::NoSequence);
    }
    return walk(*this, decompressor, Deltas::Dense);
}

void stampLeader(std::span<std::uint8_t> batch, Offset baseOffset, LeaderEpoch epoch)
{
    writeBigEndian(batch, header::kBaseOffset, baseOffset.value());
    writeBigEndian(batch, header::kLeaderEpoch, epoch.value());
}

void stampAppendTime(std::span<std::uint8_t> batch, std::int64_t ms)
{
    const auto attributes = readBigEndian<std::uint16_t>(batch, header::kAttributes);
    writeBigEndian(batch, header::kAttributes,
        static_cast<std::uint16_t>(attributes | attribute::kLogAppendTime));
    writeBigEndian(batch, header::kMaxTimestamp, ms);
    writeBigEndian(batch, header::kCrc, crcOf(batch));
}

} // namespace brokerscope::record
