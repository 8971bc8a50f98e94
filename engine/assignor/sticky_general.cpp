#include "engine/assignor/sticky_general.h"

#include "engine/assignor/loads.h"
#include "engine/assignor/movements.h"
#include "engine/assignor/sticky_racks.h"

#include <algorithm>
#include <optional>

namespace brokerscope::assignor {

namespace {

/// TopicPartition.hashCode.
std::int32_t hashByName(const Group& group, std::uint32_t partition)
{
    return javaHash(group.numberOf(partition), group.hashOfName(group.topicOf(partition)));
}

/// Sum of the differences between all pairs; the lower, the more balanced.
std::int64_t balanceScore(std::vector<std::size_t> sizes)
{
    std::sort(sizes.begin(), sizes.end());
    std::int64_t score = 0;
    std::int64_t before = 0;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        const auto size = static_cast<std::int64_t>(sizes[i]);
        score += size * static_cast<std::int64_t>(i) - before;
        before += size;
    }
    return score;
}

class GeneralAssignor {
public:
    GeneralAssignor(const Group& group, Claims claims, Notes& notes)
        : m_group(group)
        , m_notes(notes)
        , m_racks(group)
        , m_lists(std::move(claims.owned))
        , m_loads(group)
        , m_owner(group.partitionCountWithMissing(), kNone)
        , m_previous(group.partitionCountWithMissing())
        , m_movements(group, hashByName)
    {
        rememberPrevious(claims.newestGeneration);
    }

    [[nodiscard]] StickyResult run()
    {
        keepOwned();
        std::vector<std::uint32_t> all = everything();
        std::vector<std::uint32_t> rest = m_kept.empty() ? all : unassigned(all);
        const bool wasEmpty = m_kept.empty();
        assignRest(rest);
        dropFixed(all);
        dropFixed(rest);
        dropFixedMembers();

        const Lists before = m_lists;
        const std::vector<std::uint32_t> ownerBefore = m_owner;
        if (!m_mustRevoke) {
            reassign(rest);
        }
        const bool reassigned = reassign(all);
        if (!wasEmpty && reassigned && score(m_lists) >= score(before)) {
            undo(before, ownerBefore);
        }
        auto changing = changingHands();
        return {std::move(m_lists), std::move(changing)};
    }

private:
    struct Previous {
        std::uint32_t member = kNone;
        std::int32_t generation = 0;
    };

    /// Who owned what in the latest of the generations before the newest.
    void rememberPrevious(std::int32_t newest)
    {
        for (const std::uint32_t member : m_group.asHashed()) {
            const std::int32_t generation = generationOf(m_group.member(member));
            if (generation >= newest) {
                continue;
            }
            for (const std::uint32_t partition : m_group.owned(member)) {
                Previous& previous = m_previous[partition];
                if (previous.member == kNone || generation > previous.generation) {
                    previous = {member, generation};
                }
            }
        }
    }

    void keepOwned()
    {
        for (std::uint32_t member = 0; member < m_group.memberCount(); ++member) {
            std::erase_if(m_lists[member], [&](std::uint32_t partition) {
                m_owner[partition] = member;
                const bool subscribes = m_group.subscribes(member, m_group.topicOf(partition));
                const bool goes = !subscribes || m_racks.mismatch(member, partition);
                m_mustRevoke = m_mustRevoke || goes;
                if (!goes) {
                    m_kept.push_back(partition);
                }
                m_notes.note(!goes   ? Rule::Kept
                        : subscribes ? Rule::OtherRack
                                     : Rule::Unsubscribed,
                    partition, member);
                return goes;
            });
            m_loads.setSize(member, static_cast<std::uint32_t>(m_lists[member].size()));
        }
    }

    /// Topics with fewer subscribers first, then by name.
    [[nodiscard]] bool topicIsLess(std::uint32_t a, std::uint32_t b) const
    {
        const std::size_t ofA = m_group.subscribers(a).size();
        const std::size_t ofB = m_group.subscribers(b).size();
        return ofA != ofB ? ofA < ofB : a < b;
    }

    [[nodiscard]] std::vector<std::uint32_t> everything() const
    {
        std::vector<std::uint32_t> topics(m_group.topicCount());
        std::iota(topics.begin(), topics.end(), 0U);
        std::sort(topics.begin(), topics.end(),
            [this](std::uint32_t a, std::uint32_t b) { return topicIsLess(a, b); });
        std::vector<std::uint32_t> all;
        all.reserve(m_group.partitionCount());
        for (const std::uint32_t topic : topics) {
            for (std::uint32_t each = m_group.firstPartition(topic);
                 each < m_group.firstPartition(topic + 1); ++each) {
                all.push_back(each);
            }
        }
        return all;
    }

