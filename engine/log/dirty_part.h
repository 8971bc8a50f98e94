#pragma once

#include "engine/log/log.h"
#include "engine/log/offset_map.h"
#include "engine/record/batch_view.h"

#include <tl/expected.hpp>

#include <optional>

namespace brokerscope::log {

/// Why the cleaner ended a pass before its end.
struct CleaningStop {
    std::optional<sim::IoError> error; ///< of the disk
    Offset broken = kNoOffset; ///< without one, the batch that is not what a batch must be

    static tl::unexpected<CleaningStop> at(sim::IoError error);
    static tl::unexpected<CleaningStop> at(const record::BatchView& broken);
};

/// Reads the keys of the records in [from, end) into the map, except those of aborted transactions,
/// until the map is full; map.latest() says how far it got (Kafka: Cleaner.buildOffsetMap). `end`
/// must be the base of a segment.
tl::expected<void, CleaningStop> readDirtyPart(
    const Log& log, Offset from, Offset end, OffsetMap& map);

} // namespace brokerscope::log
