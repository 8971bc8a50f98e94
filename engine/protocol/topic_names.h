#pragma once

#include "engine/base/ids.h"
#include "engine/event/roster.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace brokerscope::protocol {

/// Partitions of one topic, as Kafka's bytes name them.
struct TopicPartitions {
    std::string topic;
    std::vector<std::int32_t> partitions;
    bool operator==(const TopicPartitions&) const = default;
};

/// Between the PartitionIds of a run and the names that Kafka's bytes have for them.
class TopicNames {
public:
    TopicNames() = default;
    /// `partitions`: by PartitionId, as in the Roster.
    explicit TopicNames(const std::vector<event::Roster::Partition>& partitions);

    [[nodiscard]] const event::Roster::Partition& at(PartitionId id) const
    {
        return m_partitions.at(id.value());
    }
    /// nullopt when the run has no such partition.
    [[nodiscard]] std::optional<PartitionId> find(
        const std::string& topic, std::int32_t number) const;
    /// Every partition of the topic that the run may have, ascending by number.
    [[nodiscard]] std::vector<PartitionId> partitionsOf(const std::string& topic) const;

    /// One entry for each topic, in the order in which the topics first come.
    [[nodiscard]] std::vector<TopicPartitions> named(
        const std::vector<PartitionId>& partitions) const;
    /// The same, topics by name and partitions by number.
    [[nodiscard]] std::vector<TopicPartitions> namedInOrder(
        std::vector<PartitionId> partitions) const;
    /// In the given order; what the run does not have is left out.
    [[nodiscard]] std::vector<PartitionId> numbered(
        const std::vector<TopicPartitions>& topics) const;

private:
    std::vector<event::Roster::Partition> m_partitions; ///< by PartitionId
    std::map<std::string, std::map<std::int32_t, PartitionId>> m_topics;
};

} // namespace brokerscope::protocol
