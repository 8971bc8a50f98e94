#include "views/timeline/timeline_view.h"

#include "views/picture/painter.h"
#include "views/picture/sketch.h"
#include "views/text/time_text.h"
#include "views/timeline/timeline_ids.h"
#include "views/timeline/timeline_picture.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace brokerscope::views {

TimelineView::TimelineView(QWidget* parent)
    : PictureWidget(parent)
    , m_data(std::make_shared<TimelineData>())
{
    setObjectName(QStringLiteral("timeline"));
    setAccessibleName(tr("Timeline"));
}

// --- what is shown
// -----------------------------------------------------------------------------------

Timestamp TimelineView::end() const
{
    return std::max(m_data->end, Timestamp(1));
}

void TimelineView::setScene(const Scene& scene)
{
    const bool otherHistory = scene.run.history != m_scene.run.history;
    const bool otherRun = otherHistory || scene.run.scenario != m_scene.run.scenario;
    m_scene = scene;
    if (otherHistory) {
        const bool whole
            = m_window == TimelineWindow{Timestamp(), end()} || m_data->end == Timestamp();
        m_data = scene.run ? gatherTimeline(*scene.run.history) : std::make_shared<TimelineData>();
        const Timestamp newEnd = end();
        m_window = whole || m_window.to > newEnd ? TimelineWindow{Timestamp(), newEnd} : m_window;
    }
    if (otherRun) {
        lanesChanged();
    } else {
        pictureChanged();
    }
    keepPlayheadInSight();
}

void TimelineView::setSelection(const Selection& selection)
{
    if (selection != m_selection) {
        m_selection = selection;
        lanesChanged();
    }
}

void TimelineView::setDanger(std::shared_ptr<const DangerStrip> danger)
{
    if (danger != m_danger) {
        m_danger = std::move(danger);
        lanesChanged();
    }
}

void TimelineView::setTheme(const Theme& theme)
{
    PictureWidget::setTheme(theme);
    lanesChanged();
}

void TimelineView::setWindow(const TimelineWindow& window)
{
    if (window != m_window && window.to > window.from) {
        m_window = window;
        lanesChanged();
        Q_EMIT windowChanged(m_window);
    }
}

// A playhead that plays out of a zoomed window takes the window along.
void TimelineView::keepPlayheadInSight()
{
    if (m_action != Action::None || !m_scene.run || m_window.contains(m_scene.playhead.time)) {
        return;
    }
    const Duration lead = m_window.length() * 3 / 10;
    setWindow(panned(m_window, m_scene.playhead.time - lead - m_window.from, end()));
}

void TimelineView::lanesChanged()
{
    m_layout.reset();
    m_lanes.reset();
    m_pixmap = {};
    pictureChanged();
}

TimelineOptions TimelineView::options() const
{
    return {theme().scale() > 1, m_scroll, m_dragged, m_danger};
}

const TimelineLayout& TimelineView::layout() const
{
    if (!m_layout) {
        const Sketch metrics(size(), theme().scale() > 1);
        m_layout = layOutTimeline(*m_data, m_scene, m_window, size(), options(), metrics);
    }
    return *m_layout;
}

Picture TimelineView::makePicture() const
{
    if (!m_lanes) {
        m_lanes = timelineLanes(*m_data, m_scene, m_selection, layout(), options());
    }
    Picture picture = *m_lanes;
    const Picture overlay = timelineOverlay(*m_data, m_scene, layout(), options());
    picture.shapes.insert(picture.shapes.end(), overlay.shapes.begin(), overlay.shapes.end());
    return picture;
}

void TimelineView::paintEvent(QPaintEvent*)
{
    const double ratio = devicePixelRatioF();
    if (m_pixmap.isNull() || m_pixmap.devicePixelRatio() != ratio) {
        if (!m_lanes) {
            m_lanes = timelineLanes(*m_data, m_scene, m_selection, layout(), options());
        }
        m_pixmap = QPixmap((QSizeF(size()) * ratio).toSize());
        m_pixmap.setDevicePixelRatio(ratio);
        m_pixmap.fill(theme().color(Ink::Card));
        QPainter painter(&m_pixmap);
        paint(painter, *m_lanes, theme());
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_pixmap);
    paint(painter, timelineOverlay(*m_data, m_scene, layout(), options()), theme());
    paintFocusRing(painter);
}

void TimelineView::resizeEvent(QResizeEvent* event)
{
    PictureWidget::resizeEvent(event);
    lanesChanged();
}

void TimelineView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Timeline"));
        lanesChanged();
    }
    PictureWidget::changeEvent(event);
}

QString TimelineView::summary() const
{
    if (!m_scene.run) {
        return tr("No run is open");
    }
    return tr("The run from %1 to %2, the playhead at %3")
        .arg(timeText(Timestamp()), timeText(end()), timeText(m_scene.playhead.time));
}

