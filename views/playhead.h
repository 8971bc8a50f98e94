#pragma once

#include "engine/base/time.h"
#include "engine/history/history.h"

#include <cstddef>

namespace brokerscope::views {

/// Where one stands in a History: a time, and how many of the events have happened. Stepping by
/// event stops between events of equal time, so both are needed. events()[applied - 1].time <= time
/// always holds.
struct Playhead {
    Timestamp time;
    std::size_t applied = 0;
    bool operator==(const Playhead&) const = default;
};

[[nodiscard]] inline Playhead playheadAt(const history::History& history, Timestamp time)
{
    return {time, history.countUntil(time)};
}

} // namespace brokerscope::views
