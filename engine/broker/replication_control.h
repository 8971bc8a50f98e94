#pragma once

#include "engine/broker/config.h"
#include "engine/broker/partition_change.h"
#include "engine/broker/placement.h"
#include "engine/protocol/messages.h"
#include "engine/protocol/metadata.h"
#include "engine/sim/node.h"
#include "engine/sim/random.h"

#include <tl/expected.hpp>

#include <vector>

namespace brokerscope::broker {

/// A topic that the controller creates as soon as every broker of the cluster has come up, or when
/// it is asked to.
struct TopicPlan {
    PartitionId firstPartition;
    std::uint16_t partitions = 1; ///< that it is created with
    std::uint16_t mostPartitions = 1; ///< that the run's roster has room for
    std::uint16_t replicationFactor = 1;
    /// By partition, in assignment order; empty: placed by StripedReplicaPlacer.
    std::vector<std::vector<NodeId>> assignment;
    std::string name;
    bool isOnDemand = false; ///< not before it is asked for
};

/// What the active controller decides about brokers and partitions (Kafka:
/// ReplicationControlManager, ClusterControlManager, PartitionChangeBuilder). No node of its own:
/// each call takes what is known and returns the records to write, in order; none when nothing is
/// to change. `image` is what the active controller has, its own uncommitted records included.
class ReplicationControl {
public:
    using Records = std::vector<protocol::MetadataRecord>;

    ReplicationControl(
        const BrokerConfig& config, const Topology& topology, const std::vector<TopicPlan>& topics);

    // --- brokers

    /// A broker's session is over: fenced, out of every ISR but its last, its leaderships moved.
    [[nodiscard]] Records fence(const protocol::MetadataImage& image, NodeId broker) const;
    /// It has caught up with the metadata: partitions without a leader may get one.
    [[nodiscard]] Records unfence(const protocol::MetadataImage& image, NodeId broker) const;
    /// It wants to shut down: its leaderships move where another replica can take them.
    [[nodiscard]] Records leave(const protocol::MetadataImage& image, NodeId broker) const;
    /// It comes back and did not shut down in good order: with ELR switched on, nobody relies any
    /// more on what it may have lost (KIP-966).
    [[nodiscard]] Records uncleanShutdown(
        const protocol::MetadataImage& image, NodeId broker) const;
    /// Whether it leads nothing any more, so that it may go.
    [[nodiscard]] static bool mayShutDown(const protocol::MetadataImage& image, NodeId broker);

    // --- topics

    /// All topics of the plan but those on demand; none before every broker is active, nor when
    /// they are there.
    [[nodiscard]] Records createTopics(
        const protocol::MetadataImage& image, sim::Random& random) const;
    /// error: TOPIC_ALREADY_EXISTS, INVALID_PARTITIONS, INVALID_REPLICATION_FACTOR.
    [[nodiscard]] tl::expected<Records, event::ErrorCode> createTopic(
        const protocol::MetadataImage& image, const protocol::CreateTopicsRequest& request,
        sim::Random& random) const;
    /// error: INVALID_PARTITIONS, UNKNOWN_TOPIC_OR_PARTITION.
    [[nodiscard]] tl::expected<Records, event::ErrorCode> createPartitions(
        const protocol::MetadataImage& image, const protocol::CreatePartitionsRequest& request,
        sim::Random& random) const;

    // --- partitions

    struct Answered {
        event::ErrorCode error = event::ErrorCode::None;
        Records records;
    };
    [[nodiscard]] Answered alterPartition(const protocol::MetadataImage& image, NodeId broker,
        const protocol::AlterPartitionRequest& request) const;
    struct Elected {
        protocol::ElectLeadersResponse response;
        Records records;
    };
    [[nodiscard]] Elected electLeaders(
        const protocol::MetadataImage& image, const protocol::ElectLeadersRequest& request) const;
    [[nodiscard]] Answered reassign(const protocol::MetadataImage& image,
        const protocol::AlterPartitionReassignmentsRequest& request) const;
    /// auto.leader.rebalance: every preferred leader that is in its ISR and does not lead.
    [[nodiscard]] Records rebalanceLeaders(const protocol::MetadataImage& image) const;
    /// unclean.leader.election.interval.ms: partitions without a leader whose topic allows it.
    [[nodiscard]] Records uncleanElections(const protocol::MetadataImage& image) const;

private:
    [[nodiscard]] PartitionChange change(const Liveness& liveness, PartitionId id) const;
    /// A broker leaves every ISR but its last, and all its leaderships go to others or nobody.
    [[nodiscard]] Records takeAway(const protocol::MetadataImage& image, NodeId broker,
        event::IsrReason reason, event::ElectionKind kind) const;
    [[nodiscard]] std::vector<UsableBroker> usableBrokers(
        const protocol::MetadataImage& image) const;
    /// nullptr when no topic begins with this partition.
    [[nodiscard]] const TopicPlan* planOf(PartitionId first) const;
    static void appendNewPartitions(Records& records, PartitionId first,
        const std::vector<std::vector<NodeId>>& assignment, const protocol::MetadataImage& image);
    [[nodiscard]] Answered beginReassignment(const protocol::MetadataImage& image,
        const protocol::AlterPartitionReassignmentsRequest& request) const;
    [[nodiscard]] Answered cancelReassignment(
        const protocol::MetadataImage& image, PartitionId id) const;
    /// The quota ends with the last reassignment.
    static void finishThrottle(Records& records, const protocol::MetadataImage& image,
        const protocol::PartitionRecord& record);

    const BrokerConfig& m_config;
    const Topology& m_topology;
    const std::vector<TopicPlan>& m_topics;
};

/// What the History is told when a record is committed: pure, so that whichever controller is
/// active then can say it. `before` is the image up to the record. `context` interns topic names.
[[nodiscard]] std::vector<event::Payload> announcements(const protocol::MetadataImage& before,
    const protocol::MetadataRecord& record, const std::vector<TopicPlan>& topics,
    sim::Context& context);

} // namespace brokerscope::broker
