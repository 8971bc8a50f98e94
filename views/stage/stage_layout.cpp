#include "views/stage/stage_layout.h"

#include "views/picture/sketch.h"
#include "views/stage/client_config.h"
#include "views/stage/drawing.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace brokerscope::views {

namespace {

constexpr double kMargin = 14;
constexpr double kCardGap = 12;

NodeId controllerOf(const event::Roster& roster)
{
    const auto controllers = roster.nodesOf(event::NodeKind::Controller);
    return controllers.empty() ? kNoNode : controllers.front();
}

// --- the three columns ---------------------------------------------------------------------------

void layOutAreas(StageLayout& layout, const event::Roster& roster, const Sketch& sketch)
{
    const double u = sketch.scale();
    const double width = sketch.size().width();
    const double height = sketch.size().height();
    layout.gutter = std::clamp(width * 0.038, 24.0, 48.0);
    const double producers
        = layout.producerNodes.empty() ? 0 : std::clamp(width * 0.185, 138 * u, 190 * u);
    const double consumers
        = layout.consumerNodes.empty() ? 0 : std::clamp(width * 0.16, 118 * u, 168 * u);

    layout.titleTop = 10 * u;
    layout.headerTop = 34 * u;
    const double top = 38 * u;
    const double bottom = height - kMargin;
    layout.producers = QRectF(kMargin, top, producers, bottom - top);
    layout.consumers = QRectF(width - kMargin - consumers, top, consumers, bottom - top);
    const double left = producers > 0 ? layout.producers.right() + layout.gutter : kMargin;
    const double right = consumers > 0 ? layout.consumers.left() - layout.gutter : width - kMargin;
    layout.cluster = QRectF(left, top, std::max(120.0, right - left), bottom - top);
    layout.labelWidth = std::clamp(layout.cluster.width() * 0.13, 62 * u, 84 * u);
    if (severalTopics(roster)) {
        // The crown stands before whole partition names then.
        double widest = 0;
        for (const auto& partition : roster.partitions) {
            const QString name = QString::fromStdString(partition.name());
            widest = std::max(widest, sketch.width(name, FontRole::SmallStrong));
        }
        layout.labelWidth = std::clamp(widest + 34 * u, layout.labelWidth, 120 * u);
    }
}

void layOutRows(StageLayout& layout, const Sketch& sketch)
{
    const double u = sketch.scale();
    const auto count = static_cast<double>(layout.brokerNodes.size());
    const bool low = layout.cluster.height() < 380 * u;
    const double top = layout.headerTop + 38 * u;
    const double controller = layout.controllerNode == kNoNode ? 0 : (low ? 40 : 50) * u;
    const double watermarks = 30 * u;
    const double room = layout.cluster.bottom() - controller - watermarks - top;
    const double gap = room / count < 70 ? 6 : 12;
    layout.rowHeight = std::clamp((room - gap * (count - 1)) / count, 18.0, 190 * u);
    for (std::size_t i = 0; i < layout.brokerNodes.size(); ++i) {
        layout.rows.emplace_back(layout.cluster.left(),
            top + static_cast<double>(i) * (layout.rowHeight + gap), layout.cluster.width(),
            layout.rowHeight);
    }
    layout.cellHeight = std::clamp(layout.rowHeight * 0.34, 8.0, 54 * u);
    layout.watermarkTop = layout.rows.back().bottom() + 2 * u;
    layout.controller = QRectF(layout.cluster.left(), layout.watermarkTop + watermarks - 2 * u,
        layout.cluster.width(), controller);
}

// --- the partitions
// --------------------------------------------------------------------------------

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

LogExtent extentOf(
    PartitionId partition, const history::ClusterState& state, const LostRecords& lost)
{
    LogExtent extent;
    std::vector<OffsetScale::Range> held;
    bool first = true;
    for (const history::BrokerState& broker : state.brokers) {
        for (const history::ReplicaState& replica : broker.replicas) {
            if (replica.partition == partition) {
                include(extent, replica, first);
                first = false;
                for (const auto* spans : {&replica.log, &replica.gone}) {
                    for (const history::Span& span : *spans) {
                        held.push_back({span.base, span.end});
                    }
                }
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

void layOutColumns(
    StageLayout& layout, const Scene& scene, const LostRecords& lost, const Sketch& sketch)
{
    const std::size_t count = scene.state->partitions.size();
    if (count == 0) {
        return;
    }
    const double gap = 14 * sketch.scale();
    const double left = layout.cluster.left() + layout.labelWidth;
    const double room = layout.cluster.right() - left - 4;
    const double width = room / static_cast<double>(count) - gap;
    for (std::size_t i = 0; i < count; ++i) {
        const PartitionId partition(static_cast<std::uint16_t>(i));
        layout.columns.push_back(layOutColumn(extentOf(partition, *scene.state, lost),
            left + static_cast<double>(i) * (width + gap), width, sketch));
    }
}

// --- the clients' cards
// ------------------------------------------------------------------------------

double producerHeight(CardDetail detail, std::size_t partitions)
{
    const auto n = static_cast<double>(partitions);
    switch (detail) {
    case CardDetail::Full:
        return 34 + 62 * n + 84;
    case CardDetail::Compact:
        return 32 + 22 * n + 38;
    case CardDetail::Summary:
        return 50;
    }
    return 0;
}

double consumerHeight(CardDetail detail, std::size_t partitions)
{
    const auto n = static_cast<double>(partitions);
    switch (detail) {
    case CardDetail::Full:
        return 36 + 46 * n + 24;
    case CardDetail::Compact:
        return 34 + 24 * n + 22;
    case CardDetail::Summary:
        return 50;
    }
    return 0;
}

// Chooses the fullest detail with which all cards fit below one another, and stacks them.
CardDetail stack(const QRectF& area, std::size_t cards, double scale, std::vector<QRectF>& placed,
    const std::function<double(CardDetail, std::size_t card)>& height)
{
    CardDetail detail = CardDetail::Full;
    double total = 0;
    for (const CardDetail attempt : {CardDetail::Full, CardDetail::Compact, CardDetail::Summary}) {
        detail = attempt;
        total = kCardGap * (static_cast<double>(cards) - 1);
        for (std::size_t i = 0; i < cards; ++i) {
            total += height(attempt, i) * scale;
        }
        if (total <= area.height()) {
            break;
        }
    }
    const double squeeze = std::min(1.0, area.height() / total);
    double top = area.top();
    for (std::size_t i = 0; i < cards; ++i) {
        const double cardHeight = height(detail, i) * scale * squeeze;
        placed.emplace_back(area.left(), top, area.width(), cardHeight);
        top += cardHeight + kCardGap * squeeze;
    }
    return detail;
}

void layOutClients(StageLayout& layout, const Scene& scene, const Sketch& sketch)
{
    layout.producerDetail = stack(layout.producers, layout.producerNodes.size(), sketch.scale(),
        layout.producerCards, [&](CardDetail detail, std::size_t i) {
            return producerHeight(
                detail, producedPartitions(scene.run, layout.producerNodes[i]).size());
        });
    layout.consumerDetail = stack(layout.consumers, layout.consumerNodes.size(), sketch.scale(),
        layout.consumerCards, [&](CardDetail detail, std::size_t i) {
            return consumerHeight(
                detail, scene.state->consumer(layout.consumerNodes[i]).partitions.size());
        });
}

} // namespace

bool severalTopics(const event::Roster& roster)
{
    return std::ranges::any_of(roster.partitions,
        [&](const auto& partition) { return partition.topic != roster.partitions.front().topic; });
}

QRectF StageLayout::card(NodeId node) const
{
    const auto among = [&](const std::vector<NodeId>& nodes, const std::vector<QRectF>& cards) {
        const auto found = std::ranges::find(nodes, node);
        return found == nodes.end() ? QRectF()
                                    : cards.at(static_cast<std::size_t>(found - nodes.begin()));
    };
    if (node == kScriptNode) {
        return {cluster.left(), titleTop, cluster.width(), std::max(1.0, headerTop - titleTop)};
    }
    if (node == controllerNode) {
        return controller;
    }
    if (const QRectF row = among(brokerNodes, rows); !row.isNull()) {
        return row;
    }
    const QRectF producer = among(producerNodes, producerCards);
    return producer.isNull() ? among(consumerNodes, consumerCards) : producer;
}

StageLayout layOutStage(const Scene& scene, const LostRecords& lost, const Sketch& sketch)
{
    const event::Roster& roster = scene.run.history->roster();
    StageLayout layout;
    layout.brokerNodes = roster.nodesOf(event::NodeKind::Broker);
    layout.producerNodes = roster.nodesOf(event::NodeKind::Producer);
    layout.consumerNodes = roster.nodesOf(event::NodeKind::Consumer);
    layout.controllerNode = controllerOf(roster);
    layOutAreas(layout, roster, sketch);
    if (!layout.brokerNodes.empty()) {
        layOutRows(layout, sketch);
        layOutColumns(layout, scene, lost, sketch);
    }
    layOutClients(layout, scene, sketch);
    return layout;
}

} // namespace brokerscope::views
