#pragma once

#include "views/metrics/metric_series.h"
#include "views/plots/plot_card.h"

namespace brokerscope::views {

/// How many lines one plot has at most: of more, those that change most often are drawn.
inline constexpr std::size_t kMostMetricLines = 8;

/// The lines of a metric with their names and looks.
[[nodiscard]] QList<PlotLine> metricLines(
    const history::History& history, const MetricSeries& series, MetricId id);

/// Lines of the same plot differ in dash as well as in colour.
[[nodiscard]] LineStyle partitionStyle(std::size_t index, const QString& name);
[[nodiscard]] LineStyle consumerStyle(std::size_t index, const QString& name);

} // namespace brokerscope::views
