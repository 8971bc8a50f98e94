#include "engine/scenario/script_actions.h"
#include "engine/scenario/sections.h"

#include <fmt/format.h>

#include <algorithm>

/// Commands of an admin: elections, reassignments and more partitions.
namespace brokerscope::scenario {
namespace {

constexpr std::int64_t kMostPartitions = 1000;
constexpr std::string_view kExpectedThrottle
    = "bytes per second such as 50KiB, at least 1B (units B, KiB, MiB, GiB)";

std::optional<bool> isUnclean(std::string_view kind)
{
    if (kind == "preferred" || kind == "unclean") {
        return kind == "unclean";
    }
    return std::nullopt;
}

std::optional<std::int64_t> parseThrottle(std::string_view text)
{
    const std::optional<std::int64_t> bytes = parseSize(text);
    return bytes && *bytes > 0 ? bytes : std::nullopt;
}

} // namespace

std::optional<Command> readElectLeaders(
    Reading& reading, const Place& command, const Place& value, Timestamp at)
{
    const std::optional<std::string> partition = reading.word(value);
    const auto unclean = reading.parsed(command.child("kind"), isUnclean, "preferred or unclean");
    return partition
        ? std::optional(Command{at, ElectLeadersCommand{*partition, unclean.value_or(false)}})
        : std::nullopt;
}

void checkElectLeaders(Reading& reading, const Place& /*command*/, const Place& value)
{
    checkPartition(reading, value, true);
}

std::optional<Command> readReassign(
    Reading& reading, const Place& command, const Place& value, Timestamp at)
{
    ReassignCommand reassign;
    reassign.partition = reading.word(value).value_or("");
    const Place to = command.child("to");
    if (!to) {
        reading.report(
            command, "'to' is missing; expected the brokers in assignment order such as [b2, b3]");
    } else if (to.items().empty()) {
        reading.report(to, "expected at least one broker");
    }
    for (const Place& broker : to.items()) {
        if (auto name = reading.word(broker)) {
            reassign.replicas.push_back(std::move(*name));
        }
    }
    const auto throttle
        = reading.parsed(command.child("throttle"), parseThrottle, kExpectedThrottle);
    reassign.throttle = static_cast<std::uint64_t>(throttle.value_or(0));
    const bool isWhole = !reassign.partition.empty() && !reassign.replicas.empty();
    return isWhole ? std::optional(Command{at, std::move(reassign)}) : std::nullopt;
}

void checkReassign(Reading& reading, const Place& command, const Place& value)
{
    checkPartition(reading, value, false);
    std::vector<std::string> seen;
    for (const Place& broker : command.child("to").items()) {
        checkNode(reading, broker, Nodes::Brokers);
        if (!broker.isScalar()) {
            continue;
        }
        if (std::find(seen.begin(), seen.end(), broker.node->text) != seen.end()) {
            reading.report(
                broker, fmt::format("broker {} stands twice in this list", broker.node->text));
        }
        seen.push_back(broker.node->text);
    }
}

std::optional<Command> readCancelReassignment(
    Reading& reading, const Place& /*command*/, const Place& value, Timestamp at)
{
    const std::optional<std::string> partition = reading.word(value);
    return partition ? std::optional(Command{at, ReassignCommand{*partition, {}, 0}})
                     : std::nullopt;
}

void checkCancelReassignment(Reading& reading, const Place& /*command*/, const Place& value)
{
    checkPartition(reading, value, false);
}

std::optional<Command> readAddPartitions(
    Reading& reading, const Place& command, const Place& value, Timestamp at)
{
    const std::optional<std::string> topic = reading.word(value);
    const Place to = command.child("to");
    if (!to) {
        reading.report(
            command, "'to' is missing; expected the number of partitions that the topic has then");
    } else if (!to.isScalar()) {
        reading.report(to, "expected a single value");
    }
    const std::optional<std::int64_t> count = reading.integer(to, 1, kMostPartitions);
    if (!topic || !count) {
        return std::nullopt;
    }
    return Command{at, AddPartitionsCommand{*topic, static_cast<std::uint16_t>(*count)}};
}

void checkAddPartitions(Reading& reading, const Place& command, const Place& value)
{
    checkTopic(reading, value);
    const Place to = command.child("to");
    const TopicSpec* topic
        = value.isScalar() ? findTopic(reading.scenario, value.node->text) : nullptr;
    if (topic == nullptr || !to.isScalar() || reading.topicsOfUnknownSize.contains(topic->name)) {
        return;
    }
    const std::optional<std::int64_t> count = parseInteger(to.node->text);
    if (count && *count >= 1 && *count <= topic->partitions) {
        reading.report(to,
            fmt::format("expected more than the {} that '{}' has already (INVALID_PARTITIONS)",
                topic->partitions, topic->name));
    }
}

} // namespace brokerscope::scenario
