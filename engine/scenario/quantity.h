#pragma once

#include "engine/base/time.h"
#include "engine/scenario/scenario.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Numbers with units as scenarios write them. Every reader takes the whole text and gives nullopt
/// when it is anything else. Decimals such as 1.5s are exact: what does not come out as a whole
/// number of the smallest unit is refused rather than rounded.
namespace brokerscope::scenario {

/// What a message says when one of these readers gave nullopt.
inline constexpr std::string_view kExpectedDuration
    = "a duration such as 250ms, 2s or 1.5s (units us, ms, s, m, h)";
inline constexpr std::string_view kExpectedSize
    = "a size such as 100B or 16KiB (units B, KiB, MiB, GiB)";
inline constexpr std::string_view kExpectedRate
    = "a rate such as 400/s, a whole number of records per second";
inline constexpr std::string_view kExpectedLoss = "a share of packets such as 0.1%, from 0% to 50%";
inline constexpr std::string_view kExpectedLatency
    = "a duration such as 1ms, or a range such as 1ms..2ms";

[[nodiscard]] std::optional<std::int64_t> parseInteger(std::string_view text); ///< may be negative
[[nodiscard]] std::optional<std::uint64_t> parseUnsigned(std::string_view text);
[[nodiscard]] std::optional<double> parseDecimal(std::string_view text); ///< "0.5"; finite
[[nodiscard]] std::optional<Duration> parseDuration(std::string_view text); ///< 0 needs no unit
[[nodiscard]] std::optional<Duration> parseSignedDuration(
    std::string_view text); ///< may have a '-' before it
[[nodiscard]] std::optional<std::int64_t> parseSize(
    std::string_view text); ///< bytes; B may be left out
[[nodiscard]] std::optional<std::uint32_t> parseRate(std::string_view text); ///< per second, not 0
[[nodiscard]] std::optional<std::uint32_t> parseLoss(std::string_view text); ///< per million
[[nodiscard]] std::optional<Range> parseRange(std::string_view text); ///< durations "a..b" or "a"

/// The shortest exact form that parseDuration reads back, e.g. "1734ms"; parseSignedDuration for
/// negative ones.
[[nodiscard]] std::string durationText(Duration duration);

} // namespace brokerscope::scenario
