#pragma once

#include "tests/support/producer_checker.h"

#include "engine/broker/partition.h"

#include <cstddef>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace brokerscope::testing {

/// Which producers' records are to stand in the logs without gap or duplicate and in the order of
/// their send() calls.
enum class OrderedProducers : std::uint8_t {
    Idempotent, ///< as Kafka promises; any other keeps its order with one request in flight
    All, ///< to find out what happens without idempotence
};

/// Looks at the logs that leaders have: from whom their records are, and in which order. Logs with
/// compaction are left alone.
class ProducedLogChecker {
public:
    using Wrong = ProducerChecker::Wrong;

    /// Both must outlive it.
    ProducedLogChecker(
        scenario::Cluster& cluster, const ProducerChecker& producers, OrderedProducers ordered);

    /// Takes in the next event of the run, after `producers`.
    [[nodiscard]] Wrong check(const event::Event& event);
    /// To be called after each step.
    [[nodiscard]] Wrong checkStep();

    /// How often Kafka itself could not keep its promise: a leader knew nothing of an idempotent
    /// producer and took what came, or refused a batch as out of order which it has, since it knows
    /// the last five only, or the last one after a restart, so that the producer begins again in
    /// another epoch. From then on that producer's order in that partition is not looked at.
    [[nodiscard]] std::size_t forgotten() const { return m_forgotten.size(); }

private:
    struct Place {
        PartitionId partition;
        Offset offset;
        LeaderEpoch epoch;
        auto operator<=>(const Place&) const = default; // NOLINT(modernize-use-nullptr)
    };
    struct Source {
        NodeId producer;
        BatchId batch;
        auto operator<=>(const Source&) const = default; // NOLINT(modernize-use-nullptr)
    };
    /// What the log has of a producer so far.
    struct Tail {
        std::set<BatchId> batches; ///< all of them
        RecordNumber first; ///< of the last batch
        RecordNumber last;
        ProducerEpoch epoch = kNoProducerEpoch;
        Sequence next{0};
    };
    /// The log of a leader, up to where it was looked at.
    struct Chain {
        bool isStale = true; ///< to be read from the start
        std::vector<Source> refused; ///< as out of order, since then
        std::vector<std::pair<Offset, Offset>> appended; ///< base and end of what came since
        std::map<NodeId, Tail> tails;
    };
    using Replica = std::pair<NodeId, PartitionId>;

    [[nodiscard]] Wrong readChain(const Replica& replica, Chain& chain);
    void noteRefused(PartitionId partition, Chain& chain);
    [[nodiscard]] Wrong follow(PartitionId partition, Chain& chain, const record::BatchView& batch);
    [[nodiscard]] Wrong followOrdered(
        PartitionId partition, Source source, const Tail* tail, const record::BatchView& batch);
    [[nodiscard]] Wrong checkSequence(
        PartitionId partition, Source source, const Tail* tail, const record::BatchView& batch);
    [[nodiscard]] Wrong checkGap(PartitionId partition, Source source, const Tail* tail) const;
    [[nodiscard]] const broker::Partition* leaderAt(const Replica& replica) const;
    [[nodiscard]] std::string nameOf(NodeId node) const { return m_cluster.roster().at(node).name; }

    scenario::Cluster& m_cluster;
    const ProducerChecker& m_producers;
    OrderedProducers m_ordered;
    std::map<Place, Source> m_sources; ///< of every batch that a leader has taken
    std::map<Source, std::set<Offset>> m_stored; ///< bases that producers may be told
    std::map<Replica, Chain> m_chains; ///< of replicas that lead
    std::set<Replica> m_touched; ///< in the present step
    std::set<std::pair<NodeId, PartitionId>> m_forgotten; ///< producer, partition
};

} // namespace brokerscope::testing
