#pragma once

#include "engine/base/bytes.h"
#include "engine/broker/config.h"
#include "engine/broker/group_timers.h"
#include "engine/broker/replica_manager.h"
#include "engine/protocol/metadata.h"
#include "engine/protocol/topic_names.h"

#include <map>
#include <optional>
#include <string>

namespace brokerscope::broker {

/// A record for the log of __consumer_offsets; no value deletes what the key names.
struct GroupRecord {
    Bytes key;
    std::optional<Bytes> value;
};

/// What all groups of a broker share while it handles something.
struct GroupWorld {
    const BrokerConfig& config;
    const Topology& topology;
    ReplicaManager& replicas;
    protocol::TopicNames names;
    sim::Context* context = nullptr; ///< of what is being handled
    const protocol::MetadataImage* image = nullptr; ///< likewise
    GroupTimers timers = {};
    std::map<EventId, NodeId> senders = {}; ///< of requests that are not answered yet
    std::uint64_t lastMember = 0; ///< number of the last member id that was given
    std::uint64_t lastWrite = 0; ///< number of the last write into a log

    /// Answers a request that is in `senders`.
    void answer(EventId request, protocol::Value response);
};

} // namespace brokerscope::broker
