#include "tests/support/shrink.h"

#include "engine/scenario/edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

namespace brokerscope::testing {

namespace {

using Shows = std::function<bool(const scenario::Scenario&)>;

bool isEnd(const scenario::Command& command)
{
    return std::holds_alternative<scenario::EndCommand>(command.action);
}

/// Leaves out ever smaller parts of the script.
void dropCommands(scenario::Scenario& scenario, const Shows& shows)
{
    for (std::size_t part = scenario.script.size() / 2; part > 0; part /= 2) {
        for (std::size_t from = 0; from < scenario.script.size();) {
            scenario::Scenario smaller = scenario;
            const auto begin = smaller.script.begin() + static_cast<std::ptrdiff_t>(from);
            const std::size_t end = std::min(from + part, scenario.script.size());
            const auto behind = smaller.script.begin() + static_cast<std::ptrdiff_t>(end);
            smaller.script.erase(
                std::remove_if(begin, behind, [](const auto& each) { return !isEnd(each); }),
                behind);
            if (smaller.script.size() < scenario.script.size() && shows(smaller)) {
                scenario = std::move(smaller);
            } else {
                from += part;
            }
        }
    }
}

void dropRecords(scenario::Scenario& scenario, const Shows& shows)
{
    for (std::size_t i = 0; i < scenario.producers.size(); ++i) {
        while (scenario.producers[i].sends.count.value_or(0) > 1) {
            scenario::Scenario smaller = scenario;
            *smaller.producers[i].sends.count /= 2;
            if (!shows(smaller)) {
                break;
            }
            scenario = std::move(smaller);
        }
    }
}

void dropProperties(scenario::Scenario& scenario, const Shows& shows)
{
    for (std::size_t i = 0; i < scenario.producers.size(); ++i) {
        for (const auto& [name, value] : scenario::ConfigMap(scenario.producers[i].config)) {
            scenario::Scenario smaller = scenario;
            smaller.producers[i].config.erase(name);
            if (shows(smaller)) {
                scenario = std::move(smaller);
            }
        }
    }
}

} // namespace

scenario::Scenario shrunk(scenario::Scenario scenario, const Shows& shows)
{
    dropCommands(scenario, shows);
    dropRecords(scenario, shows);
    dropProperties(scenario, shows);
    dropCommands(scenario, shows); // fewer records may need fewer of them
    return scenario;
}

std::string scheduleText(const scenario::Scenario& scenario)
{
    std::string text = fmt::format("seed: {}\n", scenario.seed);
    for (const scenario::ProducerSpec& producer : scenario.producers) {
        text += fmt::format("{} sends {} records:", producer.name,
            producer.sends.count ? std::to_string(*producer.sends.count) : "endless");
        for (const auto& [name, value] : producer.config) {
            text += fmt::format(" {}={}", name, value);
        }
        text += "\n";
    }
    for (const std::uint32_t index : scenario::inOrderOfTime(scenario.script)) {
        text += scenario::toText(scenario::AddCommand{scenario.script[index]}) + "\n";
    }
    return text;
}

} // namespace brokerscope::testing
