#pragma once

#include "engine/protocol/messages.h"
#include "engine/protocol/request_channel.h"
#include "engine/sim/node.h"

#include <vector>

namespace brokerscope::client {

/// The admin client of whoever runs the script (Kafka: KafkaAdminClient). What the controllers
/// decide it asks of any broker, which forwards it; what a leader does it asks of the leader, whom
/// it finds through a broker first. It tries again until 60 s are over (default.api.timeout.ms).
class Admin final : public sim::Node {
public:
    explicit Admin(std::vector<NodeId> brokers);

    /// The next calls ask this broker first, as whoever types a command names a bootstrap server.
    void setBootstrap(NodeId broker);

    /// Has everything before an offset deleted; kNoOffset means the high watermark.
    void deleteRecords(sim::Context& context, PartitionId partition, Offset before);

    /// Has the preferred leaders elected, or, `unclean`, anybody who lives where nobody leads.
    void electLeaders(
        sim::Context& context, const std::vector<PartitionId>& partitions, bool unclean);
    /// Has the partition's replicas moved to these brokers, in assignment order; none: takes that
    /// back. `throttle`: bytes per second, 0 for none.
    void reassign(sim::Context& context, PartitionId partition, std::vector<NodeId> replicas,
        std::uint64_t throttle);
    /// The topic that begins with `firstPartition` is to have `count` partitions.
    void addPartitions(sim::Context& context, PartitionId firstPartition, std::uint16_t count);

    void start(sim::Context& context) override;
    void receive(sim::Context& context, sim::Message message) override;
    void timeUp(sim::Context& context, const sim::Timer& timer) override;
    void connectionLost(sim::Context& context, NodeId peer) override;

private:
    enum class Timer : std::uint32_t { RequestTimeout, Retry };

    struct Call {
        protocol::Value wanted; ///< the request
        PartitionId atLeader = kNoPartition; ///< whose leader it is for; kNoPartition: any broker's
        Timestamp deadline;
        EventId request = kNoEvent; ///< on its way; kNoEvent while it waits for its retry
    };

    void call(sim::Context& context, protocol::Value wanted, PartitionId atLeader);
    void send(sim::Context& context, Call& call);
    void leaderFound(sim::Context& context, Call& call, const protocol::MetadataResponse& response);
    void answered(sim::Context& context, EventId request, event::ErrorCode error);
    void retryLater(sim::Context& context, Call& call);
    void requestFailed(sim::Context& context, const protocol::RequestChannel::InFlight& request);
    [[nodiscard]] Call* callOf(EventId request);

    std::vector<NodeId> m_brokers;
    std::size_t m_asked = 0; ///< the broker that is asked for metadata: the next one once it fails
    protocol::RequestChannel m_channel;
    std::vector<Call> m_calls; ///< not finished
};

} // namespace brokerscope::client
