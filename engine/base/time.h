#pragma once

#include "engine/base/strong.h"

#include <cstdint>
#include <limits>

namespace brokerscope {

/// A span of virtual time in microseconds. May be negative.
class Duration {
public:
    constexpr Duration() = default;
    constexpr explicit Duration(std::int64_t micros)
        : m_micros(micros)
    {
    }

    [[nodiscard]] constexpr std::int64_t micros() const { return m_micros; }
    [[nodiscard]] constexpr std::int64_t millis() const { return m_micros / 1000; }

    constexpr auto operator<=>(const Duration&) const = default; // NOLINT(modernize-use-nullptr)

    friend constexpr Duration operator+(Duration a, Duration b)
    {
        return Duration(a.m_micros + b.m_micros);
    }
    friend constexpr Duration operator-(Duration a, Duration b)
    {
        return Duration(a.m_micros - b.m_micros);
    }
    friend constexpr Duration operator*(Duration a, std::int64_t n)
    {
        return Duration(a.m_micros * n);
    }
    friend constexpr Duration operator/(Duration a, std::int64_t n)
    {
        return Duration(a.m_micros / n);
    }

private:
    std::int64_t m_micros = 0;
};

constexpr Duration microseconds(std::int64_t n)
{
    return Duration(n);
}
constexpr Duration milliseconds(std::int64_t n)
{
    return Duration(n * 1000);
}
constexpr Duration seconds(std::int64_t n)
{
    return Duration(n * 1'000'000);
}

/// A point of virtual time: microseconds since the run began, never negative in a History.
class Timestamp {
public:
    constexpr Timestamp() = default;
    constexpr explicit Timestamp(std::int64_t micros)
        : m_micros(micros)
    {
    }

    [[nodiscard]] constexpr std::int64_t micros() const { return m_micros; }

    constexpr auto operator<=>(const Timestamp&) const = default; // NOLINT(modernize-use-nullptr)

    friend constexpr Timestamp operator+(Timestamp t, Duration d)
    {
        return Timestamp(t.m_micros + d.micros());
    }
    friend constexpr Timestamp operator-(Timestamp t, Duration d)
    {
        return Timestamp(t.m_micros - d.micros());
    }
    friend constexpr Duration operator-(Timestamp a, Timestamp b)
    {
        return Duration(a.m_micros - b.m_micros);
    }

private:
    std::int64_t m_micros = 0;
};

/// Later than every event of every run.
inline constexpr Timestamp kNever{std::numeric_limits<std::int64_t>::max()};

/// What a clock on the wall of a virtual machine shows at virtual time zero, in milliseconds since
/// 1970: 14 November 2023, 22:13:20 UTC. Record timestamps count from here, so that their bytes
/// look real.
inline constexpr std::int64_t kWallClockOriginMs = 1'700'000'000'000;

} // namespace brokerscope
