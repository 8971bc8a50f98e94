#pragma once

#include "engine/protocol/messages.h"
#include "engine/protocol/request_channel.h"
#include "engine/sim/node.h"

#include <vector>

namespace brokerscope::client {

/// The admin client of whoever runs the script (Kafka: KafkaAdminClient). For each call it asks a
/// broker who leads the partition, and then the leader; it tries again until 60 s are over
/// (default.api.timeout.ms).
class Admin final : public sim::Node {
public:
    explicit Admin(std::vector<NodeId> brokers);

    /// Has everything before an offset deleted; kNoOffset means the high watermark.
    void deleteRecords(sim::Context& context, PartitionId partition, Offset before);

    void start(sim::Context& context) override;
    void receive(sim::Context& context, sim::Message message) override;
    void timeUp(sim::Context& context, const sim::Timer& timer) override;
    void connectionLost(sim::Context& context, NodeId peer) override;

private:
    enum class Timer : std::uint32_t { RequestTimeout, Retry };

    struct Call {
        PartitionId partition;
        Offset before;
        Timestamp deadline;
        EventId request = kNoEvent; ///< on its way; kNoEvent while it waits for its retry
    };

    void findLeader(sim::Context& context, Call& call);
    void leaderFound(sim::Context& context, Call& call, const protocol::MetadataResponse& response);
    void deleted(
        sim::Context& context, EventId request, const protocol::DeleteRecordsResponse& response);
    void retryLater(sim::Context& context, Call& call);
    void requestFailed(sim::Context& context, const protocol::RequestChannel::InFlight& request);
    [[nodiscard]] Call* callOf(EventId request);

    std::vector<NodeId> m_brokers;
    std::size_t m_asked = 0; ///< the broker that is asked for metadata: the next one once it fails
    protocol::RequestChannel m_channel;
    std::vector<Call> m_calls; ///< not finished
};

} // namespace brokerscope::client
