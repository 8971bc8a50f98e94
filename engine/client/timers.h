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
    CloseTimedOut, ///< the producer gives up what it has not sent
};

[[nodiscard]] constexpr std::uint32_t kindOf(ClientTimer timer)
{
    return static_cast<std::uint32_t>(timer);
}

} // namespace brokerscope::client
