#include "engine/scenario/shape.h"

#include "engine/scenario/nearest_name.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace brokerscope::scenario {
namespace {

using Kind = Shape::Kind;

constexpr bool kRequired = true;

constexpr Shape kValue{.kind = Kind::Value, .expected = "a single value"};
constexpr Shape value(std::string_view expected)
{
    return {.kind = Kind::Value, .expected = expected};
}
constexpr Shape kVersion = value("the version of the language, 1");
constexpr Shape kId = value("an id such as acks-1-loss");
constexpr Shape kTopicName = value("the name of a topic");
constexpr Shape kRate = value("a rate such as 400/s");
constexpr Shape kTime = value("a time such as 250ms");
constexpr Shape kExpression = value("an expression such as count(lost_after_ack, orders)");
constexpr Shape kPartitionName = value("a partition such as orders-0");
constexpr Shape kBefore = value("an offset, or -1 for the high watermark");
constexpr Shape kTranslation = value("the text in this language");

constexpr Shape kNames{.kind = Kind::ValueOrList, .expected = "a name or a list of names"};
constexpr Shape kTexts{.kind = Kind::List, .expected = "a list", .element = &kValue};
constexpr Shape kBrokerList{
    .kind = Kind::List, .expected = "a list of brokers such as [b1, b2]", .element = &kValue};
constexpr Shape kAssignment{.kind = Kind::List,
    .expected = "a list of brokers for each partition",
    .element = &kBrokerList};

constexpr std::array kTextFields{
    Field{"en", &kTranslation, kRequired}, Field{"zh_CN", &kTranslation, kRequired}};
constexpr Shape kText{
    .kind = Kind::Fields, .expected = "a text {en: …, zh_CN: …}", .fields = kTextFields};

constexpr Shape config(ConfigScope scope)
{
    return {.kind = Kind::Config, .expected = "a mapping of Kafka properties", .scope = scope};
}
constexpr Shape kBrokerConfig = config(ConfigScope::Broker);
constexpr Shape kTopicConfig = config(ConfigScope::Topic);
constexpr Shape kProducerConfig = config(ConfigScope::Producer);
constexpr Shape kConsumerConfig = config(ConfigScope::Consumer);

constexpr std::array kNetworkFields{Field{"latency", &kValue}, Field{"loss", &kValue}};
constexpr Shape kNetwork{
    .kind = Kind::Fields, .expected = "a mapping with latency and loss", .fields = kNetworkFields};
constexpr std::array kDiskFields{
    Field{"writeback-interval", &kValue}, Field{"dirty-expire", &kValue}};
constexpr Shape kDisk{.kind = Kind::Fields,
    .expected = "a mapping with writeback-interval and dirty-expire",
    .fields = kDiskFields};
constexpr Shape kRacks{.kind = Kind::Named,
    .expected = "a mapping from brokers to racks such as {b1: a, b2: b}",
    .element = &kValue};
constexpr Shape kByteRate = value("a size per second such as 64KiB");
constexpr std::array kQuotaFields{Field{"producer_byte_rate", &kByteRate, kRequired}};
constexpr Shape kQuota{.kind = Kind::Fields,
    .expected = "a quota {producer_byte_rate: 64KiB}",
    .fields = kQuotaFields};
constexpr Shape kQuotas{.kind = Kind::Named,
    .expected = "a mapping from producers to quotas such as {p1: {producer_byte_rate: 64KiB}}",
    .element = &kQuota};
constexpr std::array kClusterFields{Field{"brokers", &kValue}, Field{"controllers", &kValue},
    Field{"combined", &kValue}, Field{"racks", &kRacks}, Field{"truncation", &kValue},
    Field{"network", &kNetwork}, Field{"disk", &kDisk}, Field{"quotas", &kQuotas},
    Field{"config", &kBrokerConfig}};
constexpr Shape kCluster{.kind = Kind::Fields,
    .expected = "a mapping with brokers and config",
    .fields = kClusterFields};

constexpr std::array kTopicFields{Field{"partitions", &kValue},
    Field{"replication.factor", &kValue}, Field{"assignment", &kAssignment},
    Field{"created", &kValue}, Field{"config", &kTopicConfig}};
constexpr Shape kTopic{.kind = Kind::Fields,
    .expected = "a mapping with partitions and replication.factor",
    .fields = kTopicFields};
constexpr Shape kTopics{
    .kind = Kind::Named, .expected = "a mapping from names to topics", .element = &kTopic};

constexpr Shape kValueOrNull{.kind = Kind::ValueOrNull, .expected = "a single value or null"};
constexpr Shape kHeaders{
    .kind = Kind::Named, .expected = "a mapping from names to values", .element = &kValueOrNull};
constexpr Shape kRecordTime = value("a time after the producer's start such as 200ms");
constexpr std::array kRecordFields{Field{"at", &kRecordTime, kRequired},
    Field{"key", &kValueOrNull}, Field{"value", &kValueOrNull, kRequired},
    Field{"timestamp", &kValue}, Field{"partition", &kValue}, Field{"headers", &kHeaders}};
constexpr Shape kRecord{.kind = Kind::Fields,
    .expected = "a record {at: 200ms, key: user-1, value: hello}",
    .fields = kRecordFields};
constexpr Shape kRecords{.kind = Kind::List, .expected = "a list of records", .element = &kRecord};
constexpr Shape kBurstRecords = value("how many records");
constexpr Shape kBurstGap = value("a duration such as 500ms");
constexpr std::array kBurstFields{
    Field{"records", &kBurstRecords, kRequired}, Field{"gap", &kBurstGap, kRequired}};
constexpr Shape kBursts{.kind = Kind::Fields,
    .expected = "a mapping {records: 20, gap: 500ms}",
    .fields = kBurstFields};
constexpr Shape kKeys{.kind = Kind::ValueOrList,
    .expected = "keys such as user-0..19, a list of keys such as [anna, ben], or none"};
constexpr std::array kSizeFields{Field{"normal", &kValue}, Field{"deviation", &kValue},
    Field{"pareto", &kValue}, Field{"exponent", &kValue}, Field{"most", &kValue}};
constexpr std::array kSizeKinds{Field{"normal", &kValue}, Field{"pareto", &kValue}};
constexpr Shape kSize{.kind = Kind::ValueOrFields,
    .expected = "a size such as 100B, a range such as 50B..200B, {normal: 200B, deviation: 50B} or "
                "{pareto: 100B, exponent: 1.5}",
    .fields = kSizeFields,
    .oneOf = kSizeKinds};
constexpr Shape kPauses{
    .kind = Kind::ValueOrList, .expected = "a span such as 1s..2s, or a list of spans"};
constexpr std::array kWhatIsSent{
    Field{"rate", &kRate}, Field{"bursts", &kBursts}, Field{"records", &kRecords}};
constexpr std::array kSendsFields{Field{"to", &kTopicName, kRequired}, Field{"rate", &kRate},
    Field{"arrivals", &kValue}, Field{"bursts", &kBursts}, Field{"pause-sends", &kPauses},
    Field{"keys", &kKeys}, Field{"zipf", &kValue}, Field{"size", &kSize}, Field{"values", &kValue},
    Field{"count", &kValue}, Field{"partition", &kValue}, Field{"records", &kRecords}};
constexpr Shape kSends{.kind = Kind::Fields,
    .expected = "a mapping with to and rate",
    .fields = kSendsFields,
    .oneOf = kWhatIsSent,
    .mayHaveNone = true};
constexpr Shape kPartitionNumber = value("the number of a partition");
constexpr Shape kPartitioner{.kind = Kind::Named,
    .expected = "a mapping from keys to partitions such as {vip-*: 0, user-7: 2}",
    .element = &kPartitionNumber};
constexpr std::array kProducerFields{Field{"config", &kProducerConfig},
    Field{"partitioner", &kPartitioner}, Field{"sends", &kSends, kRequired}};
constexpr Shape kProducer{
    .kind = Kind::Fields, .expected = "a mapping with config and sends", .fields = kProducerFields};
constexpr Shape kProducers{
    .kind = Kind::Named, .expected = "a mapping from names to producers", .element = &kProducer};

constexpr Shape kPattern = value("a regular expression such as orders.*");
constexpr std::array kSubscribesFields{Field{"pattern", &kPattern, kRequired}};
constexpr Shape kSubscribes{.kind = Kind::ValuesOrFields,
    .expected = "a topic, a list of topics, or {pattern: orders.*}",
    .fields = kSubscribesFields};
constexpr Shape kPolicy
    = value("auto, sync-after-poll, async-after-poll, before-processing, processed or none");
constexpr std::array kCommitFields{
    Field{"policy", &kPolicy, kRequired}, Field{"retries", &kValue}, Field{"on-revoke", &kValue}};
constexpr Shape kCommit{.kind = Kind::ValueOrFields,
    .expected = "a policy such as sync-after-poll, or {policy: async-after-poll, on-revoke: true}",
    .fields = kCommitFields};
constexpr Shape kDuration = value("a duration such as 2s");
constexpr Shape kKeyTimes{.kind = Kind::Named,
    .expected = "a mapping from keys to durations such as {user-7: 2s}",
    .element = &kDuration};
constexpr Shape kStallTime = value("a time after the consumer's start such as 10s");
constexpr std::array kStallFields{
    Field{"at", &kStallTime, kRequired}, Field{"for", &kDuration, kRequired}};
constexpr Shape kStall{
    .kind = Kind::Fields, .expected = "a stall {at: 10s, for: 6m}", .fields = kStallFields};
constexpr Shape kStalls{.kind = Kind::List, .expected = "a list of stalls", .element = &kStall};
constexpr Shape kSomeKeys{.kind = Kind::ValueOrList, .expected = "a key or a list of keys"};
constexpr Shape kSomeOffsets{
    .kind = Kind::ValueOrList, .expected = "an offset or a list of offsets"};
constexpr std::array kFailsFields{
    Field{"keys", &kSomeKeys}, Field{"offsets", &kSomeOffsets}, Field{"then", &kValue}};
constexpr Shape kFails{.kind = Kind::Fields,
    .expected = "a mapping such as {keys: user-7, then: skip}",
    .fields = kFailsFields};
constexpr std::array kStoreFields{
    Field{"latency", &kDuration}, Field{"with-offset", &kValue}, Field{"upsert", &kValue}};
constexpr Shape kStore{.kind = Kind::Fields,
    .expected = "a mapping such as {latency: 2ms, with-offset: true}",
    .fields = kStoreFields};
constexpr Shape kSeenBy = value("key, value or offset");
constexpr std::array kDeduplicateFields{Field{"by", &kSeenBy, kRequired}, Field{"in", &kValue}};
constexpr Shape kDeduplicate{.kind = Kind::ValueOrFields,
    .expected = "key, value or offset, or a mapping such as {by: key, in: store}",
    .fields = kDeduplicateFields};
constexpr Shape kForwardWith = value("a producer such as p-dlq");
constexpr std::array kForwardFields{Field{"with", &kForwardWith, kRequired},
    Field{"records", &kValue}, Field{"keys", &kSomeKeys}, Field{"wait", &kValue}};
constexpr Shape kForward{.kind = Kind::Fields,
    .expected = "a mapping such as {with: p-dlq, records: failing}",
    .fields = kForwardFields};
constexpr std::array kHandlerFields{Field{"keys", &kKeyTimes}, Field{"stalls", &kStalls},
    Field{"fails", &kFails}, Field{"threads", &kValue}, Field{"store", &kStore},
    Field{"deduplicate", &kDeduplicate}, Field{"forward", &kForward}};
constexpr Shape kHandler{.kind = Kind::Fields,
    .expected = "a mapping with keys, stalls, fails, threads, store, deduplicate or forward",
    .fields = kHandlerFields};
constexpr Shape kOwnAssignment{.kind = Kind::Named,
    .expected = "a mapping from partitions to consumers such as {orders-0: c1}",
    .element = &kValue};
constexpr std::array kConsumerFields{Field{"group", &kValue}, Field{"subscribes", &kSubscribes},
    Field{"assigns", &kNames}, Field{"assignment", &kOwnAssignment},
    Field{"config", &kConsumerConfig}, Field{"processing", &kValue}, Field{"commit", &kCommit},
    Field{"handler", &kHandler}};
constexpr Shape kConsumer{.kind = Kind::Fields,
    .expected = "a mapping with assigns or subscribes",
    .fields = kConsumerFields};
constexpr Shape kConsumers{
    .kind = Kind::Named, .expected = "a mapping from names to consumers", .element = &kConsumer};

constexpr Shape kPair{
    .kind = Kind::List, .expected = "two nodes such as [b1, b2]", .element = &kValue};
constexpr Shape kTarget{.kind = Kind::ValuesOrFields,
    .expected = "a target, a list such as [b2, b3], or {pattern: orders.*}",
    .fields = kSubscribesFields};
constexpr std::array kDeleteRecordsFields{
    Field{"partition", &kPartitionName, kRequired}, Field{"before", &kBefore, kRequired}};
constexpr Shape kDeleteRecords{.kind = Kind::Fields,
    .expected = "a mapping {partition: orders-0, before: 120}",
    .fields = kDeleteRecordsFields};
constexpr Shape kApi = value("a request such as Produce");
constexpr Shape kMessageNode = value("a node such as p1 or b1");
constexpr Shape kDelayBy = value("a duration such as 200ms");
constexpr Shape kError = value("a Kafka error such as NOT_LEADER_OR_FOLLOWER");
constexpr std::array kMessageFields{Field{"request", &kApi}, Field{"answer", &kApi},
    Field{"from", &kMessageNode}, Field{"to", &kMessageNode}, Field{"partition", &kPartitionName},
    Field{"number", &kValue}, Field{"since", &kValue}};
constexpr std::array kWhichMessage{Field{"request", &kApi}, Field{"answer", &kApi}};
constexpr Shape kDrop{.kind = Kind::Fields,
    .expected = "a message {request: Produce, from: p1, to: b1}",
    .fields = kMessageFields,
    .oneOf = kWhichMessage};
constexpr std::array kDelayFields{Field{"request", &kApi}, Field{"answer", &kApi},
    Field{"from", &kMessageNode}, Field{"to", &kMessageNode}, Field{"partition", &kPartitionName},
    Field{"number", &kValue}, Field{"since", &kValue}, Field{"by", &kDelayBy, kRequired}};
constexpr Shape kDelay{.kind = Kind::Fields,
    .expected = "a message and by how much {request: Produce, from: p1, to: b1, by: 200ms}",
    .fields = kDelayFields,
    .oneOf = kWhichMessage};
constexpr Shape kBrokerName = value("a broker such as b1");
constexpr std::array kFailOnceFields{Field{"broker", &kBrokerName, kRequired},
    Field{"api", &kApi, kRequired}, Field{"error", &kError, kRequired},
    Field{"from", &kMessageNode}, Field{"partition", &kPartitionName}, Field{"number", &kValue}};
constexpr Shape kFailOnce{.kind = Kind::Fields,
    .expected = "a mapping {broker: b1, api: Produce, error: NOT_LEADER_OR_FOLLOWER}",
    .fields = kFailOnceFields};
constexpr std::array kCommandFields{Field{"at", &kTime, kRequired}, Field{"start", &kNames},
    Field{"stop", &kValue}, Field{"how", &kValue}, Field{"pause", &kValue},
    Field{"resume", &kValue}, Field{"cut", &kPair}, Field{"heal", &kPair},
    Field{"one-way", &kValue}, Field{"isolate", &kValue}, Field{"reconnect", &kValue},
    Field{"slow-link", &kPair}, Field{"slow-disk", &kValue}, Field{"fill-disk", &kValue},
    Field{"free-disk", &kValue}, Field{"skew-clock", &kValue}, Field{"by", &kValue},
    Field{"drop", &kDrop}, Field{"delay", &kDelay}, Field{"fail-once", &kFailOnce},
    Field{"flush", &kValue}, Field{"close", &kValue}, Field{"timeout", &kValue},
    Field{"subscribe", &kValue}, Field{"unsubscribe", &kValue}, Field{"commit", &kValue},
    Field{"pause-partitions", &kValue}, Field{"resume-partitions", &kValue},
    Field{"offset", &kValue}, Field{"seek", &kValue}, Field{"to", &kTarget},
    Field{"partition", &kValue}, Field{"delete-records", &kDeleteRecords},
    Field{"elect-leaders", &kValue}, Field{"kind", &kValue}, Field{"reassign", &kValue},
    Field{"throttle", &kValue}, Field{"cancel-reassignment", &kValue},
    Field{"add-partitions", &kValue}, Field{"end", &kValue}};
constexpr Shape kCommand{
    .kind = Kind::Fields, .expected = "a command {at: …, stop: b1}", .fields = kCommandFields};
constexpr Shape kScript{.kind = Kind::List, .expected = "a list of commands", .element = &kCommand};

constexpr std::array kCueFields{Field{"first", &kValue}, Field{"event", &kValue},
    Field{"broker", &kValue}, Field{"producer", &kValue}, Field{"consumer", &kValue},
    Field{"node", &kValue}, Field{"partition", &kValue}, Field{"topic", &kValue}};
constexpr Shape kCue{.kind = Kind::Fields,
    .expected = "a cue such as {first: ack, producer: p1}",
    .fields = kCueFields};
constexpr std::array kAnswerFields{Field{"state", &kExpression, kRequired}};
constexpr Shape kAnswer{
    .kind = Kind::Fields, .expected = "an answer {state: expression}", .fields = kAnswerFields};
constexpr std::array kStepFields{Field{"title", &kText}, Field{"cue", &kCue, kRequired},
    Field{"say", &kText}, Field{"ask", &kText}, Field{"answer", &kAnswer},
    Field{"choices", &kTexts}, Field{"explain", &kText}};
constexpr Shape kStep{
    .kind = Kind::Fields, .expected = "a lesson step {cue: …, say: …}", .fields = kStepFields};
constexpr Shape kLesson{
    .kind = Kind::List, .expected = "a list of lesson steps", .element = &kStep};

constexpr Shape kOverrides{.kind = Kind::Paths, .expected = "a mapping from paths to values"};
constexpr std::array kContrastFields{Field{"set", &kOverrides, kRequired}};
constexpr Shape kContrast{
    .kind = Kind::Fields, .expected = "a contrast {set: {path: value}}", .fields = kContrastFields};

constexpr std::array kScenarioFields{Field{"brokerscope", &kVersion, kRequired},
    Field{"id", &kId, kRequired}, Field{"kafka", &kValue}, Field{"title", &kText, kRequired},
    Field{"teaches", &kNames}, Field{"misconception", &kText}, Field{"seed", &kValue},
    Field{"cluster", &kCluster}, Field{"topics", &kTopics}, Field{"producers", &kProducers},
    Field{"consumers", &kConsumers}, Field{"script", &kScript, kRequired},
    Field{"lesson", &kLesson}, Field{"try", &kText}, Field{"contrast", &kContrast},
    Field{"expect", &kTexts}, Field{"expect_contrast", &kTexts}};
constexpr Shape kScenario{.kind = Kind::Fields,
    .expected = "a mapping that begins with 'brokerscope: 1'",
    .fields = kScenarioFields};

std::string joined(std::string_view where, std::string_view key)
{
    return where.empty() ? std::string(key) : fmt::format("{}.{}", where, key);
}

std::vector<std::string_view> namesOf(std::span<const Field> fields)
{
    std::vector<std::string_view> names;
    std::transform(fields.begin(), fields.end(), std::back_inserter(names),
        [](const Field& field) { return field.name; });
    return names;
}

const Field* fieldOf(const Shape& shape, std::string_view name)
{
    const auto found = std::find_if(shape.fields.begin(), shape.fields.end(),
        [&](const Field& field) { return field.name == name; });
    return found == shape.fields.end() ? nullptr : &*found;
}

std::string_view described(const YamlNode& node)
{
    switch (node.kind) {
    case YamlNode::Kind::Null:
        return "nothing";
    case YamlNode::Kind::Scalar:
        return "a single value";
    case YamlNode::Kind::List:
        return "a list";
    case YamlNode::Kind::Map:
        return "a mapping";
    }
    return "";
}

YamlNode::Kind nodeKindOf(const Shape& shape, const YamlNode& node)
{
    switch (shape.kind) {
    case Kind::Value:
        return YamlNode::Kind::Scalar;
    case Kind::ValueOrNull:
        return node.kind == YamlNode::Kind::Null ? YamlNode::Kind::Null : YamlNode::Kind::Scalar;
    case Kind::ValueOrList:
        return node.kind == YamlNode::Kind::List ? YamlNode::Kind::List : YamlNode::Kind::Scalar;
    case Kind::ValuesOrFields:
        return node.kind == YamlNode::Kind::Map || node.kind == YamlNode::Kind::List
            ? node.kind
            : YamlNode::Kind::Scalar;
    case Kind::ValueOrFields:
        return node.kind == YamlNode::Kind::Map ? YamlNode::Kind::Map : YamlNode::Kind::Scalar;
    case Kind::List:
        return YamlNode::Kind::List;
    case Kind::Fields:
    case Kind::Named:
    case Kind::Config:
    case Kind::Paths:
        return YamlNode::Kind::Map;
    }
    return YamlNode::Kind::Map;
}

/// Walks document and shape side by side.
class ShapeCheck {
public:
    void check(const YamlNode& node, const Shape& shape, const std::string& where)
    {
        if (node.kind != nodeKindOf(shape, node)) {
            report(node.mark, where,
                fmt::format("expected {}, found {}", shape.expected, described(node)));
            return;
        }
        checkDuplicates(node, where);
        switch (shape.kind) {
        case Kind::Value:
        case Kind::ValueOrNull:
        case Kind::Config: // its properties are checked with their values
            break;
        case Kind::ValueOrList:
            checkItems(node, kValue, where);
            break;
        case Kind::ValuesOrFields:
            if (node.kind == YamlNode::Kind::List) {
                checkItems(node, kValue, where);
            }
            [[fallthrough]];
        case Kind::ValueOrFields:
            if (node.kind == YamlNode::Kind::Map) {
                checkFields(node, shape, where);
            }
            break;
        case Kind::List:
            checkItems(node, *shape.element, where);
            break;
        case Kind::Fields:
            checkFields(node, shape, where);
            break;
        case Kind::Named:
            for (const YamlMember& member : node.members) {
                check(member.value, *shape.element, joined(where, member.key));
            }
            break;
        case Kind::Paths:
            for (const YamlMember& member : node.members) {
                if (member.value.kind == YamlNode::Kind::Null) {
                    report(
                        member.mark, joined(where, member.key), "expected a value, found nothing");
                }
            }
            break;
        }
    }

