#include "views/metrics/windowed.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace brokerscope::views {

namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();
constexpr double kWindow = static_cast<double>(kMetricWindow.micros()) / 1e6;

/// Calls use(now, first, last) for moments all over the run, where [first, last) are the samples
/// that lie in the window before it.
template <class Use>
void forEachWindow(const SeriesPoints& samples, double endSeconds, Use&& use)
{
    const double step = std::max(0.001, endSeconds / (kMostPoints / 2.0));
    auto first = samples.begin();
    auto last = samples.begin();
    for (double now = step; now < endSeconds + step; now += step) {
        while (last != samples.end() && last->seconds <= now) {
            ++last;
        }
        while (first != last && first->seconds <= now - kWindow) {
            ++first;
        }
        use(std::min(now, endSeconds), first, last);
    }
}

double sumOf(SeriesPoints::const_iterator first, SeriesPoints::const_iterator last)
{
    return std::accumulate(
        first, last, 0.0, [](double sum, const SeriesPoint& sample) { return sum + sample.value; });
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
    forEachWindow(samples, endSeconds, [&](double now, auto first, auto last) {
        values.clear();
        std::transform(first, last, std::back_inserter(values),
            [](const SeriesPoint& sample) { return sample.value; });
        const bool none = values.empty();
        result.median.push_back({now, none ? kNoValue : percentile(values, 0.50)});
        result.p99.push_back({now, none ? kNoValue : percentile(values, 0.99)});
    });
    return result;
}

SeriesPoints ratesOf(const SeriesPoints& amounts, double endSeconds)
{
    SeriesPoints rates;
    if (amounts.empty()) {
        return rates;
    }
    forEachWindow(amounts, endSeconds, [&](double now, auto first, auto last) {
        // Early in a run the window has not begun yet.
        const double length = std::min(kWindow, std::max(now, 0.001));
        rates.push_back({now, sumOf(first, last) / length});
    });
    return rates;
}

SeriesPoints averagesOf(const SeriesPoints& samples, double endSeconds)
{
    SeriesPoints averages;
    if (samples.empty()) {
        return averages;
    }
    forEachWindow(samples, endSeconds, [&](double now, auto first, auto last) {
        const auto count = static_cast<double>(last - first);
        averages.push_back({now, first == last ? kNoValue : sumOf(first, last) / count});
    });
    return averages;
}

SeriesPoints maximaOf(const SeriesPoints& samples, double endSeconds)
{
    SeriesPoints maxima;
    if (samples.empty()) {
        return maxima;
    }
    forEachWindow(samples, endSeconds, [&](double now, auto first, auto last) {
        const auto largest = std::max_element(first, last,
            [](const SeriesPoint& a, const SeriesPoint& b) { return a.value < b.value; });
        maxima.push_back({now, first == last ? kNoValue : largest->value});
    });
    return maxima;
}

} // namespace brokerscope::views
