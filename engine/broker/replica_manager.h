#pragma once

#include "engine/broker/config.h"
#include "engine/broker/partition.h"
#include "engine/broker/purgatory.h"
#include "engine/log/offset_checkpoint.h"
#include "engine/protocol/messages.h"
#include "engine/protocol/request_channel.h"

#include <memory>
#include <vector>

namespace brokerscope::broker {

/// All replicas of one broker, and the requests that concern them (Kafka: ReplicaManager).
class ReplicaManager {
public:
    ReplicaManager(const BrokerConfig& config, const Topology& topology, NodeId self);

    /// Opens every log that the broker's disk holds, with what its checkpoints say. False when the
    /// disk failed, which ends the process.
    bool open(sim::Context& context);
    /// Records what a power loss now takes.
    void reportUnflushed(sim::Context& context) const;

    /// nullptr when this broker has no replica of it.
    [[nodiscard]] Partition* find(PartitionId id) { return m_partitions.at(id.value()).get(); }
    [[nodiscard]] const Partition* find(PartitionId id) const
    {
        return m_partitions.at(id.value()).get();
    }
    template <class F>
    void forEach(F&& f)
    {
        for (const auto& partition : m_partitions) {
            if (partition) {
                f(*partition);
            }
        }
    }

    /// Takes on a registration that concerns this broker. `image` has it already.
    void apply(sim::Context& context, PartitionId id, const protocol::MetadataImage& image);

    void produce(sim::Context& context, sim::Message request, const protocol::MetadataImage& image);
    void fetch(sim::Context& context, sim::Message request, const protocol::MetadataImage& image);
    void listOffsets(sim::Context& context, const sim::Message& request);
    void deleteRecords(sim::Context& context, const sim::Message& request);

    void produceExpired(sim::Context& context, EventId request);
    void fetchExpired(sim::Context& context, EventId request);

    /// ISR changes that the leaders of this broker want since the last call.
    [[nodiscard]] std::vector<protocol::AlterPartitionRequest> takeIsrProposals();
    void checkForLaggingReplicas(sim::Context& context);
    void isrAnswered(sim::Context& context, const protocol::AlterPartitionResponse& response,
        const protocol::MetadataImage& image);
    /// An AlterPartition got no answer: nobody knows whether it took effect, so it stays proposed
    /// and is sent again.
    void isrUnanswered(PartitionId partition);

private:
    struct Reading {
        std::vector<protocol::FetchResponse::Partition> results;
        std::size_t bytes = 0;
        bool mustAnswer = false; ///< an error or a divergence: waiting would not help
    };

    /// What the checkpoint files of the disk say.
    struct Checkpoints {
        log::OffsetCheckpoint highWatermarks;
        log::OffsetCheckpoint recoveryPoints;
        log::OffsetCheckpoint logStarts;
        bool isClean = false; ///< the broker was shut down in good order
    };
    [[nodiscard]] static tl::expected<Checkpoints, sim::IoError> readCheckpoints(
        sim::Context& context);
    /// nullptr when the disk failed.
    [[nodiscard]] std::unique_ptr<Partition> openPartition(
        sim::Context& context, PartitionId id, const Checkpoints& checkpoints);
    [[nodiscard]] protocol::ListOffsetsResponse::Partition listOffset(sim::Context& context,
        bool isFollower, const protocol::ListOffsetsRequest::Partition& asked);

    [[nodiscard]] protocol::ProduceResponse::Partition append(sim::Context& context,
        NodeId producer, std::int16_t acks, protocol::ProduceRequest::Partition& incoming);
    [[nodiscard]] event::ErrorCode checkBatch(
        const Partition& partition, std::int16_t acks, ByteView records);
    void proposeIsr(
        sim::Context& context, Partition& partition, BrokerSet isr, event::IsrReason reason);
    void queueProposal(const Partition& partition);
    void highWatermarkMoved(sim::Context& context, PartitionId id);

    [[nodiscard]] static event::ErrorCode checkLeadership(
        const Partition* partition, LeaderEpoch senderKnows);
    [[nodiscard]] Reading read(const protocol::FetchRequest& request) const;
    [[nodiscard]] protocol::FetchResponse::Partition readPartition(
        const protocol::FetchRequest& request, const protocol::FetchRequest::Partition& wanted,
        std::size_t room) const;
    /// A log that could not be read takes the log directory with it.
    void giveUpUnreadable(
        sim::Context& context, const std::vector<protocol::FetchResponse::Partition>& results);
    void noteFollower(sim::Context& context, const protocol::FetchRequest& request,
        const std::vector<protocol::FetchResponse::Partition>& results,
        const protocol::MetadataImage& image);
    [[nodiscard]] bool isWorthAnswering(const protocol::FetchRequest& request) const;

    void completeProduces(sim::Context& context, PartitionId id);
    void completeFetches(sim::Context& context, PartitionId id);
    void answerFetch(sim::Context& context, EventId request, event::UnparkReason reason);
    [[nodiscard]] bool settle(DelayedProduce::Partition& waiting) const;
    void answerProduce(sim::Context& context, EventId request, event::UnparkReason reason);

    const BrokerConfig& m_config;
    const Topology& m_topology;
    NodeId m_self;
    std::vector<std::unique_ptr<Partition>> m_partitions; ///< by PartitionId
    PurgatoryOf<DelayedProduce> m_produces;
    PurgatoryOf<DelayedFetch> m_fetches;
    std::vector<protocol::AlterPartitionRequest> m_proposals;
    record::Decompressor m_decompressor; ///< for the leader's look into compressed batches
};

} // namespace brokerscope::broker
