#pragma once

#include "views/picture/picture.h"
#include "views/run_view.h"
#include "views/timeline/timeline_data.h"
#include "views/timeline/timeline_layout.h"
#include "views/timeline/timeline_window.h"

namespace brokerscope::views {

/// The timeline of a run: what the script does and what its fault would do at other times, which
/// links were cut, what the brokers did, who led, how far consumers were behind, and the playhead.
/// A pure function. `data` is gatherTimeline() of the scene's history.
///
/// Ids: command:3 (index into the scenario's script) danger:462 (the slot that begins there, in ms)
/// danger-stop danger-go links:0 lane:b1 down:b1#0 paused:b1#0 term:5 epoch:orders-0/6
/// leaderless:orders-0#0 group:billing generation:1234 (the event that it began with)
/// rebalance:1234 member:1234 (a diamond; state joined or left) lag:c1 playhead marker:1234 (the
/// event that established anomalies; only those that happened by the playhead)
[[nodiscard]] Picture timelinePicture(const TimelineData& data, const Scene& scene,
    const Selection& selection, const TimelineWindow& window, QSizeF size,
    const TimelineOptions& options = {});

/// The same in two parts: what stays while the playhead moves, and what goes on top of it.
[[nodiscard]] Picture timelineLanes(const TimelineData& data, const Scene& scene,
    const Selection& selection, const TimelineLayout& layout, const TimelineOptions& options);
[[nodiscard]] Picture timelineOverlay(const TimelineData& data, const Scene& scene,
    const TimelineLayout& layout, const TimelineOptions& options);

} // namespace brokerscope::views
