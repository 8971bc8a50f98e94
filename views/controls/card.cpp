#include "views/controls/card.h"

#include <QPainter>

namespace brokerscope::views {

Card::Card(Ink fill, Ink stroke, double radius, QWidget* parent)
    : QFrame(parent)
    , m_fill(fill)
    , m_stroke(stroke)
    , m_radius(radius)
{
}

void Card::setInks(Ink fill, Ink stroke)
{
    if (fill == m_fill && stroke == m_stroke) {
        return;
    }
    m_fill = fill;
    m_stroke = stroke;
    update();
}

void Card::setTheme(const Theme& theme)
{
    m_theme = theme;
    update();
}

void Card::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_stroke == Ink::None ? QPen(Qt::NoPen) : QPen(m_theme.color(m_stroke), 1));
    painter.setBrush(m_fill == Ink::None ? QBrush(Qt::NoBrush) : QBrush(m_theme.color(m_fill)));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), m_radius, m_radius);
}

} // namespace brokerscope::views
