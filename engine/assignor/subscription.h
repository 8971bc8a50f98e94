#pragma once

#include "engine/base/ids.h"
#include "engine/base/strong.h"

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace brokerscope::assignor {

/// Position of a topic in GroupSubscription::topics.
using TopicIndex = Strong<struct TopicIndexTag, std::uint32_t>;

/// Position of a member in GroupSubscription::members.
using MemberIndex = Strong<struct MemberIndexTag, std::uint32_t>;
inline constexpr MemberIndex kNoMember{std::numeric_limits<std::uint32_t>::max()};

struct TopicPartition {
    TopicIndex topic;
    std::int32_t partition = 0;

    auto operator<=>(const TopicPartition&) const = default; // NOLINT(modernize-use-nullptr)
};

/// What Kafka tells topics of one name apart by (Kafka: Uuid).
struct TopicId {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    /// From Kafka's 22 characters (base64 with '-' and '_'); nullopt when they are no id.
    [[nodiscard]] static std::optional<TopicId> fromBase64(std::string_view text);

    auto operator<=>(const TopicId&) const = default; // NOLINT(modernize-use-nullptr)
};

struct Topic {
    std::string name;
    std::int32_t partitions = 0; ///< 0: the cluster does not know the topic
    /// Only the server-side assignors look at it, where Kafka's order follows from its hash.
    /// Without it they take the topics by name.
    std::optional<TopicId> id = {};
    /// For each partition the racks that have a replica of it; empty: not known.
    std::vector<std::vector<std::string>> racks = {};

    bool operator==(const Topic&) const = default;
};

/// A member as the assignor sees it (Kafka: ConsumerPartitionAssignor.Subscription;
/// MemberSubscription and MemberAssignment on the server).
struct Member {
    std::string id; ///< different from all others'
    std::vector<TopicIndex> topics = {}; ///< each once
    std::optional<std::string> instanceId = {}; ///< of a static member
    std::optional<std::string> rack = {}; ///< client.rack
    std::vector<TopicPartition> owned = {}; ///< each once; of topics in GroupSubscription::topics
    Generation generation = kNoGeneration; ///< in which `owned` was assigned

    bool operator==(const Member&) const = default;
};

/// Everything that an assignor decides by. Names differ from each other, and so do members' ids.
struct GroupSubscription {
    std::vector<Topic> topics;
    std::vector<Member> members;

    bool operator==(const GroupSubscription&) const = default;
};

/// For each member of the GroupSubscription, in its order, what it gets, in the order of Kafka's
/// list; the server-side assignors have sets, which stand here by topic name and partition.
using Assignment = std::vector<std::vector<TopicPartition>>;

} // namespace brokerscope::assignor
