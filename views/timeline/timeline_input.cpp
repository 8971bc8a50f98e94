#include "views/timeline/timeline_ids.h"
#include "views/timeline/timeline_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>

namespace brokerscope::views {

namespace {

constexpr double kDragStart = 3; // pixels

} // namespace

std::optional<std::size_t> TimelineView::commandAt(QPointF position) const
{
    // Pills only: their dotted stems have no id, and a pill counts wherever it is drawn.
    const auto& pills = layout().pills;
    for (auto pill = pills.rbegin(); pill != pills.rend(); ++pill) {
        if (pill->rect.contains(position) && position.y() > layout().rulerHeight - 4) {
            return pill->index;
        }
    }
    return std::nullopt;
}

bool TimelineView::pansAt(QPointF position) const
{
    if (position.x() < layout().plotLeft || position.y() < layout().rulerHeight
        || layout().lanes.empty()) {
        return false;
    }
    const QRectF script = layout().lanes.front().rect;
    const bool belowLanes = position.y() > layout().lanes.back().rect.bottom();
    return belowLanes || (position.y() >= script.top() && position.y() <= script.bottom());
}

void TimelineView::mousePressEvent(QMouseEvent* event)
{
    PictureWidget::mousePressEvent(event);
    if (!m_scene.run) {
        return;
    }
    event->accept();
    m_pressed = event->position();
    m_pressedWindow = m_window;
    m_pressedScroll = m_scroll;
    if (event->button() == Qt::MiddleButton) {
        m_action = Action::Pan;
    } else if (event->button() != Qt::LeftButton) {
        return;
    } else if (const auto command = commandAt(m_pressed)) {
        m_action = Action::PressCommand;
        m_draggedFrom = m_scene.run.scenario->script.at(*command).at;
        m_dragged = DraggedCommand{*command, m_draggedFrom};
        selectAt(m_pressed);
    } else if (chooseDanger(dangerAt(m_pressed))) {
        m_action = Action::None;
    } else if (m_pressed.x() < layout().plotLeft) {
        selectAt(m_pressed);
    } else if (pansAt(m_pressed)) {
        m_action = Action::Pan;
    } else {
        m_action = Action::Scrub;
        selectAt(m_pressed);
        Q_EMIT timeRequested(layout().time(m_pressed.x()));
    }
}

void TimelineView::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF position = event->position();
    const QPointF moved = position - m_pressed;
    switch (m_action) {
    case Action::Scrub:
        Q_EMIT timeRequested(layout().time(position.x()));
        break;
    case Action::Pan: {
        const double perPixel = static_cast<double>(m_pressedWindow.length().micros())
            / std::max(1.0, layout().plotRight - layout().plotLeft);
        setWindow(panned(m_pressedWindow, Duration(std::llround(-moved.x() * perPixel)), end()));
        scrollTo(m_pressedScroll - moved.y());
        break;
    }
    case Action::PressCommand:
        if (std::abs(moved.x()) < kDragStart) {
            break;
        }
        [[fallthrough]];
    case Action::DragCommand:
        // The pill keeps its place under the mouse: its left edge stands at its time.
        dragTo(layout().x(m_draggedFrom) + moved.x());
        break;
    case Action::NudgeCommand:
    case Action::None:
        setCursor(commandAt(position)           ? Qt::SizeHorCursor
                : !dangerAt(position).isEmpty() ? Qt::PointingHandCursor
                : pansAt(position)              ? Qt::OpenHandCursor
                                                : Qt::ArrowCursor);
        break;
    }
}

void TimelineView::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_action == Action::PressCommand || m_action == Action::DragCommand) {
        drop();
    }
    m_action = Action::None;
    PictureWidget::mouseReleaseEvent(event);
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (const auto command = commandAt(event->position())) {
        Q_EMIT timeRequested(m_scene.run.scenario->script.at(*command).at);
        return;
    }
    mousePressEvent(event);
}

void TimelineView::wheelEvent(QWheelEvent* event)
{
    const QPoint delta = event->angleDelta();
    const QPointF position = event->position();
    event->accept();
    if (std::abs(delta.x()) > std::abs(delta.y())) {
        const double part = -static_cast<double>(delta.x()) / 1200;
        setWindow(panned(m_window,
            Duration(std::llround(part * static_cast<double>(m_window.length().micros()))), end()));
    } else if (position.x() < layout().plotLeft) {
        scrollTo(m_scroll - delta.y() / 4.0);
    } else {
        zoom(std::pow(1.25, delta.y() / 120.0), layout().time(position.x()));
    }
}

void TimelineView::keyPressEvent(QKeyEvent* event)
{
    const std::optional<std::size_t> focused = commandOf(focusedId());
    const bool onCommand = focused.has_value() && m_scene.run.scenario != nullptr;
    const std::size_t command = focused.value_or(0);
    const bool arrow = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
    const Timestamp around = m_window.contains(m_scene.playhead.time)
        ? m_scene.playhead.time
        : m_window.from + m_window.length() / 2;
    if (onCommand && arrow && event->modifiers().testFlag(Qt::AltModifier)) {
        const Duration step = milliseconds(event->modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1);
        nudge(command, step * (event->key() == Qt::Key_Left ? -1 : 1));
    } else if (arrow && event->modifiers() == Qt::NoModifier && dangerSlotOf(focusedId())) {
        setFocusedId(nextSlot(focusedId(), event->key() == Qt::Key_Right));
    } else if (onCommand && event->key() == Qt::Key_Delete) {
        Q_EMIT commandRemoved(command);
    } else if (event->key() == Qt::Key_Escape && m_dragged) {
        m_dragged->to = m_draggedFrom;
        Q_EMIT commandDragged(m_dragged->index, m_draggedFrom);
        drop();
    } else if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal) {
        zoom(1.5, around);
    } else if (event->key() == Qt::Key_Minus) {
        zoom(1 / 1.5, around);
    } else if (event->key() == Qt::Key_0) {
        setWindow({Timestamp(), end()});
    } else {
        PictureWidget::keyPressEvent(event);
    }
}

void TimelineView::keyReleaseEvent(QKeyEvent* event)
{
    // Holding the key moves on and on; letting it go drops the command.
    const bool arrow = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
    if (m_action == Action::NudgeCommand && arrow && !event->isAutoRepeat()) {
        drop();
    } else {
        PictureWidget::keyReleaseEvent(event);
    }
}

void TimelineView::focusOutEvent(QFocusEvent* event)
{
    if (m_action == Action::NudgeCommand) {
        drop();
    }
    PictureWidget::focusOutEvent(event);
}

} // namespace brokerscope::views
