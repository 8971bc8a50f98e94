#pragma once

#include "views/picture/picture.h"
#include "views/picture/theme.h"

namespace brokerscope::views {

/// Draws a Picture shape by shape. Every function returns the shape it added, so that the caller
/// can set its id, tip and the rest; that reference holds until the next shape is added.
class Sketch {
public:
    /// `large`: texts as in the projector theme. Otherwise a picture is the same for all themes.
    Sketch(QSizeF size, bool large);

    Shape& rect(
        const QRectF& rect, double radius, Ink fill, Ink stroke = Ink::None, double width = 1);
    Shape& text(const QRectF& rect, const QString& text, FontRole font, Ink ink,
        Qt::Alignment align = Qt::AlignLeft | Qt::AlignVCenter);
    /// A rounded badge with a centred label.
    Shape& pill(const QRectF& rect, const QString& text, FontRole font, Ink fill, Ink ink);
    Shape& line(QPointF from, QPointF to, Ink stroke, double width = 1, Dash dash = Dash::Solid);
    Shape& polyline(
        std::vector<QPointF> points, Ink stroke, double width = 1, Dash dash = Dash::Solid);
    Shape& polygon(std::vector<QPointF> points, Ink fill);
    Shape& arc(const QRectF& rect, double fraction, Ink stroke, double width);

    // Signs that fonts lack or draw differently.
    Shape& crown(QPointF center, double size, Ink ink);
    Shape& bolt(QPointF center, double size, Ink ink);
    Shape& cross(QPointF center, double size, Ink ink);

    /// Width of a text on one line, and the height of a line.
    [[nodiscard]] double width(const QString& text, FontRole font) const;
    [[nodiscard]] double lineHeight(FontRole font) const;
    /// Factor of the fonts: 1, or more when large.
    [[nodiscard]] double scale() const { return m_metrics.scale(); }
    [[nodiscard]] QSizeF size() const { return m_picture.size; }

    [[nodiscard]] Picture take() { return std::move(m_picture); }

private:
    Shape& add(ShapeKind kind);

    const Theme& m_metrics;
    Picture m_picture;
};

} // namespace brokerscope::views
