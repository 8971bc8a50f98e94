#pragma once

#include "engine/base/bytes.h"
#include "engine/base/ids.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <vector>

/// The .snapshot files: what a log knows of its producers at the offset in the file's name (Kafka:
/// ProducerStateManager.writeSnapshot and readSnapshot, version 1).
namespace brokerscope::log {

/// One producer. Of its last batches only the last one is kept; without any, sequence and offset
/// are -1.
struct ProducerSnapshot {
    ProducerId producer = kNoProducerId;
    ProducerEpoch epoch = kNoProducerEpoch;
    Sequence lastSequence = kNoSequence;
    Offset lastOffset = kNoOffset; ///< of its last record
    std::int32_t offsetDelta = 0; ///< from the first record of the last batch to its last
    std::int64_t timestampMs = -1; ///< of its last batch or marker
    std::int32_t coordinatorEpoch = -1; ///< of the last marker
    Offset transactionStart = kNoOffset; ///< first offset of its open transaction
    bool operator==(const ProducerSnapshot&) const = default;
};

struct SnapshotError {
    enum class Kind : std::uint8_t { Version, Crc, Length };
    Kind kind = Kind::Length;
    std::int64_t expected = 0; ///< version, CRC or bytes of the file
    std::int64_t found = 0;
    bool operator==(const SnapshotError&) const = default;
};

/// The bytes of the file; the producers in the order given.
[[nodiscard]] Bytes encodeSnapshot(const std::vector<ProducerSnapshot>& producers);
/// The producers in the order of the file.
[[nodiscard]] tl::expected<std::vector<ProducerSnapshot>, SnapshotError> decodeSnapshot(
    ByteView bytes);

} // namespace brokerscope::log
