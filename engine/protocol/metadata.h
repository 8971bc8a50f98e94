#pragma once

#include "engine/base/ids.h"

#include <optional>
#include <variant>
#include <vector>

namespace brokerscope::protocol {

/// What the controller has registered about a partition (Kafka: PartitionRegistration).
struct PartitionRegistration {
    std::vector<NodeId> replicas; ///< in assignment order; the first is the preferred leader
    BrokerSet isr;
    NodeId leader = kNoNode; ///< kNoNode while nobody may lead
    LeaderEpoch leaderEpoch = kNoEpoch;
    PartitionEpoch partitionEpoch;
    bool operator==(const PartitionRegistration&) const = default;
};

// The records of the metadata log (Kafka: the .json schemas under metadata/), each of one offset.

struct RegisterBrokerRecord {
    NodeId broker;
    BrokerEpoch brokerEpoch;
};
struct BrokerFencingRecord {
    NodeId broker;
    bool fenced = true;
};
/// A partition came to be, or changed: the whole registration each time.
struct PartitionRecord {
    PartitionId partition;
    PartitionRegistration registration;
};

using MetadataRecord = std::variant<RegisterBrokerRecord, BrokerFencingRecord, PartitionRecord>;

/// The metadata after some prefix of the log (Kafka: MetadataImage). A plain value.
class MetadataImage {
public:
    struct Broker {
        BrokerEpoch epoch;
        bool fenced = true;
    };

    MetadataImage(std::size_t brokers, std::size_t partitions)
        : m_brokers(brokers)
        , m_partitions(partitions)
    {
    }

    void apply(const MetadataRecord& record);

    [[nodiscard]] MetadataOffset end() const { return m_end; }
    /// nullptr before the broker first registered.
    [[nodiscard]] const Broker* broker(NodeId id) const;
    [[nodiscard]] bool isActive(NodeId id) const
    {
        return broker(id) != nullptr && !broker(id)->fenced;
    }
    /// nullptr before the topic was created.
    [[nodiscard]] const PartitionRegistration* partition(PartitionId id) const;
    [[nodiscard]] std::size_t partitionCount() const { return m_partitions.size(); }
    [[nodiscard]] std::size_t brokerCount() const { return m_brokers.size(); }
    [[nodiscard]] BrokerSet activeBrokers() const;

private:
    MetadataOffset m_end{0};
    std::vector<std::optional<Broker>> m_brokers; ///< by NodeId - 1
    std::vector<std::optional<PartitionRegistration>> m_partitions; ///< by PartitionId
};

} // namespace brokerscope::protocol
