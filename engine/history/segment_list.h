#pragma once

#include "engine/history/cluster_state.h"

#include <vector>

namespace brokerscope::history {

/// The segments of one replica, as ReplicaState has them: ascending by base, never empty.
using Segments = std::vector<SegmentState>;

/// A new active segment begins at `base`, which lies beyond all others; elsewhere nothing happens.
void rollSegment(Segments& segments, Offset base, Timestamp at);

/// The log ended at `from` and now ends at `to`: segments that begin beyond `to` go, the one that
/// is cut through keeps about its share of bytes.
void cutSegments(Segments& segments, Offset from, Offset to);

/// The segment at `base` is gone. One that the cleaner merged leaves what it had to the one before.
void removeSegment(Segments& segments, Offset base, event::SegmentDeletion reason);

/// What lies before `end`, the active segment left out, takes `after` bytes of its `before` now.
void shrinkSegments(
    Segments& segments, Offset end, std::uint32_t bytesBefore, std::uint32_t bytesAfter);

/// An entry went into the segment's index. The entries of an index ascend, so one that does not
/// begins an index that is being rebuilt.
void noteIndexEntry(SegmentState& segment, Offset offset);

/// The segment that begins at `base`, or nullptr.
[[nodiscard]] SegmentState* segmentAt(Segments& segments, Offset base);

} // namespace brokerscope::history
