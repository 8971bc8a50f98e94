#pragma once

#include "engine/base/bytes.h"
#include "engine/base/ids.h"
#include "engine/record/batch.h"
#include "engine/sim/storage.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace brokerscope::views {

/// Bytes [begin, end).
struct ByteRange {
    std::size_t begin = 0;
    std::size_t end = 0;
    [[nodiscard]] std::size_t size() const { return end - begin; }
    bool operator==(const ByteRange&) const = default;
};

/// The fields of a batch's header in their order, and what follows them.
enum class BatchField : std::uint8_t {
    BaseOffset,
    BatchLength,
    PartitionLeaderEpoch,
    Magic,
    Crc,
    Attributes,
    LastOffsetDelta,
    BaseTimestamp,
    MaxTimestamp,
    ProducerId,
    ProducerEpoch,
    BaseSequence,
    RecordCount,
    Records,
};
inline constexpr std::size_t kBatchFields = 14;

/// Kafka's name of the field: "baseOffset".
[[nodiscard]] std::string_view fieldName(BatchField field);
/// Where a field of the header stands. Must not be asked for Records.
[[nodiscard]] ByteRange fieldBytes(BatchField field);

struct ShownHeader {
    std::string key;
    std::optional<Bytes> value; ///< nullopt is null
    bool operator==(const ShownHeader&) const = default;
};

/// A record taken out of its batch.
struct ShownRecord {
    Offset offset;
    std::int64_t timestampMs = 0;
    std::int64_t timestampDelta = 0; ///< ms after the batch's base timestamp
    std::optional<Bytes> key; ///< nullopt is null
    std::optional<Bytes> value;
    std::vector<ShownHeader> headers;
    ByteRange bytes; ///< within BatchContent::section
    bool operator==(const ShownRecord&) const = default;
};

/// One batch with everything in it.
struct BatchContent {
    std::string file;
    std::uint64_t position = 0; ///< in the file
    Bytes bytes; ///< as they lie there
    std::uint32_t computedCrc = 0;
    bool isCompressed = false;
    bool isUnpacked = true; ///< false: the records section could not be decompressed
    Bytes section; ///< the records, decompressed where they are compressed
    std::vector<ShownRecord> records;
    bool isBroken = false; ///< not as many records as the header says could be read

    /// The bytes as a batch, in place.
    [[nodiscard]] record::BatchView view() const { return *record::BatchView::at(bytes); }
    [[nodiscard]] bool hasValidCrc() const { return view().crc() == computedCrc; }
    /// The number in a field of the header. Must not be asked for Records.
    [[nodiscard]] std::int64_t number(BatchField field) const;
    /// Index into records, or nullopt.
    [[nodiscard]] std::optional<std::size_t> recordAt(Offset offset) const;
    bool operator==(const BatchContent&) const = default;
};

/// Reads the batch at `position` of a .log file. nullopt when none begins there.
[[nodiscard]] std::optional<BatchContent> readBatch(
    sim::FileReader& files, const std::string& path, std::uint64_t position);

} // namespace brokerscope::views
