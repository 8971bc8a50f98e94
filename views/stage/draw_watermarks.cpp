#include "views/stage/drawing.h"

#include <algorithm>

namespace brokerscope::views {

namespace {

// A replica whose own high watermark is not the leader's: followers learn it one fetch later.
void drawOwnWatermark(const Drawing& drawing, NodeId broker, const history::ReplicaState& replica)
{
    const double u = drawing.sketch.scale();
    const StageLayout::Column& column = drawing.layout.column(replica.partition);
    const QRectF row = drawing.layout.row(broker);
    const double top = drawing.layout.cellTop(row);
    const double bottom = top + drawing.layout.cellHeight;
    const double x = column.scale.x(replica.highWatermark) - 1;
    const QString id = QStringLiteral("hw:%1/%2")
                           .arg(drawing.partition(replica.partition), drawing.node(broker));

    Shape& tick = drawing.sketch.line({x, top - 4 * u}, {x, bottom + 5 * u}, Ink::Warning, 2);
    tick.id = id;
    tick.state = QString::number(replica.highWatermark.value());
    tick.tip = StageText::tr("%1 has %2 as the high watermark of %3; the leader's is another")
                   .arg(drawing.node(broker), tick.state, drawing.partition(replica.partition));
}

} // namespace

void drawWatermark(const Drawing& drawing, PartitionId partition)
{
    const double u = drawing.sketch.scale();
    const Offset leaders = leaderWatermark(drawing.state, partition);
    const StageLayout::Column& column = drawing.layout.column(partition);
    if (leaders != kNoOffset) {
        const double x = column.scale.x(leaders) - 1;
        QString text = StageText::tr("HW %1").arg(leaders.value());
        double width = drawing.sketch.width(text, FontRole::CaptionStrong) + 16 * u;
        if (width > column.width + 12 * u) {
            text = QString::number(leaders.value());
            width = drawing.sketch.width(text, FontRole::CaptionStrong) + 8 * u;
        }
        const double top = drawing.layout.watermarkTop;
        Shape& line = drawing.sketch.line(
            {x, drawing.layout.topRow().top() - 3}, {x, top + 2}, Ink::Warning, 2, Dash::Dashed);
        line.id = QStringLiteral("hw:") + drawing.partition(partition);
        line.state = QString::number(leaders.value());
        line.tip = StageText::tr("High watermark of %1: %2. Consumers read below it only")
                       .arg(drawing.partition(partition), line.state);
        // Within its column, so that the pills of narrow columns stay apart.
        const double most = std::max(column.left - 5, column.left + column.width + 8 * u - width);
        const double left = std::clamp(x - width / 2, column.left - 5, most);
        drawing.sketch.pill(QRectF(left, top, width, 19 * u), text, FontRole::CaptionStrong,
            Ink::Warning, Ink::TextOnAccent);
    }
    for (const NodeId broker : drawing.layout.brokerNodes) {
        const history::ReplicaState* replica = drawing.state.replica(broker, partition);
        const bool alive = drawing.state.broker(broker).running;
        if (replica != nullptr && alive && replica->highWatermark != leaders) {
            drawOwnWatermark(drawing, broker, *replica);
        }
    }
}

} // namespace brokerscope::views
