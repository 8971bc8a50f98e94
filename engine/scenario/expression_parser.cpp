#include "engine/scenario/expression_parser.h"

#include "engine/scenario/quantity.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <utility>

namespace brokerscope::scenario {
namespace {

constexpr int kDeepest = 50; // parentheses within parentheses

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool beginsName(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/// Topics and partitions have dots and dashes in their names; they occur as arguments only.
bool isInArgument(char c)
{
    return beginsName(c) || isDigit(c) || c == '.' || c == '-';
}

/// A recursive descent over the text. After the first error everything returns at once.
class ExpressionParser {
public:
    explicit ExpressionParser(std::string_view text)
        : m_text(text)
    {
    }

    void sum(ExpressionSum& into, bool negative, int depth)
    {
        const bool minus = take("-");
        term(into, negative != minus, depth);
        while (!m_error) {
            if (take("+")) {
                term(into, negative, depth);
            } else if (take("-")) {
                term(into, !negative, depth);
            } else {
                return;
            }
        }
    }

    Comparison comparison()
    {
        // The longer ones first: "<" is also the beginning of "<=".
        static constexpr std::array kOperators{std::pair{"==", Comparison::Equal},
            std::pair{"!=", Comparison::NotEqual}, std::pair{"<=", Comparison::LessOrEqual},
            std::pair{">=", Comparison::GreaterOrEqual}, std::pair{"<", Comparison::Less},
            std::pair{">", Comparison::Greater}};
        for (const auto& [text, comparison] : kOperators) {
            if (take(text)) {
                return comparison;
            }
        }
        expected("one of == != < <= > >=");
        return Comparison::Equal;
    }

    void end(std::string_view wanted)
    {
        skipSpaces();
        if (m_at < m_text.size()) {
            expected(wanted);
        }
    }

    [[nodiscard]] const std::optional<std::string>& error() const { return m_error; }

private:
    void skipSpaces()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\n')) {
            ++m_at;
        }
    }

    bool take(std::string_view token)
    {
        skipSpaces();
        if (m_error || !m_text.substr(m_at).starts_with(token)) {
            return false;
        }
        m_at += token.size();
        return true;
    }

    template <class Accepts>
    std::string_view takeWhile(Accepts accepts)
    {
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && accepts(m_text[m_at])) {
            ++m_at;
        }
        return m_text.substr(begin, m_at - begin);
    }

    void fail(std::size_t at, std::string_view message)
    {
        if (!m_error) {
            m_error = fmt::format("column {}: {}", at + 1, message);
        }
    }

    void expected(std::string_view wanted)
    {
        skipSpaces();
        const std::string found = m_at < m_text.size()
            ? fmt::format("'{}'", m_text.substr(m_at, m_text.find(' ', m_at) - m_at))
            : std::string("the end");
        fail(m_at, fmt::format("expected {}, found {}", wanted, found));
    }

    void term(ExpressionSum& into, bool negative, int depth)
    {
        skipSpaces();
        const char next = m_at < m_text.size() ? m_text[m_at] : '\0';
        if (isDigit(next)) {
            number(into, negative);
        } else if (beginsName(next)) {
            call(into, negative);
        } else if (depth < kDeepest && take("(")) {
            sum(into, negative, depth + 1);
            if (!take(")")) {
                expected("')'");
            }
        } else {
            expected("a number, a name or '('");
        }
    }

    void number(ExpressionSum& into, bool negative)
    {
        const std::size_t begin = m_at;
        const std::optional<std::int64_t> value = parseInteger(takeWhile(isDigit));
        if (value) {
            into.push_back({negative, *value});
        } else {
            fail(begin, "this number is too large");
        }
    }

    ExpressionName name(std::string_view (ExpressionParser::*reader)())
    {
        const int column = static_cast<int>(m_at) + 1;
        return {std::string((this->*reader)()), column};
    }
    std::string_view functionName()
    {
        return takeWhile([](char c) { return beginsName(c) || isDigit(c); });
    }
    std::string_view argumentName() { return takeWhile(isInArgument); }

    void call(ExpressionSum& into, bool negative)
    {
        ExpressionCall made;
        made.name = name(&ExpressionParser::functionName);
        if (take("(")) {
            made.hasArguments = true;
            arguments(made.arguments);
        }
        into.push_back({negative, std::move(made)});
    }

    void arguments(std::vector<ExpressionName>& into)
    {
        if (take(")")) {
            return;
        }
        do {
            skipSpaces();
            into.push_back(name(&ExpressionParser::argumentName));
            if (into.back().text.empty()) {
                expected("a name");
                return;
            }
        } while (take(","));
        if (!take(")")) {
            expected("',' or ')'");
        }
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::optional<std::string> m_error;
};

} // namespace

tl::expected<ExpressionSum, std::string> parseSum(std::string_view expression)
{
    ExpressionParser parser(expression);
    ExpressionSum sum;
    parser.sum(sum, false, 0);
    parser.end("'+', '-' or the end");
    if (parser.error()) {
        return tl::unexpected(*parser.error());
    }
    return sum;
}

tl::expected<ExpressionCondition, std::string> parseCondition(std::string_view condition)
{
    ExpressionParser parser(condition);
    ExpressionCondition parsed;
    parser.sum(parsed.left, false, 0);
    parsed.comparison = parser.comparison();
    parser.sum(parsed.right, false, 0);
    parser.end("'+', '-' or the end");
    if (parser.error()) {
        return tl::unexpected(*parser.error());
    }
    return parsed;
}

} // namespace brokerscope::scenario
