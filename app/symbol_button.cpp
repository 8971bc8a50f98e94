#include "app/symbol_button.h"

#include <QAction>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>

namespace brokerscope::app {

namespace {

using views::Ink;
using Symbol = SymbolButton::Symbol;

constexpr double kGap = 6;
constexpr double kPadding = 11;
constexpr double kBar = 0.16; ///< width of a bar in parts of the symbol's height

/// A triangle that fills the unit square from x on, pointing right, or left for a negative width.
void addTriangle(QPainterPath& path, double x, double width)
{
    path.moveTo(x, 0);
    path.lineTo(x + width, 0.5);
    path.lineTo(x, 1);
    path.closeSubpath();
}

/// The symbol within a unit square.
QPainterPath outline(Symbol symbol)
{
    QPainterPath path;
    switch (symbol) {
    case Symbol::None:
        break;
    case Symbol::Menu:
        for (const double y : {0.06, 0.42, 0.78}) {
            path.addRect(-0.1, y, 1.2, 0.15);
        }
        break;
    case Symbol::ToStart:
        path.addRect(0, 0, kBar, 1);
        addTriangle(path, 1, -0.75);
        break;
    case Symbol::Back:
        addTriangle(path, 0.85, -0.75);
        break;
    case Symbol::Play:
    case Symbol::Forward:
        addTriangle(path, 0.15, 0.75);
        break;
    case Symbol::Pause:
        path.addRect(0.14, 0, 0.25, 1);
        path.addRect(0.61, 0, 0.25, 1);
        break;
    case Symbol::ToEnd:
        addTriangle(path, 0, 0.75);
        path.addRect(1 - kBar, 0, kBar, 1);
        break;
    case Symbol::Down:
        path.moveTo(0.1, 0.3);
        path.lineTo(0.9, 0.3);
        path.lineTo(0.5, 0.75);
        path.closeSubpath();
        break;
    }
    return path;
}

bool standsBehindText(Symbol symbol)
{
    return symbol == Symbol::Forward || symbol == Symbol::Down;
}

} // namespace

SymbolButton::SymbolButton(Symbol symbol, Tone tone, QWidget* parent)
    : QAbstractButton(parent)
    , m_symbol(symbol)
    , m_tone(tone)
{
    // A click leaves the keyboard where it is, so that Space goes on meaning "play".
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void SymbolButton::setSymbol(Symbol symbol)
{
    m_symbol = symbol;
    updateGeometry();
    update();
}

void SymbolButton::setAction(QAction* action)
{
    m_action = action;
    connect(this, &QAbstractButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::changed, this, &SymbolButton::followAction);
    followAction();
}

void SymbolButton::followAction()
{
    setEnabled(m_action->isEnabled());
    setToolTip(m_action->toolTip());
    setAccessibleName(m_action->iconText());
}

void SymbolButton::setMenu(QMenu* menu)
{
    connect(this, &QAbstractButton::clicked, menu, [this, menu] {
        const int x = std::min(0, width() - menu->sizeHint().width());
        menu->popup(mapToGlobal(QPoint(x, height() + 4)));
    });
}

void SymbolButton::setTheme(const views::Theme& theme)
{
    m_theme = theme;
    setFont(theme.font(views::FontRole::Small));
    updateGeometry();
    update();
}

double SymbolButton::symbolWidth() const
{
    return m_symbol == Symbol::None ? 0 : QFontMetricsF(font()).capHeight() + 2;
}

QSize SymbolButton::sizeHint() const
{
    const QFontMetricsF metrics(font());
    double width = symbolWidth() + 2 * kPadding;
    if (!text().isEmpty()) {
        width += metrics.horizontalAdvance(text()) + (m_symbol == Symbol::None ? 0 : kGap);
    }
    if (m_tone == Tone::Accent) {
        width += 10;
    }
    return QSizeF(width, metrics.height() + 15).toSize();
}

void SymbolButton::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(1, 1, -1, -1);
    const bool touched = isEnabled() && (underMouse() || isDown());
    if (m_tone != Tone::Flat || touched) {
        const bool accent = m_tone == Tone::Accent && isEnabled();
        painter.setPen(accent ? QPen(Qt::NoPen) : QPen(m_theme.color(Ink::Border), 1));
        painter.setBrush(m_theme.color(accent ? Ink::Accent
                : touched                     ? Ink::Highlight
                                              : Ink::CardSunken));
        painter.drawRoundedRect(frame, 6, 6);
    }

    const Ink ink = !isEnabled() ? Ink::TextFaint
        : m_tone == Tone::Accent ? Ink::TextOnAccent
                                 : Ink::Text;
    painter.setOpacity(isEnabled() ? 1 : 0.6);
    const double side = symbolWidth();
    const double textWidth = QFontMetricsF(font()).horizontalAdvance(text());
    const double gap = text().isEmpty() || m_symbol == Symbol::None ? 0 : kGap;
    const double left = (width() - side - gap - textWidth) / 2;
    const double symbolLeft = standsBehindText(m_symbol) ? left + textWidth + gap : left;
    const double textLeft = standsBehindText(m_symbol) ? left : left + side + gap;
    painter.setPen(m_theme.color(ink));
    painter.drawText(QRectF(textLeft, 0, textWidth + 1, height()), Qt::AlignVCenter, text());

    const QTransform place
        = QTransform().translate(symbolLeft, (height() - side) / 2).scale(side, side);
    painter.fillPath(place.map(outline(m_symbol)), m_theme.color(ink));
    painter.setOpacity(1);
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.color(m_tone == Tone::Accent ? Ink::Text : Ink::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(frame, 6, 6);
    }
}

void SymbolButton::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

} // namespace brokerscope::app
