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

    /// What the application does between two polls: seek() to an offset, which holds at once; to
    /// the first record at or after a time (offsetsForTimes(), then seek(); where there is none, to
    /// the log end); or to the log start or end, which the leader is asked for. Records of the old
    /// position that are buffered or on their way are dropped. Partitions that it does not read are
    /// left alone.
    void seek(sim::Context& context, const std::vector<PartitionId>& partitions, SeekTo target);

private:
    struct Assigned {
        PartitionId partition;
        Offset position = kNoOffset;
        LeaderEpoch epoch = kNoEpoch; ///< of the record before the position, if known
        LeaderEpoch validatedIn = kNoEpoch; ///< leader epoch in which the position is known to hold
        EventId validation = kNoEvent; ///< the OffsetForLeaderEpoch that is on its way
        NodeId readReplica = kNoNode; ///< where to fetch instead of the leader
        Timestamp readReplicaUntil;
        std::optional<Bytes> buffer; ///< batches that poll() has not returned in full
        EventId fetch = kNoEvent; ///< the Fetch that is on its way
        Offset fetchedFrom; ///< what it asks for
        EventId lookup = kNoEvent; ///< the ListOffsets whose answer counts
        std::optional<SeekTo> seeking; ///< decides the position instead of auto.offset.reset
        Timestamp restsUntil; ///< after an error
        bool isBehindLastTime = false; ///< no record is that late: seeks the log end instead
    };

    void work(sim::Context& context);
    void lookUpPositions(sim::Context& context);
    [[nodiscard]] std::int64_t timestampToAsk(const Assigned& assigned) const;
    void seekOne(sim::Context& context, Assigned& assigned, const SeekTo& target);
    void placeAt(sim::Context& context, Assigned& assigned,
        const protocol::ListOffsetsResponse::Partition& result);
    /// Asks the leaders of a newer epoch whether the positions still are in their logs (KIP-320).
    void validatePositions(sim::Context& context);
    void positionsValidated(sim::Context& context, EventId request,
        const protocol::OffsetForLeaderEpochResponse& response);
    void truncated(sim::Context& context, Assigned& assigned,
        const protocol::OffsetForLeaderEpochResponse::Partition& answer);
    [[nodiscard]] bool mustValidate(const Assigned& assigned) const;
    /// The leader, or the replica that the leader has named (KIP-392).
    [[nodiscard]] NodeId readsFrom(sim::Context& context, Assigned& assigned);
    void chooseReadReplica(sim::Context& context, Assigned& assigned, NodeId replica);
    void sendFetches(sim::Context& context);
    void poll(sim::Context& context);
    /// Returns how many records were delivered, at most `room`.
    [[nodiscard]] std::uint32_t deliver(
        sim::Context& context, Assigned& assigned, std::uint32_t room);
    void offsetsListed(
        sim::Context& context, EventId request, const protocol::ListOffsetsResponse& response);
    void fetched(sim::Context& context, EventId request, const protocol::FetchResponse& response);
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
