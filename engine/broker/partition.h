#pragma once

#include "engine/broker/config.h"
#include "engine/log/log.h"
#include "engine/protocol/metadata.h"
#include "engine/sim/node.h"

#include <memory>
#include <optional>
#include <vector>

namespace brokerscope::broker {

/// The broker's only log directory failed: records it and ends the process (Kafka:
/// ReplicaManager.handleLogDirFailure). `partition`: whose file it was, or kNoPartition.
void logDirFailed(sim::Context& context, PartitionId partition, sim::IoError error);

/// One broker's replica of a partition and, while it leads, what it knows of the other replicas
/// (Kafka: Partition, Replica).
class Partition {
public:
    /// `highWatermark`: from the checkpoint. What opening the log has told is emitted by tell().
    /// `config` must outlive it.
    Partition(PartitionId id, NodeId self, const Topology& topology, const BrokerConfig& config,
        std::unique_ptr<log::Log> log, Offset highWatermark);

    [[nodiscard]] PartitionId id() const { return m_id; }
    [[nodiscard]] const log::Log& log() const { return *m_log; }
    [[nodiscard]] Offset highWatermark() const { return m_highWatermark; }
    [[nodiscard]] event::ReplicaRole role() const { return m_role; }
    [[nodiscard]] bool isLeader() const { return m_role == event::ReplicaRole::Leader; }
    [[nodiscard]] NodeId leader() const { return m_registration.leader; }
    [[nodiscard]] LeaderEpoch leaderEpoch() const { return m_registration.leaderEpoch; }
    [[nodiscard]] const protocol::PartitionRegistration& registration() const
    {
        return m_registration;
    }
    [[nodiscard]] BrokerSet isr() const { return m_registration.isr; }
    /// Whether a reassignment is adding this very replica, or another, and it is not in sync yet:
    /// its copying is what a quota slows down.
    [[nodiscard]] bool isThrottled(NodeId replica) const
    {
        return m_registration.adding.contains(replica) && !m_registration.isr.contains(replica);
    }
    [[nodiscard]] const TopicConfig& topic() const { return m_topic; }
    [[nodiscard]] std::uint32_t effectiveMinIsr() const;

    /// Takes on what the controller registered. Returns whether the leadership changed.
    bool apply(sim::Context& context, const protocol::PartitionRegistration& registration);

    // --- the log's upkeep
    // ------------------------------------------------------------------------------

    /// Records what happened to the log's files since the last time, and has deleted files removed
    /// when their delay is over.
    void tell(sim::Context& context);
    /// The disk failed under this log; said once.
    void diskFailed(sim::Context& context, sim::IoError error);

    void deleteOldSegments(sim::Context& context);
    void flushIfDue(sim::Context& context);
    void flush(sim::Context& context);
    /// Leaves the log as a clean shutdown does. False when the disk failed.
    bool close(sim::Context& context) { return check(context, m_log->close()); }
    void removeDeletedFiles(sim::Context& context);
    /// One pass of the cleaner over a compacted log; returns the new first dirty offset, or nullopt
    /// when the log cannot be cleaned.
    std::optional<Offset> clean(
        sim::Context& context, const log::Cleaner& cleaner, Offset firstDirty);

    /// Lets go of everything before `offset` (kNoOffset: before the HW), as DeleteRecords asks;
    /// returns the log start. Kafka: Partition.deleteRecordsOnLeader.
    tl::expected<Offset, event::ErrorCode> deleteRecords(sim::Context& context, Offset offset);

    // --- as leader
    // -------------------------------------------------------------------------------------

    tl::expected<log::Log::Appended, event::ErrorCode> appendAsLeader(
        sim::Context& context, Bytes batch, NodeId producer, BatchId batchId);

    /// Whether the HW has reached the LEO with which this leadership began; before, the latest
    /// offset is not known.
    [[nodiscard]] bool hasReachedEpochStart() const { return m_highWatermark >= m_epochStart; }

    /// Advances the HW if all replicas that count allow it. Returns whether it moved.
    bool maybeAdvanceHighWatermark(sim::Context& context, const protocol::MetadataImage& image);

    /// A follower's fetch says how far that follower is (Kafka: updateFollowerFetchState).
    /// `epoch`: the broker epoch that it fetches with (KIP-903).
    void noteFollowerFetch(
        sim::Context& context, NodeId follower, BrokerEpoch epoch, Offset fetchOffset);
    /// The replica that a consumer in `rack` should read from: this one if it is there, else the
    /// most caught-up in-sync replica of the rack that has the offset, else this one (KIP-392,
    /// RackAwareReplicaSelector).
    [[nodiscard]] NodeId readReplicaFor(
        const std::string& rack, const Topology& topology, Offset offset) const;

