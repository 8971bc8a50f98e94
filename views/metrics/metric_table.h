#pragma once

#include "engine/history/history.h"
#include "views/metrics/metric_tracker.h"

#include <vector>

namespace brokerscope::views {

/// What a metric was just before a fault and what it is at a later event.
struct MetricRow {
    MetricKey key; ///< of a metric with several lines, the one that changed most
    double was = 0; ///< NaN: there was nothing to measure
    double now = 0;
    bool operator==(const MetricRow&) const = default;
};

inline constexpr std::size_t kMostMetricRows = 6;

/// Whether the event is a failure or what comes of one: a node stopped or stands still, a link is
/// cut, a broker fenced, an ISR shrunk, a leader elected, a log truncated …
[[nodiscard]] bool isFailure(const event::Payload& payload);

/// The first fault among the causes of the event, or else the event itself.
[[nodiscard]] EventId faultBehind(const history::History& history, EventId cue);

/// The metrics that moved from just before the fault behind `cue` until right after `cue`: bad news
/// before good news, then in the order of MetricId; at most kMostMetricRows.
[[nodiscard]] std::vector<MetricRow> metricTable(const history::History& history, EventId cue);

} // namespace brokerscope::views
