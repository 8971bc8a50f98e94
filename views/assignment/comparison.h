#pragma once

#include "engine/assignor/decision.h"
#include "engine/assignor/failure.h"
#include "engine/assignor/measure.h"
#include "engine/assignor/strategy.h"
#include "engine/assignor/subscription.h"
#include "views/assignment/rebalances.h"
#include "views/run_view.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace brokerscope::views {

/// What one assignor makes of a rebalance.
struct StrategyOutcome {
    std::optional<assignor::Strategy> strategy; ///< nullopt: the application's own
    QString name; ///< "range", "round-robin" …
    bool isPresent = false; ///< the group used it: `assignment` is what really came of it
    bool differs = false; ///< is present, and our computation came to something else
    std::optional<assignor::Failure> failure; ///< Kafka's exception; then there is no assignment
    assignor::Assignment assignment;
    assignor::Decisions decisions; ///< of our computation
    std::uint32_t spread = 0; ///< max − min
    std::uint32_t moved = 0; ///< had an owner before, and another one or nobody now
    std::uint32_t paused = 0; ///< had an owner that gives them up, be it only for the rebalance
};

/// A rebalance as all assignors would do it: the same members, subscriptions and former owners.
struct Comparison {
    /// Members in the order of Rebalance::after.
    assignor::GroupSubscription subscription;
    /// The same with clients' names instead of member ids, for texts.
    assignor::GroupSubscription named;
    std::uint32_t owned = 0; ///< partitions that had an owner before
    std::vector<StrategyOutcome> outcomes; ///< in the order in which they are shown
    std::size_t present = 0; ///< index of the one that the group used

    [[nodiscard]] std::optional<PartitionId> partitionOf(
        const assignor::TopicPartition& partition) const;
    std::vector<std::vector<PartitionId>> ids; ///< by topic and number
};

/// Computes it; nullptr for a rebalance that nobody got an assignment in.
[[nodiscard]] std::shared_ptr<const Comparison> compareStrategies(
    const RunView& run, const Rebalance& rebalance);

/// "range", "round-robin", "sticky", "cooperative-sticky", "server: range", "server: uniform".
[[nodiscard]] QString strategyText(assignor::Strategy strategy);

} // namespace brokerscope::views
