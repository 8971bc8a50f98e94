#pragma once

#include <QString>

#include <cstdint>
#include <vector>

namespace brokerscope::views {

/// What is measured. Worst news first: the order in which the table of a failure lists them.
enum class MetricId : std::uint8_t {
    OfflinePartitions,
    ActiveController,
    UncleanElections,
    UnderMinIsr,
    UnderReplicated,
    FencedBrokers,
    InSyncReplicas, ///< a line for each partition
    IsrShrinks,
    LeaderElections,
    PreferredImbalance,
    MaxLag,
    PurgatoryProduce,
    PurgatoryFetch,
    ProduceTime,
    FetchFollowerTime,
    FetchConsumerTime,
    ProduceRate,
    FetchFollowerRate,
    FetchConsumerRate,
    IsrExpands,
    ActiveBrokers,
    RaftEpoch, ///< a line for each controller
    RaftWatermark, ///< a line for each controller
    RaftCommitTime,
};
inline constexpr std::size_t kMetrics = 24;

/// Which change of a value is bad news.
enum class MetricTrend : std::uint8_t { RiseIsBad, FallIsBad, Neutral };

/// How its values come about.
enum class MetricShape : std::uint8_t {
    Value, ///< holds until it changes
    Count, ///< grows by one each time: the Count of Kafka's meter
    Rate, ///< per second over kMetricWindow
    Time, ///< milliseconds; median and 99th percentile over kMetricWindow
};

/// A metric of Kafka's. Texts are in the language of the app.
struct MetricDef {
    MetricId id = MetricId::OfflinePartitions;
    QString jmxName; ///< "kafka.server:type=ReplicaManager,name=UnderReplicatedPartitions"
    QString title; ///< a few words
    QString unit; ///< may be empty
    QString meaning; ///< one sentence
    MetricTrend trend = MetricTrend::RiseIsBad;
    MetricShape shape = MetricShape::Value;
};

[[nodiscard]] MetricDef metricDef(MetricId id);
/// All of them, in the order of MetricId.
[[nodiscard]] std::vector<MetricDef> metricDefs();

} // namespace brokerscope::views
