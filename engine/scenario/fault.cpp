#include "engine/scenario/fault.h"

#include <algorithm>

namespace brokerscope::scenario {

namespace {

struct Breaks {
    template <class Other>
    bool operator()(const Other&) const
    {
        return false;
    }
    bool operator()(const StopCommand&) const { return true; }
    bool operator()(const PauseCommand&) const { return true; }
    bool operator()(const CutCommand&) const { return true; }
    bool operator()(const IsolateCommand&) const { return true; }
    bool operator()(const SlowLinkCommand& c) const { return c.extra > Duration(); }
    bool operator()(const SlowDiskCommand& c) const { return c.perWrite > Duration(); }
    bool operator()(const FillDiskCommand& c) const { return c.full; }
    bool operator()(const SkewClockCommand& c) const { return c.by != Duration(); }
    bool operator()(const DropCommand&) const { return true; }
    bool operator()(const DelayCommand&) const { return true; }
    bool operator()(const FailOnceCommand&) const { return true; }
};

/// The same two ends; which is which matters only for one direction.
template <class A, class B>
bool sameLink(const A& a, const B& b)
{
    const bool straight = a.from == b.from && a.to == b.to;
    const bool crossed = a.from == b.to && a.to == b.from;
    return straight || (crossed && (a.bothWays || b.bothWays));
}

/// Whether a later command undoes a fault.
struct Heals {
    template <class Fault, class Other>
    bool operator()(const Fault&, const Other&) const
    {
        return false;
    }
    bool operator()(const StopCommand& fault, const StartCommand& c) const
    {
        return std::find(c.nodes.begin(), c.nodes.end(), fault.node) != c.nodes.end();
    }
    bool operator()(const PauseCommand& fault, const ResumeCommand& c) const
    {
        return c.node == fault.node;
    }
    bool operator()(const CutCommand& fault, const HealCommand& c) const
    {
        return sameLink(fault, c);
    }
    bool operator()(const CutCommand& fault, const ReconnectCommand& c) const
    {
        return c.node == fault.from || c.node == fault.to;
    }
    bool operator()(const IsolateCommand& fault, const ReconnectCommand& c) const
    {
        return c.node == fault.node;
    }
    bool operator()(const SlowLinkCommand& fault, const SlowLinkCommand& c) const
    {
        return c.extra == Duration() && sameLink(fault, c);
    }
    bool operator()(const SlowLinkCommand& fault, const HealCommand& c) const
    {
        return sameLink(fault, c);
    }
    bool operator()(const SlowLinkCommand& fault, const ReconnectCommand& c) const
    {
        return c.node == fault.from || c.node == fault.to;
    }
    bool operator()(const SlowDiskCommand& fault, const SlowDiskCommand& c) const
    {
        return c.perWrite == Duration() && c.broker == fault.broker;
    }
    bool operator()(const FillDiskCommand& fault, const FillDiskCommand& c) const
    {
        return !c.full && c.broker == fault.broker;
    }
    bool operator()(const SkewClockCommand& fault, const SkewClockCommand& c) const
    {
        return c.by == Duration() && c.node == fault.node;
    }
};

} // namespace

bool isFault(const Command& command)
{
    return std::visit(Breaks(), command.action);
}

std::optional<std::size_t> firstFault(const Scenario& scenario)
{
    std::optional<std::size_t> first;
    for (const std::uint32_t index : inOrderOfTime(scenario.script)) {
        const Command& command = scenario.script[index];
        if (std::holds_alternative<StopCommand>(command.action)) {
            return index;
        }
        if (!first && isFault(command)) {
            first = index;
        }
    }
    return first;
}

std::optional<std::size_t> healingOf(const Scenario& scenario, std::size_t fault)
{
    if (fault >= scenario.script.size() || !isFault(scenario.script[fault])) {
        return std::nullopt;
    }
    bool isLater = false;
    for (const std::uint32_t index : inOrderOfTime(scenario.script)) {
        if (index == fault) {
            isLater = true;
        } else if (isLater
            && std::visit(Heals(), scenario.script[fault].action, scenario.script[index].action)) {
            return index;
        }
    }
    return std::nullopt;
}

std::vector<Edit> movesTo(const Scenario& scenario, std::size_t command, Timestamp at)
{
    std::vector<Edit> moves{MoveCommand{command, at}};
    if (const auto healing = healingOf(scenario, command)) {
        const Duration distance = scenario.script[*healing].at - scenario.script[command].at;
        moves.emplace_back(MoveCommand{*healing, std::min(at + distance, endOf(scenario))});
    }
    return moves;
}

Scenario withFaultAt(Scenario scenario, std::size_t fault, Timestamp at)
{
    for (const Edit& move : movesTo(scenario, fault, at)) {
        static_cast<void>(applyTo(scenario, move)); // it names commands of this very script
    }
    return scenario;
}

Scenario withoutFault(Scenario scenario, std::size_t fault)
{
    static_cast<void>(applyTo(scenario, RemoveCommand{fault})); // no end, so it can be removed
    return scenario;
}

} // namespace brokerscope::scenario
