#include "engine/scenario/nearest_name.h"
#include "engine/scenario/sections.h"

#include <fmt/format.h>

#include <algorithm>

/// Who is meant by a name.
namespace brokerscope::scenario {
namespace {

/// The letter and a number from 1, without leading zeros.
bool isNumbered(std::string_view name, char letter)
{
    return name.size() > 1 && name.size() < 8 && name[0] == letter && name[1] != '0'
        && parseUnsigned(name.substr(1)).has_value();
}

bool isAllowed(event::NodeKind kind, Nodes allowed)
{
    switch (allowed) {
    case Nodes::Any:
        return kind != event::NodeKind::Script;
    case Nodes::Brokers:
        return kind == event::NodeKind::Broker;
    case Nodes::Producers:
        return kind == event::NodeKind::Producer;
    case Nodes::Consumers:
        return kind == event::NodeKind::Consumer;
    case Nodes::Clients:
        return kind == event::NodeKind::Producer || kind == event::NodeKind::Consumer;
    }
    return false;
}

std::string_view described(Nodes allowed)
{
    switch (allowed) {
    case Nodes::Any:
        return "no broker, controller, producer or consumer of this scenario";
    case Nodes::Brokers:
        return "no broker; brokers are b1, b2 …";
    case Nodes::Producers:
        return "no producer of this scenario";
    case Nodes::Consumers:
        return "no consumer of this scenario";
    case Nodes::Clients:
        return "no producer or consumer of this scenario";
    }
    return "";
}

std::string range(char letter, int count)
{
    return count == 1 ? fmt::format("only {}1", letter)
                      : fmt::format("{0}1 to {0}{1}", letter, count);
}

/// A broker's or controller's name, whose number may be too large.
void checkNumber(Reading& reading, const Place& place)
{
    const std::string& name = place.node->text;
    const ClusterSpec& cluster = reading.scenario.cluster;
    const auto number = parseUnsigned(std::string_view(name).substr(1));
    const bool isBroker = isBrokerName(name);
    if (!reading.knowsBrokers) {
        return;
    }
    if (isBroker && *number > std::uint64_t(cluster.brokers)) {
        reading.report(place,
            fmt::format(
                "names broker {}, but the cluster has {}", name, range('b', cluster.brokers)));
    } else if (!isBroker && cluster.controllers == 1) {
        reading.report(place,
            fmt::format("names controller {}, but the cluster has only one, 'controller'", name),
            "controller");
    } else if (!isBroker && *number > std::uint64_t(cluster.controllers)) {
        reading.report(place,
            fmt::format("names controller {}, but the cluster has {}", name,
                range('k', cluster.controllers)));
    }
}

} // namespace

bool isBrokerName(std::string_view name)
{
    return isNumbered(name, 'b');
}

bool isControllerName(std::string_view name)
{
    return name == "controller" || isNumbered(name, 'k');
}

std::string_view whyOneProcess(std::string_view node)
{
    return isBrokerName(node) || isControllerName(node) ? "combined: true" : "forward";
}

void checkNode(Reading& reading, const Place& place, Nodes allowed)
{
    if (!place.isScalar()) {
        return;
    }
    const std::string& name = place.node->text;
    const bool mayBeBroker = allowed == Nodes::Any || allowed == Nodes::Brokers;
    const bool isNumberedController = isControllerName(name) && name != "controller";
    if ((isBrokerName(name) && mayBeBroker) || (isNumberedController && allowed == Nodes::Any)) {
        checkNumber(reading, place);
        return;
    }
    const event::Roster roster = rosterOf(reading.scenario);
    std::vector<std::string_view> names;
    for (const event::Roster::Node& node : roster.nodes) {
        if (isAllowed(node.kind, allowed)) {
            names.push_back(node.name);
        }
    }
    const bool found = std::find(names.begin(), names.end(), name) != names.end();
    const bool certain = allowed == Nodes::Brokers || reading.knowsClients;
    if (!found && certain) {
        reading.report(
            place, fmt::format("'{}' is {}", name, described(allowed)), nearestName(name, names));
    }
}

} // namespace brokerscope::scenario
