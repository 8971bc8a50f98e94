#include "views/metrics/metric_def.h"

#include <QCoreApplication>

#include <array>

namespace brokerscope::views {

namespace {

struct MetricText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::MetricText)
};

/// The part of a definition that is the same in every language.
struct Fixed {
    const char* jmxName;
    MetricScope scope;
    MetricTrend trend;
    MetricShape shape;
};

using enum MetricScope;
using enum MetricTrend;
using enum MetricShape;

// By MetricId. Attributes of kafka.producer and raft-metrics stand in place of a name, which these
// do not have.
constexpr std::array<Fixed, kMetrics> kFixed{{
    {"kafka.controller:type=KafkaController,name=OfflinePartitionsCount", Cluster, RiseIsBad,
        Value},
    {"kafka.controller:type=KafkaController,name=ActiveControllerCount", Cluster, FallIsBad, Value},
    {"kafka.controller:type=ControllerStats,name=UncleanLeaderElectionsPerSec", Cluster, RiseIsBad,
        Count},
    {"kafka.server:type=ReplicaManager,name=UnderMinIsrPartitionCount", Cluster, RiseIsBad, Value},
    {"kafka.server:type=ReplicaManager,name=UnderReplicatedPartitions", Cluster, RiseIsBad, Value},
    {"kafka.producer:type=producer-metrics,client-id=*,attribute=record-error-rate", Producer,
        RiseIsBad, Rate},
    {"kafka.controller:type=KafkaController,name=FencedBrokerCount", Cluster, RiseIsBad, Value},
    {"kafka.cluster:type=Partition,name=InSyncReplicasCount", Partition, FallIsBad, Value},
    {"kafka.server:type=ReplicaManager,name=IsrShrinksPerSec", Cluster, RiseIsBad, Count},
    {"kafka.controller:type=ControllerStats,name=LeaderElectionRateAndTimeMs", Cluster, RiseIsBad,
        Count},
    {"kafka.producer:type=producer-metrics,client-id=*,attribute=record-retry-rate", Producer,
        RiseIsBad, Rate},
    {"kafka.controller:type=KafkaController,name=PreferredReplicaImbalanceCount", Cluster,
        RiseIsBad, Value},
    {"kafka.server:type=ReplicaFetcherManager,name=MaxLag,clientId=Replica", Cluster, RiseIsBad,
        Value},
    {"kafka.server:type=DelayedOperationPurgatory,name=PurgatorySize,delayedOperation=Produce",
        Cluster, RiseIsBad, Value},
    {"kafka.server:type=DelayedOperationPurgatory,name=PurgatorySize,delayedOperation=Fetch",
        Cluster, Neutral, Value},
    {"kafka.producer:type=producer-metrics,client-id=*,attribute=waiting-threads", Producer,
        RiseIsBad, Value},
    {"kafka.producer:type=producer-metrics,client-id=*,attribute=buffer-available-bytes", Producer,
        FallIsBad, Gauge},
    {"kafka.producer:type=producer-metrics,client-id=*,attribute=produce-throttle-time-avg",
        Producer, RiseIsBad, Average},
    {"kafka.producer:type=producer-metrics,client-id=*,attribute=batch-split-rate", Producer,
        RiseIsBad, Rate},
    {"kafka.producer:type=producer-metrics,client-id=*,attribute=request-latency-avg", Producer,
        RiseIsBad, Average},
    {"kafka.producer:type=producer-metrics,client-id=*,attribute=record-queue-time-avg", Producer,
        RiseIsBad, Average},
    {"kafka.producer:type=producer-metrics,client-id=*,attribute=record-queue-time-max", Producer,
        RiseIsBad, Maximum},
    {"kafka.network:type=RequestMetrics,name=TotalTimeMs,request=Produce", Cluster, RiseIsBad,
        Time},
    {"kafka.network:type=RequestMetrics,name=TotalTimeMs,request=FetchFollower", Cluster, Neutral,
        Time},
    {"kafka.network:type=RequestMetrics,name=TotalTimeMs,request=FetchConsumer", Cluster, Neutral,
        Time},
    {"kafka.network:type=RequestMetrics,name=RequestsPerSec,request=Produce", Cluster, FallIsBad,
        Rate},
    {"kafka.network:type=RequestMetrics,name=RequestsPerSec,request=FetchFollower", Cluster,
        FallIsBad, Rate},
    {"kafka.network:type=RequestMetrics,name=RequestsPerSec,request=FetchConsumer", Cluster,
        FallIsBad, Rate},
    {"kafka.producer:type=producer-metrics,client-id=*,attribute=record-send-rate", Producer,
        FallIsBad, Rate},
    {"kafka.producer:type=producer-topic-metrics,client-id=*,topic=*,attribute=byte-rate", Producer,
        FallIsBad, Rate},
    {"kafka.producer:type=producer-metrics,client-id=*,attribute=requests-in-flight", Producer,
        Neutral, Gauge},
    {"kafka.producer:type=producer-metrics,client-id=*,attribute=batch-size-avg", Producer, Neutral,
        Average},
    {"kafka.producer:type=producer-metrics,client-id=*,attribute=records-per-request-avg", Producer,
        Neutral, Average},
    {"kafka.producer:type=producer-metrics,client-id=*,attribute=compression-rate-avg", Producer,
        Neutral, Average},
    {"kafka.server:type=ReplicaManager,name=IsrExpandsPerSec", Cluster, Neutral, Count},
    {"kafka.controller:type=KafkaController,name=ActiveBrokerCount", Cluster, FallIsBad, Value},
    {"kafka.server:type=raft-metrics,attribute=current-epoch", Controller, Neutral, Value},
    {"kafka.server:type=raft-metrics,attribute=high-watermark", Controller, Neutral, Value},
    {"kafka.server:type=raft-metrics,attribute=commit-latency-avg", Cluster, RiseIsBad, Time},
}};

