#include "engine/scenario/nearest_name.h"
#include "engine/scenario/sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

/// Handlers: what the applications of consumers do with records.
namespace brokerscope::scenario {
namespace {

constexpr std::uint32_t kMostThreads = 64;
constexpr std::string_view kAutoCommit = "enable.auto.commit";

// --- how long it takes, and where it throws ------------------------------------------------------

void readKeyTimes(Reading& reading, const Place& keys, HandlerSpec& handler)
{
    for (const auto& [pattern, place] : keys.members()) {
        const std::size_t star = pattern.find('*');
        if (star != std::string::npos && star + 1 != pattern.size()) {
            reading.reportName(
                place, "expected a key, or one '*' at its end for all keys that begin so");
        } else if (const auto time = reading.duration(place)) {
            handler.keys.push_back({pattern, *time});
        }
    }
}

/// A key, or a text with one '*' at its end.
std::optional<std::string> readPattern(Reading& reading, const Place& place)
{
    auto pattern = reading.word(place);
    const std::size_t star = pattern ? pattern->find('*') : std::string::npos;
    if (star != std::string::npos && star + 1 != pattern->size()) {
        reading.report(place, "expected a key, or one '*' at its end for all keys that begin so");
        return std::nullopt;
    }
    return pattern;
}

void readStalls(Reading& reading, const Place& stalls, HandlerSpec& handler)
{
    if (!stalls || stalls.node->kind != YamlNode::Kind::List) {
        return;
    }
    for (const Place& stall : stalls.items()) {
        const auto at = reading.duration(stall.child("at"));
        const auto lasts = reading.duration(stall.child("for"), microseconds(1));
        if (!at || !lasts) {
            continue;
        }
        if (!handler.stalls.empty() && *at < handler.stalls.back().at) {
            reading.report(stall, "expected stalls in the order of time");
            continue;
        }
        handler.stalls.push_back({*at, *lasts});
    }
}

void readFails(Reading& reading, const Place& fails, HandlerSpec& handler)
{
    for (const Place& key : fails.child("keys").items()) {
        if (auto pattern = reading.word(key)) {
            handler.failingKeys.push_back(std::move(*pattern));
        }
    }
    for (const Place& place : fails.child("offsets").items()) {
        if (const auto offset = reading.integer(place, 0)) {
            handler.failingOffsets.emplace_back(*offset);
        }
    }
    const auto skips = [](std::string_view text) -> std::optional<bool> {
        return text == "skip" || text == "die" ? std::optional(text == "skip") : std::nullopt;
    };
    handler.skipsFailing
        = reading.parsed(fails.child("then"), skips, "skip or die").value_or(false);
    if (fails && fails.node->kind == YamlNode::Kind::Map && !fails.child("keys")
        && !fails.child("offsets")) {
        reading.report(fails, "expected keys or offsets at which the handler throws");
    }
}

// --- where it puts results -----------------------------------------------------------------------

/// Who keeps offsets elsewhere does not have them committed as well, unless that is said.
void readStore(Reading& reading, const Place& store, const Place& config, ConsumerSpec& consumer)
{
    if (!store || store.node->kind != YamlNode::Kind::Map) {
        return;
    }
    StoreSpec spec;
    spec.latency = reading.duration(store.child("latency")).value_or(Duration());
    spec.withOffset = reading.boolean(store.child("with-offset")).value_or(false);
    spec.upserts = reading.boolean(store.child("upsert")).value_or(false);
    consumer.handler.store = spec;
    if (!spec.withOffset || consumer.group.empty()) {
        return;
    }
    const auto [autoCommit, isImplied]
        = consumer.config.try_emplace(std::string(kAutoCommit), "false");
    if (!isImplied && autoCommit->second == "true") {
        reading.report(config.child(kAutoCommit),
            "with-offset has the consumer go on from the store, and nobody would read what is "
            "committed automatically; leave enable.auto.commit out");
    }
}

std::optional<event::SeenBy> seenByNamed(std::string_view text)
{
    if (text == "key") {
        return event::SeenBy::Key;
    }
    if (text == "value") {
        return event::SeenBy::Value;
    }
    return text == "offset" ? std::optional(event::SeenBy::Offset) : std::nullopt;
}

void readDeduplicate(Reading& reading, const Place& place, HandlerSpec& handler)
{
    const Place by = place.isScalar() ? place : place.child("by");
    const auto found = reading.parsed(by, seenByNamed, "key, value or offset");
    if (!found) {
        return;
    }
    DeduplicateSpec spec{*found, false};
    if (!place.isScalar()) {
        const Place where = place.child("in");
        const auto inStore = [](std::string_view text) -> std::optional<bool> {
            return text == "store" || text == "memory" ? std::optional(text == "store")
                                                       : std::nullopt;
        };
        spec.inStore = reading.parsed(where, inStore, "memory or store").value_or(false);
        if (spec.inStore && !handler.store) {
            reading.report(where, "'in: store' needs the store that remembers; add store: {}");
            return;
        }
    }
    handler.deduplicate = spec;
}

// --- where it sends records ----------------------------------------------------------------------

/// The producer with which a handler forwards; nullptr when it cannot.
const ProducerSpec* readForwarder(Reading& reading, const Place& with, const ConsumerSpec& consumer)
{
    const std::optional<std::string> name = reading.word(with);
    const auto& producers = reading.scenario.producers;
    const auto found = std::find_if(producers.begin(), producers.end(),
        [&name](const ProducerSpec& producer) { return name && producer.name == *name; });
    if (found == producers.end()) {
        checkNode(reading, with, Nodes::Producers);
        return nullptr;
    }
    if (!found->sends.isIdle) {
        reading.report(with,
            fmt::format("'{}' sends records of its own; a handler forwards with a producer that "
                        "has sends: {{to: {}}} and nothing else",
                *name, found->sends.topic));
        return nullptr;
    }
    for (const ConsumerSpec& other : reading.scenario.consumers) {
        if (other.handler.forward && other.handler.forward->with == *name) {
            reading.report(with,
                fmt::format("'{}' lives in the process of '{}' already; '{}' needs a producer of "
                            "its own",
                    *name, other.name, consumer.name));
            return nullptr;
        }
    }
    return &*found;
}

/// Whether the consumer reads the topic.
bool reads(const Scenario& scenario, const ConsumerSpec& consumer, const std::string& topic)
{
    const std::vector<std::string> topics = topicsOf(scenario, consumer.subscribes);
    return std::find(topics.begin(), topics.end(), topic) != topics.end()
        || std::any_of(consumer.assigns.begin(), consumer.assigns.end(),
            [&topic](const std::string& partition) {
                return partition.substr(0, partition.rfind('-')) == topic;
            });
}

void readForward(Reading& reading, const Place& place, ConsumerSpec& consumer)
{
    if (!place || place.node->kind != YamlNode::Kind::Map) {
        return;
    }
    const ProducerSpec* producer = readForwarder(reading, place.child("with"), consumer);
    ForwardSpec spec;
    const Place records = place.child("records");
    const auto failingOnly = [](std::string_view text) -> std::optional<bool> {
        return text == "failing" || text == "all" ? std::optional(text == "failing") : std::nullopt;
    };
    spec.failingOnly = reading.parsed(records, failingOnly, "all or failing").value_or(false);
    for (const Place& key : place.child("keys").items()) {
        if (auto pattern = readPattern(reading, key)) {
            spec.keys.push_back(std::move(*pattern));
        }
    }
    spec.waits = reading.boolean(place.child("wait")).value_or(true);
    HandlerSpec& handler = consumer.handler;
    if (spec.failingOnly && handler.failingKeys.empty() && handler.failingOffsets.empty()) {
        reading.report(
            records, "'records: failing' forwards what the handler throws at; add fails: {…}");
    }
    if (producer == nullptr) {
        return;
    }
    const std::string& topic = producer->sends.topic;
    if (!spec.failingOnly && spec.keys.empty() && reads(reading.scenario, consumer, topic)) {
        reading.report(place,
            fmt::format("'{}' reads {} itself and would forward its own records for ever; give "
                        "keys, or records: failing",
                consumer.name, topic));
    }
    spec.with = producer->name;
    handler.forward = std::move(spec);
}

/// What a producer that sends nothing of its own may say of records.
void checkIdleKeys(Reading& reading, const Place& sends, const std::string& producer)
{
    for (const auto& [key, place] : sends.members()) {
        if (key != "to") {
            reading.report(place,
                fmt::format("'{}' says what a producer's own records are like; '{}' sends only "
                            "what a handler forwards",
                    key, producer));
        }
    }
}

} // namespace

void readHandler(Reading& reading, const Place& place, const Place& config, ConsumerSpec& consumer)
{
    if (!place || place.node->kind != YamlNode::Kind::Map) {
        return;
    }
    HandlerSpec& handler = consumer.handler;
    readKeyTimes(reading, place.child("keys"), handler);
    readStalls(reading, place.child("stalls"), handler);
    readFails(reading, place.child("fails"), handler);
    if (const auto threads = reading.integer(place.child("threads"), 0, kMostThreads)) {
        handler.threads = static_cast<std::uint32_t>(*threads);
    }
    readStore(reading, place.child("store"), config, consumer);
    readDeduplicate(reading, place.child("deduplicate"), handler);
    readForward(reading, place.child("forward"), consumer);
}

void checkIdleProducers(Reading& reading, const Place& producers)
{
    for (const auto& [name, place] : producers.members()) {
        const auto& all = reading.scenario.producers;
        const auto spec = std::find_if(all.begin(), all.end(),
            [&wanted = name](const ProducerSpec& producer) { return producer.name == wanted; });
        const Place sends = place.child("sends");
        if (spec == all.end() || !spec->sends.isIdle || !sends) {
            continue;
        }
        const auto& consumers = reading.scenario.consumers;
        const bool isNamed = std::any_of(
            consumers.begin(), consumers.end(), [&wanted = name](const ConsumerSpec& consumer) {
                return consumer.handler.forward && consumer.handler.forward->with == wanted;
            });
        // It may be a slip elsewhere that leaves it with nothing to send.
        const bool isMisspelt = std::any_of(reading.diagnostics.begin(), reading.diagnostics.end(),
            [&sends](const Diagnostic& known) {
                return known.where.ends_with(".handler.forward.with")
                    || (known.where.starts_with(sends.where + ".")
                        && known.message.starts_with("unknown key"));
            });
        if (isNamed) {
            checkIdleKeys(reading, sends, name);
        } else if (!isMisspelt) {
            reading.report(sends, "one of rate, bursts, records is missing");
        }
    }
}

} // namespace brokerscope::scenario
