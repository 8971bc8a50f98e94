#pragma once

#include <QBrush>
#include <QColor>
#include <QLineF>
#include <QList>
#include <QRectF>

namespace brokerscope::views {

/// Distance between two diagonals along an axis.
inline constexpr int kHatchSpacing = 8;
inline constexpr double kHatchWidth = 2;

/// The diagonals x + y = c that cross the rectangle, cut to it and kept out of its rounded corners.
/// For SVG and PDF, where lines should stay lines.
[[nodiscard]] QList<QLineF> hatchLines(const QRectF& rect, double radius);

/// The same hatching over a ground as a brush for a painter that scales by `scale`, which must make
/// kHatchSpacing a whole number of pixels. Filling with it costs a fraction of drawing the lines.
[[nodiscard]] QBrush hatchBrush(const QColor& ground, const QColor& lines, double scale);

} // namespace brokerscope::views
