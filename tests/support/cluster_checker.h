#pragma once

#include "tests/support/metadata_checker.h"

#include "engine/base/bytes.h"
#include "engine/broker/partition.h"
#include "engine/scenario/cluster.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace brokerscope::broker {
class Broker;
}

namespace brokerscope::testing {

/// What a cluster is held to, besides what no Kafka cluster may ever show.
struct Expectations {
    /// No broker loses power, so that a follower's log never shrinks below what it has shown to its
    /// leader.
    bool keepsLogs = true;
    /// Nor can an acknowledged record go in any other way: acks=all, min.insync.replicas of two or
    /// more, clean elections only, no retention and no compaction.
    bool keepsAcked = false;
    /// Producers with another acks, whose records may go all the same.
    std::set<NodeId> mayLose = {};
};

/// Looks into a running cluster after every step and says what is wrong. It looks only at what the
/// events of the step have touched.
class ClusterChecker {
public:
    ClusterChecker(scenario::Cluster& cluster, Expectations expectations);

    /// The first violation since the last call, or nullopt.
    [[nodiscard]] std::optional<std::string> check();
    /// The same for what holds once every fault is healed and the cluster has settled.
    [[nodiscard]] std::optional<std::string> checkSettled();

    /// Records that producers were told are stored.
    [[nodiscard]] std::size_t acked() const;
    /// How many of them the leaders do not have. For logs that keep everything.
    [[nodiscard]] std::size_t lost() const;

private:
    using Wrong = std::optional<std::string>;

    /// A batch of a producer.
    struct Sent {
        NodeId producer;
        BatchId batch;
        auto operator<=>(const Sent&) const = default; // NOLINT(modernize-use-nullptr)
    };
    struct Place {
        PartitionId partition;
        Offset offset;
        LeaderEpoch epoch;
        auto operator<=>(const Place&) const = default; // NOLINT(modernize-use-nullptr)
    };

    /// A batch that its producer was told is stored.
    struct Acked {
        Place place;
        std::uint32_t records = 0;
        bool mayBeLost = false;
    };

    [[nodiscard]] Wrong checkEvent(std::size_t index);
    [[nodiscard]] Wrong look(const event::Event& event);
    void touch(const event::Event& event);
    [[nodiscard]] Wrong checkAppend(const event::Event& event, const event::BatchAppended& append);
    [[nodiscard]] Wrong checkRole(const event::Event& event, const event::RoleAssumed& role);
    void noteAcked(NodeId producer, const event::BatchAcked& acked);
    [[nodiscard]] Wrong checkTouched();
    /// What a leader takes for the ISR stands in the committed metadata.
    [[nodiscard]] Wrong checkRegistration(NodeId node, PartitionId id);
    [[nodiscard]] Wrong checkReplica(NodeId node, const broker::Partition& partition);
    [[nodiscard]] Wrong checkIsr(NodeId node, const broker::Partition& leader) const;
    [[nodiscard]] Wrong checkConsumer(NodeId node);
    [[nodiscard]] Wrong checkLeader(
        PartitionId id, const protocol::PartitionRegistration& registration) const;
    [[nodiscard]] Wrong checkCopies(
        PartitionId id, const protocol::PartitionRegistration& registration) const;
    [[nodiscard]] bool isLost(const Place& place) const;
    [[nodiscard]] std::size_t lostAgainstPromise() const;
    [[nodiscard]] const broker::Broker* brokerAt(NodeId id) const;
    [[nodiscard]] const broker::Partition* replicaAt(NodeId broker, PartitionId id) const;

    scenario::Cluster& m_cluster;
    Expectations m_expectations;
    MetadataChecker m_metadata;
    std::size_t m_seen = 0;
    std::vector<NodeId> m_brokers;
    std::map<std::pair<PartitionId, LeaderEpoch>, NodeId> m_leaders;
    std::set<std::pair<NodeId, PartitionId>> m_leading; ///< or did when they were last up
    std::map<Place, std::uint32_t> m_crcs;
    std::map<Sent, std::vector<Place>> m_stored; ///< where leaders put a batch
    std::vector<Acked> m_acked;
    std::vector<Offset> m_highest; ///< by partition: the highest HW that any leader has had

    // What the present step has touched.
    std::set<PartitionId> m_partitions;
    std::set<NodeId> m_informed; ///< brokers that may have learned of another ISR
    std::set<NodeId> m_consumers;
};

} // namespace brokerscope::testing
