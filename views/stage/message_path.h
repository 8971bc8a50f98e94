#pragma once

#include "views/stage/stage_layout.h"

#include <QPointF>

#include <array>
#include <vector>

namespace brokerscope::views {

/// The way of a message from one card to another: a cubic curve through the gutter between the
/// columns. Requests and responses keep apart, as on a road.
class MessagePath {
public:
    MessagePath(const StageLayout& layout, NodeId from, NodeId to, bool response);

    /// Whether both ends are on the stage.
    [[nodiscard]] bool isDrawn() const { return m_isDrawn; }
    [[nodiscard]] QPointF at(double fraction) const;
    [[nodiscard]] std::vector<QPointF> points() const;

private:
    bool m_isDrawn = false;
    std::array<QPointF, 4> m_curve;
};

/// How far a message has come: 0 where it was sent, 1 where it arrives.
[[nodiscard]] double fractionOfWay(const history::MessageInFlight& message, Timestamp now);

} // namespace brokerscope::views
