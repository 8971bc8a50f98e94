#include "engine/scenario/script_actions.h"
#include "engine/scenario/sections.h"
#include "engine/scenario/workload.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace brokerscope::scenario {
namespace {

constexpr Duration kLongestRun = seconds(86'400);
constexpr double kMostRecords = 10e6; // about what a machine's memory can hold as a History

// clang-format off
constexpr std::array kActions{
    ScriptAction{"start", {}, readStart, checkNodes},
    ScriptAction{"stop", {"how"}, readStop, checkStop},
    ScriptAction{"pause", {}, readPause, checkNodes},
    ScriptAction{"resume", {}, readResume, checkNodes},
    ScriptAction{"cut", {"one-way"}, readCut, checkLink},
    ScriptAction{"heal", {"one-way"}, readHeal, checkLink},
    ScriptAction{"isolate", {}, readIsolate, checkNodes},
    ScriptAction{"reconnect", {}, readReconnect, checkNodes},
    ScriptAction{"slow-link", {"by", "one-way"}, readSlowLink, checkLink},
    ScriptAction{"slow-disk", {"by"}, readSlowDisk, checkBroker},
    ScriptAction{"fill-disk", {}, readFillDisk, checkBroker},
    ScriptAction{"free-disk", {}, readFreeDisk, checkBroker},
    ScriptAction{"skew-clock", {"by"}, readSkewClock, checkNodes},
    ScriptAction{"drop", {}, readDrop, checkMessage},
    ScriptAction{"delay", {}, readDelayMessage, checkMessage},
    ScriptAction{"fail-once", {}, readFailOnce, checkFailOnce},
    ScriptAction{"flush", {}, readFlush, checkProducer},
    ScriptAction{"close", {"timeout"}, readClose, checkClient},
    ScriptAction{"subscribe", {"to"}, readSubscribe, checkSubscribe},
    ScriptAction{"unsubscribe", {}, readUnsubscribe, checkSubscribe},
    ScriptAction{"commit", {"how", "partition", "offset"}, readCommit, checkGroupMember},
    ScriptAction{"pause-partitions", {"partition"}, readPausePartitions, checkOwnPartition},
    ScriptAction{"resume-partitions", {"partition"}, readResumePartitions, checkOwnPartition},
    ScriptAction{"seek", {"to", "partition"}, readSeek, checkSeek},
    ScriptAction{"delete-records", {}, readDeleteRecords, checkDeleteRecords},
    ScriptAction{"elect-leaders", {"kind"}, readElectLeaders, checkElectLeaders},
    ScriptAction{"reassign", {"to", "throttle"}, readReassign, checkReassign},
    ScriptAction{"cancel-reassignment", {}, readCancelReassignment, checkCancelReassignment},
    ScriptAction{"add-partitions", {"to"}, readAddPartitions, checkAddPartitions},
    ScriptAction{"end", {}, readEnd, nullptr},
};
// clang-format on

constexpr std::array<std::string_view, 9> kExtras{
    "how", "one-way", "by", "to", "partition", "kind", "throttle", "timeout", "offset"};

const ScriptAction* actionNamed(std::string_view name)
{
    const auto found = std::find_if(kActions.begin(), kActions.end(),
        [&](const ScriptAction& action) { return action.name == name; });
    return found == kActions.end() ? nullptr : &*found;
}

bool takes(const ScriptAction& action, std::string_view extra)
{
    return std::find(action.extras.begin(), action.extras.end(), extra) != action.extras.end();
}

/// The one action of a command; reported when there is none or more than one.
const ScriptAction* actionOf(Reading& reading, const Place& place)
{
    const ScriptAction* found = nullptr;
    for (const auto& [key, value] : place.members()) {
        const ScriptAction* action = actionNamed(key);
        if (action == nullptr) {
            continue;
        }
        if (found != nullptr) {
            reading.report(value,
                fmt::format(
                    "a command does one thing, and this one has '{}' already", found->name));
            return nullptr;
        }
        found = action;
    }
    if (found == nullptr) {
        std::vector<std::string_view> names;
        std::transform(kActions.begin(), kActions.end(), std::back_inserter(names),
            [](const ScriptAction& action) { return action.name; });
        reading.report(place, fmt::format("expected one of: {}", fmt::join(names, ", ")));
    }
    return found;
}

/// "'cut', 'heal' and 'slow-link'"
std::string ownersOf(std::string_view extra)
{
    std::vector<std::string> owners;
    for (const ScriptAction& action : kActions) {
        if (takes(action, extra)) {
            owners.push_back(fmt::format("'{}'", action.name));
        }
    }
    const std::string last = owners.back();
    owners.pop_back();
    return owners.empty() ? last : fmt::format("{} and {}", fmt::join(owners, ", "), last);
}

/// Keys that belong to other actions.
void checkExtras(Reading& reading, const Place& place, const ScriptAction& action)
{
    for (const std::string_view extra : kExtras) {
        const Place stray = place.child(extra);
        if (stray && !takes(action, extra)) {
            reading.report(stray, fmt::format("'{}' goes with {} only", extra, ownersOf(extra)));
        }
    }
    const Place to = place.child("to");
    if (to && to.node->kind == YamlNode::Kind::Map && action.name != "subscribe") {
        reading.report(to, "a pattern goes with 'subscribe' only");
    }
}

/// The names in a command against the participants.
void checkParticipants(Reading& reading, const Place& place)
{
    for (const auto& [key, value] : place.members()) {
        const ScriptAction* action = actionNamed(key);
        if (action != nullptr && action->check != nullptr) {
            action->check(reading, place, value);
        }
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
    double records = 0;
    for (const ProducerSpec& producer : reading.scenario.producers) {
        records += recordsIn(producer.sends, endOf(reading.scenario) - Timestamp());
    }
    if (records > kMostRecords) {
        reading.report(script,
            fmt::format("the producers would send about {:.0f} records, more than a run may have "
                        "({:.0f}); lower a "
                        "rate, set a count or end sooner",
                records, kMostRecords));
    }
}

} // namespace

std::optional<Command> readCommand(Reading& reading, const Place& place)
{
    if (place.node->kind != YamlNode::Kind::Map) {
        return std::nullopt;
    }
    const std::optional<Duration> at = reading.duration(place.child("at"));
    const ScriptAction* action = actionOf(reading, place);
    if (action == nullptr) {
        return std::nullopt;
    }
    checkExtras(reading, place, *action);
    auto command = action->read(
        reading, place, place.child(action->name), Timestamp() + at.value_or(Duration()));
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
