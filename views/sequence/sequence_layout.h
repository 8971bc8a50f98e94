#pragma once

#include "views/sequence/sequence_filter.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <algorithm>
#include <vector>

namespace brokerscope::views {

class Sketch;

/// Where the lifelines stand, and which y a time has.
struct SequenceLayout {
    struct Lifeline {
        NodeId node;
        double x = 0;
    };

    QSizeF size;
    TimelineWindow window;
    double header = 0; ///< height of the strip with the names, which stays
    double ruler = 0; ///< width of the column with the times
    double margin = 0; ///< width of the column on the right that the playhead's time stands in
    double contentWidth = 0; ///< of all lifelines; more than fits when they scroll
    std::vector<Lifeline> lifelines; ///< from left to right
    std::vector<double> xOf; ///< by NodeId; NaN for a node without a lifeline

    [[nodiscard]] double y(Timestamp time) const;
    /// The time at y, within the window.
    [[nodiscard]] Timestamp time(double y) const;
    [[nodiscard]] double mostScroll() const;
    /// Where lifelines and messages are drawn.
    [[nodiscard]] QRectF plot() const
    {
        return {
            ruler, header, std::max(1.0, size.width() - ruler - margin), size.height() - header};
    }
    [[nodiscard]] bool has(NodeId node) const;
};

/// `scroll`: how far the lifelines are scrolled to the left. They are spread over the width and
/// scroll only when they would come too close to one another.
[[nodiscard]] SequenceLayout layOutSequence(const ShownSequence& shown, std::size_t nodes,
    const TimelineWindow& window, QSizeF size, double scroll, const Sketch& sketch);

} // namespace brokerscope::views
