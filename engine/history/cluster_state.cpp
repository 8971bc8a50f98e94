#include "engine/history/cluster_state.h"

#include "engine/history/fold.h"

#include <algorithm>
#include <variant>

namespace brokerscope::history {

namespace {

std::uint16_t countOf(const event::Roster& roster, event::NodeKind kind)
{
    return static_cast<std::uint16_t>(std::count_if(roster.nodes.begin(), roster.nodes.end(),
        [kind](const event::Roster::Node& node) { return node.kind == kind; }));
}

} // namespace

ClusterState::ClusterState(const event::Roster& roster)
{
    const std::uint16_t scripts = countOf(roster, event::NodeKind::Script);
    const std::uint16_t voters = countOf(roster, event::NodeKind::Controller);
    brokers.resize(countOf(roster, event::NodeKind::Broker));
    controllers.resize(voters);
    clockSkews.resize(roster.nodes.size());
    partitions.resize(roster.partitions.size());
    producers.resize(countOf(roster, event::NodeKind::Producer));
    consumers.resize(countOf(roster, event::NodeKind::Consumer));
    for (ProducerState& producer : producers) {
        producer.knownLeader.assign(partitions.size(), kNoNode);
    }
    m_firstController = static_cast<std::uint16_t>(scripts + brokers.size());
    m_firstProducer = static_cast<std::uint16_t>(scripts + brokers.size() + voters);
    m_firstConsumer = static_cast<std::uint16_t>(m_firstProducer + producers.size());
}

void ClusterState::apply(EventId id, const event::Event& event)
{
    now = event.time;
    Fold fold{*this, id, event};
    if (!dropped.empty() || !deletedSegments.empty() || !cutRecords.empty()) {
        fold.pruneTrails();
    }
    std::visit(fold, event.payload);
}

const GroupMemberState* GroupState::memberOf(NodeId client) const
{
    const auto found = std::find_if(members.begin(), members.end(),
        [client](const GroupMemberState& member) { return member.client == client; });
    return found == members.end() ? nullptr : &*found;
}

const CommittedOffset* GroupState::committedOf(PartitionId partition) const
{
    const auto found = std::find_if(committed.begin(), committed.end(),
        [partition](const CommittedOffset& held) { return held.partition == partition; });
    return found == committed.end() ? nullptr : &*found;
}

const GroupState* ClusterState::group(StringId name) const
{
    const auto found = std::find_if(groups.begin(), groups.end(),
        [name](const GroupState& group) { return group.name == name; });
    return found == groups.end() ? nullptr : &*found;
}

const StoreState* ClusterState::store(StringId name) const
{
    const auto found = std::find_if(stores.begin(), stores.end(),
        [name](const StoreState& known) { return known.name == name; });
    return found == stores.end() ? nullptr : &*found;
}

const GroupState* ClusterState::groupOf(NodeId consumer) const
{
    const auto found = std::find_if(groups.begin(), groups.end(),
        [consumer](const GroupState& group) { return group.memberOf(consumer) != nullptr; });
    return found == groups.end() ? nullptr : &*found;
}

const ReplicaState* ClusterState::replica(NodeId broker, PartitionId partition) const
{
    const std::size_t index = broker.value() - std::size_t{1};
    if (index >= brokers.size()) {
        return nullptr;
    }
    const auto& replicas = brokers[index].replicas;
    const auto found = std::lower_bound(replicas.begin(), replicas.end(), partition,
        [](const ReplicaState& replica, PartitionId wanted) { return replica.partition < wanted; });
    return found != replicas.end() && found->partition == partition ? &*found : nullptr;
}

} // namespace brokerscope::history
