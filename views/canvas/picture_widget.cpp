#include "views/canvas/picture_widget.h"

#include "views/canvas/picture_accessible.h"
#include "views/picture/painter.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

namespace brokerscope::views {

namespace {

std::optional<Direction> directionOf(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return Direction::Left;
    case Qt::Key_Right:
        return Direction::Right;
    case Qt::Key_Up:
        return Direction::Up;
    case Qt::Key_Down:
        return Direction::Down;
    default:
        return std::nullopt;
    }
}

} // namespace

PictureWidget::PictureWidget(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    installPictureAccessibility();
}

void PictureWidget::setTheme(const Theme& theme)
{
    m_theme = theme;
    pictureChanged();
}

const Picture& PictureWidget::picture() const
{
    if (!m_picture) {
        m_picture = makePicture();
    }
    return *m_picture;
}

void PictureWidget::pictureChanged()
{
    m_picture.reset();
    update();
}

void PictureWidget::setFocusedId(const QString& id)
{
    if (m_focusedId == id) {
        return;
    }
    m_focusedId = id;
    update();
    tellFocus(*this, id);
}

bool PictureWidget::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (!showTip(help->pos(), help->globalPos())) {
            QToolTip::hideText();
            event->ignore();
        }
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride && !m_focusedId.isEmpty()) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (directionOf(key) || key == Qt::Key_Escape || key == Qt::Key_Return
            || key == Qt::Key_Enter) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

bool PictureWidget::showTip(const QPoint& position, const QPoint& globalPosition)
{
    const Shape* shape = picture().at(position);
    if (shape == nullptr || shape->tip.isEmpty()) {
        return false;
    }
    QToolTip::showText(
        globalPosition, shape->tip, this, boundsOf(*shape).toAlignedRect().adjusted(-2, -2, 2, 2));
    return true;
}

bool PictureWidget::focusNextPrevChild(bool next)
{
    if (!hasFocus()) {
        return QWidget::focusNextPrevChild(next);
    }
    QStringList stops;
    for (const QString& id : reachableIds(picture())) {
        if (isTabStop(id)) {
            stops.append(id);
        }
    }
    const qsizetype present = stops.indexOf(m_focusedId);
    const qsizetype wanted
        = present < 0 ? (next ? 0 : stops.size() - 1) : present + (next ? 1 : -1);
    if (wanted < 0 || wanted >= stops.size()) {
        setFocusedId({});
        return QWidget::focusNextPrevChild(next);
    }
    setFocusedId(stops[wanted]);
    return true;
}

void PictureWidget::keyPressEvent(QKeyEvent* event)
{
    const auto direction = directionOf(event->key());
    const bool onObject = !m_focusedId.isEmpty() && picture().find(m_focusedId) != nullptr;
    if (direction && onObject && event->modifiers() == Qt::NoModifier) {
        setFocusedId(neighbour(picture(), m_focusedId, *direction));
    } else if (onObject && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        activated(m_focusedId);
    } else if (event->key() == Qt::Key_Escape && !m_focusedId.isEmpty()) {
        setFocusedId({});
    } else if (onObject
        && (event->key() == Qt::Key_Menu
            || (event->key() == Qt::Key_F10 && event->modifiers() == Qt::ShiftModifier))) {
        menuAsked(m_focusedId, mapToGlobal(boundsOf(picture(), m_focusedId).center().toPoint()));
    } else {
        QWidget::keyPressEvent(event);
    }
}

void PictureWidget::contextMenuEvent(QContextMenuEvent* event)
{
    // The menu key has been dealt with as a key.
    if (event->reason() != QContextMenuEvent::Mouse) {
        event->accept();
        return;
    }
    if (const Shape* shape = picture().at(event->pos())) {
        menuAsked(QString(shape->id), event->globalPos());
    }
}

void PictureWidget::mousePressEvent(QMouseEvent* event)
{
    setFocusedId({});
    QWidget::mousePressEvent(event);
}

void PictureWidget::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        pictureChanged();
    }
    QWidget::changeEvent(event);
}

void PictureWidget::resizeEvent(QResizeEvent* event)
{
    pictureChanged();
    QWidget::resizeEvent(event);
}

void PictureWidget::paintEvent(QPaintEvent* event)
{
    QPainter painter(this);
    painter.fillRect(event->rect(), m_theme.color(Ink::Card));
    paint(painter, picture(), m_theme, event->rect());
    paintFocusRing(painter);
}

void PictureWidget::paintFocusRing(QPainter& painter) const
{
    const QRectF bounds = hasFocus() ? boundsOf(picture(), m_focusedId) : QRectF();
    if (bounds.isNull()) {
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(m_theme.color(Ink::Card), 5));
    painter.drawRoundedRect(bounds.adjusted(-4, -4, 4, 4), 6, 6);
    painter.setPen(QPen(m_theme.color(Ink::Accent), 2.5));
    painter.drawRoundedRect(bounds.adjusted(-4, -4, 4, 4), 6, 6);
    painter.restore();
}

} // namespace brokerscope::views
