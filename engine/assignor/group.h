#pragma once

#include "engine/assignor/decision.h"
#include "engine/assignor/subscription.h"

#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace brokerscope::assignor {

/// No member, no topic, no partition.
inline constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

/// What each member gets or has, by our numbers.
using Lists = std::vector<std::vector<std::uint32_t>>;

/// A subscription as the assignors work on it. Members, topics and partitions are numbered so that
/// the order of the numbers is the order that the rules ask for:
///
///   member     by id
///   topic      by name; only those that exist and that somebody subscribes to
///   partition  by topic, then by number
///
/// Partitions that a member owns although their topic has fewer have numbers after all others:
/// Kafka looks at the topic alone and lets the sticky assignors keep them.
class Group {
public:
    explicit Group(const GroupSubscription& subscription);

    [[nodiscard]] std::uint32_t memberCount() const
    {
        return static_cast<std::uint32_t>(m_members.size());
    }
    [[nodiscard]] const Member& member(std::uint32_t member) const { return *m_members[member]; }
    [[nodiscard]] MemberIndex memberIndex(std::uint32_t member) const
    {
        return m_memberIndexes[member];
    }

    [[nodiscard]] std::uint32_t topicCount() const
    {
        return static_cast<std::uint32_t>(m_topics.size());
    }
    [[nodiscard]] const Topic& topic(std::uint32_t topic) const { return *m_topics[topic]; }
    /// Of topicCount() it is the end of the last topic.
    [[nodiscard]] std::uint32_t firstPartition(std::uint32_t topic) const { return m_first[topic]; }
    /// How many partitions the topic really has.
    [[nodiscard]] std::uint32_t partitionCount(std::uint32_t topic) const
    {
        return m_first[topic + 1] - m_first[topic];
    }
    /// Of all topics; partitions from this number on do not exist.
    [[nodiscard]] std::uint32_t partitionCount() const { return m_first.back(); }
    [[nodiscard]] std::uint32_t partitionCountWithMissing() const
    {
        return partitionCount() + static_cast<std::uint32_t>(m_missing.size());
    }

    [[nodiscard]] std::uint32_t topicOf(std::uint32_t partition) const
    {
        return partition < partitionCount() ? m_topicOf[partition]
                                            : m_missing[partition - partitionCount()].first;
    }
    /// Its number within its topic.
    [[nodiscard]] std::int32_t numberOf(std::uint32_t partition) const
    {
        return partition < partitionCount()
            ? static_cast<std::int32_t>(partition - m_first[m_topicOf[partition]])
            : m_missing[partition - partitionCount()].second;
    }
    [[nodiscard]] TopicPartition topicPartition(std::uint32_t partition) const;
    /// "orders-0".
    [[nodiscard]] std::string nameOf(std::uint32_t partition) const;

    /// The topics that a member subscribes to, in the order of its subscription.
    [[nodiscard]] const std::vector<std::uint32_t>& topicsOf(std::uint32_t member) const
    {
        return m_topicsOf[member];
    }
    /// Ascending.
    [[nodiscard]] const std::vector<std::uint32_t>& subscribers(std::uint32_t topic) const
    {
        return m_subscribers[topic];
    }
    [[nodiscard]] bool subscribes(std::uint32_t member, std::uint32_t topic) const;
    /// Partitions of our topics that a member says it owns, in the order in which it says so.
    [[nodiscard]] const std::vector<std::uint32_t>& owned(std::uint32_t member) const
    {
        return m_owned[member];
    }

    /// The same topic by topic, in the order of a HashMap by name; within a topic as it says.
    [[nodiscard]] std::vector<std::uint32_t> ownedByTopic(std::uint32_t member) const;
    /// Partitions topic by topic, in the order of a HashMap by topic id; topics in one bucket, and
    /// partitions within a topic, stay in their order.
    [[nodiscard]] std::vector<std::uint32_t> byTopicId(std::vector<std::uint32_t> partitions) const;

    /// All members in the order in which Kafka's HashMap by id gives them.
    [[nodiscard]] const std::vector<std::uint32_t>& asHashed() const { return m_asHashed; }
    /// Whether all members subscribe to the same topics that exist.
    [[nodiscard]] bool subscribesAlike() const;
    /// All members, static ones first by instance id, then the others by id (Kafka: MemberInfo).
    [[nodiscard]] std::vector<std::uint32_t> staticFirst() const;
    /// Topics in the order in which Kafka's HashMap by name gives them.
    [[nodiscard]] std::vector<std::uint32_t> topicsAsHashed() const;
    /// Topics in the order in which Kafka's HashSet of topic ids gives them; `topics` in the order
    /// of insertion.
    [[nodiscard]] std::vector<std::uint32_t> topicsAsHashedById(
        const std::vector<std::uint32_t>& topics) const;
    [[nodiscard]] std::int32_t hashOfId(std::uint32_t topic) const { return m_idHashes[topic]; }
    [[nodiscard]] std::int32_t hashOfName(std::uint32_t topic) const { return m_nameHashes[topic]; }

    /// In the subscription's terms.
    [[nodiscard]] Assignment toAssignment(const Lists& lists) const;

private:
    void numberTopics(const GroupSubscription& subscription);
    void numberOwned();
    [[nodiscard]] std::vector<std::uint32_t> byTopic(
        std::vector<std::uint32_t> partitions, const std::vector<std::int32_t>& hashes) const;

    const GroupSubscription& m_subscription;
    std::vector<const Member*> m_members;
    std::vector<MemberIndex> m_memberIndexes;
    std::vector<std::uint32_t> m_asHashed;
    std::vector<const Topic*> m_topics;
    std::vector<TopicIndex> m_topicIndexes;
    std::vector<std::uint32_t> m_topicNumbers; ///< by TopicIndex; kNone: not one of ours
    std::vector<std::int32_t> m_nameHashes; ///< by topic
    std::vector<std::int32_t> m_idHashes; ///< by topic
    std::vector<std::uint32_t> m_first; ///< by topic, and the end of the last one
    std::vector<std::uint32_t> m_topicOf;
    std::vector<std::pair<std::uint32_t, std::int32_t>> m_missing;
    Lists m_topicsOf;
    Lists m_subscribers;
    Lists m_owned;
};

/// Writes decisions down in the subscription's terms, when somebody wants to have them.
class Notes {
public:
    Notes(const Group& group, Decisions* decisions)
        : m_group(group)
        , m_decisions(decisions)
    {
    }

    void note(Rule rule, std::uint32_t partition, std::uint32_t member, std::uint32_t from = kNone)
    {
        if (m_decisions != nullptr) {
            m_decisions->push_back(
                {rule, m_group.topicPartition(partition), indexOf(member), indexOf(from)});
        }
    }

private:
    [[nodiscard]] MemberIndex indexOf(std::uint32_t member) const
    {
        return member == kNone ? kNoMember : m_group.memberIndex(member);
    }

    const Group& m_group;
    Decisions* m_decisions;
};

} // namespace brokerscope::assignor
