#include "views/plots/legend_row.h"

#include <QPainter>
#include <QStringList>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kSample = 18;
constexpr int kGap = 5;
constexpr int kBetween = 10;

} // namespace

LegendRow::LegendRow(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void LegendRow::setLines(const QList<LineStyle>& lines)
{
    if (lines == m_lines) {
        return;
    }
    m_lines = lines;
    QStringList names;
    for (const LineStyle& line : lines) {
        names += line.name;
    }
    setAccessibleName(names.join(u", "_s));
    setToolTip(accessibleName());
    updateGeometry();
    update();
}

void LegendRow::setTheme(const Theme& theme)
{
    m_theme = theme;
    updateGeometry();
    update();
}

QSize LegendRow::sizeHint() const
{
    const QFontMetrics metrics(m_theme.font(FontRole::Caption));
    int width = 0;
    for (const LineStyle& line : m_lines) {
        width += kSample + kGap + metrics.horizontalAdvance(line.name) + kBetween;
    }
    return {width, metrics.height()};
}

QSize LegendRow::minimumSizeHint() const
{
    return {m_lines.isEmpty() ? 0 : kSample + kGap, sizeHint().height()};
}

void LegendRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont& font = m_theme.font(FontRole::Caption);
    const QFontMetrics metrics(font);
    painter.setFont(font);
    int x = 0;
    for (const LineStyle& line : m_lines) {
        const int room = width() - x - kSample - kGap;
        if (room < metrics.averageCharWidth()) {
            break;
        }
        painter.setPen(QPen(m_theme.color(line.ink), 2, line.dash));
        painter.drawLine(x, height() / 2, x + kSample, height() / 2);
        x += kSample + kGap;
        const QString name = metrics.elidedText(line.name, Qt::ElideRight, room);
        painter.setPen(m_theme.color(Ink::TextMuted));
        painter.drawText(QRect(x, 0, room, height()), Qt::AlignLeft | Qt::AlignVCenter, name);
        x += metrics.horizontalAdvance(name) + kBetween;
    }
}

} // namespace brokerscope::views
