#pragma once

#include "engine/assignor/group.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace brokerscope::assignor {

/// How many partitions each member has, while members whose subscriptions differ are balanced.
class Loads {
public:
    explicit Loads(const Group& group)
        : m_group(group)
        , m_size(group.memberCount(), 0)
        , m_most(group.memberCount(), 0)
        , m_takesPart(group.memberCount(), true)
    {
        for (std::uint32_t member = 0; member < group.memberCount(); ++member) {
            for (const std::uint32_t topic : group.topicsOf(member)) {
                m_most[member] += group.partitionCount(topic);
            }
        }
    }

    [[nodiscard]] std::uint32_t size(std::uint32_t member) const { return m_size[member]; }
    void setSize(std::uint32_t member, std::uint32_t size) { m_size[member] = size; }
    /// Partitions of all topics that it subscribes to.
    [[nodiscard]] std::uint32_t most(std::uint32_t member) const { return m_most[member]; }

    /// Whether it is in the sorted set out of which members are taken.
    [[nodiscard]] bool takesPart(std::uint32_t member) const { return m_takesPart[member]; }
    void setTakesPart(std::uint32_t member, bool takesPart) { m_takesPart[member] = takesPart; }

    /// Fewer partitions, then the smaller id.
    [[nodiscard]] bool isLess(std::uint32_t a, std::uint32_t b) const
    {
        return m_size[a] != m_size[b] ? m_size[a] < m_size[b] : a < b;
    }

    /// The first in that order of those who take part, subscribe to the topic and `may`; kNone when
    /// there is nobody.
    template <class May>
    [[nodiscard]] std::uint32_t least(std::uint32_t topic, May may) const
    {
        std::uint32_t best = kNone;
        for (const std::uint32_t member : m_group.subscribers(topic)) {
            if (m_takesPart[member] && (best == kNone || isLess(member, best)) && may(member)) {
                best = member;
            }
        }
        return best;
    }

    [[nodiscard]] bool isAnybodyLeft() const
    {
        return std::find(m_takesPart.begin(), m_takesPart.end(), true) != m_takesPart.end();
    }

    /// Whether the numbers of those who take part, of whom there is one at least, differ by 1 at
    /// most, or else none of them could get a partition from a member that has 2 more. `owner`: by
    /// partition, kNone for nobody.
    [[nodiscard]] bool areBalanced(const std::vector<std::uint32_t>& owner)
    {
        std::uint32_t fewest = kNone;
        std::uint32_t most = 0;
        for (std::uint32_t member = 0; member < m_size.size(); ++member) {
            if (m_takesPart[member]) {
                fewest = std::min(fewest, m_size[member]);
                most = std::max(most, m_size[member]);
            }
        }
        if (fewest + 1 >= most) {
            return true;
        }
        // Where there was something to gain, there mostly still is.
        for (std::uint32_t i = 0; i < m_group.topicCount(); ++i) {
            const std::uint32_t topic = (m_lastUneven + i) % m_group.topicCount();
            if (isUneven(topic, owner)) {
                m_lastUneven = topic;
                return false;
            }
        }
        return true;
    }

private:
    [[nodiscard]] bool isUneven(std::uint32_t topic, const std::vector<std::uint32_t>& owner) const
    {
        const std::uint32_t least = this->least(
            topic, [&](std::uint32_t member) { return size(member) != most(member); });
        if (least == kNone) {
            return false;
        }
        const std::uint32_t end = m_group.firstPartition(topic + 1);
        for (std::uint32_t each = m_group.firstPartition(topic); each < end; ++each) {
            if (owner[each] != kNone && m_size[least] + 1 < m_size[owner[each]]) {
                return true;
            }
        }
        return false;
    }

    const Group& m_group;
    std::vector<std::uint32_t> m_size;
    std::vector<std::uint32_t> m_most;
    std::vector<bool> m_takesPart;
    std::uint32_t m_lastUneven = 0;
};

} // namespace brokerscope::assignor
