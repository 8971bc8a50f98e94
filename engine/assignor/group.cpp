#include "engine/assignor/group.h"

#include "engine/assignor/java_order.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace brokerscope::assignor {

namespace {

/// Topics, inserted with these hashes, in the order of a HashSet.
std::vector<std::uint32_t> arranged(
    const std::vector<std::uint32_t>& topics, const std::vector<std::int32_t>& hashes)
{
    std::vector<std::uint32_t> order;
    order.reserve(topics.size());
    for (const std::uint32_t place : hashOrder(hashes)) {
        order.push_back(topics[place]);
    }
    return order;
}

} // namespace

Group::Group(const GroupSubscription& subscription)
    : m_subscription(subscription)
{
    std::vector<std::uint32_t> order(subscription.members.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return javaLess(subscription.members[a].id, subscription.members[b].id);
    });
    m_members.reserve(order.size());
    m_memberIndexes.reserve(order.size());
    for (const std::uint32_t index : order) {
        m_members.push_back(&subscription.members[index]);
        m_memberIndexes.emplace_back(index);
    }
    std::vector<std::uint32_t> numbers(order.size());
    std::vector<std::int32_t> hashes(order.size());
    for (std::uint32_t member = 0; member < memberCount(); ++member) {
        numbers[order[member]] = member;
        hashes[order[member]] = javaHash(m_members[member]->id);
    }
    for (const std::uint32_t index : hashOrder(hashes)) {
        m_asHashed.push_back(numbers[index]);
    }
    numberTopics(subscription);
    numberOwned();
}

void Group::numberTopics(const GroupSubscription& subscription)
{
    std::vector<bool> isWanted(subscription.topics.size(), false);
    for (const Member& member : subscription.members) {
        for (const TopicIndex topic : member.topics) {
            isWanted[topic.value()] = subscription.topics[topic.value()].partitions > 0;
        }
    }
    for (std::uint32_t i = 0; i < subscription.topics.size(); ++i) {
        if (isWanted[i]) {
            m_topicIndexes.emplace_back(i);
        }
    }
    std::sort(m_topicIndexes.begin(), m_topicIndexes.end(), [&](TopicIndex a, TopicIndex b) {
        return javaLess(subscription.topics[a.value()].name, subscription.topics[b.value()].name);
    });
    m_topicNumbers.assign(subscription.topics.size(), kNone);
    m_first.push_back(0);
    for (const TopicIndex index : m_topicIndexes) {
        const Topic& topic = subscription.topics[index.value()];
        m_topicNumbers[index.value()] = topicCount();
        const auto partitions = static_cast<std::uint32_t>(topic.partitions);
        m_topicOf.insert(m_topicOf.end(), partitions, topicCount());
        m_topics.push_back(&topic);
        m_nameHashes.push_back(javaHash(topic.name));
        m_idHashes.push_back(topic.id ? javaHash(*topic.id) : 0);
        m_first.push_back(m_first.back() + partitions);
    }
    m_topicsOf.resize(memberCount());
    m_subscribers.resize(topicCount());
    for (std::uint32_t member = 0; member < memberCount(); ++member) {
        m_topicsOf[member].reserve(m_members[member]->topics.size());
        for (const TopicIndex index : m_members[member]->topics) {
            const std::uint32_t topic = m_topicNumbers[index.value()];
            if (topic != kNone) {
                m_topicsOf[member].push_back(topic);
                m_subscribers[topic].push_back(member);
            }
        }
    }
}

void Group::numberOwned()
{
    std::map<std::pair<std::uint32_t, std::int32_t>, std::uint32_t> missing;
    m_owned.resize(memberCount());
    for (std::uint32_t member = 0; member < memberCount(); ++member) {
        m_owned[member].reserve(m_members[member]->owned.size());
        for (const TopicPartition& owned : m_members[member]->owned) {
            const std::uint32_t topic = m_topicNumbers[owned.topic.value()];
            if (topic == kNone) {
                continue;
            }
            if (owned.partition >= 0
                && static_cast<std::uint32_t>(owned.partition) < partitionCount(topic)) {
                m_owned[member].push_back(
                    m_first[topic] + static_cast<std::uint32_t>(owned.partition));
                continue;
            }
            const auto [entry, isNew] = missing.try_emplace(
                std::pair(topic, owned.partition), partitionCountWithMissing());
            if (isNew) {
                m_missing.emplace_back(topic, owned.partition);
            }
            m_owned[member].push_back(entry->second);
        }
    }
}

