#include "engine/scenario/edit.h"

#include "engine/scenario/edit_fit.h"

#include <algorithm>

namespace brokerscope::scenario {
namespace {

using Script = std::vector<Command>;

Script::iterator endCommand(Script& script)
{
    return std::find_if(script.begin(), script.end(),
        [](const Command& command) { return std::holds_alternative<EndCommand>(command.action); });
}

Timestamp within(Timestamp time, Timestamp end)
{
    return std::clamp(time, Timestamp(), end);
}

/// Commands keep their indices: a new one goes right before the end.
bool add(Scenario& scenario, Command command)
{
    const auto end = endCommand(scenario.script);
    if (end == scenario.script.end() || !fits(command, scenario)) {
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
    const auto place = script.begin() + static_cast<std::ptrdiff_t>(index);
    Command removed = std::move(*place);
    script.erase(place);
    // Others may speak of partitions that nobody adds any more.
    if (std::holds_alternative<AddPartitionsCommand>(removed.action) && !isWhole(scenario)) {
        script.insert(script.begin() + static_cast<std::ptrdiff_t>(index), std::move(removed));
        return false;
    }
    return true;
}

} // namespace

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
