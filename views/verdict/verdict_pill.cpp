#include "views/verdict/verdict_pill.h"

#include <QKeyEvent>
#include <QLocale>
#include <QPainter>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kSideMargin = 12;
constexpr int kGap = 6;

} // namespace

VerdictPill::VerdictPill(Ink numberInk, QWidget* parent)
    : QAbstractButton(parent)
    , m_numberInk(numberInk)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::NoFocus);
    setAttribute(Qt::WA_Hover);
}

void VerdictPill::setLabel(const QString& label)
{
    m_label = label;
    describe();
}

void VerdictPill::setNumber(qint64 number)
{
    if (number == m_number) {
        return;
    }
    const bool widthChanges = QString::number(number).size() != QString::number(m_number).size();
    m_number = number;
    describe();
    if (widthChanges) {
        updateGeometry();
    }
}

void VerdictPill::setAlarm(bool alarm)
{
    if (alarm == m_alarm) {
        return;
    }
    m_alarm = alarm;
    setFocusPolicy(alarm ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(alarm ? Qt::PointingHandCursor : Qt::ArrowCursor);
    describe();
    updateGeometry();
}

void VerdictPill::setTheme(const Theme& theme)
{
    m_theme = theme;
    updateGeometry();
    update();
}

void VerdictPill::describe()
{
    setText(QString::number(m_number) + u' ' + m_label);
    setAccessibleName(text());
    update();
}

QString VerdictPill::numberText() const
{
    const QString number = QLocale().toString(m_number);
    return m_alarm ? QString(u"⚠ "_s + number) : number;
}

QSize VerdictPill::sizeHint() const
{
    const QFontMetrics numberMetrics(m_theme.font(FontRole::BodyStrong));
    const QFontMetrics labelMetrics(m_theme.font(FontRole::Body));
    const int width = 2 * kSideMargin + numberMetrics.horizontalAdvance(numberText()) + kGap
        + labelMetrics.horizontalAdvance(m_label);
    return {width, qMax(28, labelMetrics.height() + 12)};
}

void VerdictPill::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(1, 1, -1, -1);
    const double radius = frame.height() / 2;
    const bool hot = m_alarm && (underMouse() || isDown());
    painter.setPen(QPen(m_theme.color(m_alarm ? Ink::Danger : Ink::Border), m_alarm ? 1.6 : 1.2));
    painter.setBrush(m_theme.color(hot ? Ink::DangerSoft : Ink::Card));
    painter.drawRoundedRect(frame, radius, radius);
    if (hasFocus()) {
        const QRectF ring = frame.adjusted(2.5, 2.5, -2.5, -2.5);
        painter.setPen(QPen(m_theme.color(Ink::Accent), 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2);
    }

    const QFont& numberFont = m_theme.font(FontRole::BodyStrong);
    const QRectF inner = frame.adjusted(kSideMargin - 1, 0, -kSideMargin + 1, 0);
    painter.setFont(numberFont);
    painter.setPen(m_theme.color(m_alarm ? Ink::Danger
            : m_number == 0              ? Ink::TextMuted
                                         : m_numberInk));
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignVCenter, numberText());
    const double labelLeft = QFontMetrics(numberFont).horizontalAdvance(numberText()) + kGap;
    painter.setFont(m_theme.font(FontRole::Body));
    painter.setPen(m_theme.color(Ink::TextMuted));
    painter.drawText(inner.adjusted(labelLeft, 0, 2, 0), Qt::AlignLeft | Qt::AlignVCenter, m_label);
}

void VerdictPill::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

} // namespace brokerscope::views
