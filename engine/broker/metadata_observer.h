#pragma once

#include "engine/broker/controller_channel.h"
#include "engine/protocol/messages.h"
#include "engine/protocol/metadata.h"
#include "engine/protocol/request_channel.h"
#include "engine/sim/node.h"

#include <optional>
#include <set>

namespace brokerscope::broker {

/// A broker following the metadata log without a vote (Kafka: KafkaRaftClient as an observer,
/// MetadataLoader): it reads what is committed and makes an image of it, in memory only. What it
/// refers to must outlive it.
class MetadataObserver {
public:
    MetadataObserver(const BrokerConfig& config, const Topology& topology,
        ControllerChannel& controllers, protocol::RequestChannel& channel);

    void fetch(sim::Context& context);
    /// Takes on what came and fetches on. The partitions that changed; nullopt when the answer
    /// brought nothing new.
    std::optional<std::set<PartitionId>> answered(
        sim::Context& context, NodeId from, const protocol::MetadataLogFetchResponse& answer);
    void unanswered(sim::Context& context, NodeId from);

    [[nodiscard]] const protocol::MetadataImage& image() const { return m_image; }

private:
    void retry(sim::Context& context);

    const BrokerConfig& m_config;
    ControllerChannel& m_controllers;
    protocol::RequestChannel& m_channel;
    protocol::MetadataImage m_image;
    LeaderEpoch m_lastEpoch{0}; ///< of the last record in the image
};

} // namespace brokerscope::broker