QString titleOf(MetricId id)
{
    switch (id) {
    case MetricId::OfflinePartitions:
        return MetricText::tr("Offline partitions");
    case MetricId::ActiveController:
        return MetricText::tr("Active controllers");
    case MetricId::UncleanElections:
        return MetricText::tr("Unclean elections");
    case MetricId::UnderMinIsr:
        return MetricText::tr("Under min ISR");
    case MetricId::UnderReplicated:
        return MetricText::tr("Under-replicated partitions");
    case MetricId::ProducerErrors:
        return MetricText::tr("Record errors");
    case MetricId::FencedBrokers:
        return MetricText::tr("Fenced brokers");
    case MetricId::InSyncReplicas:
        return MetricText::tr("ISR size");
    case MetricId::IsrShrinks:
        return MetricText::tr("ISR shrinks");
    case MetricId::LeaderElections:
        return MetricText::tr("Leader elections");
    case MetricId::ProducerRetries:
        return MetricText::tr("Record retries");
    case MetricId::PreferredImbalance:
        return MetricText::tr("Not led by preferred");
    case MetricId::MaxLag:
        return MetricText::tr("Follower lag");
    case MetricId::PurgatoryProduce:
        return MetricText::tr("Produce purgatory");
    case MetricId::PurgatoryFetch:
        return MetricText::tr("Fetch purgatory");
    case MetricId::ProducerWaitingThreads:
        return MetricText::tr("Threads waiting for memory");
    case MetricId::ProducerBufferAvailable:
        return MetricText::tr("Free buffer memory");
    case MetricId::ProducerThrottleTime:
        return MetricText::tr("Throttle time");
    case MetricId::ProducerSplits:
        return MetricText::tr("Batch splits");
    case MetricId::ProducerRequestLatency:
        return MetricText::tr("Request latency");
    case MetricId::ProducerQueueTime:
        return MetricText::tr("Queue time, average");
    case MetricId::ProducerQueueTimeMax:
        return MetricText::tr("Queue time, longest");
    case MetricId::ProduceTime:
        return MetricText::tr("Produce time");
    case MetricId::FetchFollowerTime:
        return MetricText::tr("Follower Fetch time");
    case MetricId::FetchConsumerTime:
        return MetricText::tr("Consumer Fetch time");
    case MetricId::ProduceRate:
        return MetricText::tr("Produce rate");
    case MetricId::FetchFollowerRate:
        return MetricText::tr("Follower Fetch rate");
    case MetricId::FetchConsumerRate:
        return MetricText::tr("Consumer Fetch rate");
    case MetricId::ProducerSendRate:
        return MetricText::tr("Record send rate");
    case MetricId::ProducerByteRate:
        return MetricText::tr("Byte rate");
    case MetricId::ProducerInFlight:
        return MetricText::tr("Requests in flight");
    case MetricId::ProducerBatchSize:
        return MetricText::tr("Batch size");
    case MetricId::ProducerRecordsPerRequest:
        return MetricText::tr("Records per request");
    case MetricId::ProducerCompression:
        return MetricText::tr("Compression rate");
    case MetricId::IsrExpands:
        return MetricText::tr("ISR expansions");
    case MetricId::ActiveBrokers:
        return MetricText::tr("Active brokers");
    case MetricId::RaftEpoch:
        return MetricText::tr("Quorum epoch");
    case MetricId::RaftWatermark:
        return MetricText::tr("Metadata HW");
    case MetricId::RaftCommitTime:
        return MetricText::tr("Metadata commit time");
    }
    return {};
}

