#include "views/picture/painter.h"

#include "views/picture/hatch.h"
#include "views/picture/text_cache.h"

#include <QFontMetricsF>
#include <QPaintEngine>
#include <QPainter>
#include <QPen>

#include <algorithm>
#include <cmath>

namespace brokerscope::views {

namespace {

// Strokes and overhanging glyphs reach a little beyond a shape's bounds.
constexpr double kOverhang = 6;

struct DashLengths {
    double line;
    double gap;
};

DashLengths dashLengths(Dash dash)
{
    return dash == Dash::Dotted ? DashLengths{2, 2} : DashLengths{5, 3};
}

class ShapePainter {
public:
    ShapePainter(QPainter& painter, const Theme& theme)
        : m_painter(painter)
        , m_theme(theme)
        , m_texts(TextCache::ofThisThread())
    {
        // SVG and PDF keep texts, lines and hatchings as what they are.
        const QPaintEngine* engine = painter.paintEngine();
        m_vector = engine != nullptr && engine->type() != QPaintEngine::Raster;
    }

    void paint(const Shape& shape)
    {
        setOpacity(shape.opacity);
        switch (shape.kind) {
        case ShapeKind::Rect:
            paintRect(shape);
            break;
        case ShapeKind::Line:
            paintLine(shape);
            break;
        case ShapeKind::Polyline:
            setPen(shape);
            m_painter.drawPolyline(shape.points.data(), static_cast<int>(shape.points.size()));
            break;
        case ShapeKind::Polygon:
            setPen(shape);
            setBrush(shape.fill);
            m_painter.drawPolygon(shape.points.data(), static_cast<int>(shape.points.size()));
            break;
        case ShapeKind::Arc:
            paintArc(shape);
            break;
        case ShapeKind::Text:
            break;
        }
        if (!shape.text.isEmpty()) {
            paintText(shape);
        }
    }

private:
    void paintRect(const Shape& shape)
    {
        const bool stroked = shape.stroke != Ink::None;
        if (shape.fill != Ink::None || stroked) {
            // A stroke of an odd width is sharp only when it runs through the middle of the pixels.
            const double inset = stroked ? std::fmod(shape.width, 2.0) / 2 : 0;
            const QRectF rect = shape.rect.adjusted(inset, inset, -inset, -inset);
            if (!shape.hatched) {
                setPen(shape);
                setBrush(shape.fill);
                drawBox(rect, shape.radius);
            } else {
                paintHatching(rect, shape);
                setPen(shape);
                setBrush(Ink::None);
                drawBox(rect, shape.radius);
            }
        }
    }

    void drawBox(const QRectF& rect, double radius)
    {
        if (radius > 0) {
            const double r = std::min({radius, rect.width() / 2, rect.height() / 2});
            m_painter.drawRoundedRect(rect, r, r);
        } else {
            m_painter.drawRect(rect);
        }
    }

    // Upright and level lines are boxes, which are painted much faster than strokes, dashes above
    // all.
    void paintLine(const Shape& shape)
    {
        const QPointF from = shape.points.front();
        const QPointF to = shape.points.back();
        const bool upright = from.x() == to.x();
        if (m_vector || shape.stroke == Ink::None || (!upright && from.y() != to.y())) {
            setPen(shape);
            m_painter.drawPolyline(shape.points.data(), static_cast<int>(shape.points.size()));
            return;
        }
        const QColor color = m_theme.color(shape.stroke);
        const auto box = [&](double start, double end) {
            const double half = shape.width / 2;
            m_painter.fillRect(upright ? QRectF(from.x() - half, start, shape.width, end - start)
                                       : QRectF(start, from.y() - half, end - start, shape.width),
                color);
        };
        const double first = upright ? std::min(from.y(), to.y()) : std::min(from.x(), to.x());
        const double last = upright ? std::max(from.y(), to.y()) : std::max(from.x(), to.x());
        if (shape.dash == Dash::Solid) {
            box(first, last);
            return;
        }
        const DashLengths lengths = dashLengths(shape.dash);
        for (double at = first; at < last; at += lengths.line + lengths.gap) {
            box(at, std::min(last, at + lengths.line));
        }
    }

