#pragma once

#include "engine/broker/controller_channel.h"
#include "engine/protocol/messages.h"
#include "engine/sim/node.h"

#include <vector>

namespace brokerscope::broker {

/// Requests of admins that only the active controller can answer: the broker hands them on and the
/// answers back (Kafka: ForwardingManager). While there is no such controller they wait.
class Forwarding {
public:
    void take(sim::Context& context, sim::Message request);
    /// Sends what waits; to be called after everything that may have made the channel ready.
    void send(sim::Context& context, ControllerChannel& controllers);
    /// The controller answered the request `forwarded` of its own. False when the answer says that
    /// it is not the active one: the request waits for another.
    bool answered(sim::Context& context, EventId forwarded, const protocol::Value& answer);
    void unanswered(EventId forwarded);
    void connectionLost(NodeId client);

private:
    struct Waiting {
        sim::Message request;
        Timestamp since;
        EventId forwarded = kNoEvent; ///< kNoEvent: not sent yet
    };
    std::vector<Waiting> m_waiting;
};

} // namespace brokerscope::broker
