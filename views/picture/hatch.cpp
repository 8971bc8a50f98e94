#include "views/picture/hatch.h"

#include <QHash>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace brokerscope::views {

QList<QLineF> hatchLines(const QRectF& rect, double radius)
{
    const double corner = 0.6 * radius;
    const double first = rect.left() + rect.top() + corner;
    const double last = rect.right() + rect.bottom() - corner;
    QList<QLineF> lines;
    for (double c = std::ceil(first / kHatchSpacing) * kHatchSpacing; c < last;
         c += kHatchSpacing) {
        const double left = std::max(rect.left(), c - rect.bottom());
        const double right = std::min(rect.right(), c - rect.top());
        lines.emplace_back(left, c - left, right, c - right);
    }
    return lines;
}

QBrush hatchBrush(const QColor& ground, const QColor& lines, double scale)
{
    struct Key {
        QRgb ground;
        QRgb lines;
        int pixels;
        bool operator==(const Key&) const = default;
    };
    struct Tile {
        Key key;
        QBrush brush;
    };
    // A theme has one hatching over one or two grounds: a handful of tiles is all that is ever
    // alive.
    thread_local std::array<Tile, 4> tiles{};
    thread_local std::size_t oldest = 0;

    const Key key{
        ground.rgba(), lines.rgba(), static_cast<int>(std::lround(kHatchSpacing * scale))};
    for (const Tile& tile : tiles) {
        if (tile.key == key) {
            return tile.brush;
        }
    }
    QImage image(key.pixels, key.pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(ground);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(scale, scale);
    painter.setPen(QPen(lines, kHatchWidth, Qt::SolidLine, Qt::FlatCap));
    for (const int c : {0, kHatchSpacing, 2 * kHatchSpacing}) {
        painter.drawLine(
            QPointF(-kHatchSpacing, c + kHatchSpacing), QPointF(c + kHatchSpacing, -kHatchSpacing));
    }
    painter.end();
    QBrush brush(image);
    brush.setTransform(QTransform::fromScale(1 / scale, 1 / scale));
    tiles[oldest] = {key, brush};
    oldest = (oldest + 1) % tiles.size();
    return brush;
}

} // namespace brokerscope::views