    // On screens and images a tile, elsewhere lines.
    void paintHatching(const QRectF& rect, const Shape& shape)
    {
        const double scale = m_painter.deviceTransform().m11();
        const double pixels = kHatchSpacing * scale;
        m_painter.setPen(Qt::NoPen);
        if (!m_vector && shape.fill != Ink::None && pixels == std::round(pixels)) {
            m_painter.setBrush(hatchBrush(m_theme.color(shape.fill), m_theme.hatch(), scale));
            drawBox(rect, shape.radius);
            return;
        }
        setBrush(shape.fill);
        drawBox(rect, shape.radius);
        m_painter.setPen(QPen(m_theme.hatch(), kHatchWidth, Qt::SolidLine, Qt::FlatCap));
        m_painter.drawLines(hatchLines(rect, shape.radius));
    }

    void paintArc(const Shape& shape)
    {
        constexpr int kFull = 360 * 16;
        constexpr int kTop = 90 * 16;
        const int span
            = -static_cast<int>(std::lround(std::clamp(shape.fraction, 0.0, 1.0) * kFull));
        if (shape.fill != Ink::None) {
            m_painter.setPen(Qt::NoPen);
            setBrush(shape.fill);
            m_painter.drawPie(shape.rect, kTop, span);
        }
        if (shape.stroke != Ink::None) {
            setPen(shape);
            setBrush(Ink::None);
            m_painter.drawArc(shape.rect, kTop, span);
        }
    }

    void paintText(const Shape& shape)
    {
        const QString text = shape.elide
            ? m_texts.elided(shape.text, shape.font, m_theme, shape.rect.width())
            : shape.text;
        const QStaticText& laidOut = m_texts.staticText(text, shape.font, m_theme);
        const QSizeF size = laidOut.size();
        QPointF corner = shape.rect.topLeft();
        if (shape.align.testFlag(Qt::AlignRight)) {
            corner.setX(shape.rect.right() - size.width());
        } else if (shape.align.testFlag(Qt::AlignHCenter)) {
            corner.setX(shape.rect.center().x() - size.width() / 2);
        }
        if (shape.align.testFlag(Qt::AlignBottom)) {
            corner.setY(shape.rect.bottom() - size.height());
        } else if (shape.align.testFlag(Qt::AlignVCenter)) {
            corner.setY(shape.rect.center().y() - size.height() / 2);
        }
        m_painter.setFont(m_theme.font(shape.font));
        m_painter.setPen(m_theme.color(shape.ink));
        if (m_vector) {
            const double ascent = QFontMetricsF(m_theme.font(shape.font)).ascent();
            m_painter.drawText(corner + QPointF(0, ascent), text);
        } else {
            m_painter.drawStaticText(corner, laidOut);
        }
    }

    void setOpacity(double opacity)
    {
        if (m_opacity != opacity) {
            m_opacity = opacity;
            m_painter.setOpacity(opacity);
        }
    }

    void setPen(const Shape& shape)
    {
        if (shape.stroke == Ink::None || shape.width <= 0) {
            m_painter.setPen(Qt::NoPen);
            return;
        }
        QPen pen(
            m_theme.color(shape.stroke), shape.width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
        if (shape.dash != Dash::Solid) {
            const DashLengths lengths = dashLengths(shape.dash);
            pen.setDashPattern({lengths.line / shape.width, lengths.gap / shape.width});
        }
        m_painter.setPen(pen);
    }

    void setBrush(Ink ink)
    {
        if (ink == Ink::None) {
            m_painter.setBrush(Qt::NoBrush);
        } else {
            m_painter.setBrush(m_theme.color(ink));
        }
    }

    QPainter& m_painter;
    const Theme& m_theme;
    TextCache& m_texts;
    bool m_vector = false;
    double m_opacity = 1;
};

} // namespace

void paint(QPainter& painter, const Picture& picture, const Theme& theme, const QRectF& visible)
{
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    const QRectF reach = visible.adjusted(-kOverhang, -kOverhang, kOverhang, kOverhang);
    ShapePainter shapes(painter, theme);
    for (const Shape& shape : picture.shapes) {
        if (visible.isNull() || boundsOf(shape).adjusted(-1, -1, 1, 1).intersects(reach)) {
            shapes.paint(shape);
        }
    }
    painter.restore();
}

} // namespace brokerscope::views
