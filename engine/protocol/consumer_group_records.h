#pragma once

#include "engine/base/bytes.h"
#include "engine/base/ids.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// The records of __consumer_offsets that a group of the consumer protocol (KIP-848) consists of,
/// byte for byte as Kafka 3.9 writes them (Kafka: the schemas ConsumerGroupMetadataKey and -Value
/// and the five beside it; GroupCoordinatorRecordHelpers). Keys are in the old encoding behind
/// their type; values have a version and then the flexible encoding. A record without a value
/// deletes what its key names.
namespace brokerscope::protocol {

/// Kafka: Uuid.
struct TopicUuid {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    auto operator<=>(const TopicUuid&) const = default; // NOLINT(modernize-use-nullptr)
};

/// What a key of these types names.
struct ConsumerGroupKey {
    enum class Type : std::int16_t {
        GroupEpoch = 3, ///< ConsumerGroupMetadata
        PartitionMetadata = 4, ///< of the topics that are subscribed to
        Member = 5, ///< what it has told about itself
        TargetEpoch = 6, ///< ConsumerGroupTargetAssignmentMetadata
        Target = 7, ///< of a member: ConsumerGroupTargetAssignmentMember
        Current = 8, ///< of a member: ConsumerGroupCurrentMemberAssignment
    };
    Type type = Type::GroupEpoch;
    std::string group;
    std::string member; ///< of types 5, 7 and 8
    bool operator==(const ConsumerGroupKey&) const = default;
};

/// Values of types 3 and 6.
struct GroupEpochValue {
    Generation epoch{0};
    bool operator==(const GroupEpochValue&) const = default;
};

/// Value of type 4.
struct SubscribedTopicsValue {
    struct Topic {
        TopicUuid id;
        std::string name;
        std::int32_t partitions = 0;
        bool operator==(const Topic&) const = default;
    };
    std::vector<Topic> topics; ///< in the order of the record; racks are neither written nor kept
    bool operator==(const SubscribedTopicsValue&) const = default;
};

/// Value of type 5.
struct ConsumerMemberValue {
    std::optional<std::string> instanceId;
    std::optional<std::string> rackId;
    std::string clientId;
    std::string clientHost;
    std::vector<std::string> topics; ///< Kafka: SubscribedTopicNames
    std::int32_t rebalanceTimeoutMs = -1;
    std::optional<std::string> serverAssignor;
    /// The member still speaks the classic protocol, in a group that is being moved over (tagged
    /// field 0: ClassicMemberMetadata).
    struct Classic {
        struct Protocol {
            std::string name;
            Bytes metadata;
            bool operator==(const Protocol&) const = default;
        };
        std::int32_t sessionTimeoutMs = 0;
        std::vector<Protocol> protocols;
        bool operator==(const Classic&) const = default;
    };
    std::optional<Classic> classic;
    bool operator==(const ConsumerMemberValue&) const = default;
};

/// Partitions of one topic in a record.
struct UuidPartitions {
    TopicUuid topic;
    std::vector<std::int32_t> partitions;
    bool operator==(const UuidPartitions&) const = default;
};

/// Value of type 7.
struct TargetAssignmentValue {
    std::vector<UuidPartitions> partitions;
    bool operator==(const TargetAssignmentValue&) const = default;
};

/// Value of type 8.
struct CurrentAssignmentValue {
    Generation memberEpoch{0};
    Generation previousMemberEpoch{0};
    std::int8_t state
        = 0; ///< Kafka: MemberState (STABLE 0, UNREVOKED_PARTITIONS 1, UNRELEASED_PARTITIONS 2)
    std::vector<UuidPartitions> assigned;
    std::vector<UuidPartitions> pendingRevocation;
    bool operator==(const CurrentAssignmentValue&) const = default;
};

[[nodiscard]] Bytes encode(const ConsumerGroupKey& key);
[[nodiscard]] Bytes encode(const GroupEpochValue& value);
[[nodiscard]] Bytes encode(const SubscribedTopicsValue& value);
[[nodiscard]] Bytes encode(const ConsumerMemberValue& value);
[[nodiscard]] Bytes encode(const TargetAssignmentValue& value);
[[nodiscard]] Bytes encode(const CurrentAssignmentValue& value);

/// nullopt when the bytes are none of these keys.
[[nodiscard]] std::optional<ConsumerGroupKey> decodeConsumerGroupKey(ByteView bytes);
/// nullopt when the bytes are none, or are of a later version. Unknown tagged fields are passed
/// over.
[[nodiscard]] std::optional<GroupEpochValue> decodeGroupEpochValue(ByteView bytes);
[[nodiscard]] std::optional<SubscribedTopicsValue> decodeSubscribedTopicsValue(ByteView bytes);
[[nodiscard]] std::optional<ConsumerMemberValue> decodeConsumerMemberValue(ByteView bytes);
[[nodiscard]] std::optional<TargetAssignmentValue> decodeTargetAssignmentValue(ByteView bytes);
[[nodiscard]] std::optional<CurrentAssignmentValue> decodeCurrentAssignmentValue(ByteView bytes);

} // namespace brokerscope::protocol
