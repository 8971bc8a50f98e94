#include "views/stage/layout_parts.h"

#include "views/picture/sketch.h"
#include "views/stage/drawing.h"

#include <algorithm>

namespace brokerscope::views {

namespace {

// What of a partition's logs is drawn on some broker: where they begin and end, and what should
// stay in sight.
struct LogExtent {
    Offset start;
    Offset end;
    std::vector<OffsetScale::Range> matter;
    std::vector<OffsetScale::Range> gaps; ///< that no replica has, though one had them
};

/// What between the beginning and the end no log has: compaction took it everywhere.
std::vector<OffsetScale::Range> commonGaps(
    std::vector<OffsetScale::Range> held, Offset start, Offset end)
{
    std::ranges::sort(held, {}, &OffsetScale::Range::from);
    std::vector<OffsetScale::Range> gaps;
    Offset reached = start;
    const auto note = [&](Offset until) {
        if (until - reached > OffsetDelta(1)) {
            gaps.push_back({reached, until});
        }
    };
    for (const OffsetScale::Range& range : held) {
        note(range.from);
        reached = std::max(reached, range.to);
    }
    note(end);
    return gaps;
}

void include(LogExtent& extent, const history::ReplicaState& replica, bool first)
{
    Offset end = replica.logEnd;
    for (const history::Span& span : replica.gone) {
        end = std::max(end, span.end);
    }
    extent.start = first ? replica.logStart : std::min(extent.start, replica.logStart);
    extent.end = first ? end : std::max(extent.end, end);
    if (replica.logEnd > replica.logStart) {
        extent.matter.push_back({std::max(replica.logStart, replica.logEnd - OffsetDelta(2)), end});
    }
}

LogExtent extentOf(const StageLayout& layout, PartitionId partition,
    const history::ClusterState& state, const LostRecords& lost)
{
    LogExtent extent;
    std::vector<OffsetScale::Range> held;
    bool first = true;
    for (const NodeId broker : layout.brokerNodes) {
        const history::ReplicaState* replica = state.replica(broker, partition);
        if (replica == nullptr) {
            continue;
        }
        include(extent, *replica, first);
        first = false;
        for (const auto* spans : {&replica->log, &replica->gone}) {
            for (const history::Span& span : *spans) {
                held.push_back({span.base, span.end});
            }
        }
    }
    std::vector<OffsetScale::Range> lostRanges;
    for (const history::Verdict::Place& place : lost.places()) {
        if (place.partition != partition || place.offset >= extent.end
            || place.offset < extent.start) {
            continue;
        }
        if (!lostRanges.empty() && lostRanges.back().to >= place.offset) {
            lostRanges.back().to = place.offset + OffsetDelta(1);
        } else {
            lostRanges.push_back({place.offset, place.offset + OffsetDelta(1)});
        }
    }
    // Lost records matter more than a replica that is merely behind.
    if (!lostRanges.empty()) {
        extent.matter = std::move(lostRanges);
    }
    extent.gaps = commonGaps(std::move(held), extent.start, extent.end);
    return extent;
}

StageLayout::Column layOutColumn(
    const LogExtent& extent, double left, double width, const Sketch& sketch)
{
    StageLayout::Column column;
    column.left = left;
    column.width = width;
    const QString widest = QString::number(std::max<std::int64_t>(10, extent.end.value()));
    const double digits = sketch.width(widest, FontRole::Caption);
    const double flag = sketch.width(QStringLiteral("LEO ") + widest, FontRole::CaptionStrong) + 8;
    const double numbered = std::max(19 * sketch.scale(), digits + 6);
    // Where room is scarce the LEO's label stands left of its flag, above the cells.
    const bool scarce = width - flag < 11 * numbered;
    const double room = scarce ? width - 2 : width - flag;
    column.numbered = room >= 3.5 * numbered;
    const double pitch = column.numbered ? numbered : 8 * sketch.scale();
    const double label = sketch.width(QStringLiteral("0–") + widest, FontRole::Caption) + 9;
    const double stub = (column.numbered ? (scarce ? 18.0 : std::max(22.0, label)) : 10.0)
        * (column.numbered && !scarce ? 1.0 : sketch.scale());
    const double words = column.numbered && !scarce
        ? sketch.width(deletedText(extent.start), FontRole::Caption) + 12
        : stub;
    const double front
        = std::min(std::max(stub, words), static_cast<double>(extent.start.value()) * pitch);
    column.scale = OffsetScale(extent.start, extent.end, extent.matter,
        {left, room, pitch, stub, std::max(0.0, front)}, extent.gaps);
    return column;
}

} // namespace

void layOutColumns(
    StageLayout& layout, const Scene& scene, const LostRecords& lost, const Sketch& sketch)
{
    const auto names = [&](PartitionId partition) {
        return QString::fromStdString(scene.run.history->roster().at(partition).name());
    };
    const double left = layout.cluster.left() + layout.labelWidth;
    const double width = columnWidth(layout, layout.window.count);
    bool named = true;
    for (std::size_t i = 0; i < layout.window.count; ++i) {
        const PartitionId partition = layout.partitionAt(i);
        layout.columns.push_back(layOutColumn(extentOf(layout, partition, *scene.state, lost),
            left + static_cast<double>(i) * (width + layout.columnGap), width, sketch));
        named = named && sketch.width(names(partition), FontRole::BodyStrong) <= width + 4;
    }
    for (StageLayout::Column& column : layout.columns) {
        column.named = named;
    }
}

} // namespace brokerscope::views
