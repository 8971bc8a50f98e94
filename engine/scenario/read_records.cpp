#include "engine/scenario/sections.h"

#include <fmt/format.h>

namespace brokerscope::scenario {
namespace {

constexpr Duration kFarthest = seconds(87'600LL * 3600); // ten years, so that none is before 1970

std::optional<Duration> recordTimestamp(std::string_view text)
{
    const std::optional<Duration> since = parseSignedDuration(text);
    const bool fits = since && since->micros() % 1000 == 0 && *since <= kFarthest
        && kFarthest + *since >= Duration();
    return fits ? since : std::nullopt;
}

/// Null, or what stands there.
std::optional<std::string> textOrNull(const Place& place)
{
    return place.isScalar() ? std::optional(place.node->text) : std::nullopt;
}

RecordSpec readRecord(Reading& reading, const Place& place, std::string_view topic)
{
    RecordSpec record;
    record.at = reading.duration(place.child("at")).value_or(Duration());
    record.key = textOrNull(place.child("key"));
    record.value = textOrNull(place.child("value"));
    record.timestamp = reading
                           .parsed(place.child("timestamp"), recordTimestamp,
                               "a time since send() in whole milliseconds, such as 0s, 1s or "
                               "-500ms, at most 87600h")
                           .value_or(Duration());
    record.partition
        = readPartitionNumber(reading, place.child("partition"), topic, PartitionUse::Explicit);
    for (const auto& [name, value] : place.child("headers").members()) {
        record.headers.emplace_back(name, textOrNull(value));
    }
    return record;
}

} // namespace

std::optional<std::uint16_t> readPartitionNumber(
    Reading& reading, const Place& place, std::string_view topic, PartitionUse use)
{
    const TopicSpec* found = findTopic(reading.scenario, topic);
    const bool sizeKnown = found != nullptr && !reading.topicsOfUnknownSize.contains(found->name);
    const bool isExplicit = use == PartitionUse::Explicit;
    std::int64_t last = std::numeric_limits<std::uint16_t>::max();
    if (sizeKnown) {
        last = (isExplicit ? mostPartitions(reading, *found) : found->partitions) - 1;
    }
    return reading.parsed(
        place,
        [last](std::string_view text) {
            const std::optional<std::uint64_t> number = parseUnsigned(text);
            return number && static_cast<std::int64_t>(*number) <= last
                ? std::optional(static_cast<std::uint16_t>(*number))
                : std::nullopt;
        },
        fmt::format("a whole number from 0 to {}{}", last,
            isExplicit
                ? " (for another partition send() waits max.block.ms in vain, and fails with "
                  "a TimeoutException)"
                : ""));
}

void readRecords(Reading& reading, const Place& records, SendSpec& sends)
{
    if (records && records.node->kind == YamlNode::Kind::List && records.node->items.empty()) {
        reading.report(records, "expected at least one record");
    }
    for (const Place& place : records.items()) {
        sends.records.push_back(readRecord(reading, place, sends.topic));
    }
}

} // namespace brokerscope::scenario
