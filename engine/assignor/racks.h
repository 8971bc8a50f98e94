#pragma once

#include "engine/assignor/group.h"

#include <cstdint>
#include <vector>

namespace brokerscope::assignor {

/// Racks of members and of partitions' replicas, numbered.
class Racks {
public:
    explicit Racks(const Group& group);

    /// Whether any member says in which rack it is; otherwise nobody looks at replicas' racks.
    [[nodiscard]] bool areTold() const { return m_areTold; }
    /// kNone: it does not say.
    [[nodiscard]] std::uint32_t ofMember(std::uint32_t member) const { return m_ofMember[member]; }
    /// Ascending, each once.
    [[nodiscard]] const std::vector<std::uint32_t>& ofPartition(std::uint32_t partition) const;
    [[nodiscard]] bool hasReplicaIn(std::uint32_t partition, std::uint32_t rack) const;

    /// Whether matching racks could help: some member's rack has replicas, and some partition is
    /// not in all racks that have any (Kafka: AbstractPartitionAssignor.useRackAwareAssignment).
    /// Looks at members and partitions [first, end) only.
    [[nodiscard]] bool areWorthMatching(
        const std::vector<std::uint32_t>& members, std::uint32_t first, std::uint32_t end) const;

private:
    std::vector<std::uint32_t> m_ofMember;
    std::vector<std::vector<std::uint32_t>> m_ofPartition;
    bool m_areTold = false;
};

} // namespace brokerscope::assignor
