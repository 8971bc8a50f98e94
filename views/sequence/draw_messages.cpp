#include "views/sequence/message_text.h"
#include "views/sequence/sequence_drawing.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace brokerscope::views {

namespace {

using Message = SequenceData::Message;

constexpr double kHead = 9; // length of an arrowhead
constexpr double kHalfHead = 3.4;
constexpr double kCutAt = 0.6; // how far a message gets on a cut link

Ink consumerInk(const event::Roster& roster, NodeId consumer)
{
    constexpr std::array kInks{Ink::Consumer0, Ink::Consumer1, Ink::Consumer2, Ink::Consumer3};
    const auto consumers = roster.nodesOf(event::NodeKind::Consumer);
    const auto found = std::ranges::find(consumers, consumer);
    return kInks[static_cast<std::size_t>(found - consumers.begin()) % kInks.size()];
}

Ink inkOf(const SequenceDrawing& drawing, const Message& message)
{
    if (message.isError || drawing.data.divergenceOf(message.sent) != nullptr) {
        return Ink::Danger;
    }
    switch (message.group) {
    case ApiGroup::Produce:
        return message.isResponse ? Ink::Success : Ink::Leader;
    case ApiGroup::ConsumerFetch:
        return message.isResponse && !message.isQuiet
            ? consumerInk(drawing.history().roster(), message.to)
            : Ink::TextMuted;
    case ApiGroup::ReplicaFetch:
        return message.isResponse && !message.isQuiet ? Ink::LeaderDark : Ink::TextMuted;
    case ApiGroup::Other:
        return Ink::Accent;
    case ApiGroup::Upkeep:
    case ApiGroup::Quorum:
        return Ink::TextMuted;
    }
    return Ink::TextMuted;
}

int rankOf(const SequenceDrawing& drawing, const Message& message)
{
    if (message.isError || drawing.data.divergenceOf(message.sent) != nullptr) {
        return 0;
    }
    if (message.isQuiet) {
        return 8;
    }
    switch (message.group) {
    case ApiGroup::Produce:
        return 2;
    case ApiGroup::Other:
        return 2;
    case ApiGroup::ConsumerFetch:
    case ApiGroup::ReplicaFetch:
        return message.isResponse ? 3 : 5;
    case ApiGroup::Quorum:
        return 4;
    case ApiGroup::Upkeep:
        return 7;
    }
    return 8;
}

/// The part of a message that is drawn.
struct Way {
    QPointF from;
    QPointF to;
    bool arrives = false; ///< `to` is on the receiver's lifeline
};

/// Where it was lost: on a cut link somewhere between the two, otherwise beside the node that was
/// down.
double partOfWay(const SequenceDrawing& drawing, const Message& message)
{
    const auto& dropped
        = std::get<event::MessageDropped>(drawing.history().event(message.ended).payload);
    const double length = std::abs(
        drawing.layout.xOf[message.to.value()] - drawing.layout.xOf[message.from.value()]);
    const double beside = std::min(0.4, drawing.u(18) / std::max(1.0, length));
    switch (dropped.reason) {
    case event::DropReason::Cut:
    case event::DropReason::Fault:
        return kCutAt;
    case event::DropReason::ReceiverDown:
        return 1 - beside;
    case event::DropReason::SenderDown:
        return beside;
    }
    return kCutAt;
}

Way wayOf(const SequenceDrawing& drawing, const Message& message)
{
    const SequenceLayout& layout = drawing.layout;
    Way way{{layout.xOf[message.from.value()], layout.y(message.sentAt)},
        {layout.xOf[message.to.value()], layout.y(message.endedAt)},
        message.ended != kNoEvent && !message.isLost};
    if (message.isLost) {
        way.to = way.from + (way.to - way.from) * partOfWay(drawing, message);
    }
    return way;
}

/// Cuts what would lie far outside: a slow message may be seconds long in a window of
/// milliseconds.
Way clipped(const Way& way, double top, double bottom)
{
    const auto at = [&](double y) {
        const double part = (y - way.from.y()) / (way.to.y() - way.from.y());
        return QPointF(way.from.x() + part * (way.to.x() - way.from.x()), y);
    };
    Way cut = way;
    if (way.from.y() < top && way.to.y() > top) {
        cut.from = at(top);
    }
    if (way.to.y() > bottom && way.from.y() < bottom) {
        cut.to = at(bottom);
        cut.arrives = false;
    }
    return cut;
}

void drawHead(const SequenceDrawing& drawing, const Way& way, Ink ink, bool hollow, double opacity)
{
    const QPointF along = way.to - way.from;
    const double length = std::hypot(along.x(), along.y());
    if (length < 1) {
        return;
    }
    const QPointF unit = along / length;
    const QPointF across(-unit.y(), unit.x());
    const QPointF back = way.to - unit * drawing.u(kHead);
    Shape& head = drawing.sketch.polygon(
        {way.to, back + across * drawing.u(kHalfHead), back - across * drawing.u(kHalfHead)},
        hollow ? Ink::Card : ink);
    head.stroke = ink;
    head.width = 1.2;
    head.opacity = opacity;
}

/// Places for a label along the way, above or below the line; on it where it is steep.
std::vector<QRectF> placesAlong(const SequenceDrawing& drawing, const Way& way, QSizeF size)
{
    const QPointF along = way.to - way.from;
    const double slope = std::abs(along.y()) / std::max(1.0, std::abs(along.x()));
    const double lift = slope * size.width() / 2 + size.height() / 2 + 1;
    const bool isSteep = lift > 1.8 * size.height();
    const double top = drawing.layout.header;
    const double bottom = drawing.layout.size.height();
    std::vector<QRectF> places;
    places.reserve(10);
    for (const double part : {0.5, 0.36, 0.64, 0.24, 0.76}) {
        const QPointF middle = way.from + along * part;
        if (middle.y() < top || middle.y() > bottom) {
            continue;
        }
        for (const double side : {-1.0, 1.0}) {
            const QPointF center = middle + QPointF(0, isSteep ? 0 : side * lift);
            places.emplace_back(center - QPointF(size.width() / 2, size.height() / 2), size);
            if (isSteep) {
                break;
            }
        }
    }
    return places;
}

void drawMessage(const SequenceDrawing& drawing, std::uint32_t index)
{
    const Message& message = drawing.data.messages[index];
    const SequenceLayout& layout = drawing.layout;
    const Way whole = wayOf(drawing, message);
    const Way way = clipped(whole, layout.header - 30, layout.size.height() + 30);
    const Ink ink = inkOf(drawing, message);
    const bool isInFocus = drawing.focus.messages.contains(index);
    const double opacity = drawing.opacity(isInFocus);

    const bool isStrong = isInFocus || message.group == ApiGroup::Produce;
    Shape& line = drawing.sketch.line(way.from, way.to, ink,
        isInFocus      ? 2.8
            : isStrong ? 2
                       : 1.4,
        message.isLost ? Dash::Dashed : Dash::Solid);
    line.id = QStringLiteral("message:") + QString::number(message.sent.value());
    line.tip = messageTip(drawing.history(), drawing.data, message);
    line.state = message.isLost ? QStringLiteral("lost")
        : message.isResponse    ? QStringLiteral("answer")
                                : QStringLiteral("request");
    line.opacity = opacity;
    LabelWish wish{rankOf(drawing, message) - (isInFocus ? 10 : 0),
        messageLabel(drawing.history(), drawing.data, message), ink, {}, line.id, line.tip,
        line.state, opacity};
    if (way.arrives) {
        drawHead(drawing, way, ink, message.isResponse, opacity);
    }
    if (message.isLost && way.to == whole.to) {
        Shape& cross = drawing.sketch.cross(way.to, drawing.u(10), Ink::Danger);
        cross.id = QStringLiteral("lost:") + QString::number(message.ended.value());
        cross.tip = wish.tip;
        cross.state = QStringLiteral("lost");
        cross.opacity = opacity;
        drawing.room.take(boundsOf(cross));
    }
    wish.places = placesAlong(drawing, way, drawing.labelSize(wish.text));
    drawing.labels.push_back(std::move(wish));
}

} // namespace

void drawMessages(const SequenceDrawing& drawing, const Excerpt& messages)
{
    for (const std::uint32_t index : messages.indexes) {
        drawMessage(drawing, index);
    }
}

} // namespace brokerscope::views
