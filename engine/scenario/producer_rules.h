#pragma once

#include "engine/scenario/config.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What Kafka's ProducerConfig works out from several properties together after it has read them.
namespace brokerscope::scenario {

/// Whether the producer is idempotent in the end: a conflicting acks, retries or
/// max.in.flight.requests.per.connection switches it off silently unless it was asked for by name.
[[nodiscard]] bool isIdempotent(const Config& producer);

/// "0", "1" or "all". Kafka 2.8 raises its default of 1 to all for a producer that was asked to be
/// idempotent.
[[nodiscard]] std::string_view acksOf(const Config& producer);

/// delivery.timeout.ms; where it was not set, raised to linger.ms + request.timeout.ms if it is
/// less.
[[nodiscard]] Duration deliveryTimeout(const Config& producer);

/// Values that are fine alone and that Kafka does not take together.
enum class ConfigRule : std::uint8_t {
    IdempotenceNeedsAcks,
    IdempotenceNeedsRetries,
    IdempotenceNeedsFewInFlight,
    ManyInFlightNeedIdempotenceOff, ///< since 4.0
    DeliveryTimeoutCoversLingerAndRequest,
    FetchWaitWithinLagTime,
    SocketTimeoutCoversFetchWait,
    CompactionLagsInOrder,
    HeartbeatWithinSession,
    ClassicOnly, ///< session.timeout.ms and others with group.protocol=consumer
    ConsumerProtocolOnly, ///< group.remote.assignor with group.protocol=classic
    GroupSessionInRange, ///< group.consumer.session.timeout.ms
    GroupHeartbeatInRange, ///< group.consumer.heartbeat.interval.ms
    AssignorNeeded, ///< group.consumer.assignors
    ClassicStaysEnabled, ///< group.coordinator.rebalance.protocols
    ResetByDurationIsNew,
    AutoCommitNeedsGroup,
};
struct ConfigConflict {
    std::string_view property; ///< the one that was set and is to blame
    std::string message;
    std::optional<ConfigRule> rule = std::nullopt; ///< for who tells it in other words
    std::int64_t bound = 0; ///< the least or the most that would do, where the rule has one
};
[[nodiscard]] std::vector<ConfigConflict> producerConflicts(
    KafkaVersion version, const ConfigMap& set);

} // namespace brokerscope::scenario
