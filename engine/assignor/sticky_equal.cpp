#include "engine/assignor/sticky_equal.h"

#include "engine/assignor/sticky_racks.h"

#include <algorithm>
#include <deque>

namespace brokerscope::assignor {

namespace {

class EqualAssignor {
public:
    EqualAssignor(const Group& group, Claims claims, Notes& notes)
        : m_group(group)
        , m_claims(std::move(claims))
        , m_notes(notes)
        , m_racks(group)
        , m_minimum(group.partitionCount() / group.memberCount())
        , m_expectedOver(group.partitionCount() % group.memberCount())
        , m_maximum(m_minimum + (m_expectedOver > 0 ? 1 : 0))
        , m_revokedFrom(group.partitionCountWithMissing(), kNone)
    {
        m_result.lists.resize(group.memberCount());
        for (std::vector<std::uint32_t>& list : m_result.lists) {
            list.reserve(m_maximum);
        }
    }

    [[nodiscard]] tl::expected<StickyResult, Failure> run()
    {
        for (const std::uint32_t member : m_group.asHashed()) {
            keepOwned(member);
        }
        std::sort(m_underMinimum.begin(), m_underMinimum.end());
        std::sort(m_atMinimum.begin(), m_atMinimum.end());
        std::vector<std::uint32_t> rest = unassigned();
        if (m_racks.areUsed()) {
            const std::vector<std::uint32_t> near = m_racks.membersNear(m_group);
            std::stable_sort(rest.begin(), rest.end(),
                [&](std::uint32_t a, std::uint32_t b) { return near[a] < near[b]; });
            dealWithinRacks(rest);
        }
        if (const auto failure = deal(rest); failure) {
            return tl::unexpected(*failure);
        }
        if (const auto failure = checkUnfilled(); failure) {
            return tl::unexpected(*failure);
        }
        return std::move(m_result);
    }

private:
    /// What the member says it owns and may own, by number and then by topic.
    [[nodiscard]] std::vector<std::uint32_t> keepable(std::uint32_t member)
    {
        std::vector<std::uint32_t> owned;
        owned.reserve(m_claims.owned[member].size());
        for (const std::uint32_t partition : m_claims.owned[member]) {
            if (m_racks.mismatch(member, partition)) {
                m_revokedFrom[partition] = member;
                m_notes.note(Rule::OtherRack, partition, member);
            } else if (!m_claims.isDisputed[partition]) {
                owned.push_back(partition);
            }
        }
        std::sort(owned.begin(), owned.end(), [this](std::uint32_t a, std::uint32_t b) {
            const std::int32_t numberOfA = m_group.numberOf(a);
            const std::int32_t numberOfB = m_group.numberOf(b);
            return numberOfA != numberOfB ? numberOfA < numberOfB
                                          : m_group.topicOf(a) < m_group.topicOf(b);
        });
        return owned;
    }

    void keepOwned(std::uint32_t member)
    {
        const std::vector<std::uint32_t> owned = keepable(member);
        const auto count = static_cast<std::uint32_t>(owned.size());
        std::uint32_t quota = m_minimum;
        if (count < m_minimum) {
            m_underMinimum.push_back(member);
        } else if (count >= m_maximum && m_over < m_expectedOver) {
            quota = m_maximum;
            if (++m_over == m_expectedOver) {
                m_atMinimum.clear();
            }
        } else if (m_over < m_expectedOver) {
            m_atMinimum.push_back(member);
        }
        for (std::uint32_t i = 0; i < count; ++i) {
            if (i < quota) {
                m_result.lists[member].push_back(owned[i]);
                m_kept.push_back(owned[i]);
                m_notes.note(
                    i < m_minimum ? Rule::KeptToMinimum : Rule::KeptToMaximum, owned[i], member);
            } else {
                m_revokedFrom[owned[i]] = member;
                m_notes.note(Rule::OverQuota, owned[i], member);
            }
        }
    }

    /// All partitions but those that were kept. A kept one that does not exist is never met, and
    /// those that were kept after it are taken for unassigned: so does Kafka.
    [[nodiscard]] std::vector<std::uint32_t> unassigned()
    {
        std::sort(m_kept.begin(), m_kept.end(), [this](std::uint32_t a, std::uint32_t b) {
            return m_group.topicOf(a) != m_group.topicOf(b)
                ? m_group.topicOf(a) < m_group.topicOf(b)
                : m_group.numberOf(a) < m_group.numberOf(b);
        });
        std::vector<std::uint32_t> rest;
        rest.reserve(m_group.partitionCount());
        auto kept = m_kept.begin();
        for (std::uint32_t partition = 0; partition < m_group.partitionCount(); ++partition) {
            if (kept != m_kept.end() && *kept == partition) {
                ++kept;
            } else {
                rest.push_back(partition);
            }
        }
        return rest;
    }

