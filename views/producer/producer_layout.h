#pragma once

#include <QRectF>
#include <QSizeF>

#include <vector>

namespace brokerscope::views {

class Sketch;

/// What the layout needs to know of what is shown.
struct ProducerExtent {
    std::size_t buckets = 0;
    std::size_t links = 0;
    double labelWidth = 0; ///< of the widest name on the left
    double legendWidth = 0; ///< of the legend in one line
};

/// Where everything in the lens stands. A function of sizes and counts alone, so that nothing jumps
/// while batches come and go.
///
/// A few partitions have a block each; of many each is a line, in two columns where there is room.
struct ProducerLayout {
    QSizeF size;
    double height = 0; ///< that it needs; more than size.height() when it has to scroll
    bool isCompact = false;
    double label = 0; ///< width of the left part of a row, up to the bucket
    double clock = 0; ///< size of a linger clock
    QRectF head; ///< title and subtitle
    std::vector<QRectF> rows; ///< by bucket, from the left edge to behind the clock
    QRectF inFlight; ///< the line above the links
    std::vector<QRectF> links; ///< null for one that has no room
    QRectF memory;
    QRectF recent;
    QRectF legend;
    QRectF compression;
    QRectF retry;
    int retryLines = 0;

    /// Of the bars that stand below one another: their left edge and their usual right one.
    [[nodiscard]] double barLeft() const { return head.left() + label; }
    double barRight = 0;
};

/// Heights of a row, in units of the light theme.
inline constexpr double kFullRow = 84;
inline constexpr double kCompactRow = 26;

[[nodiscard]] ProducerLayout layOutProducer(
    const ProducerExtent& extent, QSizeF size, const Sketch& sketch);

} // namespace brokerscope::views
