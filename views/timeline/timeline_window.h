#pragma once

#include "engine/base/time.h"

namespace brokerscope::views {

/// The stretch of virtual time that the timeline shows.
struct TimelineWindow {
    Timestamp from;
    Timestamp to;
    [[nodiscard]] Duration length() const { return to - from; }
    [[nodiscard]] bool contains(Timestamp time) const { return time >= from && time <= to; }
    bool operator==(const TimelineWindow&) const = default;
};

/// The shortest stretch that can be shown.
inline constexpr Duration kShortestWindow = microseconds(200);

/// Shows 1/factor of what it did, with `around` staying where it is; within [0, end].
[[nodiscard]] TimelineWindow zoomed(
    const TimelineWindow& window, Timestamp around, double factor, Timestamp end);
/// Moved by `by`; stops at 0 and at the end.
[[nodiscard]] TimelineWindow panned(const TimelineWindow& window, Duration by, Timestamp end);

} // namespace brokerscope::views
