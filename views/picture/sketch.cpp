#include "views/picture/sketch.h"

#include "views/picture/text_cache.h"

#include <array>
#include <cmath>
#include <utility>

namespace brokerscope::views {

namespace {

const Theme& metricsFor(bool large)
{
    static const Theme normal(ThemeName::Light);
    static const Theme projected(ThemeName::Projector);
    return large ? projected : normal;
}

std::vector<QPointF> placed(std::initializer_list<QPointF> unit, QPointF center, double size)
{
    std::vector<QPointF> points;
    points.reserve(unit.size());
    for (const QPointF& point : unit) {
        points.push_back(center + point * (size / 2));
    }
    return points;
}

} // namespace

Sketch::Sketch(QSizeF size, bool large)
    : m_metrics(metricsFor(large))
{
    m_picture.size = size;
    m_picture.shapes.reserve(512);
}

Shape& Sketch::add(ShapeKind kind)
{
    Shape& shape = m_picture.shapes.emplace_back();
    shape.kind = kind;
    return shape;
}

Shape& Sketch::rect(const QRectF& rect, double radius, Ink fill, Ink stroke, double width)
{
    Shape& shape = add(ShapeKind::Rect);
    shape.rect = rect;
    shape.radius = radius;
    shape.fill = fill;
    shape.stroke = stroke;
    shape.width = width;
    return shape;
}

Shape& Sketch::text(
    const QRectF& rect, const QString& text, FontRole font, Ink ink, Qt::Alignment align)
{
    Shape& shape = add(ShapeKind::Text);
    shape.rect = rect;
    shape.text = text;
    shape.font = font;
    shape.ink = ink;
    shape.align = align;
    shape.elide = true;
    return shape;
}

Shape& Sketch::pill(const QRectF& rect, const QString& text, FontRole font, Ink fill, Ink ink)
{
    Shape& shape = this->rect(rect, rect.height() / 2, fill);
    shape.text = text;
    shape.font = font;
    shape.ink = ink;
    shape.align = Qt::AlignCenter;
    return shape;
}

Shape& Sketch::line(QPointF from, QPointF to, Ink stroke, double width, Dash dash)
{
    Shape& shape = add(ShapeKind::Line);
    shape.points = {from, to};
    shape.stroke = stroke;
    shape.width = width;
    shape.dash = dash;
    return shape;
}

Shape& Sketch::polyline(std::vector<QPointF> points, Ink stroke, double width, Dash dash)
{
    Shape& shape = add(ShapeKind::Polyline);
    shape.points = std::move(points);
    shape.stroke = stroke;
    shape.width = width;
    shape.dash = dash;
    return shape;
}

Shape& Sketch::polygon(std::vector<QPointF> points, Ink fill)
{
    Shape& shape = add(ShapeKind::Polygon);
    shape.points = std::move(points);
    shape.fill = fill;
    return shape;
}

Shape& Sketch::arc(const QRectF& rect, double fraction, Ink stroke, double width)
{
    Shape& shape = add(ShapeKind::Arc);
    shape.rect = rect;
    shape.fraction = fraction;
    shape.stroke = stroke;
    shape.width = width;
    return shape;
}

Shape& Sketch::crown(QPointF center, double size, Ink ink)
{
    return polygon(placed({{-0.9, -0.55}, {-0.45, 0.05}, {0, -0.85}, {0.45, 0.05}, {0.9, -0.55},
                              {0.7, 0.8}, {-0.7, 0.8}},
                       center, size),
        ink);
}

Shape& Sketch::bolt(QPointF center, double size, Ink ink)
{
    return polygon(
        placed({{0.25, -1}, {-0.6, 0.2}, {-0.05, 0.2}, {-0.3, 1}, {0.6, -0.3}, {0.05, -0.3}},
            center, size),
        ink);
}

Shape& Sketch::cross(QPointF center, double size, Ink ink)
{
    // One stroke that passes the middle twice, so that the sign is a single shape.
    return polyline(placed({{-1, -1}, {1, 1}, {0, 0}, {1, -1}, {-1, 1}}, center, size), ink, 2);
}

double Sketch::width(const QString& text, FontRole font) const
{
    return TextCache::ofThisThread().width(text, font, m_metrics);
}

double Sketch::lineHeight(FontRole font) const
{
    return std::ceil(m_metrics.font(font).pixelSize() * 1.25);
}

} // namespace brokerscope::views
