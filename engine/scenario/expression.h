#pragma once

#include "engine/history/cluster_state.h"
#include "engine/history/history.h"
#include "engine/history/verdict.h"
#include "engine/scenario/scenario.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace brokerscope::scenario {

/// What an expression is evaluated on.
struct Moment {
    const history::History& history;
    const history::Verdict& verdict;
    const history::ClusterState& state;
    std::size_t
        applied; ///< events folded into state; verdict counters count what was established by then
};

/// Evaluates an integer expression of scenarios' `expect`, `answer` and `choices`:
///   sum := '-'? term (('+' | '-') term)*, term := number | name | name '(' arg (',' arg)* ')' |
///   '(' sum ')'
/// Names: every verdict counter (produced, acked, failed, delivered, lost_after_ack …), and the
/// functions
///   count(anomaly, topic-or-partition)   leo(partition, broker)   hw(partition[, broker])
///   log_start(partition, broker) epoch(partition)   leader(partition) (its broker id, -1 for none)
///   isr(partition) (its size)   position(consumer, partition)   sought(consumer, partition) (where
///   its last seek went)   segments(partition, broker)   index_entries(partition, broker) (of all
///   offset indexes)   records(partition, broker) (that are left)   size(partition, broker) (bytes
///   of the segments)   recovered(partition, broker) (LEO that the last recovery found)
///   in_isr(partition, broker)   is_leader(partition, broker)   has_replica(partition, broker)
///   (each 1 or 0)   replicas(partition) (how many, those being added or removed included)
///   isr_changes(partition)   elections(partition) (both since it was created)
///   truncated(partition, broker) (offsets that the broker has cut)   gone(partition, broker)
///   (records that the last truncation or power loss took, until the next append)
///   diverged(partition, broker) (offsets at which the broker has another record than the leader)
///   unavailable_ms(partition) (how long it had no leader, or one whose process was not running)
///   committed(group, partition)   lag(group, partition) (HW less the committed offset)
///   members(group)   generation(group)   rebalances(group) (begun so far)   delivered_to(group)
///   (records, redelivered ones included)   assigned(consumer) (how many partitions it reads)
///   owns(consumer, partition) (1 or 0)
///   stored(reader)   forwarded(reader)   deduplicated(reader) (what a consumer's handler, or those
///   of a group, have done so far; expression_handler.h)   rows(reader) (of its external store)
///   stored_offset(reader, partition) (in the store)
///   fenced(broker) (1 or 0)   term() (the quorum's highest epoch)   active(controller) (1 or 0)
/// and of producers (expression_producer.h says more)
///   closed(producer[, reason]) (batches, the reason being full, linger, drained, memory, flush,
///   close or split)   requests(producer)   sent_bytes(producer) (both of Produce requests, repeats
///   included)   bytes_before(producer)   bytes_after(producer) (of its batches, before and after
///   compression)   blocked(producer)   blocked_ms(producer) (send() calls that waited for memory)
///   rejected(producer[, partition]) (records that send() refused)   failed_with(producer, error)
///   throttled_ms(producer)   sent_to(producer, partition) (records)   switches(producer) (records
///   that went to another partition than the one before)   partition_of(topic, key) (of its newest
///   record)   moved_keys(topic) (keys with records in more than one partition)
/// hw without a broker is the leader's. What is not there (no leader, replica or position, no
/// record with the key) is -1.
/// The error says what was expected and where (column from 1).
[[nodiscard]] tl::expected<std::int64_t, std::string> evaluate(
    std::string_view expression, const Moment& moment);

/// Evaluates "sum op sum" with op one of == != < <= > >=.
[[nodiscard]] tl::expected<bool, std::string> holds(
    std::string_view condition, const Moment& moment);

/// Checks grammar and names against the scenario's participants without a run; nullopt when it is
/// fine.
[[nodiscard]] std::optional<std::string> checkExpression(
    std::string_view expression, const Scenario& scenario, bool condition);

/// The same without a scenario: grammar, counters, functions and anomalies, but not who takes part.
[[nodiscard]] std::optional<std::string> checkExpression(
    std::string_view expression, bool condition);

/// The id of the event at which the cue's moment has come, looking from `from` on (or from 0 if
/// cue.first).
[[nodiscard]] std::optional<EventId> findCue(
    const history::History& history, const Cue& cue, EventId from);

/// Where each lesson step's cue is met, in order; a step whose cue never comes has nullopt.
[[nodiscard]] std::vector<std::optional<EventId>> findCues(
    const history::History& history, const Scenario& scenario);

} // namespace brokerscope::scenario