bool TimelineView::isTabStop(const QString& id) const
{
    // Of the hundreds of slots, Tab stops at the one where the fault is; arrows reach the others.
    if (const auto slot = dangerSlotOf(id)) {
        const auto& script = m_scene.run.scenario->script;
        const Timestamp at
            = m_danger->fault < script.size() ? script[m_danger->fault].at : Timestamp();
        return slotAt(*m_danger, at) == *slot;
    }
    for (const char* prefix : {"command:", "danger-", "links:", "lane:", "down:", "term:", "epoch:",
             "leaderless:", "group:", "generation:", "rebalance:", "member:", "lag:", "marker:"}) {
        if (id.startsWith(QLatin1String(prefix))) {
            return true;
        }
    }
    return false;
}

// --- what one can do
// ---------------------------------------------------------------------------------

bool TimelineView::chooseDanger(const QString& id)
{
    if (const auto slot = dangerSlotOf(id)) {
        Q_EMIT faultMoveRequested(*slot);
    } else if (id == QLatin1String("danger-stop")) {
        Q_EMIT surveyCancelRequested();
    } else if (id == QLatin1String("danger-go")) {
        Q_EMIT surveyRequested();
    } else {
        return false;
    }
    return true;
}

QString TimelineView::dangerAt(QPointF position) const
{
    const TimelineLayout::Lane* lane = layout().only(TimelineLayout::LaneKind::Danger);
    if (lane == nullptr || !lane->rect.contains(position) || position.y() < layout().rulerHeight) {
        return {};
    }
    const Shape* shape = picture().at(position);
    return shape != nullptr && shape->id.startsWith(QLatin1String("danger")) ? shape->id
                                                                             : QString();
}

QString TimelineView::nextSlot(const QString& id, bool later) const
{
    const auto present = dangerSlotOf(id);
    std::optional<Timestamp> best;
    for (const scenario::DangerSlot& slot : m_danger->slots) {
        if (!slot.found || !present || slot.at == *present || (slot.at > *present) != later) {
            continue;
        }
        const bool isNearer = !best || (slot.at < *best) == later;
        best = isNearer ? slot.at : *best;
    }
    return best ? dangerSlotId(*best) : id;
}

void TimelineView::activated(const QString& id)
{
    if (chooseDanger(id)) {
        return;
    }
    if (const auto time = timeOf(id, m_scene, *m_data)) {
        Q_EMIT timeRequested(*time);
    }
    if (const Selection selection = timelineSelectionFor(id, m_scene, *m_data);
        selection != Selection{}) {
        Q_EMIT selectionRequested(selection);
    }
}

void TimelineView::menuAsked(const QString& id, QPoint globalPosition)
{
    if (const auto command = commandOf(id)) {
        Q_EMIT commandMenuRequested(*command, globalPosition);
    }
}

Timestamp TimelineView::snapped(double x) const
{
    const Timestamp exact = layout().time(x);
    const double perPixel = static_cast<double>(m_window.length().micros())
        / std::max(1.0, layout().plotRight - layout().plotLeft);
    if (perPixel < 100) {
        return exact;
    }
    return std::min(end(), Timestamp((exact.micros() + 500) / 1000 * 1000));
}

void TimelineView::dragTo(double x)
{
    const Timestamp to = snapped(x);
    if (m_dragged->to == to && m_action == Action::DragCommand) {
        return;
    }
    m_action = Action::DragCommand;
    m_dragged->to = to;
    lanesChanged();
    Q_EMIT commandDragged(m_dragged->index, to);
}

void TimelineView::nudge(std::size_t index, Duration by)
{
    const Timestamp now = m_dragged ? m_dragged->to : m_scene.run.scenario->script.at(index).at;
    const Timestamp to = std::clamp(now + by, Timestamp(), end());
    if (m_action != Action::NudgeCommand) {
        m_draggedFrom = now;
        m_action = Action::NudgeCommand;
    }
    m_dragged = DraggedCommand{index, to};
    lanesChanged();
    Q_EMIT commandDragged(index, to);
}

void TimelineView::drop()
{
    const bool moved = m_action == Action::DragCommand || m_action == Action::NudgeCommand;
    const std::optional<DraggedCommand> dragged = m_dragged;
    m_action = Action::None;
    m_dragged.reset();
    lanesChanged();
    if (moved && dragged) {
        Q_EMIT commandDropped(dragged->index, dragged->to);
    }
}

void TimelineView::zoom(double factor, Timestamp around)
{
    setWindow(zoomed(m_window, around, factor, end()));
}

void TimelineView::scrollTo(double scroll)
{
    const double wanted = std::clamp(scroll, 0.0, layout().mostScroll());
    if (wanted != m_scroll) {
        m_scroll = wanted;
        lanesChanged();
    }
}

void TimelineView::selectAt(QPointF position)
{
    const Shape* shape = picture().at(position);
    if (shape == nullptr) {
        return;
    }
    if (const Selection selection = timelineSelectionFor(shape->id, m_scene, *m_data);
        selection != Selection{}) {
        Q_EMIT selectionRequested(selection);
    }
}

} // namespace brokerscope::views
