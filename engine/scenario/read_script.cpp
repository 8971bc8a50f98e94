#include "engine/scenario/nearest_name.h"
#include "engine/scenario/sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace brokerscope::scenario {
namespace {

constexpr Duration kLongestRun = seconds(86'400);
constexpr double kMostRecords = 10e6; // about what a machine's memory can hold as a History

constexpr std::array<std::string_view, 9> kActions{
    "start", "stop", "pause", "resume", "cut", "heal", "seek", "delete-records", "end"};

/// The name of the one action of a command; reported when there is none or more than one.
std::string_view actionOf(Reading& reading, const Place& place)
{
    std::string_view found;
    for (const auto& [key, value] : place.members()) {
        const auto action = std::find(kActions.begin(), kActions.end(), key);
        if (action == kActions.end()) {
            continue;
        }
        if (!found.empty()) {
            reading.report(value,
                fmt::format("a command does one thing, and this one has '{}' already", found));
            return {};
        }
        found = *action;
    }
    if (found.empty()) {
        reading.report(place, fmt::format("expected one of: {}", fmt::join(kActions, ", ")));
    }
    return found;
}

/// Keys that belong to other actions.
void checkExtras(Reading& reading, const Place& place, std::string_view action)
{
    const Place how = place.child("how");
    if (how && action != "stop") {
        reading.report(how, "'how' goes with 'stop' only");
    }
    const Place oneWay = place.child("one-way");
    if (oneWay && action != "cut" && action != "heal") {
        reading.report(oneWay, "'one-way' goes with 'cut' and 'heal' only");
    }
    for (const std::string_view key : {"to", "partition"}) {
        if (const Place extra = place.child(key); extra && action != "seek") {
            reading.report(extra, fmt::format("'{}' goes with 'seek' only", key));
        }
    }
}

std::optional<event::StopHow> stopHow(std::string_view text)
{
    if (text == "kill") {
        return event::StopHow::Kill;
    }
    return text == "power-loss" ? std::optional(event::StopHow::PowerLoss) : std::nullopt;
}

template <class LinkCommand>
std::optional<Command> readLink(
    Reading& reading, const Place& place, const Place& pair, Timestamp at)
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
    const Place oneWay = place.child("one-way");
    const bool bothWays = !reading.boolean(oneWay).value_or(false);
    return Command{at, LinkCommand{ends[0].node->text, ends[1].node->text, bothWays}};
}

std::optional<Command> readStart(Reading& reading, const Place& names, Timestamp at)
{
    if (names.node->kind == YamlNode::Kind::List && names.node->items.empty()) {
        reading.report(names, "expected at least one node to start");
    }
    StartCommand start;
    for (const Place& name : names.items()) {
        if (auto node = reading.word(name)) {
            start.nodes.push_back(std::move(*node));
        }
    }
    return start.nodes.empty() ? std::nullopt : std::optional(Command{at, std::move(start)});
}

std::optional<Command> readAction(
    Reading& reading, const Place& place, std::string_view action, Timestamp at)
{
    const Place value = place.child(action);
    if (action == "start") {
        return readStart(reading, value, at);
    }
    if (action == "cut") {
        return readLink<CutCommand>(reading, place, value, at);
    }
    if (action == "heal") {
        return readLink<HealCommand>(reading, place, value, at);
    }
    if (action == "seek") {
        return readSeek(reading, place, at);
    }
    if (action == "delete-records") {
        return readDeleteRecords(reading, place, at);
    }
    if (action == "end") {
        if (value.isScalar() && value.node->text != "true") {
            reading.reportUnexpected(value, "true");
        }
        return Command{at, EndCommand{}};
    }
    const std::optional<std::string> node = reading.word(value);
    if (!node) {
        return std::nullopt;
    }
    if (action == "pause") {
        return Command{at, PauseCommand{*node}};
    }
    if (action == "resume") {
        return Command{at, ResumeCommand{*node}};
    }
    const auto how = reading.parsed(place.child("how"), stopHow, "kill or power-loss");
    return Command{at, StopCommand{*node, how.value_or(event::StopHow::Kill)}};
}

/// The names in a command against the participants.
void checkParticipants(Reading& reading, const Place& place)
{
    for (const std::string_view action : {"start", "stop", "pause", "resume"}) {
        for (const Place& node : place.child(action).items()) {
            checkNode(reading, node, Nodes::Stoppable);
        }
    }
    for (const std::string_view action : {"cut", "heal"}) {
        for (const Place& node : place.child(action).items()) {
            checkNode(reading, node, Nodes::Any);
        }
    }
    checkSeek(reading, place);
    checkDeleteRecords(reading, place);
    const Place stopped = place.child("stop");
    const Place how = place.child("how");
    if (how && stopped.isScalar() && !isBrokerName(stopped.node->text)) {
        reading.report(how,
            fmt::format(
                "only brokers stop in different ways, and '{}' is no broker", stopped.node->text));
    }
}

struct ReadCommand {
    Place place;
    Command command;
};

void checkEnd(Reading& reading, const Place& script, const std::vector<ReadCommand>& commands)
{
    const auto isEnd
        = [](const ReadCommand& c) { return std::holds_alternative<EndCommand>(c.command.action); };
    const auto end = std::find_if(commands.begin(), commands.end(), isEnd);
    if (end == commands.end()) {
        if (commands.size() == script.items().size()) { // otherwise the end may be what is broken
            reading.report(script, "the script has no end; its last command is {at: …, end: true}");
        }
        return;
    }
    for (auto other = commands.begin(); other != commands.end(); ++other) {
        if (other == end) {
            continue;
        }
        const bool later = other->command.at > end->command.at;
        if (isEnd(*other)) {
            reading.report(other->place, "the script has an end already");
        } else if (later || (other > end && other->command.at == end->command.at)) {
            reading.report(other->place,
                fmt::format("this command comes after the end of the run at {}",
                    durationText(end->command.at - Timestamp())));
        }
    }
    if (end->command.at > Timestamp() + kLongestRun) {
        reading.report(end->place, "expected an end within 24h");
    }
}

/// A run that no memory can hold is better refused than begun.
void checkWork(Reading& reading, const Place& script)
{
    const double runSeconds = static_cast<double>(endOf(reading.scenario).micros()) / 1e6;
    double records = 0;
    for (const ProducerSpec& producer : reading.scenario.producers) {
        if (!producer.sends.records.empty()) {
            records += static_cast<double>(producer.sends.records.size());
            continue;
        }
        const double sent = runSeconds * producer.sends.ratePerSecond;
        records += producer.sends.count ? std::min<double>(sent, *producer.sends.count) : sent;
    }
    if (records > kMostRecords) {
        reading.report(script,
            fmt::format("the producers would send about {:.0f} records, more than a run may have "
                        "({:.0f}); lower a "
                        "rate, set a count or end sooner",
                records, kMostRecords));
    }
}

std::vector<std::string_view> nodeNames(
    const Reading& reading, Nodes allowed, const std::vector<std::string>& brokers)
{
    std::vector<std::string_view> names;
    const bool any = allowed == Nodes::Any || allowed == Nodes::Stoppable;
    if (any || allowed == Nodes::Producers) {
        for (const ProducerSpec& producer : reading.scenario.producers) {
            names.push_back(producer.name);
        }
    }
    if (any || allowed == Nodes::Consumers) {
        for (const ConsumerSpec& consumer : reading.scenario.consumers) {
            names.push_back(consumer.name);
        }
    }
    if (any || allowed == Nodes::Brokers) {
        names.insert(names.end(), brokers.begin(), brokers.end());
    }
    if (allowed == Nodes::Any) {
        names.push_back("controller");
    }
    return names;
}

std::string_view described(Nodes allowed)
{
    switch (allowed) {
    case Nodes::Any:
        return "no broker, controller, producer or consumer of this scenario";
    case Nodes::Stoppable:
        return "no broker, producer or consumer of this scenario";
    case Nodes::Brokers:
        return "no broker; brokers are b1, b2 …";
    case Nodes::Producers:
        return "no producer of this scenario";
    case Nodes::Consumers:
        return "no consumer of this scenario";
    }
    return "";
}

} // namespace

