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
    ProducerErrors,
    FencedBrokers,
    InSyncReplicas,
    IsrShrinks,
    LeaderElections,
    ProducerRetries,
    PreferredImbalance,
    MaxLag,
    PurgatoryProduce,
    PurgatoryFetch,
    ProducerWaitingThreads,
    ProducerBufferAvailable,
    ProducerThrottleTime,
    ProducerSplits,
    ProducerRequestLatency,
    ProducerQueueTime,
    ProducerQueueTimeMax,
    ProduceTime,
    FetchFollowerTime,
    FetchConsumerTime,
    ProduceRate,
    FetchFollowerRate,
    FetchConsumerRate,
    ProducerSendRate,
    ProducerByteRate,
    ProducerInFlight,
    ProducerBatchSize,
    ProducerRecordsPerRequest,
    ProducerCompression,
    IsrExpands,
    ActiveBrokers,
    RaftEpoch,
    RaftWatermark,
    RaftCommitTime,
};
inline constexpr std::size_t kMetrics = 39;

/// Who has a value of their own, and so a line each in a plot.
enum class MetricScope : std::uint8_t { Cluster, Partition, Controller, Producer };

/// Which change of a value is bad news.
enum class MetricTrend : std::uint8_t { RiseIsBad, FallIsBad, Neutral };

/// How its values come about.
enum class MetricShape : std::uint8_t {
    Value, ///< holds until it changes
    Gauge, ///< likewise, but goes up and down all the time, so that a change alone is no news
    Count, ///< grows by one each time: the Count of Kafka's meter
    Rate, ///< per second over kMetricWindow
    Time, ///< milliseconds; median and 99th percentile over kMetricWindow
    Average, ///< over kMetricWindow
    Maximum, ///< over kMetricWindow
};

/// Whether the value holds until the next one, rather than being worked out from what was measured
/// in a window.
[[nodiscard]] constexpr bool isStaircase(MetricShape shape)
{
    return shape == MetricShape::Value || shape == MetricShape::Gauge
        || shape == MetricShape::Count;
}

/// A metric of Kafka's. Texts are in the language of the app.
struct MetricDef {
    MetricId id = MetricId::OfflinePartitions;
    /// "kafka.server:type=ReplicaManager,name=UnderReplicatedPartitions"; of a producer's with the
    /// pattern client-id=*
    QString jmxName;
    QString title; ///< a few words
    QString unit; ///< may be empty
    QString meaning; ///< one sentence
    MetricScope scope = MetricScope::Cluster;
    MetricTrend trend = MetricTrend::RiseIsBad;
    MetricShape shape = MetricShape::Value;

    /// The JMX name with this client instead of the pattern.
    [[nodiscard]] QString jmxNameOf(const QString& client) const;
};

[[nodiscard]] MetricDef metricDef(MetricId id);
/// All of them, in the order of MetricId.
[[nodiscard]] std::vector<MetricDef> metricDefs();

} // namespace brokerscope::views
