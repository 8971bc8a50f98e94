#include "engine/scenario/script_actions.h"
#include "engine/scenario/sections.h"

#include <fmt/format.h>

#include <algorithm>

/// Commands to a client's application: flush, close, subscribe, commit, pause and resume.
namespace brokerscope::scenario {
namespace {

std::optional<bool> isAsyncCommit(std::string_view text)
{
    return text == "async" || text == "sync" ? std::optional(text == "async") : std::nullopt;
}

std::optional<Command> readPausing(
    Reading& reading, const Place& command, const Place& value, Timestamp at, bool isPaused)
{
    const std::optional<std::string> consumer = reading.word(value);
    const std::string partition = reading.word(command.child("partition")).value_or("");
    return consumer
        ? std::optional(Command{at, PausePartitionsCommand{*consumer, partition, isPaused}})
        : std::nullopt;
}

} // namespace

std::optional<Command> readFlush(
    Reading& reading, const Place& /*command*/, const Place& value, Timestamp at)
{
    const std::optional<std::string> producer = reading.word(value);
    return producer ? std::optional(Command{at, FlushCommand{*producer}}) : std::nullopt;
}

std::optional<Command> readClose(
    Reading& reading, const Place& command, const Place& value, Timestamp at)
{
    const std::optional<std::string> client = reading.word(value);
    const Place place = command.child("timeout");
    const std::optional<Duration> timeout = reading.duration(place);
    if (!client || (place && !timeout)) {
        return std::nullopt;
    }
    return Command{at, CloseCommand{*client, timeout}};
}

std::optional<Command> readSubscribe(
    Reading& reading, const Place& command, const Place& value, Timestamp at)
{
    const std::optional<std::string> consumer = reading.word(value);
    const Place to = command.child("to");
    if (!to) {
        reading.report(command, "'to' is missing; expected topics, or {pattern: orders.*}");
    }
    const std::optional<TopicChoice> choice = readTopicChoice(reading, to);
    return consumer && choice ? std::optional(Command{at, SubscribeCommand{*consumer, *choice}})
                              : std::nullopt;
}

std::optional<Command> readUnsubscribe(
    Reading& reading, const Place& /*command*/, const Place& value, Timestamp at)
{
    const std::optional<std::string> consumer = reading.word(value);
    return consumer ? std::optional(Command{at, SubscribeCommand{*consumer, {}}}) : std::nullopt;
}

std::optional<Command> readCommit(
    Reading& reading, const Place& command, const Place& value, Timestamp at)
{
    const std::optional<std::string> consumer = reading.word(value);
    CommitCommand commit;
    commit.isAsync
        = reading.parsed(command.child("how"), isAsyncCommit, "sync or async").value_or(false);
    const Place partition = command.child("partition");
    const Place offset = command.child("offset");
    if (partition && !offset) {
        reading.report(partition, "'partition' goes with 'offset', which is missing here");
    } else if (offset && !partition) {
        reading.report(offset, "'offset' goes with 'partition', which is missing here");
    }
    commit.partition = reading.word(partition).value_or("");
    commit.offset = Offset(reading.integer(offset, 0).value_or(kNoOffset.value()));
    if (!consumer || commit.partition.empty() != (commit.offset == kNoOffset)) {
        return std::nullopt;
    }
    commit.consumer = *consumer;
    return Command{at, std::move(commit)};
}

std::optional<Command> readPausePartitions(
    Reading& reading, const Place& command, const Place& value, Timestamp at)
{
    return readPausing(reading, command, value, at, true);
}

std::optional<Command> readResumePartitions(
    Reading& reading, const Place& command, const Place& value, Timestamp at)
{
    return readPausing(reading, command, value, at, false);
}

void checkProducer(Reading& reading, const Place& /*command*/, const Place& name)
{
    checkNode(reading, name, Nodes::Producers);
}

void checkClient(Reading& reading, const Place& /*command*/, const Place& name)
{
    checkNode(reading, name, Nodes::Clients);
}

void checkSubscribe(Reading& reading, const Place& command, const Place& name)
{
    checkNode(reading, name, Nodes::Consumers);
    checkTopicChoice(reading, command.child("to"));
    const ConsumerSpec* consumer
        = name.isScalar() ? findConsumer(reading.scenario, name.node->text) : nullptr;
    if (consumer != nullptr && !consumer->assigns.empty()) {
        reading.report(name,
            fmt::format("'{}' gets its partitions by 'assigns'; Kafka throws an "
                        "IllegalStateException",
                consumer->name));
    }
}

void checkGroupMember(Reading& reading, const Place& command, const Place& name)
{
    checkNode(reading, name, Nodes::Consumers);
    checkPartition(reading, command.child("partition"), false);
    const ConsumerSpec* consumer
        = name.isScalar() ? findConsumer(reading.scenario, name.node->text) : nullptr;
    if (consumer != nullptr && consumer->group.empty()) {
        reading.report(name,
            fmt::format("'{}' has no group to commit for; Kafka throws an InvalidGroupIdException",
                consumer->name));
    }
}

void checkOwnPartition(Reading& reading, const Place& command, const Place& name)
{
    checkSeek(reading, command, name);
}

} // namespace brokerscope::scenario
