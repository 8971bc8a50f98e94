#include "views/metrics/windowed.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace brokerscope::views {

namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();
constexpr double kWindow = static_cast<double>(kMetricWindow.micros()) / 1e6;

/// Calls use(now, first, last) for moments all over the run, where [first, last) are the elements
/// that lie in the window before it.
template <class Elements, class SecondsOf, class Use>
void forEachWindow(const Elements& elements, double endSeconds, SecondsOf&& secondsOf, Use&& use)
{
    const double step = std::max(0.001, endSeconds / (kMostPoints / 2.0));
    auto first = elements.begin();
    auto last = elements.begin();
    for (double now = step; now < endSeconds + step; now += step) {
        while (last != elements.end() && secondsOf(*last) <= now) {
            ++last;
        }
        while (first != last && secondsOf(*first) <= now - kWindow) {
            ++first;
        }
        use(std::min(now, endSeconds), first, last);
    }
}

} // namespace

double percentile(std::vector<double>& values, double share)
{
    const auto rank
        = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
    const auto nth
        = values.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(rank, 1) - 1);
    std::nth_element(values.begin(), nth, values.end());
    return *nth;
}

Percentiles percentilesOf(const SeriesPoints& samples, double endSeconds)
{
    Percentiles result;
    if (samples.empty()) {
        return result;
    }
    std::vector<double> values;
    forEachWindow(
        samples, endSeconds, [](const SeriesPoint& sample) { return sample.seconds; },
        [&](double now, auto first, auto last) {
            values.clear();
            std::transform(first, last, std::back_inserter(values),
                [](const SeriesPoint& sample) { return sample.value; });
            const bool none = values.empty();
            result.median.push_back({now, none ? kNoValue : percentile(values, 0.50)});
            result.p99.push_back({now, none ? kNoValue : percentile(values, 0.99)});
        });
    return result;
}

SeriesPoints ratesOf(const std::vector<double>& moments, double endSeconds)
{
    SeriesPoints rates;
    if (moments.empty()) {
        return rates;
    }
    forEachWindow(
        moments, endSeconds, [](double seconds) { return seconds; },
        [&](double now, auto first, auto last) {
            // Early in a run the window has not begun yet.
            const double length = std::min(kWindow, std::max(now, 0.001));
            rates.push_back({now, static_cast<double>(last - first) / length});
        });
    return rates;
}

} // namespace brokerscope::views
