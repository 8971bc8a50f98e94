#include "engine/log/producer_snapshot.h"

#include "engine/record/crc32c.h"

namespace brokerscope::log {

namespace {

constexpr std::int16_t kVersion = 1;
constexpr std::size_t kCrcAt = 2; ///< of everything behind the CRC itself
constexpr std::size_t kCountAt = 6;
constexpr std::size_t kHeaderSize = 10;

/// Where an entry's fields stand within it.
namespace entry {
constexpr std::size_t kProducer = 0;
constexpr std::size_t kEpoch = 8;
constexpr std::size_t kLastSequence = 10;
constexpr std::size_t kLastOffset = 14;
constexpr std::size_t kOffsetDelta = 22;
constexpr std::size_t kTimestamp = 26;
constexpr std::size_t kCoordinatorEpoch = 34;
constexpr std::size_t kTransactionStart = 38;
constexpr std::size_t kSize = 46;
} // namespace entry

void writeEntry(std::span<std::uint8_t> out, const ProducerSnapshot& producer)
{
    writeBigEndian(out, entry::kProducer, producer.producer.value());
    writeBigEndian(out, entry::kEpoch, producer.epoch.value());
    writeBigEndian(out, entry::kLastSequence, producer.lastSequence.value());
    writeBigEndian(out, entry::kLastOffset, producer.lastOffset.value());
    writeBigEndian(out, entry::kOffsetDelta, producer.offsetDelta);
    writeBigEndian(out, entry::kTimestamp, producer.timestampMs);
    writeBigEndian(out, entry::kCoordinatorEpoch, producer.coordinatorEpoch);
    writeBigEndian(out, entry::kTransactionStart, producer.transactionStart.value());
}

ProducerSnapshot readEntry(ByteView bytes)
{
    return {ProducerId(readBigEndian<std::int64_t>(bytes, entry::kProducer)),
        ProducerEpoch(readBigEndian<std::int16_t>(bytes, entry::kEpoch)),
        Sequence(readBigEndian<std::int32_t>(bytes, entry::kLastSequence)),
        Offset(readBigEndian<std::int64_t>(bytes, entry::kLastOffset)),
        readBigEndian<std::int32_t>(bytes, entry::kOffsetDelta),
        readBigEndian<std::int64_t>(bytes, entry::kTimestamp),
        readBigEndian<std::int32_t>(bytes, entry::kCoordinatorEpoch),
        Offset(readBigEndian<std::int64_t>(bytes, entry::kTransactionStart))};
}

} // namespace

Bytes encodeSnapshot(const std::vector<ProducerSnapshot>& producers)
{
    Bytes bytes(kHeaderSize + producers.size() * entry::kSize);
    const std::span<std::uint8_t> out(bytes);
    writeBigEndian(out, 0, kVersion);
    writeBigEndian(out, kCountAt, static_cast<std::int32_t>(producers.size()));
    for (std::size_t i = 0; i < producers.size(); ++i) {
        writeEntry(out.subspan(kHeaderSize + i * entry::kSize, entry::kSize), producers[i]);
    }
    writeBigEndian(out, kCrcAt, record::crc32c(ByteView(bytes).subspan(kCountAt)));
    return bytes;
}

tl::expected<std::vector<ProducerSnapshot>, SnapshotError> decodeSnapshot(ByteView bytes)
{
    using Kind = SnapshotError::Kind;
    const auto size = static_cast<std::int64_t>(bytes.size());
    if (bytes.size() < kHeaderSize) {
        return tl::unexpected(SnapshotError{Kind::Length, kHeaderSize, size});
    }
    if (const auto version = readBigEndian<std::int16_t>(bytes, 0); version != kVersion) {
        return tl::unexpected(SnapshotError{Kind::Version, kVersion, version});
    }
    const auto crc = readBigEndian<std::uint32_t>(bytes, kCrcAt);
    if (const std::uint32_t actual = record::crc32c(bytes.subspan(kCountAt)); actual != crc) {
        return tl::unexpected(SnapshotError{Kind::Crc, crc, actual});
    }
    const std::int64_t count = readBigEndian<std::int32_t>(bytes, kCountAt);
    const std::int64_t wanted
        = static_cast<std::int64_t>(kHeaderSize) + count * static_cast<std::int64_t>(entry::kSize);
    if (count < 0 || wanted != size) {
        return tl::unexpected(SnapshotError{Kind::Length, wanted, size});
    }
    std::vector<ProducerSnapshot> producers;
    producers.reserve(static_cast<std::size_t>(count));
    for (std::size_t at = kHeaderSize; at < bytes.size(); at += entry::kSize) {
        producers.push_back(readEntry(bytes.subspan(at, entry::kSize)));
    }
    return producers;
}

} // namespace brokerscope::log
