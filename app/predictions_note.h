#pragma once

#include "views/lesson/progress.h"

#include <map>
#include <string>
#include <vector>

namespace brokerscope::app {

/// Learners' predictions as one note of the session: "STEP VALUE RIGHT" separated by semicolons.
inline constexpr std::string_view kNotePredictions = "predictions";
[[nodiscard]] std::string predictionsNote(const std::vector<views::Prediction>& predictions);
/// What is not well-formed is left out.
[[nodiscard]] std::vector<views::Prediction> predictionsFromNotes(
    const std::map<std::string, std::string>& notes);

} // namespace brokerscope::app
