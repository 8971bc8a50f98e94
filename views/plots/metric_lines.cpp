#include "views/plots/metric_lines.h"

#include "views/text/names.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace brokerscope::views {

namespace {

struct MetricLineText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::MetricLineText)
};

constexpr std::array kPartitionInks
    = {Ink::Warning, Ink::Leader, Ink::Consumer0, Ink::Consumer1, Ink::Danger, Ink::Success};
constexpr std::array kDashes
    = {Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine, Qt::DashDotDotLine};

QString nameOf(const history::History& history, const MetricLine& line)
{
    switch (line.part) {
    case MetricLine::Part::P99:
        return MetricLineText::tr("p99", "percentile");
    case MetricLine::Part::Median:
        return MetricLineText::tr("p50", "percentile");
    case MetricLine::Part::Value:
        break;
    }
    if (line.partition != kNoPartition) {
        return partitionName(history, line.partition);
    }
    return line.node == kNoNode ? QString() : nodeName(history, line.node);
}

LineStyle styleOf(const MetricLine& line, std::size_t index, const QString& name)
{
    switch (line.part) {
    case MetricLine::Part::P99:
        return {name, Ink::Warning, Qt::DashLine};
    case MetricLine::Part::Median:
        return {name, Ink::Leader, Qt::SolidLine};
    case MetricLine::Part::Value:
        break;
    }
    return name.isEmpty() ? LineStyle{name, Ink::Leader, Qt::SolidLine}
                          : partitionStyle(index, name);
}

} // namespace

LineStyle partitionStyle(std::size_t index, const QString& name)
{
    return {name, kPartitionInks[index % kPartitionInks.size()], kDashes[index % kDashes.size()]};
}

LineStyle consumerStyle(std::size_t index, const QString& name)
{
    return {name, consumerInk(index), kDashes[index % kDashes.size()]};
}

QList<PlotLine> metricLines(
    const history::History& history, const MetricSeries& series, MetricId id)
{
    std::vector<const MetricLine*> wanted;
    for (const MetricLine& line : series.of(id)) {
        wanted.push_back(&line);
    }
    if (wanted.size() > kMostMetricLines) {
        std::ranges::stable_sort(wanted, std::ranges::greater{},
            [](const MetricLine* line) { return line->points.size(); });
        wanted.resize(kMostMetricLines);
    }
    const auto shape
        = isStaircase(metricDef(id).shape) ? PlotLine::Shape::Steps : PlotLine::Shape::Line;
    QList<PlotLine> lines;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        lines += PlotLine{
            styleOf(*wanted[i], i, nameOf(history, *wanted[i])), shape, wanted[i]->points};
    }
    return lines;
}

} // namespace brokerscope::views
