#pragma once

#include "engine/base/ids.h"

#include <cstdint>
#include <map>
#include <vector>

namespace brokerscope::views {

/// How many records below their leader's high watermark the followers lack, and the most of these.
/// Every change costs a few steps only, however many replicas there are.
class ReplicaLags {
public:
    ReplicaLags(std::size_t nodes, std::size_t partitions);

    void setEnd(NodeId broker, PartitionId partition, Offset end);
    void setWatermark(NodeId broker, PartitionId partition, Offset watermark);
    void setReplicas(PartitionId partition, BrokerSet replicas);
    void setLeader(PartitionId partition, NodeId leader);
    /// A broker that does not run has no followers that lag.
    void setRunning(NodeId broker, bool running);

    [[nodiscard]] std::int64_t most() const
    {
        return m_counts.empty() ? 0 : m_counts.rbegin()->first;
    }

private:
    struct Replica {
        Offset end;
        Offset watermark;
        std::int64_t lag = 0;
    };
    struct Partition {
        BrokerSet replicas;
        NodeId leader = kNoNode;
    };
    Replica& replica(NodeId broker, PartitionId partition);
    void update(NodeId broker, PartitionId partition);
    void updateAll(PartitionId partition);

    std::vector<Partition> m_partitions;
    std::vector<bool> m_running; // by node
    std::vector<Replica> m_replicas; // by node, then partition
    std::map<std::int64_t, int> m_counts; // of followers by lag; none for 0
};

} // namespace brokerscope::views
