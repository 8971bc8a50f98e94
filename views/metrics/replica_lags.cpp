#include "views/metrics/replica_lags.h"

#include <algorithm>

namespace brokerscope::views {

ReplicaLags::ReplicaLags(std::size_t nodes, std::size_t partitions)
    : m_partitions(partitions)
    , m_running(nodes)
    , m_replicas(nodes * partitions)
{
}

ReplicaLags::Replica& ReplicaLags::replica(NodeId broker, PartitionId partition)
{
    return m_replicas.at(broker.value() * m_partitions.size() + partition.value());
}

void ReplicaLags::setEnd(NodeId broker, PartitionId partition, Offset end)
{
    replica(broker, partition).end = end;
    update(broker, partition);
}

void ReplicaLags::setWatermark(NodeId broker, PartitionId partition, Offset watermark)
{
    replica(broker, partition).watermark = watermark;
    if (m_partitions.at(partition.value()).leader == broker) {
        updateAll(partition);
    }
}

void ReplicaLags::setReplicas(PartitionId partition, BrokerSet replicas)
{
    Partition& of = m_partitions.at(partition.value());
    const BrokerSet before = of.replicas;
    of.replicas = replicas;
    before.forEach([&](NodeId broker) { update(broker, partition); });
    updateAll(partition);
}

void ReplicaLags::setLeader(PartitionId partition, NodeId leader)
{
    m_partitions.at(partition.value()).leader = leader;
    updateAll(partition);
}

void ReplicaLags::setRunning(NodeId broker, bool running)
{
    m_running.at(broker.value()) = running;
    for (std::size_t i = 0; i < m_partitions.size(); ++i) {
        if (m_partitions[i].replicas.contains(broker)) {
            update(broker, PartitionId(static_cast<std::uint16_t>(i)));
        }
    }
}

void ReplicaLags::updateAll(PartitionId partition)
{
    m_partitions.at(partition.value()).replicas.forEach([&](NodeId broker) {
        update(broker, partition);
    });
}

void ReplicaLags::update(NodeId broker, PartitionId partition)
{
    const Partition& of = m_partitions.at(partition.value());
    Replica& own = replica(broker, partition);
    std::int64_t lag = 0;
    const bool follows = of.leader != kNoNode && of.leader != broker && of.replicas.contains(broker)
        && m_running.at(broker.value());
    if (follows) {
        const Offset watermark = replica(of.leader, partition).watermark;
        lag = std::max<std::int64_t>(0, (watermark - own.end).value());
    }
    if (lag == own.lag) {
        return;
    }
    if (own.lag > 0 && --m_counts[own.lag] == 0) {
        m_counts.erase(own.lag);
    }
    if (lag > 0) {
        ++m_counts[lag];
    }
    own.lag = lag;
}

} // namespace brokerscope::views
