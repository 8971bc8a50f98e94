#include "engine/scenario/expression_names.h"

#include "engine/history/verdict.h"
#include "engine/scenario/nearest_name.h"

#include <fmt/format.h>
#include <iterator>

#include <algorithm>
#include <array>

namespace brokerscope::scenario {
namespace {

constexpr std::array<std::string_view, 4> kCounters{"produced", "acked", "failed", "delivered"};

enum class Parameter : std::uint8_t {
    Anomaly,
    TopicOrPartition,
    Partition,
    Broker,
    Controller,
    Consumer
};

struct Signature {
    std::string_view name;
    ExpressionFunction function;
    std::string_view usage;
    std::array<Parameter, 2> parameters; // the second one means nothing where most is 1
    std::size_t fewest = 1;
    std::size_t most = 1;
};

constexpr std::array kFunctions{
    Signature{"count", ExpressionFunction::Count, "count(anomaly, topic-or-partition)",
        {Parameter::Anomaly, Parameter::TopicOrPartition}, 2, 2},
    Signature{"leo", ExpressionFunction::Leo, "leo(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 2, 2},
    Signature{"hw", ExpressionFunction::Hw, "hw(partition) or hw(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 1, 2},
    Signature{"log_start", ExpressionFunction::LogStart, "log_start(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 2, 2},
    Signature{"epoch", ExpressionFunction::Epoch, "epoch(partition)", {Parameter::Partition}, 1, 1},
    Signature{
        "leader", ExpressionFunction::Leader, "leader(partition)", {Parameter::Partition}, 1, 1},
    Signature{"isr", ExpressionFunction::Isr, "isr(partition)", {Parameter::Partition}, 1, 1},
    Signature{"position", ExpressionFunction::Position, "position(consumer, partition)",
        {Parameter::Consumer, Parameter::Partition}, 2, 2},
    Signature{"segments", ExpressionFunction::Segments, "segments(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 2, 2},
    Signature{"index_entries", ExpressionFunction::IndexEntries, "index_entries(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 2, 2},
    Signature{"records", ExpressionFunction::Records, "records(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 2, 2},
    Signature{"size", ExpressionFunction::Size, "size(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 2, 2},
    Signature{"sought", ExpressionFunction::Sought, "sought(consumer, partition)",
        {Parameter::Consumer, Parameter::Partition}, 2, 2},
    Signature{"recovered", ExpressionFunction::Recovered, "recovered(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 2, 2},
    Signature{"in_isr", ExpressionFunction::InIsr, "in_isr(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 2, 2},
    Signature{"is_leader", ExpressionFunction::IsLeader, "is_leader(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 2, 2},
    Signature{"isr_changes", ExpressionFunction::IsrChanges, "isr_changes(partition)",
        {Parameter::Partition}, 1, 1},
    Signature{"elections", ExpressionFunction::Elections, "elections(partition)",
        {Parameter::Partition}, 1, 1},
    Signature{"replicas", ExpressionFunction::Replicas, "replicas(partition)",
        {Parameter::Partition}, 1, 1},
    Signature{"has_replica", ExpressionFunction::HasReplica, "has_replica(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 2, 2},
    Signature{"truncated", ExpressionFunction::Truncated, "truncated(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 2, 2},
    Signature{"gone", ExpressionFunction::Gone, "gone(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 2, 2},
    Signature{"diverged", ExpressionFunction::Diverged, "diverged(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 2, 2},
    Signature{"unavailable_ms", ExpressionFunction::UnavailableMs, "unavailable_ms(partition)",
        {Parameter::Partition}, 1, 1},
    Signature{"fenced", ExpressionFunction::Fenced, "fenced(broker)", {Parameter::Broker}, 1, 1},
    Signature{"term", ExpressionFunction::Term, "term()", {}, 0, 0},
    Signature{
        "active", ExpressionFunction::Active, "active(controller)", {Parameter::Controller}, 1, 1},
};

std::string didYouMean(std::string_view typed, const std::vector<std::string_view>& names)
{
    const std::string nearest = nearestName(typed, names);
    return nearest.empty() ? std::string() : fmt::format(" (did you mean '{}'?)", nearest);
}

std::vector<std::string_view> anomalyNames()
{
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < history::kAnomalyKinds; ++i) {
        names.push_back(history::anomalyName(static_cast<history::AnomalyKind>(i)));
    }
    return names;
}

std::vector<std::string> toStrings(const std::vector<std::string_view>& names)
{
    return {names.begin(), names.end()};
}

event::NodeKind kindOf(Parameter parameter)
{
    switch (parameter) {
    case Parameter::Controller:
        return event::NodeKind::Controller;
    case Parameter::Consumer:
        return event::NodeKind::Consumer;
    case Parameter::Broker:
    case Parameter::Anomaly:
    case Parameter::TopicOrPartition:
    case Parameter::Partition:
        break;
    }
    return event::NodeKind::Broker;
}

/// What an argument may be called. Anomalies need no roster.
std::vector<std::string> candidates(Parameter parameter, const event::Roster* roster)
{
    std::vector<std::string> names;
    switch (parameter) {
    case Parameter::Anomaly:
        return toStrings(anomalyNames());
    case Parameter::TopicOrPartition:
        for (const event::Roster::Partition& partition : roster->partitions) {
            names.push_back(partition.topic);
            names.push_back(partition.name());
        }
        break;
    case Parameter::Partition:
        for (const event::Roster::Partition& partition : roster->partitions) {
            names.push_back(partition.name());
        }
        break;
    case Parameter::Broker:
    case Parameter::Controller:
    case Parameter::Consumer:
        for (const NodeId id : roster->nodesOf(kindOf(parameter))) {
            names.push_back(roster->at(id).name);
        }
        break;
    }
    return names;
}

std::string_view described(Parameter parameter)
{
    switch (parameter) {
    case Parameter::Anomaly:
        return "an anomaly";
    case Parameter::TopicOrPartition:
        return "a topic or partition";
    case Parameter::Partition:
        return "a partition such as orders-0";
    case Parameter::Broker:
        return "a broker of the cluster";
    case Parameter::Controller:
        return "a controller of the cluster";
    case Parameter::Consumer:
        return "a consumer";
    }
    return "";
}

/// Without a roster the participants are unknown, and only anomalies can be checked.
std::optional<std::string> checkArgument(
    const ExpressionName& argument, Parameter parameter, const event::Roster* roster)
{
    if (roster == nullptr && parameter != Parameter::Anomaly) {
        return std::nullopt;
    }
    const std::vector<std::string> names = candidates(parameter, roster);
    if (std::find(names.begin(), names.end(), argument.text) != names.end()) {
        return std::nullopt;
    }
    return fmt::format("column {}: '{}' is not {}{}", argument.column, argument.text,
        described(parameter), didYouMean(argument.text, {names.begin(), names.end()}));
}

const Signature* signatureOf(std::string_view name)
{
    const auto found = std::find_if(
        kFunctions.begin(), kFunctions.end(), [&](const Signature& s) { return s.name == name; });
    return found == kFunctions.end() ? nullptr : &*found;
}

std::optional<std::string> checkFunction(const ExpressionCall& call, const event::Roster* roster)
{
    const Signature* signature = signatureOf(call.name.text);
    if (signature == nullptr) {
        std::vector<std::string_view> names;
        names.reserve(std::size(kFunctions));
        for (const Signature& known : kFunctions) {
            names.push_back(known.name);
        }
        return fmt::format("column {}: there is no function '{}'{}", call.name.column,
            call.name.text, didYouMean(call.name.text, names));
    }
    if (call.arguments.size() < signature->fewest || call.arguments.size() > signature->most) {
        return fmt::format("column {}: expected {}", call.name.column, signature->usage);
    }
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
        if (auto problem = checkArgument(call.arguments[i], signature->parameters[i], roster)) {
            return problem;
        }
    }
    return std::nullopt;
}

std::optional<std::string> checkCall(const ExpressionCall& call, const event::Roster* roster)
{
    if (call.hasArguments) {
        return checkFunction(call, roster);
    }
    if (const Signature* signature = signatureOf(call.name.text)) {
        return fmt::format("column {}: expected {}", call.name.column, signature->usage);
    }
    std::vector<std::string_view> names = anomalyNames();
    names.insert(names.end(), kCounters.begin(), kCounters.end());
    if (std::find(names.begin(), names.end(), call.name.text) != names.end()) {
        return std::nullopt;
    }
    for (const Signature& signature : kFunctions) {
        names.push_back(signature.name);
    }
    return fmt::format("column {}: there is no counter '{}'{}", call.name.column, call.name.text,
        didYouMean(call.name.text, names));
}

} // namespace

std::optional<ExpressionCounter> counterByName(std::string_view name)
{
    const auto found = std::find(kCounters.begin(), kCounters.end(), name);
    return found == kCounters.end()
        ? std::nullopt
        : std::optional(static_cast<ExpressionCounter>(found - kCounters.begin()));
}

std::optional<ExpressionFunction> functionByName(std::string_view name)
{
    const Signature* signature = signatureOf(name);
    return signature == nullptr ? std::nullopt : std::optional(signature->function);
}

std::optional<std::string> checkNames(const ExpressionSum& sum, const event::Roster* roster)
{
    for (const ExpressionTerm& term : sum) {
        if (const auto* call = std::get_if<ExpressionCall>(&term.value)) {
            if (auto problem = checkCall(*call, roster)) {
                return problem;
            }
        }
    }
    return std::nullopt;
}

} // namespace brokerscope::scenario
