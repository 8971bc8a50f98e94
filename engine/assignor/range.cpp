#include "engine/assignor/range.h"

#include "engine/assignor/racks.h"

#include <algorithm>
#include <map>
#include <utility>

namespace brokerscope::assignor {

namespace {

/// A topic's subscribers and partitions while it is shared out (Kafka: TopicAssignmentState).
class TopicShares {
public:
    TopicShares(const Group& group, std::uint32_t topic, std::vector<std::uint32_t> subscribers)
        : m_subscribers(std::move(subscribers))
        , m_given(m_subscribers.size(), 0)
        , m_first(group.firstPartition(topic))
        , m_isGiven(group.partitionCount(topic), false)
        , m_each(group.partitionCount(topic) / static_cast<std::uint32_t>(m_subscribers.size()))
        , m_surplus(group.partitionCount(topic) % static_cast<std::uint32_t>(m_subscribers.size()))
    {
    }

    [[nodiscard]] const std::vector<std::uint32_t>& subscribers() const { return m_subscribers; }
    [[nodiscard]] std::uint32_t partitionCount() const
    {
        return static_cast<std::uint32_t>(m_isGiven.size());
    }
    [[nodiscard]] std::uint32_t partition(std::uint32_t number) const { return m_first + number; }

    /// How many more the subscriber at `place` may get.
    [[nodiscard]] std::uint32_t room(std::size_t place) const
    {
        const std::uint32_t share = m_each + (m_surplus > 0 ? 1 : 0);
        return share > m_given[place] ? share - m_given[place] : 0;
    }

    /// The first `limit` partitions that nobody has and that `mayHave`.
    template <class MayHave>
    [[nodiscard]] std::vector<std::uint32_t> next(std::uint32_t limit, MayHave mayHave)
    {
        while (m_begin < m_isGiven.size() && m_isGiven[m_begin]) {
            ++m_begin;
        }
        std::vector<std::uint32_t> found;
        for (std::uint32_t i = m_begin; i < m_isGiven.size() && found.size() < limit; ++i) {
            if (!m_isGiven[i] && mayHave(m_first + i)) {
                found.push_back(m_first + i);
            }
        }
        return found;
    }

    void give(std::size_t place, const std::vector<std::uint32_t>& partitions)
    {
        for (const std::uint32_t each : partitions) {
            m_isGiven[each - m_first] = true;
        }
        m_given[place] += static_cast<std::uint32_t>(partitions.size());
        if (isOverShare(place)) {
            --m_surplus;
        }
    }
    [[nodiscard]] bool isOverShare(std::size_t place) const { return m_given[place] > m_each; }

private:
    std::vector<std::uint32_t> m_subscribers;
    std::vector<std::uint32_t> m_given; ///< by place in m_subscribers
    std::uint32_t m_first;
    std::vector<bool> m_isGiven;
    std::uint32_t m_each;
    std::uint32_t m_surplus; ///< so many may still get one more than m_each
    std::uint32_t m_begin = 0; ///< everything before it is given
};

class RangeAssignor {
public:
    RangeAssignor(const Group& group, Notes& notes)
        : m_notes(notes)
        , m_racks(group)
        , m_lists(group.memberCount())
    {
        Lists subscribers(group.topicCount());
        for (const std::uint32_t member : group.staticFirst()) {
            for (const std::uint32_t topic : group.topicsOf(member)) {
                subscribers[topic].push_back(member);
            }
        }
        for (const std::uint32_t topic : group.topicsAsHashed()) {
            m_topics.emplace_back(group, topic, std::move(subscribers[topic]));
        }
    }

    [[nodiscard]] Lists run()
    {
        const bool usesRacks = std::any_of(m_topics.begin(), m_topics.end(),
            [this](const TopicShares& topic) { return needsRacks(topic); });
        if (usesRacks) {
            matchRacks();
        }
        for (TopicShares& topic : m_topics) {
            shareOut(topic);
        }
        if (usesRacks) {
            for (std::vector<std::uint32_t>& list : m_lists) {
                std::sort(list.begin(), list.end());
            }
        }
        return std::move(m_lists);
    }

private:
    [[nodiscard]] bool needsRacks(const TopicShares& topic) const
    {
        return m_racks.areWorthMatching(
            topic.subscribers(), topic.partition(0), topic.partition(topic.partitionCount()));
    }

