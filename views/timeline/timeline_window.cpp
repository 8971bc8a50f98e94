#include "views/timeline/timeline_window.h"

#include <algorithm>
#include <cmath>

namespace brokerscope::views {

TimelineWindow panned(const TimelineWindow& window, Duration by, Timestamp end)
{
    const Duration most = end - window.to;
    const Duration least = Timestamp() - window.from;
    const Duration shift = std::max(std::min(by, most), least);
    return {window.from + shift, window.to + shift};
}

TimelineWindow zoomed(const TimelineWindow& window, Timestamp around, double factor, Timestamp end)
{
    const double length = static_cast<double>(window.length().micros());
    const auto whole = static_cast<double>(end.micros());
    const double shortest = std::min(whole, static_cast<double>(kShortestWindow.micros()));
    const double wanted = std::clamp(length / factor, shortest, whole);
    const double part
        = length > 0 ? static_cast<double>((around - window.from).micros()) / length : 0.5;
    const auto from = std::clamp<std::int64_t>(
        std::llround(static_cast<double>(around.micros()) - part * wanted), 0,
        std::max<std::int64_t>(0, std::llround(whole - wanted)));
    return {Timestamp(from), Timestamp(from + std::llround(wanted))};
}

} // namespace brokerscope::views
