#pragma once

#include "views/run_view.h"

#include <QString>

namespace brokerscope::views {

/// The events of a run that say where a batch in a broker's log came from.
struct BatchOrigin {
    NodeId producer = kNoNode; ///< kNoNode: no producer's, or not known
    EventId appended = kNoEvent; ///< when the broker wrote it
    EventId flushed = kNoEvent; ///< the first fsync after that; kNoEvent: none in the whole run
    bool operator==(const BatchOrigin&) const = default;
};

/// A batch in the log of one broker.
struct BatchPlace {
    NodeId broker = kNoNode;
    PartitionId partition = kNoPartition;
    Offset base = kNoOffset;
    Offset last = kNoOffset;
    LeaderEpoch epoch = kNoEpoch;
    bool operator==(const BatchPlace&) const = default;
};

[[nodiscard]] BatchOrigin originOf(const RunView& run, const BatchPlace& place);

/// "written by p1 · in the file since 00:01.204 118, not fsynced yet"
[[nodiscard]] QString originText(const Scene& scene, const BatchOrigin& origin);

} // namespace brokerscope::views
