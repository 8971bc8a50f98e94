#pragma once

#include <cstdint>

namespace brokerscope::broker {

/// What a broker's or controller's timers are for.
enum class BrokerTimer : std::uint32_t {
    RequestTimeout, ///< data: the request
    Registration, ///< register again
    Heartbeat,
    ProduceExpiry, ///< data: the parked request
    FetchExpiry, ///< data: the parked request
    FetcherBackoff, ///< data: the leader's NodeId
    IsrCheck,
    HighWatermarkCheckpoint,
    RetentionCheck,
    FlushCheck,
    RecoveryPointCheckpoint,
    LogStartCheckpoint,
    Cleaner,
    FileRemoval, ///< data: the partition
    MetadataFetchRetry,
};

[[nodiscard]] constexpr std::uint32_t kindOf(BrokerTimer timer)
{
    return static_cast<std::uint32_t>(timer);
}

} // namespace brokerscope::broker
