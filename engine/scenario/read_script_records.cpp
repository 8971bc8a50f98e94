#include "engine/scenario/script_actions.h"
#include "engine/scenario/sections.h"

#include <fmt/format.h>

#include <algorithm>

/// Commands about what is read and kept: seek and delete-records.
namespace brokerscope::scenario {
namespace {

constexpr std::string_view kExpectedTarget
    = "earliest, latest, an offset such as 'offset 120', or a time such as 'time 900ms'";

/// What stands behind "offset " or "time ".
std::optional<std::string_view> restAfter(std::string_view text, std::string_view word)
{
    return text.starts_with(word) ? std::optional(text.substr(word.size())) : std::nullopt;
}

/// A command with only its target filled in.
std::optional<SeekCommand> seekTarget(std::string_view text)
{
    SeekCommand seek;
    if (text == "earliest" || text == "latest") {
        seek.target = text == "latest" ? event::SeekTarget::End : event::SeekTarget::Beginning;
        return seek;
    }
    if (const auto rest = restAfter(text, "offset ")) {
        const std::optional<std::int64_t> offset = parseInteger(*rest);
        seek.target = event::SeekTarget::Offset;
        seek.offset = Offset(offset.value_or(0));
        return offset && *offset >= 0 ? std::optional(seek) : std::nullopt;
    }
    if (const auto rest = restAfter(text, "time ")) {
        const std::optional<Duration> time = parseDuration(*rest);
        seek.target = event::SeekTarget::Time;
        seek.time = Timestamp() + time.value_or(Duration());
        return time && time->micros() % 1000 == 0 ? std::optional(seek) : std::nullopt;
    }
    return std::nullopt;
}

} // namespace

std::optional<Command> readSeek(
    Reading& reading, const Place& command, const Place& value, Timestamp at)
{
    const std::optional<std::string> consumer = reading.word(value);
    const Place to = command.child("to");
    if (!to) {
        reading.report(command, fmt::format("'to' is missing; expected {}", kExpectedTarget));
    } else if (!to.isScalar()) {
        reading.report(to, fmt::format("expected {}, found a list", kExpectedTarget));
    }
    std::optional<SeekCommand> seek = reading.parsed(to, seekTarget, kExpectedTarget);
    if (!seek || !consumer) {
        return std::nullopt;
    }
    seek->consumer = *consumer;
    seek->partition = reading.word(command.child("partition")).value_or("");
    return Command{at, std::move(*seek)};
}

std::optional<Command> readDeleteRecords(
    Reading& reading, const Place& /*command*/, const Place& value, Timestamp at)
{
    const std::optional<std::string> partition = reading.word(value.child("partition"));
    const std::optional<std::int64_t> before
        = reading.integer(value.child("before"), kNoOffset.value());
    if (!partition || !before) {
        return std::nullopt;
    }
    return Command{at, DeleteRecordsCommand{*partition, Offset(*before)}};
}

void checkSeek(Reading& reading, const Place& command, const Place& name)
{
    checkNode(reading, name, Nodes::Consumers);
    const Place partition = command.child("partition");
    const std::size_t before = reading.diagnostics.size();
    checkPartition(reading, partition, false);
    if (!name.isScalar() || !partition.isScalar() || reading.diagnostics.size() > before) {
        return;
    }
    const ConsumerSpec* consumer = findConsumer(reading.scenario, name.node->text);
    if (consumer != nullptr && !consumer->assigns.empty()
        && std::find(consumer->assigns.begin(), consumer->assigns.end(), partition.node->text)
            == consumer->assigns.end()) {
        reading.report(partition,
            fmt::format("{} is not assigned to '{}'; Kafka throws an IllegalStateException",
                partition.node->text, consumer->name));
    }
}

void checkDeleteRecords(Reading& reading, const Place& /*command*/, const Place& value)
{
    checkPartition(reading, value.child("partition"), false);
}

} // namespace brokerscope::scenario