    /// The first member in a rack of the partition, going around from `from`.
    template <class Members>
    [[nodiscard]] std::size_t nextNear(
        std::uint32_t partition, const Members& members, std::size_t from) const
    {
        for (std::size_t i = 0; i < members.size(); ++i) {
            const std::size_t place = (from + i) % members.size();
            if (m_racks.match(members[place], partition)) {
                return place;
            }
        }
        return members.size();
    }

    void dealWithinRacks(std::vector<std::uint32_t>& rest)
    {
        std::size_t next = 0;
        std::erase_if(rest, [&](std::uint32_t partition) {
            std::size_t place = nextNear(partition, m_underMinimum, next);
            if (place < m_underMinimum.size()) {
                const std::uint32_t member = m_underMinimum[place];
                give(partition, member, Rule::SameRack);
                const std::size_t count = m_result.lists[member].size();
                if (count < m_minimum) {
                    ++place;
                } else {
                    m_underMinimum.erase(
                        m_underMinimum.begin() + static_cast<std::ptrdiff_t>(place));
                    if (count < m_maximum) {
                        m_atMinimum.push_back(member);
                    }
                }
                next = m_underMinimum.empty() ? 0 : place % m_underMinimum.size();
                return true;
            }
            place = nextNear(partition, m_atMinimum, 0);
            if (place == m_atMinimum.size() || m_over == m_expectedOver) {
                return false;
            }
            const std::uint32_t member = m_atMinimum[place];
            give(partition, member, Rule::SameRack);
            if (m_result.lists[member].size() == m_maximum) {
                m_atMinimum.erase(m_atMinimum.begin() + static_cast<std::ptrdiff_t>(place));
                ++m_over;
            }
            return true;
        });
    }

    [[nodiscard]] std::optional<Failure> deal(const std::vector<std::uint32_t>& rest)
    {
        std::size_t next = 0; // in m_underMinimum
        for (const std::uint32_t partition : rest) {
            std::uint32_t member = kNone;
            if (next == m_underMinimum.size()) {
                next = 0;
            }
            if (!m_underMinimum.empty()) {
                member = m_underMinimum[next++];
            } else if (!m_atMinimum.empty()) {
                member = m_atMinimum.front();
                m_atMinimum.pop_front();
            } else {
                return Failure{FailureKind::NobodyUnfilled};
            }
            const std::size_t count = m_result.lists[member].size() + 1;
            give(partition, member, count <= m_minimum ? Rule::ToMinimum : Rule::ToMaximum);
            if (count == m_minimum) {
                --next;
                m_underMinimum.erase(m_underMinimum.begin() + static_cast<std::ptrdiff_t>(next));
                m_atMinimum.push_back(member);
            } else if (count == m_maximum) {
                ++m_over;
            }
        }
        return std::nullopt;
    }

    void give(std::uint32_t partition, std::uint32_t member, Rule rule)
    {
        m_result.lists[member].push_back(partition);
        m_notes.note(rule, partition, member);
        const std::uint32_t before = m_revokedFrom[partition];
        if ((before != kNone && before != member) || m_claims.isDisputed[partition]) {
            m_result.changingHands.emplace_back(partition, member);
        }
    }

    [[nodiscard]] std::optional<Failure> checkUnfilled() const
    {
        if (m_underMinimum.empty()) {
            return std::nullopt;
        }
        if (m_over != m_expectedOver) {
            return Failure{FailureKind::TooFewOverMinimum};
        }
        for (const std::uint32_t member : m_underMinimum) {
            if (m_result.lists[member].size() != m_minimum) {
                return Failure{FailureKind::BelowMinimum, m_group.member(member).id};
            }
        }
        return std::nullopt;
    }

    const Group& m_group;
    Claims m_claims;
    Notes& m_notes;
    StickyRacks m_racks;
    std::uint32_t m_minimum; ///< quota of everybody
    std::uint32_t m_expectedOver; ///< so many members have one more
    std::uint32_t m_maximum;
    std::uint32_t m_over = 0; ///< so many have one more by now
    std::vector<std::uint32_t> m_underMinimum; ///< by id
    std::deque<std::uint32_t> m_atMinimum; ///< may have one more; by id, then as they came here
    std::vector<std::uint32_t> m_revokedFrom; ///< by partition: who owned it and does not keep it
    std::vector<std::uint32_t> m_kept;
    StickyResult m_result;
};

} // namespace

tl::expected<StickyResult, Failure> assignStickyEqual(
    const Group& group, Claims claims, Notes& notes)
{
    return EqualAssignor(group, std::move(claims), notes).run();
}

} // namespace brokerscope::assignor
