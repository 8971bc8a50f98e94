#pragma once

#include "engine/scenario/scenario.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace brokerscope::views {

/// What a learner answered to the question of a lesson step.
struct Prediction {
    std::size_t step = 0;
    std::int64_t value = 0;
    bool right = false; ///< in the run in which it was made
    bool operator==(const Prediction&) const = default;
};

enum class StepPhase : std::uint8_t {
    Reached, ///< its cue has come
    Current, ///< of those reached, the one whose cue came last
    Ahead, ///< its cue is still to come, and one may go there
    Closed, ///< a question before it is not answered
    Absent, ///< its cue does not come in this run
};

/// How far a lesson is at a playhead.
struct Progress {
    std::vector<StepPhase> phases; ///< by step
    std::optional<std::size_t> current;
    std::optional<std::size_t>
        pendingQuestion; ///< the step whose question is asked now and not answered
    bool operator==(const Progress&) const = default;
};

using Cues = std::vector<std::optional<EventId>>;

/// `cues` by step; `answered` by step, true where there is no question. Both as long as the lesson.
/// `applied` as in Playhead.
[[nodiscard]] Progress progressAt(
    const Cues& cues, const std::vector<bool>& answered, std::size_t applied);

} // namespace brokerscope::views
