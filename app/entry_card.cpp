#include "app/entry_card.h"

#include "views/controls/text_label.h"

#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace brokerscope::app {

namespace {

using views::FontRole;
using views::Ink;

} // namespace

EntryCard::EntryCard(QString name, QWidget* parent)
    : QAbstractButton(parent)
    , m_name(std::move(name))
    , m_title(views::makeWrappedLabel(FontRole::Heading, Ink::Text, this))
    , m_strong(views::makeWrappedLabel(FontRole::Body, Ink::Text, this))
    , m_small(views::makeWrappedLabel(FontRole::Small, Ink::TextMuted, this))
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 14, 18, 14);
    column->setSpacing(6);
    for (views::TextLabel* label : {m_title, m_strong, m_small}) {
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
        label->setForegroundRole(QPalette::WindowText); // rather than the button's own
        column->addWidget(label);
    }
}

void EntryCard::setTexts(const QString& title, const QString& strong, const QString& small)
{
    m_title->setText(title);
    m_strong->setText(strong);
    m_strong->setVisible(!strong.isEmpty());
    m_small->setText(small);
    m_small->setVisible(!small.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(strong % QLatin1Char('\n') % small);
    updateGeometry();
}

void EntryCard::setTheme(const views::Theme& theme)
{
    m_theme = theme;
    update();
}

QSize EntryCard::sizeHint() const
{
    return layout()->sizeHint();
}

int EntryCard::heightForWidth(int width) const
{
    return layout()->heightForWidth(width);
}

void EntryCard::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool touched = underMouse() || isDown();
    const bool marked = touched || hasFocus();
    painter.setPen(QPen(m_theme.color(marked ? Ink::Accent : Ink::Border), hasFocus() ? 2 : 1));
    painter.setBrush(m_theme.color(isDown() ? Ink::Highlight : Ink::Card));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
}

void EntryCard::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

} // namespace brokerscope::app
