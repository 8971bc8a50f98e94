#pragma once

#include "views/assignment/assignment_graph.h"
#include "views/picture/sketch.h"

#include <QRectF>
#include <QSizeF>

#include <cstddef>

namespace brokerscope::views {

/// Where the parts of the lens stand.
struct AssignmentLayout {
    QSizeF size;
    QRectF title;
    QRectF graph; ///< members, partitions, members
    QRectF phases;
    QRectF why; ///< the decision in words
    QRectF strategies; ///< a card for each
    QRectF decisions; ///< the list of decisions; empty without room for it
    double cardPitch = 0; ///< from one strategy's card to the next
};

/// `members` and `standstills`: how many rows the phases would like to have.
[[nodiscard]] AssignmentLayout layOutAssignment(QSizeF size, std::size_t members,
    std::size_t standstills, std::size_t strategies, const Sketch& sketch);

} // namespace brokerscope::views
