#pragma once

#include "engine/base/ids.h"
#include "engine/base/time.h"
#include "views/metrics/metric_def.h"

#include <compare>
#include <map>
#include <vector>

namespace brokerscope::views {

/// One line of a metric: of a partition, of a node, or of the whole cluster.
struct MetricKey {
    MetricId id = MetricId::OfflinePartitions;
    PartitionId partition = kNoPartition;
    NodeId node = kNoNode;
    auto operator<=>(const MetricKey&) const = default;
};

/// Something that was measured at a moment.
struct MetricSample {
    Timestamp time;
    double amount = 0; ///< in the metric's unit; of a rate, what came at this moment
};

/// What the metrics stand at, and what was measured for those that look back over a window.
class MetricReadings {
public:
    using Values = std::map<MetricKey, double>;
    using Samples = std::map<MetricKey, std::vector<MetricSample>>;

    /// Of the metrics that are staircases. NaN: there is nobody to measure any more.
    [[nodiscard]] const Values& values() const { return m_values; }
    /// Those that changed since startOver(), perhaps repeatedly.
    [[nodiscard]] const std::vector<MetricKey>& changed() const { return m_changed; }
    /// Of the other metrics; ascending by time.
    [[nodiscard]] const Samples& samples() const { return m_samples; }

    /// The event at `now` begins: nothing has changed yet.
    void startOver(Timestamp now);
    void set(const MetricKey& key, double value);
    void add(const MetricKey& key, double by);
    void sample(const MetricKey& key, double amount);
    /// The node is gone: all that it has a value of becomes NaN.
    void forget(NodeId node);

private:
    Values m_values;
    std::vector<MetricKey> m_changed;
    Samples m_samples;
    Timestamp m_now;
};

} // namespace brokerscope::views