QString meaningOf(MetricId id)
{
    switch (id) {
    case MetricId::OfflinePartitions:
        return MetricText::tr(
            "Partitions without a leader: nobody can write to or read from them.");
    case MetricId::ActiveController:
        return MetricText::tr(
            "Controllers that take themselves for the quorum's leader: 1 is right, with 0 "
            "nothing can be elected.");
    case MetricId::UncleanElections:
        return MetricText::tr("Leaders elected from outside the ISR: what they lack is lost.");
    case MetricId::UnderMinIsr:
        return MetricText::tr(
            "Partitions whose ISR is below min.insync.replicas: acks=all is refused.");
    case MetricId::UnderReplicated:
        return MetricText::tr("Partitions whose ISR lacks a replica, as their leaders count them.");
    case MetricId::ProducerErrors:
        return MetricText::tr("Records whose send() failed for good, over the last 100 ms.");
    case MetricId::FencedBrokers:
        return MetricText::tr("Registered brokers that the controller does not hear from.");
    case MetricId::InSyncReplicas:
        return MetricText::tr("Members of each partition's ISR.");
    case MetricId::IsrShrinks:
        return MetricText::tr("How often a leader removed a lagging follower from an ISR; what the "
                              "controller removes itself is not counted.");
    case MetricId::LeaderElections:
        return MetricText::tr("Leaders elected since the start, first elections not counted.");
    case MetricId::ProducerRetries:
        return MetricText::tr("Records of batches that the producer puts back to send them again, "
                              "over the last 100 ms.");
    case MetricId::PreferredImbalance:
        return MetricText::tr("Partitions that another than the preferred replica leads, or none.");
    case MetricId::MaxLag:
        return MetricText::tr("Records below the leader's HW that the slowest follower lacks.");
    case MetricId::PurgatoryProduce:
        return MetricText::tr("Produce requests with acks=all that wait for the ISR.");
    case MetricId::PurgatoryFetch:
        return MetricText::tr(
            "Fetch requests that wait for fetch.min.bytes or their maximum wait.");
    case MetricId::ProducerWaitingThreads:
        return MetricText::tr("Calls of send() that wait for room in buffer.memory.");
    case MetricId::ProducerBufferAvailable:
        return MetricText::tr("What is left of buffer.memory: each batch takes batch.size at "
                              "least, from its first record until it is done.");
    case MetricId::ProducerThrottleTime:
        return MetricText::tr("How long brokers hold the producer up for its quota, by each "
                              "answer: average of 100 ms.");
    case MetricId::ProducerSplits:
        return MetricText::tr(
            "Batches that a broker found too large and the producer split, over the last 100 ms.");
    case MetricId::ProducerRequestLatency:
        return MetricText::tr("From sending a Produce request to its answer: average of 100 ms. "
                              "With acks=0 there is none.");
    case MetricId::ProducerQueueTime:
        return MetricText::tr("From the making of a batch to the moment at which it is put into a "
                              "request, attempts before that included: average of 100 ms.");
    case MetricId::ProducerQueueTimeMax:
        return MetricText::tr("The longest time from the making of a batch to the moment at which "
                              "it is put into a request, of the last 100 ms.");
    case MetricId::ProduceTime:
        return MetricText::tr(
            "From taking a Produce request in to its answer, the wait for the ISR "
            "included: median and 99th percentile of 100 ms.");
    case MetricId::FetchFollowerTime:
        return MetricText::tr("From taking a follower's Fetch in to its answer, the wait for data "
                              "included: median and 99th percentile of 100 ms.");
    case MetricId::FetchConsumerTime:
        return MetricText::tr("From taking a consumer's Fetch in to its answer, the wait for data "
                              "included: median and 99th percentile of 100 ms.");
    case MetricId::ProduceRate:
        return MetricText::tr("Produce requests taken in, over the last 100 ms.");
    case MetricId::FetchFollowerRate:
        return MetricText::tr("Fetch requests of followers taken in, over the last 100 ms.");
    case MetricId::FetchConsumerRate:
        return MetricText::tr("Fetch requests of consumers taken in, over the last 100 ms.");
    case MetricId::ProducerSendRate:
        return MetricText::tr(
            "Records put into requests, those that are sent again included, over the last 100 ms.");
    case MetricId::ProducerByteRate:
        return MetricText::tr(
            "Bytes of the batches put into requests, after compression, over the last 100 ms.");
    case MetricId::ProducerInFlight:
        return MetricText::tr("Requests of the producer that wait for their answer, for metadata "
                              "and its producer id, too.");
    case MetricId::ProducerBatchSize:
        return MetricText::tr(
            "Bytes of the batches put into requests, after compression: average of 100 ms.");
    case MetricId::ProducerRecordsPerRequest:
        return MetricText::tr(
            "Records in a Produce request, over all its partitions: average of 100 ms.");
    case MetricId::ProducerCompression:
        return MetricText::tr("Bytes after compression by bytes before, of the batches put into "
                              "requests: average of 100 ms. 1 is no gain; smaller is better.");
    case MetricId::IsrExpands:
        return MetricText::tr("How often a leader took a follower back into an ISR.");
    case MetricId::ActiveBrokers:
        return MetricText::tr("Registered brokers that are not fenced.");
    case MetricId::RaftEpoch:
        return MetricText::tr("The term of the quorum as each controller knows it.");
    case MetricId::RaftWatermark:
        return MetricText::tr(
            "How much of the metadata log is committed, as each controller knows it.");
    case MetricId::RaftCommitTime:
        return MetricText::tr("From writing metadata to the moment at which a majority has it.");
    }
    return {};
}

