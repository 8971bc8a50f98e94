#include "engine/assignor/racks.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace brokerscope::assignor {

Racks::Racks(const Group& group)
{
    std::map<std::string_view, std::uint32_t> numbers;
    const auto numberOf = [&numbers](std::string_view rack) {
        return numbers.try_emplace(rack, static_cast<std::uint32_t>(numbers.size())).first->second;
    };
    m_ofMember.assign(group.memberCount(), kNone);
    for (std::uint32_t member = 0; member < group.memberCount(); ++member) {
        const auto& rack = group.member(member).rack;
        if (rack && !rack->empty()) {
            m_ofMember[member] = numberOf(*rack);
            m_areTold = true;
        }
    }
    if (!m_areTold) {
        return;
    }
    m_ofPartition.resize(group.partitionCount());
    for (std::uint32_t partition = 0; partition < group.partitionCount(); ++partition) {
        const auto& racks = group.topic(group.topicOf(partition)).racks;
        const auto number = static_cast<std::size_t>(group.numberOf(partition));
        if (number >= racks.size()) {
            continue;
        }
        std::vector<std::uint32_t>& ours = m_ofPartition[partition];
        for (const std::string& rack : racks[number]) {
            ours.push_back(numberOf(rack));
        }
        std::sort(ours.begin(), ours.end());
        ours.erase(std::unique(ours.begin(), ours.end()), ours.end());
    }
}

const std::vector<std::uint32_t>& Racks::ofPartition(std::uint32_t partition) const
{
    static const std::vector<std::uint32_t> kNowhere;
    return partition < m_ofPartition.size() ? m_ofPartition[partition] : kNowhere;
}

bool Racks::hasReplicaIn(std::uint32_t partition, std::uint32_t rack) const
{
    const std::vector<std::uint32_t>& racks = ofPartition(partition);
    return std::binary_search(racks.begin(), racks.end(), rack);
}

bool Racks::areWorthMatching(
    const std::vector<std::uint32_t>& members, std::uint32_t first, std::uint32_t end) const
{
    if (!m_areTold) {
        return false;
    }
    std::vector<std::uint32_t> all;
    for (std::uint32_t partition = first; partition < end; ++partition) {
        const std::vector<std::uint32_t>& racks = ofPartition(partition);
        all.insert(all.end(), racks.begin(), racks.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    const bool someMatch = std::any_of(members.begin(), members.end(), [&](std::uint32_t member) {
        return m_ofMember[member] != kNone
            && std::binary_search(all.begin(), all.end(), m_ofMember[member]);
    });
    if (!someMatch) {
        return false;
    }
    for (std::uint32_t partition = first; partition < end; ++partition) {
        if (ofPartition(partition) != all) {
            return true;
        }
    }
    return false;
}

} // namespace brokerscope::assignor
