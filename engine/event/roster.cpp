#include "engine/event/roster.h"

namespace brokerscope::event {

std::optional<NodeId> Roster::node(std::string_view name) const
{
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].name == name) {
            return NodeId(static_cast<std::uint16_t>(i));
        }
    }
    return std::nullopt;
}

std::optional<PartitionId> Roster::partition(std::string_view name) const
{
    for (std::size_t i = 0; i < partitions.size(); ++i) {
        if (partitions[i].name() == name) {
            return PartitionId(static_cast<std::uint16_t>(i));
        }
    }
    return std::nullopt;
}

std::vector<NodeId> Roster::nodesOf(NodeKind kind) const
{
    std::vector<NodeId> found;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i].kind == kind) {
            found.emplace_back(static_cast<std::uint16_t>(i));
        }
    }
    return found;
}

} // namespace brokerscope::event
