#pragma once

#include "engine/assignor/racks.h"

#include <numeric>

namespace brokerscope::assignor {

/// Racks where the sticky assignors make use of them (Kafka: AbstractStickyAssignor.RackInfo).
class StickyRacks {
public:
    explicit StickyRacks(const Group& group)
        : m_racks(group)
    {
        std::vector<std::uint32_t> everybody(group.memberCount());
        std::iota(everybody.begin(), everybody.end(), 0U);
        m_areUsed = m_racks.areWorthMatching(everybody, 0, group.partitionCount());
    }

    [[nodiscard]] bool areUsed() const { return m_areUsed; }
    /// The member is in a rack that has no replica of the partition.
    [[nodiscard]] bool mismatch(std::uint32_t member, std::uint32_t partition) const
    {
        return m_areUsed && m_racks.ofMember(member) != kNone && !match(member, partition);
    }
    /// The member is in a rack that has one.
    [[nodiscard]] bool match(std::uint32_t member, std::uint32_t partition) const
    {
        const std::uint32_t rack = m_racks.ofMember(member);
        return m_areUsed && rack != kNone && m_racks.hasReplicaIn(partition, rack);
    }
    /// How many members are in racks of the partition.
    [[nodiscard]] std::vector<std::uint32_t> membersNear(const Group& group) const
    {
        std::vector<std::uint32_t> near(group.partitionCount(), 0);
        std::vector<std::uint32_t> inRack;
        for (std::uint32_t member = 0; member < group.memberCount(); ++member) {
            const std::uint32_t rack = m_racks.ofMember(member);
            if (rack != kNone) {
                inRack.resize(std::max<std::size_t>(inRack.size(), rack + 1U), 0);
                ++inRack[rack];
            }
        }
        for (std::uint32_t partition = 0; partition < group.partitionCount(); ++partition) {
            for (const std::uint32_t rack : m_racks.ofPartition(partition)) {
                near[partition] += rack < inRack.size() ? inRack[rack] : 0;
            }
        }
        return near;
    }

private:
    Racks m_racks;
    bool m_areUsed = false;
};

} // namespace brokerscope::assignor
