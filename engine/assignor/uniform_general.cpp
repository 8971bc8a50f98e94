#include "engine/assignor/loads.h"
#include "engine/assignor/movements.h"
#include "engine/assignor/uniform.h"

#include <algorithm>
#include <optional>

namespace brokerscope::assignor {

namespace {

/// TopicIdPartition.hashCode.
std::int32_t hashById(const Group& group, std::uint32_t partition)
{
    return javaHash(group.hashOfId(group.topicOf(partition)), group.numberOf(partition));
}

class GeneralUniform {
public:
    GeneralUniform(const Group& group, Notes& notes)
        : m_group(group)
        , m_notes(notes)
        , m_lists(group.memberCount())
        , m_loads(group)
        , m_owner(group.partitionCountWithMissing(), kNone)
        , m_movements(group, hashById)
    {
        for (std::uint32_t member = 0; member < group.memberCount(); ++member) {
            m_loads.setTakesPart(member, m_loads.most(member) > 0);
        }
    }

    [[nodiscard]] tl::expected<Lists, Failure> run()
    {
        keepOwned();
        const std::vector<std::uint32_t> sorted = everything();
        for (const std::uint32_t partition : sorted) {
            if (m_owner[partition] == kNone && !assign(partition)) {
                return tl::unexpected(Failure{FailureKind::SomePartitionsLeft});
            }
        }
        if (const auto failure = balance(sorted); failure) {
            return tl::unexpected(*failure);
        }
        return std::move(m_lists);
    }

private:
    void keepOwned()
    {
        for (const std::uint32_t member : m_group.asHashed()) {
            for (const std::uint32_t partition : m_group.owned(member)) {
                if (m_group.subscribes(member, m_group.topicOf(partition))) {
                    add(partition, member);
                    m_notes.note(Rule::Kept, partition, member);
                } else {
                    m_notes.note(Rule::Unsubscribed, partition, member);
                }
            }
        }
    }

    /// Topics with more partitions for each subscriber first, then those with fewer subscribers; of
    /// those that are equal in both, partition by partition in the order of a HashSet.
    [[nodiscard]] std::vector<std::uint32_t> everything() const
    {
        std::vector<std::uint32_t> topics;
        std::vector<bool> isKnown(m_group.topicCount(), false);
        for (const std::uint32_t member : m_group.asHashed()) {
            for (const std::uint32_t topic : m_group.topicsOf(member)) {
                if (!isKnown[topic]) {
                    isKnown[topic] = true;
                    topics.push_back(topic);
                }
            }
        }
        if (std::none_of(topics.begin(), topics.end(),
                [this](std::uint32_t topic) { return m_group.topic(topic).id.has_value(); })) {
            std::sort(topics.begin(), topics.end());
        }
        std::vector<std::uint32_t> inserted;
        std::vector<std::int32_t> hashes;
        for (const std::uint32_t topic : m_group.topicsAsHashedById(topics)) {
            for (std::uint32_t each = m_group.firstPartition(topic);
                 each < m_group.firstPartition(topic + 1); ++each) {
                inserted.push_back(each);
                hashes.push_back(hashById(m_group, each));
            }
        }
        std::vector<std::uint32_t> all;
        for (const std::uint32_t place : hashOrder(hashes)) {
            all.push_back(inserted[place]);
        }
        std::stable_sort(all.begin(), all.end(),
            [this](std::uint32_t a, std::uint32_t b) { return comesBefore(a, b); });
        return all;
    }

    [[nodiscard]] bool comesBefore(std::uint32_t a, std::uint32_t b) const
    {
        const std::uint32_t topicOfA = m_group.topicOf(a);
        const std::uint32_t topicOfB = m_group.topicOf(b);
        const std::size_t subscribersOfA = m_group.subscribers(topicOfA).size();
        const std::size_t subscribersOfB = m_group.subscribers(topicOfB).size();
        // Partitions per subscriber, without dividing.
        const std::uint64_t ofA = std::uint64_t{m_group.partitionCount(topicOfA)} * subscribersOfB;
        const std::uint64_t ofB = std::uint64_t{m_group.partitionCount(topicOfB)} * subscribersOfA;
        if (ofA != ofB) {
            return ofA > ofB;
        }
        return subscribersOfA != subscribersOfB ? subscribersOfA < subscribersOfB
                                                : m_group.numberOf(a) < m_group.numberOf(b);
    }

