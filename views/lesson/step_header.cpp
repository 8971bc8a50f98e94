#include "views/lesson/step_header.h"

#include <QKeyEvent>
#include <QPainter>

#include <cmath>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

int circleSize(const Theme& theme)
{
    return static_cast<int>(std::lround(22 * theme.scale()));
}

bool isSeen(StepPhase phase)
{
    return phase == StepPhase::Reached || phase == StepPhase::Current;
}

} // namespace

StepHeader::StepHeader(std::size_t number, QWidget* parent)
    : QAbstractButton(parent)
    , m_number(number)
{
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

int StepHeader::textLeft(const Theme& theme)
{
    return circleSize(theme) + 10;
}

void StepHeader::setPhase(StepPhase phase)
{
    m_phase = phase;
    const bool reachable = phase != StepPhase::Closed && phase != StepPhase::Absent;
    setEnabled(reachable);
    setCursor(reachable ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void StepHeader::setTheme(const Theme& theme)
{
    m_theme = theme;
    setFont(theme.font(FontRole::Heading));
    updateGeometry();
    update();
}

QSize StepHeader::sizeHint() const
{
    return {200, heightForWidth(200)};
}

QSize StepHeader::minimumSizeHint() const
{
    return {textLeft(m_theme) + 60, circleSize(m_theme) + 2};
}

int StepHeader::heightForWidth(int width) const
{
    const QFontMetrics metrics(m_theme.font(FontRole::Heading));
    const QRect bounds
        = metrics.boundingRect(QRect(0, 0, qMax(1, width - textLeft(m_theme)), 10000),
            Qt::AlignLeft | Qt::TextWordWrap, text());
    return qMax(circleSize(m_theme) + 2, bounds.height() + 4);
}

void StepHeader::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool seen = isSeen(m_phase);
    const int diameter = circleSize(m_theme);
    const QRectF circle(1, 1, diameter, diameter);
    painter.setPen(seen ? QPen(Qt::NoPen) : QPen(m_theme.color(Ink::Border), 1));
    painter.setBrush(m_theme.color(seen ? Ink::Accent : Ink::CardSunken));
    painter.drawEllipse(circle);
    painter.setPen(m_theme.color(seen ? Ink::TextOnAccent : Ink::TextMuted));
    painter.setFont(m_theme.font(FontRole::SmallStrong));
    painter.drawText(circle, Qt::AlignCenter,
        m_phase == StepPhase::Reached ? u"✓"_s : QString::number(m_number));

    painter.setFont(m_theme.font(FontRole::Heading));
    painter.setPen(m_theme.color(seen ? Ink::Text : Ink::TextMuted));
    const QRect area = rect().adjusted(textLeft(m_theme), 2, 0, 0);
    painter.drawText(area, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, text());
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.color(Ink::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
    }
}

void StepHeader::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

} // namespace brokerscope::views
