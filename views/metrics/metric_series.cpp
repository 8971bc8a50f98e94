#include "views/metrics/metric_series.h"

#include "views/metrics/windowed.h"

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

void addTimes(MetricSeries& series, MetricId id, const std::vector<MetricTracker::Sample>& samples)
{
    SeriesPoints points;
    points.reserve(samples.size());
    for (const MetricTracker::Sample& sample : samples) {
        points.push_back({inSeconds(sample.time), sample.millis});
    }
    Percentiles percentiles = percentilesOf(points, series.endSeconds);
    auto& lines = series.lines.at(static_cast<std::size_t>(id));
    if (!points.empty()) {
        lines.push_back({kNoPartition, kNoNode, MetricLine::Part::P99, std::move(percentiles.p99)});
        lines.push_back(
            {kNoPartition, kNoNode, MetricLine::Part::Median, std::move(percentiles.median)});
    }
}

void addRates(MetricSeries& series, MetricId id, const std::vector<MetricTracker::Sample>& samples)
{
    std::vector<double> moments;
    moments.reserve(samples.size());
    for (const MetricTracker::Sample& sample : samples) {
        moments.push_back(inSeconds(sample.time));
    }
    if (!moments.empty()) {
        series.lines.at(static_cast<std::size_t>(id))
            .push_back({kNoPartition, kNoNode, MetricLine::Part::Value,
                ratesOf(moments, series.endSeconds)});
    }
}

} // namespace

MetricSeries gatherMetrics(const history::History& history)
{
    MetricTracker tracker(history);
    std::map<MetricKey, SeriesPoints> staircases;
    for (const auto& [key, value] : tracker.values()) {
        staircases[key] = {{0, value}};
    }
    for (const event::Event& event : history.events()) {
        tracker.apply(event);
        for (const MetricKey& key : tracker.changed()) {
            addStep(staircases[key], event.time, tracker.values().at(key));
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
    for (const MetricDef& def : metricDefs()) {
        if (def.shape == MetricShape::Time) {
            addTimes(series, def.id, tracker.samples(def.id));
        } else if (def.shape == MetricShape::Rate) {
            addRates(series, def.id, tracker.samples(def.id));
        }
    }
    return series;
}

} // namespace brokerscope::views
