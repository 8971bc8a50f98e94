#include "views/stage/stage_options.h"

#include <algorithm>
#include <cmath>

namespace brokerscope::views {

PartitionWindow resolved(PartitionWindow window, std::size_t all)
{
    const std::size_t count = window.count == 0 ? all : std::min(window.count, all);
    return {std::min(window.first, all - count), count};
}

PartitionWindow zoomed(PartitionWindow window, std::size_t all, double factor, double anchor)
{
    const PartitionWindow now = resolved(window, all);
    const auto before = static_cast<double>(now.count);
    const double after
        = std::clamp(std::round(before * factor), std::min(1.0, before), static_cast<double>(all));
    const double first = static_cast<double>(now.first) + (before - after) * anchor;
    const auto count = static_cast<std::size_t>(after);
    const auto from = static_cast<std::size_t>(std::max(0.0, std::round(first)));
    // The whole cluster stays whole when it gets more partitions.
    return count == all ? PartitionWindow{} : resolved({from, count}, all);
}

PartitionWindow moved(PartitionWindow window, std::size_t all, std::ptrdiff_t by)
{
    if (window.count == 0) {
        return window;
    }
    const PartitionWindow now = resolved(window, all);
    const auto last = static_cast<std::ptrdiff_t>(all - now.count);
    const auto first
        = std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(now.first) + by, 0, last);
    return {static_cast<std::size_t>(first), now.count};
}

} // namespace brokerscope::views
