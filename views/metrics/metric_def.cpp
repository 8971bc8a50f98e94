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
    MetricTrend trend;
    MetricShape shape;
};

using enum MetricTrend;
using enum MetricShape;

// By MetricId.
constexpr std::array<Fixed, kMetrics> kFixed{{
    {"kafka.controller:type=KafkaController,name=OfflinePartitionsCount", RiseIsBad, Value},
    {"kafka.controller:type=KafkaController,name=ActiveControllerCount", FallIsBad, Value},
    {"kafka.controller:type=ControllerStats,name=UncleanLeaderElectionsPerSec", RiseIsBad, Count},
    {"kafka.server:type=ReplicaManager,name=UnderMinIsrPartitionCount", RiseIsBad, Value},
    {"kafka.server:type=ReplicaManager,name=UnderReplicatedPartitions", RiseIsBad, Value},
    {"kafka.controller:type=KafkaController,name=FencedBrokerCount", RiseIsBad, Value},
    {"kafka.cluster:type=Partition,name=InSyncReplicasCount", FallIsBad, Value},
    {"kafka.server:type=ReplicaManager,name=IsrShrinksPerSec", RiseIsBad, Count},
    {"kafka.controller:type=ControllerStats,name=LeaderElectionRateAndTimeMs", RiseIsBad, Count},
    {"kafka.controller:type=KafkaController,name=PreferredReplicaImbalanceCount", RiseIsBad, Value},
    {"kafka.server:type=ReplicaFetcherManager,name=MaxLag,clientId=Replica", RiseIsBad, Value},
    {"kafka.server:type=DelayedOperationPurgatory,name=PurgatorySize,delayedOperation=Produce",
        RiseIsBad, Value},
    {"kafka.server:type=DelayedOperationPurgatory,name=PurgatorySize,delayedOperation=Fetch",
        Neutral, Value},
    {"kafka.network:type=RequestMetrics,name=TotalTimeMs,request=Produce", RiseIsBad, Time},
    {"kafka.network:type=RequestMetrics,name=TotalTimeMs,request=FetchFollower", Neutral, Time},
    {"kafka.network:type=RequestMetrics,name=TotalTimeMs,request=FetchConsumer", Neutral, Time},
    {"kafka.network:type=RequestMetrics,name=RequestsPerSec,request=Produce", FallIsBad, Rate},
    {"kafka.network:type=RequestMetrics,name=RequestsPerSec,request=FetchFollower", FallIsBad,
        Rate},
    {"kafka.network:type=RequestMetrics,name=RequestsPerSec,request=FetchConsumer", FallIsBad,
        Rate},
    {"kafka.server:type=ReplicaManager,name=IsrExpandsPerSec", Neutral, Count},
    {"kafka.controller:type=KafkaController,name=ActiveBrokerCount", FallIsBad, Value},
    {"kafka.server:type=raft-metrics,attribute=current-epoch", Neutral, Value},
    {"kafka.server:type=raft-metrics,attribute=high-watermark", Neutral, Value},
    {"kafka.server:type=raft-metrics,attribute=commit-latency-avg", RiseIsBad, Time},
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
    case MetricId::FencedBrokers:
        return MetricText::tr("Fenced brokers");
    case MetricId::InSyncReplicas:
        return MetricText::tr("ISR size");
    case MetricId::IsrShrinks:
        return MetricText::tr("ISR shrinks");
    case MetricId::LeaderElections:
        return MetricText::tr("Leader elections");
    case MetricId::PreferredImbalance:
        return MetricText::tr("Not led by preferred");
    case MetricId::MaxLag:
        return MetricText::tr("Follower lag");
    case MetricId::PurgatoryProduce:
        return MetricText::tr("Produce purgatory");
    case MetricId::PurgatoryFetch:
        return MetricText::tr("Fetch purgatory");
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
    case MetricId::FencedBrokers:
        return MetricText::tr("Registered brokers that the controller does not hear from.");
    case MetricId::InSyncReplicas:
        return MetricText::tr("Members of each partition's ISR.");
    case MetricId::IsrShrinks:
        return MetricText::tr("How often a leader removed a lagging follower from an ISR; what the "
                              "controller removes itself is not counted.");
    case MetricId::LeaderElections:
        return MetricText::tr("Leaders elected since the start, first elections not counted.");
    case MetricId::PreferredImbalance:
        return MetricText::tr("Partitions that another than the preferred replica leads, or none.");
    case MetricId::MaxLag:
        return MetricText::tr("Records below the leader's HW that the slowest follower lacks.");
    case MetricId::PurgatoryProduce:
        return MetricText::tr("Produce requests with acks=all that wait for the ISR.");
    case MetricId::PurgatoryFetch:
        return MetricText::tr(
            "Fetch requests that wait for fetch.min.bytes or their maximum wait.");
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

QString unitOf(MetricShape shape)
{
    switch (shape) {
    case MetricShape::Value:
    case MetricShape::Count:
        return {};
    case MetricShape::Rate:
        return MetricText::tr("/s", "per second");
    case MetricShape::Time:
        return MetricText::tr("ms", "milliseconds");
    }
    return {};
}

} // namespace

MetricDef metricDef(MetricId id)
{
    const Fixed& fixed = kFixed.at(static_cast<std::size_t>(id));
    return {id, QString::fromLatin1(fixed.jmxName), titleOf(id), unitOf(fixed.shape), meaningOf(id),
        fixed.trend, fixed.shape};
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
