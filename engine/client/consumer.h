#pragma once

#include "engine/client/metadata.h"
#include "engine/protocol/messages.h"
#include "engine/protocol/request_channel.h"
#include "engine/sim/node.h"

#include <deque>
#include <map>
#include <optional>
#include <vector>

namespace brokerscope::client {

/// One life of a process with a KafkaConsumer that reads partitions assigned by hand, and the
/// application around it, which polls, processes what it got, and polls again (Kafka:
/// ClassicKafkaConsumer, Fetcher, SubscriptionState). `config` must outlive it.
class Consumer final : public sim::Node {
public:
    Consumer(const ConsumerConfig& config, const std::vector<PartitionId>& assignment,
        std::vector<NodeId> brokers);

    void start(sim::Context& context) override;
    void receive(sim::Context& context, sim::Message message) override;
    void timeUp(sim::Context& context, const sim::Timer& timer) override;
    void connectionLost(sim::Context& context, NodeId peer) override;

    /// The next offset that poll() will return; kNoOffset before it is known. For checks between
    /// steps.
    [[nodiscard]] Offset position(PartitionId partition) const;

private:
    /// Records of one fetch answer that poll() has not returned yet.
    struct Fetched {
        Bytes batches;
        Offset end;
    };
    struct Assigned {
        PartitionId partition;
        Offset position = kNoOffset;
        std::optional<Fetched> buffer;
        bool isFetching = false;
        bool isLookingUp = false; ///< a ListOffsets is on its way
        Timestamp restsUntil; ///< after an error
    };

    void work(sim::Context& context);
    void lookUpPositions(sim::Context& context);
    void sendFetches(sim::Context& context);
    void poll(sim::Context& context);
    /// Returns how many records were delivered, at most `room`.
    [[nodiscard]] std::uint32_t deliver(
        sim::Context& context, Assigned& assigned, std::uint32_t room);
    void offsetsListed(sim::Context& context, const protocol::ListOffsetsResponse& response);
    void fetched(sim::Context& context, const protocol::FetchResponse& response);
    void take(sim::Context& context, Assigned& assigned,
        const protocol::FetchResponse::Partition& result);
    void rest(sim::Context& context, Assigned& assigned, event::ErrorCode error);
    void fail(sim::Context& context, PartitionId partition, event::ErrorCode error);
    void requestFailed(sim::Context& context, const protocol::RequestChannel::InFlight& request);
    [[nodiscard]] Assigned* find(PartitionId partition);

    const ConsumerConfig& m_config;
    protocol::RequestChannel m_channel;
    ClientMetadata m_metadata;
    std::vector<Assigned> m_assigned;
    std::map<EventId, std::vector<PartitionId>>
        m_requests; ///< what the lookups and fetches on their way are about
    std::vector<std::pair<PartitionId, Offset>>
        m_processing; ///< what the application is busy with: partition, end
    bool m_hasFailed = false;
    std::size_t m_nextToPoll = 0;
};

} // namespace brokerscope::client
