#include "engine/scenario/sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

/// What a producer's application sends: how often, with which keys, how large.
namespace brokerscope::scenario {
namespace {

constexpr std::int64_t kMostRate
    = 1'000'000; // one record per microsecond, the clock's smallest step
constexpr std::int64_t kMostRecords = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint64_t kMostZipfKeys = 10'000; // a table is made of them
constexpr std::int64_t kMostInABurst = 1'000'000;
constexpr std::string_view kExpectedExponent
    = "an exponent such as 1.2, from 0.1 to 10, with at most three decimals";

/// What stands before and behind the "..".
std::optional<std::pair<std::string_view, std::string_view>> endsOf(std::string_view text)
{
    constexpr std::string_view kTo = "..";
    const std::size_t to = text.find(kTo);
    return to == std::string_view::npos
        ? std::nullopt
        : std::optional(std::pair(text.substr(0, to), text.substr(to + kTo.size())));
}

std::optional<std::uint32_t> parseThousandths(std::string_view text)
{
    constexpr double kLeast = 0.1;
    constexpr double kMost = 10;
    const std::optional<double> value = parseDecimal(text);
    if (!value || *value < kLeast || *value > kMost) {
        return std::nullopt;
    }
    const double thousandths = std::round(*value * 1000);
    const bool isExact = std::abs(*value * 1000 - thousandths) < 1e-6;
    return isExact ? std::optional(static_cast<std::uint32_t>(thousandths)) : std::nullopt;
}

// --- keys ----------------------------------------------------------------------------------------

struct Keys {
    std::string prefix;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

/// "user-0..19", or "user-7" for a single key.
std::optional<Keys> parseKeys(std::string_view text)
{
    const auto ends = endsOf(text);
    const std::string_view begin = ends ? ends->first : text;
    std::size_t digits = begin.size();
    while (digits > 0 && begin[digits - 1] >= '0' && begin[digits - 1] <= '9') {
        --digits;
    }
    const std::string_view firstText = begin.substr(digits);
    const std::string_view lastText = ends ? ends->second : firstText;
    const std::optional<std::uint64_t> first = parseUnsigned(firstText);
    const std::optional<std::uint64_t> last = parseUnsigned(lastText);
    constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
    const bool fine = first && last && *first <= *last && *last <= kMost
        && std::to_string(*first) == firstText
        && std::to_string(*last) == lastText; // no leading zeros
    if (!fine) {
        return std::nullopt;
    }
    return Keys{std::string(begin.substr(0, digits)), static_cast<std::uint32_t>(*first),
        static_cast<std::uint32_t>(*last)};
}

void readKeyList(Reading& reading, const Place& place, SendSpec& sends)
{
    if (place.node->items.empty()) {
        reading.report(place, "expected at least one key, or keys: none");
    }
    for (const Place& key : place.items()) {
        if (key.isScalar()) {
            sends.keyList.push_back(key.node->text);
        }
    }
    sends.hasKeys = !sends.keyList.empty();
}

void readKeys(Reading& reading, const Place& place, SendSpec& sends)
{
    if (place && place.node->kind == YamlNode::Kind::List) {
        readKeyList(reading, place, sends);
        return;
    }
    if (!place.isScalar() || place.node->text == "none") {
        return;
    }
    if (const auto keys = reading.parsed(
            place, parseKeys, "keys such as user-0..19 (without leading zeros), or none")) {
        sends.hasKeys = true;
        sends.keyPrefix = keys->prefix;
        sends.keyFirst = keys->first;
        sends.keyLast = keys->last;
    }
}

void readZipf(Reading& reading, const Place& place, const Place& keys, SendSpec& sends)
{
    const auto exponent = reading.parsed(place, parseThousandths, kExpectedExponent);
    if (!exponent) {
        return;
    }
    const bool isNone = !keys || (keys.isScalar() && keys.node->text == "none");
    const std::uint64_t count = sends.keyList.empty()
        ? std::uint64_t{sends.keyLast} - sends.keyFirst + 1
        : sends.keyList.size();
    if (isNone) {
        reading.report(place,
            "'zipf' says how unevenly keys are used, and there are none; add keys such as "
            "user-0..19");
    } else if (count > kMostZipfKeys) {
        reading.report(place,
            fmt::format("'zipf' takes at most {} keys, and these are {}", kMostZipfKeys, count));
    }
    sends.zipfThousandths = *exponent;
}

// --- sizes ---------------------------------------------------------------------------------------

struct Sizes {
    std::int64_t first = 0;
    std::optional<std::int64_t> last;
};

std::optional<Sizes> parseSizes(std::string_view text)
{
    const auto ends = endsOf(text);
    const std::optional<std::int64_t> first = parseSize(ends ? ends->first : text);
    const std::optional<std::int64_t> last = ends ? parseSize(ends->second) : std::nullopt;
    if (!first || (ends && (!last || *last < *first))) {
        return std::nullopt;
    }
    return Sizes{*first, last};
}

/// At most 16 MiB; `least` bytes or more.
std::optional<std::uint32_t> readSize(Reading& reading, const Place& place, std::int64_t least)
{
    const auto bytes = reading.parsed(place, parseSize, kExpectedSize);
    if (!bytes) {
        return std::nullopt;
    }
    if (*bytes > kLargestValue || *bytes < least) {
        reading.report(place,
            *bytes < least ? fmt::format("expected at least {}B", least)
                           : "expected at most 16MiB");
        return std::nullopt;
    }
    return static_cast<std::uint32_t>(*bytes);
}

/// The key that a kind of distribution needs.
Place needed(Reading& reading, const Place& place, std::string_view key, std::string_view example)
{
    Place found = place.child(key);
    if (!found) {
        reading.report(place, fmt::format("'{}' is missing; expected {}", key, example));
    }
    return found;
}

void reportStray(Reading& reading, const Place& place, std::string_view key, std::string_view owner)
{
    if (const Place stray = place.child(key)) {
        reading.report(stray, fmt::format("'{}' goes with '{}' only", key, owner));
    }
}

void readDistribution(Reading& reading, const Place& place, SendSpec& sends)
{
    const Place normal = place.child("normal");
    const Place pareto = place.child("pareto");
    if (normal) {
        sends.sizeKind = SizeKind::Normal;
        sends.size = readSize(reading, normal, 0).value_or(sends.size);
        const Place deviation = needed(reading, place, "deviation", "a size such as 50B");
        sends.sizeSpread = readSize(reading, deviation, 0).value_or(0);
        reportStray(reading, place, "exponent", "pareto");
    } else if (pareto) {
        sends.sizeKind = SizeKind::Pareto;
        sends.size = readSize(reading, pareto, 1).value_or(sends.size);
        const Place exponent = needed(reading, place, "exponent", kExpectedExponent);
        sends.sizeSpread
            = reading.parsed(exponent, parseThousandths, kExpectedExponent).value_or(1000);
        reportStray(reading, place, "deviation", "normal");
    }
    const Place most = place.child("most");
    if (const auto bytes = readSize(reading, most, 0)) {
        sends.sizeMost = *bytes;
        if (*bytes < sends.size) {
            reading.report(most,
                fmt::format("expected at least {}B, as '{}' says", sends.size,
                    normal ? "normal" : "pareto"));
        }
    }
}

void readSizes(Reading& reading, const Place& place, SendSpec& sends)
{
    if (place && place.node->kind == YamlNode::Kind::Map) {
        readDistribution(reading, place, sends);
        return;
    }
    const auto sizes = reading.parsed(place, parseSizes,
        fmt::format(
            "{}, or a range such as 50B..200B from the smaller to the larger one", kExpectedSize));
    if (!sizes) {
        return;
    }
    if (sizes->last.value_or(sizes->first) > kLargestValue) {
        reading.report(place, "expected at most 16MiB");
        return;
    }
    sends.size = static_cast<std::uint32_t>(sizes->first);
    if (sizes->last) {
        sends.sizeKind = SizeKind::Uniform;
        sends.sizeSpread = static_cast<std::uint32_t>(*sizes->last);
    }
}

void readValues(Reading& reading, const Place& place, SendSpec& sends)
{
    const auto kind = reading.parsed(
        place,
        [](std::string_view text) -> std::optional<ValueKind> {
            if (text == "letters") {
                return ValueKind::Letters;
            }
            return text == "json" ? std::optional(ValueKind::Json) : std::nullopt;
        },
        "letters or json");
    sends.valueKind = kind.value_or(ValueKind::Letters);
}

// --- when ----------------------------------------------------------------------------------------

void readRate(Reading& reading, const Place& place, SendSpec& sends)
{
    const Place rate = place.child("rate");
    if (const auto perSecond = reading.parsed(rate, parseRate, kExpectedRate)) {
        sends.ratePerSecond = *perSecond;
        if (*perSecond > kMostRate) {
            reading.report(rate, fmt::format("expected at most {}/s", kMostRate));
        }
    }
    const Place arrivals = place.child("arrivals");
    const auto kind = reading.parsed(
        arrivals,
        [](std::string_view text) -> std::optional<ArrivalKind> {
            if (text == "constant") {
                return ArrivalKind::Constant;
            }
            return text == "poisson" ? std::optional(ArrivalKind::Poisson) : std::nullopt;
        },
        "constant or poisson");
    sends.arrivals = kind.value_or(ArrivalKind::Constant);
    if (arrivals && !rate && (place.child("bursts") || place.child("records"))) {
        reading.report(arrivals, "'arrivals' goes with 'rate' only");
    }
}

void readBursts(Reading& reading, const Place& place, SendSpec& sends)
{
    if (!place || place.node->kind != YamlNode::Kind::Map) {
        return;
    }
    const auto records = reading.integer(place.child("records"), 1, kMostInABurst);
    const auto gap = reading.duration(place.child("gap"), Duration(1));
    if (records && gap) {
        sends.bursts = BurstSpec{static_cast<std::uint32_t>(*records), *gap};
    }
}

void readPauses(Reading& reading, const Place& place, SendSpec& sends)
{
    const auto parse = [](std::string_view text) {
        const std::optional<Range> span = parseRange(text);
        return span && span->min < span->max ? span : std::nullopt;
    };
    if (place && place.node->kind == YamlNode::Kind::List && place.node->items.empty()) {
        reading.report(place, "expected at least one span such as 1s..2s");
    }
    for (const Place& item : place.items()) {
        const auto span = reading.parsed(item, parse,
            "a span after the producer's start such as 1s..2s, which ends later than it begins");
        if (!span) {
            continue;
        }
        if (!sends.pauses.empty() && span->min < sends.pauses.back().max) {
            reading.report(item,
                fmt::format("expected a span that begins when the one before it has ended, at {} "
                            "or later",
                    durationText(sends.pauses.back().max)));
            continue;
        }
        sends.pauses.push_back(*span);
    }
}

/// Keys that say what made-up records are like.
void checkExactKeys(Reading& reading, const Place& sends)
{
    if (!sends.child("records")) {
        return;
    }
    for (const std::string_view key :
        {"pause-sends", "keys", "zipf", "size", "values", "count", "partition"}) {
        if (const Place place = sends.child(key)) {
            reading.report(place, fmt::format("'{}' goes with 'rate' or 'bursts' only", key));
        }
    }
}

} // namespace

void readSends(Reading& reading, const Place& place, SendSpec& sends)
{
    const Place to = place.child("to");
    sends.topic = reading.word(to).value_or("");
    checkTopic(reading, to);
    readRate(reading, place, sends);
    readBursts(reading, place.child("bursts"), sends);
    readPauses(reading, place.child("pause-sends"), sends);
    readKeys(reading, place.child("keys"), sends);
    readZipf(reading, place.child("zipf"), place.child("keys"), sends);
    readSizes(reading, place.child("size"), sends);
    readValues(reading, place.child("values"), sends);
    if (const auto count = reading.integer(place.child("count"), 1, kMostRecords)) {
        sends.count = static_cast<std::uint32_t>(*count);
    }
    sends.partition = readPartitionNumber(
        reading, place.child("partition"), sends.topic, PartitionUse::Explicit);
    checkExactKeys(reading, place);
    sends.isIdle = place && place.node->kind == YamlNode::Kind::Map && !place.child("rate")
        && !place.child("bursts") && !place.child("records");
    readRecords(reading, place.child("records"), sends);
}

} // namespace brokerscope::scenario
