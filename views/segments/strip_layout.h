#pragma once

#include "views/segments/log_browser.h"

#include <QRectF>

#include <vector>

namespace brokerscope::views {

/// Where the strip of segments and the row of batches below it stand.
struct StripLayout {
    StripLayout(const LogContent& content, QSizeF size, double scale);

    double scale; ///< of the fonts
    QRectF markers; ///< above the segments: labels of log start, HW …
    std::vector<QRectF> segments; ///< as LogContent::segments
    QRectF earlier; ///< leads to the segments before; null when there are none
    QRectF later;
    QRectF activeWord; ///< null when the active segment is not in the strip
    double indexTop = 0; ///< of the ticks
    double timeTop = 0;
    double tickHeight = 0;
    QRectF legend;
    QRectF batchesLabel;
    std::vector<QRectF> batches; ///< as LogContent::batches
    QRectF earlierBatches;
    QRectF laterBatches;
    QRectF trouble; ///< where the batches cannot be read any further; null when they can

    /// Where a byte of a drawn segment's .log file lies.
    [[nodiscard]] double xOf(
        const LogContent& content, std::size_t segment, std::uint64_t byte) const;
    /// Where an offset lies; nullopt when it is in none of the drawn segments.
    [[nodiscard]] std::optional<double> xOf(const LogContent& content, Offset offset) const;
};

/// How many segments find room side by side.
[[nodiscard]] std::size_t segmentsThatFit(double width, double scale);
/// How high a strip is.
[[nodiscard]] double stripHeight(double scale);

} // namespace brokerscope::views
