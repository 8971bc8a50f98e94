#include "views/controls/pill_button.h"

#include <QKeyEvent>
#include <QPainter>

namespace brokerscope::views {

PillButton::PillButton(const QString& text, Corners corners, QWidget* parent)
    : QAbstractButton(parent)
    , m_corners(corners)
{
    setText(text);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
    setFont(m_theme.font(FontRole::Body));
}

void PillButton::setTone(Tone tone)
{
    if (tone != m_tone) {
        m_tone = tone;
        update();
    }
}

void PillButton::setTheme(const Theme& theme)
{
    m_theme = theme;
    setFont(theme.font(FontRole::Body));
    updateGeometry();
    update();
}

QSize PillButton::sizeHint() const
{
    const QFontMetrics metrics(font());
    return {metrics.horizontalAdvance(text()) + 2 * metrics.averageCharWidth() + 12,
        metrics.height() + 10};
}

Ink PillButton::fillInk() const
{
    switch (m_tone) {
    case Tone::Plain:
        return isDown() || underMouse() ? Ink::Highlight : Ink::CardSunken;
    case Tone::Accent:
        return Ink::Accent;
    case Tone::Success:
        return Ink::Success;
    case Tone::Danger:
        return Ink::Danger;
    }
    return Ink::CardSunken;
}

Ink PillButton::textInk() const
{
    if (m_tone != Tone::Plain) {
        return Ink::TextOnAccent;
    }
    return isEnabled() ? Ink::Text : Ink::TextMuted;
}

void PillButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(1, 1, -1, -1);
    const double radius = m_corners == Corners::Round ? frame.height() / 2 : 6;
    const bool coloured = m_tone != Tone::Plain;
    painter.setPen(coloured ? QPen(Qt::NoPen) : QPen(m_theme.color(Ink::Border), 1));
    painter.setBrush(m_theme.color(isEnabled() || coloured ? fillInk() : Ink::CardSunken));
    painter.drawRoundedRect(frame, radius, radius);
    painter.setPen(m_theme.color(textInk()));
    painter.setFont(font());
    const QString shown = painter.fontMetrics().elidedText(
        text(), Qt::ElideRight, static_cast<int>(frame.width()) - 6);
    painter.drawText(frame, Qt::AlignCenter, shown);
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.color(coloured ? Ink::Text : Ink::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(frame, radius, radius);
    }
}

void PillButton::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

} // namespace brokerscope::views
