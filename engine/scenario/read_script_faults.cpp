#include "engine/scenario/script_actions.h"
#include "engine/scenario/sections.h"

#include <fmt/format.h>

/// Commands about processes, links, disks and clocks.
namespace brokerscope::scenario {
namespace {

constexpr Duration kLongestDelay = seconds(60);
constexpr Duration kFarthestSkew = seconds(87'600LL * 3'600); // ten years
constexpr std::string_view kExpectedSkew
    = "a time by which the clock is ahead, or behind as in -5s, at most 87600h; 0 sets it right";

std::optional<event::StopHow> stopHow(std::string_view text)
{
    if (text == "kill") {
        return event::StopHow::Kill;
    }
    if (text == "power-loss") {
        return event::StopHow::PowerLoss;
    }
    return text == "shutdown" ? std::optional(event::StopHow::Shutdown) : std::nullopt;
}

std::optional<Duration> parseSkew(std::string_view text)
{
    const std::optional<Duration> by = parseSignedDuration(text);
    const bool isWithin = by && *by <= kFarthestSkew && *by >= Duration() - kFarthestSkew;
    return isWithin ? by : std::nullopt;
}

/// What stands at `by`, which must be there.
template <class Parse>
std::optional<Duration> readBy(
    Reading& reading, const Place& command, Parse parse, std::string_view expected)
{
    const Place by = command.child("by");
    if (!by) {
        reading.report(command, fmt::format("'by' is missing; expected {}", expected));
    }
    return reading.parsed(by, parse, expected);
}

std::optional<Duration> readDelay(Reading& reading, const Place& command)
{
    const auto parse = [](std::string_view text) {
        const std::optional<Duration> delay = parseDuration(text);
        return delay && *delay <= kLongestDelay ? delay : std::nullopt;
    };
    return readBy(reading, command, parse,
        "a duration such as 200ms, at most 60s; 0 makes it as fast as the others");
}

template <class NodeCommand>
std::optional<Command> readNode(Reading& reading, const Place& value, Timestamp at)
{
    const std::optional<std::string> node = reading.word(value);
    return node ? std::optional(Command{at, NodeCommand{*node}}) : std::nullopt;
}

struct Ends {
    std::string from;
    std::string to;
    bool bothWays = true;
};

std::optional<Ends> readEnds(Reading& reading, const Place& command, const Place& pair)
{
    if (pair.node->kind != YamlNode::Kind::List) {
        return std::nullopt;
    }
    const std::vector<Place> ends = pair.items();
    if (ends.size() != 2) {
        reading.report(
            pair, fmt::format("expected two nodes such as [b1, b2], found {}", ends.size()));
        return std::nullopt;
    }
    if (!ends[0].isScalar() || !ends[1].isScalar()) {
        return std::nullopt;
    }
    if (ends[0].node->text == ends[1].node->text) {
        reading.report(ends[1], "expected two different nodes");
        return std::nullopt;
    }
    const bool oneWay = reading.boolean(command.child("one-way")).value_or(false);
    return Ends{ends[0].node->text, ends[1].node->text, !oneWay};
}

} // namespace

// --- processes -----------------------------------------------------------------------------------

std::optional<Command> readStart(
    Reading& reading, const Place& /*command*/, const Place& value, Timestamp at)
{
    if (value.node->kind == YamlNode::Kind::List && value.node->items.empty()) {
        reading.report(value, "expected at least one node to start");
    }
    StartCommand start;
    for (const Place& name : value.items()) {
        if (auto node = reading.word(name)) {
            start.nodes.push_back(std::move(*node));
        }
    }
    return start.nodes.empty() ? std::nullopt : std::optional(Command{at, std::move(start)});
}

std::optional<Command> readStop(
    Reading& reading, const Place& command, const Place& value, Timestamp at)
{
    const std::optional<std::string> node = reading.word(value);
    const auto how = reading.parsed(command.child("how"), stopHow, "kill, power-loss or shutdown");
    return node ? std::optional(Command{at, StopCommand{*node, how.value_or(event::StopHow::Kill)}})
                : std::nullopt;
}

std::optional<Command> readPause(
    Reading& reading, const Place& /*command*/, const Place& value, Timestamp at)
{
    return readNode<PauseCommand>(reading, value, at);
}

std::optional<Command> readResume(
    Reading& reading, const Place& /*command*/, const Place& value, Timestamp at)
{
    return readNode<ResumeCommand>(reading, value, at);
}

std::optional<Command> readEnd(
    Reading& reading, const Place& /*command*/, const Place& value, Timestamp at)
{
    if (value.isScalar() && value.node->text != "true") {
        reading.reportUnexpected(value, "true");
    }
    return Command{at, EndCommand{}};
}

void checkNodes(Reading& reading, const Place& /*command*/, const Place& value)
{
    for (const Place& node : value.items()) {
        checkNode(reading, node, Nodes::Any);
    }
}

void checkStop(Reading& reading, const Place& command, const Place& value)
{
    checkNode(reading, value, Nodes::Any);
    const Place how = command.child("how");
    const bool isClient = value.isScalar() && !isBrokerName(value.node->text)
        && !isControllerName(value.node->text);
    if (how && isClient) {
        reading.report(how,
            fmt::format("only brokers and controllers stop in different ways, and '{}' is neither",
                value.node->text));
    }
}

// --- links ---------------------------------------------------------------------------------------

std::optional<Command> readCut(
    Reading& reading, const Place& command, const Place& value, Timestamp at)
{
    const auto ends = readEnds(reading, command, value);
    return ends ? std::optional(Command{at, CutCommand{ends->from, ends->to, ends->bothWays}})
                : std::nullopt;
}

std::optional<Command> readHeal(
    Reading& reading, const Place& command, const Place& value, Timestamp at)
{
    const auto ends = readEnds(reading, command, value);
    return ends ? std::optional(Command{at, HealCommand{ends->from, ends->to, ends->bothWays}})
                : std::nullopt;
}

std::optional<Command> readSlowLink(
    Reading& reading, const Place& command, const Place& value, Timestamp at)
{
    const auto ends = readEnds(reading, command, value);
    const auto extra = readDelay(reading, command);
    if (!ends || !extra) {
        return std::nullopt;
    }
    return Command{at, SlowLinkCommand{ends->from, ends->to, *extra, ends->bothWays}};
}

std::optional<Command> readIsolate(
    Reading& reading, const Place& /*command*/, const Place& value, Timestamp at)
{
    return readNode<IsolateCommand>(reading, value, at);
}

std::optional<Command> readReconnect(
    Reading& reading, const Place& /*command*/, const Place& value, Timestamp at)
{
    return readNode<ReconnectCommand>(reading, value, at);
}

void checkLink(Reading& reading, const Place& command, const Place& value)
{
    checkNodes(reading, command, value);
    const std::vector<Place> ends = value.items();
    const bool isPair = ends.size() == 2 && ends[0].isScalar() && ends[1].isScalar();
    if (isPair && areOneMachine(reading.scenario, ends[0].node->text, ends[1].node->text)) {
        reading.report(ends[1],
            fmt::format("'{}' and '{}' are one process ({}): no network lies between "
                        "them",
                ends[0].node->text, ends[1].node->text, whyOneProcess(ends[0].node->text)));
    }
}

// --- disks and clocks ----------------------------------------------------------------------------

std::optional<Command> readSlowDisk(
    Reading& reading, const Place& command, const Place& value, Timestamp at)
{
    const std::optional<std::string> broker = reading.word(value);
    const auto perWrite = readDelay(reading, command);
    return broker && perWrite ? std::optional(Command{at, SlowDiskCommand{*broker, *perWrite}})
                              : std::nullopt;
}

std::optional<Command> readFillDisk(
    Reading& reading, const Place& /*command*/, const Place& value, Timestamp at)
{
    return readNode<FillDiskCommand>(reading, value, at);
}

std::optional<Command> readFreeDisk(
    Reading& reading, const Place& /*command*/, const Place& value, Timestamp at)
{
    const std::optional<std::string> broker = reading.word(value);
    return broker ? std::optional(Command{at, FillDiskCommand{*broker, false}}) : std::nullopt;
}

std::optional<Command> readSkewClock(
    Reading& reading, const Place& command, const Place& value, Timestamp at)
{
    const std::optional<std::string> node = reading.word(value);
    const auto by = readBy(reading, command, parseSkew, kExpectedSkew);
    return node && by ? std::optional(Command{at, SkewClockCommand{*node, *by}}) : std::nullopt;
}

void checkBroker(Reading& reading, const Place& /*command*/, const Place& value)
{
    checkNode(reading, value, Nodes::Brokers);
}

} // namespace brokerscope::scenario
