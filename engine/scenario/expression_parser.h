#pragma once

#include <tl/expected.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace brokerscope::scenario {

/// A name with its place in the expression.
struct ExpressionName {
    std::string text;
    int column = 0; ///< from 1
};

/// A counter (without arguments) or a function.
struct ExpressionCall {
    ExpressionName name;
    bool hasArguments = false; ///< whether there are parentheses
    std::vector<ExpressionName> arguments;
};

/// There is only addition and subtraction, so every expression is a list of signed terms.
struct ExpressionTerm {
    bool negative = false;
    std::variant<std::int64_t, ExpressionCall> value;
};
using ExpressionSum = std::vector<ExpressionTerm>;

enum class Comparison : std::uint8_t {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual
};

struct ExpressionCondition {
    ExpressionSum left;
    Comparison comparison = Comparison::Equal;
    ExpressionSum right;
};

/// The grammar alone (expression.h); names are not looked up. The errors say what was expected and
/// where.
[[nodiscard]] tl::expected<ExpressionSum, std::string> parseSum(std::string_view expression);
[[nodiscard]] tl::expected<ExpressionCondition, std::string> parseCondition(
    std::string_view condition);

} // namespace brokerscope::scenario