    [[nodiscard]] Diagnostics take() { return std::move(m_found); }

private:
    void report(Mark mark, std::string where, std::string message, std::string nearest = {})
    {
        m_found.push_back(
            {mark.line, mark.column, std::move(where), std::move(message), std::move(nearest)});
    }

    void checkDuplicates(const YamlNode& node, const std::string& where)
    {
        std::set<std::string_view> seen;
        for (const YamlMember& member : node.members) {
            if (!seen.insert(member.key).second) {
                report(member.mark, joined(where, member.key),
                    fmt::format("the key '{}' stands here twice", member.key));
            }
        }
    }

    void checkItems(const YamlNode& node, const Shape& element, const std::string& where)
    {
        for (std::size_t i = 0; i < node.items.size(); ++i) {
            check(node.items[i], element, joined(where, std::to_string(i)));
        }
    }

    void checkFields(const YamlNode& node, const Shape& shape, const std::string& where)
    {
        std::set<std::string_view> seen;
        for (const YamlMember& member : node.members) {
            const Field* field = fieldOf(shape, member.key);
            if (field == nullptr) {
                reportUnknown(member, shape, where);
            } else if (seen.insert(member.key).second) {
                check(member.value, *field->shape, joined(where, member.key));
            }
        }
        for (const Field& field : shape.fields) {
            if (field.required && node.find(field.name) == nullptr
                && !slipFor(node, shape, field.name)) {
                report(node.mark, where,
                    fmt::format("'{}' is missing; expected {}", field.name, field.shape->expected));
            }
        }
        checkOneOf(node, shape, where);
    }

