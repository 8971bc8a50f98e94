#include "engine/scenario/config.h"

#include "engine/scenario/consumer_rules.h"

#include "engine/scenario/quantity.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>
#include <vector>

namespace brokerscope::scenario {
namespace {

constexpr std::int64_t kIntMax = std::numeric_limits<std::int32_t>::max();
constexpr auto kNoLimit = std::nullopt;

/// One row: the default of 2.8 and of 4.0 stands apart only where it differs from 3.9's.
struct Row {
    ConfigScope scope;
    std::string_view name;
    ConfigType type;
    ConfigUnit unit;
    std::string_view value;
    std::optional<std::int64_t> min = kNoLimit;
    std::optional<std::int64_t> max = kNoLimit;
    std::string_view choices = {};
    std::string_view value28 = {};
    std::string_view value40 = {};
};

using enum ConfigScope;
constexpr auto kInt = ConfigType::Int;
constexpr auto kLong = ConfigType::Long;
constexpr auto kDouble = ConfigType::Double;
constexpr auto kList = ConfigType::List;
constexpr auto kString = ConfigType::String;
constexpr auto kBoolean = ConfigType::Boolean;
constexpr auto kMs = ConfigUnit::Milliseconds;
constexpr auto kBytes = ConfigUnit::Bytes;
constexpr auto kNone = ConfigUnit::None;
constexpr std::string_view kLongMax = "9223372036854775807"; // Kafka's way to say never

// Of partitioners the engine has those that Kafka itself brings.
constexpr std::string_view kPartitionerClasses
    = "org.apache.kafka.clients.producer.internals.DefaultPartitioner,"
      "org.apache.kafka.clients.producer.UniformStickyPartitioner,"
      "org.apache.kafka.clients.producer.RoundRobinPartitioner";

// Kafka: BrokerCompressionType.
constexpr std::string_view kBrokerCompressions = "uncompressed,zstd,lz4,snappy,gzip,producer";
constexpr std::string_view kRangeAssignor = "org.apache.kafka.clients.consumer.RangeAssignor";
constexpr std::string_view kDefaultAssignors
    = "org.apache.kafka.clients.consumer.RangeAssignor,"
      "org.apache.kafka.clients.consumer.CooperativeStickyAssignor";

constexpr std::string_view kServerAssignorClasses
    = "org.apache.kafka.coordinator.group.assignor.UniformAssignor,"
      "org.apache.kafka.coordinator.group.assignor.RangeAssignor";
constexpr std::string_view kServerAssignors
    = "org.apache.kafka.coordinator.group.assignor.UniformAssignor,"
      "org.apache.kafka.coordinator.group.assignor.RangeAssignor,uniform,range";

// Kafka 2.8 has no retry.backoff.max.ms: its backoff stays at retry.backoff.ms, hence 100 there.
// Nor has it producer.id.expiration.ms (KIP-854, 3.5): transactional.id.expiration.ms does that.
// log.initial.task.delay.ms and unclean.leader.election.interval.ms are two that Kafka reads but
// does not document (defineInternal). Of selectors of replicas the engine has Kafka's own alone.
// The least segment.bytes of 4.0, 1 MiB, is not asked for: small segments roll before one's eyes.
// clang-format off
constexpr std::array kRows{
    Row{Producer, "acks", kString, kNone, "all", kNoLimit, kNoLimit, "all,-1,0,1", "1"},
    Row{Producer, "batch.size", kInt, kBytes, "16384", 0},
    Row{Producer, "buffer.memory", kLong, kBytes, "33554432", 0},
    Row{Producer, "compression.gzip.level", kInt, kNone, "-1", -1, 9},
    Row{Producer, "compression.lz4.level", kInt, kNone, "9", 1, 17},
    Row{Producer, "compression.type", kString, kNone, "none", kNoLimit, kNoLimit, "none,gzip,snappy,lz4,zstd"},
    Row{Producer, "compression.zstd.level", kInt, kNone, "3", -131072, 22},
    Row{Producer, "delivery.timeout.ms", kInt, kMs, "120000", 0},
    Row{Producer, "enable.idempotence", kBoolean, kNone, "true", kNoLimit, kNoLimit, {}, "false"},
    Row{Producer, "linger.ms", kLong, kMs, "0", 0, kNoLimit, {}, {}, "5"},
    Row{Producer, "max.block.ms", kLong, kMs, "60000", 0},
    Row{Producer, "max.in.flight.requests.per.connection", kInt, kNone, "5", 1},
    Row{Producer, "max.request.size", kInt, kBytes, "1048576", 0},
    Row{Producer, "metadata.max.age.ms", kLong, kMs, "300000", 0},
    Row{Producer, "metadata.max.idle.ms", kLong, kMs, "300000", 5000},
    Row{Producer, "partitioner.adaptive.partitioning.enable", kBoolean, kNone, "true"},
    Row{Producer, "partitioner.availability.timeout.ms", kLong, kMs, "0", 0},
    Row{Producer, "partitioner.class", kString, kNone, "", kNoLimit, kNoLimit, kPartitionerClasses, kDefaultPartitioner},
    Row{Producer, "partitioner.ignore.keys", kBoolean, kNone, "false"},
    Row{Producer, "reconnect.backoff.max.ms", kLong, kMs, "1000", 0},
    Row{Producer, "reconnect.backoff.ms", kLong, kMs, "50", 0},
    Row{Producer, "request.timeout.ms", kInt, kMs, "30000", 0},
    Row{Producer, "retries", kInt, kNone, "2147483647", 0, kIntMax},
    Row{Producer, "retry.backoff.max.ms", kLong, kMs, "1000", 0, kNoLimit, {}, "100"},
    Row{Producer, "retry.backoff.ms", kLong, kMs, "100", 0},
    Row{Producer, "socket.connection.setup.timeout.max.ms", kLong, kMs, "30000", kNoLimit},
    Row{Producer, "socket.connection.setup.timeout.ms", kLong, kMs, "10000", kNoLimit},

    Row{Consumer, "allow.auto.create.topics", kBoolean, kNone, "true", kNoLimit},
    Row{Consumer, "auto.commit.interval.ms", kInt, kMs, "5000", 0},
    Row{Consumer, "auto.offset.reset", kString, kNone, "latest", kNoLimit, kNoLimit, "latest,earliest,none"},
    Row{Consumer, "client.rack", kString, kNone, "", kNoLimit},
    Row{Consumer, "default.api.timeout.ms", kInt, kMs, "60000", 0},
    Row{Consumer, "enable.auto.commit", kBoolean, kNone, "true"},
    Row{Consumer, "exclude.internal.topics", kBoolean, kNone, "true"},
    Row{Consumer, "fetch.max.bytes", kInt, kBytes, "52428800", 0},
    Row{Consumer, "fetch.max.wait.ms", kInt, kMs, "500", 0},
    Row{Consumer, "fetch.min.bytes", kInt, kBytes, "1", 0},
    Row{Consumer, "group.instance.id", kString, kNone, "", kNoLimit},
    Row{Consumer, "group.protocol", kString, kNone, "classic", kNoLimit, kNoLimit, "classic,consumer"},
    Row{Consumer, "group.remote.assignor", kString, kNone, "", kNoLimit},
    Row{Consumer, "heartbeat.interval.ms", kInt, kMs, "3000", kNoLimit},
    Row{Consumer, "max.partition.fetch.bytes", kInt, kBytes, "1048576", 0},
    Row{Consumer, "max.poll.interval.ms", kInt, kMs, "300000", 1},
    Row{Consumer, "max.poll.records", kInt, kNone, "500", 1},
    Row{Consumer, "metadata.max.age.ms", kLong, kMs, "300000", 0},
    Row{Consumer, "partition.assignment.strategy", kList, kNone, kDefaultAssignors, kNoLimit, kNoLimit, kAssignorClasses, kRangeAssignor},
    Row{Consumer, "request.timeout.ms", kInt, kMs, "30000", 0},
    Row{Consumer, "retry.backoff.max.ms", kLong, kMs, "1000", 0, kNoLimit, {}, "100"},
    Row{Consumer, "retry.backoff.ms", kLong, kMs, "100", 0},
    Row{Consumer, "session.timeout.ms", kInt, kMs, "45000", kNoLimit, kNoLimit, {}, "10000"},

    Row{Topic, "cleanup.policy", kList, kNone, "delete", kNoLimit, kNoLimit, "compact,delete"},
    Row{Topic, "compression.gzip.level", kInt, kNone, "-1", -1, 9},
    Row{Topic, "compression.lz4.level", kInt, kNone, "9", 1, 17},
    Row{Topic, "compression.type", kString, kNone, "producer", kNoLimit, kNoLimit, kBrokerCompressions},
    Row{Topic, "compression.zstd.level", kInt, kNone, "3", -131072, 22},
    Row{Topic, "delete.retention.ms", kLong, kMs, "86400000", 0},
    Row{Topic, "file.delete.delay.ms", kLong, kMs, "60000", 0},
    Row{Topic, "flush.messages", kLong, kNone, kLongMax, 1},
    Row{Topic, "flush.ms", kLong, kMs, kLongMax, 0},
    Row{Topic, "index.interval.bytes", kInt, kBytes, "4096", 0},
    Row{Topic, "max.compaction.lag.ms", kLong, kMs, kLongMax, 1},
    Row{Topic, "max.message.bytes", kInt, kBytes, "1048588", 0},
    Row{Topic, "message.timestamp.after.max.ms", kLong, kMs, kLongMax, 0, kNoLimit, {}, {}, "3600000"},
    Row{Topic, "message.timestamp.before.max.ms", kLong, kMs, kLongMax, 0},
    Row{Topic, "message.timestamp.type", kString, kNone, "CreateTime", kNoLimit, kNoLimit, "CreateTime,LogAppendTime"},
    Row{Topic, "min.cleanable.dirty.ratio", kDouble, kNone, "0.5", 0, 1},
    Row{Topic, "min.compaction.lag.ms", kLong, kMs, "0", 0},
    Row{Topic, "min.insync.replicas", kInt, kNone, "1", 1},
    Row{Topic, "retention.bytes", kLong, kBytes, "-1", kNoLimit},
    Row{Topic, "retention.ms", kLong, kMs, "604800000", -1},
    Row{Topic, "segment.bytes", kInt, kBytes, "1073741824", 14},
    Row{Topic, "segment.index.bytes", kInt, kBytes, "10485760", 4},
    Row{Topic, "segment.ms", kLong, kMs, "604800000", 1},
    Row{Topic, "unclean.leader.election.enable", kBoolean, kNone, "false", kNoLimit},

    Row{Broker, "auto.create.topics.enable", kBoolean, kNone, "true", kNoLimit},
    Row{Broker, "auto.leader.rebalance.enable", kBoolean, kNone, "true", kNoLimit},
    Row{Broker, "broker.heartbeat.interval.ms", kInt, kMs, "2000", kNoLimit},
    Row{Broker, "broker.session.timeout.ms", kInt, kMs, "9000", kNoLimit},
    Row{Broker, "compression.gzip.level", kInt, kNone, "-1", -1, 9},
    Row{Broker, "compression.lz4.level", kInt, kNone, "9", 1, 17},
    Row{Broker, "compression.type", kString, kNone, "producer", kNoLimit, kNoLimit, kBrokerCompressions},
    Row{Broker, "compression.zstd.level", kInt, kNone, "3", -131072, 22},
    Row{Broker, "controlled.shutdown.enable", kBoolean, kNone, "true", kNoLimit},
    Row{Broker, "controller.quorum.election.backoff.max.ms", kInt, kMs, "1000", kNoLimit},
    Row{Broker, "controller.quorum.election.timeout.ms", kInt, kMs, "1000", kNoLimit},
    Row{Broker, "controller.quorum.fetch.timeout.ms", kInt, kMs, "2000", kNoLimit},
    Row{Broker, "controller.quorum.request.timeout.ms", kInt, kMs, "2000", kNoLimit},
    Row{Broker, "controller.quorum.retry.backoff.ms", kInt, kMs, "20", kNoLimit},
    Row{Broker, "default.replication.factor", kInt, kNone, "1", kNoLimit},
    Row{Broker, "eligible.leader.replicas.enable", kBoolean, kNone, "false", kNoLimit},
    Row{Broker, "group.consumer.assignors", kList, kNone, kServerAssignorClasses, kNoLimit, kNoLimit, kServerAssignors, {}, "uniform,range"},
    Row{Broker, "group.consumer.heartbeat.interval.ms", kInt, kMs, "5000", 1},
    Row{Broker, "group.consumer.max.heartbeat.interval.ms", kInt, kMs, "15000", 1},
    Row{Broker, "group.consumer.max.session.timeout.ms", kInt, kMs, "60000", 1},
    Row{Broker, "group.consumer.max.size", kInt, kNone, "2147483647", 1},
    Row{Broker, "group.consumer.migration.policy", kString, kNone, "bidirectional", kNoLimit, kNoLimit, "bidirectional,upgrade,downgrade,disabled"},
    Row{Broker, "group.consumer.min.heartbeat.interval.ms", kInt, kMs, "5000", 1},
    Row{Broker, "group.consumer.min.session.timeout.ms", kInt, kMs, "45000", 1},
    Row{Broker, "group.consumer.session.timeout.ms", kInt, kMs, "45000", 1},
    Row{Broker, "group.coordinator.rebalance.protocols", kList, kNone, "classic", kNoLimit, kNoLimit, "classic,consumer", {}, "classic,consumer"},
    Row{Broker, "group.initial.rebalance.delay.ms", kInt, kMs, "3000", kNoLimit},
    Row{Broker, "group.max.session.timeout.ms", kInt, kMs, "1800000", kNoLimit},
    Row{Broker, "group.max.size", kInt, kNone, "2147483647", 1},
    Row{Broker, "group.min.session.timeout.ms", kInt, kMs, "6000", kNoLimit},
    Row{Broker, "leader.imbalance.check.interval.seconds", kLong, kNone, "300", 1},
    Row{Broker, "log.cleaner.backoff.ms", kLong, kMs, "15000", 0},
    Row{Broker, "log.cleaner.dedupe.buffer.size", kLong, kBytes, "134217728", kNoLimit},
    Row{Broker, "log.cleaner.enable", kBoolean, kNone, "true", kNoLimit},
    Row{Broker, "log.cleaner.io.buffer.load.factor", kDouble, kNone, "0.9", kNoLimit},
    Row{Broker, "log.flush.offset.checkpoint.interval.ms", kInt, kMs, "60000", 0},
    Row{Broker, "log.flush.scheduler.interval.ms", kLong, kMs, kLongMax, kNoLimit},
    Row{Broker, "log.flush.start.offset.checkpoint.interval.ms", kInt, kMs, "60000", 0},
    Row{Broker, "log.initial.task.delay.ms", kLong, kMs, "30000", 0},
    Row{Broker, "log.retention.check.interval.ms", kLong, kMs, "300000", 1},
    Row{Broker, "max.incremental.fetch.session.cache.slots", kInt, kNone, "1000", 0},
    Row{Broker, "message.max.bytes", kInt, kBytes, "1048588", 0},
    Row{Broker, "min.insync.replicas", kInt, kNone, "1", 1},
    Row{Broker, "num.partitions", kInt, kNone, "1", 1},
    Row{Broker, "offsets.commit.timeout.ms", kInt, kMs, "5000", 1},
    Row{Broker, "offsets.retention.check.interval.ms", kLong, kMs, "600000", 1},
    Row{Broker, "offsets.retention.minutes", kInt, kNone, "10080", 1},
    Row{Broker, "offsets.topic.num.partitions", kInt, kNone, "50", 1},
    Row{Broker, "offsets.topic.replication.factor", kInt, kNone, "3", 1},
    Row{Broker, "offsets.topic.segment.bytes", kInt, kBytes, "104857600", 1},
    Row{Broker, "producer.id.expiration.ms", kInt, kMs, "86400000", 1, kNoLimit, {}, "604800000"},
    Row{Broker, "quota.window.num", kInt, kNone, "11", 1},
    Row{Broker, "quota.window.size.seconds", kInt, kNone, "1", 1},
    Row{Broker, "replica.fetch.backoff.ms", kInt, kMs, "1000", 0},
    Row{Broker, "replica.fetch.max.bytes", kInt, kBytes, "1048576", 0},
    Row{Broker, "replica.fetch.min.bytes", kInt, kBytes, "1", kNoLimit},
    Row{Broker, "replica.fetch.wait.max.ms", kInt, kMs, "500", kNoLimit},
    Row{Broker, "replica.high.watermark.checkpoint.interval.ms", kLong, kMs, "5000", kNoLimit},
    Row{Broker, "replica.lag.time.max.ms", kLong, kMs, "30000", kNoLimit},
    Row{Broker, "replica.selector.class", kString, kNone, "", kNoLimit, kNoLimit, kRackAwareReplicaSelector},
    Row{Broker, "replica.socket.timeout.ms", kInt, kMs, "30000", kNoLimit},
    Row{Broker, "unclean.leader.election.enable", kBoolean, kNone, "false", kNoLimit},
    Row{Broker, "unclean.leader.election.interval.ms", kLong, kMs, "300000", kNoLimit},
};
// clang-format on

constexpr ConfigDef definitionOf(const Row& row)
{
    return {.scope = row.scope,
        .name = row.name,
        .type = row.type,
        .unit = row.unit,
        .default28 = row.value28.empty() ? row.value : row.value28,
        .default39 = row.value,
        .default40 = row.value40.empty() ? row.value : row.value40,
        .min = row.min,
        .max = row.max,
        .choices = row.choices};
}

constexpr auto kDefinitions = [] {
    std::array<ConfigDef, kRows.size()> definitions;
    std::transform(kRows.begin(), kRows.end(), definitions.begin(), definitionOf);
    return definitions;
}();

constexpr bool before(const ConfigDef& a, const ConfigDef& b)
{
    return a.scope != b.scope ? a.scope < b.scope : a.name < b.name;
}
static_assert(std::is_sorted(kDefinitions.begin(), kDefinitions.end(), before));

std::string expectedNumber(const ConfigDef& def)
{
    std::string expected;
    switch (def.unit) {
    case ConfigUnit::None:
        expected = "expected a whole number";
        break;
    case ConfigUnit::Milliseconds:
        expected = "expected whole milliseconds, such as 250ms, 2s or 250";
        break;
    case ConfigUnit::Bytes:
        expected = "expected a size such as 16KiB, 1MiB or a number of bytes";
        break;
    }
    const std::string_view joint = def.unit == ConfigUnit::None ? "" : ",";
    if (def.min && (def.max || def.type == ConfigType::Int)) {
        return fmt::format(
            "{}{} from {} to {}", expected, joint, *def.min, def.max.value_or(kIntMax));
    }
    return def.min ? fmt::format("{}{} at least {}", expected, joint, *def.min) : expected;
}

tl::expected<std::string, std::string> normaliseNumber(const ConfigDef& def, std::string_view text)
{
    const bool isInt = def.type == ConfigType::Int;
    const std::int64_t lowest = isInt ? std::numeric_limits<std::int32_t>::min()
                                      : std::numeric_limits<std::int64_t>::min();
    const std::int64_t highest = isInt ? kIntMax : std::numeric_limits<std::int64_t>::max();
    const std::optional<std::int64_t> number = configNumber(def, text);
    // The one range with a hole: zlib's level 0 does not compress, and Kafka does not take it.
    const bool isHole = def.name == "compression.gzip.level" && number == 0;
    if (!number || *number < def.min.value_or(lowest) || *number > def.max.value_or(highest)
        || isHole) {
        return tl::unexpected(fmt::format("{}, found '{}'", expectedNumber(def), text));
    }
    return std::to_string(*number);
}

/// Calls f(std::string_view) for what stands between the commas, without spaces around it.
template <class F>
void forEachPart(std::string_view list, F f)
{
    for (std::size_t comma = 0; comma != std::string_view::npos;) {
        comma = list.find(',');
        std::string_view part = list.substr(0, comma);
        part.remove_prefix(std::min(part.find_first_not_of(' '), part.size()));
        part = part.substr(0, part.find_last_not_of(' ') + 1);
        f(part);
        list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
    }
}

bool isOneOf(const std::vector<std::string_view>& choices, std::string_view text)
{
    return std::find(choices.begin(), choices.end(), text) != choices.end();
}

tl::expected<std::string, std::string> normaliseChoice(const ConfigDef& def, std::string_view text)
{
    const std::vector<std::string_view> choices = choicesOf(def);
    if (def.name == "auto.offset.reset" && resetDuration(text)) {
        return std::string(text);
    }
    if (isOneOf(choices, text)) {
        // Kafka takes both spellings of acks; the engine compares with one of them.
        return std::string(def.name == "acks" && text == "-1" ? "all" : text);
    }
    const auto butLast = std::span(choices).first(choices.size() - 1);
    const std::string_view joint = butLast.empty() ? "" : " or ";
    return tl::unexpected(fmt::format(
        "expected {}{}{}, found '{}'", fmt::join(butLast, ", "), joint, choices.back(), text));
}

/// As Kafka writes a list: parts with commas between them and without spaces.
tl::expected<std::string, std::string> normaliseList(const ConfigDef& def, std::string_view text)
{
    const std::vector<std::string_view> choices = choicesOf(def);
    std::vector<std::string_view> parts;
    bool isFine = true;
    forEachPart(text, [&](std::string_view part) {
        part = assignorClass(part); // only an assignor's name is changed by that
        isFine = isFine && isOneOf(choices, part) && !isOneOf(parts, part);
        parts.push_back(part);
    });
    if (!isFine) {
        return tl::unexpected(fmt::format("expected {}, or several of them with commas between, "
                                          "such as {}; found '{}'",
            fmt::join(choices, " or "), def.choices, text));
    }
    return fmt::format("{}", fmt::join(parts, ","));
}

tl::expected<std::string, std::string> normaliseDouble(const ConfigDef& def, std::string_view text)
{
    const std::optional<double> number = parseDecimal(text);
    const bool fits = number && (!def.min || *number >= static_cast<double>(*def.min))
        && (!def.max || *number <= static_cast<double>(*def.max));
    if (!fits) {
        const std::string range
            = def.min && def.max ? fmt::format(" from {} to {}", *def.min, *def.max) : "";
        return tl::unexpected(
            fmt::format("expected a number such as 0.5{}, found '{}'", range, text));
    }
    return std::string(text);
}

} // namespace

std::string_view ConfigDef::defaultFor(KafkaVersion version) const
{
    switch (version) {
    case KafkaVersion::V28:
        return default28;
    case KafkaVersion::V39:
        return default39;
    case KafkaVersion::V40:
        return default40;
    }
    return default39;
}

std::span<const ConfigDef> configDefs()
{
    return kDefinitions;
}

const ConfigDef* findConfig(ConfigScope scope, std::string_view name)
{
    ConfigDef wanted;
    wanted.scope = scope;
    wanted.name = name;
    const auto found = std::lower_bound(kDefinitions.begin(), kDefinitions.end(), wanted, before);
    const bool isIt = found != kDefinitions.end() && found->scope == scope && found->name == name;
    return isIt ? &*found : nullptr;
}

std::optional<std::int64_t> configNumber(const ConfigDef& def, std::string_view text)
{
    if (const auto plain = parseInteger(text)) {
        return plain;
    }
    if (def.unit == ConfigUnit::Bytes) {
        return parseSize(text);
    }
    if (def.unit == ConfigUnit::Milliseconds) {
        const std::optional<Duration> duration = parseDuration(text);
        const bool whole = duration && duration->micros() % 1000 == 0;
        return whole ? std::optional(duration->millis()) : std::nullopt;
    }
    return std::nullopt;
}

std::vector<std::string_view> choicesOf(const ConfigDef& def)
{
    std::vector<std::string_view> choices;
    forEachPart(def.choices, [&](std::string_view choice) { choices.push_back(choice); });
    return choices;
}

tl::expected<std::string, std::string> normaliseValue(const ConfigDef& def, std::string_view text)
{
    switch (def.type) {
    case ConfigType::Boolean:
        if (text == "true" || text == "false") {
            return std::string(text);
        }
        return tl::unexpected(fmt::format("expected true or false, found '{}'", text));
    case ConfigType::Int:
    case ConfigType::Long:
        return normaliseNumber(def, text);
    case ConfigType::String:
        if (def.name == "group.instance.id" && text.empty()) {
            return tl::unexpected(std::string("expected a name that is not empty"));
        }
        return def.choices.empty() ? std::string(text) : normaliseChoice(def, text);
    case ConfigType::Double:
        return normaliseDouble(def, text);
    case ConfigType::List:
        return normaliseList(def, text);
    }
    return std::string(text);
}

Config::Config(ConfigScope scope, KafkaVersion version, const ConfigMap& set)
    : m_scope(scope)
    , m_version(version)
    , m_set(&set)
{
}

std::string_view Config::text(std::string_view name) const
{
    if (const auto found = m_set->find(name); found != m_set->end()) {
        return found->second;
    }
    const ConfigDef* def = findConfig(m_scope, name);
    assert(def != nullptr);
    return def == nullptr ? std::string_view() : def->defaultFor(m_version);
}

std::int64_t Config::integer(std::string_view name) const
{
    const std::optional<std::int64_t> value = parseInteger(text(name));
    assert(value);
    return value.value_or(0);
}

double Config::decimal(std::string_view name) const
{
    const std::optional<double> value = parseDecimal(text(name));
    assert(value);
    return value.value_or(0);
}

bool Config::has(std::string_view name, std::string_view part) const
{
    bool found = false;
    forEachPart(text(name), [&](std::string_view each) { found = found || each == part; });
    return found;
}

bool Config::boolean(std::string_view name) const
{
    return text(name) == "true";
}

Duration Config::millis(std::string_view name) const
{
    // Long.MAX_VALUE milliseconds is Kafka's way to say forever; in microseconds it would overflow.
    constexpr std::int64_t kForever = std::numeric_limits<std::int64_t>::max() / 4000;
    return milliseconds(std::min(integer(name), kForever));
}

} // namespace brokerscope::scenario
