#pragma once

#include "engine/base/ids.h"
#include "engine/inspect/directory.h"

#include <QString>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace brokerscope::views {

/// A log whose files are looked into: a replica of a run at one moment, or a partition's directory
/// of a real Kafka. A default-made one shows nothing.
struct ShownLog {
    std::shared_ptr<sim::FileReader> files; ///< used by one thread at a time
    inspect::PartitionFiles partition;
    QString name; ///< "orders-0 on b2"
    std::optional<std::int64_t> segmentBytes; ///< segment.bytes, where it is known
    std::optional<std::int64_t> indexIntervalBytes; ///< index.interval.bytes, where it is known
    Offset logStart = kNoOffset; ///< kNoOffset here and below: not known
    Offset highWatermark = kNoOffset;
    Offset recoveryPoint = kNoOffset; ///< everything before it was fsynced
    std::map<std::string, std::uint64_t> durableBytes; ///< of .log files: what a power loss leaves;
                                                       ///< empty: not known
    bool isOfRun = false; ///< virtual times mean something
    [[nodiscard]] explicit operator bool() const { return files != nullptr; }
};

} // namespace brokerscope::views
