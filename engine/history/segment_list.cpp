#include "engine/history/segment_list.h"

#include <algorithm>
#include <cmath>

namespace brokerscope::history {

namespace {

/// Leaves a segment with a part of its bytes and index entries. Which of them it keeps no event
/// says, so the numbers are good guesses from here on.
void scale(SegmentState& segment, double part)
{
    segment.bytes = static_cast<std::uint64_t>(
        std::llround(static_cast<double>(segment.bytes) * std::clamp(part, 0.0, 1.0)));
    segment.indexEntries
        = static_cast<std::uint32_t>(std::floor(segment.indexEntries * std::clamp(part, 0.0, 1.0)));
    segment.isEstimate = segment.bytes != 0;
}

Segments::iterator lowerBound(Segments& segments, Offset base)
{
    return std::lower_bound(segments.begin(), segments.end(), base,
        [](const SegmentState& segment, Offset wanted) { return segment.base < wanted; });
}

} // namespace

void rollSegment(Segments& segments, Offset base, Timestamp at)
{
    if (base > segments.back().base) {
        SegmentState& active = segments.emplace_back();
        active.base = base;
        active.rolledAt = at;
    }
}

void cutSegments(Segments& segments, Offset from, Offset to)
{
    Offset end = from; // of the last segment
    while (segments.size() > 1 && segments.back().base > to) {
        end = segments.back().base;
        segments.pop_back();
    }
    SegmentState& last = segments.back();
    last.lastIndexed = std::min(last.lastIndexed, to - OffsetDelta(1));
    if (to < end && end > last.base) {
        const auto kept = static_cast<double>((to - last.base).value());
        scale(last, kept / static_cast<double>((end - last.base).value()));
    }
}

void removeSegment(Segments& segments, Offset base, event::SegmentDeletion reason)
{
    const auto found = lowerBound(segments, base);
    if (segments.size() == 1 || found == segments.end() || found->base != base) {
        return;
    }
    if (reason == event::SegmentDeletion::Compacted) {
        if (found == segments.begin()) {
            return; // The smaller one has the same name.
        }
        SegmentState& into = *(found - 1);
        into.bytes += found->bytes;
        into.indexEntries += found->indexEntries;
        into.lastIndexed = std::max(into.lastIndexed, found->lastIndexed);
        into.isEstimate = into.isEstimate || found->isEstimate;
    }
    segments.erase(found);
}

void shrinkSegments(
    Segments& segments, Offset end, std::uint32_t bytesBefore, std::uint32_t bytesAfter)
{
    if (bytesBefore == bytesAfter || bytesBefore == 0) {
        return;
    }
    const double part = static_cast<double>(bytesAfter) / bytesBefore;
    for (auto it = segments.begin(); it + 1 != segments.end() && it->base < end; ++it) {
        scale(*it, part);
    }
}

void noteIndexEntry(SegmentState& segment, Offset offset)
{
    segment.indexEntries = offset > segment.lastIndexed ? segment.indexEntries + 1 : 1;
    segment.lastIndexed = offset;
}

SegmentState* segmentAt(Segments& segments, Offset base)
{
    const auto found = lowerBound(segments, base);
    return found != segments.end() && found->base == base ? &*found : nullptr;
}

} // namespace brokerscope::history
