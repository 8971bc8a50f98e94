#include "views/text/event_text.h"
#include "views/text/names.h"
#include "views/text/time_text.h"
#include "views/timeline/lanes.h"

#include <QStringList>

#include <algorithm>

namespace brokerscope::views {

namespace {

constexpr double kDiamondPitch = 9;

double insetOf(const LaneDrawing& drawing, const TimelineLayout::Lane& lane)
{
    return std::max(2.0, (lane.rect.height() - drawing.u(18)) / 2);
}

QString membersText(const LaneDrawing& drawing, const std::vector<NodeId>& members)
{
    QStringList names;
    for (const NodeId member : members) {
        names.append(nodeName(drawing.history, member));
    }
    return names.join(QStringLiteral(", "));
}

void drawGeneration(const LaneDrawing& drawing, const TimelineLayout::Lane& lane,
    const TimelineData::GenerationBar& bar, std::size_t order)
{
    const QRectF rect = drawing.bar(lane, bar.from, bar.to, insetOf(drawing, lane));
    if (rect.isNull()) {
        return;
    }
    const QString value = QString::number(bar.generation.value());
    const QString number = bar.isEpoch ? TimelineText::tr("epoch %1", "of a group").arg(value)
                                       : TimelineText::tr("gen %1", "of a group").arg(value);
    const QString members = membersText(drawing, bar.members);
    const QString protocol = toQString(drawing.history.text(bar.protocol));
    const QString full = protocol.isEmpty()
        ? TimelineText::tr("%1: %2", "generation of a group; its members").arg(number, members)
        : TimelineText::tr("%1: %2 (%3)", "generation of a group; its members; assignor")
              .arg(number, members, protocol);
    Shape& shape = drawing.sketch.rect(
        rect.adjusted(0, 0, -1, 0), 4, order % 2 == 0 ? Ink::Consumer0 : Ink::Consumer1);
    shape.id = QStringLiteral("generation:%1").arg(bar.began.value());
    shape.state = value;
    shape.tip = TimelineText::tr("%1, from %2 to %3", "generation and members of a group; times")
                    .arg(full, timeText(bar.from), timeText(bar.to));
    const double indent = drawing.u(10);
    QString text = full;
    for (const QString& shorter : {TimelineText::tr("%1: %n member(s)", "generation of a group",
                                       static_cast<int>(bar.members.size()))
                                       .arg(number),
             number, value}) {
        if (drawing.sketch.width(text, FontRole::SmallStrong) > rect.width() - 2 * indent) {
            text = shorter;
        }
    }
    if (drawing.sketch.width(text, FontRole::SmallStrong) <= rect.width() - indent) {
        drawing.sketch.text(
            rect.adjusted(indent, 0, -2, 0), text, FontRole::SmallStrong, Ink::TextOnAccent);
    }
}

void drawRebalance(const LaneDrawing& drawing, const TimelineLayout::Lane& lane,
    const TimelineData::RebalanceBar& bar)
{
    const QRectF rect = drawing.bar(lane, bar.from, bar.to, insetOf(drawing, lane));
    if (rect.isNull()) {
        return;
    }
    Shape& shape = drawing.sketch.rect(rect, 3, Ink::Offline, Ink::Warning, 1.4);
    shape.hatched = true;
    shape.id = QStringLiteral("rebalance:%1").arg(bar.began.value());
    shape.state = QStringLiteral("rebalancing");
    shape.tip
        = TimelineText::tr("Rebalance from %1 to %2 (%3): %4", "times; duration; what began it")
              .arg(timeText(bar.from), timeText(bar.to), durationText(bar.to - bar.from),
                  sentence(drawing.history, bar.began));
}

/// Filled: joined; hollow: left. What falls into one place shares a diamond.
void drawMembers(const LaneDrawing& drawing, const TimelineLayout::Lane& lane,
    const std::vector<TimelineData::MemberMark>& marks)
{
    const TimelineLayout& layout = drawing.layout;
    const double half = drawing.u(4.5);
    const double y = lane.rect.top() + half + 1;
    auto mark
        = std::ranges::lower_bound(marks, layout.window.from, {}, &TimelineData::MemberMark::time);
    while (mark != marks.end() && mark->time <= layout.window.to) {
        const TimelineData::MemberMark& first = *mark;
        const double x = layout.x(first.time);
        QStringList joined;
        QStringList left;
        for (; mark != marks.end() && layout.x(mark->time) < x + kDiamondPitch; ++mark) {
            (mark->joined ? joined : left).append(nodeName(drawing.history, mark->client));
        }
        Shape& diamond
            = drawing.sketch.polygon({{x, y - half}, {x + half, y}, {x, y + half}, {x - half, y}},
                joined.isEmpty() ? Ink::Card : Ink::Text);
        diamond.stroke = joined.isEmpty() ? Ink::Text : Ink::Card;
        diamond.width = joined.isEmpty() ? 1.6 : 1;
        diamond.id = QStringLiteral("member:%1").arg(first.event.value());
        diamond.state = left.isEmpty() ? QStringLiteral("joined")
            : joined.isEmpty()         ? QStringLiteral("left")
                                       : QStringLiteral("joined and left");
        QStringList said;
        if (!joined.isEmpty()) {
            said.append(TimelineText::tr("joined: %1", "consumers").arg(joined.join(u", ")));
        }
        if (!left.isEmpty()) {
            said.append(TimelineText::tr("left: %1", "consumers").arg(left.join(u", ")));
        }
        diamond.tip = joined.size() + left.size() == 1
            ? sentence(drawing.history, first.event)
            : TimelineText::tr("From %1 on: %2", "time; who joined and left")
                  .arg(timeText(first.time), said.join(u" · "));
    }
}

} // namespace

QString groupLabel(const history::History& history, StringId group)
{
    return TimelineText::tr("group %1").arg(toQString(history.text(group)));
}

void drawGroupLane(const LaneDrawing& drawing, const TimelineLayout::Lane& lane)
{
    const TimelineData::GroupLane& data = drawing.data.groups.at(lane.index);
    const QString name = toQString(drawing.history.text(data.group));
    const bool chosen = drawing.selection.kind == Selection::Kind::Group
        && drawing.selection.group == name.toStdString();
    Shape& ground = drawing.sketch.rect(lane.rect, 0, chosen ? Ink::Highlight : Ink::None);
    ground.id = QStringLiteral("group:") + name;
    ground.tip = TimelineText::tr(
        "Group %1: its generations, hatched while it rebalances; diamonds where members joined "
        "(filled) and left (hollow)")
                     .arg(name);
    ground.state = QString::number(data.generations.size());
    drawing.label(lane, groupLabel(drawing.history, data.group));
    std::size_t order = 0;
    for (const TimelineData::GenerationBar& bar : data.generations) {
        drawGeneration(drawing, lane, bar, order++);
    }
    for (const TimelineData::RebalanceBar& bar : data.rebalances) {
        drawRebalance(drawing, lane, bar);
    }
    drawMembers(drawing, lane, data.members);
}

} // namespace brokerscope::views
