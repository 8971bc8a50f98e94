#include "views/plots/plots_view.h"

#include "views/controls/pill_button.h"
#include "views/plots/metric_lines.h"
#include "views/plots/plot_card.h"
#include "views/plots/plot_grid.h"
#include "views/text/names.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QtConcurrentRun>

#include <algorithm>
#include <array>
#include <cmath>

namespace brokerscope::views {

namespace {

/// A longer run is worked through on another thread; a shorter one takes a few milliseconds.
constexpr std::size_t kLongRun = 60'000;

/// Nobody looks closer than a microsecond run apart.
constexpr double kSmallestRange = 0.0005;

/// What one looks at first when something fails.
constexpr std::array kFirstMetrics
    = {MetricId::InSyncReplicas, MetricId::UnderReplicated, MetricId::LeaderElections};

} // namespace

PlotsView::PlotsView(QWidget* parent)
    : QWidget(parent)
    , m_uncommitted(new PlotCard)
    , m_lag(new PlotCard)
    , m_latency(new PlotCard)
    , m_grid(new PlotGrid(this))
    , m_chooser(new PillButton(QStringLiteral("+"), PillButton::Corners::Soft, this))
    , m_menu(new QMenu(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_grid, 1);
    layout->addWidget(m_chooser, 0, Qt::AlignTop);
    for (PlotCard* card : {m_uncommitted, m_lag, m_latency}) {
        connectCard(card);
    }
    for (const MetricId id : kFirstMetrics) {
        m_metrics[id] = new PlotCard;
        connectCard(m_metrics[id]);
    }
    arrange();
    m_menu->setToolTipsVisible(true);
    connect(m_chooser, &QAbstractButton::clicked, this,
        [this] { m_menu->popup(m_chooser->mapToGlobal(QPoint(0, m_chooser->height()))); });
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        const auto computed = m_watcher.result();
        if (computed->run.history == m_scene.run.history) {
            take(*computed);
        } else {
            refresh();
        }
    });
    retranslate();
}

void PlotsView::connectCard(PlotCard* card)
{
    connect(card, &PlotCard::rangeChanged, this, &PlotsView::setRange);
    connect(card, &PlotCard::resetRequested, this, &PlotsView::showWholeRun);
    connect(card, &PlotCard::timeClicked, this, [this](double seconds) {
        const double inside = std::clamp(seconds, 0.0, m_series.endSeconds);
        Q_EMIT timeRequested(Timestamp(std::llround(inside * 1e6)));
    });
}

// --- which plots there are

QList<PlotCard*> PlotsView::cards() const
{
    QList<PlotCard*> all{m_uncommitted, m_lag, m_latency};
    for (const auto& [id, card] : m_metrics) {
        all += card;
    }
    return all;
}

PlotCard* PlotsView::metricPlot(MetricId id) const
{
    const auto found = m_metrics.find(id);
    return found == m_metrics.end() ? nullptr : found->second;
}

void PlotsView::setMetricShown(MetricId id, bool shown)
{
    PlotCard* present = metricPlot(id);
    if ((present != nullptr) == shown) {
        return;
    }
    if (present != nullptr) {
        m_metrics.erase(id);
        present->deleteLater();
        present->hide();
    } else {
        auto* card = new PlotCard;
        m_metrics[id] = card;
        connectCard(card);
        applyTheme(card, m_theme);
        card->setTheme(m_theme);
        labelMetric(id, card);
        showMetric(id, card);
        card->setRange(m_lower, m_upper);
        card->setPlayhead(static_cast<double>(m_scene.playhead.time.micros()) / 1e6);
    }
    arrange();
    fillMenu();
}

void PlotsView::arrange()
{
    QList<QWidget*> widgets;
    for (PlotCard* card : cards()) {
        widgets += card;
    }
    m_grid->setCards(widgets);
}

void PlotsView::fillMenu()
{
    m_menu->clear();
    delete m_producerMenu;
    m_producerMenu = new QMenu(tr("Producers"), m_menu);
    m_producerMenu->setToolTipsVisible(true);
    m_producerMenu->setPalette(m_menu->palette());
    m_producerMenu->setFont(m_menu->font());
    m_menu->addMenu(m_producerMenu);
    for (const MetricDef& def : metricDefs()) {
        QMenu* menu = def.scope == MetricScope::Producer ? m_producerMenu : m_menu;
        QAction* action = menu->addAction(def.title);
        action->setData(static_cast<int>(def.id));
        action->setToolTip(def.meaning + QLatin1Char('\n') + def.jmxName);
        action->setCheckable(true);
        action->setChecked(m_metrics.contains(def.id));
        connect(
            action, &QAction::toggled, this,
            [this, id = def.id](bool on) { setMetricShown(id, on); }, Qt::QueuedConnection);
    }
}

PlotsView::~PlotsView()
{
    m_watcher.waitForFinished();
}

void PlotsView::setScene(const Scene& scene)
{
    m_scene = scene;
    if (isVisible()) {
        refresh();
    }
}

void PlotsView::setSelection(const Selection&)
{
    // The plots show all partitions and consumers at once.
}

void PlotsView::setTheme(const Theme& theme)
{
    m_theme = theme;
    applyTheme(this, theme);
    for (QMenu* menu : {m_menu, m_producerMenu}) {
        menu->setPalette(paletteOf(theme));
        menu->setFont(theme.font(FontRole::Small));
    }
}

