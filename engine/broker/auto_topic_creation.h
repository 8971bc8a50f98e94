#pragma once

#include "engine/broker/config.h"
#include "engine/broker/controller_channel.h"
#include "engine/protocol/messages.h"
#include "engine/sim/node.h"

#include <vector>

namespace brokerscope::broker {

/// Has the controller create topics that clients ask a broker for and that are not there (Kafka:
/// DefaultAutoTopicCreationManager), each with num.partitions and default.replication.factor. A
/// topic is asked for once at a time; if the controller refuses, the next client that asks for it
/// makes the broker try again. `config` and `topology` must outlive it.
class AutoTopicCreation {
public:
    AutoTopicCreation(const BrokerConfig& config, const Topology& topology)
        : m_config(config)
        , m_topology(topology)
    {
    }

    /// A client that allows it asked for a partition that is not there.
    void wanted(sim::Context& context, PartitionId partition);
    /// Sends what waits; to be called after everything that may have made the channel ready.
    void send(sim::Context& context, ControllerChannel& controllers);
    void answered(EventId request, const protocol::CreateTopicsResponse& response);
    void unanswered(EventId request);

private:
    struct Wanted {
        PartitionId first; ///< of the topic
        Timestamp since;
        EventId request = kNoEvent; ///< kNoEvent: not sent yet
    };

    const BrokerConfig& m_config;
    const Topology& m_topology;
    std::vector<Wanted> m_wanted;
};

} // namespace brokerscope::broker
