#pragma once

#include "engine/event/roster.h"
#include "engine/scenario/expression_parser.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What the names in expressions mean (expression.h).
namespace brokerscope::scenario {

/// The counters of a Verdict that are not anomalies.
enum class ExpressionCounter : std::uint8_t { Produced, Acked, Failed, Delivered };

enum class ExpressionFunction : std::uint8_t {
    Count,
    Leo,
    Hw,
    LogStart,
    Epoch,
    Leader,
    Isr,
    Position,
    Segments,
    IndexEntries,
    Records,
    Size,
    Sought,
    Recovered,
    InIsr,
    IsLeader,
    IsrChanges,
    Elections,
    Replicas,
    HasReplica,
    Truncated,
    Gone,
    Diverged,
    UnavailableMs,
    Fenced,
    Term,
    Active,
};

[[nodiscard]] std::optional<ExpressionCounter> counterByName(std::string_view name);
[[nodiscard]] std::optional<ExpressionFunction> functionByName(std::string_view name);

/// Looks every name up; the first one that means nothing is the problem. Without a roster the
/// participants are unknown, and only counters, functions and anomalies are checked.
[[nodiscard]] std::optional<std::string> checkNames(
    const ExpressionSum& sum, const event::Roster* roster);

} // namespace brokerscope::scenario
