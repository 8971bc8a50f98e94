#pragma once

#include "engine/assignor/assign.h"
#include "engine/assignor/line.h"

#include <QString>

#include <tl/expected.hpp>

#include <optional>
#include <string>
#include <vector>

namespace brokerscope::app {

/// What one assignor answers to a line.
struct AssignAnswer {
    std::string name;
    tl::expected<assignor::Assignment, assignor::Failure> assignment;
    assignor::Decisions decisions; ///< empty unless they are wanted
};

/// `strategy`: that assignor; nullopt: the line's own mapping, which it must have.
[[nodiscard]] AssignAnswer answerOf(
    const assignor::Line& line, std::optional<assignor::Strategy> strategy, bool wantsDecisions);

/// The line's object with "assignment", or with "error" where Kafka throws, and with "decisions"
/// if there are any. A contract with other programs.
[[nodiscard]] std::string answerJson(const assignor::Line& line, const AssignAnswer& answer);

/// For people: a column for each answer, a row for each member, then how balanced the answer is and
/// how much it moves; then the decisions.
[[nodiscard]] QString answersTable(
    const assignor::Line& line, const std::vector<AssignAnswer>& answers);

} // namespace brokerscope::app
