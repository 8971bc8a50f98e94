#include "engine/scenario/consumer_rules.h"
#include "engine/scenario/sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <regex>
#include <utility>

/// Consumers: what they read, in which group, and what their applications do with it.
namespace brokerscope::scenario {
namespace {

constexpr std::string_view kAutoCommit = "enable.auto.commit";
constexpr std::string_view kStrategy = "partition.assignment.strategy";

using Policy = CommitSpec::Policy;
constexpr std::array kPolicies{std::pair{"auto", Policy::Auto},
    std::pair{"sync-after-poll", Policy::SyncAfterPoll},
    std::pair{"async-after-poll", Policy::AsyncAfterPoll},
    std::pair{"before-processing", Policy::BeforeProcessing},
    std::pair{"processed", Policy::Processed}, std::pair{"none", Policy::None}};

std::optional<Policy> policyNamed(std::string_view text)
{
    for (const auto& [name, policy] : kPolicies) {
        if (name == text) {
            return policy;
        }
    }
    return std::nullopt;
}

// --- what it reads -------------------------------------------------------------------------------

void readAssigns(Reading& reading, const Place& assigns, ConsumerSpec& consumer)
{
    const auto add = [&](const Place& place, const std::string& partition) {
        const auto found = std::find(consumer.assigns.begin(), consumer.assigns.end(), partition);
        if (found != consumer.assigns.end()) {
            reading.report(place, fmt::format("partition {} is assigned twice", partition));
            return;
        }
        consumer.assigns.push_back(partition);
    };
    if (assigns && assigns.node->kind == YamlNode::Kind::List && assigns.node->items.empty()) {
        reading.report(assigns, "expected at least one partition or topic");
    }
    for (const Place& item : assigns.items()) {
        const std::size_t before = reading.diagnostics.size();
        checkPartition(reading, item, true);
        if (!item.isScalar() || reading.diagnostics.size() > before) {
            continue;
        }
        const TopicSpec* topic = findTopic(reading.scenario, item.node->text);
        for (std::uint16_t number = 0; topic != nullptr && number < topic->partitions; ++number) {
            add(item, fmt::format("{}-{}", topic->name, number));
        }
        if (topic == nullptr) {
            add(item, item.node->text);
        }
    }
}

void readSource(Reading& reading, const Place& place, ConsumerSpec& consumer)
{
    const Place assigns = place.child("assigns");
    const Place subscribes = place.child("subscribes");
    if (place.node->kind == YamlNode::Kind::Map) {
        if (assigns && subscribes) {
            reading.report(subscribes,
                "a consumer either subscribes or gets partitions assigned; Kafka throws an "
                "IllegalStateException");
        } else if (!assigns && !subscribes) {
            reading.report(
                place, "expected assigns: [partitions], or group: and subscribes: [topics]");
        } else if (subscribes && !place.child("group")) {
            reading.report(subscribes,
                "to subscribe needs a group (Kafka: InvalidGroupIdException); add group:, or write "
                "assigns: instead");
        }
    }
    readAssigns(reading, assigns, consumer);
    if (!assigns && subscribes) {
        checkTopicChoice(reading, subscribes);
        consumer.subscribes = readTopicChoice(reading, subscribes).value_or(TopicChoice());
    }
}

/// The application's own assignor.
void readAssignment(Reading& reading, const Place& assignment, ConsumerSpec& consumer)
{
    if (!assignment || assignment.node->kind != YamlNode::Kind::Map) {
        return;
    }
    if (assignment.members().empty()) {
        reading.report(assignment, "expected at least one partition");
    } else if (!consumer.assigns.empty()) {
        reading.report(assignment,
            "an assignor belongs to a member of a group; this consumer gets its partitions by "
            "'assigns'");
    } else if (consumer.config.contains(kStrategy)) {
        reading.report(assignment,
            "partition.assignment.strategy names assignors of Kafka's already; a scenario has "
            "either");
    }
    const event::Roster roster = rosterOf(reading.scenario);
    for (const auto& [partition, client] : assignment.members()) {
        if (reading.knowsTopics && !roster.partition(partition)) {
            reading.reportName(client, fmt::format("there is no partition '{}'", partition));
        } else if (const auto name = reading.word(client)) {
            consumer.assignment.emplace_back(partition, *name);
        }
    }
}

// --- the application -----------------------------------------------------------------------------

void readProcessing(Reading& reading, const Place& place, ConsumerSpec& consumer)
{
    const auto range
        = reading.parsed(place, parseRange, "a duration such as 1ms, or a range such as 1ms..5ms");
    if (!range) {
        return;
    }
    if (range->min > range->max) {
        reading.report(place, "the range begins with its greater end");
        return;
    }
    consumer.processing = range->min;
    consumer.processingMost = range->max;
}

void readCommit(Reading& reading, const Place& place, ConsumerSpec& consumer)
{
    const Place policy = place.isScalar() ? place : place.child("policy");
    const auto found = reading.parsed(policy, policyNamed,
        "auto, sync-after-poll, async-after-poll, before-processing, processed or none");
    consumer.commit.policy = found.value_or(Policy::Auto);
    if (place && !place.isScalar()) {
        consumer.commit.retries = reading.boolean(place.child("retries")).value_or(false);
        consumer.commit.onRevoke = reading.boolean(place.child("on-revoke")).value_or(false);
    }
    if (consumer.commit.retries && consumer.commit.policy != Policy::AsyncAfterPoll) {
        reading.report(place.child("retries"),
            "'retries' is about commitAsync(); it goes with policy: async-after-poll only");
    }
    if (place && consumer.group.empty()) {
        reading.report(
            place, "to commit needs a group (Kafka: InvalidGroupIdException); add group:");
    }
    // Who commits by hand switches the other off; who wants both says so.
    if (place && consumer.commit.policy != Policy::Auto) {
        consumer.config.try_emplace(std::string(kAutoCommit), "false");
    }
}

void checkAutoCommit(Reading& reading, const Place& config, const ConsumerSpec& consumer)
{
    const auto found = consumer.config.find(kAutoCommit);
    if (consumer.group.empty() && found != consumer.config.end() && found->second == "true") {
        reading.report(config.child(kAutoCommit),
            "without a group there is nothing to commit to; Kafka throws an "
            "InvalidConfigurationException");
    }
}

void readConsumer(Reading& reading, const std::string& name, const Place& place)
{
    ConsumerSpec consumer;
    consumer.name = name;
    consumer.group = reading.word(place.child("group")).value_or("");
    readSource(reading, place, consumer);
    const Place config = place.child("config");
    readConfig(reading, config, ConfigScope::Consumer, consumer.config);
    for (const ConfigConflict& conflict :
        consumerConflicts(reading.scenario.kafka, consumer.config)) {
        reading.report(config.child(conflict.property), conflict.message);
    }
    checkAutoCommit(reading, config, consumer);
    readAssignment(reading, place.child("assignment"), consumer);
    readProcessing(reading, place.child("processing"), consumer);
    readCommit(reading, place.child("commit"), consumer);
    readHandler(reading, place.child("handler"), config, consumer);
    reading.scenario.consumers.push_back(std::move(consumer));
}

} // namespace

std::optional<TopicChoice> readTopicChoice(Reading& reading, const Place& place)
{
    TopicChoice choice;
    if (place && place.node->kind == YamlNode::Kind::Map) {
        choice.pattern = reading.word(place.child("pattern")).value_or("");
        return choice.pattern.empty() ? std::nullopt : std::optional(choice);
    }
    for (const Place& item : place.items()) {
        if (auto topic = reading.word(item)) {
            choice.topics.push_back(std::move(*topic));
        }
    }
    return choice.topics.empty() ? std::nullopt : std::optional(choice);
}

void checkTopicChoice(Reading& reading, const Place& place)
{
    if (!place) {
        return;
    }
    if (place.node->kind != YamlNode::Kind::Map) {
        if (place.node->kind == YamlNode::Kind::List && place.node->items.empty()) {
            reading.report(place, "expected at least one topic");
        }
        for (const Place& item : place.items()) {
            checkTopic(reading, item);
        }
        return;
    }
    const Place pattern = place.child("pattern");
    if (!pattern.isScalar()) {
        return;
    }
    try {
        const std::regex checked(pattern.node->text);
    } catch (const std::regex_error&) {
        reading.report(pattern,
            fmt::format(
                "expected a regular expression such as orders.*, found '{}'", pattern.node->text));
    }
}

const ConsumerSpec* findConsumer(const Scenario& scenario, std::string_view name)
{
    const auto found = std::find_if(scenario.consumers.begin(), scenario.consumers.end(),
        [&](const ConsumerSpec& consumer) { return consumer.name == name; });
    return found == scenario.consumers.end() ? nullptr : &*found;
}

void readConsumers(Reading& reading, const Place& consumers)
{
    if (consumers && consumers.node->kind != YamlNode::Kind::Map) {
        reading.knowsClients = false;
    }
    for (const auto& [name, place] : consumers.members()) {
        checkClientName(reading, name, place);
        const auto& producers = reading.scenario.producers;
        if (std::any_of(producers.begin(), producers.end(),
                [&wanted = name](const ProducerSpec& p) { return p.name == wanted; })) {
            reading.reportName(place, fmt::format("'{}' is a producer already", name));
        }
        readConsumer(reading, name, place);
    }
}

} // namespace brokerscope::scenario
