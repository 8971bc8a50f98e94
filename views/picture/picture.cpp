#include "views/picture/picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <ranges>

namespace brokerscope::views {

namespace {

constexpr double kLineReach = 4;

double distanceToSegment(QPointF point, QPointF a, QPointF b)
{
    const QPointF along = b - a;
    const double length = QPointF::dotProduct(along, along);
    const double t
        = length > 0 ? std::clamp(QPointF::dotProduct(point - a, along) / length, 0.0, 1.0) : 0.0;
    const QPointF off = point - (a + along * t);
    return std::hypot(off.x(), off.y());
}

bool nearLine(const std::vector<QPointF>& points, QPointF point)
{
    for (std::size_t i = 1; i < points.size(); ++i) {
        if (distanceToSegment(point, points[i - 1], points[i]) <= kLineReach) {
            return true;
        }
    }
    return false;
}

bool covers(const Shape& shape, QPointF point)
{
    switch (shape.kind) {
    case ShapeKind::Rect:
    case ShapeKind::Text:
    case ShapeKind::Arc:
        return shape.rect.contains(point);
    case ShapeKind::Line:
    case ShapeKind::Polyline:
        return nearLine(shape.points, point);
    case ShapeKind::Polygon: {
        const QPolygonF polygon(QList<QPointF>(shape.points.begin(), shape.points.end()));
        return polygon.containsPoint(point, Qt::OddEvenFill);
    }
    }
    return false;
}

} // namespace

Ink consumerInk(std::size_t order)
{
    constexpr std::array kInks{Ink::Consumer0, Ink::Consumer1, Ink::Consumer2, Ink::Consumer3,
        Ink::Consumer4, Ink::Consumer5, Ink::Consumer6, Ink::Consumer7};
    return kInks[order % kInks.size()];
}

QRectF boundsOf(const Shape& shape)
{
    if (shape.points.empty()) {
        return shape.rect;
    }
    QRectF bounds(shape.points.front(), QSizeF(0, 0));
    for (const QPointF& point : shape.points) {
        bounds.setLeft(std::min(bounds.left(), point.x()));
        bounds.setRight(std::max(bounds.right(), point.x()));
        bounds.setTop(std::min(bounds.top(), point.y()));
        bounds.setBottom(std::max(bounds.bottom(), point.y()));
    }
    return bounds;
}

const Shape* Picture::find(const QString& id) const
{
    const auto found
        = std::ranges::find_if(shapes, [&](const Shape& shape) { return shape.id == id; });
    return found == shapes.end() ? nullptr : &*found;
}

std::vector<const Shape*> Picture::findAll(const QString& idPrefix) const
{
    std::vector<const Shape*> found;
    for (const Shape& shape : shapes) {
        if (!shape.id.isEmpty() && shape.id.startsWith(idPrefix)) {
            found.push_back(&shape);
        }
    }
    return found;
}

const Shape* Picture::at(QPointF point) const
{
    for (const Shape& shape : std::views::reverse(shapes)) {
        if (!shape.id.isEmpty() && covers(shape, point)) {
            return &shape;
        }
    }
    return nullptr;
}

} // namespace brokerscope::views
