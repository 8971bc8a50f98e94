#pragma once

#include "engine/protocol/messages.h"
#include "engine/sim/node.h"

#include <optional>
#include <vector>

namespace brokerscope::protocol {

/// The requests that a node has sent and that are not answered yet (Kafka: NetworkClient,
/// InFlightRequests). One request that times out closes its connection, and with it fails every
/// other request to the same node.
class RequestChannel {
public:
    struct InFlight {
        EventId id;
        NodeId to;
        event::Api api = event::Api::Produce;
        sim::TimerId timer = sim::kNoTimer;
    };

    /// `timerKind`: the owner's kind of timer for request timeouts; its data is the request's id.
    explicit RequestChannel(std::uint32_t timerKind)
        : m_timerKind(timerKind)
    {
    }

    /// Sends a request that is to be answered within `timeout`.
    EventId send(sim::Context& context, NodeId to, Value value, Duration timeout);

    /// The request that a response answers, which is in flight no longer; nullopt when nobody waits
    /// for it any more.
    std::optional<InFlight> complete(sim::Context& context, const sim::Message& response);

    /// The owner's timer of timerKind ran out: the requests that failed with it, oldest first.
    std::vector<InFlight> timeUp(sim::Context& context, const sim::Timer& timer);

    /// The connection is gone: the requests that failed with it, oldest first.
    std::vector<InFlight> connectionLost(sim::Context& context, NodeId peer);

    [[nodiscard]] std::size_t inFlight(NodeId to) const;
    [[nodiscard]] bool isInFlight(EventId request) const;

private:
    std::vector<InFlight> takeAll(sim::Context& context, NodeId to);

    std::uint32_t m_timerKind;
    std::vector<InFlight> m_requests; ///< in the order of sending
};

/// Answers a request.
void reply(sim::Context& context, const sim::Message& request, Value value);

} // namespace brokerscope::protocol