TopicPartition Group::topicPartition(std::uint32_t partition) const
{
    return {m_topicIndexes[topicOf(partition)], numberOf(partition)};
}

std::string Group::nameOf(std::uint32_t partition) const
{
    return m_topics[topicOf(partition)]->name + '-' + std::to_string(numberOf(partition));
}

bool Group::subscribes(std::uint32_t member, std::uint32_t topic) const
{
    const std::vector<std::uint32_t>& subscribers = m_subscribers[topic];
    return std::binary_search(subscribers.begin(), subscribers.end(), member);
}

bool Group::subscribesAlike() const
{
    return std::all_of(m_subscribers.begin(), m_subscribers.end(),
        [this](const auto& subscribers) { return subscribers.size() == memberCount(); });
}

std::vector<std::uint32_t> Group::staticFirst() const
{
    std::vector<std::uint32_t> order(memberCount());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) {
        const auto& idOfA = member(a).instanceId;
        const auto& idOfB = member(b).instanceId;
        return idOfA && idOfB ? javaLess(*idOfA, *idOfB) : idOfA && !idOfB;
    });
    return order;
}

std::vector<std::uint32_t> Group::topicsAsHashed() const
{
    // First a set of all topics that members name, from which the map is filled.
    std::vector<std::uint32_t> named;
    std::vector<std::int32_t> hashes;
    std::vector<bool> isKnown(m_topicNumbers.size(), false);
    for (const std::uint32_t member : m_asHashed) {
        for (const TopicIndex topic : m_members[member]->topics) {
            if (!isKnown[topic.value()]) {
                isKnown[topic.value()] = true;
                named.push_back(topic.value());
                hashes.push_back(javaHash(m_subscription.topics[topic.value()].name));
            }
        }
    }
    std::vector<std::uint32_t> inserted;
    std::vector<std::int32_t> hashesOfInserted;
    for (const std::uint32_t place : hashOrder(hashes)) {
        if (const std::uint32_t topic = m_topicNumbers[named[place]]; topic != kNone) {
            inserted.push_back(topic);
            hashesOfInserted.push_back(hashes[place]);
        }
    }
    return arranged(inserted, hashesOfInserted);
}

std::vector<std::uint32_t> Group::topicsAsHashedById(const std::vector<std::uint32_t>& topics) const
{
    std::vector<std::int32_t> hashes;
    hashes.reserve(topics.size());
    for (const std::uint32_t topic : topics) {
        hashes.push_back(hashOfId(topic));
    }
    return arranged(topics, hashes);
}

std::vector<std::uint32_t> Group::byTopic(
    std::vector<std::uint32_t> partitions, const std::vector<std::int32_t>& hashes) const
{
    std::vector<std::uint32_t> topics;
    std::vector<std::int32_t> inserted;
    std::vector<std::uint32_t> place(topicCount(), kNone);
    for (const std::uint32_t partition : partitions) {
        const std::uint32_t topic = topicOf(partition);
        if (place[topic] == kNone) {
            place[topic] = 0;
            topics.push_back(topic);
            inserted.push_back(hashes[topic]);
        }
    }
    std::uint32_t next = 0;
    for (const std::uint32_t topic : arranged(topics, inserted)) {
        place[topic] = next++;
    }
    std::stable_sort(partitions.begin(), partitions.end(),
        [&](std::uint32_t a, std::uint32_t b) { return place[topicOf(a)] < place[topicOf(b)]; });
    return partitions;
}

std::vector<std::uint32_t> Group::ownedByTopic(std::uint32_t member) const
{
    return byTopic(m_owned[member], m_nameHashes);
}

std::vector<std::uint32_t> Group::byTopicId(std::vector<std::uint32_t> partitions) const
{
    return byTopic(std::move(partitions), m_idHashes);
}

Assignment Group::toAssignment(const Lists& lists) const
{
    Assignment assignment(memberCount());
    for (std::uint32_t member = 0; member < memberCount(); ++member) {
        std::vector<TopicPartition>& list = assignment[m_memberIndexes[member].value()];
        list.reserve(lists[member].size());
        for (const std::uint32_t partition : lists[member]) {
            list.push_back(topicPartition(partition));
        }
    }
    return assignment;
}

} // namespace brokerscope::assignor