    /// As in the case of equal subscriptions, one kept partition that does not exist hides those
    /// after it.
    [[nodiscard]] std::vector<std::uint32_t> unassigned(const std::vector<std::uint32_t>& all)
    {
        std::sort(m_kept.begin(), m_kept.end(), [this](std::uint32_t a, std::uint32_t b) {
            const std::uint32_t topicOfA = m_group.topicOf(a);
            const std::uint32_t topicOfB = m_group.topicOf(b);
            return topicOfA != topicOfB ? topicIsLess(topicOfA, topicOfB)
                                        : m_group.numberOf(a) < m_group.numberOf(b);
        });
        std::vector<std::uint32_t> rest;
        auto kept = m_kept.begin();
        for (const std::uint32_t partition : all) {
            if (kept != m_kept.end() && *kept == partition) {
                ++kept;
            } else {
                rest.push_back(partition);
            }
        }
        return rest;
    }

    void assignRest(const std::vector<std::uint32_t>& rest)
    {
        std::vector<std::uint32_t> farAway;
        for (const std::uint32_t partition : rest) {
            const std::uint32_t member = m_racks.areUsed()
                ? m_loads.least(m_group.topicOf(partition),
                    [&](std::uint32_t each) { return !m_racks.mismatch(each, partition); })
                : kNone;
            if (member == kNone) {
                farAway.push_back(partition);
            } else {
                give(partition, member, Rule::LeastLoadedInRack);
            }
        }
        for (const std::uint32_t partition : farAway) {
            const std::uint32_t member
                = m_loads.least(m_group.topicOf(partition), [](std::uint32_t) { return true; });
            give(partition, member, Rule::LeastLoaded);
        }
    }

    void give(std::uint32_t partition, std::uint32_t member, Rule rule)
    {
        m_lists[member].push_back(partition);
        m_owner[partition] = member;
        m_loads.setSize(member, m_loads.size(member) + 1);
        m_notes.note(rule, partition, member);
    }

    [[nodiscard]] bool isFixed(std::uint32_t partition) const
    {
        return m_group.subscribers(m_group.topicOf(partition)).size() < 2;
    }

    void dropFixed(std::vector<std::uint32_t>& partitions) const
    {
        std::erase_if(partitions, [this](std::uint32_t partition) { return isFixed(partition); });
    }

    /// A member that has all it can get, and nothing that anybody else could get.
    void dropFixedMembers()
    {
        for (std::uint32_t member = 0; member < m_group.memberCount(); ++member) {
            const bool isDone = m_loads.size(member) >= m_loads.most(member)
                && std::all_of(m_lists[member].begin(), m_lists[member].end(),
                    [this](std::uint32_t partition) { return isFixed(partition); });
            m_loads.setTakesPart(member, !isDone);
        }
        m_isFixedMember.resize(m_group.memberCount());
        for (std::uint32_t member = 0; member < m_group.memberCount(); ++member) {
            m_isFixedMember[member] = !m_loads.takesPart(member);
        }
    }

    [[nodiscard]] bool isBalanced()
    {
        if (!m_isBalanced) {
            m_isBalanced = m_loads.areBalanced(m_owner);
        }
        return *m_isBalanced;
    }

    /// Goes through the partitions, again and again, until nothing moves or all is balanced.
    /// Whether anything moved.
    bool reassign(const std::vector<std::uint32_t>& partitions)
    {
        bool reassigned = false;
        for (bool isModified = true; isModified;) {
            isModified = false;
            for (const std::uint32_t partition : partitions) {
                if (isBalanced()) {
                    break;
                }
                isModified = improve(partition) || isModified;
            }
            reassigned = reassigned || isModified;
        }
        return reassigned;
    }

    [[nodiscard]] bool hasTwoMore(std::uint32_t member, std::uint32_t than) const
    {
        return m_loads.size(member) > m_loads.size(than) + 1;
    }

