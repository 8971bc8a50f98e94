#include "app/recording_light.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>

namespace brokerscope::app {

namespace {

using views::Ink;

constexpr double kDot = 10;
constexpr double kGap = 8;
constexpr double kPadding = 12;

} // namespace

RecordingLight::RecordingLight(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    describe();
}

void RecordingLight::setFile(const QString& path, bool writing)
{
    m_path = path;
    m_writing = writing;
    describe();
}

void RecordingLight::setEvents(std::size_t events)
{
    if (events != m_events) {
        m_events = events;
        describe();
    }
}

void RecordingLight::setShort(bool isShort)
{
    if (isShort != m_short) {
        m_short = isShort;
        describe();
    }
}

QString RecordingLight::text() const
{
    QString number = QLocale().toString(static_cast<qulonglong>(m_events));
    if (m_short) {
        return number;
    }
    return m_writing ? tr("recording %1 ev", "number of events").arg(number)
                     : tr("in memory %1 ev", "number of events").arg(number);
}

void RecordingLight::describe()
{
    const QString events = tr("%n event(s)", nullptr, static_cast<int>(m_events));
    const QString where = m_writing ? tr("The session is being recorded in %1").arg(m_path)
                                    : tr("The session is kept in memory only; save it to keep it.");
    setToolTip(where % QLatin1Char('\n') % events);
    setAccessibleName(where % QLatin1String(" – ") % events);
    updateGeometry();
    update();
}

void RecordingLight::setTheme(const views::Theme& theme)
{
    m_theme = theme;
    setFont(theme.font(views::FontRole::Small));
    updateGeometry();
    update();
}

QSize RecordingLight::sizeHint() const
{
    const QFontMetricsF metrics(font());
    return QSizeF(
        metrics.horizontalAdvance(text()) + kDot + kGap + 2 * kPadding, metrics.height() + 15)
        .toSize();
}

void RecordingLight::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.color(Ink::Border), 1));
    painter.setBrush(m_theme.color(Ink::CardSunken));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);

    const QColor color = m_theme.color(m_writing ? Ink::Danger : Ink::Warning);
    const QRectF dot(kPadding, (height() - kDot) / 2.0, kDot, kDot);
    painter.setPen(QPen(color, 2));
    painter.setBrush(m_writing ? QBrush(color) : QBrush(Qt::NoBrush));
    painter.drawEllipse(dot);
    painter.setPen(color);
    painter.drawText(QRectF(dot.right() + kGap, 0, width(), height()), Qt::AlignVCenter, text());
}

void RecordingLight::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        describe();
    }
    QWidget::changeEvent(event);
}

} // namespace brokerscope::app
