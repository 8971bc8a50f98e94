#include "views/stage/drawing.h"
#include "views/stage/message_path.h"
#include "views/stage/packet.h"

#include <algorithm>

namespace brokerscope::views {

namespace {

// Quiet ones first, so that what matters lies on top.
template <class Message, class Function>
void inOrderOfWeight(const std::vector<Message>& messages, Function&& draw)
{
    for (const bool loud : {false, true}) {
        for (const Message& message : messages) {
            draw(message, loud);
        }
    }
}

// In a folded cluster hundreds of followers fetch at any time: they would cover the map.
bool isLeftOut(const Drawing& drawing, const history::MessageInFlight& message)
{
    const event::Roster& roster = drawing.history.roster();
    return drawing.layout.folded && roster.at(message.from).kind == event::NodeKind::Broker
        && roster.at(message.sent.to).kind == event::NodeKind::Broker;
}

void drawMessage(const Drawing& drawing, const history::MessageInFlight& message, bool loud)
{
    if (isLeftOut(drawing, message)) {
        return;
    }
    const PacketLook look = packetLook(drawing, message);
    const MessagePath path(
        drawing.layout, message.from, message.sent.to, message.sent.isResponse());
    if (look.loud != loud || !path.isDrawn()) {
        return;
    }
    if (look.loud) {
        const Dash dash = message.sent.isResponse() ? Dash::Dashed : Dash::Solid;
        drawing.sketch.polyline(path.points(), look.ink, 1.4, dash).opacity = 0.45;
    }
    const QString id = QStringLiteral("message:%1").arg(message.id.value());
    const QPointF center = path.at(fractionOfWay(message, drawing.scene.playhead.time));
    const QRectF bounds = drawPacket(drawing, look, center, id, 1);
    const Selection& selection = drawing.selection;
    if (selection.kind == Selection::Kind::Message && selection.event == message.id) {
        drawing.sketch.rect(bounds.adjusted(-3, -3, 3, 3), 7, Ink::None, Ink::Accent, 2);
    }
}

// A lost message falls off where it was lost, and fades.
void drawDropped(const Drawing& drawing, const history::DroppedMessage& dropped)
{
    const history::MessageInFlight& message = dropped.message;
    const Duration since = drawing.scene.playhead.time - dropped.droppedAt;
    if (since < Duration() || since > history::kDropTrail) {
        return;
    }
    const double fallen
        = static_cast<double>(since.micros()) / static_cast<double>(history::kDropTrail.micros());
    const MessagePath path(
        drawing.layout, message.from, message.sent.to, message.sent.isResponse());
    if (!path.isDrawn() || isLeftOut(drawing, message)) {
        return;
    }
    const double where = dropped.reason == event::DropReason::Cut ? 0.5
        : dropped.reason == event::DropReason::Fault ? fractionOfWay(message, dropped.droppedAt)
                                                     : 1.0;
    const QPointF place = path.at(where);
    const PacketLook look = packetLook(drawing, message);
    const QString id = QStringLiteral("dropped:%1").arg(message.id.value());
    drawPacket(
        drawing, look, place + QPointF(0, 30 * fallen * fallen), id, std::max(0.15, 1 - fallen));
    Shape& cross
        = drawing.sketch.cross(place, (look.loud ? 10 : 7) * drawing.sketch.scale(), Ink::Danger);
    cross.opacity = std::max(0.3, 1 - fallen);
}

} // namespace

void drawMessages(const Drawing& drawing)
{
    inOrderOfWeight(
        drawing.state.messages, [&](const history::MessageInFlight& message, bool loud) {
            drawMessage(drawing, message, loud);
        });
    for (const history::DroppedMessage& dropped : drawing.state.dropped) {
        drawDropped(drawing, dropped);
    }
}

} // namespace brokerscope::views
