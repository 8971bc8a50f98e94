#pragma once

#include "engine/client/config.h"
#include "engine/protocol/request_channel.h"

#include <map>
#include <vector>

namespace brokerscope::client {

/// Which brokers a producer may send to at all (Kafka: NetworkClient.ready,
/// ClusterConnectionStates, RecordAccumulator.NodeLatencyStats): not to one that has throttled it,
/// nor to one whose connection was lost before that has answered a request with which the
/// connection is tried again after reconnect.backoff.ms.
class Connections {
public:
    /// Both must outlive it.
    Connections(const ProducerConfig& config, protocol::RequestChannel& channel);

    /// Whether the node takes a request now. If not, `nextWake` becomes the time at which this
    /// changes by itself, if that is earlier. `partitions`: what the connection is tried with.
    [[nodiscard]] bool isReady(sim::Context& context, NodeId node,
        const std::vector<PartitionId>& partitions, Timestamp& nextWake);

    void lost(sim::Context& context, NodeId node);
    /// The node answered. Whether `request` was the one with which its connection was tried.
    bool heardFrom(NodeId node, EventId request);
    /// Whether the last connection that was tried to the node was tried with this request.
    [[nodiscard]] bool isTrial(NodeId node, EventId request) const;
    void throttle(NodeId node, Timestamp until);

    /// Something is ready for the node, which can (or can not) take it now.
    void measure(NodeId node, Timestamp now, bool canTake);
    /// Whether what is ready for the node has waited longer than
    /// partitioner.availability.timeout.ms.
    [[nodiscard]] bool isSlow(NodeId node) const;

private:
    struct Lost {
        std::uint32_t failures = 0;
        Timestamp mayTryFrom;
        EventId trial = kNoEvent; ///< the request with which it was tried last
        bool isTrying = false;
    };
    struct Latency {
        Timestamp drained;
        Timestamp ready;
    };

    const ProducerConfig& m_config;
    protocol::RequestChannel& m_channel;
    std::map<NodeId, Lost> m_lost;
    std::map<NodeId, Timestamp> m_throttledUntil;
    std::map<NodeId, Latency> m_latency;
};

} // namespace brokerscope::client
