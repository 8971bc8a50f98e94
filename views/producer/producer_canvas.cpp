#include "views/producer/producer_canvas.h"

#include "views/producer/producer_ids.h"
#include "views/text/time_text.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QStringList>

namespace brokerscope::views {

ProducerCanvas::ProducerCanvas(QWidget* parent)
    : PictureWidget(parent)
    , m_data(std::make_shared<ProducerData>())
{
    setObjectName(QStringLiteral("producer"));
    setAccessibleName(tr("Producer"));
}

void ProducerCanvas::setScene(const Scene& scene, NodeId producer)
{
    const bool isAnotherRun = scene.run.history != m_gathered;
    const bool isAnother
        = isAnotherRun || producer != m_producer || scene.run.scenario != m_scene.run.scenario;
    m_scene = scene;
    m_producer = scene.run ? producer : kNoNode;
    if (isAnotherRun) {
        m_gathered = scene.run.history;
        m_data = scene.run ? gatherProducers(*scene.run.history)
                           : std::make_shared<const ProducerData>();
    }
    if (isAnother) {
        m_settings
            = m_producer == kNoNode ? ProducerSettings{} : producerSettings(scene.run, m_producer);
        fitHeight();
    }
    pictureChanged();
}

void ProducerCanvas::setSelection(const Selection& selection)
{
    if (selection != m_selection) {
        m_selection = selection;
        pictureChanged();
    }
}

void ProducerCanvas::setReducedMotion(bool reduced)
{
    m_reducedMotion = reduced;
    pictureChanged();
}

void ProducerCanvas::setTheme(const Theme& theme)
{
    PictureWidget::setTheme(theme);
    fitHeight();
}

void ProducerCanvas::setRoom(QSize room)
{
    if (room != m_room) {
        m_room = room;
        fitHeight();
        pictureChanged();
    }
}

ProducerSubject ProducerCanvas::subject() const
{
    return {*m_data, m_settings, m_producer, m_selection, theme().scale() > 1, m_reducedMotion};
}

QSizeF ProducerCanvas::pictureSize() const
{
    return m_room.isEmpty() ? QSizeF(size()) : QSizeF(m_room);
}

void ProducerCanvas::fitHeight()
{
    const double height = producerPictureHeight(m_scene, subject(), pictureSize());
    setMinimumHeight(static_cast<int>(height));
}

Picture ProducerCanvas::makePicture() const
{
    return producerPicture(m_scene, subject(), pictureSize());
}

QString ProducerCanvas::summary() const
{
    if (!m_scene.run || m_producer == kNoNode) {
        return tr("No producer to show");
    }
    QStringList sentences{tr("At %1").arg(timeText(m_scene.playhead.time))};
    for (const char* prefix :
        {"producer:", "bucket:", "broker:", "memory:", "blocked:", "retry:"}) {
        for (const Shape* shape : picture().findAll(QLatin1String(prefix))) {
            sentences.append(shape->tip);
        }
    }
    return sentences.join(QStringLiteral(". "));
}

bool ProducerCanvas::isTabStop(const QString& id) const
{
    // Every record would be a long way to Tab through; the arrow keys reach them from here.
    for (const char* prefix :
        {"producer:", "bucket:", "broker:", "memory:", "blocked:", "retry:", "compression:"}) {
        if (id.startsWith(QLatin1String(prefix))) {
            return true;
        }
    }
    return false;
}

void ProducerCanvas::activated(const QString& id)
{
    Q_EMIT selectionRequested(producerSelectionFor(id, m_scene, *m_data));
}

void ProducerCanvas::menuAsked(const QString& id, QPoint globalPosition)
{
    const Selection selection = producerSelectionFor(id, m_scene, *m_data);
    if (selection.kind == Selection::Kind::Message) {
        Q_EMIT messageMenuRequested(selection.event, globalPosition);
    } else if (selection.kind == Selection::Kind::Node
        || selection.kind == Selection::Kind::Partition) {
        Q_EMIT nodeMenuRequested(selection.node, globalPosition, selection.partition);
    }
}

void ProducerCanvas::followRing()
{
    const QRectF bounds = boundsOf(picture(), focusedId());
    if (!bounds.isNull()) {
        Q_EMIT ringMoved(bounds);
    }
}

bool ProducerCanvas::focusNextPrevChild(bool next)
{
    const bool moved = PictureWidget::focusNextPrevChild(next);
    followRing();
    return moved;
}

void ProducerCanvas::keyPressEvent(QKeyEvent* event)
{
    PictureWidget::keyPressEvent(event);
    followRing();
}

void ProducerCanvas::mouseMoveEvent(QMouseEvent* event)
{
    const Shape* shape = picture().at(event->position());
    setCursor(shape == nullptr ? Qt::ArrowCursor : Qt::PointingHandCursor);
    PictureWidget::mouseMoveEvent(event);
}

void ProducerCanvas::mousePressEvent(QMouseEvent* event)
{
    PictureWidget::mousePressEvent(event);
    if (event->button() == Qt::LeftButton) {
        const Shape* shape = picture().at(event->position());
        Q_EMIT selectionRequested(
            shape == nullptr ? Selection{} : producerSelectionFor(shape->id, m_scene, *m_data));
        event->accept();
    }
}

void ProducerCanvas::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Producer"));
        fitHeight();
    }
    PictureWidget::changeEvent(event);
}

} // namespace brokerscope::views
