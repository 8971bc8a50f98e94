#pragma once

#include "engine/base/bytes.h"
#include "engine/base/ids.h"
#include "engine/record/record_reader.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <string_view>

namespace brokerscope::record {

/// What a record of a control batch is: the type in its key (Kafka: ControlRecordType). All but the
/// first two stand in KRaft's metadata log only.
enum class ControlType : std::int16_t {
    Abort = 0,
    Commit = 1,
    LeaderChange = 2,
    SnapshotHeader = 3,
    SnapshotFooter = 4,
    KraftVersion = 5,
    KraftVoters = 6,
    Unknown = -1, ///< of a later Kafka
};

/// "ABORT", "COMMIT", "LEADER_CHANGE", …, "UNKNOWN".
[[nodiscard]] std::string_view controlTypeName(ControlType type);

/// The type of a control record; BadRecord when its key is none.
[[nodiscard]] tl::expected<ControlType, BatchError> controlTypeOf(const RecordView& record);

/// How a transaction ended (Kafka: EndTransactionMarker). `type` is Abort or Commit.
struct EndTxnMarker {
    ControlType type = ControlType::Abort;
    std::int32_t coordinatorEpoch = 0;
    bool operator==(const EndTxnMarker&) const = default;
};

/// The marker that a control record is; BadRecord when it is none.
[[nodiscard]] tl::expected<EndTxnMarker, BatchError> endTxnMarkerOf(const RecordView& record);

/// The batch of 78 bytes that the leader writes into its log to end a producer's transaction
/// (Kafka: MemoryRecords.withEndTransactionMarker).
[[nodiscard]] Bytes endTxnMarkerBatch(ProducerId id, ProducerEpoch epoch, EndTxnMarker marker,
    std::int64_t timestampMs, Offset baseOffset = Offset(0), LeaderEpoch leaderEpoch = kNoEpoch);

} // namespace brokerscope::record
