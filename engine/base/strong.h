#pragma once

#include <compare>
#include <concepts>
#include <cstdint>

namespace brokerscope {

/// A whole number with a meaning. Two of them with different tags neither compare nor convert.
/// There is no arithmetic here: each meaning declares the few operations that make sense for it.
template <class Tag, std::integral Rep>
class Strong {
public:
    using Value = Rep;

    constexpr Strong() = default;
    constexpr explicit Strong(Rep value)
        : m_value(value)
    {
    }

    [[nodiscard]] constexpr Rep value() const { return m_value; }

    // clang-tidy 14 takes the zero inside a defaulted comparison for a null pointer, here and
    // elsewhere.
    constexpr auto operator<=>(const Strong&) const = default; // NOLINT(modernize-use-nullptr)

private:
    Rep m_value{};
};

} // namespace brokerscope
