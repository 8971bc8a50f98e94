#include "engine/protocol/topic_names.h"

#include <algorithm>
#include <tuple>

namespace brokerscope::protocol {

TopicNames::TopicNames(const std::vector<event::Roster::Partition>& partitions)
    : m_partitions(partitions)
{
    for (std::size_t i = 0; i < partitions.size(); ++i) {
        m_topics[partitions[i].topic].emplace(
            partitions[i].number, PartitionId(static_cast<std::uint16_t>(i)));
    }
}

std::optional<PartitionId> TopicNames::find(const std::string& topic, std::int32_t number) const
{
    const auto known = m_topics.find(topic);
    if (known == m_topics.end()) {
        return std::nullopt;
    }
    const auto partition = known->second.find(number);
    return partition == known->second.end() ? std::nullopt : std::optional(partition->second);
}

std::vector<PartitionId> TopicNames::partitionsOf(const std::string& topic) const
{
    std::vector<PartitionId> found;
    if (const auto known = m_topics.find(topic); known != m_topics.end()) {
        for (const auto& [number, partition] : known->second) {
            found.push_back(partition);
        }
    }
    return found;
}

std::vector<TopicPartitions> TopicNames::named(const std::vector<PartitionId>& partitions) const
{
    std::vector<TopicPartitions> topics;
    for (const PartitionId id : partitions) {
        const event::Roster::Partition& partition = at(id);
        auto topic = std::find_if(topics.begin(), topics.end(),
            [&](const TopicPartitions& other) { return other.topic == partition.topic; });
        if (topic == topics.end()) {
            topic = topics.insert(topics.end(), TopicPartitions{partition.topic, {}});
        }
        topic->partitions.push_back(partition.number);
    }
    return topics;
}

std::vector<TopicPartitions> TopicNames::namedInOrder(std::vector<PartitionId> partitions) const
{
    std::sort(partitions.begin(), partitions.end(), [this](PartitionId a, PartitionId b) {
        return std::tie(at(a).topic, at(a).number) < std::tie(at(b).topic, at(b).number);
    });
    return named(partitions);
}

std::vector<PartitionId> TopicNames::numbered(const std::vector<TopicPartitions>& topics) const
{
    std::vector<PartitionId> partitions;
    for (const TopicPartitions& topic : topics) {
        for (const std::int32_t number : topic.partitions) {
            if (const auto id = find(topic.topic, number)) {
                partitions.push_back(*id);
            }
        }
    }
    return partitions;
}

} // namespace brokerscope::protocol
