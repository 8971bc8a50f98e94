#pragma once

#include "engine/event/event.h"
#include "engine/protocol/metadata.h"
#include "engine/scenario/cluster.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace brokerscope::broker {
class Controller;
}

namespace brokerscope::testing {

/// Watches the metadata log of a running cluster: that the quorum of controllers is a safe Raft,
/// that partitions change one step at a time, and that nobody believes or tells anything which is
/// not committed. It is told of every event once, after the step in which it happened.
class MetadataChecker {
public:
    explicit MetadataChecker(scenario::Cluster& cluster);

    /// What is wrong about the event, or nullopt.
    [[nodiscard]] std::optional<std::string> check(const event::Event& event);
    /// What the step has left untold.
    [[nodiscard]] std::optional<std::string> checkTold();
    /// Once everything is healed: one controller leads, and all have the same.
    [[nodiscard]] std::optional<std::string> checkSettled() const;

    /// What is committed up to now.
    [[nodiscard]] const protocol::MetadataImage& committed() const { return m_images.back(); }
    /// The registration as it was committed with this partition epoch; nullptr when it never was.
    [[nodiscard]] const protocol::PartitionRegistration* registration(
        PartitionId partition, PartitionEpoch epoch) const;
    /// The registration with which this leader epoch began.
    [[nodiscard]] const protocol::PartitionRegistration* leadership(
        PartitionId partition, LeaderEpoch epoch) const;

private:
    using Wrong = std::optional<std::string>;

    struct Entry {
        LeaderEpoch epoch;
        protocol::MetadataRecord record;
        bool operator==(const Entry&) const = default;
    };
    /// What is known of one controller.
    struct Voter {
        std::vector<Entry> log; ///< a copy of what its disk has
        std::size_t highWatermark = 0; ///< in this life
        bool isLeader = false;
        LeaderEpoch term; ///< that it is in
    };
    struct Registrations {
        std::vector<protocol::PartitionRegistration> all; ///< by partition epoch
        std::vector<std::size_t> leaderships; ///< by leader epoch: index into `all`
        BrokerSet toldIsr;
        std::size_t toldLeaderships = 0;
    };

    [[nodiscard]] Wrong started(NodeId node);
    [[nodiscard]] Wrong roleChanged(NodeId node, const event::QuorumRoleChanged& change);
    [[nodiscard]] Wrong appended(NodeId node, MetadataOffset end);
    [[nodiscard]] Wrong truncated(NodeId node, std::size_t to);
    [[nodiscard]] Wrong highWatermarkMoved(NodeId node, std::size_t to);
    [[nodiscard]] Wrong commit(NodeId node, std::size_t to);
    [[nodiscard]] Wrong apply(const protocol::MetadataRecord& record);
    [[nodiscard]] Wrong applyPartition(const protocol::PartitionRecord& record);
    [[nodiscard]] Wrong applied(NodeId broker, MetadataOffset end) const;
    [[nodiscard]] Wrong isrTold(NodeId node, const event::IsrChanged& change);
    [[nodiscard]] Wrong leaderTold(NodeId node, const event::LeaderElected& elected);
    [[nodiscard]] const broker::Controller* controller(NodeId node) const;
    [[nodiscard]] bool isController(NodeId node) const { return m_voters.contains(node); }

    scenario::Cluster& m_cluster;
    std::map<NodeId, Voter> m_voters;
    std::map<LeaderEpoch, NodeId> m_leaders; ///< by term
    std::vector<Entry> m_committed;
    std::vector<Timestamp> m_committedAt; ///< when each of them was
    std::vector<LeaderEpoch> m_committedBy; ///< in which term each of them was
    std::vector<protocol::MetadataImage> m_images; ///< by offset: after so many records
    std::vector<Registrations> m_partitions; ///< by PartitionId
    std::vector<PartitionId> m_toBeTold; ///< changed in this step
};

} // namespace brokerscope::testing
