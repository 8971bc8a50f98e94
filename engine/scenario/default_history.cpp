#include "engine/scenario/default_history.h"

#include "engine/scenario/quantity.h"

#include <algorithm>
#include <array>

namespace brokerscope::scenario {
namespace {

using enum ConfigScope;

constexpr std::string_view kLongMax = "9223372036854775807";
constexpr std::string_view kAlways = {};
constexpr std::string_view kRange = "org.apache.kafka.clients.consumer.RangeAssignor";
constexpr std::string_view kRangeAndCooperative
    = "org.apache.kafka.clients.consumer.RangeAssignor,"
      "org.apache.kafka.clients.consumer.CooperativeStickyAssignor";
constexpr std::string_view kDefaultClass
    = "org.apache.kafka.clients.producer.internals.DefaultPartitioner";
constexpr std::string_view kServerAssignorClasses
    = "org.apache.kafka.coordinator.group.assignor.UniformAssignor,"
      "org.apache.kafka.coordinator.group.assignor.RangeAssignor";

// A property that begins with a release was not there before it. message.timestamp.*.max.ms came
// with KIP-937, retry.backoff.max.ms with KIP-580, the levels of codecs with KIP-390, and the
// partitioner that is built in with KIP-794.
// clang-format off
constexpr std::array kHistory{
    DefaultSince{Producer, "acks", "0.9", "1"},
    DefaultSince{Producer, "acks", "3.0", "all"},
    DefaultSince{Producer, "batch.size", "0.8.2", "16384"},
    DefaultSince{Producer, "compression.gzip.level", "3.8", "-1"},
    DefaultSince{Producer, "compression.lz4.level", "3.8", "9"},
    DefaultSince{Producer, "compression.zstd.level", "3.8", "3"},
    DefaultSince{Producer, "delivery.timeout.ms", "2.1", "120000"},
    DefaultSince{Producer, "enable.idempotence", "0.11", "false"},
    DefaultSince{Producer, "enable.idempotence", "3.0", "true"},
    DefaultSince{Producer, "linger.ms", kAlways, "0"},
    DefaultSince{Producer, "linger.ms", "4.0", "5"},
    DefaultSince{Producer, "max.block.ms", "0.9", "60000"},
    DefaultSince{Producer, "max.in.flight.requests.per.connection", kAlways, "5"},
    DefaultSince{Producer, "metadata.max.idle.ms", "2.5", "300000"},
    DefaultSince{Producer, "partitioner.adaptive.partitioning.enable", "3.3", "true"},
    DefaultSince{Producer, "partitioner.availability.timeout.ms", "3.3", "0"},
    DefaultSince{Producer, "partitioner.class", kAlways, kDefaultClass},
    DefaultSince{Producer, "partitioner.class", "3.3", ""},
    DefaultSince{Producer, "partitioner.ignore.keys", "3.3", "false"},
    DefaultSince{Producer, "retries", kAlways, "0"},
    DefaultSince{Producer, "retries", "2.1", "2147483647"},
    DefaultSince{Producer, "retry.backoff.max.ms", "3.7", "1000"},
    DefaultSince{Producer, "retry.backoff.ms", kAlways, "100"},
    DefaultSince{Producer, "socket.connection.setup.timeout.max.ms", "2.7", "30000"},
    DefaultSince{Producer, "socket.connection.setup.timeout.ms", "2.7", "10000"},

    DefaultSince{Consumer, "allow.auto.create.topics", "2.3", "true"},
    DefaultSince{Consumer, "default.api.timeout.ms", "2.0", "60000"},
    DefaultSince{Consumer, "fetch.min.bytes", "0.9.0.0", "1024"},
    DefaultSince{Consumer, "fetch.min.bytes", "0.9.0.1", "1"},
    DefaultSince{Consumer, "group.protocol", "3.7", "classic"},
    DefaultSince{Consumer, "group.remote.assignor", "3.7", ""},
    DefaultSince{Consumer, "heartbeat.interval.ms", kAlways, "3000"},
    DefaultSince{Consumer, "max.poll.interval.ms", "0.10.1", "300000"},
    DefaultSince{Consumer, "max.poll.records", "0.10.0", "2147483647"},
    DefaultSince{Consumer, "max.poll.records", "0.10.1", "500"},
    DefaultSince{Consumer, "partition.assignment.strategy", "0.9", kRange},
    DefaultSince{Consumer, "partition.assignment.strategy", "3.0", kRangeAndCooperative},
    DefaultSince{Consumer, "request.timeout.ms", kAlways, "40000"},
    DefaultSince{Consumer, "request.timeout.ms", "0.10.1", "305000"},
    DefaultSince{Consumer, "request.timeout.ms", "2.0", "30000"},
    DefaultSince{Consumer, "retry.backoff.max.ms", "3.7", "1000"},
    DefaultSince{Consumer, "retry.backoff.ms", kAlways, "100"},
    DefaultSince{Consumer, "session.timeout.ms", "0.9", "30000"},
    DefaultSince{Consumer, "session.timeout.ms", "0.10.1", "10000"},
    DefaultSince{Consumer, "session.timeout.ms", "3.0", "45000"},

    DefaultSince{Topic, "compression.gzip.level", "3.8", "-1"},
    DefaultSince{Topic, "compression.lz4.level", "3.8", "9"},
    DefaultSince{Topic, "compression.zstd.level", "3.8", "3"},
    DefaultSince{Topic, "message.timestamp.after.max.ms", "3.6", kLongMax},
    DefaultSince{Topic, "message.timestamp.after.max.ms", "4.0", "3600000"},
    DefaultSince{Topic, "message.timestamp.before.max.ms", "3.6", kLongMax},
    DefaultSince{Topic, "unclean.leader.election.enable", kAlways, "true"},
    DefaultSince{Topic, "unclean.leader.election.enable", "0.11", "false"},

    DefaultSince{Broker, "compression.gzip.level", "3.8", "-1"},
    DefaultSince{Broker, "compression.lz4.level", "3.8", "9"},
    DefaultSince{Broker, "compression.zstd.level", "3.8", "3"},
    DefaultSince{Broker, "eligible.leader.replicas.enable", "2.8", "false", true},
    DefaultSince{Broker, "group.consumer.assignors", "3.7", kServerAssignorClasses},
    DefaultSince{Broker, "group.consumer.assignors", "4.0", "uniform,range"},
    DefaultSince{Broker, "group.consumer.heartbeat.interval.ms", "3.7", "5000"},
    DefaultSince{Broker, "group.consumer.max.heartbeat.interval.ms", "3.7", "15000"},
    DefaultSince{Broker, "group.consumer.max.session.timeout.ms", "3.7", "60000"},
    DefaultSince{Broker, "group.consumer.max.size", "3.7", "2147483647"},
    DefaultSince{Broker, "group.consumer.migration.policy", "3.9", "bidirectional"},
    DefaultSince{Broker, "group.consumer.min.heartbeat.interval.ms", "3.7", "5000"},
    DefaultSince{Broker, "group.consumer.min.session.timeout.ms", "3.7", "45000"},
    DefaultSince{Broker, "group.consumer.session.timeout.ms", "3.7", "45000"},
    DefaultSince{Broker, "group.coordinator.rebalance.protocols", "3.7", "classic"},
    DefaultSince{Broker, "group.coordinator.rebalance.protocols", "4.0", "classic,consumer"},
    DefaultSince{Broker, "group.initial.rebalance.delay.ms", "0.11", "3000"},
    DefaultSince{Broker, "group.max.session.timeout.ms", kAlways, "300000"},
    DefaultSince{Broker, "group.max.session.timeout.ms", "2.4", "1800000"},
    DefaultSince{Broker, "log.initial.task.delay.ms", "2.8", "30000", true},
    DefaultSince{Broker, "log.message.timestamp.after.max.ms", "3.6", kLongMax},
    DefaultSince{Broker, "log.message.timestamp.after.max.ms", "4.0", "3600000"},
    DefaultSince{Broker, "offsets.retention.minutes", kAlways, "1440"},
    DefaultSince{Broker, "offsets.retention.minutes", "2.0", "10080"},
    DefaultSince{Broker, "producer.id.expiration.ms", "2.8", "86400000", true},
    DefaultSince{Broker, "replica.lag.time.max.ms", kAlways, "10000"},
    DefaultSince{Broker, "replica.lag.time.max.ms", "2.5", "30000"},
    DefaultSince{Broker, "unclean.leader.election.enable", kAlways, "true"},
    DefaultSince{Broker, "unclean.leader.election.enable", "0.11", "false"},
    DefaultSince{Broker, "unclean.leader.election.interval.ms", "2.8", "300000", true},
};
// clang-format on

/// The number before the first dot, which is taken away with the dot.
std::uint64_t nextNumber(std::string_view& release)
{
    const std::size_t dot = release.find('.');
    const std::uint64_t number = parseUnsigned(release.substr(0, dot)).value_or(0);
    release.remove_prefix(dot == std::string_view::npos ? release.size() : dot + 1);
    return number;
}

} // namespace

std::span<const DefaultSince> defaultHistory()
{
    return kHistory;
}

std::span<const DefaultSince> defaultHistory(ConfigScope scope, std::string_view name)
{
    const auto isIt
        = [&](const DefaultSince& row) { return row.scope == scope && row.name == name; };
    const auto first = std::find_if(kHistory.begin(), kHistory.end(), isIt);
    const auto end = std::find_if_not(first, kHistory.end(), isIt);
    return {first, end};
}

const DefaultSince* defaultIn(ConfigScope scope, std::string_view name, KafkaVersion version)
{
    const DefaultSince* holds = nullptr;
    for (const DefaultSince& row : defaultHistory(scope, name)) {
        const bool isThere = row.isAfter ? isOlder(row.release, releaseName(version))
                                         : !isOlder(releaseName(version), row.release);
        if (isThere) {
            holds = &row;
        }
    }
    return holds;
}

std::string_view releaseName(KafkaVersion version)
{
    switch (version) {
    case KafkaVersion::V28:
        return "2.8";
    case KafkaVersion::V39:
        return "3.9";
    case KafkaVersion::V40:
        return "4.0";
    }
    return {};
}

bool isOlder(std::string_view a, std::string_view b)
{
    while (!a.empty() || !b.empty()) {
        const std::uint64_t mine = nextNumber(a);
        const std::uint64_t other = nextNumber(b);
        if (mine != other) {
            return mine < other;
        }
    }
    return false;
}

} // namespace brokerscope::scenario
