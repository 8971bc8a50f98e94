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

    constexpr auto operator<=>(const Strong&) const = default;

private:
    Rep m_value {};
};

} // namespace brokerscope
