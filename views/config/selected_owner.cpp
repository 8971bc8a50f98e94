#include "views/config/selected_owner.h"

namespace brokerscope::views {

namespace {

using scenario::ConfigOwner;
using scenario::ConfigScope;

std::optional<ConfigOwner> ownerOfNode(const event::Roster& roster, NodeId id)
{
    if (id.value() >= roster.nodes.size()) {
        return std::nullopt;
    }
    const event::Roster::Node& node = roster.at(id);
    switch (node.kind) {
    case event::NodeKind::Script:
        break;
    case event::NodeKind::Broker:
    case event::NodeKind::Controller:
        return ConfigOwner{ConfigScope::Broker, {}};
    case event::NodeKind::Producer:
        return ConfigOwner{ConfigScope::Producer, node.name};
    case event::NodeKind::Consumer:
        return ConfigOwner{ConfigScope::Consumer, node.name};
    }
    return std::nullopt;
}

std::optional<ConfigOwner> ownerOfPartition(const event::Roster& roster, PartitionId id)
{
    return id.value() < roster.partitions.size()
        ? std::optional(ConfigOwner{ConfigScope::Topic, roster.at(id).topic})
        : std::nullopt;
}

} // namespace

std::optional<ConfigOwner> selectedOwner(const RunView& run, const Selection& selection)
{
    if (!run.history || !run.scenario) {
        return std::nullopt;
    }
    const event::Roster& roster = run.history->roster();
    switch (selection.kind) {
    case Selection::Kind::Node:
    case Selection::Kind::Batch:
        return ownerOfNode(roster, selection.node);
    case Selection::Kind::Partition:
    case Selection::Kind::Replica:
    case Selection::Kind::Record:
        return ownerOfPartition(roster, selection.partition);
    case Selection::Kind::Group: // what brokers are told about groups
        return ConfigOwner{ConfigScope::Broker, {}};
    case Selection::Kind::None:
    case Selection::Kind::Message:
    case Selection::Kind::Event:
        break;
    }
    return std::nullopt;
}

} // namespace brokerscope::views
