#include "views/producer/producer_view.h"

#include "views/controls/themed.h"
#include "views/producer/producer_canvas.h"
#include "views/producer/producer_ids.h"
#include "views/producer/producer_plots.h"
#include "views/text/names.h"

#include <QComboBox>
#include <QEvent>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace brokerscope::views {

namespace {

constexpr int kNeeds = 420;
constexpr int kRingMargin = 12; // around what the focus ring leads to

} // namespace

ProducerView::ProducerView(QWidget* parent)
    : QWidget(parent)
    , m_chooser(new QComboBox(this))
    , m_scroll(new QScrollArea(this))
    , m_canvas(new ProducerCanvas)
    , m_plots(new ProducerPlots)
{
    auto* inside = new QWidget;
    auto* rows = new QVBoxLayout(inside);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(8);
    rows->addWidget(m_canvas, 1);
    rows->addWidget(m_plots);
    m_scroll->setWidget(inside);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->installEventFilter(this);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_chooser, 0, Qt::AlignLeft);
    layout->addWidget(m_scroll, 1);
    m_chooser->hide();
    setFocusProxy(m_canvas);
    connect(m_chooser, &QComboBox::activated, this, &ProducerView::choose);
    connect(m_canvas, &ProducerCanvas::selectionRequested, this, &ProducerView::selectionRequested);
    connect(m_canvas, &ProducerCanvas::nodeMenuRequested, this, &ProducerView::nodeMenuRequested);
    connect(
        m_canvas, &ProducerCanvas::messageMenuRequested, this, &ProducerView::messageMenuRequested);
    connect(m_canvas, &ProducerCanvas::ringMoved, this, [this](const QRectF& bounds) {
        const QPoint middle = bounds.center().toPoint();
        m_scroll->ensureVisible(middle.x(), middle.y(), kRingMargin,
            static_cast<int>(bounds.height() / 2) + kRingMargin);
    });
    connect(m_plots, &ProducerPlots::timeRequested, this, &ProducerView::timeRequested);
    retranslate();
}

void ProducerView::setScene(const Scene& scene)
{
    const bool isAnotherRun = scene.run.history != m_scene.run.history;
    m_scene = scene;
    if (isAnotherRun) {
        m_producers = scene.run ? scene.run.history->roster().nodesOf(event::NodeKind::Producer)
                                : std::vector<NodeId>();
        if (std::ranges::find(m_producers, m_producer) == m_producers.end()) {
            m_producer = m_producers.empty() ? kNoNode : m_producers.front();
        }
        fillChooser();
    }
    if (isVisible()) {
        refresh();
    }
}

void ProducerView::setSelection(const Selection& selection)
{
    m_selection = selection;
    const NodeId meant = producerOf(selection, m_scene.run);
    if (meant != kNoNode && std::ranges::find(m_producers, meant) != m_producers.end()) {
        m_producer = meant;
    }
    if (isVisible()) {
        refresh();
    }
}

void ProducerView::setReducedMotion(bool reduced)
{
    m_canvas->setReducedMotion(reduced);
}

void ProducerView::setTheme(const Theme& theme)
{
    m_scale = theme.scale();
    applyTheme(this, theme);
    m_chooser->setFont(theme.font(FontRole::Small));
    m_canvas->setTheme(theme);
    m_plots->setTheme(theme);
}

int ProducerView::wantedHeight() const
{
    return static_cast<int>(kNeeds * m_scale);
}

void ProducerView::refresh()
{
    const auto shown = std::ranges::find(m_producers, m_producer);
    if (shown != m_producers.end()) {
        const QSignalBlocker blocker(m_chooser);
        m_chooser->setCurrentIndex(static_cast<int>(shown - m_producers.begin()));
    }
    m_canvas->setSelection(m_selection);
    m_canvas->setScene(m_scene, m_producer);
    m_plots->setScene(m_scene, m_producer);
}

void ProducerView::fillChooser()
{
    const QSignalBlocker blocker(m_chooser);
    m_chooser->clear();
    for (const NodeId producer : m_producers) {
        m_chooser->addItem(nodeName(*m_scene.run.history, producer));
    }
    m_chooser->setVisible(m_producers.size() > 1);
}

void ProducerView::choose(int index)
{
    if (index < 0 || static_cast<std::size_t>(index) >= m_producers.size()) {
        return;
    }
    Selection selection;
    selection.kind = Selection::Kind::Node;
    selection.node = m_producers[static_cast<std::size_t>(index)];
    m_producer = selection.node;
    refresh();
    Q_EMIT selectionRequested(selection);
}

void ProducerView::retranslate()
{
    m_chooser->setAccessibleName(tr("Which producer"));
    m_chooser->setToolTip(tr("Which producer is shown"));
}

bool ProducerView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_scroll->viewport() && event->type() == QEvent::Resize) {
        m_canvas->setRoom(m_scroll->viewport()->size());
    }
    return QWidget::eventFilter(watched, event);
}

void ProducerView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void ProducerView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

} // namespace brokerscope::views
