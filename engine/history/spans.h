#pragma once

#include "engine/history/cluster_state.h"

#include <vector>

namespace brokerscope::history {

/// A log as Span describes it: ascending by offset, without overlap, neighbours of one epoch
/// joined. There are holes in it where records were compacted away.
using Spans = std::vector<Span>;

/// The first span of the log that ends beyond the offset.
[[nodiscard]] Spans::const_iterator spanAt(const Spans& log, Offset offset);

/// Adds a span at the end of a log. Whatever the log had at or above span.base gives way to it.
void appendSpan(Spans& log, const Span& span);

/// Takes everything at or above `end` out of a log and returns it. Leaves the log's memory alone
/// when there is nothing to take.
Spans cutFrom(Spans& log, Offset end);

/// Takes everything in [from, to) out of a log and returns it; what stands behind stays where it
/// is.
Spans cutOut(Spans& log, Offset from, Offset to);

/// The part of `wanted` from its base on that the log has under the same epoch; empty when the log
/// does not even have the record at wanted.base.
[[nodiscard]] Span heldPrefix(const Spans& log, const Span& wanted);

[[nodiscard]] bool holds(const Spans& log, Offset offset, LeaderEpoch epoch);

/// A set of records, each named by its offset and leader epoch: unlike a log it may hold the same
/// offset under two epochs.
class RecordSet {
public:
    void insert(const Span& span);
    /// Takes out everything at or above `from`, of every epoch.
    void removeFrom(Offset from);
    [[nodiscard]] bool contains(Offset offset, LeaderEpoch epoch) const;
    /// The part of `wanted` from its base on that is in the set; empty when the record at
    /// wanted.base is not.
    [[nodiscard]] Span prefix(const Span& wanted) const;
    /// The parts of `span` that are in the set, ascending.
    [[nodiscard]] Spans within(const Span& span) const;
    /// The parts of `span` that are not, ascending.
    [[nodiscard]] Spans missing(const Span& span) const;
    [[nodiscard]] const Spans& spans() const { return m_spans; }

private:
    [[nodiscard]] Spans::const_iterator firstTouching(const Span& span) const;

    Spans m_spans; // ascending by epoch, then offset; disjoint
};

} // namespace brokerscope::history
