#pragma once

#include "engine/event/kinds.h"
#include "engine/event/roster.h"
#include "engine/scenario/expression_parser.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// What the names in expressions mean (expression.h).
namespace brokerscope::scenario {

/// The counters of a Verdict that are not anomalies.
enum class ExpressionCounter : std::uint8_t { Produced, Acked, Failed, Delivered };

/// Of the cluster and its readers.
enum class ClusterFunction : std::uint8_t {
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
    Committed,
    Lag,
    Members,
    Generation,
    Rebalances,
    DeliveredTo,
    Assigned,
    Owns,
    Stored,
    Rows,
    StoredOffset,
    Forwarded,
    Deduplicated,
};

/// Of producers and of what they send (expression_producer.h).
enum class ProducerFunction : std::uint8_t {
    Closed,
    Requests,
    SentBytes,
    BytesBefore,
    BytesAfter,
    Blocked,
    BlockedMs,
    Rejected,
    FailedWith,
    ThrottledMs,
    SentTo,
    Switches,
    PartitionOf,
    MovedKeys,
};

using ExpressionFunction = std::variant<ClusterFunction, ProducerFunction>;

[[nodiscard]] std::optional<ExpressionCounter> counterByName(std::string_view name);
[[nodiscard]] std::optional<ExpressionFunction> functionByName(std::string_view name);
/// "full", "linger", "drained" …: why a batch was closed.
[[nodiscard]] std::optional<event::CloseReason> closeReasonByName(std::string_view name);
/// By Kafka's name, e.g. "REQUEST_TIMED_OUT"; None is none.
[[nodiscard]] std::optional<event::ErrorCode> errorByName(std::string_view name);

/// Looks every name up; the first one that means nothing is the problem. Without a roster the
/// participants are unknown, and only counters, functions and anomalies are checked. Without
/// `groups` any name may be a group's.
[[nodiscard]] std::optional<std::string> checkNames(const ExpressionSum& sum,
    const event::Roster* roster, const std::vector<std::string>* groups = nullptr);

} // namespace brokerscope::scenario
