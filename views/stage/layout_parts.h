#pragma once

#include "views/stage/stage_layout.h"

namespace brokerscope::views {

// The parts of layOutStage(), in the order in which they build upon each other.

/// Chooses between columns and heat map, and stacks the rows that are shown.
void layOutRows(StageLayout& layout, const Scene& scene, const Sketch& sketch);
/// The controllers: a card at the bottom, a row of cards, or badges in the rows of their machines.
void layOutQuorum(StageLayout& layout, const event::Roster& roster, const Sketch& sketch);
void layOutColumns(
    StageLayout& layout, const Scene& scene, const LostRecords& lost, const Sketch& sketch);
void layOutClients(StageLayout& layout, const Scene& scene, const Sketch& sketch);
/// Consumers of which at least one is in a group: the members of each group together, under a
/// heading, and the group's card below them.
void layOutGroups(StageLayout& layout, const Scene& scene, const Sketch& sketch);

/// Who is in which group; nothing when no consumer is in one.
[[nodiscard]] std::vector<GroupArea> groupAreas(
    const Scene& scene, const std::vector<NodeId>& consumers);
/// What a card shows of its consumer: its partitions, and those that have just gone, in order.
struct ShownPartition {
    PartitionId partition;
    const history::ConsumerPartition* held = nullptr; ///< nullptr: revoked
    const RevokedPartition* revoked = nullptr;
};
[[nodiscard]] std::vector<ShownPartition> shownPartitions(
    const StageLayout& layout, const history::ClusterState& state, NodeId consumer);

/// Height of what layOutQuorum() places under the rows.
[[nodiscard]] double quorumHeight(const StageLayout& layout, const Sketch& sketch);
/// Width of each of `count` columns.
[[nodiscard]] double columnWidth(const StageLayout& layout, std::size_t count);
/// Width of the badge that a combined controller has in its broker's row.
[[nodiscard]] double quorumBadgeWidth(const QString& name, const Sketch& sketch);

} // namespace brokerscope::views
