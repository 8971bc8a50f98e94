#include "views/stage/stage_view.h"

#include "views/stage/drawing.h"
#include "views/stage/stage_picture.h"
#include "views/stage/stage_selection.h"
#include "views/text/time_text.h"

#include <QMouseEvent>
#include <QStringList>

namespace brokerscope::views {

StageView::StageView(QWidget* parent)
    : PictureWidget(parent)
{
    setObjectName(QStringLiteral("stage"));
    setAccessibleName(tr("Stage"));
}

void StageView::setScene(const Scene& scene)
{
    m_scene = scene;
    pictureChanged();
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
    return stagePicture(m_scene, m_selection, size(), {theme().scale() > 1});
}

QString StageView::summary() const
{
    if (!m_scene.run) {
        return tr("No run is open");
    }
    QStringList sentences{tr("At %1").arg(timeText(m_scene.playhead.time))};
    for (const char* prefix : {"broker:", "partition:"}) {
        for (const Shape* shape : picture().findAll(QLatin1String(prefix))) {
            sentences.append(shape->tip);
        }
    }
    return sentences.join(QStringLiteral(". "));
}

bool StageView::isTabStop(const QString& id) const
{
    for (const char* prefix :
        {"broker:", "controller:", "producer:", "consumer:", "partition:", "replica:"}) {
        if (id.startsWith(QLatin1String(prefix))) {
            return true;
        }
    }
    return false;
}

void StageView::activated(const QString& id)
{
    Q_EMIT selectionRequested(selectionFor(id, m_scene));
}

void StageView::menuAsked(const QString& id, QPoint globalPosition)
{
    const NodeId node = nodeFor(id, m_scene);
    if (node != kNoNode) {
        Q_EMIT nodeMenuRequested(node, globalPosition);
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
    Q_EMIT selectionRequested(selection);
    event->accept();
}

void StageView::mouseMoveEvent(QMouseEvent* event)
{
    const Shape* shape = picture().at(event->position());
    setCursor(shape == nullptr ? Qt::ArrowCursor : Qt::PointingHandCursor);
    PictureWidget::mouseMoveEvent(event);
}

} // namespace brokerscope::views
