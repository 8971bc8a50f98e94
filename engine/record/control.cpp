#include "engine/record/control.h"

#include "engine/record/batch_builder.h"

#include <array>

namespace brokerscope::record {

namespace {

// The version that a key and a value begin with; later ones only add fields behind ours.
constexpr std::size_t kTypeAt = 2;
constexpr std::size_t kKeySize = 4;
constexpr std::size_t kCoordinatorEpochAt = 2;
constexpr std::size_t kValueSize = 6;

bool hasVersionAnd(const std::optional<ByteView>& bytes, std::size_t size)
{
    return bytes && bytes->size() >= size && readBigEndian<std::int16_t>(*bytes, 0) >= 0;
}

} // namespace

std::string_view controlTypeName(ControlType type)
{
    switch (type) {
    case ControlType::Abort:
        return "ABORT";
    case ControlType::Commit:
        return "COMMIT";
    case ControlType::LeaderChange:
        return "LEADER_CHANGE";
    case ControlType::SnapshotHeader:
        return "SNAPSHOT_HEADER";
    case ControlType::SnapshotFooter:
        return "SNAPSHOT_FOOTER";
    case ControlType::KraftVersion:
        return "KRAFT_VERSION";
    case ControlType::KraftVoters:
        return "KRAFT_VOTERS";
    case ControlType::Unknown:
        return "UNKNOWN";
    }
    return {};
}

tl::expected<ControlType, BatchError> controlTypeOf(const RecordView& record)
{
    if (!hasVersionAnd(record.key, kKeySize)) {
        return tl::unexpected(BatchError::BadRecord);
    }
    const auto type = readBigEndian<std::int16_t>(*record.key, kTypeAt);
    const bool isKnown = type >= static_cast<std::int16_t>(ControlType::Abort)
        && type <= static_cast<std::int16_t>(ControlType::KraftVoters);
    return isKnown ? static_cast<ControlType>(type) : ControlType::Unknown;
}

tl::expected<EndTxnMarker, BatchError> endTxnMarkerOf(const RecordView& record)
{
    const auto type = controlTypeOf(record);
    const bool ends = type && (*type == ControlType::Abort || *type == ControlType::Commit);
    if (!ends || !hasVersionAnd(record.value, kValueSize)) {
        return tl::unexpected(BatchError::BadRecord);
    }
    return EndTxnMarker{*type, readBigEndian<std::int32_t>(*record.value, kCoordinatorEpochAt)};
}

Bytes endTxnMarkerBatch(ProducerId id, ProducerEpoch epoch, EndTxnMarker marker,
    std::int64_t timestampMs, Offset baseOffset, LeaderEpoch leaderEpoch)
{
    std::array<std::uint8_t, kKeySize> key{};
    writeBigEndian(std::span<std::uint8_t>(key), kTypeAt, static_cast<std::int16_t>(marker.type));
    std::array<std::uint8_t, kValueSize> value{};
    writeBigEndian(std::span<std::uint8_t>(value), kCoordinatorEpochAt, marker.coordinatorEpoch);

    BatchBuilder::Options options;
    options.isTransactional = true;
    options.isControl = true;
    options.baseOffset = baseOffset;
    options.leaderEpoch = leaderEpoch;
    options.producerId = id;
    options.producerEpoch = epoch;
    BatchBuilder builder(options);
    builder.append(Record{textOf(key), textOf(value), timestampMs});
    return builder.finish();
}

} // namespace brokerscope::record
