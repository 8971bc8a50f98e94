#include "views/plots/plot_card.h"

#include "views/controls/text_label.h"
#include "views/plots/custom_plot.h"
#include "views/text/time_text.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The mouse may tremble this far between press and release and it is still a click.
constexpr int kClickDistance = 4;

/// "1.5 s" below the time axis.
class SecondsTicker : public QCPAxisTicker {
protected:
    QString getTickLabel(double tick, const QLocale& locale, QChar, int) override
    {
        return locale.toString(tick, 'g', 5) + u" s"_s;
    }
};

Timestamp timestampOf(double seconds)
{
    return Timestamp(std::llround(seconds * 1e6));
}

} // namespace

PlotCard::PlotCard(QWidget* parent)
    : Card(Ink::CardSunken, Ink::Border, 6, parent)
    , m_title(new TextLabel(FontRole::SmallStrong, Ink::TextMuted, this))
    , m_legend(new LegendRow(this))
    , m_plot(new QCustomPlot(this))
    , m_playhead(new QCPItemStraightLine(m_plot))
    , m_empty(new QCPItemText(m_plot))
{
    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_title);
    top->addStretch(1);
    top->addWidget(m_legend);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 6, 10, 4);
    layout->setSpacing(2);
    layout->addLayout(top);
    layout->addWidget(m_plot, 1);
    composePlot();
    connectMouse();
    restyle();
}

void PlotCard::composePlot()
{
    m_plot->setMinimumHeight(56);
    m_plot->setFocusPolicy(Qt::StrongFocus);
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->axisRect()->setRangeDrag(Qt::Horizontal);
    m_plot->axisRect()->setRangeZoom(Qt::Horizontal);
    m_plot->axisRect()->setMinimumMargins(QMargins(2, 4, 8, 2));
    m_plot->xAxis->setTicker(QSharedPointer<SecondsTicker>::create());
    m_plot->xAxis->ticker()->setTickCount(4);
    connect(m_plot, &QCustomPlot::beforeReplot, this, &PlotCard::fitTicks);
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setSubTicks(false);
        axis->setTickLength(0);
        axis->setTickLabelPadding(3);
    }
    m_playhead->point1->setCoords(0, 0);
    m_playhead->point2->setCoords(0, 1); // upright before it is first moved, too
    m_playhead->setLayer("overlay"_L1);
    m_playhead->setSelectable(false);
    m_empty->position->setType(QCPItemPosition::ptAxisRectRatio);
    m_empty->position->setCoords(0.5, 0.5);
    m_empty->setSelectable(false);
    m_empty->setLayer("overlay"_L1);
    connect(m_plot->xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this,
        [this](const QCPRange& range) {
            if (!m_settingRange) {
                Q_EMIT rangeChanged(range.lower, range.upper);
            }
        });
}

void PlotCard::fitTicks()
{
    // In a flat plot three labels would overlap.
    constexpr int kMostTicks = 3;
    constexpr int kGap = 4;
    const int label = QFontMetrics(m_plot->yAxis->tickLabelFont()).height();
    const int room = m_plot->axisRect()->height() / (label + kGap);
    m_plot->yAxis->ticker()->setTickCount(std::clamp(room, 1, kMostTicks));
}

void PlotCard::connectMouse()
{
    connect(m_plot, &QCustomPlot::mousePress, this,
        [this](QMouseEvent* event) { m_pressedAt = event->pos(); });
    connect(m_plot, &QCustomPlot::mouseRelease, this, [this](QMouseEvent* event) {
        const bool isClick = (event->pos() - m_pressedAt).manhattanLength() <= kClickDistance;
        if (isClick && event->button() == Qt::LeftButton
            && m_plot->axisRect()->rect().contains(event->pos())) {
            Q_EMIT timeClicked(m_plot->xAxis->pixelToCoord(event->pos().x()));
        }
    });
    connect(m_plot, &QCustomPlot::mouseDoubleClick, this, [this] { Q_EMIT resetRequested(); });
    connect(m_plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        if (event->buttons() == Qt::NoButton) {
            showValuesAt(event->pos());
        }
    });
}

