#pragma once

#include "views/run_view.h"

#include <QString>

#include <optional>

namespace brokerscope::views {

/// The group with this group.id; nullptr when nothing was heard of it (yet).
[[nodiscard]] const history::GroupState* groupNamed(const Scene& scene, const QString& name);

struct RebalanceFact {
    bool isOver = false;
    Duration lasted; ///< until now when it is not over
};

/// The last rebalance of the group; nullopt before the first one.
[[nodiscard]] std::optional<RebalanceFact> lastRebalance(
    const history::GroupState& group, Timestamp now);

/// "rebalance took 38 ms", "rebalances since 12 ms"; empty before the first one.
[[nodiscard]] QString rebalanceText(const history::GroupState& group, Timestamp now);

/// "a member joined: c2"; empty before the first rebalance.
[[nodiscard]] QString rebalanceCauseText(
    const history::History& history, const history::GroupState& group);

/// Whether the coordinator assigns, and members go there one by one (KIP-848).
[[nodiscard]] bool isConsumerProtocol(const history::GroupState& group);

/// "waits for partitions": what a member of such a group is about; empty when it is settled.
[[nodiscard]] QString progressText(const history::GroupMemberState& member);

/// "generation 4", or "generation 3 → 4" while the group is between two of them; of a
/// KIP-848 group "group epoch 4"; empty before the first one.
[[nodiscard]] QString generationText(const history::GroupState& group);

/// "range · leader c1"; empty without members.
[[nodiscard]] QString assignorText(
    const history::History& history, const history::GroupState& group);

/// Whether the group is between two generations.
[[nodiscard]] bool isRebalancing(const history::GroupState& group);

} // namespace brokerscope::views
