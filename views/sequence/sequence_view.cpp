#include "views/sequence/sequence_view.h"

#include "views/controls/themed.h"
#include "views/sequence/filter_bar.h"
#include "views/sequence/sequence_diagram.h"

#include <QVBoxLayout>

namespace brokerscope::views {

SequenceView::SequenceView(QWidget* parent)
    : QWidget(parent)
    , m_filter(new SequenceFilterBar(this))
    , m_diagram(new SequenceDiagram(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_filter);
    layout->addWidget(m_diagram, 1);
    setFocusProxy(m_diagram);
    connect(m_filter, &SequenceFilterBar::filterChanged, m_diagram, &SequenceDiagram::setFilter);
    connect(m_filter, &SequenceFilterBar::exportRequested, this, &SequenceView::exportRequested);
    connect(m_diagram, &SequenceDiagram::timeRequested, this, &SequenceView::timeRequested);
    connect(
        m_diagram, &SequenceDiagram::selectionRequested, this, &SequenceView::selectionRequested);
    connect(m_diagram, &SequenceDiagram::nodeMenuRequested, this, &SequenceView::nodeMenuRequested);
}

void SequenceView::setScene(const Scene& scene)
{
    m_scene = scene;
    if (isVisible()) {
        refresh();
    }
}

void SequenceView::setSelection(const Selection& selection)
{
    m_selection = selection;
    if (isVisible()) {
        refresh();
    }
}

void SequenceView::refresh()
{
    m_filter->setHistory(m_scene.run.history);
    m_diagram->setSelection(m_selection);
    m_diagram->setScene(m_scene);
}

void SequenceView::setTheme(const Theme& theme)
{
    applyTheme(this, theme);
    m_filter->setTheme(theme);
    m_diagram->setTheme(theme);
}

Picture SequenceView::exportPicture() const
{
    return m_diagram->picture();
}

void SequenceView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

} // namespace brokerscope::views
