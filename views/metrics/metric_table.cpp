#include "views/metrics/metric_table.h"

#include "engine/history/why.h"
#include "views/metrics/windowed.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <variant>

namespace brokerscope::views {

namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();
// Rates and times change all the time; they are news when they halve or double.
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

double windowStart(Timestamp now)
{
    return static_cast<double>((now - kMetricWindow - Timestamp()).micros());
}

double rateAt(const std::vector<MetricTracker::Sample>& samples, Timestamp now)
{
    const auto first = std::ranges::find_if(samples, [&](const MetricTracker::Sample& sample) {
        return static_cast<double>(sample.time.micros()) > windowStart(now);
    });
    const double length = std::min(static_cast<double>(kMetricWindow.micros()),
        std::max(1000.0, static_cast<double>(now.micros())));
    return std::round(static_cast<double>(samples.end() - first) * 1e6 / length);
}

double timeAt(const std::vector<MetricTracker::Sample>& samples, Timestamp now)
{
    std::vector<double> values;
    for (const MetricTracker::Sample& sample : samples) {
        if (static_cast<double>(sample.time.micros()) > windowStart(now)) {
            values.push_back(sample.millis);
        }
    }
    return values.empty() ? kNoValue : percentile(values, 0.99);
}

/// Everything as one would read it at that moment.
MetricTracker::Values readings(const MetricTracker& tracker, Timestamp now)
{
    MetricTracker::Values values = tracker.values();
    for (const MetricDef& def : metricDefs()) {
        const auto& samples = tracker.samples(def.id);
        if (def.shape == MetricShape::Rate) {
            values[{def.id, kNoPartition, kNoNode}] = rateAt(samples, now);
        } else if (def.shape == MetricShape::Time) {
            values[{def.id, kNoPartition, kNoNode}] = timeAt(samples, now);
        }
    }
    return values;
}

bool isNews(const MetricDef& def, double was, double now)
{
    if (def.shape == MetricShape::Value || def.shape == MetricShape::Count) {
        return was != now;
    }
    // A time that cannot be measured any more is told by the rate.
    if (std::isnan(was) || std::isnan(now) || was == now) {
        return false;
    }
    return now >= was * kNews || was >= now * kNews;
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
    MetricTracker::Values before;
    for (std::uint32_t i = 0; i <= cue.value(); ++i) {
        const event::Event& event = history.event(EventId(i));
        if (EventId(i) == fault) {
            before = readings(tracker, event.time);
        }
        tracker.apply(event);
    }
    std::map<MetricId, MetricRow> rows;
    for (const auto& [key, now] : readings(tracker, history.event(cue).time)) {
        const auto found = before.find(key);
        const double was = found == before.end() ? 0 : found->second;
        if (!isNews(metricDef(key.id), was, now)) {
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
