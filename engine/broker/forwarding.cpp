#include "engine/broker/forwarding.h"

#include "engine/broker/config.h"
#include "engine/protocol/request_channel.h"

#include <algorithm>

namespace brokerscope::broker {

namespace {

bool isNotController(const protocol::Value& answer)
{
    return std::visit(
        [](const auto& value) {
            if constexpr (requires { value.error; }) {
                return value.error == event::ErrorCode::NotController;
            } else {
                return false;
            }
        },
        answer);
}

} // namespace

void Forwarding::take(sim::Context& context, sim::Message request)
{
    m_waiting.push_back({std::move(request), context.now(), kNoEvent});
}

void Forwarding::send(sim::Context& context, ControllerChannel& controllers)
{
    // Who asked has given up by then.
    std::erase_if(m_waiting, [&](const Waiting& waiting) {
        return waiting.forwarded == kNoEvent
            && context.now() - waiting.since > kBrokerRequestTimeout;
    });
    for (Waiting& waiting : m_waiting) {
        if (waiting.forwarded == kNoEvent) {
            waiting.forwarded = controllers.send(context,
                protocol::Value(protocol::valueOf(waiting.request)), kBrokerRequestTimeout);
        }
    }
}

bool Forwarding::answered(sim::Context& context, EventId forwarded, const protocol::Value& answer)
{
    const auto found = std::find_if(m_waiting.begin(), m_waiting.end(),
        [forwarded](const Waiting& waiting) { return waiting.forwarded == forwarded; });
    if (isNotController(answer)) {
        if (found != m_waiting.end()) {
            found->forwarded = kNoEvent;
        }
        return false;
    }
    if (found != m_waiting.end()) {
        protocol::reply(context, found->request, answer);
        m_waiting.erase(found);
    }
    return true;
}

void Forwarding::unanswered(EventId forwarded)
{
    for (Waiting& waiting : m_waiting) {
        if (waiting.forwarded == forwarded) {
            waiting.forwarded = kNoEvent;
        }
    }
}

void Forwarding::connectionLost(NodeId client)
{
    std::erase_if(
        m_waiting, [client](const Waiting& waiting) { return waiting.request.from == client; });
}

} // namespace brokerscope::broker
