#include "views/producer/producer_plots.h"

#include "views/controls/themed.h"
#include "views/plots/metric_lines.h"
#include "views/plots/plot_card.h"
#include "views/plots/plot_grid.h"

#include <QEvent>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <algorithm>
#include <array>
#include <cmath>

namespace brokerscope::views {

namespace {

/// A longer run is worked through on another thread.
constexpr std::size_t kLongRun = 60'000;
/// Nobody looks closer than that.
constexpr double kSmallestRange = 0.0005;
constexpr int kRowHeight = 150;
constexpr int kNarrowest = 280; // of a plot, as PlotGrid has it

constexpr std::array kShown{MetricId::ProducerBatchSize, MetricId::ProducerRecordsPerRequest,
    MetricId::ProducerQueueTime, MetricId::ProducerRequestLatency, MetricId::ProducerSendRate,
    MetricId::ProducerCompression};

} // namespace

ProducerPlots::ProducerPlots(QWidget* parent)
    : QWidget(parent)
    , m_grid(new PlotGrid(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_grid);
    QList<QWidget*> widgets;
    for (const MetricId id : kShown) {
        auto* card = new PlotCard;
        m_cards.emplace_back(id, card);
        widgets += card;
        connect(card, &PlotCard::rangeChanged, this, &ProducerPlots::setRange);
        connect(card, &PlotCard::resetRequested, this, [this] { setRange(0, endSeconds()); });
        connect(card, &PlotCard::timeClicked, this, [this](double seconds) {
            const double inside = std::clamp(seconds, 0.0, endSeconds());
            Q_EMIT timeRequested(Timestamp(std::llround(inside * 1e6)));
        });
    }
    m_grid->setCards(widgets);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        const Computed computed = m_watcher.result();
        if (computed.history == m_scene.run.history) {
            take(computed);
        } else {
            gather();
        }
    });
    retranslate();
}

ProducerPlots::~ProducerPlots()
{
    m_watcher.waitForFinished();
}

PlotCard* ProducerPlots::plot(MetricId id) const
{
    const auto found = std::ranges::find(m_cards, id, &std::pair<MetricId, PlotCard*>::first);
    return found == m_cards.end() ? nullptr : found->second;
}

void ProducerPlots::setScene(const Scene& scene, NodeId producer)
{
    const bool isAnother = producer != m_producer;
    m_scene = scene;
    m_producer = producer;
    if (scene.run.history != m_shown.history) {
        gather();
    } else if (isAnother) {
        showLines();
    }
    const double seconds = static_cast<double>(scene.playhead.time.micros()) / 1e6;
    for (const auto& [id, card] : m_cards) {
        card->setPlayhead(seconds);
    }
}

void ProducerPlots::gather()
{
    const auto& history = m_scene.run.history;
    if (!history) {
        take({});
    } else if (history->size() < kLongRun) {
        take(compute(history));
    } else if (!m_watcher.isRunning()) {
        m_watcher.setFuture(QtConcurrent::run([history] { return compute(history); }));
    }
}

ProducerPlots::Computed ProducerPlots::compute(std::shared_ptr<const history::History> history)
{
    auto series = std::make_shared<const MetricSeries>(gatherMetrics(*history));
    return {std::move(history), std::move(series)};
}

void ProducerPlots::take(const Computed& computed)
{
    m_shown = computed;
    showLines();
    setRange(0, endSeconds());
}

double ProducerPlots::endSeconds() const
{
    return m_shown.series ? m_shown.series->endSeconds : 0;
}

void ProducerPlots::showLines()
{
    MetricSeries own;
    if (m_shown.series) {
        for (const auto& [id, card] : m_cards) {
            for (const MetricLine& line : m_shown.series->of(id)) {
                if (line.node == m_producer) {
                    own.lines.at(static_cast<std::size_t>(id)).push_back(line);
                }
            }
        }
    }
    for (const auto& [id, card] : m_cards) {
        card->setLines(
            m_shown.history ? metricLines(*m_shown.history, own, id) : QList<PlotLine>());
    }
}

void ProducerPlots::setRange(double lowerSeconds, double upperSeconds)
{
    const double end = std::max(endSeconds(), kSmallestRange);
    const double width = std::clamp(upperSeconds - lowerSeconds, kSmallestRange, end);
    const double lower = std::clamp(lowerSeconds, 0.0, end - width);
    for (const auto& [id, card] : m_cards) {
        card->setRange(lower, lower + width);
    }
}

void ProducerPlots::setTheme(const Theme& theme)
{
    m_scale = theme.scale();
    applyTheme(this, theme);
    fitHeight();
}

void ProducerPlots::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitHeight();
}

void ProducerPlots::fitHeight()
{
    // The grid learns its width only after this.
    const auto columns = static_cast<std::size_t>(std::max(1, width() / kNarrowest));
    const std::size_t rows = (m_cards.size() + columns - 1) / columns;
    setFixedHeight(static_cast<int>(static_cast<double>(rows) * kRowHeight * m_scale));
}

void ProducerPlots::retranslate()
{
    setAccessibleName(tr("Plots of the producer"));
    for (const auto& [id, card] : m_cards) {
        const MetricDef def = metricDef(id);
        card->setTexts(def.title, def.unit, tr("Nothing of this was measured in this run."));
        card->setSource(def.jmxName);
        card->setToolTip(def.meaning + QLatin1Char('\n') + def.jmxName);
    }
}

void ProducerPlots::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace brokerscope::views
