#include "engine/scenario/edit.h"
#include "engine/scenario/sections.h"
#include "engine/scenario/shape.h"

#include <fmt/format.h>

#include <algorithm>

/// Edits as lines of text, and back.
namespace brokerscope::scenario {
namespace {

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
        return fmt::format("stop: {}, how: {}", flowText(c.node), stopHow(c.how));
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
    std::string operator()(const IsolateCommand& c) const { return "isolate: " + flowText(c.node); }
    std::string operator()(const ReconnectCommand& c) const
    {
        return "reconnect: " + flowText(c.node);
    }
    std::string operator()(const SlowLinkCommand& c) const
    {
        return fmt::format("{}, by: {}", link("slow-link", c), durationText(c.extra));
    }
    std::string operator()(const SlowDiskCommand& c) const
    {
        return fmt::format("slow-disk: {}, by: {}", flowText(c.broker), durationText(c.perWrite));
    }
    std::string operator()(const FillDiskCommand& c) const
    {
        return fmt::format("{}: {}", c.full ? "fill-disk" : "free-disk", flowText(c.broker));
    }
    std::string operator()(const SkewClockCommand& c) const
    {
        return fmt::format("skew-clock: {}, by: {}", flowText(c.node), durationText(c.by));
    }
    std::string operator()(const ElectLeadersCommand& c) const
    {
        return fmt::format("elect-leaders: {}, kind: {}", flowText(c.partition),
            c.unclean ? "unclean" : "preferred");
    }
    std::string operator()(const ReassignCommand& c) const
    {
        if (c.replicas.empty()) {
            return "cancel-reassignment: " + flowText(c.partition);
        }
        const std::string throttle
            = c.throttle == 0 ? std::string() : fmt::format(", throttle: {}B", c.throttle);
        return fmt::format(
            "reassign: {}, to: {}{}", flowText(c.partition), nameList(c.replicas), throttle);
    }
    std::string operator()(const AddPartitionsCommand& c) const
    {
        return fmt::format("add-partitions: {}, to: {}", flowText(c.topic), c.count);
    }
    std::string operator()(const DropCommand& c) const
    {
        return fmt::format("drop: {{{}}}", message(c.message));
    }
    std::string operator()(const DelayCommand& c) const
    {
        return fmt::format("delay: {{{}, by: {}}}", message(c.message), durationText(c.by));
    }
    std::string operator()(const FailOnceCommand& c) const
    {
        return fmt::format("fail-once: {{broker: {}, api: {}, error: {}{}{}{}}}",
            flowText(c.request.to), flowText(event::apiName(c.request.api)),
            event::errorName(c.error), named("from", c.request.from),
            named("partition", c.request.partition), numbered(c.request.number));
    }
    std::string operator()(const FlushCommand& c) const { return "flush: " + flowText(c.producer); }
    std::string operator()(const CloseCommand& c) const
    {
        const std::string timeout
            = c.timeout ? ", timeout: " + durationText(*c.timeout) : std::string();
        return fmt::format("close: {}{}", flowText(c.client), timeout);
    }
    std::string operator()(const SubscribeCommand& c) const
    {
        if (c.to.empty()) {
            return "unsubscribe: " + flowText(c.consumer);
        }
        const std::string to = c.to.pattern.empty()
            ? nameList(c.to.topics)
            : fmt::format("{{pattern: {}}}", flowText(c.to.pattern));
        return fmt::format("subscribe: {}, to: {}", flowText(c.consumer), to);
    }
    std::string operator()(const CommitCommand& c) const
    {
        const std::string offset
            = c.partition.empty() ? std::string() : fmt::format(", offset: {}", c.offset.value());
        return fmt::format("commit: {}{}{}{}", flowText(c.consumer),
            c.isAsync ? ", how: async" : "", named("partition", c.partition), offset);
    }
    std::string operator()(const PausePartitionsCommand& c) const
    {
        return fmt::format("{}: {}{}", c.isPaused ? "pause-partitions" : "resume-partitions",
            flowText(c.consumer), named("partition", c.partition));
    }
    std::string operator()(const EndCommand&) const { return "end: true"; }

private:
    static std::string named(std::string_view key, const std::string& name)
    {
        return name.empty() ? std::string() : fmt::format(", {}: {}", key, flowText(name));
    }

    static std::string numbered(std::uint32_t number)
    {
        return number == 1 ? std::string() : fmt::format(", number: {}", number);
    }

    static std::string message(const MessageSpec& m)
    {
        return fmt::format("{}: {}{}{}{}{}{}", m.isAnswer ? "answer" : "request",
            flowText(event::apiName(m.api)), named("from", m.from), named("to", m.to),
            named("partition", m.partition), numbered(m.number),
            m.sinceStart ? ", since: start" : "");
    }

    static std::string_view stopHow(event::StopHow how)
    {
        switch (how) {
        case event::StopHow::PowerLoss:
            return "power-loss";
        case event::StopHow::Shutdown:
            return "shutdown";
        case event::StopHow::Kill:
        case event::StopHow::Halt: // is nobody's command
            return "kill";
        }
        return {};
    }

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

} // namespace brokerscope::scenario
