#include "views/stage/stage_view.h"

#include "engine/event/internal_topics.h"
#include "views/stage/drawing.h"
#include "views/stage/stage_picture.h"
#include "views/stage/stage_selection.h"
#include "views/text/time_text.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QStringList>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace brokerscope::views {

namespace {

constexpr double kZoomStep = 0.5;
constexpr double kDragStart = 4; // pixels

} // namespace

StageView::StageView(QWidget* parent)
    : PictureWidget(parent)
{
    setObjectName(QStringLiteral("stage"));
    setAccessibleName(tr("Stage"));
}

void StageView::setScene(const Scene& scene)
{
    m_scene = scene;
    m_window = m_window.count >= partitions() ? PartitionWindow{} : m_window;
    pictureChanged();
}

void StageView::setReducedMotion(bool reduced)
{
    m_reducedMotion = reduced;
    pictureChanged();
}

void StageView::setWindow(const PartitionWindow& window)
{
    if (window != m_window) {
        m_window = window;
        pictureChanged();
    }
}

std::size_t StageView::partitions() const
{
    return m_scene.run ? event::ownPartitions(m_scene.run.history->roster()) : 0;
}

void StageView::zoom(double factor, double x)
{
    if (partitions() == 0) {
        return;
    }
    const QRectF area = columnsArea(m_scene, size(), options());
    const double anchor = std::clamp((x - area.left()) / std::max(1.0, area.width()), 0.0, 1.0);
    setWindow(zoomed(m_window, partitions(), factor, anchor));
}

void StageView::pan(double pixels)
{
    const double width = columnsArea(m_scene, size(), options()).width();
    if (width > 1) {
        const double shown = static_cast<double>(resolved(m_pressedWindow, partitions()).count);
        const auto by = static_cast<std::ptrdiff_t>(std::lround(-pixels / width * shown));
        setWindow(moved(m_pressedWindow, partitions(), by));
    }
}

void StageView::setSelection(const Selection& selection)
{
    if (selection != m_selection) {
        m_selection = selection;
        pictureChanged();
    }
}

Picture StageView::makePicture() const
{
    return stagePicture(m_scene, m_selection, size(), options());
}

StageOptions StageView::options() const
{
    return {theme().scale() > 1, m_reducedMotion, m_window};
}

QString StageView::summary() const
{
    if (!m_scene.run) {
        return tr("No run is open");
    }
    QStringList sentences{tr("At %1").arg(timeText(m_scene.playhead.time))};
    for (const char* prefix : {"broker:", "partition:", "consumer-group:"}) {
        for (const Shape* shape : picture().findAll(QLatin1String(prefix))) {
            sentences.append(shape->tip);
        }
    }
    return sentences.join(QStringLiteral(". "));
}

bool StageView::isTabStop(const QString& id) const
{
    for (const char* prefix : {"broker:", "controller:", "producer:", "consumer:",
             "consumer-group:", "partition:", "replica:"}) {
        if (id.startsWith(QLatin1String(prefix))) {
            return true;
        }
    }
    return false;
}

void StageView::activated(const QString& id)
{
    Q_EMIT selectionRequested(selectionFor(id, m_scene));
    if (const NodeId producer = producerAt(id);
        producer != kNoNode && id.startsWith(QLatin1String("producer:"))) {
        Q_EMIT producerZoomRequested(producer);
    }
}

NodeId StageView::producerAt(const QString& id) const
{
    const NodeId node = nodeFor(id, m_scene);
    const bool isProducer = node != kNoNode
        && m_scene.run.history->roster().at(node).kind == event::NodeKind::Producer;
    return isProducer ? node : kNoNode;
}

void StageView::menuAsked(const QString& id, QPoint globalPosition)
{
    const Selection selection = selectionFor(id, m_scene);
    if (selection.kind == Selection::Kind::Message) {
        Q_EMIT messageMenuRequested(selection.event, globalPosition);
        return;
    }
    const NodeId node = nodeFor(id, m_scene);
    const PartitionId partition = selection.partition;
    if (node != kNoNode || partition != kNoPartition) {
        Q_EMIT nodeMenuRequested(node, globalPosition, partition);
    }
}

void StageView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Stage"));
    }
    PictureWidget::changeEvent(event);
}

void StageView::mousePressEvent(QMouseEvent* event)
{
    PictureWidget::mousePressEvent(event);
    if (event->button() != Qt::LeftButton) {
        return;
    }
    const Shape* shape = picture().at(event->position());
    const Selection selection = shape == nullptr ? Selection{} : selectionFor(shape->id, m_scene);
    m_pressed = event->position();
    m_pressedWindow = m_window;
    Q_EMIT selectionRequested(selection);
    event->accept();
}

void StageView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const Shape* shape = picture().at(event->position());
    const NodeId producer = shape == nullptr ? kNoNode : producerAt(shape->id);
    if (event->button() == Qt::LeftButton && producer != kNoNode) {
        event->accept();
        Q_EMIT producerZoomRequested(producer);
    } else {
        PictureWidget::mouseDoubleClickEvent(event);
    }
}

void StageView::mouseReleaseEvent(QMouseEvent* event)
{
    m_pressed.reset();
    PictureWidget::mouseReleaseEvent(event);
}

void StageView::wheelEvent(QWheelEvent* event)
{
    event->accept();
    const double notches = event->angleDelta().y() / 120.0;
    if (notches != 0) {
        zoom(std::pow(kZoomStep, notches), event->position().x());
    }
}

void StageView::keyPressEvent(QKeyEvent* event)
{
    const bool isMoving = event->modifiers().testFlag(Qt::AltModifier);
    if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal) {
        zoom(kZoomStep, width() / 2.0);
    } else if (event->key() == Qt::Key_Minus) {
        zoom(1 / kZoomStep, width() / 2.0);
    } else if (event->key() == Qt::Key_0) {
        setWindow({});
    } else if (isMoving && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)) {
        const auto shown = static_cast<std::ptrdiff_t>(resolved(m_window, partitions()).count);
        const std::ptrdiff_t step = std::max<std::ptrdiff_t>(1, shown / 4);
        setWindow(moved(m_window, partitions(), event->key() == Qt::Key_Left ? -step : step));
    } else {
        PictureWidget::keyPressEvent(event);
    }
}

void StageView::mouseMoveEvent(QMouseEvent* event)
{
    if (m_pressed && m_window.count > 0
        && std::abs(event->position().x() - m_pressed->x()) > kDragStart) {
        pan(event->position().x() - m_pressed->x());
    }
    const Shape* shape = picture().at(event->position());
    setCursor(shape == nullptr ? Qt::ArrowCursor : Qt::PointingHandCursor);
    PictureWidget::mouseMoveEvent(event);
}

} // namespace brokerscope::views
