#include "views/plots/plots_view.h"

#include "views/plots/plot_card.h"
#include "views/text/names.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
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

constexpr std::array kPartitionInks
    = {Ink::Warning, Ink::Leader, Ink::Consumer0, Ink::Consumer1, Ink::Danger, Ink::Success};
constexpr std::array kConsumerInks
    = {Ink::Consumer0, Ink::Consumer1, Ink::Consumer2, Ink::Consumer3};
constexpr std::array kDashes
    = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine, Qt::DashDotDotLine};

LineStyle styleOf(std::size_t index, const QString& name, Ink ink)
{
    return {name, ink, kDashes[index % kDashes.size()]};
}

} // namespace

PlotsView::PlotsView(QWidget* parent)
    : QWidget(parent)
    , m_uncommitted(new PlotCard(this))
    , m_lag(new PlotCard(this))
    , m_latency(new PlotCard(this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    for (PlotCard* card : {m_uncommitted, m_lag, m_latency}) {
        layout->addWidget(card, 1);
        connect(card, &PlotCard::rangeChanged, this, &PlotsView::setRange);
        connect(card, &PlotCard::resetRequested, this, &PlotsView::showWholeRun);
        connect(card, &PlotCard::timeClicked, this, [this](double seconds) {
            const double inside = std::clamp(seconds, 0.0, m_series.endSeconds);
            Q_EMIT timeRequested(Timestamp(std::llround(inside * 1e6)));
        });
    }
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
    applyTheme(this, theme);
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
            take({run, seriesOf(*run.history, *run.verdict)});
        } else if (!m_watcher.isRunning()) {
            m_watcher.setFuture(QtConcurrent::run([run]() -> std::shared_ptr<const Computed> {
                return std::make_shared<Computed>(
                    Computed{run, seriesOf(*run.history, *run.verdict)});
            }));
        }
    }
    const double seconds = static_cast<double>(m_scene.playhead.time.micros()) / 1e6;
    for (PlotCard* card : {m_uncommitted, m_lag, m_latency}) {
        card->setPlayhead(seconds);
    }
}

void PlotsView::take(const Computed& computed)
{
    // A fork of the run keeps the zoom; a run of another length starts with everything.
    const bool keepsRange = m_shown && m_series.endSeconds == computed.series.endSeconds;
    m_shown = computed.run.history;
    m_series = computed.series;
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
            uncommitted += PlotLine{styleOf(i, partitionName(*m_shown, series.partition),
                                        kPartitionInks[i % kPartitionInks.size()]),
                PlotLine::Shape::Steps, series.points};
        }
        for (std::size_t i = 0; i < m_series.lag.size(); ++i) {
            lag += PlotLine{styleOf(i, nodeName(*m_shown, m_series.lag[i].consumer),
                                kConsumerInks[i % kConsumerInks.size()]),
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
}

void PlotsView::setRange(double lowerSeconds, double upperSeconds)
{
    const double end = std::max(m_series.endSeconds, kSmallestRange);
    const double width = std::clamp(upperSeconds - lowerSeconds, kSmallestRange, end);
    m_lower = std::clamp(lowerSeconds, 0.0, end - width);
    m_upper = m_lower + width;
    for (PlotCard* card : {m_uncommitted, m_lag, m_latency}) {
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
}

} // namespace brokerscope::views
