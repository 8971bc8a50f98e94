#include "engine/broker/target_assignment.h"

#include "engine/assignor/assign.h"

#include <utility>

namespace brokerscope::broker {

namespace {

/// The group as an assignor sees it, and the way back.
class AssignorView {
public:
    AssignorView(const ConsumerGroupState& group, const GroupWorld& world)
        : m_world(world)
    {
        for (const auto& [name, partitions] : group.topics) {
            m_indexes.emplace(
                name, assignor::TopicIndex(static_cast<std::uint32_t>(m_view.topics.size())));
            assignor::Topic topic{name, partitions};
            const PartitionId first = world.names.partitionsOf(name).front();
            topic.id = assignor::TopicId::fromBase64(world.topology.topicIds.at(first.value()));
            m_view.topics.push_back(std::move(topic));
        }
        for (const auto& [id, member] : group.members) {
            add(member, group);
        }
    }

    [[nodiscard]] const assignor::GroupSubscription& subscription() const { return m_view; }

    [[nodiscard]] ConsumerGroupState::Partitions partitions(
        const std::vector<assignor::TopicPartition>& given) const
    {
        ConsumerGroupState::Partitions result;
        for (const assignor::TopicPartition& each : given) {
            const std::string& topic = m_view.topics.at(each.topic.value()).name;
            if (const auto partition = m_world.names.find(topic, each.partition)) {
                result.insert(*partition);
            }
        }
        return result;
    }

private:
    void add(const ConsumerGroupMember& member, const ConsumerGroupState& group)
    {
        assignor::Member& added = m_view.members.emplace_back();
        added.id = member.id;
        added.instanceId = member.instance;
        if (!member.rack.empty()) {
            added.rack = member.rack;
        }
        for (const std::string& topic : member.topics) {
            if (const auto known = m_indexes.find(topic); known != m_indexes.end()) {
                added.topics.push_back(known->second);
            }
        }
        const auto before = group.target.find(member.id);
        if (before == group.target.end()) {
            return;
        }
        for (const PartitionId partition : before->second) {
            const event::Roster::Partition& place = m_world.names.at(partition);
            if (const auto known = m_indexes.find(place.topic); known != m_indexes.end()) {
                added.owned.push_back({known->second, place.number});
            }
        }
    }

    const GroupWorld& m_world;
    assignor::GroupSubscription m_view;
    std::map<std::string, assignor::TopicIndex> m_indexes;
};

} // namespace

std::map<std::string, std::int32_t> subscribedTopicSizes(
    const ConsumerGroupState& group, const GroupWorld& world)
{
    std::map<std::string, std::int32_t> sizes;
    for (const std::string& topic : group.subscribedTopics()) {
        std::int32_t partitions = 0;
        for (const PartitionId partition : world.names.partitionsOf(topic)) {
            partitions += world.image->partition(partition) != nullptr ? 1 : 0;
        }
        if (partitions > 0) {
            sizes.emplace(topic, partitions);
        }
    }
    return sizes;
}

void updateTarget(ConsumerGroupState& group, const GroupWorld& world)
{
    group.assignor = group.preferredAssignor(world.config.groups.assignors.front());
    group.targetEpoch = group.epoch;
    const auto strategy = assignor::strategyNamed("server-" + group.assignor);
    const AssignorView view(group, world);
    const auto assignment = assignor::assign(*strategy, view.subscription());
    group.target.clear();
    std::size_t index = 0;
    for (const auto& [id, member] : group.members) {
        group.target[id]
            = assignment ? view.partitions((*assignment)[index]) : ConsumerGroupState::Partitions();
        ++index;
    }
}

} // namespace brokerscope::broker