bool isBrokerName(std::string_view name)
{
    return name.size() > 1 && name.size() < 8 && name[0] == 'b' && name[1] != '0'
        && parseUnsigned(name.substr(1)).has_value();
}

void checkNode(Reading& reading, const Place& place, Nodes allowed)
{
    if (!place.isScalar()) {
        return;
    }
    const std::string& name = place.node->text;
    const int count = reading.scenario.cluster.brokers;
    const bool brokersAllowed = allowed != Nodes::Producers && allowed != Nodes::Consumers;
    if (isBrokerName(name) && brokersAllowed) {
        if (reading.knowsBrokers
            && *parseUnsigned(std::string_view(name).substr(1)) > std::uint64_t(count)) {
            const std::string cluster
                = count == 1 ? "has only b1" : fmt::format("has b1 to b{}", count);
            reading.report(
                place, fmt::format("names broker {}, but the cluster {}", name, cluster));
        }
        return;
    }
    if (name == "controller" && allowed == Nodes::Stoppable) {
        reading.report(
            place, "the controller always runs; it can only be cut off (cut: [b1, controller])");
        return;
    }
    std::vector<std::string> brokers;
    for (int broker = 1; broker <= count; ++broker) {
        brokers.push_back(fmt::format("b{}", broker));
    }
    const std::vector<std::string_view> names = nodeNames(reading, allowed, brokers);
    const bool found = std::find(names.begin(), names.end(), name) != names.end();
    const bool certain = allowed == Nodes::Brokers || reading.knowsClients;
    if (!found && certain) {
        reading.report(
            place, fmt::format("'{}' is {}", name, described(allowed)), nearestName(name, names));
    }
}

std::optional<Command> readCommand(Reading& reading, const Place& place)
{
    if (place.node->kind != YamlNode::Kind::Map) {
        return std::nullopt;
    }
    const std::optional<Duration> at = reading.duration(place.child("at"));
    const std::string_view action = actionOf(reading, place);
    if (action.empty()) {
        return std::nullopt;
    }
    checkExtras(reading, place, action);
    auto command = readAction(reading, place, action, Timestamp() + at.value_or(Duration()));
    return at ? std::move(command) : std::nullopt;
}

void readScript(Reading& reading, const Place& script)
{
    if (!script || script.node->kind != YamlNode::Kind::List) {
        return;
    }
    std::vector<ReadCommand> commands;
    for (const Place& place : script.items()) {
        auto command = readCommand(reading, place);
        checkParticipants(reading, place);
        if (command) {
            commands.push_back({place, std::move(*command)});
        }
    }
    checkEnd(reading, script, commands);
    for (ReadCommand& read : commands) {
        reading.scenario.script.push_back(std::move(read.command));
    }
    checkWork(reading, script);
}

} // namespace brokerscope::scenario
