#pragma once

#include "views/stage/drawing.h"

namespace brokerscope::views {

/// How a message looks. Loud ones (records, acknowledgements, errors, news) are labelled pills;
/// what goes on all the time without news is a dot.
struct PacketLook {
    QString label; ///< empty: a dot
    QString tip;
    QString state; ///< "request" or "response"
    Ink ink = Ink::TextMuted;
    bool loud = false;
    bool small = false; ///< a smaller dot: heartbeats
};

[[nodiscard]] PacketLook packetLook(
    const Drawing& drawing, const history::MessageInFlight& message);

/// Requests are filled, responses hollow. Returns where it was drawn.
QRectF drawPacket(const Drawing& drawing, const PacketLook& look, QPointF center, const QString& id,
    double opacity);

} // namespace brokerscope::views
