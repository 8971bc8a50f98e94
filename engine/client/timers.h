#pragma once

#include <cstdint>

namespace brokerscope::client {

/// What a client's timers are for.
enum class ClientTimer : std::uint32_t {
    RequestTimeout, ///< data: the request
    MetadataUpdate,
    SenderWake,
    NextSend, ///< the application calls send() again
    SendBlockedTooLong, ///< max.block.ms is over
    ProducerIdRetry,
    FetchRetry,
    ProcessingDone,
    CloseTimedOut, ///< the client gives up what it has not sent
    GroupRequestTimeout, ///< data: the request to the coordinator
    GroupRetry, ///< something that was asked of the coordinator may be asked again
    Heartbeat,
    PollExpiry, ///< max.poll.interval.ms is over
    AutoCommit,
    WorkerDone, ///< data: which thread of the application is done with a record
};

[[nodiscard]] constexpr std::uint32_t kindOf(ClientTimer timer)
{
    return static_cast<std::uint32_t>(timer);
}

} // namespace brokerscope::client
