#include "engine/scenario/reading.h"

#include <fmt/format.h>

#include <utility>

namespace brokerscope::scenario {

Place Place::child(std::string_view name) const
{
    const bool isMap = node != nullptr && node->kind == YamlNode::Kind::Map;
    const YamlNode* found = isMap ? node->find(name) : nullptr;
    return {found, where.empty() ? std::string(name) : fmt::format("{}.{}", where, name), {}};
}

std::vector<Place> Place::items() const
{
    std::vector<Place> places;
    if (node == nullptr) {
        return places;
    }
    if (node->kind == YamlNode::Kind::Scalar) {
        places.push_back(*this);
    }
    for (std::size_t i = 0; i < node->items.size(); ++i) {
        places.push_back({&node->items[i], fmt::format("{}.{}", where, i), {}});
    }
    return places;
}

std::vector<std::pair<std::string, Place>> Place::members() const
{
    std::vector<std::pair<std::string, Place>> found;
    if (node == nullptr) {
        return found;
    }
    std::set<std::string_view> seen;
    for (const YamlMember& member : node->members) {
        if (seen.insert(member.key).second) {
            found.emplace_back(member.key,
                Place{&member.value, fmt::format("{}.{}", where, member.key), member.mark});
        }
    }
    return found;
}

bool Place::isScalar() const
{
    return node != nullptr && node->kind == YamlNode::Kind::Scalar;
}

void Reading::report(const Place& place, std::string message, std::string nearest)
{
    const Mark mark = place.node == nullptr ? Mark() : place.node->mark;
    diagnostics.push_back(
        {mark.line, mark.column, place.where, std::move(message), std::move(nearest)});
}

void Reading::reportName(const Place& place, std::string message)
{
    diagnostics.push_back({place.key.line, place.key.column, place.where, std::move(message), {}});
}

void Reading::reportUnexpected(const Place& place, std::string_view expected)
{
    constexpr std::size_t kShown = 60;
    std::string found = place.node->text;
    if (found.size() > kShown) {
        std::size_t end = kShown;
        while (end > 0 && (static_cast<unsigned char>(found[end]) & 0xC0U) == 0x80U) {
            --end; // not in the middle of a character
        }
        found = found.substr(0, end) + "…";
    }
    report(place, fmt::format("expected {}, found '{}'", expected, found));
}

std::optional<std::string> Reading::word(const Place& place)
{
    if (!place.isScalar()) {
        return std::nullopt;
    }
    if (place.node->text.empty()) {
        report(place, "expected a text, found an empty one");
        return std::nullopt;
    }
    return place.node->text;
}

std::optional<std::int64_t> Reading::integer(const Place& place, std::int64_t min, std::int64_t max)
{
    const std::string expected = max == std::numeric_limits<std::int64_t>::max()
        ? fmt::format("a whole number of at least {}", min)
        : fmt::format("a whole number from {} to {}", min, max);
    return parsed(
        place,
        [&](std::string_view text) {
            const std::optional<std::int64_t> value = parseInteger(text);
            return value && *value >= min && *value <= max ? value : std::nullopt;
        },
        expected);
}

std::optional<Duration> Reading::duration(const Place& place, Duration min)
{
    const std::optional<Duration> value = parsed(place, parseDuration, kExpectedDuration);
    if (value && *value < min) {
        report(place, fmt::format("expected a duration of at least {}", durationText(min)));
        return std::nullopt;
    }
    return value;
}

std::optional<bool> Reading::boolean(const Place& place)
{
    return parsed(
        place,
        [](std::string_view text) -> std::optional<bool> {
            if (text == "true" || text == "false") {
                return text == "true";
            }
            return std::nullopt;
        },
        "true or false");
}

Text Reading::text(const Place& place)
{
    return {word(place.child("en")).value_or(""), word(place.child("zh_CN")).value_or("")};
}

} // namespace brokerscope::scenario
