#pragma once

#include "views/assignment/assignment_graph.h"
#include "views/assignment/comparison.h"
#include "views/assignment/rebalances.h"

#include <QString>

namespace brokerscope::views {

/// "generation 3 → 4 because c4 left": without the group.
[[nodiscard]] QString generationText(const history::History& history, const Rebalance& rebalance);

/// Why the group rebalanced, with the member's name where there is one.
[[nodiscard]] QString becauseText(const history::History& history, const Rebalance& rebalance);

/// "orders-3 and pay-3 stood still for 3.04 s; the other six never stopped".
[[nodiscard]] QString standstillText(
    const history::History& history, const Rebalance& rebalance, std::size_t partitions);

/// Who waited for whom; empty when nobody did.
[[nodiscard]] QString waitText(const history::History& history, const Rebalance& rebalance);

/// "orders-3: c1 read it until 1.2 s, c2 from 4.24 s on".
[[nodiscard]] QString standstillTip(
    const history::History& history, const Rebalance::Standstill& standstill);

/// What became of a partition, as a sentence.
[[nodiscard]] QString fateText(const history::History& history, const AssignmentGraph::Row& row);

[[nodiscard]] QString phaseText(PhaseKind kind);

/// "orders-3 → c1", "orders-3 not to c1", "orders-3 past c1": a decision without its reason.
[[nodiscard]] QString decisionHead(
    const assignor::GroupSubscription& named, const assignor::Decision& decision);

/// "spread 1 · moved 2 · paused all 8".
[[nodiscard]] QString outcomeNumbers(const StrategyOutcome& outcome, std::uint32_t owned);
[[nodiscard]] QString outcomeTip(const StrategyOutcome& outcome, std::uint32_t owned);

} // namespace brokerscope::views
