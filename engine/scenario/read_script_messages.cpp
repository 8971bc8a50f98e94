#include "engine/protocol/refusal.h"
#include "engine/scenario/nearest_name.h"
#include "engine/scenario/script_actions.h"
#include "engine/scenario/sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

/// Commands about single messages.
namespace brokerscope::scenario {
namespace {

constexpr Duration kLongestDelay = seconds(60);
constexpr std::int64_t kMostMessages = std::numeric_limits<std::uint32_t>::max();

/// The names that event::apiName() gives, in the order of the enum.
std::vector<std::string_view> apiNames()
{
    std::vector<std::string_view> names;
    for (std::uint8_t i = 0;; ++i) {
        const std::string_view name = event::apiName(static_cast<event::Api>(i));
        if (name == "?") {
            return names;
        }
        names.push_back(name);
    }
}

std::optional<event::Api> readApi(
    Reading& reading, const Place& place, const std::vector<std::string_view>& names)
{
    const std::vector<std::string_view> all = apiNames();
    const std::optional<std::string> word = reading.word(place);
    if (!word) {
        return std::nullopt;
    }
    if (std::find(names.begin(), names.end(), *word) == names.end()) {
        reading.report(place,
            fmt::format("expected one of: {}, found '{}'", fmt::join(names, ", "), *word),
            nearestName(*word, names));
        return std::nullopt;
    }
    return static_cast<event::Api>(std::find(all.begin(), all.end(), *word) - all.begin());
}

std::uint32_t readNumber(Reading& reading, const Place& message)
{
    return static_cast<std::uint32_t>(
        reading.integer(message.child("number"), 1, kMostMessages).value_or(1));
}

std::optional<MessageSpec> readMessage(Reading& reading, const Place& place)
{
    MessageSpec message;
    const Place answer = place.child("answer");
    message.isAnswer = static_cast<bool>(answer);
    const auto api
        = readApi(reading, message.isAnswer ? answer : place.child("request"), apiNames());
    message.api = api.value_or(event::Api::Produce);
    message.from = reading.word(place.child("from")).value_or("");
    message.to = reading.word(place.child("to")).value_or("");
    message.partition = reading.word(place.child("partition")).value_or("");
    message.number = readNumber(reading, place);
    const Place since = place.child("since");
    message.sinceStart = reading
                             .parsed(
                                 since,
                                 [](std::string_view text) {
                                     return text == "start" || text == "command"
                                         ? std::optional(text == "start")
                                         : std::nullopt;
                                 },
                                 "start (of the run) or command")
                             .value_or(false);
    if (message.sinceStart && !message.partition.empty()) {
        reading.report(since,
            "'since: start' and 'partition' do not go together: messages of the past are told "
            "apart by kind, sender and receiver only");
    }
    return api ? std::optional(std::move(message)) : std::nullopt;
}

/// The APIs that a broker can be made to refuse.
std::vector<std::string_view> refusableNames()
{
    std::vector<std::string_view> names = apiNames();
    for (std::size_t i = names.size(); i > 0; --i) {
        if (protocol::refusals(static_cast<event::Api>(i - 1)).empty()) {
            names.erase(names.begin() + static_cast<std::ptrdiff_t>(i - 1));
        }
    }
    return names;
}

std::optional<event::ErrorCode> readError(Reading& reading, const Place& place, event::Api api)
{
    const std::optional<std::string> word = reading.word(place);
    if (!word) {
        return std::nullopt;
    }
    std::vector<std::string_view> names;
    for (const event::ErrorCode error : protocol::refusals(api)) {
        if (event::errorName(error) == *word) {
            return error;
        }
        names.push_back(event::errorName(error));
    }
    reading.report(place,
        fmt::format("expected an error with which a broker refuses {}: {}, found '{}'",
            event::apiName(api), fmt::join(names, ", "), *word),
        nearestName(*word, names));
    return std::nullopt;
}

void checkPeers(Reading& reading, const Place& from, const Place& to)
{
    if (!from.isScalar() || !to.isScalar()) {
        return;
    }
    const std::string& a = from.node->text;
    const std::string& b = to.node->text;
    if (a == b) {
        reading.report(to, "expected two different nodes");
    } else if (areOneMachine(reading.scenario, a, b)) {
        reading.report(to,
            fmt::format("'{}' and '{}' are one process ({}): no network lies between "
                        "them",
                a, b, whyOneProcess(a)));
    }
}

} // namespace

std::optional<Command> readDrop(
    Reading& reading, const Place& /*command*/, const Place& value, Timestamp at)
{
    auto message = readMessage(reading, value);
    return message ? std::optional(Command{at, DropCommand{std::move(*message)}}) : std::nullopt;
}

std::optional<Command> readDelayMessage(
    Reading& reading, const Place& /*command*/, const Place& value, Timestamp at)
{
    auto message = readMessage(reading, value);
    const auto by = reading.parsed(
        value.child("by"),
        [](std::string_view text) {
            const std::optional<Duration> delay = parseDuration(text);
            return delay && *delay > Duration() && *delay <= kLongestDelay ? delay : std::nullopt;
        },
        "a duration such as 200ms, more than 0 and at most 60s");
    return message && by ? std::optional(Command{at, DelayCommand{std::move(*message), *by}})
                         : std::nullopt;
}

std::optional<Command> readFailOnce(
    Reading& reading, const Place& /*command*/, const Place& value, Timestamp at)
{
    FailOnceCommand fail;
    const auto broker = reading.word(value.child("broker"));
    const auto api = readApi(reading, value.child("api"), refusableNames());
    const auto error = api ? readError(reading, value.child("error"), *api) : std::nullopt;
    fail.request.from = reading.word(value.child("from")).value_or("");
    fail.request.partition = reading.word(value.child("partition")).value_or("");
    fail.request.number = readNumber(reading, value);
    if (api == event::Api::InitProducerId && !fail.request.partition.empty()) {
        reading.report(
            value.child("partition"), "a request for a producer id is about no partition");
    }
    if (!broker || !api || !error) {
        return std::nullopt;
    }
    fail.request.to = *broker;
    fail.request.api = *api;
    fail.error = *error;
    return Command{at, std::move(fail)};
}

void checkMessage(Reading& reading, const Place& /*command*/, const Place& value)
{
    checkNode(reading, value.child("from"), Nodes::Any);
    checkNode(reading, value.child("to"), Nodes::Any);
    checkPartition(reading, value.child("partition"), false);
    checkPeers(reading, value.child("from"), value.child("to"));
}

void checkFailOnce(Reading& reading, const Place& /*command*/, const Place& value)
{
    checkNode(reading, value.child("broker"), Nodes::Brokers);
    checkNode(reading, value.child("from"), Nodes::Any);
    checkPartition(reading, value.child("partition"), false);
    checkPeers(reading, value.child("from"), value.child("broker"));
}

} // namespace brokerscope::scenario
