#pragma once

#include "engine/history/cluster_state.h"

#include <vector>

namespace brokerscope::history {

/// A log as Span describes it: ascending by offset, without overlap, neighbours of one epoch
/// joined.
using Spans = std::vector<Span>;

/// Adds a span at the end of a log. Whatever the log had at or above span.base gives way to it.
void appendSpan(Spans& log, const Span& span);

/// Takes everything at or above `end` out of a log and returns it. Leaves the log's memory alone
/// when there is nothing to take.
Spans cutFrom(Spans& log, Offset end);

/// The part of `wanted` from its base on that the log has under the same epoch; empty when the log
/// does not even have the record at wanted.base.
[[nodiscard]] Span heldPrefix(const Spans& log, const Span& wanted);

[[nodiscard]] bool holds(const Spans& log, Offset offset, LeaderEpoch epoch);

/// A set of records, each named by its offset and leader epoch: unlike a log it may hold the same
/// offset under two epochs.
class RecordSet {
public:
    void insert(const Span& span);
    [[nodiscard]] bool contains(Offset offset, LeaderEpoch epoch) const;
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
