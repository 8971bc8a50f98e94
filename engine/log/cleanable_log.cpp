#include "engine/log/cleaner.h"

#include <algorithm>

namespace brokerscope::log {

namespace {

using Segments = std::span<const std::unique_ptr<Segment>>;

/// Index of the segment that `offset` lies in: the last one whose base is not beyond it.
std::size_t segmentOf(Segments segments, Offset offset)
{
    const auto next = std::upper_bound(segments.begin(), segments.end(), offset,
        [](Offset wanted, const std::unique_ptr<Segment>& segment) {
            return wanted < segment->base();
        });
    return next == segments.begin() ? 0 : static_cast<std::size_t>(next - segments.begin() - 1);
}

std::int64_t bytesOf(Segments segments)
{
    std::int64_t bytes = 0;
    for (const std::unique_ptr<Segment>& segment : segments) {
        bytes += static_cast<std::int64_t>(segment->size());
    }
    return bytes;
}

/// How many of the segments are old enough, from the first on.
tl::expected<std::size_t, sim::IoError> oldEnough(
    Segments segments, std::int64_t minCompactionLagMs, std::int64_t nowMs)
{
    if (minCompactionLagMs <= 0) {
        return segments.size();
    }
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const auto largest = segments[i]->largestTimestamp();
        if (!largest) {
            return tl::unexpected(largest.error());
        }
        if (largest->timestampMs > nowMs - minCompactionLagMs) {
            return i;
        }
    }
    return segments.size();
}

/// Whether a first batch of one of the segments is older than max.compaction.lag.ms.
tl::expected<bool, sim::IoError> isOverdue(
    Segments segments, std::int64_t maxCompactionLagMs, std::int64_t nowMs)
{
    if (maxCompactionLagMs == kUnlimited) {
        return false;
    }
    for (const std::unique_ptr<Segment>& segment : segments) {
        const auto first = segment->headers().next();
        if (!first) {
            return tl::unexpected(first.error());
        }
        if (*first && (*first)->maxTimestampMs > 0
            && (*first)->maxTimestampMs < nowMs - std::max<std::int64_t>(maxCompactionLagMs, 0)) {
            return true;
        }
    }
    return false;
}

} // namespace

tl::expected<CleanableLog, sim::IoError> Cleaner::cleanable(
    const Log& log, Offset firstDirty, Offset highWatermark, std::int64_t nowMs)
{
    CleanableLog found;
    found.minDirtyRatio = log.config().minCleanableDirtyRatio;
    const bool isValid = firstDirty >= log.logStart() && firstDirty <= log.logEnd();
    found.firstDirty = isValid ? firstDirty : log.logStart();

    const Segments all(log.segments());
    const Segments inactive = all.first(all.size() - 1);
    const std::size_t firstDirtySegment
        = std::min(segmentOf(all, found.firstDirty), inactive.size());
    const Segments dirty = inactive.subspan(firstDirtySegment);
    const auto aged = oldEnough(dirty, log.config().minCompactionLagMs, nowMs);
    if (!aged) {
        return tl::unexpected(aged.error());
    }
    // Only whole segments: the one that the LSO lies in must not be touched.
    const std::size_t stable
        = std::min(segmentOf(all, log.lastStableOffset(highWatermark)), inactive.size());
    const std::size_t end = std::min(firstDirtySegment + *aged, stable);
    found.firstUncleanable = all[end]->base();

    const auto clean = std::find_if(all.begin(), all.end(),
        [&found](const auto& segment) { return segment->base() >= found.firstDirty; });
    found.cleanBytes = bytesOf(Segments(all.begin(), clean));
    const std::size_t begin = std::min(firstDirtySegment, end);
    found.dirtyBytes = bytesOf(all.subspan(begin, end - begin));
    const auto overdue = isOverdue(dirty, log.config().maxCompactionLagMs, nowMs);
    if (!overdue) {
        return tl::unexpected(overdue.error());
    }
    found.isOverdue = *overdue;
    return found;
}

std::optional<std::size_t> Cleaner::dirtiest(std::span<const CleanableLog> logs)
{
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < logs.size(); ++i) {
        if (logs[i].isDue() && (!found || logs[i].dirtyRatio() > logs[*found].dirtyRatio())) {
            found = i;
        }
    }
    return found;
}

} // namespace brokerscope::log
