#include "views/segments/strip_layout.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace brokerscope::views {

namespace {

// At the size of type of the light theme.
constexpr double kMarkerRow = 17;
constexpr double kSegmentHeight = 30;
constexpr double kTick = 6;
constexpr double kCaption = 15;
constexpr double kBatchHeight = 24;
constexpr double kNarrowestSegment = 84;
constexpr double kNarrowestBatch = 9;
constexpr double kGap = 6;
constexpr double kBatchGap = 2;
constexpr double kPager = 26;
constexpr double kActiveWord = 50;
constexpr double kInset = 4; ///< of the bytes within a segment's box

/// Splits a width: everyone gets the least, the rest goes by size.
std::vector<double> widths(const std::vector<double>& sizes, double room, double least)
{
    const double total = std::max(1.0, std::accumulate(sizes.begin(), sizes.end(), 0.0));
    const auto count = static_cast<double>(sizes.size());
    const double base = std::min(least, room / std::max(1.0, count));
    std::vector<double> result;
    result.reserve(sizes.size());
    for (const double size : sizes) {
        result.push_back(base + (room - base * count) * size / total);
    }
    return result;
}

std::vector<QRectF> placed(
    const std::vector<double>& sizes, const QRectF& room, double least, double gap)
{
    std::vector<QRectF> rects;
    if (sizes.empty()) {
        return rects;
    }
    const double free = room.width() - gap * static_cast<double>(sizes.size() - 1);
    double left = room.left();
    for (const double width : widths(sizes, free, least)) {
        rects.emplace_back(left, room.top(), width, room.height());
        left += width + gap;
    }
    return rects;
}

} // namespace

StripLayout::StripLayout(const LogContent& content, QSizeF size, double fontScale)
    : scale(fontScale)
    , markers(0, 0, size.width(), kMarkerRow * scale)
{
    QRectF room(1, markers.bottom(), size.width() - 2, kSegmentHeight * scale);
    const double pager = kPager * scale;
    if (content.firstSegment > 0) {
        earlier = QRectF(room.left(), room.top(), pager, room.height());
        room.setLeft(earlier.right() + kGap);
    }
    const bool showsActive = content.firstSegment + content.segments.size() >= content.segmentCount;
    if (showsActive) {
        activeWord = QRectF(
            room.right() - kActiveWord * scale, room.top(), kActiveWord * scale, room.height());
        room.setRight(activeWord.left() - kGap);
    } else {
        later = QRectF(room.right() - pager, room.top(), pager, room.height());
        room.setRight(later.left() - kGap);
    }
    std::vector<double> bytes;
    for (const SegmentOutline& segment : content.segments) {
        bytes.push_back(static_cast<double>(segment.files.logBytes));
    }
    segments = placed(bytes, room, kNarrowestSegment * scale, kGap);
    tickHeight = kTick * scale;
    indexTop = room.bottom() + 1;
    timeTop = indexTop + tickHeight + 2;
    legend = QRectF(0, timeTop + tickHeight + 1, size.width(), kCaption * scale);

    batchesLabel = QRectF(0, legend.bottom() + 5, size.width(), kCaption * scale);
    QRectF row(1, batchesLabel.bottom() + 2, size.width() - 2, kBatchHeight * scale);
    if (content.hasEarlier) {
        earlierBatches = QRectF(row.left(), row.top(), pager, row.height());
        row.setLeft(earlierBatches.right() + kGap);
    }
    if (content.hasLater) {
        laterBatches = QRectF(row.right() - pager, row.top(), pager, row.height());
        row.setRight(laterBatches.left() - kGap);
    } else if (content.batches.problem) {
        trouble = QRectF(row.right() - 2 * pager, row.top(), 2 * pager, row.height());
        row.setRight(trouble.left() - kGap);
    }
    std::vector<double> sizes;
    for (const BatchHead& batch : content.batches.batches) {
        sizes.push_back(batch.size);
    }
    batches = placed(sizes, row, kNarrowestBatch * scale, kBatchGap);
}

double StripLayout::xOf(const LogContent& content, std::size_t segment, std::uint64_t byte) const
{
    const QRectF& box = segments[segment];
    const double all = std::max(1.0, static_cast<double>(content.segments[segment].files.logBytes));
    const double fraction = std::clamp(static_cast<double>(byte) / all, 0.0, 1.0);
    return box.left() + kInset + (box.width() - 2 * kInset) * fraction;
}

std::optional<double> StripLayout::xOf(const LogContent& content, Offset offset) const
{
    for (std::size_t i = 0; i < content.segments.size(); ++i) {
        const SegmentOutline& segment = content.segments[i];
        const bool isLast = i + 1 == content.segments.size();
        if (offset < segment.files.base || offset > segment.end
            || (offset == segment.end && !isLast)) {
            continue;
        }
        const auto behind = std::upper_bound(segment.anchors.begin(), segment.anchors.end(), offset,
            [](Offset wanted, const inspect::OffsetEntry& each) { return wanted < each.offset; });
        const auto at = [](const auto& anchor) { return static_cast<double>(anchor.position); };
        const bool hasBefore = behind != segment.anchors.begin();
        const bool hasBehind = behind != segment.anchors.end();
        const auto before = hasBefore ? std::prev(behind) : behind;
        const Offset from = hasBefore ? before->offset : segment.files.base;
        const Offset to = hasBehind ? behind->offset : segment.end;
        const double low = hasBefore ? at(*before) : 0;
        const double high = hasBehind ? at(*behind) : static_cast<double>(segment.files.logBytes);
        const auto span = static_cast<double>(std::max<std::int64_t>(1, (to - from).value()));
        const double byte
            = low + (high - low) * static_cast<double>((offset - from).value()) / span;
        return xOf(content, i, static_cast<std::uint64_t>(byte));
    }
    return std::nullopt;
}

std::size_t segmentsThatFit(double width, double scale)
{
    const double room = width - (kPager + kActiveWord) * scale - 2 * kGap;
    const double each = kNarrowestSegment * scale + kGap;
    return static_cast<std::size_t>(std::max(1.0, std::floor(room / each)));
}

double stripHeight(double scale)
{
    return std::ceil(
        (kMarkerRow + kSegmentHeight + 2 * kTick + 2 * kCaption + kBatchHeight) * scale + 12);
}

} // namespace brokerscope::views
