#include "views/stage/drawing.h"

#include "views/groups/member_clocks.h"
#include "views/text/error_text.h"

#include <algorithm>

namespace brokerscope::views {

namespace {

std::int64_t lagOf(const Drawing& drawing, const history::ConsumerPartition& partition)
{
    const Offset end = leaderWatermark(drawing.state, partition.partition);
    if (end == kNoOffset || partition.position == kNoOffset) {
        return 0;
    }
    return std::max<std::int64_t>(0, (end - partition.position).value());
}

QString positionText(const history::ConsumerPartition& partition)
{
    if (partition.isPaused) {
        return StageText::tr("paused at %1", "partition that poll() passes over")
            .arg(partition.position.value());
    }
    return partition.position == kNoOffset
        ? StageText::tr("no position yet")
        : StageText::tr("position %1").arg(partition.position.value());
}

void drawAssigned(const Drawing& drawing, NodeId consumer,
    const history::ConsumerPartition& partition, const QRectF& line, bool full)
{
    const Ink ink = consumerInk(drawing.layout, consumer);
    const double u = drawing.sketch.scale();
    const QString name = drawing.partition(partition.partition);
    const double pillHeight = (full ? 22 : 19) * u;
    const double wanted = drawing.sketch.width(name, FontRole::SmallStrong) + 18 * u;
    const QString from = partition.readReplica == kNoNode
        ? QString()
        : StageText::tr("from %1").arg(drawing.node(partition.readReplica));
    const double aside
        = from.isEmpty() ? 0 : drawing.sketch.width(from, FontRole::CaptionStrong) + 6 * u;
    const double most = full ? line.width() - aside : line.width() * 0.62;
    Shape& pill
        = drawing.sketch.pill(QRectF(line.left(), line.top(), std::min(wanted, most), pillHeight),
            name, full ? FontRole::SmallStrong : FontRole::CaptionStrong, ink, Ink::TextOnAccent);
    pill.elide = true;
    const double pillRight = pill.rect.right();
    pill.id = QStringLiteral("assigned:%1/%2").arg(drawing.node(consumer), name);
    pill.state = partition.readReplica == kNoNode ? QStringLiteral("leader")
                                                  : drawing.node(partition.readReplica);
    pill.tip = partition.readReplica == kNoNode
        ? StageText::tr("%1 reads %2 from its leader").arg(drawing.node(consumer), name)
        : StageText::tr("%1 reads %2 from the follower %3")
              .arg(drawing.node(consumer), name, pill.state);
    const QString lag = StageText::tr("lag %1").arg(lagOf(drawing, partition));
    if (full) {
        if (partition.readReplica != kNoNode) {
            drawing.sketch.text(
                QRectF(pillRight + 5 * u, line.top(), line.right() - pillRight - 5 * u, pillHeight),
                from, FontRole::CaptionStrong, ink);
        }
        drawing.sketch.text(
            QRectF(line.left(), line.top() + pillHeight + 2 * u, line.width(), 17 * u),
            StageText::tr("%1   %2", "position and lag").arg(positionText(partition), lag),
            FontRole::Small, Ink::TextMuted);
    } else {
        drawing.sketch.text(
            QRectF(pillRight + 5 * u, line.top(), line.right() - pillRight - 5 * u, pillHeight),
            from.isEmpty() ? lag : from, FontRole::Caption, Ink::TextMuted,
            Qt::AlignRight | Qt::AlignVCenter);
    }
}

QString consumerTip(
    const Drawing& drawing, const QString& name, const history::ConsumerState& state)
{
    if (state.failed) {
        return StageText::tr("Consumer %1 failed: %2").arg(name, errorText(state.error));
    }
    if (!state.running) {
        return StageText::tr("Consumer %1 is not running").arg(name);
    }
    std::int64_t lag = 0;
    for (const history::ConsumerPartition& partition : state.partitions) {
        lag += lagOf(drawing, partition);
    }
    return StageText::tr("Consumer %1 reads %n partition(s), lag %2", nullptr,
        static_cast<int>(state.partitions.size()))
        .arg(name)
        .arg(lag);
}

void drawHeader(const Drawing& drawing, NodeId consumer, const QRectF& card,
    const history::ConsumerState& state)
{
    const double u = drawing.sketch.scale();
    const QString name = drawing.node(consumer);
    const double middle = card.top() + 17 * u;
    const double dot = 12 * u;
    drawing.sketch.rect(QRectF(card.left() + 10 * u, middle - dot / 2, dot, dot), dot / 2,
        consumerInk(drawing.layout, consumer));
    const double nameWidth = drawing.sketch.width(name, FontRole::Heading);
    const double left = card.left() + 28 * u;
    drawing.sketch.text(
        QRectF(left, middle - 9 * u, nameWidth + 4, 18 * u), name, FontRole::Heading, Ink::Text);
    const double rest = left + nameWidth + 8 * u;
    const QRectF line(rest, middle - 8 * u, card.right() - 8 * u - rest, 17 * u);
    if (state.failed) {
        drawing.sketch.text(line, QString::fromUtf8(event::errorName(state.error).data()),
            FontRole::CaptionStrong, Ink::Danger);
        return;
    }
    drawing.sketch.text(line,
        state.running ? StageText::tr("no group") : StageText::tr("not running"), FontRole::Caption,
        Ink::TextMuted);
}

} // namespace

void drawConsumer(const Drawing& drawing, NodeId consumer, const QRectF& card)
{
    if (card.isNull()) {
        return; // one of more members than there is room for
    }
    if (!groupOf(drawing.scene.run, consumer).isEmpty()) {
        drawMember(drawing, consumer, card);
        return;
    }
    const double u = drawing.sketch.scale();
    const history::ConsumerState& state = drawing.state.consumer(consumer);
    const QString name = drawing.node(consumer);
    Shape& ground = drawing.card(card, drawing.selected(consumer));
    ground.id = QStringLiteral("consumer:") + name;
    ground.state = state.failed ? QStringLiteral("failed")
        : state.running         ? QStringLiteral("up")
                                : QStringLiteral("down");
    ground.tip = consumerTip(drawing, name, state);
    if (state.failed) {
        ground.stroke = Ink::Danger;
    }
    drawHeader(drawing, consumer, card, state);

    const CardDetail detail = drawing.layout.consumerDetail;
    const bool full = detail == CardDetail::Full;
    const double left = card.left() + 11 * u;
    const double width = card.width() - 20 * u;
    double top = card.top() + (full ? 36 : 32) * u;
    if (detail != CardDetail::Summary) {
        for (const history::ConsumerPartition& partition : state.partitions) {
            drawAssigned(drawing, consumer, partition, QRectF(left, top, width, 20 * u), full);
            top += (full ? 46 : 24) * u;
        }
    }
    if (top + 14 * u <= card.bottom()) {
        drawing.sketch.text(QRectF(left, top, width, 16 * u),
            StageText::tr("delivered %1").arg(state.delivered), FontRole::Small, Ink::TextMuted);
    }
}

double markOrder(const Drawing& drawing, NodeId consumer)
{
    const auto& groups = drawing.layout.groups;
    const auto isOf = [consumer](const GroupArea& group) {
        return !group.name.isEmpty()
            && std::ranges::find(group.members, consumer) != group.members.end();
    };
    const auto group = std::ranges::find_if(groups, isOf);
    if (group != groups.end()) {
        return static_cast<double>(group - groups.begin());
    }
    return static_cast<double>(std::ranges::find(drawing.layout.consumerNodes, consumer)
        - drawing.layout.consumerNodes.begin());
}

void drawPositions(const Drawing& drawing, NodeId consumer)
{
    const double u = drawing.sketch.scale();
    const double order = markOrder(drawing, consumer);
    for (const history::ConsumerPartition& partition :
        drawing.state.consumer(consumer).partitions) {
        const NodeId leader = drawing.state.partition(partition.partition).leader;
        const NodeId read = partition.readReplica == kNoNode ? leader : partition.readReplica;
        if (partition.position == kNoOffset || read == kNoNode
            || !drawing.layout.shows(partition.partition) || !drawing.layout.shows(read)) {
            continue;
        }
        const QRectF row = drawing.layout.row(read);
        const double x = drawing.layout.column(partition.partition).scale.x(partition.position) - 1
            + 3 * order;
        const double top = drawing.layout.cellTop(row) + drawing.layout.cellHeight + 2;
        Shape& mark
            = drawing.sketch.polygon({{x, top}, {x + 5 * u, top + 8 * u}, {x - 5 * u, top + 8 * u}},
                consumerInk(drawing.layout, consumer));
        mark.stroke = Ink::CardSunken;
        mark.id = QStringLiteral("position:%1/%2")
                      .arg(drawing.node(consumer), drawing.partition(partition.partition));
        mark.state = QString::number(partition.position.value());
        mark.tip
            = StageText::tr("%1 will read offset %2 of %3 next")
                  .arg(drawing.node(consumer), mark.state, drawing.partition(partition.partition));
    }
}

} // namespace brokerscope::views
