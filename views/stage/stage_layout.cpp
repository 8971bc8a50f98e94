#include "views/stage/stage_layout.h"

#include "engine/event/internal_topics.h"
#include "views/picture/sketch.h"
#include "views/stage/layout_parts.h"

#include <algorithm>

namespace brokerscope::views {

namespace {

constexpr double kMargin = 14;

void layOutAreas(StageLayout& layout, const Sketch& sketch)
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
    const double left = kMargin + (producers > 0 ? producers + layout.gutter : 0);
    const double right = width - kMargin - (consumers > 0 ? consumers + layout.gutter : 0);
    layout.cluster = QRectF(left, top, std::max(120.0, right - left), bottom - top);
}

QRectF cardAmong(const std::vector<NodeId>& nodes, const std::vector<QRectF>& cards, NodeId node)
{
    const auto found = std::ranges::find(nodes, node);
    const auto index = static_cast<std::size_t>(found - nodes.begin());
    return index < cards.size() ? cards[index] : QRectF();
}

} // namespace

bool severalTopics(const event::Roster& roster)
{
    return std::ranges::any_of(roster.partitions, [&](const auto& partition) {
        return !partition.isInternal() && partition.topic != roster.partitions.front().topic;
    });
}

QRectF StageLayout::card(NodeId node) const
{
    if (node == kScriptNode) {
        return {cluster.left(), titleTop, cluster.width(), std::max(1.0, headerTop - titleTop)};
    }
    if (node.value() <= rows.size()) {
        return row(node);
    }
    if (std::ranges::find(controllerNodes, node) != controllerNodes.end()) {
        return controllerCards.empty() ? controller
                                       : cardAmong(controllerNodes, controllerCards, node);
    }
    const QRectF producer = cardAmong(producerNodes, producerCards, node);
    return producer.isNull() ? cardAmong(consumerNodes, consumerCards, node) : producer;
}

StageLayout layOutStage(const Scene& scene, const LostRecords& lost, const PartitionWindow& window,
    const Sketch& sketch)
{
    const event::Roster& roster = scene.run.history->roster();
    StageLayout layout;
    layout.producerNodes = roster.nodesOf(event::NodeKind::Producer);
    layout.consumerNodes = roster.nodesOf(event::NodeKind::Consumer);
    layout.controllerNodes = roster.nodesOf(event::NodeKind::Controller);
    layout.combined = scene.run.scenario && scene.run.scenario->cluster.combined
        && layout.controllerNodes.size() <= scene.state->brokers.size()
        && !layout.controllerNodes.empty();
    layout.window = resolved(window, event::ownPartitions(roster));
    layout.groups = groupAreas(scene, layout.consumerNodes);
    layOutAreas(layout, sketch);
    layOutRows(layout, scene, sketch);
    layOutQuorum(layout, roster, sketch);
    if (!layout.folded) {
        layOutColumns(layout, scene, lost, sketch);
    }
    layOutClients(layout, scene, sketch);
    return layout;
}

} // namespace brokerscope::views
