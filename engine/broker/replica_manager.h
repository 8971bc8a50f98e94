#pragma once

#include "engine/broker/client_quotas.h"
#include "engine/broker/config.h"
#include "engine/broker/fetch_sessions.h"
#include "engine/broker/partition.h"
#include "engine/broker/purgatory.h"
#include "engine/broker/replication_quota.h"
#include "engine/log/offset_checkpoint.h"
#include "engine/protocol/messages.h"
#include "engine/protocol/request_channel.h"

#include <memory>
#include <string_view>
#include <vector>

namespace brokerscope::broker {

/// Marks a data directory whose broker was shut down in good order.
inline constexpr std::string_view kCleanShutdownFile = ".kafka_cleanshutdown";

/// All replicas of one broker, and the requests that concern them (Kafka: ReplicaManager).
class ReplicaManager {
public:
    ReplicaManager(const BrokerConfig& config, const Topology& topology, NodeId self);

    /// Opens every log that the broker's disk holds, with what its checkpoints say. False when the
    /// disk failed, which ends the process.
    bool open(sim::Context& context);
    /// Whether the former life of this broker, as open() found its disk, ended in good order.
    [[nodiscard]] bool wasShutDownCleanly() const { return m_wasShutDownCleanly; }
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
        for (const PartitionId id : m_present) {
            f(*m_partitions[id.value()]);
        }
    }

    /// Takes on a registration that concerns this broker. `image` has it already.
    void apply(sim::Context& context, PartitionId id, const protocol::MetadataImage& image);

    void produce(sim::Context& context, sim::Message request, const protocol::MetadataImage& image);
    /// Appends a batch of the broker's own, as a Produce with acks=all would; returns the offset
    /// that the HW must reach for it to be committed (Kafka: PartitionWriter).
    tl::expected<Offset, event::ErrorCode> appendOwn(sim::Context& context, PartitionId id,
        const Bytes& batch, const protocol::MetadataImage& image);
    void fetch(sim::Context& context, sim::Message request, const protocol::MetadataImage& image);
    void listOffsets(sim::Context& context, const sim::Message& request);
    void deleteRecords(sim::Context& context, const sim::Message& request);
    void offsetForLeaderEpoch(sim::Context& context, const sim::Message& request);

    /// The broker has registered: its fetches carry this epoch from now on (KIP-903).
    void setBrokerEpoch(BrokerEpoch epoch) { m_brokerEpoch = epoch; }
    [[nodiscard]] BrokerEpoch brokerEpoch() const { return m_brokerEpoch; }

    /// A follower's high watermark may have moved: consumers may be waiting for it here.
    void followed(sim::Context& context, PartitionId id) { completeFetches(context, id); }
    /// Whether a quota stops the copying of a replica that a reassignment adds to this broker, as
    /// follower; tells so when it does.
    [[nodiscard]] bool isHeldBack(sim::Context& context, const Partition& partition);
    /// Counts what a follower has copied under a quota.
    void copied(sim::Context& context, const Partition& partition, std::size_t bytes);

    [[nodiscard]] ClientQuotas& quotas() { return m_quotas; }
    [[nodiscard]] const FetchSessions& fetchSessions() const { return m_fetchSessions; }

    void produceExpired(sim::Context& context, EventId request);
    void fetchExpired(sim::Context& context, EventId request);

    /// ISR changes that the leaders of this broker want since the last call.
    [[nodiscard]] std::vector<protocol::AlterPartitionRequest> takeIsrProposals();
    void checkForLaggingReplicas(sim::Context& context);
    void isrAnswered(sim::Context& context, const protocol::AlterPartitionRequest& request,
        const protocol::AlterPartitionResponse& response, const protocol::MetadataImage& image);
    /// An AlterPartition got no answer: nobody knows whether it took effect, so it stays proposed
    /// and is sent again.
    void isrUnanswered(const protocol::AlterPartitionRequest& request);

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
    [[nodiscard]] static bool isProposedBy(
        const Partition& partition, const protocol::AlterPartitionRequest& request);
    void highWatermarkMoved(sim::Context& context, PartitionId id);

    [[nodiscard]] event::ErrorCode checkLeadership(
        const Partition* partition, LeaderEpoch senderKnows) const;
    /// As checkLeadership, but a consumer that says its rack may read from a follower.
    [[nodiscard]] event::ErrorCode checkReadable(const Partition* partition,
        const protocol::FetchRequest& request, LeaderEpoch senderKnows) const;
    [[nodiscard]] Reading read(sim::Context& context, const protocol::FetchRequest& request);
    [[nodiscard]] protocol::FetchResponse::Partition readPartition(sim::Context& context,
        const protocol::FetchRequest& request, const protocol::FetchRequest::Partition& wanted,
        std::size_t room);
    void readRecords(sim::Context& context, const Partition& partition,
        const protocol::FetchRequest& request, const protocol::FetchRequest::Partition& wanted,
        std::size_t room, protocol::FetchResponse::Partition& result);
    /// How far the sender of a fetch may read.
    [[nodiscard]] static Offset readBound(
        const Partition& partition, const protocol::FetchRequest& request);
    void tellThrottled(sim::Context& context, const Partition& partition, NodeId peer,
        const ReplicationQuota& quota, bool asLeader);
    void add(PartitionId id, std::unique_ptr<Partition> partition);
    /// The broker is no replica any more: the log goes.
    void remove(sim::Context& context, PartitionId id);
    /// A log that could not be read takes the log directory with it.
    void giveUpUnreadable(
        sim::Context& context, const std::vector<protocol::FetchResponse::Partition>& results);
    void noteFollower(sim::Context& context, const protocol::FetchRequest& request,
        const std::vector<protocol::FetchResponse::Partition>& results,
        const protocol::MetadataImage& image);
    [[nodiscard]] bool isWorthAnswering(Timestamp now, const protocol::FetchRequest& request) const;
    /// Whether the leader's quota keeps the partition's records from this follower.
    [[nodiscard]] bool isWithheld(Timestamp now, const Partition& partition, NodeId follower) const;

    void completeProduces(sim::Context& context, PartitionId id);
    void completeFetches(sim::Context& context, PartitionId id);
    void answerFetch(sim::Context& context, EventId request, event::UnparkReason reason);
    void reply(sim::Context& context, const sim::Message& request,
        const FetchSessions::Use& session, Reading reading);
    [[nodiscard]] bool settle(DelayedProduce::Partition& waiting) const;
    void answerProduce(sim::Context& context, EventId request, event::UnparkReason reason);
    void answer(sim::Context& context, const DelayedProduce& operation);

    const BrokerConfig& m_config;
    const Topology& m_topology;
    NodeId m_self;
    BrokerEpoch m_brokerEpoch{-1};
    bool m_wasShutDownCleanly = false;
    std::vector<std::unique_ptr<Partition>> m_partitions; ///< by PartitionId
    std::vector<PartitionId> m_present; ///< those that are there, ascending
    ClientQuotas m_quotas;
    ReplicationQuota m_leaderQuota;
    ReplicationQuota m_followerQuota;
    std::uint64_t m_throttle = 0; ///< bytes per second, as the metadata says; 0: none
    PurgatoryOf<DelayedProduce> m_produces;
    PurgatoryOf<DelayedFetch> m_fetches;
    FetchSessions m_fetchSessions;
    std::vector<protocol::AlterPartitionRequest> m_proposals;
    record::Decompressor m_decompressor; ///< for the leader's look into compressed batches
};

} // namespace brokerscope::broker
