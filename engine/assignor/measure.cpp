#include "engine/assignor/measure.h"

#include <algorithm>
#include <limits>

namespace brokerscope::assignor {

namespace {

/// Numbers all partitions of all topics.
class Numbering {
public:
    explicit Numbering(const GroupSubscription& subscription)
    {
        m_first.push_back(0);
        for (const Topic& topic : subscription.topics) {
            m_first.push_back(
                m_first.back() + static_cast<std::size_t>(std::max(topic.partitions, 0)));
        }
    }

    [[nodiscard]] std::size_t count() const { return m_first.back(); }
    /// count() for a partition that does not exist.
    [[nodiscard]] std::size_t of(const TopicPartition& partition) const
    {
        const std::size_t first = m_first[partition.topic.value()];
        const std::size_t end = m_first[partition.topic.value() + 1];
        return partition.partition >= 0
                && static_cast<std::size_t>(partition.partition) < end - first
            ? first + static_cast<std::size_t>(partition.partition)
            : count();
    }
    [[nodiscard]] std::size_t first(TopicIndex topic) const { return m_first[topic.value()]; }
    [[nodiscard]] std::size_t end(TopicIndex topic) const { return m_first[topic.value() + 1]; }

private:
    std::vector<std::size_t> m_first;
};

constexpr std::int32_t kUnclaimed = std::numeric_limits<std::int32_t>::min();

} // namespace

Measure measure(const GroupSubscription& subscription, const Assignment& assignment)
{
    const Numbering numbering(subscription);
    std::vector<std::int32_t> claimed(numbering.count() + 1, kUnclaimed);
    std::vector<bool> isWanted(numbering.count() + 1, false);
    for (const Member& member : subscription.members) {
        for (const TopicPartition& partition : member.owned) {
            std::int32_t& generation = claimed[numbering.of(partition)];
            generation = std::max(generation, member.generation.value());
        }
        for (const TopicIndex topic : member.topics) {
            std::fill(isWanted.begin() + static_cast<std::ptrdiff_t>(numbering.first(topic)),
                isWanted.begin() + static_cast<std::ptrdiff_t>(numbering.end(topic)), true);
        }
    }
    std::vector<MemberIndex> owner(numbering.count() + 1, kNoMember);
    Measure measure;
    measure.fewest = assignment.empty() ? 0 : std::numeric_limits<std::uint32_t>::max();
    for (std::uint32_t i = 0; i < assignment.size(); ++i) {
        const auto size = static_cast<std::uint32_t>(assignment[i].size());
        measure.most = std::max(measure.most, size);
        measure.fewest = std::min(measure.fewest, size);
        for (const TopicPartition& partition : assignment[i]) {
            owner[numbering.of(partition)] = MemberIndex(i);
        }
    }
    std::vector<bool> isKept(numbering.count() + 1, false);
    for (std::uint32_t i = 0; i < subscription.members.size(); ++i) {
        const Member& member = subscription.members[i];
        for (const TopicPartition& partition : member.owned) {
            const std::size_t number = numbering.of(partition);
            if (claimed[number] == member.generation.value() && owner[number] == MemberIndex(i)) {
                isKept[number] = true;
            }
        }
    }
    for (std::size_t i = 0; i < numbering.count(); ++i) {
        measure.unassigned += isWanted[i] && owner[i] == kNoMember ? 1 : 0;
        measure.kept += isKept[i] ? 1 : 0;
        measure.moved += claimed[i] != kUnclaimed && !isKept[i] ? 1 : 0;
    }
    return measure;
}

} // namespace brokerscope::assignor
