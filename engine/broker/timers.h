#pragma once

#include <cstdint>

namespace brokerscope::broker {

/// What a broker's timers are for.
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
    ControllerRetry, ///< the active controller may be asked again
    ShutdownRetry, ///< in controlled shutdown: has a controller answered?
    Unmute, ///< data: the client's NodeId
    Group, ///< data: a number of GroupTimers
    GroupLoad, ///< data: the partition of __consumer_offsets, here and in the next two
    GroupExpiry,
    GroupWriteExpiry, ///< data: the partition in the upper 32 bits, the number of the write below
};

/// What a controller's timers are for.
enum class ControllerTimer : std::uint32_t {
    SessionCheck, ///< data: the broker's NodeId
    LeaderImbalanceCheck,
    UncleanElection,
    ShutdownExpiry,
    RequestTimeout, ///< data: the request
    Election, ///< the timeout of the present role in the quorum
    VoteRetry, ///< data: the voter's NodeId
    FetchRetry,
    CheckQuorum,
    BeginQuorumEpoch,
    LogFetchExpiry, ///< data: the waiting request
};

[[nodiscard]] constexpr std::uint32_t kindOf(BrokerTimer timer)
{
    return static_cast<std::uint32_t>(timer);
}
[[nodiscard]] constexpr std::uint32_t kindOf(ControllerTimer timer)
{
    return static_cast<std::uint32_t>(timer);
}

} // namespace brokerscope::broker
