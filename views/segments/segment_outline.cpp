#include "views/segments/segment_outline.h"

#include "engine/inspect/segment_scan.h"

#include <algorithm>
#include <limits>

namespace brokerscope::views {

namespace {

BatchHead headOf(const inspect::FoundBatch& found)
{
    const record::BatchView& view = found.view;
    BatchHead head;
    head.position = found.position;
    head.size = static_cast<std::uint32_t>(view.bytes().size());
    head.base = view.baseOffset();
    head.last = view.lastOffset();
    head.records = view.recordCount();
    head.epoch = view.leaderEpoch();
    head.isControl = view.isControl();
    head.hasValidCrc = found.hasValidCrc;
    return head;
}

void noteGaps(SegmentOutline& outline, const BatchRun& run, std::optional<Offset> next)
{
    Offset expected = outline.files.base;
    for (const BatchHead& head : run.batches) {
        if (head.base > expected) {
            outline.gaps.push_back({expected, head.base, head.position});
        }
        outline.recordsRemoved
            += std::max<std::int64_t>(0, (head.last - head.base).value() + 1 - head.records);
        expected = head.last + OffsetDelta(1);
    }
    if (next && !run.problem && *next > expected) {
        outline.gaps.push_back({expected, *next, run.end});
    }
}

/// Where offsets lie, for a drawing a few hundred pixels wide.
void noteAnchors(SegmentOutline& outline, const std::vector<BatchHead>& batches)
{
    constexpr std::size_t kAnchors = 1024;
    const std::size_t step = batches.size() / kAnchors + 1;
    for (std::size_t i = 0; i < batches.size(); i += step) {
        outline.anchors.push_back(
            {batches[i].base, static_cast<std::uint32_t>(batches[i].position)});
    }
}

/// Of a segment that is too large to be read wholly.
void takeEndFromTail(SegmentOutline& outline, sim::FileReader& files, std::optional<Offset> next)
{
    outline.anchors = outline.index;
    if (next) {
        outline.end = *next;
        return;
    }
    constexpr std::size_t kTail = 4096;
    const BatchRun tail
        = readBatches(files, outline.files, scanStart(outline, outline.files.logBytes), kTail);
    outline.end
        = tail.batches.empty() ? outline.files.base : tail.batches.back().last + OffsetDelta(1);
    if (!outline.problem) {
        outline.problem = tail.problem;
    }
}

void readIndexes(SegmentOutline& outline, sim::FileReader& files)
{
    const inspect::SegmentFiles& segment = outline.files;
    if (!segment.index.empty()) {
        if (auto entries = inspect::readOffsetIndex(files, segment.index, segment.base)) {
            outline.index = std::move(*entries);
        } else {
            outline.problem = entries.error();
        }
    }
    if (!segment.timeIndex.empty()) {
        if (auto entries = inspect::readTimeIndex(files, segment.timeIndex, segment.base)) {
            outline.timeIndex = std::move(*entries);
        } else if (!outline.problem) {
            outline.problem = entries.error();
        }
    }
}

} // namespace

BatchRun readBatches(sim::FileReader& files, const inspect::SegmentFiles& segment,
    std::uint64_t position, std::size_t count)
{
    BatchRun run;
    run.begin = position;
    run.end = position;
    const auto file = files.find(segment.log);
    if (!file) {
        run.problem = inspect::Problem{inspect::ProblemKind::Unreadable, segment.log};
        return run;
    }
    inspect::SegmentScan scan(files, *file, segment.log, position);
    while (run.batches.size() < count) {
        const auto found = scan.next();
        if (!found) {
            run.problem = found.error();
            break;
        }
        if (!*found) {
            break;
        }
        run.batches.push_back(headOf(**found));
        run.end = scan.position();
    }
    return run;
}

std::uint64_t scanStart(const SegmentOutline& segment, std::uint64_t position)
{
    const auto behind = std::upper_bound(segment.index.begin(), segment.index.end(), position,
        [](std::uint64_t wanted, const inspect::OffsetEntry& entry) {
            return wanted < entry.position;
        });
    return behind == segment.index.begin() ? 0 : std::prev(behind)->position;
}

SegmentOutline outlineOf(
    sim::FileReader& files, const inspect::SegmentFiles& segment, std::optional<Offset> next)
{
    SegmentOutline outline;
    outline.files = segment;
    readIndexes(outline, files);
    outline.end = segment.base;
    if (segment.logBytes > kReadWholly) {
        takeEndFromTail(outline, files, next);
        return outline;
    }
    const BatchRun all = readBatches(files, segment, 0, std::numeric_limits<std::size_t>::max());
    if (!all.batches.empty()) {
        outline.end = all.batches.back().last + OffsetDelta(1);
    }
    noteAnchors(outline, all.batches);
    noteGaps(outline, all, next);
    const auto broken = std::find_if(all.batches.begin(), all.batches.end(),
        [](const BatchHead& head) { return !head.hasValidCrc; });
    if (all.problem) {
        outline.problem = all.problem;
    } else if (broken != all.batches.end() && !outline.problem) {
        outline.problem = inspect::Problem{
            inspect::ProblemKind::BadCrc, segment.log, broken->position, broken->base};
    }
    return outline;
}

} // namespace brokerscope::views