    void checkOneOf(const YamlNode& node, const Shape& shape, const std::string& where)
    {
        const Field* found = nullptr;
        bool isMisspelt = false;
        for (const Field& field : shape.oneOf) {
            isMisspelt = isMisspelt || slipFor(node, shape, field.name);
            const YamlNode* there = node.find(field.name);
            if (there != nullptr && found != nullptr) {
                report(there->mark, joined(where, field.name),
                    fmt::format("'{}' and '{}' do not go together", found->name, field.name));
            }
            found = there == nullptr ? found : &field;
        }
        if (found == nullptr && !isMisspelt && !shape.oneOf.empty() && !shape.mayHaveNone) {
            report(node.mark, where,
                fmt::format("one of {} is missing", fmt::join(namesOf(shape.oneOf), ", ")));
        }
    }

    /// Whether an unknown key of the mapping is reported as a misspelling of this field already.
    [[nodiscard]] static bool slipFor(
        const YamlNode& node, const Shape& shape, std::string_view name)
    {
        return std::any_of(node.members.begin(), node.members.end(), [&](const YamlMember& member) {
            return fieldOf(shape, member.key) == nullptr
                && nearestName(member.key, namesOf(shape.fields)) == name;
        });
    }

    void reportUnknown(const YamlMember& member, const Shape& shape, const std::string& where)
    {
        const Field* config = fieldOf(shape, "config");
        if (config != nullptr && isKafkaProperty(config->shape->scope, member.key)) {
            report(member.mark, joined(where, member.key),
                fmt::format(
                    "the Kafka property '{}' belongs one level deeper, under config", member.key),
                "config: {" + member.key + ": …}");
            return;
        }
        const std::vector<std::string_view> names = namesOf(shape.fields);
        report(member.mark, joined(where, member.key),
            fmt::format(
                "unknown key '{}', expected one of: {}", member.key, fmt::join(names, ", ")),
            nearestName(member.key, names));
    }

    Diagnostics m_found;
};

} // namespace

const Shape& scenarioShape()
{
    return kScenario;
}

Diagnostics checkShape(const YamlNode& root)
{
    ShapeCheck check;
    check.check(root, kScenario, "");
    return check.take();
}

Diagnostics checkCommandShape(const YamlNode& command)
{
    ShapeCheck check;
    check.check(command, kCommand, "");
    return check.take();
}

} // namespace brokerscope::scenario
