#include "engine/scenario/edit.h"

#include "engine/scenario/sections.h"
#include "engine/scenario/shape.h"

#include <fmt/format.h>

#include <algorithm>

namespace brokerscope::scenario {
namespace {

// --- text ---

std::string durationSince0(Timestamp at)
{
    return durationText(at - Timestamp());
}

std::string nameList(const std::vector<std::string>& names)
{
    std::string text;
    for (const std::string& name : names) {
        text += (text.empty() ? "" : ", ") + flowText(name);
    }
    return "[" + text + "]";
}

struct ActionText {
    std::string operator()(const StartCommand& c) const { return "start: " + nameList(c.nodes); }
    std::string operator()(const StopCommand& c) const
    {
        const std::string_view how = c.how == event::StopHow::Kill ? "kill" : "power-loss";
        return fmt::format("stop: {}, how: {}", flowText(c.node), how);
    }
    std::string operator()(const PauseCommand& c) const { return "pause: " + flowText(c.node); }
    std::string operator()(const ResumeCommand& c) const { return "resume: " + flowText(c.node); }
    std::string operator()(const CutCommand& c) const { return link("cut", c); }
    std::string operator()(const HealCommand& c) const { return link("heal", c); }
    std::string operator()(const SeekCommand& c) const
    {
        const std::string partition
            = c.partition.empty() ? std::string() : ", partition: " + flowText(c.partition);
        return fmt::format("seek: {}, to: {}{}", flowText(c.consumer), target(c), partition);
    }
    std::string operator()(const DeleteRecordsCommand& c) const
    {
        return fmt::format("delete-records: {{partition: {}, before: {}}}", flowText(c.partition),
            c.before.value());
    }
    std::string operator()(const EndCommand&) const { return "end: true"; }

private:
    static std::string target(const SeekCommand& c)
    {
        switch (c.target) {
        case event::SeekTarget::Offset:
            return fmt::format("offset {}", c.offset.value());
        case event::SeekTarget::Time:
            return "time " + durationSince0(c.time);
        case event::SeekTarget::Beginning:
            return "earliest";
        case event::SeekTarget::End:
            return "latest";
        }
        return {};
    }

