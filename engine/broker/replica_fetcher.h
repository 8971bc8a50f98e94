#pragma once

#include "engine/broker/log_manager.h"
#include "engine/broker/replica_manager.h"
#include "engine/protocol/fetch_session_handler.h"

#include <map>
#include <set>

namespace brokerscope::broker {

/// The loops by which a broker copies the partitions that it follows: one for each leader, with at
/// most one Fetch on its way (Kafka: ReplicaFetcherManager, ReplicaFetcherThread with
/// num.replica.fetchers=1).
class ReplicaFetcher {
public:
    ReplicaFetcher(const BrokerConfig& config, ReplicaManager& replicas, LogManager& logs,
        protocol::RequestChannel& channel);

    /// The leaders of some partitions may have changed: starts loops that have become due.
    void leadersChanged(sim::Context& context);

    /// Takes the answer to a Fetch of ours.
    void answered(sim::Context& context, NodeId leader, const protocol::FetchResponse& response);
    /// A Fetch of ours failed without an answer: waits before it asks again.
    void failed(sim::Context& context, NodeId leader);
    /// Takes the answer to a ListOffsets of ours, by which a follower that is out of range finds
    /// out where to go on (Kafka: AbstractFetcherThread.fetchOffsetAndTruncate).
    void offsetsListed(
        sim::Context& context, NodeId leader, const protocol::ListOffsetsResponse& response);
    void offsetsUnanswered(sim::Context& context, NodeId leader);
    /// The wait for this leader is over.
    void backoffOver(sim::Context& context, NodeId leader);

private:
    /// Where the leader's log ends, and then where it begins, is being asked.
    struct OffsetLookup {
        LeaderEpoch epoch; ///< in which it was asked
        std::int64_t timestamp = protocol::kLatestTimestamp;
    };
    struct Asked {
        LeaderEpoch epoch;
        Offset from; ///< LEO then
    };
    struct Loop {
        std::map<PartitionId, Asked> asked; ///< what the Fetch on its way is about
        protocol::FetchSessionHandler session;
        bool isFetching = false;
        bool isBackingOff = false;
        std::set<PartitionId>
            resting; ///< partitions that failed; they stay out until the backoff is over
        std::map<PartitionId, OffsetLookup> lookups; ///< partitions out of range
        /// Partitions that the leader has in a newer epoch than we do, and ours: they stay out
        /// until the metadata log has told (Kafka: AbstractFetcherThread.onPartitionFenced).
        std::map<PartitionId, LeaderEpoch> fenced;
    };

    void fetchNext(sim::Context& context, NodeId leader);
    /// Whether the partition can be fetched on at once.
    [[nodiscard]] bool take(
        sim::Context& context, const protocol::FetchResponse::Partition& result);
    /// Whether the replica still is as it was when the Fetch was sent. A reassignment may have
    /// taken it away and brought it back empty meanwhile, in the same epoch (Kafka:
    /// AbstractFetcherThread.processFetchRequest compares offsets for that).
    [[nodiscard]] bool isStillWanted(PartitionId id, const Asked& asked) const;
    /// Whether we still follow the partition in the epoch in which something was asked.
    [[nodiscard]] bool isCurrent(PartitionId id, LeaderEpoch askedIn) const;
    void backOff(sim::Context& context, NodeId leader);
    void lookUp(
        sim::Context& context, NodeId leader, const Partition& partition, std::int64_t timestamp);

    const BrokerConfig& m_config;
    ReplicaManager& m_replicas;
    LogManager& m_logs;
    protocol::RequestChannel& m_channel;
    std::map<NodeId, Loop> m_loops;
};

} // namespace brokerscope::broker
