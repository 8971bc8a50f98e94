#include "views/metrics/downsample.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace brokerscope::views {

namespace {

using Iterator = SeriesPoints::const_iterator;

/// Adds the telling points of [begin, end), in order and each once. The range is not empty.
void addTelling(Iterator begin, Iterator end, SeriesPoints& out)
{
    const auto less = [](const SeriesPoint& a, const SeriesPoint& b) { return a.value < b.value; };
    const auto [smallest, largest] = std::minmax_element(begin, end, less);
    std::array<Iterator, 4> telling{begin, smallest, largest, end - 1};
    std::sort(telling.begin(), telling.end());
    const auto last = std::unique(telling.begin(), telling.end());
    for (auto it = telling.begin(); it != last; ++it) {
        out.push_back(**it);
    }
}

} // namespace

SeriesPoints downsampled(SeriesPoints points, std::size_t most)
{
    if (points.size() <= most || most < 4) {
        return points;
    }
    const double start = points.front().seconds;
    const double slice = (points.back().seconds - start) / (static_cast<double>(most) / 4);
    SeriesPoints kept;
    kept.reserve(most + 4);
    for (Iterator begin = points.cbegin(); begin != points.cend();) {
        const double limit = start + slice * (std::floor((begin->seconds - start) / slice) + 1);
        const Iterator end = std::find_if(begin + 1, points.cend(),
            [&](const SeriesPoint& point) { return point.seconds >= limit; });
        addTelling(begin, end, kept);
        begin = end;
    }
    return kept;
}

} // namespace brokerscope::views
