#include "engine/scenario/config_rules.h"
#include "engine/scenario/nearest_name.h"
#include "engine/scenario/sections.h"

#include <fmt/format.h>

#include <algorithm>

namespace brokerscope::scenario {
namespace {

constexpr std::int64_t kMostPartitions = 1000;
constexpr std::size_t kLongestTopicName = 249;

bool mayStandInTopicName(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.'
        || c == '_' || c == '-';
}

/// Kafka's own rules (common/internals/Topic), and nullopt when the name keeps them.
std::optional<std::string> topicNameProblem(std::string_view name)
{
    if (name.empty() || name.size() > kLongestTopicName) {
        return "expected a topic name of 1 to 249 characters";
    }
    if (name == "." || name == "..") {
        return "a topic may not be called '.' or '..'";
    }
    if (!std::all_of(name.begin(), name.end(), mayStandInTopicName)) {
        return "expected a topic name of letters, digits, '.', '_' and '-'";
    }
    return std::nullopt;
}

void checkTopicNames(Reading& reading, const Place& topics)
{
    std::vector<std::pair<std::string, std::string>> seen; // with '_' for '.', and as it is
    for (const auto& [name, place] : topics.members()) {
        if (auto problem = topicNameProblem(name)) {
            reading.reportName(place, std::move(*problem));
            continue;
        }
        std::string flat = name;
        std::replace(flat.begin(), flat.end(), '.', '_');
        for (const auto& [otherFlat, other] : seen) {
            if (otherFlat == flat) {
                reading.reportName(place,
                    fmt::format(
                        "'{}' and '{}' differ only in '.' and '_'; Kafka refuses the second "
                        "(INVALID_TOPIC_EXCEPTION)",
                        other, name));
            }
        }
        seen.emplace_back(std::move(flat), name);
    }
}

/// The script is read later; what is wrong with it is reported then.
void notePartitionsToCome(Reading& reading, const Place& script)
{
    for (const Place& command : script.items()) {
        const Place topic = command.child("add-partitions");
        const Place to = command.child("to");
        if (!topic.isScalar() || !to.isScalar()) {
            continue;
        }
        const std::optional<std::uint64_t> count = parseUnsigned(to.node->text);
        if (count && *count <= kMostPartitions) {
            std::uint16_t& most = reading.partitionsToCome[topic.node->text];
            most = std::max(most, static_cast<std::uint16_t>(*count));
        }
    }
}

/// "orders-0" could be a topic or the first partition of "orders": nobody could name either.
void checkAmbiguity(Reading& reading, const Place& topics)
{
    for (const auto& [name, place] : topics.members()) {
        const std::size_t dash = name.rfind('-');
        const TopicSpec* other = dash == std::string::npos
            ? nullptr
            : findTopic(reading.scenario, std::string_view(name).substr(0, dash));
        const std::optional<std::uint64_t> number = other == nullptr
            ? std::nullopt
            : parseUnsigned(std::string_view(name).substr(dash + 1));
        if (number && *number < mostPartitions(reading, *other)) {
            reading.reportName(place,
                fmt::format(
                    "this name is also that of partition {} of topic '{}'", *number, other->name));
        }
    }
}

bool readReplicas(Reading& reading, const Place& list, std::vector<NodeId>& into)
{
    const std::size_t before = reading.diagnostics.size();
    for (const Place& item : list.items()) {
        if (!item.isScalar()) {
            return false;
        }
        checkNode(reading, item, Nodes::Brokers);
        const std::string_view name = item.node->text;
        const std::optional<std::uint64_t> number
            = isBrokerName(name) ? parseUnsigned(name.substr(1)) : std::nullopt;
        if (!number || reading.diagnostics.size() > before || *number > BrokerSet::kMaxBrokers) {
            return false;
        }
        const NodeId broker(static_cast<std::uint16_t>(*number));
        if (std::find(into.begin(), into.end(), broker) != into.end()) {
            reading.report(item, fmt::format("broker {} stands twice in this list", name));
            return false;
        }
        into.push_back(broker);
    }
    return true;
}

/// Without partitions or replication.factor beside it, the assignment says them.
void readAssignment(Reading& reading, const Place& place, const Place& assignment, TopicSpec& topic)
{
    if (!assignment || assignment.node->kind != YamlNode::Kind::List) {
        return;
    }
    const std::vector<Place> lists = assignment.items();
    const bool sized = static_cast<bool>(place.child("partitions"));
    if (lists.empty() || (sized && lists.size() != topic.partitions)) {
        reading.report(assignment,
            fmt::format("expected one list of brokers for each of the {} partitions, found {}",
                topic.partitions, lists.size()));
        return;
    }
    const bool hasFactor = static_cast<bool>(place.child("replication.factor"));
    const std::size_t factor = hasFactor ? topic.replicationFactor : lists.front().items().size();
    for (const Place& list : lists) {
        std::vector<NodeId> replicas;
        if (!readReplicas(reading, list, replicas)) {
            continue;
        }
        if (replicas.size() != factor || replicas.empty()) {
            reading.report(list,
                fmt::format("expected {} brokers, as many as the replication factor, found {}",
                    std::max<std::size_t>(factor, 1), replicas.size()));
        }
        topic.assignment.push_back(std::move(replicas));
    }
    topic.partitions
        = static_cast<std::uint16_t>(std::min<std::size_t>(lists.size(), kMostPartitions));
    topic.replicationFactor = static_cast<std::uint16_t>(factor);
}

/// Whether the topic is there only when a client asks for it. The broker then knows nothing of it
/// but its name.
bool readOnDemand(Reading& reading, const Place& place)
{
    const bool isOnDemand = reading
                                .parsed(
                                    place.child("created"),
                                    [](std::string_view text) {
                                        return text == "at-start" || text == "on-demand"
                                            ? std::optional(text == "on-demand")
                                            : std::nullopt;
                                    },
                                    "at-start or on-demand")
                                .value_or(false);
    for (const char* key : {"partitions", "replication.factor", "assignment", "config"}) {
        if (const Place stray = place.child(key); isOnDemand && stray) {
            reading.report(stray,
                fmt::format("a topic that is created on demand has no '{}' of its own: the broker "
                            "creates it with num.partitions and default.replication.factor, and "
                            "with the brokers' properties",
                    key));
        }
    }
    return isOnDemand;
}

/// What a topic has that says nothing else, as when Kafka creates one.
void setDefaults(const Reading& reading, TopicSpec& topic)
{
    const Config broker(
        ConfigScope::Broker, reading.scenario.kafka, reading.scenario.cluster.config);
    // One more than there may be is told when all topics are counted.
    topic.partitions = static_cast<std::uint16_t>(
        std::min<std::int64_t>(broker.integer("num.partitions"), kMostPartitions + 1));
    topic.replicationFactor = static_cast<std::uint16_t>(std::clamp<std::int64_t>(
        broker.integer("default.replication.factor"), 0, BrokerSet::kMaxBrokers + 1));
}

/// `factor`: where the topic says it, if it does.
void checkReplicationFactor(
    Reading& reading, const Place& place, const Place& factor, const TopicSpec& topic)
{
    const std::uint16_t replicas = topic.replicationFactor;
    const bool isTooLarge = reading.knowsBrokers && replicas > reading.scenario.cluster.brokers;
    if (factor && isTooLarge) {
        reading.report(factor,
            fmt::format(
                "expected at most {}, the number of brokers, found {} (INVALID_REPLICATION_FACTOR)",
                reading.scenario.cluster.brokers, replicas));
    } else if (isTooLarge || replicas == 0) {
        reading.report(place,
            fmt::format(
                "default.replication.factor is not from 1 to {}, the number of brokers, and "
                "the topic has no replication.factor (INVALID_REPLICATION_FACTOR)",
                reading.scenario.cluster.brokers));
    }
}

void readTopic(Reading& reading, const std::string& name, const Place& place)
{
    TopicSpec topic;
    topic.name = name;
    topic.isOnDemand = readOnDemand(reading, place);
    setDefaults(reading, topic);
    const Place partitions = place.child("partitions");
    const std::optional<std::int64_t> count = reading.integer(partitions, 1, kMostPartitions);
    if (partitions && !count) {
        reading.topicsOfUnknownSize.insert(name);
    }
    topic.partitions = static_cast<std::uint16_t>(count.value_or(topic.partitions));

    const Place factor = place.child("replication.factor");
    const std::optional<std::int64_t> replicas = reading.integer(factor, 1, BrokerSet::kMaxBrokers);
    topic.replicationFactor
        = static_cast<std::uint16_t>(replicas.value_or(topic.replicationFactor));
    const Place assignment = place.child("assignment");
    // Of one that is created on demand the controller says it, when it is asked.
    if (!topic.isOnDemand && (factor ? replicas.has_value() : !assignment)) {
        checkReplicationFactor(reading, place, factor, topic);
    }
    const bool isReadable = (!partitions || count) && (!factor || replicas);
    if (isReadable) {
        readAssignment(reading, place, assignment, topic);
    }
    const Place config = place.child("config");
    readConfig(reading, config, ConfigScope::Topic, topic.config);
    for (const ConfigConflict& conflict : topicConflicts(reading.scenario.kafka, topic.config)) {
        reading.report(config.child(conflict.property), conflict.message);
    }
    reading.scenario.topics.push_back(std::move(topic));
}

} // namespace

std::uint16_t mostPartitions(const Reading& reading, const TopicSpec& topic)
{
    const auto found = reading.partitionsToCome.find(topic.name);
    return found == reading.partitionsToCome.end() ? topic.partitions
                                                   : std::max(topic.partitions, found->second);
}

const TopicSpec* findTopic(const Scenario& scenario, std::string_view name)
{
    const auto found = std::find_if(scenario.topics.begin(), scenario.topics.end(),
        [&](const TopicSpec& topic) { return topic.name == name; });
    return found == scenario.topics.end() ? nullptr : &*found;
}

void readTopics(Reading& reading, const Place& topics, const Place& script)
{
    notePartitionsToCome(reading, script);
    if (!topics) {
        return;
    }
    reading.knowsTopics = topics.node->kind == YamlNode::Kind::Map;
    for (const auto& [name, place] : topics.members()) {
        readTopic(reading, name, place);
    }
    checkTopicNames(reading, topics);
    checkAmbiguity(reading, topics);
    std::int64_t total = 0;
    for (const TopicSpec& topic : reading.scenario.topics) {
        total += mostPartitions(reading, topic);
    }
    if (total > kMostPartitions) {
        reading.report(topics,
            fmt::format("expected at most {} partitions over all topics, found {}", kMostPartitions,
                total));
    }
}

void checkTopic(Reading& reading, const Place& place)
{
    if (!place.isScalar() || !reading.knowsTopics
        || findTopic(reading.scenario, place.node->text) != nullptr) {
        return;
    }
    std::vector<std::string_view> names;
    for (const TopicSpec& topic : reading.scenario.topics) {
        names.push_back(topic.name);
    }
    reading.report(place, fmt::format("there is no topic '{}'", place.node->text),
        nearestName(place.node->text, names));
}

void checkPartition(Reading& reading, const Place& place, bool orTopic)
{
    if (!place.isScalar() || !reading.knowsTopics) {
        return;
    }
    const std::string_view name = place.node->text;
    if (orTopic && findTopic(reading.scenario, name) != nullptr) {
        return;
    }
    const std::size_t dash = name.rfind('-');
    const TopicSpec* topic = dash == std::string_view::npos
        ? nullptr
        : findTopic(reading.scenario, name.substr(0, dash));
    const std::optional<std::uint64_t> number
        = topic == nullptr ? std::nullopt : parseUnsigned(name.substr(dash + 1));
    if (number && std::to_string(*number) == name.substr(dash + 1)) {
        const std::uint16_t most = mostPartitions(reading, *topic);
        if (*number >= most && !reading.topicsOfUnknownSize.contains(topic->name)) {
            reading.report(place,
                fmt::format("topic '{}' has partitions {}-0 to {}-{}", topic->name, topic->name,
                    topic->name, most - 1));
        }
        return;
    }
    std::vector<std::string> names;
    for (const TopicSpec& known : reading.scenario.topics) {
        names.push_back(known.name + (orTopic ? "" : "-0"));
        names.push_back(known.name + "-0");
    }
    reading.report(place,
        fmt::format("there is no {}partition '{}'", orTopic ? "topic or " : "", name),
        nearestName(name, {names.begin(), names.end()}));
}

} // namespace brokerscope::scenario
