#pragma once

#include "engine/broker/group_shard.h"
#include "engine/broker/timers.h"

#include <map>
#include <set>
#include <string>

namespace brokerscope::broker {

/// The group coordinator of one broker (Kafka: GroupCoordinatorService, CoordinatorRuntime): takes
/// requests of consumers to the partition of __consumer_offsets that their group belongs to.
class GroupCoordinator {
public:
    /// All must outlive it.
    GroupCoordinator(
        const BrokerConfig& config, const Topology& topology, ReplicaManager& replicas);

    void take(sim::Context& context, sim::Message request, const protocol::MetadataImage& image);
    /// The replicas have taken on what the metadata says of these partitions.
    void metadataApplied(sim::Context& context, const std::set<PartitionId>& partitions,
        const protocol::MetadataImage& image);
    /// For the kinds Group, GroupLoad, GroupExpiry and GroupWriteExpiry.
    void timeUp(sim::Context& context, BrokerTimer kind, std::uint64_t data,
        const protocol::MetadataImage& image);
    /// Goes on with what waited for high watermarks.
    void settle(sim::Context& context, const protocol::MetadataImage& image);

    /// The partition of __consumer_offsets that the group belongs to; nullopt when the run has no
    /// such topic.
    [[nodiscard]] std::optional<PartitionId> partitionOf(const std::string& group) const;
    /// Those that this broker coordinates or is about to; for checks between steps.
    [[nodiscard]] const std::map<PartitionId, GroupShard>& shards() const { return m_shards; }

private:
    void enter(sim::Context& context, const protocol::MetadataImage& image);
    void findCoordinator(const sim::Message& request);
    /// What is to be said instead of asking the shard; None: nothing.
    [[nodiscard]] event::ErrorCode checkRequest(const sim::Message& request) const;
    void dispatch(const sim::Message& request);
    [[nodiscard]] GroupShard* shard(PartitionId partition);

    GroupWorld m_world;
    std::vector<PartitionId> m_offsetsTopic; ///< by number
    std::map<PartitionId, GroupShard> m_shards;
};

} // namespace brokerscope::broker
