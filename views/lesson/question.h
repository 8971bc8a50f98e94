#pragma once

#include "views/run_view.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace brokerscope::views {

/// A lesson's question with its numbers, as the run at hand gives them.
struct AskedQuestion {
    std::vector<std::int64_t> choices; ///< ascending, distinct, at least two, the answer among them
    std::int64_t answer = 0;
    bool operator==(const AskedQuestion&) const = default;
};

/// Evaluates the choices just after the event `cue` and the answer on the end of the run. nullopt
/// when the answer's expression cannot be evaluated; choices that cannot be are left out. Takes two
/// folds from a keyframe.
[[nodiscard]] std::optional<AskedQuestion> prepareQuestion(
    const RunView& run, const scenario::Question& question, EventId cue);

} // namespace brokerscope::views
