#pragma once

#include "engine/history/verdict.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace brokerscope::history {

/// What became of a run's acknowledged records, by severity: a run with several has the worst.
enum class Outcome : std::uint8_t {
    Nothing,
    Unavailable, ///< a record failed, or clearly waited for its answer (clearlyWaited)
    Reordered, ///< a log has records of one producer in another order than they were sent
    Duplicated, ///< a log has a record twice
    Lost, ///< a record was lost although it had been acknowledged
};
inline constexpr std::size_t kOutcomes = 5;

[[nodiscard]] std::string_view outcomeName(Outcome outcome); ///< "unavailable"

/// What producers felt of a run, whatever became of its records.
struct Service {
    std::uint32_t failed = 0; ///< records whose send() failed
    /// The longest time from send() to its answer, be it good or bad. A record that has no answer
    /// when the run ends has waited until then. Zero when nothing was sent.
    Duration longestWait;
    bool operator==(const Service&) const = default;
};

[[nodiscard]] Service serviceOf(const History& history, const Verdict& verdict);

/// A wait counts as clearly longer than the longest one of the calm run when it is more than twice
/// as long and at least kNoticeableWait longer.
inline constexpr Duration kNoticeableWait = milliseconds(50);
[[nodiscard]] bool clearlyWaited(Duration wait, Duration calm);

/// What a run came to.
struct Consequences {
    Outcome outcome = Outcome::Nothing;
    std::array<std::uint32_t, kAnomalyKinds> anomalies{}; ///< by AnomalyKind
    Service service;
    [[nodiscard]] std::uint32_t count(AnomalyKind kind) const
    {
        return anomalies[static_cast<std::size_t>(kind)];
    }
    bool operator==(const Consequences&) const = default;
};

/// `calm` is the service in the same run without the fault. Records that fail or wait there, too,
/// are not the fault's doing.
[[nodiscard]] Consequences consequencesOf(
    const History& history, const Verdict& verdict, const Service& calm);

} // namespace brokerscope::history