    template <class LinkCommand>
    static std::string link(std::string_view action, const LinkCommand& c)
    {
        return fmt::format(
            "{}: {}{}", action, nameList({c.from, c.to}), c.bothWays ? "" : ", one-way: true");
    }
};

struct EditText {
    std::string operator()(const SetValue& e) const
    {
        return fmt::format("set {}={}", flowText(e.path), flowText(e.value));
    }
    std::string operator()(const AddCommand& e) const
    {
        const std::string action = std::visit(ActionText(), e.command.action);
        return fmt::format("add {{at: {}, {}}}", durationSince0(e.command.at), action);
    }
    std::string operator()(const MoveCommand& e) const
    {
        return fmt::format("move {} {}", e.index, durationSince0(e.to));
    }
    std::string operator()(const RemoveCommand& e) const
    {
        return fmt::format("remove {}", e.index);
    }
    std::string operator()(const SetSeed& e) const { return fmt::format("seed {}", e.seed); }
};

using Parsed = tl::expected<Edit, std::string>;

Parsed expected(std::string_view what)
{
    return tl::unexpected(fmt::format("expected {}", what));
}

/// Length of the scalar at the front, which flowText() wrote: quoted, or up to the '='.
std::size_t scalarLength(std::string_view text)
{
    if (!text.starts_with('"')) {
        return std::min(text.find('='), text.size());
    }
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (text[i] == '"') {
            return i + 1;
        }
    }
    return text.size();
}

/// A quoted scalar means what YAML makes of it; anything else is taken as it stands.
std::optional<std::string> unquoted(std::string_view text)
{
    if (!text.starts_with('"')) {
        return std::string(text);
    }
    auto parsed = parseYaml(text);
    return parsed && parsed->kind == YamlNode::Kind::Scalar ? std::optional(std::move(parsed->text))
                                                            : std::nullopt;
}

Parsed parseSet(std::string_view rest)
{
    const std::size_t length = scalarLength(rest);
    if (length >= rest.size() || rest[length] != '=') {
        return expected("set path=value");
    }
    const std::optional<std::string> path = unquoted(rest.substr(0, length));
    const std::optional<std::string> value = unquoted(rest.substr(length + 1));
    return path && value ? Parsed(SetValue{*path, *value}) : expected("set path=value");
}

Parsed parseAdd(std::string_view rest)
{
    const auto document = parseYaml(rest);
    if (!document) {
        return tl::unexpected(document.error().message);
    }
    Reading reading;
    reading.diagnostics = checkCommandShape(*document);
    const auto command = readCommand(reading, {&*document, {}, {}});
    if (!reading.diagnostics.empty()) {
        return tl::unexpected(reading.diagnostics.front().message);
    }
    return command ? Parsed(AddCommand{*command})
                   : expected("add {at: 1734ms, stop: b1, how: kill}");
}

Parsed parseMove(std::string_view rest)
{
    const std::size_t space = rest.find(' ');
    const std::optional<std::uint64_t> index = parseUnsigned(rest.substr(0, space));
    const std::optional<Duration> to
        = space == std::string_view::npos ? std::nullopt : parseDuration(rest.substr(space + 1));
    if (!index || !to) {
        return expected("move INDEX TIME, such as move 3 1500ms");
    }
    return MoveCommand{*index, Timestamp() + *to};
}

// --- effect ---

using Script = std::vector<Command>;

Script::iterator endCommand(Script& script)
{
    return std::find_if(script.begin(), script.end(),
        [](const Command& command) { return std::holds_alternative<EndCommand>(command.action); });
}

/// Whether everybody whom the command names takes part and can do what it says.
bool fits(const Command& command, const event::Roster& roster)
{
    using event::NodeKind;
    const auto kindOf = [&](const std::string& name) {
        const std::optional<NodeId> node = roster.node(name);
        return node ? roster.at(*node).kind : NodeKind::Script;
    };
    const auto mayStop = [&](const std::string& name) {
        const NodeKind kind = kindOf(name);
        return kind != NodeKind::Script && kind != NodeKind::Controller;
    };
    return std::visit(
        [&](const auto& action) {
            if constexpr (requires { action.nodes; }) {
                return !action.nodes.empty()
                    && std::all_of(action.nodes.begin(), action.nodes.end(), mayStop);
            } else if constexpr (requires { action.how; }) {
                return mayStop(action.node)
                    && (action.how == event::StopHow::Kill
                        || kindOf(action.node) == NodeKind::Broker);
            } else if constexpr (requires { action.node; }) {
                return mayStop(action.node);
            } else if constexpr (requires { action.consumer; }) {
                return kindOf(action.consumer) == NodeKind::Consumer
                    && (action.partition.empty() || roster.partition(action.partition));
            } else if constexpr (requires { action.before; }) {
                return roster.partition(action.partition).has_value();
            } else if constexpr (requires { action.from; }) {
                return action.from != action.to && kindOf(action.from) != NodeKind::Script
                    && kindOf(action.to) != NodeKind::Script;
            } else {
                return false; // a scenario has its end already
            }
        },
        command.action);
}

Timestamp within(Timestamp time, Timestamp end)
{
    return std::clamp(time, Timestamp(), end);
}

/// Commands keep their indices: a new one goes right before the end.
bool add(Scenario& scenario, Command command)
{
    const auto end = endCommand(scenario.script);
    if (end == scenario.script.end() || !fits(command, rosterOf(scenario))) {
        return false;
    }
    command.at = within(command.at, end->at);
    scenario.script.insert(end, std::move(command));
    return true;
}

bool move(Scenario& scenario, const MoveCommand& edit)
{
    Script& script = scenario.script;
    const auto end = endCommand(script);
    if (edit.index >= script.size() || end == script.end()) {
        return false;
    }
    Command& moved = script[edit.index];
    if (&moved != &*end) {
        moved.at = within(edit.to, end->at);
        return true;
    }
    moved.at = Timestamp(); // the end stays behind every other command
    const auto last = std::max_element(script.begin(), script.end(),
        [](const Command& a, const Command& b) { return a.at < b.at; });
    moved.at = std::max(last->at, edit.to);
    return true;
}

bool remove(Scenario& scenario, std::size_t index)
{
    Script& script = scenario.script;
    if (index >= script.size() || std::holds_alternative<EndCommand>(script[index].action)) {
        return false;
    }
    script.erase(script.begin() + static_cast<std::ptrdiff_t>(index));
    return true;
}

} // namespace

std::string toText(const Edit& edit)
{
    return std::visit(EditText(), edit);
}

tl::expected<Edit, std::string> fromText(std::string_view text)
{
    const std::size_t space = text.find(' ');
    const std::string_view verb = text.substr(0, space);
    const std::string_view rest
        = space == std::string_view::npos ? std::string_view() : text.substr(space + 1);
    if (verb == "set") {
        return parseSet(rest);
    }
    if (verb == "add") {
        return parseAdd(rest);
    }
    if (verb == "move") {
        return parseMove(rest);
    }
    if (verb == "remove") {
        const std::optional<std::uint64_t> index = parseUnsigned(rest);
        return index ? Parsed(RemoveCommand{*index}) : expected("remove INDEX");
    }
    if (verb == "seed") {
        const std::optional<std::uint64_t> seed = parseUnsigned(rest);
        return seed ? Parsed(SetSeed{*seed}) : expected("seed NUMBER");
    }
    return expected("set, add, move, remove or seed");
}

bool applyTo(Scenario& scenario, const Edit& edit)
{
    struct Apply {
        Scenario& scenario;
        bool operator()(const SetValue&) const { return false; }
        bool operator()(const AddCommand& e) const { return add(scenario, e.command); }
        bool operator()(const MoveCommand& e) const { return move(scenario, e); }
        bool operator()(const RemoveCommand& e) const { return remove(scenario, e.index); }
        bool operator()(const SetSeed& e) const
        {
            scenario.seed = e.seed;
            return true;
        }
    };
    return std::visit(Apply{scenario}, edit);
}

} // namespace brokerscope::scenario