void PlotCard::setTexts(const QString& title, const QString& unit, const QString& emptyText)
{
    m_unit = unit;
    m_title->setText(unit.isEmpty() ? title : QString(title + u" ("_s + unit + u')'));
    m_plot->setAccessibleName(m_title->text());
    m_empty->setText(emptyText);
    showEmptyText();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void PlotCard::setLines(const QList<PlotLine>& lines)
{
    m_lines = lines;
    m_plot->clearGraphs();
    QList<LineStyle> legend;
    double largest = 0;
    for (const PlotLine& line : lines) {
        QCPGraph* graph = m_plot->addGraph();
        QVector<double> times;
        QVector<double> values;
        times.reserve(static_cast<qsizetype>(line.points.size()));
        values.reserve(static_cast<qsizetype>(line.points.size()));
        for (const SeriesPoint& point : line.points) {
            times += point.seconds;
            values += point.value;
            largest = std::isnan(point.value) ? largest : std::max(largest, point.value);
        }
        graph->setData(times, values, true);
        if (!line.style.name.isEmpty()) {
            legend += line.style;
        }
    }
    m_legend->setLines(legend.size() > 1 ? legend : QList<LineStyle>());
    m_plot->yAxis->setRange(0, largest > 0 ? largest * 1.12 : 1);
    showEmptyText();
    restyle();
}

void PlotCard::showEmptyText()
{
    const bool empty = std::all_of(
        m_lines.begin(), m_lines.end(), [](const PlotLine& line) { return line.points.empty(); });
    m_empty->setVisible(empty);
    m_playhead->setVisible(!empty);
}

void PlotCard::setRange(double lowerSeconds, double upperSeconds)
{
    m_settingRange = true;
    m_plot->xAxis->setRange(lowerSeconds, upperSeconds);
    m_settingRange = false;
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void PlotCard::setPlayhead(double seconds)
{
    if (m_playhead->point1->key() == seconds) {
        return;
    }
    m_playhead->point1->setCoords(seconds, 0);
    m_playhead->point2->setCoords(seconds, 1);
    m_playhead->layer()->replot();
}

void PlotCard::setTheme(const Theme& theme)
{
    Card::setTheme(theme);
    restyle();
}

void PlotCard::restyle()
{
    const QColor ink = theme().color(Ink::TextMuted);
    m_plot->setBackground(QBrush(theme().color(Ink::CardSunken)));
    for (QCPAxis* axis : {m_plot->xAxis, m_plot->yAxis}) {
        axis->setTickLabelFont(theme().font(FontRole::Caption));
        axis->setTickLabelColor(ink);
        axis->setBasePen(QPen(theme().color(Ink::Border), 1));
        axis->setTickPen(Qt::NoPen);
        axis->grid()->setPen(QPen(theme().color(Ink::GridLine), 1));
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
    m_plot->xAxis->grid()->setVisible(false);
    m_playhead->setPen(QPen(theme().color(Ink::Danger), 1.2, Qt::CustomDashLine));
    QPen dashes = m_playhead->pen();
    dashes.setDashPattern({3, 3});
    m_playhead->setPen(dashes);
    m_empty->setColor(ink);
    m_empty->setFont(theme().font(FontRole::Small));
    for (int i = 0; i < m_plot->graphCount() && i < m_lines.size(); ++i) {
        const PlotLine& line = m_lines[i];
        const QColor color = theme().color(line.style.ink);
        QCPGraph* graph = m_plot->graph(i);
        graph->setPen(QPen(color, 1.8, line.style.dash));
        switch (line.shape) {
        case PlotLine::Shape::Steps:
            graph->setLineStyle(QCPGraph::lsStepLeft);
            break;
        case PlotLine::Shape::Line:
            graph->setLineStyle(QCPGraph::lsLine);
            break;
        case PlotLine::Shape::Dots:
            graph->setLineStyle(QCPGraph::lsNone);
            graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, color, color, 3));
            break;
        }
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void PlotCard::showValuesAt(QPoint position)
{
    const double seconds = m_plot->xAxis->pixelToCoord(position.x());
    QString text = timeText(std::max(Timestamp(), timestampOf(seconds))) + u" s"_s;
    for (const PlotLine& line : m_lines) {
        if (line.shape == PlotLine::Shape::Dots || line.points.empty()) {
            continue;
        }
        const auto after = std::upper_bound(line.points.begin(), line.points.end(), seconds,
            [](double time, const SeriesPoint& point) { return time < point.seconds; });
        if (after == line.points.begin() || std::isnan((after - 1)->value)) {
            continue;
        }
        text += u'\n' + (line.style.name.isEmpty() ? QString() : QString(line.style.name + u": "_s))
            + QLocale().toString((after - 1)->value, 'g', 4) + u' ' + m_unit;
    }
    if (!m_source.isEmpty()) {
        text += u'\n' + m_source;
    }
    QToolTip::showText(m_plot->mapToGlobal(position), text, m_plot);
}

} // namespace brokerscope::views
