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
    Topic,
    Partition,
    Broker,
    Controller,
    Producer,
    Consumer,
    CloseReason,
    Error,
    Key, ///< any word
    Group,
    Reader, ///< a consumer or a group
};

/// Who takes part, as far as that is known.
struct KnownNames {
    const event::Roster* roster = nullptr;
    const std::vector<std::string>* groups = nullptr;
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
    Signature{"count", ClusterFunction::Count, "count(anomaly, topic-or-partition)",
        {Parameter::Anomaly, Parameter::TopicOrPartition}, 2, 2},
    Signature{"leo", ClusterFunction::Leo, "leo(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 2, 2},
    Signature{"hw", ClusterFunction::Hw, "hw(partition) or hw(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 1, 2},
    Signature{"log_start", ClusterFunction::LogStart, "log_start(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 2, 2},
    Signature{"epoch", ClusterFunction::Epoch, "epoch(partition)", {Parameter::Partition}, 1, 1},
    Signature{"leader", ClusterFunction::Leader, "leader(partition)", {Parameter::Partition}, 1, 1},
    Signature{"isr", ClusterFunction::Isr, "isr(partition)", {Parameter::Partition}, 1, 1},
    Signature{"position", ClusterFunction::Position, "position(consumer, partition)",
        {Parameter::Consumer, Parameter::Partition}, 2, 2},
    Signature{"segments", ClusterFunction::Segments, "segments(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 2, 2},
    Signature{"index_entries", ClusterFunction::IndexEntries, "index_entries(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 2, 2},
    Signature{"records", ClusterFunction::Records, "records(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 2, 2},
    Signature{"size", ClusterFunction::Size, "size(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 2, 2},
    Signature{"sought", ClusterFunction::Sought, "sought(consumer, partition)",
        {Parameter::Consumer, Parameter::Partition}, 2, 2},
    Signature{"recovered", ClusterFunction::Recovered, "recovered(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 2, 2},
    Signature{"in_isr", ClusterFunction::InIsr, "in_isr(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 2, 2},
    Signature{"is_leader", ClusterFunction::IsLeader, "is_leader(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 2, 2},
    Signature{"isr_changes", ClusterFunction::IsrChanges, "isr_changes(partition)",
        {Parameter::Partition}, 1, 1},
    Signature{"elections", ClusterFunction::Elections, "elections(partition)",
        {Parameter::Partition}, 1, 1},
    Signature{
        "replicas", ClusterFunction::Replicas, "replicas(partition)", {Parameter::Partition}, 1, 1},
    Signature{"has_replica", ClusterFunction::HasReplica, "has_replica(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 2, 2},
    Signature{"truncated", ClusterFunction::Truncated, "truncated(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 2, 2},
    Signature{"gone", ClusterFunction::Gone, "gone(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 2, 2},
    Signature{"diverged", ClusterFunction::Diverged, "diverged(partition, broker)",
        {Parameter::Partition, Parameter::Broker}, 2, 2},
    Signature{"unavailable_ms", ClusterFunction::UnavailableMs, "unavailable_ms(partition)",
        {Parameter::Partition}, 1, 1},
    Signature{"fenced", ClusterFunction::Fenced, "fenced(broker)", {Parameter::Broker}, 1, 1},
    Signature{"term", ClusterFunction::Term, "term()", {}, 0, 0},
    Signature{
        "active", ClusterFunction::Active, "active(controller)", {Parameter::Controller}, 1, 1},
    Signature{"closed", ProducerFunction::Closed, "closed(producer) or closed(producer, reason)",
        {Parameter::Producer, Parameter::CloseReason}, 1, 2},
    Signature{
        "requests", ProducerFunction::Requests, "requests(producer)", {Parameter::Producer}, 1, 1},
    Signature{"sent_bytes", ProducerFunction::SentBytes, "sent_bytes(producer)",
        {Parameter::Producer}, 1, 1},
    Signature{"bytes_before", ProducerFunction::BytesBefore, "bytes_before(producer)",
        {Parameter::Producer}, 1, 1},
    Signature{"bytes_after", ProducerFunction::BytesAfter, "bytes_after(producer)",
        {Parameter::Producer}, 1, 1},
    Signature{
        "blocked", ProducerFunction::Blocked, "blocked(producer)", {Parameter::Producer}, 1, 1},
    Signature{"blocked_ms", ProducerFunction::BlockedMs, "blocked_ms(producer)",
        {Parameter::Producer}, 1, 1},
    Signature{"rejected", ProducerFunction::Rejected,
        "rejected(producer) or rejected(producer, partition)",
        {Parameter::Producer, Parameter::Partition}, 1, 2},
    Signature{"failed_with", ProducerFunction::FailedWith, "failed_with(producer, error)",
        {Parameter::Producer, Parameter::Error}, 2, 2},
    Signature{"throttled_ms", ProducerFunction::ThrottledMs, "throttled_ms(producer)",
        {Parameter::Producer}, 1, 1},
    Signature{"sent_to", ProducerFunction::SentTo, "sent_to(producer, partition)",
        {Parameter::Producer, Parameter::Partition}, 2, 2},
    Signature{
        "switches", ProducerFunction::Switches, "switches(producer)", {Parameter::Producer}, 1, 1},
    Signature{"partition_of", ProducerFunction::PartitionOf, "partition_of(topic, key)",
        {Parameter::Topic, Parameter::Key}, 2, 2},
    Signature{
        "moved_keys", ProducerFunction::MovedKeys, "moved_keys(topic)", {Parameter::Topic}, 1, 1},
    Signature{"committed", ClusterFunction::Committed, "committed(group, partition)",
        {Parameter::Group, Parameter::Partition}, 2, 2},
    Signature{"lag", ClusterFunction::Lag, "lag(group, partition)",
        {Parameter::Group, Parameter::Partition}, 2, 2},
    Signature{"members", ClusterFunction::Members, "members(group)", {Parameter::Group}, 1, 1},
    Signature{
        "generation", ClusterFunction::Generation, "generation(group)", {Parameter::Group}, 1, 1},
    Signature{
        "rebalances", ClusterFunction::Rebalances, "rebalances(group)", {Parameter::Group}, 1, 1},
    Signature{"delivered_to", ClusterFunction::DeliveredTo, "delivered_to(group)",
        {Parameter::Group}, 1, 1},
    Signature{
        "assigned", ClusterFunction::Assigned, "assigned(consumer)", {Parameter::Consumer}, 1, 1},
    Signature{"owns", ClusterFunction::Owns, "owns(consumer, partition)",
        {Parameter::Consumer, Parameter::Partition}, 2, 2},
    Signature{
        "stored", ClusterFunction::Stored, "stored(consumer-or-group)", {Parameter::Reader}, 1, 1},
    Signature{"rows", ClusterFunction::Rows, "rows(consumer-or-group)", {Parameter::Reader}, 1, 1},
    Signature{"stored_offset", ClusterFunction::StoredOffset,
        "stored_offset(consumer-or-group, partition)", {Parameter::Reader, Parameter::Partition}, 2,
        2},
    Signature{"forwarded", ClusterFunction::Forwarded, "forwarded(consumer-or-group)",
        {Parameter::Reader}, 1, 1},
    Signature{"deduplicated", ClusterFunction::Deduplicated, "deduplicated(consumer-or-group)",
        {Parameter::Reader}, 1, 1},
};

constexpr std::array<std::string_view, 7> kCloseReasons{
    "full", "linger", "drained", "memory", "flush", "close", "split"}; // in the order of the enum
static_assert(kCloseReasons.size() == static_cast<std::size_t>(event::CloseReason::Split) + 1);

constexpr std::int16_t kLowestError = -10; // below the exceptions that have no code
constexpr std::int16_t kHighestError = 150; // above Kafka's codes of 3.9
constexpr std::string_view kNoSuchError = "?"; // of event::errorName()

/// Kafka's names of all errors that the engine knows.
std::vector<std::string_view> errorNames()
{
    std::vector<std::string_view> names;
    for (std::int16_t code = kLowestError; code <= kHighestError; ++code) {
        const std::string_view name = event::errorName(static_cast<event::ErrorCode>(code));
        if (code != 0 && name != kNoSuchError) {
            names.push_back(name);
        }
    }
    return names;
}

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
    case Parameter::Producer:
        return event::NodeKind::Producer;
    case Parameter::Consumer:
        return event::NodeKind::Consumer;
    case Parameter::Broker:
    case Parameter::Anomaly:
    case Parameter::TopicOrPartition:
    case Parameter::Topic:
    case Parameter::Partition:
    case Parameter::CloseReason:
    case Parameter::Error:
    case Parameter::Key:
    case Parameter::Group:
    case Parameter::Reader:
        break;
    }
    return event::NodeKind::Broker;
}

/// Whether it is a matter of who takes part what an argument may be called.
bool needsRoster(Parameter parameter)
{
    return parameter != Parameter::Anomaly && parameter != Parameter::CloseReason
        && parameter != Parameter::Error;
}

/// What an argument may be called; of a key anything.
std::vector<std::string> candidates(Parameter parameter, const KnownNames& known)
{
    const event::Roster* const roster = known.roster;
    std::vector<std::string> names;
    switch (parameter) {
    case Parameter::Anomaly:
        return toStrings(anomalyNames());
    case Parameter::CloseReason:
        return {kCloseReasons.begin(), kCloseReasons.end()};
    case Parameter::Error:
        return toStrings(errorNames());
    case Parameter::Topic:
        for (const event::Roster::Partition& partition : roster->partitions) {
            names.push_back(partition.topic);
        }
        break;
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
    case Parameter::Producer:
    case Parameter::Consumer:
        for (const NodeId id : roster->nodesOf(kindOf(parameter))) {
            names.push_back(roster->at(id).name);
        }
        break;
    case Parameter::Key:
        break;
    case Parameter::Group:
        return *known.groups;
    case Parameter::Reader:
        names = *known.groups;
        for (const NodeId id : roster->nodesOf(event::NodeKind::Consumer)) {
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
    case Parameter::Producer:
        return "a producer";
    case Parameter::Consumer:
        return "a consumer";
    case Parameter::Topic:
        return "a topic";
    case Parameter::CloseReason:
        return "a reason to close a batch";
    case Parameter::Error:
        return "a Kafka error such as REQUEST_TIMED_OUT";
    case Parameter::Key:
        return "a key";
    case Parameter::Group:
        return "a consumer group";
    case Parameter::Reader:
        return "a consumer or a consumer group";
    }
    return "";
}

/// Without a roster the participants are unknown, and only what does not depend on them can be
/// checked.
std::optional<std::string> checkArgument(
    const ExpressionName& argument, Parameter parameter, const KnownNames& known)
{
    const bool isUnknown = parameter == Parameter::Group || parameter == Parameter::Reader
        ? known.groups == nullptr
        : known.roster == nullptr && needsRoster(parameter);
    if (parameter == Parameter::Key || isUnknown) {
        return std::nullopt;
    }
    const std::vector<std::string> names = candidates(parameter, known);
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

std::optional<std::string> checkFunction(const ExpressionCall& call, const KnownNames& known)
{
    const Signature* signature = signatureOf(call.name.text);
    if (signature == nullptr) {
        std::vector<std::string_view> names;
        names.reserve(std::size(kFunctions));
        for (const Signature& other : kFunctions) {
            names.push_back(other.name);
        }
        return fmt::format("column {}: there is no function '{}'{}", call.name.column,
            call.name.text, didYouMean(call.name.text, names));
    }
    if (call.arguments.size() < signature->fewest || call.arguments.size() > signature->most) {
        return fmt::format("column {}: expected {}", call.name.column, signature->usage);
    }
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
        if (auto problem = checkArgument(call.arguments[i], signature->parameters[i], known)) {
            return problem;
        }
    }
    return std::nullopt;
}

std::optional<std::string> checkCall(const ExpressionCall& call, const KnownNames& known)
{
    if (call.hasArguments) {
        return checkFunction(call, known);
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

std::optional<event::CloseReason> closeReasonByName(std::string_view name)
{
    const auto found = std::find(kCloseReasons.begin(), kCloseReasons.end(), name);
    return found == kCloseReasons.end()
        ? std::nullopt
        : std::optional(static_cast<event::CloseReason>(found - kCloseReasons.begin()));
}

std::optional<event::ErrorCode> errorByName(std::string_view name)
{
    for (std::int16_t code = kLowestError; code <= kHighestError; ++code) {
        const auto error = static_cast<event::ErrorCode>(code);
        if (error != event::ErrorCode::None && event::errorName(error) == name) {
            return error;
        }
    }
    return std::nullopt;
}

std::optional<std::string> checkNames(
    const ExpressionSum& sum, const event::Roster* roster, const std::vector<std::string>* groups)
{
    for (const ExpressionTerm& term : sum) {
        if (const auto* call = std::get_if<ExpressionCall>(&term.value)) {
            if (auto problem = checkCall(*call, {roster, groups})) {
                return problem;
            }
        }
    }
    return std::nullopt;
}

} // namespace brokerscope::scenario
