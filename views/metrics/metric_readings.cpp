#include "views/metrics/metric_readings.h"

#include <cmath>
#include <limits>

namespace brokerscope::views {

void MetricReadings::startOver(Timestamp now)
{
    m_now = now;
    m_changed.clear();
}

void MetricReadings::set(const MetricKey& key, double value)
{
    const auto [place, isNew] = m_values.try_emplace(key, value);
    if (isNew || place->second != value) {
        place->second = value;
        m_changed.push_back(key);
    }
}

void MetricReadings::add(const MetricKey& key, double by)
{
    set(key, m_values[key] + by);
}

void MetricReadings::sample(const MetricKey& key, double amount)
{
    m_samples[key].push_back({m_now, amount});
}

void MetricReadings::forget(NodeId node)
{
    for (auto& [key, value] : m_values) {
        if (key.node == node && !std::isnan(value)) {
            value = std::numeric_limits<double>::quiet_NaN();
            m_changed.push_back(key);
        }
    }
}

} // namespace brokerscope::views