QString unitOf(MetricId id, MetricShape shape)
{
    if (id == MetricId::ProducerByteRate) {
        return MetricText::tr("B/s", "bytes per second");
    }
    if (id == MetricId::ProducerBufferAvailable || id == MetricId::ProducerBatchSize) {
        return MetricText::tr("B", "bytes");
    }
    if (id == MetricId::ProducerRecordsPerRequest || id == MetricId::ProducerCompression) {
        return {};
    }
    switch (shape) {
    case MetricShape::Value:
    case MetricShape::Gauge:
    case MetricShape::Count:
        return {};
    case MetricShape::Rate:
        return MetricText::tr("/s", "per second");
    case MetricShape::Time:
    case MetricShape::Average:
    case MetricShape::Maximum:
        return MetricText::tr("ms", "milliseconds");
    }
    return {};
}

} // namespace

QString MetricDef::jmxNameOf(const QString& client) const
{
    QString name = jmxName;
    return name.replace(QStringLiteral("client-id=*"), QStringLiteral("client-id=") + client);
}

MetricDef metricDef(MetricId id)
{
    const Fixed& fixed = kFixed.at(static_cast<std::size_t>(id));
    return {id, QString::fromLatin1(fixed.jmxName), titleOf(id), unitOf(id, fixed.shape),
        meaningOf(id), fixed.scope, fixed.trend, fixed.shape};
}

std::vector<MetricDef> metricDefs()
{
    std::vector<MetricDef> defs;
    for (std::size_t i = 0; i < kMetrics; ++i) {
        defs.push_back(metricDef(static_cast<MetricId>(i)));
    }
    return defs;
}

} // namespace brokerscope::views