void PlotsView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void PlotsView::refresh()
{
    const RunView& run = m_scene.run;
    if (run.history != m_shown) {
        if (!run || !run.verdict) {
            take({});
        } else if (run.history->size() < kLongRun) {
            take(compute(run));
        } else if (!m_watcher.isRunning()) {
            m_watcher.setFuture(QtConcurrent::run([run]() -> std::shared_ptr<const Computed> {
                return std::make_shared<Computed>(compute(run));
            }));
        }
    }
    const double seconds = static_cast<double>(m_scene.playhead.time.micros()) / 1e6;
    for (PlotCard* card : cards()) {
        card->setPlayhead(seconds);
    }
}

PlotsView::Computed PlotsView::compute(const RunView& run)
{
    return {run, seriesOf(*run.history, *run.verdict), gatherMetrics(*run.history)};
}

void PlotsView::take(const Computed& computed)
{
    // A fork of the run keeps the zoom; a run of another length starts with everything.
    const bool keepsRange = m_shown && m_series.endSeconds == computed.series.endSeconds;
    m_shown = computed.run.history;
    m_series = computed.series;
    m_metricSeries = computed.metrics;
    showSeries();
    if (!keepsRange) {
        showWholeRun();
    }
}

void PlotsView::showSeries()
{
    QList<PlotLine> uncommitted;
    QList<PlotLine> lag;
    if (m_shown) {
        for (const PartitionSeries& series : m_series.uncommitted) {
            const std::size_t i = series.partition.value();
            uncommitted += PlotLine{partitionStyle(i, partitionName(*m_shown, series.partition)),
                PlotLine::Shape::Steps, series.points};
        }
        for (std::size_t i = 0; i < m_series.lag.size(); ++i) {
            lag += PlotLine{consumerStyle(i, nodeName(*m_shown, m_series.lag[i].consumer)),
                PlotLine::Shape::Steps, m_series.lag[i].points};
        }
    }
    m_uncommitted->setLines(uncommitted);
    m_lag->setLines(lag);
    m_latency->setLines({PlotLine{{{}, Ink::Follower, Qt::SolidLine}, PlotLine::Shape::Dots,
                             m_series.latency.samples},
        PlotLine{{tr("p99", "percentile"), Ink::Warning, Qt::DashLine}, PlotLine::Shape::Line,
            m_series.latency.p99},
        PlotLine{{tr("p50", "percentile"), Ink::Leader, Qt::SolidLine}, PlotLine::Shape::Line,
            m_series.latency.median}});
    for (const auto& [id, card] : m_metrics) {
        showMetric(id, card);
    }
}

void PlotsView::labelMetric(MetricId id, PlotCard* card) const
{
    const MetricDef def = metricDef(id);
    card->setTexts(def.title, def.unit, tr("Nothing in this run."));
    card->setSource(def.jmxName);
    card->setToolTip(def.meaning + QLatin1Char('\n') + def.jmxName);
}

void PlotsView::showMetric(MetricId id, PlotCard* card) const
{
    card->setLines(m_shown ? metricLines(*m_shown, m_metricSeries, id) : QList<PlotLine>());
}

void PlotsView::setRange(double lowerSeconds, double upperSeconds)
{
    const double end = std::max(m_series.endSeconds, kSmallestRange);
    const double width = std::clamp(upperSeconds - lowerSeconds, kSmallestRange, end);
    m_lower = std::clamp(lowerSeconds, 0.0, end - width);
    m_upper = m_lower + width;
    for (PlotCard* card : cards()) {
        card->setRange(m_lower, m_upper);
    }
}

void PlotsView::showWholeRun()
{
    setRange(0, m_series.endSeconds);
}

void PlotsView::keyPressEvent(QKeyEvent* event)
{
    const double width = m_upper - m_lower;
    const double middle = (m_upper + m_lower) / 2;
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Equal) {
        setRange(middle - width / 4, middle + width / 4);
    } else if (event->key() == Qt::Key_Minus) {
        setRange(middle - width, middle + width);
    } else if (event->key() == Qt::Key_0 || event->key() == Qt::Key_Home) {
        showWholeRun();
    } else if (shift && event->key() == Qt::Key_Left) {
        setRange(m_lower - width / 5, m_upper - width / 5);
    } else if (shift && event->key() == Qt::Key_Right) {
        setRange(m_lower + width / 5, m_upper + width / 5);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void PlotsView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        showSeries();
    }
    QWidget::changeEvent(event);
}

void PlotsView::retranslate()
{
    setAccessibleName(tr("Plots"));
    const QString records = tr("records", "unit of a plot");
    m_uncommitted->setTexts(
        tr("LEO − HW"), records, tr("No records yet: nothing has been appended."));
    m_uncommitted->setToolTip(
        tr("Records that the leader has and the high watermark does not cover yet: what a crash of "
           "the leader puts at risk with acks=1."));
    m_lag->setTexts(tr("Consumer lag"), records, tr("No consumer reads in this run."));
    m_lag->setToolTip(tr("Records below the high watermark that the consumer has not read yet."));
    m_latency->setTexts(tr("Ack latency p50 / p99"), tr("ms", "milliseconds, unit of a plot"),
        tr("No record is acknowledged in this run."));
    m_latency->setToolTip(
        tr("From send() to the acknowledgement: median and 99th percentile over the last 100 ms."));
    m_chooser->setToolTip(tr("Choose plots: Kafka's metrics by their JMX names"));
    m_chooser->setAccessibleName(tr("Choose plots"));
    fillMenu();
    for (const auto& [id, card] : m_metrics) {
        labelMetric(id, card);
    }
}

} // namespace brokerscope::views
