#pragma once

#include "engine/base/ids.h"
#include "engine/inspect/problem.h"
#include "engine/sim/storage.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace brokerscope::inspect {

/// The files of one segment. A path is empty when there is no such file.
struct SegmentFiles {
    Offset base;
    std::string log; ///< path below the reader's root
    std::string index;
    std::string timeIndex;
    std::string txnIndex;
    std::uint64_t logBytes = 0;
    std::uint64_t indexBytes = 0;
    std::uint64_t timeIndexBytes = 0;
    bool operator==(const SegmentFiles&) const = default;
};

/// The directory of one partition, "orders-0", as it lies on a disk.
struct PartitionFiles {
    std::string directory; ///< path below the reader's root; empty when the root itself is it
    std::string topic; ///< empty when the name does not say it
    std::int32_t number = -1;
    std::vector<SegmentFiles> segments; ///< ascending; the last one is active
    std::vector<std::string> snapshots; ///< ascending
    std::string epochCheckpoint; ///< leader-epoch-checkpoint
    std::string metadata; ///< partition.metadata
    std::vector<std::string>
        others; ///< .deleted, .cleaned, .swap, indexes without a log and unknown files
    bool operator==(const PartitionFiles&) const = default;
};

/// A data directory (Kafka: log.dirs) or a part of one.
struct DataDirectory {
    std::vector<PartitionFiles>
        partitions; ///< by topic name and number, Kafka's own topics ("__…") last
    std::vector<std::string> checkpoints; ///< recovery-point-offset-checkpoint and its like
    std::string metaProperties; ///< meta.properties
    bool isCleanlyClosed = false; ///< .kafka_cleanshutdown is there
    bool operator==(const DataDirectory&) const = default;
};

/// What lies below `prefix` ("" for everything the reader has): a data directory, or one
/// partition's directory. NotADirectory when no log is there. Reads names and sizes only.
[[nodiscard]] tl::expected<DataDirectory, Problem> readDirectory(
    sim::FileReader& files, std::string_view prefix = {});

/// What a file is, by its name alone.
enum class FileKind : std::uint8_t {
    Log,
    OffsetIndex,
    TimeIndex,
    TxnIndex,
    Snapshot,
    EpochCheckpoint, ///< leader-epoch-checkpoint
    PartitionMetadata, ///< partition.metadata
    OffsetCheckpoint, ///< recovery-point-offset-checkpoint and its like
    MetaProperties,
    Unknown,
};
[[nodiscard]] FileKind fileKind(std::string_view name);
/// The base offset in a name such as 00000000000000000085.index; nullopt when it begins otherwise.
[[nodiscard]] std::optional<Offset> baseInName(std::string_view name);
/// What stands behind the last '/'.
[[nodiscard]] std::string_view bareName(std::string_view path);
/// The files beside `logPath` that belong to the same segment.
[[nodiscard]] SegmentFiles segmentOf(sim::FileReader& files, std::string_view logPath);

} // namespace brokerscope::inspect
