#include "engine/scenario/config.h"

#include "engine/scenario/quantity.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>

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
    std::optional<std::int64_t> min;
    std::optional<std::int64_t> max = kNoLimit;
    std::string_view choices = {};
    std::string_view value28 = {};
    std::string_view value40 = {};
};

using enum ConfigScope;
constexpr auto kInt = ConfigType::Int;
constexpr auto kLong = ConfigType::Long;
constexpr auto kString = ConfigType::String;
constexpr auto kBoolean = ConfigType::Boolean;
constexpr auto kMs = ConfigUnit::Milliseconds;
constexpr auto kBytes = ConfigUnit::Bytes;
constexpr auto kNone = ConfigUnit::None;

// Kafka 2.8 has no retry.backoff.max.ms: its backoff stays at retry.backoff.ms, hence 100 there.
// clang-format off
constexpr std::array kRows{
    Row{Producer, "acks", kString, kNone, "all", kNoLimit, kNoLimit, "all,-1,0,1", "1"},
    Row{Producer, "batch.size", kInt, kBytes, "16384", 0},
    Row{Producer, "buffer.memory", kLong, kBytes, "33554432", 0},
    Row{Producer, "delivery.timeout.ms", kInt, kMs, "120000", 0},
    Row{Producer, "enable.idempotence", kBoolean, kNone, "true", kNoLimit, kNoLimit, {}, "false"},
    Row{Producer, "linger.ms", kLong, kMs, "0", 0, kNoLimit, {}, {}, "5"},
    Row{Producer, "max.block.ms", kLong, kMs, "60000", 0},
    Row{Producer, "max.in.flight.requests.per.connection", kInt, kNone, "5", 1},
    Row{Producer, "max.request.size", kInt, kBytes, "1048576", 0},
    Row{Producer, "metadata.max.age.ms", kLong, kMs, "300000", 0},
    Row{Producer, "request.timeout.ms", kInt, kMs, "30000", 0},
    Row{Producer, "retries", kInt, kNone, "2147483647", 0, kIntMax},
    Row{Producer, "retry.backoff.max.ms", kLong, kMs, "1000", 0, kNoLimit, {}, "100"},
    Row{Producer, "retry.backoff.ms", kLong, kMs, "100", 0},

    Row{Consumer, "auto.offset.reset", kString, kNone, "latest", kNoLimit, kNoLimit, "latest,earliest,none"},
    Row{Consumer, "fetch.max.bytes", kInt, kBytes, "52428800", 0},
    Row{Consumer, "fetch.max.wait.ms", kInt, kMs, "500", 0},
    Row{Consumer, "fetch.min.bytes", kInt, kBytes, "1", 0},
    Row{Consumer, "max.partition.fetch.bytes", kInt, kBytes, "1048576", 0},
    Row{Consumer, "max.poll.records", kInt, kNone, "500", 1},
    Row{Consumer, "metadata.max.age.ms", kLong, kMs, "300000", 0},
    Row{Consumer, "request.timeout.ms", kInt, kMs, "30000", 0},
    Row{Consumer, "retry.backoff.max.ms", kLong, kMs, "1000", 0, kNoLimit, {}, "100"},
    Row{Consumer, "retry.backoff.ms", kLong, kMs, "100", 0},

    Row{Topic, "max.message.bytes", kInt, kBytes, "1048588", 0},
    Row{Topic, "min.insync.replicas", kInt, kNone, "1", 1},

    Row{Broker, "broker.heartbeat.interval.ms", kInt, kMs, "2000", kNoLimit},
    Row{Broker, "broker.session.timeout.ms", kInt, kMs, "9000", kNoLimit},
    Row{Broker, "message.max.bytes", kInt, kBytes, "1048588", 0},
    Row{Broker, "min.insync.replicas", kInt, kNone, "1", 1},
    Row{Broker, "replica.fetch.backoff.ms", kInt, kMs, "1000", 0},
    Row{Broker, "replica.fetch.max.bytes", kInt, kBytes, "1048576", 0},
    Row{Broker, "replica.fetch.min.bytes", kInt, kBytes, "1", kNoLimit},
    Row{Broker, "replica.fetch.wait.max.ms", kInt, kMs, "500", kNoLimit},
    Row{Broker, "replica.high.watermark.checkpoint.interval.ms", kLong, kMs, "5000", kNoLimit},
    Row{Broker, "replica.lag.time.max.ms", kLong, kMs, "30000", kNoLimit},
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

std::optional<std::int64_t> numberOf(const ConfigDef& def, std::string_view text)
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
    const std::optional<std::int64_t> number = numberOf(def, text);
    if (!number || *number < def.min.value_or(lowest) || *number > def.max.value_or(highest)) {
        return tl::unexpected(fmt::format("{}, found '{}'", expectedNumber(def), text));
    }
    return std::to_string(*number);
}

tl::expected<std::string, std::string> normaliseChoice(const ConfigDef& def, std::string_view text)
{
    std::string expected;
    for (std::string_view rest = def.choices; !rest.empty();) {
        const std::size_t comma = rest.find(',');
        const std::string_view choice = rest.substr(0, comma);
        if (choice == text) {
            // Kafka takes both spellings of acks; the engine compares with one of them.
            return std::string(def.name == "acks" && text == "-1" ? "all" : text);
        }
        rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
        expected += expected.empty() ? "" : rest.empty() ? " or " : ", ";
        expected += choice;
    }
    return tl::unexpected(fmt::format("expected {}, found '{}'", expected, text));
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
        return def.choices.empty() ? std::string(text) : normaliseChoice(def, text);
    case ConfigType::Double:
    case ConfigType::List:
        return std::string(text);
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
