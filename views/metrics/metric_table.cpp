#include "views/metrics/metric_table.h"

#include "engine/history/why.h"
#include "views/metrics/windowed.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <variant>

namespace brokerscope::views {

namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();
// All but plain values and counts change all the time; they are news when they halve or double.
constexpr double kNews = 2;

/// The first cause of trouble, not what comes of it.
bool isFault(const event::Payload& payload)
{
    if (const auto* filled = std::get_if<event::DiskFilled>(&payload)) {
        return filled->full;
    }
    if (const auto* slowed = std::get_if<event::DiskSlowed>(&payload)) {
        return slowed->perWrite > Duration();
    }
    if (const auto* slowed = std::get_if<event::LinkSlowed>(&payload)) {
        return slowed->extra > Duration();
    }
    if (const auto* skewed = std::get_if<event::ClockSkewed>(&payload)) {
        return skewed->by != Duration();
    }
    return std::holds_alternative<event::NodeStopped>(payload)
        || std::holds_alternative<event::NodePaused>(payload)
        || std::holds_alternative<event::LinkCut>(payload)
        || std::holds_alternative<event::LogDirFailed>(payload)
        || std::holds_alternative<event::ShutdownBegun>(payload);
}

/// What one would read at that moment of what was measured. NaN: nothing was.
double readingOf(MetricShape shape, const std::vector<MetricSample>& samples, Timestamp now)
{
    const Timestamp start = now < Timestamp() + kMetricWindow ? Timestamp() : now - kMetricWindow;
    const bool isEarly = start == Timestamp(); // the window has not begun yet
    std::vector<double> amounts;
    for (auto sample = samples.rbegin();
         sample != samples.rend() && (isEarly || sample->time > start); ++sample) {
        amounts.push_back(sample->amount);
    }
    const double sum = std::accumulate(amounts.begin(), amounts.end(), 0.0);
    if (shape == MetricShape::Rate) {
        const auto length = std::clamp<double>(
            static_cast<double>(now.micros()), 1000.0, static_cast<double>(kMetricWindow.micros()));
        return std::round(sum * 1e6 / length);
    }
    if (amounts.empty()) {
        return kNoValue;
    }
    switch (shape) {
    case MetricShape::Average:
        return sum / static_cast<double>(amounts.size());
    case MetricShape::Maximum:
        return *std::ranges::max_element(amounts);
    case MetricShape::Time:
        return percentile(amounts, 0.99);
    case MetricShape::Rate:
    case MetricShape::Value:
    case MetricShape::Gauge:
    case MetricShape::Count:
        break;
    }
    return kNoValue;
}

/// Everything as one would read it at that moment.
MetricReadings::Values readingsAt(const MetricReadings& readings, Timestamp now)
{
    MetricReadings::Values values = readings.values();
    for (const auto& [key, samples] : readings.samples()) {
        values[key] = readingOf(metricDef(key.id).shape, samples, now);
    }
    return values;
}

/// What a metric was before anything was heard of it.
double valueBefore(MetricShape shape)
{
    return shape == MetricShape::Value || shape == MetricShape::Count || shape == MetricShape::Rate
        ? 0
        : kNoValue;
}

bool isBad(const MetricDef& def, const MetricRow& row)
{
    switch (def.trend) {
    case MetricTrend::RiseIsBad:
        return row.now > row.was;
    case MetricTrend::FallIsBad:
        return row.now < row.was;
    case MetricTrend::Neutral:
        return false;
    }
    return false;
}

bool isNews(const MetricDef& def, const MetricRow& row)
{
    // What cannot be measured any more is told by the rate.
    if (std::isnan(row.was) || std::isnan(row.now) || row.was == row.now) {
        return false;
    }
    if (def.shape == MetricShape::Value || def.shape == MetricShape::Count) {
        return true;
    }
    if (def.shape == MetricShape::Gauge && !isBad(def, row)) {
        return false;
    }
    return row.now >= row.was * kNews || row.was >= row.now * kNews;
}

} // namespace

bool isFailure(const event::Payload& payload)
{
    if (const auto* elected = std::get_if<event::LeaderElected>(&payload)) {
        return elected->kind != event::ElectionKind::Initial
            && elected->kind != event::ElectionKind::Preferred
            && elected->kind != event::ElectionKind::Reassigned;
    }
    if (const auto* isr = std::get_if<event::IsrChanged>(&payload)) {
        return isr->reason == event::IsrReason::Lagging || isr->reason == event::IsrReason::Fenced
            || isr->reason == event::IsrReason::Shutdown;
    }
    if (const auto* role = std::get_if<event::QuorumRoleChanged>(&payload)) {
        return role->role == event::QuorumRole::Candidate
            || role->role == event::QuorumRole::Resigned;
    }
    return isFault(payload) || std::holds_alternative<event::BrokerFenced>(payload)
        || std::holds_alternative<event::LogTruncated>(payload)
        || std::holds_alternative<event::UnflushedLost>(payload)
        || std::holds_alternative<event::MetadataTruncated>(payload)
        || std::holds_alternative<event::BatchFailed>(payload)
        || std::holds_alternative<event::AppendRejected>(payload)
        || std::holds_alternative<event::RequestTimedOut>(payload)
        || std::holds_alternative<event::TruncationDetected>(payload);
}

EventId faultBehind(const history::History& history, EventId cue)
{
    for (const EventId cause : history::causesOf(history, cue, true)) {
        if (isFault(history.event(cause).payload)) {
            return cause;
        }
    }
    return cue;
}

std::vector<MetricRow> metricTable(const history::History& history, EventId cue)
{
    const EventId fault = faultBehind(history, cue);
    MetricTracker tracker(history);
    MetricReadings::Values before;
    for (std::uint32_t i = 0; i <= cue.value(); ++i) {
        const event::Event& event = history.event(EventId(i));
        if (EventId(i) == fault) {
            before = readingsAt(tracker.readings(), event.time);
        }
        tracker.apply(event);
    }
    std::map<MetricId, MetricRow> rows;
    for (const auto& [key, now] : readingsAt(tracker.readings(), history.event(cue).time)) {
        const MetricDef def = metricDef(key.id);
        const auto found = before.find(key);
        const double was = found == before.end() ? valueBefore(def.shape) : found->second;
        if (!isNews(def, {key, was, now})) {
            continue;
        }
        const auto [row, isNew] = rows.try_emplace(key.id, MetricRow{key, was, now});
        if (!isNew && std::abs(now - was) > std::abs(row->second.now - row->second.was)) {
            row->second = {key, was, now};
        }
    }
    std::vector<MetricRow> table;
    for (const auto& [id, row] : rows) {
        table.push_back(row);
    }
    std::ranges::stable_sort(
        table, {}, [](const MetricRow& row) { return !isBad(metricDef(row.key.id), row); });
    table.resize(std::min(table.size(), kMostMetricRows));
    return table;
}

} // namespace brokerscope::views
