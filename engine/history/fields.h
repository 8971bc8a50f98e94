#pragma once

#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace brokerscope::history {

/// Stands for a value of any type while the fields of a struct are being counted.
struct AnyField {
    template <class T>
    operator T() const; // NOLINT(google-explicit-constructor): converting is what it is for
};

/// How many fields a plain struct has: as many as it can be initialised with.
template <class T, class... Fields>
constexpr std::size_t fieldCount()
{
    if constexpr (requires { T{Fields{}..., AnyField{}}; }) {
        return fieldCount<T, Fields..., AnyField>();
    } else {
        return sizeof...(Fields);
    }
}

/// Calls visit(field) for each field of a plain struct in the order of declaration. What is derived
/// from this (the canonical bytes, the check of ids) cannot forget a field that is added later.
template <class Struct, class Visit>
constexpr void forEachField(Struct& value, Visit&& visit)
{
    constexpr std::size_t kCount = fieldCount<std::remove_const_t<Struct>>();
    static_assert(kCount <= 13 && kCount != 11 && kCount != 12, "one more case is needed here");
    if constexpr (kCount == 1) {
        auto& [a] = value;
        visit(a);
    } else if constexpr (kCount == 2) {
        auto& [a, b] = value;
        visit(a), visit(b);
    } else if constexpr (kCount == 3) {
        auto& [a, b, c] = value;
        visit(a), visit(b), visit(c);
    } else if constexpr (kCount == 4) {
        auto& [a, b, c, d] = value;
        visit(a), visit(b), visit(c), visit(d);
    } else if constexpr (kCount == 5) {
        auto& [a, b, c, d, e] = value;
        visit(a), visit(b), visit(c), visit(d), visit(e);
    } else if constexpr (kCount == 6) {
        auto& [a, b, c, d, e, f] = value;
        visit(a), visit(b), visit(c), visit(d), visit(e), visit(f);
    } else if constexpr (kCount == 7) {
        auto& [a, b, c, d, e, f, g] = value;
        visit(a), visit(b), visit(c), visit(d), visit(e), visit(f), visit(g);
    } else if constexpr (kCount == 8) {
        auto& [a, b, c, d, e, f, g, h] = value;
        visit(a), visit(b), visit(c), visit(d), visit(e), visit(f), visit(g), visit(h);
    } else if constexpr (kCount == 9) {
        auto& [a, b, c, d, e, f, g, h, i] = value;
        visit(a), visit(b), visit(c), visit(d), visit(e), visit(f), visit(g), visit(h), visit(i);
    } else if constexpr (kCount == 10) {
        auto& [a, b, c, d, e, f, g, h, i, j] = value;
        visit(a), visit(b), visit(c), visit(d), visit(e), visit(f), visit(g), visit(h), visit(i),
            visit(j);
    } else if constexpr (kCount == 13) {
        auto& [a, b, c, d, e, f, g, h, i, j, k, l, m] = value;
        visit(a), visit(b), visit(c), visit(d), visit(e), visit(f), visit(g), visit(h), visit(i),
            visit(j), visit(k), visit(l), visit(m);
    }
}

} // namespace brokerscope::history