    /// The ISR to ask the controller for, if one should be asked for now: with `follower` added
    /// once it has caught up.
    [[nodiscard]] std::optional<BrokerSet> isrWith(
        NodeId follower, const protocol::MetadataImage& image) const;
    /// … without the members beyond replica.lag.time.max.ms.
    [[nodiscard]] std::optional<BrokerSet> isrWithoutLagging(Timestamp now) const;
    struct Proposal {
        BrokerSet isr;
        event::IsrReason reason = event::IsrReason::Lagging;
    };
    /// The ISR that the controller was asked for and that is not known to be refused or in force.
    [[nodiscard]] const std::optional<Proposal>& proposedIsr() const { return m_proposedIsr; }
    void isrProposed(Proposal proposal) { m_proposedIsr = proposal; }
    void isrProposalEnded() { m_proposedIsr.reset(); }

    /// Where a follower whose last record is of `lastFetchedEpoch` and that wants `fetchOffset` has
    /// left this log's history; nullopt when it has not (Kafka: Partition.readRecords).
    /// OFFSET_OUT_OF_RANGE when this log knows nothing of that epoch.
    [[nodiscard]] tl::expected<std::optional<log::EpochCache::Entry>, event::ErrorCode> divergence(
        LeaderEpoch lastFetchedEpoch, Offset fetchOffset) const;

    // --- as follower
    // -----------------------------------------------------------------------------------

    /// Whether what is above the own high watermark has still to go before anything is fetched from
    /// the new leader; only under Rules::truncateToHighWatermark.
    [[nodiscard]] bool mustTruncateToHighWatermark() const { return m_mustTruncate; }
    void truncateToHighWatermark(sim::Context& context);
    tl::expected<void, event::ErrorCode> appendAsFollower(sim::Context& context, ByteView batches);
    void followHighWatermark(sim::Context& context, Offset leaderHighWatermark);
    /// Nothing before the leader's log start is to be had any more.
    void followLogStart(sim::Context& context, Offset leaderLogStart);
    /// The leader has nothing left of what this replica has: begins anew at the leader's log start.
    void startOver(sim::Context& context, Offset leaderLogStart);
    /// Cuts the log where it parts from the leader's (Kafka:
    /// AbstractFetcherThread.truncateOnFetchResponse).
    void truncateToDivergence(sim::Context& context, log::EpochCache::Entry leaderEnd);
    void truncateTo(sim::Context& context, Offset end, event::TruncateReason reason);

private:
    struct Follower {
        NodeId broker;
        BrokerEpoch epoch{-1}; ///< broker epoch of its last fetch
        std::optional<Offset> logEnd; ///< unknown until its first fetch in this leader epoch
        std::optional<Timestamp> lastCaughtUp;
        std::optional<Timestamp> lastFetch;
        Offset leaderEndAtLastFetch;
    };

    void lead(sim::Context& context);
    /// Makes m_followers those of the registration; who was there stays as it is known.
    void listFollowers(sim::Context& context);
    /// Whether the controllers would take it into the ISR: active, and in the life that fetches.
    [[nodiscard]] static bool isEligible(
        const Follower& follower, const protocol::MetadataImage& image);
    /// What every call of the log that can fail goes through.
    bool check(sim::Context& context, const tl::expected<void, sim::IoError>& done);
    void reportHoles(sim::Context& context, const record::BatchView& batch);
    void setHighWatermark(sim::Context& context, Offset to);
    [[nodiscard]] bool isCaughtUp(const Follower& follower, Timestamp now) const;
    [[nodiscard]] BrokerSet maximalIsr() const;
    [[nodiscard]] Follower* find(NodeId broker);
    [[nodiscard]] const Follower* find(NodeId broker) const;

    PartitionId m_id;
    NodeId m_self;
    TopicConfig m_topic;
    const BrokerConfig& m_config;
    std::unique_ptr<log::Log> m_log;
    Offset m_highWatermark;
    event::ReplicaRole m_role = event::ReplicaRole::None;
    protocol::PartitionRegistration m_registration;
    Offset m_epochStart; ///< as leader: LEO when it began to lead
    std::vector<Follower> m_followers; ///< as leader, in assignment order
    std::optional<Proposal> m_proposedIsr;
    bool m_mustTruncate = false;
    bool m_hasFailed = false; ///< the disk, under this log
};

} // namespace brokerscope::broker