    /// A member that does not tell its rack takes any replica for near.
    [[nodiscard]] bool racksMatch(std::uint32_t member, std::uint32_t partition) const
    {
        const std::uint32_t rack = m_racks.ofMember(member);
        return rack == kNone || m_racks.hasReplicaIn(partition, rack);
    }

    void matchRacks()
    {
        std::map<std::pair<std::vector<std::uint32_t>, std::uint32_t>, std::vector<TopicShares*>>
            together;
        for (TopicShares& topic : m_topics) {
            together[{topic.subscribers(), topic.partitionCount()}].push_back(&topic);
        }
        for (const auto& [key, topics] : together) {
            if (topics.size() > 1) {
                matchRacksTogether(topics);
            } else if (needsRacks(*topics.front())) {
                matchRacksOf(*topics.front());
            }
        }
    }

    void matchRacksOf(TopicShares& topic)
    {
        for (std::size_t place = 0; place < topic.subscribers().size(); ++place) {
            const std::uint32_t member = topic.subscribers()[place];
            give(topic, place,
                topic.next(topic.room(place),
                    [&](std::uint32_t partition) { return racksMatch(member, partition); }),
                Rule::SameRack, Rule::SameRack);
        }
    }

    /// The same number of all topics goes to the first subscriber that has a replica of each near.
    void matchRacksTogether(const std::vector<TopicShares*>& topics)
    {
        const std::vector<std::uint32_t>& subscribers = topics.front()->subscribers();
        const bool areTold = std::any_of(subscribers.begin(), subscribers.end(),
            [this](std::uint32_t member) { return m_racks.ofMember(member) != kNone; });
        if (!areTold) {
            return;
        }
        for (std::uint32_t number = 0; number < topics.front()->partitionCount(); ++number) {
            for (std::size_t place = 0; place < subscribers.size(); ++place) {
                const bool fits
                    = std::all_of(topics.begin(), topics.end(), [&](const TopicShares* topic) {
                          return topic->room(place) > 0
                              && racksMatch(subscribers[place], topic->partition(number));
                      });
                if (!fits) {
                    continue;
                }
                for (TopicShares* topic : topics) {
                    give(*topic, place, {topic->partition(number)}, Rule::SameRackTogether,
                        Rule::SameRackTogether);
                }
                break;
            }
        }
    }

    void shareOut(TopicShares& topic)
    {
        for (std::size_t place = 0; place < topic.subscribers().size(); ++place) {
            give(topic, place, topic.next(topic.room(place), [](std::uint32_t) { return true; }),
                Rule::Share, Rule::Surplus);
        }
    }

    void give(TopicShares& topic, std::size_t place, const std::vector<std::uint32_t>& partitions,
        Rule rule, Rule ruleOfSurplus)
    {
        if (partitions.empty()) {
            return;
        }
        topic.give(place, partitions);
        const std::uint32_t member = topic.subscribers()[place];
        m_lists[member].insert(m_lists[member].end(), partitions.begin(), partitions.end());
        for (const std::uint32_t partition : partitions) {
            const bool isSurplus = partition == partitions.back() && topic.isOverShare(place);
            m_notes.note(isSurplus ? ruleOfSurplus : rule, partition, member);
        }
    }

    Notes& m_notes;
    Racks m_racks;
    std::vector<TopicShares> m_topics;
    Lists m_lists;
};

} // namespace

Lists assignRange(const Group& group, Notes& notes)
{
    return RangeAssignor(group, notes).run();
}

Lists assignServerRange(const Group& group, Notes& notes)
{
    Lists lists(group.memberCount());
    const std::vector<std::uint32_t> members = group.staticFirst();
    for (std::uint32_t topic = 0; topic < group.topicCount(); ++topic) {
        const auto subscribers = static_cast<std::uint32_t>(group.subscribers(topic).size());
        const std::uint32_t each = group.partitionCount(topic) / subscribers;
        std::uint32_t surplus = group.partitionCount(topic) % subscribers;
        std::uint32_t next = group.firstPartition(topic);
        for (const std::uint32_t member : members) {
            if (!group.subscribes(member, topic)) {
                continue;
            }
            const bool hasSurplus = surplus > 0;
            surplus -= hasSurplus ? 1 : 0;
            const std::uint32_t end = next + each + (hasSurplus ? 1 : 0);
            for (; next < end; ++next) {
                lists[member].push_back(next);
                notes.note(
                    hasSurplus && next + 1 == end ? Rule::Surplus : Rule::Share, next, member);
            }
        }
    }
    return lists;
}

} // namespace brokerscope::assignor
