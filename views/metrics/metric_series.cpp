#include "views/metrics/metric_series.h"

#include "views/metrics/windowed.h"

#include <algorithm>
#include <map>

namespace brokerscope::views {

namespace {

double inSeconds(Timestamp time)
{
    return static_cast<double>(time.micros()) / 1e6;
}

/// Of several values at the same time only the last counts.
void addStep(SeriesPoints& points, Timestamp time, double value)
{
    const double seconds = inSeconds(time);
    if (!points.empty() && points.back().seconds == seconds) {
        points.back().value = value;
    } else {
        points.push_back({seconds, value});
    }
}

SeriesPoints pointsOf(const std::vector<MetricSample>& samples)
{
    SeriesPoints points;
    points.reserve(samples.size());
    for (const MetricSample& sample : samples) {
        points.push_back({inSeconds(sample.time), sample.amount});
    }
    return points;
}

void addWindowed(
    MetricSeries& series, const MetricKey& key, const std::vector<MetricSample>& samples)
{
    auto& lines = series.lines.at(static_cast<std::size_t>(key.id));
    const auto add = [&](MetricLine::Part part, SeriesPoints points) {
        lines.push_back({key.partition, key.node, part, std::move(points)});
    };
    const SeriesPoints points = pointsOf(samples);
    const double end = series.endSeconds;
    switch (metricDef(key.id).shape) {
    case MetricShape::Value:
    case MetricShape::Gauge:
    case MetricShape::Count:
        break; // is no window
    case MetricShape::Rate:
        add(MetricLine::Part::Value, ratesOf(points, end));
        break;
    case MetricShape::Time: {
        Percentiles percentiles = percentilesOf(points, end);
        add(MetricLine::Part::P99, std::move(percentiles.p99));
        add(MetricLine::Part::Median, std::move(percentiles.median));
        break;
    }
    case MetricShape::Average:
        add(MetricLine::Part::Value, averagesOf(points, end));
        break;
    case MetricShape::Maximum:
        add(MetricLine::Part::Value, maximaOf(points, end));
        break;
    }
}

/// A producer to which something never happened has a rate of zero, so that those to which it did
/// can be told from it.
void addIdleProducers(MetricSeries& series, const MetricReadings& readings)
{
    for (const auto& [key, value] : readings.values()) {
        if (key.id != MetricId::ProducerInFlight) {
            continue;
        }
        for (const MetricDef& def : metricDefs()) {
            const bool isRate
                = def.scope == MetricScope::Producer && def.shape == MetricShape::Rate;
            if (isRate && !readings.samples().contains({def.id, kNoPartition, key.node})) {
                auto& lines = series.lines.at(static_cast<std::size_t>(def.id));
                const auto place = std::ranges::find_if(
                    lines, [&](const MetricLine& line) { return line.node > key.node; });
                lines.insert(place,
                    {kNoPartition, key.node, MetricLine::Part::Value,
                        {{0, 0}, {series.endSeconds, 0}}});
            }
        }
    }
}

} // namespace

MetricSeries gatherMetrics(const history::History& history)
{
    MetricTracker tracker(history);
    const MetricReadings& readings = tracker.readings();
    std::map<MetricKey, SeriesPoints> staircases;
    for (const auto& [key, value] : readings.values()) {
        staircases[key] = {{0, value}};
    }
    for (const event::Event& event : history.events()) {
        tracker.apply(event);
        for (const MetricKey& key : readings.changed()) {
            addStep(staircases[key], event.time, readings.values().at(key));
        }
    }
    MetricSeries series;
    series.endSeconds = inSeconds(history.end());
    for (auto& [key, points] : staircases) {
        points.push_back({series.endSeconds, points.back().value});
        series.lines.at(static_cast<std::size_t>(key.id))
            .push_back({key.partition, key.node, MetricLine::Part::Value,
                downsampled(std::move(points), kMostPoints)});
    }
    for (const auto& [key, samples] : readings.samples()) {
        addWindowed(series, key, samples);
    }
    addIdleProducers(series, readings);
    return series;
}

} // namespace brokerscope::views
