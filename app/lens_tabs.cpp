#include "app/lens_tabs.h"

#include <QPainter>

namespace brokerscope::app {

namespace {

using views::FontRole;
using views::Ink;

constexpr int kBetween = 28;
constexpr int kLeastBetween = 6;
constexpr int kLine = 2;

} // namespace

LensTabs::LensTabs(QWidget* parent)
    : QTabBar(parent)
{
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(false);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void LensTabs::setTheme(const views::Theme& theme)
{
    m_theme = theme;
    setFont(theme.font(FontRole::BodyStrong)); // the wider of the two that are used
    updateGeometry();
    update();
}

QSize LensTabs::tabSizeHint(int index) const
{
    const QFontMetrics metrics(m_theme.font(FontRole::BodyStrong));
    return {wordWidth(index) + kBetween, metrics.height() + 16};
}

QSize LensTabs::minimumTabSizeHint(int index) const
{
    return {wordWidth(index) + kLeastBetween, tabSizeHint(index).height()};
}

int LensTabs::wordWidth(int index) const
{
    return QFontMetrics(m_theme.font(FontRole::BodyStrong)).horizontalAdvance(tabText(index));
}

void LensTabs::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    for (int i = 0; i < count(); ++i) {
        const bool chosen = i == currentIndex();
        const QRect tab = tabRect(i);
        const QRect word(tab.topLeft(), QSize(wordWidth(i), tab.height()));
        const bool hovered = tab.contains(mapFromGlobal(QCursor::pos())) && underMouse();
        painter.setFont(m_theme.font(chosen ? FontRole::BodyStrong : FontRole::Body));
        painter.setPen(m_theme.color(chosen ? Ink::Accent : hovered ? Ink::Text : Ink::TextMuted));
        painter.drawText(word, Qt::AlignVCenter | Qt::AlignLeft, tabText(i));
        if (chosen) {
            painter.fillRect(QRect(word.left(), tab.bottom() - kLine - 3, word.width(), kLine),
                m_theme.color(Ink::Accent));
        }
        if (chosen && hasFocus()) {
            painter.setPen(QPen(m_theme.color(Ink::Accent), 1, Qt::DotLine));
            painter.drawRect(word.adjusted(-4, 4, 4, -8));
        }
    }
}

} // namespace brokerscope::app
