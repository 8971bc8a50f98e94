#include "views/stage/drawing.h"

#include "views/text/names.h"

#include <algorithm>

namespace brokerscope::views {

QString Drawing::node(NodeId id) const
{
    return nodeName(history, id);
}

QString Drawing::partition(PartitionId id) const
{
    return partitionName(history, id);
}

bool Drawing::selected(NodeId id) const
{
    return selection.kind == Selection::Kind::Node && selection.node == id;
}

bool Drawing::selected(PartitionId id) const
{
    return selection.kind == Selection::Kind::Partition && selection.partition == id;
}

Shape& Drawing::card(const QRectF& rect, bool highlighted) const
{
    return sketch.rect(
        rect, 8, Ink::CardSunken, highlighted ? Ink::Accent : Ink::Border, highlighted ? 2 : 1);
}

void Drawing::label(NodeId broker, PartitionId partition, const QRectF& rect, const QString& text,
    FontRole font, Ink ink) const
{
    const bool down = isHatched(broker);
    const Offset watermark = leaderWatermark(state, partition);
    const double width = std::min(rect.width(), sketch.width(text, font));
    const double line = layout.column(partition).scale.x(watermark) - 1;
    const bool crossed
        = watermark != kNoOffset && line > rect.left() - 3 && line < rect.left() + width + 3;
    if (down || crossed) {
        sketch.rect(QRectF(rect.left() - 3, rect.top(), width + 6, rect.height()), 3,
            down ? Ink::Offline : Ink::CardSunken);
    }
    sketch.text(rect, text, font, down ? Ink::TextOnOffline : ink);
}

bool Drawing::isHatched(NodeId broker) const
{
    return !state.broker(broker).running || state.broker(broker).paused;
}

double Drawing::fractionSince(Timestamp from, Duration length) const
{
    const Duration since = scene.playhead.time - from;
    const bool over = options.reducedMotion || since < Duration() || since >= length;
    return over ? 1 : static_cast<double>(since.micros()) / static_cast<double>(length.micros());
}

Offset leaderWatermark(const history::ClusterState& state, PartitionId partition)
{
    const NodeId leader = state.partition(partition).leader;
    const auto* replica = leader == kNoNode ? nullptr : state.replica(leader, partition);
    return replica == nullptr ? kNoOffset : replica->highWatermark;
}

Ink consumerInk(const StageLayout& layout, NodeId consumer)
{
    const auto found = std::ranges::find(layout.consumerNodes, consumer);
    return consumerInk(static_cast<std::size_t>(found - layout.consumerNodes.begin()));
}

} // namespace brokerscope::views
