#include "views/events/chain_step.h"

#include "views/controls/text_label.h"

#include <QKeyEvent>
#include <QPainter>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kTextLeft = 22;
constexpr int kDotX = 8;
constexpr int kDotRadius = 4;
constexpr int kGapBelow = 12;

} // namespace

ChainStep::ChainStep(QWidget* parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ChainStep::setContent(const Content& content)
{
    if (content == m_content) {
        return;
    }
    const bool sameSize = content.sentence == m_content.sentence;
    m_content = content;
    setText(content.sentence);
    setAccessibleName(content.time + u": "_s + content.sentence);
    setToolTip(tr("Go to %1").arg(content.time));
    if (!sameSize) {
        updateGeometry();
    }
    update();
}

void ChainStep::setTheme(const Theme& theme)
{
    m_theme = theme;
    updateGeometry();
    update();
}

int ChainStep::timeHeight() const
{
    return QFontMetrics(m_theme.font(FontRole::MonoSmall)).height() + 2;
}

QSize ChainStep::sizeHint() const
{
    return {240, heightForWidth(240)};
}

QSize ChainStep::minimumSizeHint() const
{
    return {kTextLeft + 80, 2 * timeHeight()};
}

int ChainStep::heightForWidth(int width) const
{
    const QFontMetrics metrics(m_theme.font(FontRole::Small));
    const QRect bounds = metrics.boundingRect(QRect(0, 0, qMax(1, width - kTextLeft - 4), 10000),
        Qt::AlignLeft | Qt::TextWordWrap, foldable(m_content.sentence));
    return timeHeight() + bounds.height() + kGapBelow;
}

void ChainStep::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse() || isDown()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(Ink::CardSunken));
        painter.drawRoundedRect(QRectF(rect()).adjusted(kTextLeft - 4, 0, 0, -4), 5, 5);
    }
    const double dotY = timeHeight() / 2.0;
    if (!m_content.isLast) {
        painter.setPen(QPen(m_theme.color(Ink::TextFaint), 1.5, Qt::DotLine));
        painter.drawLine(
            QPointF(kDotX, dotY + kDotRadius + 2), QPointF(kDotX, height() + dotY - kDotRadius));
    }
    const QColor accent = m_theme.color(Ink::Accent);
    painter.setPen(QPen(accent, 1.5));
    painter.setBrush(m_content.hasHappened ? QBrush(accent) : QBrush(m_theme.color(Ink::Card)));
    painter.drawEllipse(QPointF(kDotX, dotY), kDotRadius, kDotRadius);

    painter.setPen(m_theme.color(Ink::TextMuted));
    painter.setFont(m_theme.font(FontRole::MonoSmall));
    painter.drawText(QRect(kTextLeft, 0, width() - kTextLeft, timeHeight()),
        Qt::AlignLeft | Qt::AlignVCenter, m_content.time);
    painter.setPen(m_theme.color(m_content.hasHappened ? Ink::Text : Ink::TextMuted));
    painter.setFont(m_theme.font(FontRole::Small));
    painter.drawText(
        QRect(kTextLeft, timeHeight(), width() - kTextLeft - 4, height() - timeHeight()),
        Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, foldable(m_content.sentence));
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.color(Ink::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(kTextLeft - 4, 1, -1, -5), 5, 5);
    }
}

void ChainStep::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

} // namespace brokerscope::views
