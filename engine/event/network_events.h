#pragma once

#include "engine/base/ids.h"
#include "engine/base/time.h"
#include "engine/event/kinds.h"

/// The network.
namespace brokerscope::event {

/// node sent a request or a response. The id of this event names the message from then on.
struct MessageSent {
    Timestamp deliverAt; ///< when it arrives, if nothing stops it
    Offset offset = kNoOffset; ///< Fetch request: fetch offset of `partition`; Produce response:
                               ///< base offset; Fetch response: HW
    EventId request = kNoEvent; ///< for a response: the MessageSent of its request
    std::uint32_t records = 0; ///< records carried, over all partitions
    std::uint32_t bytes = 0; ///< record bytes carried, over all partitions
    NodeId to;
    PartitionId partition = kNoPartition; ///< the first partition concerned, if any; of a Fetch
                                          ///< request the first named, else the first implied
    std::uint16_t partitions = 0; ///< how many partitions it names
    ErrorCode error = ErrorCode::None; ///< of a response; the first one that is not None
    Api api = Api::Produce;
    std::uint16_t forgotten = 0; ///< Fetch request: partitions that leave its session
    FetchSessionId session = kNoFetchSession; ///< of a Fetch request or response
    FetchSessionEpoch sessionEpoch = kFinalFetchEpoch; ///< of a Fetch request
    [[nodiscard]] bool isResponse() const { return request != kNoEvent; }
    /// Whether it begins, uses or ends a fetch session, or may.
    [[nodiscard]] bool hasFetchSession() const
    {
        return session != kNoFetchSession || sessionEpoch != kFinalFetchEpoch;
    }
    bool operator==(const MessageSent&) const = default;
};

/// node took the message in.
struct MessageReceived {
    EventId message;
    bool operator==(const MessageReceived&) const = default;
};

/// The message was lost on its way. node: the intended receiver.
struct MessageDropped {
    EventId message;
    DropReason reason = DropReason::Cut;
    bool operator==(const MessageDropped&) const = default;
};

/// A command of the script holds the message up: it arrives at `deliverAt` if nothing else stops
/// it. What it holds up behind itself on the same link has such an event, too. node: the intended
/// receiver.
struct MessageDelayed {
    Timestamp deliverAt;
    EventId message;
    bool operator==(const MessageDelayed&) const = default;
};

/// node answers the request with an error because a command of the script wants it so, and does
/// nothing else with it.
struct ErrorInjected {
    EventId message; ///< the request
    ErrorCode error = ErrorCode::None;
    bool operator==(const ErrorInjected&) const = default;
};

/// node gave up waiting for the answer to its request after its request timeout and closed the
/// connection.
struct RequestTimedOut {
    EventId message;
    NodeId peer;
    bool operator==(const RequestTimedOut&) const = default;
};

/// node saw its connection to peer reset; every request in flight on it failed.
struct ConnectionLost {
    NodeId peer;
    bool operator==(const ConnectionLost&) const = default;
};

/// node (a broker) answered a client that is over its quota, and reads nothing more from it until
/// `until`.
struct ClientThrottled {
    Timestamp until;
    std::uint64_t bytesPerSecond = 0; ///< what the client sent lately
    EventId request;
    NodeId client;
    bool operator==(const ClientThrottled&) const = default;
};

} // namespace brokerscope::event
