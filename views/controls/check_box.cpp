#include "views/controls/check_box.h"

#include <QPainter>

namespace brokerscope::views {

namespace {

constexpr int kBox = 14;
constexpr int kGap = 6;

} // namespace

CheckBox::CheckBox(QWidget* parent)
    : QCheckBox(parent)
{
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setTheme(m_theme);
}

void CheckBox::setTheme(const Theme& theme)
{
    m_theme = theme;
    setFont(theme.font(FontRole::Small));
    updateGeometry();
    update();
}

QSize CheckBox::sizeHint() const
{
    const QFontMetrics metrics(font());
    return {kBox + kGap + metrics.horizontalAdvance(text()) + 4, qMax(kBox, metrics.height()) + 6};
}

void CheckBox::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box(1.5, (height() - kBox) / 2.0, kBox, kBox);
    const bool checked = isChecked();
    painter.setPen(
        QPen(m_theme.color(checked || underMouse() ? Ink::Accent : Ink::TextMuted), 1.2));
    painter.setBrush(m_theme.color(checked ? Ink::Accent : Ink::Card));
    painter.drawRoundedRect(box, 3, 3);
    if (checked) {
        painter.setPen(QPen(
            m_theme.color(Ink::TextOnAccent), 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const QPointF mark[] = {box.topLeft() + QPointF(3.2, 7.2), box.topLeft() + QPointF(6, 10),
            box.topLeft() + QPointF(11, 4.4)};
        painter.drawPolyline(mark, 3);
    }
    painter.setPen(m_theme.color(Ink::Text));
    painter.setFont(font());
    const QRectF label(kBox + kGap, 0, width() - kBox - kGap, height());
    painter.drawText(label, Qt::AlignLeft | Qt::AlignVCenter, text());
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.color(Ink::Accent), 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), 4, 4);
    }
}

} // namespace brokerscope::views
