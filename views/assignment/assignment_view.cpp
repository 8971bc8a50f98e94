#include "views/assignment/assignment_view.h"

#include "views/assignment/assignment_canvas.h"
#include "views/assignment/chooser_bar.h"
#include "views/controls/themed.h"

#include <QVBoxLayout>

namespace brokerscope::views {

namespace {

constexpr int kNeeds = 360;

} // namespace

AssignmentView::AssignmentView(QWidget* parent)
    : QWidget(parent)
    , m_canvas(new AssignmentCanvas(this))
    , m_chooser(new ChooserBar(*m_canvas, this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_chooser);
    layout->addWidget(m_canvas, 1);
    setFocusProxy(m_canvas);
    connect(m_canvas, &AssignmentCanvas::timeRequested, this, &AssignmentView::timeRequested);
    connect(
        m_canvas, &AssignmentCanvas::selectionRequested, this, &AssignmentView::selectionRequested);
    connect(
        m_canvas, &AssignmentCanvas::nodeMenuRequested, this, &AssignmentView::nodeMenuRequested);
}

void AssignmentView::setScene(const Scene& scene)
{
    m_scene = scene;
    if (isVisible()) {
        refresh();
    }
}

void AssignmentView::setSelection(const Selection& selection)
{
    m_selection = selection;
    if (isVisible()) {
        refresh();
    }
}

void AssignmentView::refresh()
{
    m_canvas->setSelection(m_selection);
    m_canvas->setScene(m_scene);
}

void AssignmentView::setTheme(const Theme& theme)
{
    applyTheme(this, theme);
    m_chooser->setTheme(theme);
    m_canvas->setTheme(theme);
}

int AssignmentView::wantedHeight() const
{
    return static_cast<int>(kNeeds * m_canvas->theme().scale());
}

void AssignmentView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

} // namespace brokerscope::views
