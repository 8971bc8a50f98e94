#pragma once

#include "engine/scenario/edit.h"
#include "engine/scenario/scenario.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace brokerscope::scenario {

/// Whether a command breaks something: a stop, a pause, a cut, an isolation, a slow link or disk, a
/// full disk, a clock that is off, a message that is dropped, delayed or answered with an error.
[[nodiscard]] bool isFault(const Command& command);

/// The earliest stop of the script, by time; without one its earliest fault: what breaks while
/// something else is slow is the story more often than the slowness.
[[nodiscard]] std::optional<std::size_t> firstFault(const Scenario& scenario);

/// The first command after the fault that undoes it, such as the start after a stop; nullopt when
/// it lasts until the end.
[[nodiscard]] std::optional<std::size_t> healingOf(const Scenario& scenario, std::size_t fault);

/// The moves that have a fault strike at another time. Its healing comes along and keeps its
/// distance, as far as the run's end allows. Any other command moves alone.
[[nodiscard]] std::vector<Edit> movesTo(
    const Scenario& scenario, std::size_t command, Timestamp at);

/// The scenario after these moves.
[[nodiscard]] Scenario withFaultAt(Scenario scenario, std::size_t fault, Timestamp at);

/// The same run without the fault. What would have healed it stays and does nothing.
[[nodiscard]] Scenario withoutFault(Scenario scenario, std::size_t fault);

} // namespace brokerscope::scenario