    [[nodiscard]] bool improve(std::uint32_t partition)
    {
        const std::uint32_t owner = m_owner[partition];
        const std::uint32_t previous = m_previous[partition].member;
        if (previous != kNone && !m_isFixedMember[previous] && hasTwoMore(owner, previous)) {
            moveTo(partition, previous, Rule::BackToPrevious);
            return true;
        }
        const std::uint32_t topic = m_group.topicOf(partition);
        const std::vector<std::uint32_t>& subscribers = m_group.subscribers(topic);
        bool moved = false;
        if (m_racks.match(owner, partition)) {
            moved = std::any_of(subscribers.begin(), subscribers.end(), [&](std::uint32_t other) {
                return m_racks.match(other, partition) && hasTwoMore(owner, other);
            });
        }
        moved = moved
            || std::any_of(subscribers.begin(), subscribers.end(),
                [&](std::uint32_t other) { return hasTwoMore(owner, other); });
        if (moved) {
            moveTo(partition, m_loads.least(topic, [](std::uint32_t) { return true; }),
                Rule::Balanced);
        }
        return moved;
    }

    void moveTo(std::uint32_t wanted, std::uint32_t member, Rule rule)
    {
        const std::uint32_t partition = m_movements.betterOne(wanted, m_owner[wanted], member);
        const std::uint32_t from = m_owner[partition];
        m_movements.move(partition, from, member);
        if (const auto place = std::find(m_lists[from].begin(), m_lists[from].end(), partition);
            place != m_lists[from].end()) {
            m_lists[from].erase(place);
        }
        m_lists[member].push_back(partition);
        m_owner[partition] = member;
        for (const std::uint32_t each : {from, member}) {
            m_loads.setSize(each, static_cast<std::uint32_t>(m_lists[each].size()));
            m_loads.setTakesPart(each, true);
        }
        m_isBalanced.reset();
        m_notes.note(partition == wanted ? rule : Rule::BalancedBySwap, partition, member, from);
    }

    [[nodiscard]] std::int64_t score(const Lists& lists) const
    {
        std::vector<std::size_t> sizes;
        for (std::uint32_t member = 0; member < m_group.memberCount(); ++member) {
            if (!m_isFixedMember[member]) {
                sizes.push_back(lists[member].size());
            }
        }
        return balanceScore(std::move(sizes));
    }

    void undo(const Lists& lists, const std::vector<std::uint32_t>& owner)
    {
        for (std::uint32_t partition = 0; partition < m_owner.size(); ++partition) {
            if (m_owner[partition] != owner[partition]) {
                m_notes.note(Rule::NoGain, partition, owner[partition], m_owner[partition]);
            }
        }
        m_lists = lists;
        m_owner = owner;
    }

    /// What a member gets that it did not say it owns, and another one has to give up.
    [[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> changingHands() const
    {
        std::vector<std::uint32_t> newOwner(m_group.partitionCountWithMissing(), kNone);
        for (std::uint32_t member = 0; member < m_group.memberCount(); ++member) {
            for (const std::uint32_t partition : m_lists[member]) {
                newOwner[partition] = member;
            }
        }
        std::vector<bool> isGivenUp(newOwner.size(), false);
        std::vector<bool> isAdded(newOwner.size(), true);
        for (std::uint32_t member = 0; member < m_group.memberCount(); ++member) {
            for (const std::uint32_t partition : m_group.owned(member)) {
                if (newOwner[partition] == member) {
                    isAdded[partition] = false;
                } else {
                    isGivenUp[partition] = true;
                }
            }
        }
        std::vector<std::pair<std::uint32_t, std::uint32_t>> changing;
        for (std::uint32_t partition = 0; partition < newOwner.size(); ++partition) {
            if (newOwner[partition] != kNone && isAdded[partition] && isGivenUp[partition]) {
                changing.emplace_back(partition, newOwner[partition]);
            }
        }
        return changing;
    }

    const Group& m_group;
    Notes& m_notes;
    StickyRacks m_racks;
    Lists m_lists;
    Loads m_loads;
    std::vector<std::uint32_t> m_owner; ///< by partition
    std::vector<Previous> m_previous; ///< by partition
    Movements m_movements;
    std::vector<std::uint32_t> m_kept;
    std::vector<bool> m_isFixedMember;
    std::optional<bool> m_isBalanced; ///< nullopt: something moved since it was known
    bool m_mustRevoke = false;
};

} // namespace

StickyResult assignStickyGeneral(const Group& group, Claims claims, Notes& notes)
{
    return GeneralAssignor(group, std::move(claims), notes).run();
}

} // namespace brokerscope::assignor
