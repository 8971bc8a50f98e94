#include "engine/scenario/config_rules.h"

#include "engine/scenario/consumer_rules.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace brokerscope::scenario {
namespace {

// Kafka has no lower limit for these, but with less the engine's clock would not move on.
constexpr std::array kEngineMinimum{std::pair{"broker.heartbeat.interval.ms", 1},
    std::pair{"broker.session.timeout.ms", 1},
    std::pair{"controller.quorum.election.backoff.max.ms", 1},
    std::pair{"controller.quorum.election.timeout.ms", 1},
    std::pair{"controller.quorum.fetch.timeout.ms", 1},
    std::pair{"controller.quorum.request.timeout.ms", 1},
    std::pair{"controller.quorum.retry.backoff.ms", 1},
    std::pair{"group.initial.rebalance.delay.ms", 0}, std::pair{"replica.fetch.min.bytes", 0},
    std::pair{"replica.fetch.wait.max.ms", 0},
    std::pair{"replica.high.watermark.checkpoint.interval.ms", 1},
    std::pair{"replica.lag.time.max.ms", 1}, std::pair{"replica.socket.timeout.ms", 1},
    std::pair{"unclean.leader.election.interval.ms", 1}};

/// A property of groups of the consumer protocol that has to lie between two others.
struct Bounded {
    std::string_view name;
    std::string_view least;
    std::string_view most;
    ConfigRule rule;
};
constexpr std::array kBounded{
    Bounded{"group.consumer.session.timeout.ms", "group.consumer.min.session.timeout.ms",
        "group.consumer.max.session.timeout.ms", ConfigRule::GroupSessionInRange},
    Bounded{"group.consumer.heartbeat.interval.ms", "group.consumer.min.heartbeat.interval.ms",
        "group.consumer.max.heartbeat.interval.ms", ConfigRule::GroupHeartbeatInRange}};

/// Kafka: GroupCoordinatorConfig.validate.
void addGroupConflicts(const Config& broker, std::vector<ConfigConflict>& found)
{
    for (const auto& [name, least, most, rule] : kBounded) {
        const std::string_view toBlame = broker.isSet(name) ? name
            : broker.isSet(least)                           ? least
                                                            : most;
        const Duration value = broker.millis(name);
        if (broker.isSet(toBlame)
            && (value < broker.millis(least) || value > broker.millis(most))) {
            found.push_back({toBlame,
                fmt::format("Kafka does not start with {}={} outside of {}={} and {}={}", name,
                    broker.text(name), least, broker.text(least), most, broker.text(most)),
                rule});
        }
    }
    constexpr std::string_view kAssignors = "group.consumer.assignors";
    if (broker.text(kAssignors).empty()) {
        found.push_back(
            {kAssignors, "Kafka does not start without an assignor; write uniform, range or both",
                ConfigRule::AssignorNeeded});
    }
    constexpr std::string_view kProtocols = "group.coordinator.rebalance.protocols";
    if (broker.text(kProtocols).find("classic") == std::string_view::npos) {
        found.push_back({kProtocols,
            "Kafka does not start without the classic protocol; write classic,consumer",
            ConfigRule::ClassicStaysEnabled});
    }
}

} // namespace

std::optional<std::int64_t> engineMinimum(const ConfigDef& def)
{
    for (const auto& [name, least] : kEngineMinimum) {
        if (def.scope == ConfigScope::Broker && def.name == name) {
            return least;
        }
    }
    return std::nullopt;
}

std::vector<ConfigConflict> brokerConflicts(KafkaVersion version, const ConfigMap& set)
{
    const Config broker(ConfigScope::Broker, version, set);
    std::vector<ConfigConflict> found;
    constexpr std::string_view kWait = "replica.fetch.wait.max.ms";
    constexpr std::string_view kLag = "replica.lag.time.max.ms";
    const std::string_view toBlame = broker.isSet(kWait) ? kWait : kLag;
    if (broker.isSet(toBlame) && broker.millis(kWait) > broker.millis(kLag)) {
        found.push_back({toBlame,
            "Kafka does not start with replica.fetch.wait.max.ms beyond replica.lag.time.max.ms, "
            "because the ISR "
            "would change all the time",
            ConfigRule::FetchWaitWithinLagTime});
    }
    constexpr std::string_view kSocket = "replica.socket.timeout.ms";
    if (const std::string_view setHere = broker.isSet(kSocket) ? kSocket : kWait;
        broker.isSet(setHere) && broker.millis(kSocket) < broker.millis(kWait)) {
        found.push_back({setHere,
            "Kafka does not start with replica.socket.timeout.ms below replica.fetch.wait.max.ms, "
            "because followers would give up fetches that their leaders may keep",
            ConfigRule::SocketTimeoutCoversFetchWait});
    }
    addGroupConflicts(broker, found);
    return found;
}

std::vector<ConfigConflict> topicConflicts(KafkaVersion version, const ConfigMap& set)
{
    const Config topic(ConfigScope::Topic, version, set);
    const std::int64_t max = topic.integer("max.compaction.lag.ms");
    if (topic.integer("min.compaction.lag.ms") <= max) {
        return {};
    }
    return {{"min.compaction.lag.ms",
        fmt::format("expected at most max.compaction.lag.ms, which is {} ms; Kafka throws an "
                    "InvalidConfigurationException",
            max),
        ConfigRule::CompactionLagsInOrder, max}};
}

std::vector<ConfigConflict> conflictsOf(
    ConfigScope scope, KafkaVersion version, const ConfigMap& set)
{
    switch (scope) {
    case ConfigScope::Producer:
        return producerConflicts(version, set);
    case ConfigScope::Topic:
        return topicConflicts(version, set);
    case ConfigScope::Broker:
        return brokerConflicts(version, set);
    case ConfigScope::Consumer:
        return consumerConflicts(version, set);
    }
    return {};
}

} // namespace brokerscope::scenario