    [[nodiscard]] bool assign(std::uint32_t partition)
    {
        const std::uint32_t member = m_loads.least(m_group.topicOf(partition),
            [this](std::uint32_t each) { return m_loads.size(each) < m_loads.most(each); });
        if (member == kNone) {
            return false;
        }
        add(partition, member);
        m_notes.note(Rule::LeastLoaded, partition, member);
        return true;
    }

    void add(std::uint32_t partition, std::uint32_t member)
    {
        if (std::find(m_lists[member].begin(), m_lists[member].end(), partition)
            == m_lists[member].end()) {
            m_lists[member].push_back(partition);
        }
        m_owner[partition] = member;
        setSize(member, m_loads.size(member) + 1);
    }

    void remove(std::uint32_t partition, std::uint32_t member)
    {
        std::erase(m_lists[member], partition);
        if (m_owner[partition] == member) {
            m_owner[partition] = kNone;
        }
        setSize(member, m_loads.size(member) > 0 ? m_loads.size(member) - 1 : 0);
    }

    /// Whoever has all that it can have is no longer among those out of whom one is taken.
    void setSize(std::uint32_t member, std::uint32_t size)
    {
        m_loads.setSize(member, size);
        m_loads.setTakesPart(member, size < m_loads.most(member));
    }

    [[nodiscard]] bool isFixed(std::uint32_t topic) const
    {
        return m_group.subscribers(topic).size() < 2;
    }

    [[nodiscard]] std::optional<Failure> balance(std::vector<std::uint32_t> partitions)
    {
        std::erase_if(partitions,
            [this](std::uint32_t partition) { return isFixed(m_group.topicOf(partition)); });
        for (std::uint32_t member = 0; member < m_group.memberCount(); ++member) {
            const bool isDone = m_loads.size(member) >= m_loads.most(member)
                && std::all_of(m_lists[member].begin(), m_lists[member].end(),
                    [this](std::uint32_t each) { return isFixed(m_group.topicOf(each)); });
            if (isDone) {
                m_loads.setTakesPart(member, false);
            }
        }
        for (bool isModified = true; isModified;) {
            isModified = false;
            bool hasMoved = false;
            // What has been moved is not looked at again in the next round.
            std::erase_if(partitions,
                [this](std::uint32_t partition) { return m_movements.hasMoved(partition); });
            for (const std::uint32_t partition : partitions) {
                if (hasMoved) {
                    if (!m_loads.isAnybodyLeft()) {
                        return Failure{FailureKind::NobodyToCompare};
                    }
                    if (m_loads.areBalanced(m_owner)) {
                        return std::nullopt;
                    }
                }
                hasMoved = couldMove(partition);
                if (hasMoved) {
                    isModified = true;
                    if (auto failure = move(partition); failure) {
                        return failure;
                    }
                }
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] bool couldMove(std::uint32_t partition) const
    {
        const std::uint32_t size = m_loads.size(m_owner[partition]);
        const std::vector<std::uint32_t>& subscribers
            = m_group.subscribers(m_group.topicOf(partition));
        return std::any_of(subscribers.begin(), subscribers.end(),
            [&](std::uint32_t other) { return size > m_loads.size(other) + 1; });
    }

    [[nodiscard]] std::optional<Failure> move(std::uint32_t wanted)
    {
        const std::uint32_t to
            = m_loads.least(m_group.topicOf(wanted), [](std::uint32_t) { return true; });
        if (to == kNone) {
            return Failure{FailureKind::NobodyToMoveTo, m_group.nameOf(wanted)};
        }
        const std::uint32_t partition = m_movements.betterOne(wanted, m_owner[wanted], to);
        const std::uint32_t from = m_owner[partition];
        if (m_movements.hasMoved(partition)) {
            return Failure{FailureKind::MovedTwice};
        }
        m_movements.move(partition, from, to);
        remove(partition, from);
        add(partition, to);
        m_notes.note(
            partition == wanted ? Rule::Balanced : Rule::BalancedBySwap, partition, to, from);
        return std::nullopt;
    }

    const Group& m_group;
    Notes& m_notes;
    Lists m_lists;
    Loads m_loads;
    std::vector<std::uint32_t> m_owner; ///< by partition
    Movements m_movements;
};

} // namespace

tl::expected<Lists, Failure> assignUniformGeneral(const Group& group, Notes& notes)
{
    return GeneralUniform(group, notes).run();
}

} // namespace brokerscope::assignor
