#include "engine/scenario/quantity.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <span>

namespace brokerscope::scenario {
namespace {

struct Unit {
    std::string_view name;
    std::int64_t factor = 1;
};

constexpr std::array kTimeUnits{Unit{"us", 1}, Unit{"ms", 1'000}, Unit{"s", 1'000'000},
    Unit{"m", 60'000'000}, Unit{"h", 3'600'000'000}};
constexpr std::array kSizeUnits{
    Unit{"B", 1}, Unit{"KiB", 1024}, Unit{"MiB", 1'048'576}, Unit{"GiB", 1'073'741'824}};

// Beyond nine digits the product with the largest unit could overflow.
constexpr std::size_t kMostFractionDigits = 9;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool allDigits(std::string_view text)
{
    for (const char c : text) {
        if (!isDigit(c)) {
            return false;
        }
    }
    return !text.empty();
}

/// number × factor, if that is a whole number within 64 bits. number: digits, perhaps with a point.
std::optional<std::int64_t> scaled(std::string_view number, std::int64_t factor)
{
    const std::size_t point = number.find('.');
    const std::string_view whole = number.substr(0, point);
    std::int64_t result = 0;
    if (!allDigits(whole)) {
        return std::nullopt;
    }
    const std::optional<std::int64_t> integer = parseInteger(whole);
    if (!integer || __builtin_mul_overflow(*integer, factor, &result)) {
        return std::nullopt;
    }
    if (point == std::string_view::npos) {
        return result;
    }
    const std::string_view fraction = number.substr(point + 1);
    if (!allDigits(fraction) || fraction.size() > kMostFractionDigits) {
        return std::nullopt;
    }
    std::int64_t scale = 1;
    for (std::size_t i = 0; i < fraction.size(); ++i) {
        scale *= 10;
    }
    const std::int64_t part = *parseInteger(fraction) * factor;
    if (part % scale != 0 || __builtin_add_overflow(result, part / scale, &result)) {
        return std::nullopt;
    }
    return result;
}

std::optional<std::int64_t> withUnit(std::string_view text, std::span<const Unit> units)
{
    const std::size_t end = text.find_first_not_of("0123456789.");
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view name = text.substr(end);
    for (const Unit& unit : units) {
        if (unit.name == name) {
            return scaled(text.substr(0, end), unit.factor);
        }
    }
    return std::nullopt;
}

template <class Number>
std::optional<Number> numberOf(std::string_view text)
{
    Number value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

} // namespace

std::optional<std::int64_t> parseInteger(std::string_view text)
{
    return numberOf<std::int64_t>(text);
}

std::optional<std::uint64_t> parseUnsigned(std::string_view text)
{
    return numberOf<std::uint64_t>(text);
}

std::optional<double> parseDecimal(std::string_view text)
{
    const std::optional<double> value = numberOf<double>(text);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<Duration> parseDuration(std::string_view text)
{
    if (text == "0") {
        return Duration();
    }
    const std::optional<std::int64_t> micros = withUnit(text, kTimeUnits);
    return micros ? std::optional(Duration(*micros)) : std::nullopt;
}

std::optional<Duration> parseSignedDuration(std::string_view text)
{
    const bool isNegative = text.starts_with('-');
    const std::optional<Duration> length = parseDuration(text.substr(isNegative ? 1 : 0));
    return length && isNegative ? std::optional(Duration(-length->micros())) : length;
}

std::optional<std::int64_t> parseSize(std::string_view text)
{
    return allDigits(text) ? parseInteger(text) : withUnit(text, kSizeUnits);
}

std::optional<std::uint32_t> parseRate(std::string_view text)
{
    constexpr std::string_view kPerSecond = "/s";
    if (!text.ends_with(kPerSecond)) {
        return std::nullopt;
    }
    const std::string_view number = text.substr(0, text.size() - kPerSecond.size());
    const std::optional<std::uint64_t> rate = parseUnsigned(number);
    if (!rate || *rate == 0 || *rate > std::numeric_limits<std::uint32_t>::max()) {
        return std::nullopt;
    }
    return static_cast<std::uint32_t>(*rate);
}

std::optional<std::uint32_t> parseLoss(std::string_view text)
{
    constexpr std::int64_t kPerMillionInAPercent = 10'000;
    constexpr std::int64_t kMost = 50 * kPerMillionInAPercent; // beyond it, resending hardly ends
    if (text == "0") {
        return 0;
    }
    if (!text.ends_with('%')) {
        return std::nullopt;
    }
    const auto perMillion = scaled(text.substr(0, text.size() - 1), kPerMillionInAPercent);
    if (!perMillion || *perMillion > kMost) {
        return std::nullopt;
    }
    return static_cast<std::uint32_t>(*perMillion);
}

std::optional<Range> parseRange(std::string_view text)
{
    constexpr std::string_view kTo = "..";
    const std::size_t to = text.find(kTo);
    const std::optional<Duration> min = parseDuration(text.substr(0, to));
    const std::optional<Duration> max
        = to == std::string_view::npos ? min : parseDuration(text.substr(to + kTo.size()));
    if (!min || !max) {
        return std::nullopt;
    }
    return Range{*min, *max};
}

std::string durationText(Duration duration)
{
    const std::int64_t micros = duration.micros();
    if (micros % 1'000'000 == 0) {
        return std::to_string(micros / 1'000'000) + "s";
    }
    if (micros % 1'000 == 0) {
        return std::to_string(micros / 1'000) + "ms";
    }
    return std::to_string(micros) + "us";
}

} // namespace brokerscope::scenario
