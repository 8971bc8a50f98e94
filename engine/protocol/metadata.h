#pragma once

#include "engine/base/bytes.h"
#include "engine/base/ids.h"
#include "engine/event/kinds.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace brokerscope::protocol {

/// What the controllers have registered about a partition (Kafka: PartitionRegistration).
struct PartitionRegistration {
    std::vector<NodeId> replicas; ///< in assignment order; the first is the preferred leader; those
                                  ///< that are being added or removed included
    BrokerSet isr;
    BrokerSet adding; ///< of a reassignment under way
    BrokerSet removing;
    BrokerSet eligible; ///< eligible leader replicas outside the ISR (KIP-966)
    NodeId lastKnownLeader = kNoNode; ///< who led last, while the ISR is empty (KIP-966)
    NodeId leader = kNoNode; ///< kNoNode while nobody may lead
    LeaderEpoch leaderEpoch = kNoEpoch;
    PartitionEpoch partitionEpoch;
    bool isRecovering = false; ///< the leader came from an unclean election (Kafka:
                               ///< LeaderRecoveryState.RECOVERING)
    [[nodiscard]] bool hasReplica(NodeId broker) const
    {
        return std::find(replicas.begin(), replicas.end(), broker) != replicas.end();
    }
    [[nodiscard]] bool isReassigning() const { return !adding.empty() || !removing.empty(); }
    bool operator==(const PartitionRegistration&) const = default;
};

// The records of the metadata log (Kafka: the .json schemas under metadata/), each of one offset.

struct RegisterBrokerRecord {
    NodeId broker;
    BrokerEpoch brokerEpoch; ///< the offset of this very record
    std::uint64_t incarnation = 0;
    bool operator==(const RegisterBrokerRecord&) const = default;
};
/// Kafka: BrokerRegistrationChangeRecord.
struct BrokerChangeRecord {
    enum class What : std::uint8_t { Fenced, Unfenced, Leaving };
    NodeId broker;
    What what = What::Fenced;
    bool operator==(const BrokerChangeRecord&) const = default;
};
/// A topic came to be, or got partitions; the PartitionRecords follow.
struct TopicRecord {
    PartitionId firstPartition;
    std::uint16_t partitions = 0;
    bool isNew = true; ///< otherwise these are more of a topic that there is
    bool operator==(const TopicRecord&) const = default;
};
/// A partition came to be, or changed: the whole registration each time. How and why are not in
/// Kafka's records: they are for the History.
struct PartitionRecord {
    PartitionId partition;
    PartitionRegistration registration;
    event::ElectionKind election = event::ElectionKind::Initial; ///< if the leader epoch moved
    event::IsrReason isrReason = event::IsrReason::Created; ///< if the ISR changed otherwise
    bool operator==(const PartitionRecord&) const = default;
};
/// The quota that a reassignment runs under, on every broker and for the replicas that it adds
/// (Kafka: the ConfigRecords of leader. and follower.replication.throttled.rate). Zero ends it.
struct ThrottleRecord {
    std::uint64_t bytesPerSecond = 0;
    bool operator==(const ThrottleRecord&) const = default;
};
/// The first record of a leader of the quorum: nothing of its epoch was before (Kafka:
/// LeaderChangeMessage).
struct LeaderChangeRecord {
    NodeId leader;
    bool operator==(const LeaderChangeRecord&) const = default;
};

using MetadataRecord = std::variant<RegisterBrokerRecord, BrokerChangeRecord, TopicRecord,
    PartitionRecord, ThrottleRecord, LeaderChangeRecord>;

/// The bytes of a record as the metadata log has them, and back; nullopt when they are none. An
/// encoding of our own.
void encodeRecord(const MetadataRecord& record, Bytes& out);
[[nodiscard]] std::optional<MetadataRecord> decodeRecord(ByteView bytes);

/// The metadata after some prefix of the log (Kafka: MetadataImage). A plain value.
class MetadataImage {
public:
    struct Broker {
        BrokerEpoch epoch;
        std::uint64_t incarnation = 0;
        bool fenced = true;
        bool leaving = false; ///< in controlled shutdown
        bool operator==(const Broker&) const = default;
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
    /// Neither fenced nor in controlled shutdown: it may lead and be in an ISR.
    [[nodiscard]] bool isActive(NodeId id) const
    {
        return broker(id) != nullptr && !broker(id)->fenced && !broker(id)->leaving;
    }
    [[nodiscard]] bool isFenced(NodeId id) const
    {
        return broker(id) == nullptr || broker(id)->fenced;
    }
    /// nullptr before the partition was created.
    [[nodiscard]] const PartitionRegistration* partition(PartitionId id) const;
    [[nodiscard]] std::size_t partitionCount() const { return m_partitions.size(); }
    [[nodiscard]] std::size_t brokerCount() const { return m_brokers.size(); }
    [[nodiscard]] BrokerSet activeBrokers() const;
    /// Bytes per second; 0 when there is none.
    [[nodiscard]] std::uint64_t replicationThrottle() const { return m_throttle; }

    bool operator==(const MetadataImage&) const = default;

private:
    MetadataOffset m_end{0};
    std::uint64_t m_throttle = 0;
    std::vector<std::optional<Broker>> m_brokers; ///< by NodeId - 1
    std::vector<std::optional<PartitionRegistration>> m_partitions; ///< by PartitionId
};

} // namespace brokerscope::protocol
