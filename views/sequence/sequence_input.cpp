#include "views/sequence/sequence_diagram.h"
#include "views/sequence/sequence_ids.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace brokerscope::views {

namespace {

constexpr double kDragStart = 4; // pixels

} // namespace

void SequenceDiagram::pan(double windows)
{
    const auto length = static_cast<double>(m_window.length().micros());
    setWindow(panned(m_window, Duration(std::llround(windows * length)), end()));
}

void SequenceDiagram::zoom(double factor, Timestamp around)
{
    setWindow(zoomed(m_window, around, factor, end()));
}

void SequenceDiagram::scrollTo(double scroll)
{
    const double wanted = std::clamp(scroll, 0.0, layout().mostScroll());
    if (wanted != m_scroll) {
        m_scroll = wanted;
        linesChanged();
    }
}

void SequenceDiagram::choose(QPointF position)
{
    const Shape* shape = picture().at(position);
    const QString id = shape == nullptr ? QString() : QString(shape->id);
    const history::History& history = *m_scene.run.history;
    Q_EMIT selectionRequested(sequenceSelectionFor(id, history));
    const auto event = sequenceEventOf(id, history);
    if (!event) {
        return;
    }
    Timestamp time = history.event(*event).time;
    if (const std::ptrdiff_t index = m_data->indexOf(*event); index >= 0) {
        const auto& message = m_data->messages[static_cast<std::size_t>(index)];
        time = std::clamp(layout().time(position.y()), message.sentAt, message.endedAt);
    }
    Q_EMIT timeRequested(time);
}

void SequenceDiagram::mousePressEvent(QMouseEvent* event)
{
    PictureWidget::mousePressEvent(event);
    const bool isOurs = event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton;
    if (!m_scene.run || !isOurs) {
        return;
    }
    event->accept();
    m_pressed = event->position();
    m_pressedWindow = m_window;
    m_pressedScroll = m_scroll;
    const bool isInTimes = m_pressed.x() < layout().ruler && m_pressed.y() > layout().header;
    m_action = event->button() == Qt::MiddleButton ? Action::Pan
        : isInTimes                                ? Action::Scrub
                                                   : Action::Press;
    if (m_action == Action::Scrub) {
        Q_EMIT timeRequested(layout().time(m_pressed.y()));
    }
}

void SequenceDiagram::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF position = event->position();
    const QPointF moved = position - m_pressed;
    if (m_action == Action::Press && moved.manhattanLength() >= kDragStart) {
        m_action = Action::Pan;
    }
    if (m_action == Action::Scrub) {
        Q_EMIT timeRequested(layout().time(position.y()));
    } else if (m_action == Action::Pan) {
        const double perPixel = static_cast<double>(m_pressedWindow.length().micros())
            / std::max(1.0, layout().plot().height());
        setWindow(panned(m_pressedWindow, Duration(std::llround(-moved.y() * perPixel)), end()));
        scrollTo(m_pressedScroll - moved.x());
        setCursor(Qt::ClosedHandCursor);
    } else {
        const Shape* shape = picture().at(position);
        setCursor(shape != nullptr              ? Qt::PointingHandCursor
                : position.x() < layout().ruler ? Qt::ArrowCursor
                                                : Qt::OpenHandCursor);
    }
    PictureWidget::mouseMoveEvent(event);
}

void SequenceDiagram::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_action == Action::Press) {
        choose(m_pressed);
    }
    m_action = Action::None;
    PictureWidget::mouseReleaseEvent(event);
}

void SequenceDiagram::wheelEvent(QWheelEvent* event)
{
    const QPoint delta = event->angleDelta();
    const QPointF position = event->position();
    event->accept();
    const bool isSideways = std::abs(delta.x()) > std::abs(delta.y());
    if (isSideways || event->modifiers().testFlag(Qt::ShiftModifier)
        || position.y() < layout().header) {
        scrollTo(m_scroll - (isSideways ? delta.x() : delta.y()) / 2.0);
    } else {
        zoom(std::pow(1.25, delta.y() / 120.0), layout().time(position.y()));
    }
}

bool SequenceDiagram::moveByKey(int key)
{
    switch (key) {
    case Qt::Key_PageUp:
        pan(-0.9);
        return true;
    case Qt::Key_PageDown:
        pan(0.9);
        return true;
    case Qt::Key_Up:
        pan(-0.1);
        return true;
    case Qt::Key_Down:
        pan(0.1);
        return true;
    case Qt::Key_Home:
        setWindow({Timestamp(), Timestamp() + m_window.length()});
        return true;
    case Qt::Key_End:
        setWindow({end() - m_window.length(), end()});
        return true;
    case Qt::Key_0:
        showUsualWindow();
        return true;
    default:
        return false;
    }
}

void SequenceDiagram::keyPressEvent(QKeyEvent* event)
{
    const bool isOnObject = !focusedId().isEmpty() && picture().find(focusedId()) != nullptr;
    const bool isArrow = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down;
    const bool isSideways = event->modifiers().testFlag(Qt::ShiftModifier)
        && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right);
    const Timestamp around = m_window.contains(m_scene.playhead.time)
        ? m_scene.playhead.time
        : m_window.from + m_window.length() / 2;
    if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal) {
        zoom(1.5, around);
    } else if (event->key() == Qt::Key_Minus) {
        zoom(1 / 1.5, around);
    } else if (isSideways) {
        scrollTo(m_scroll + (event->key() == Qt::Key_Left ? -80 : 80));
    } else if ((isOnObject && isArrow) || !moveByKey(event->key())) {
        PictureWidget::keyPressEvent(event);
    }
}

} // namespace brokerscope::views
