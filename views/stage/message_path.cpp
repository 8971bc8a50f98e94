#include "views/stage/message_path.h"

#include <algorithm>

namespace brokerscope::views {

namespace {

enum class Side : std::uint8_t { Left, Right };

bool has(const std::vector<NodeId>& nodes, NodeId node)
{
    return std::ranges::find(nodes, node) != nodes.end();
}

// The edge of a node's card at which its messages to `other` leave and arrive.
Side sideOf(const StageLayout& layout, NodeId node, NodeId other)
{
    if (has(layout.producerNodes, node)) {
        return Side::Right;
    }
    if (has(layout.consumerNodes, node)) {
        return Side::Left;
    }
    if (has(layout.consumerNodes, other)) {
        return Side::Right;
    }
    // Replication runs along the right gutter; talk with the controller and the producers along the
    // left one.
    const bool replication = has(layout.brokerNodes, node) && has(layout.brokerNodes, other);
    return replication ? Side::Right : Side::Left;
}

QPointF anchor(const StageLayout& layout, NodeId node, Side side, double shift)
{
    QRectF card = layout.card(node);
    if (layout.combined && has(layout.controllerNodes, node)) {
        card.setLeft(layout.cluster.left()); // its badge stands within a row
    }
    // Tall client cards are left near their top, where the eye looks for them.
    const double y = std::min(card.center().y(), card.top() + 60);
    const double middle = has(layout.brokerNodes, node) ? card.center().y() : y;
    const double reach = std::min(shift, card.height() / 4);
    return {side == Side::Left ? card.left() : card.right(), middle + reach};
}

} // namespace

MessagePath::MessagePath(const StageLayout& layout, NodeId from, NodeId to, bool response)
{
    const Side fromSide = sideOf(layout, from, to);
    const Side toSide = sideOf(layout, to, from);
    m_isDrawn = !layout.card(from).isNull() && !layout.card(to).isNull();
    // Of a request and its response one runs above the other.
    const double shift = response ? 9 : -7;
    const QPointF start = anchor(layout, from, fromSide, shift);
    const QPointF end = anchor(layout, to, toSide, shift);
    const bool sameSide = fromSide == toSide;
    const double bulge = layout.gutter * (sameSide ? (response ? 1.0 : 0.6) : 0.8);
    const QPointF out(fromSide == Side::Left ? -bulge : bulge, 0);
    const QPointF in(toSide == Side::Left ? -bulge : bulge, 0);
    m_curve = {start, start + out, end + in, end};
}

QPointF MessagePath::at(double fraction) const
{
    const double t = fraction;
    const double s = 1 - t;
    return m_curve[0] * (s * s * s) + m_curve[1] * (3 * s * s * t) + m_curve[2] * (3 * s * t * t)
        + m_curve[3] * (t * t * t);
}

std::vector<QPointF> MessagePath::points() const
{
    constexpr int kSteps = 24;
    std::vector<QPointF> points;
    points.reserve(kSteps + 1);
    for (int i = 0; i <= kSteps; ++i) {
        points.push_back(at(static_cast<double>(i) / kSteps));
    }
    return points;
}

double fractionOfWay(const history::MessageInFlight& message, Timestamp now)
{
    const double before = message.millionthsBefore / 1e6;
    const Timestamp from = message.millionthsBefore == 0 ? message.sentAt : message.heldUpAt;
    const auto whole = static_cast<double>((message.sent.deliverAt - from).micros());
    const auto gone = static_cast<double>((now - from).micros());
    return whole <= 0 ? 1 : std::clamp(before + (1 - before) * gone / whole, 0.0, 1.0);
}

} // namespace brokerscope::views
