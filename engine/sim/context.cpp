#include "engine/sim/kernel.h"

#include <utility>

/// The kernel as a node sees it.
namespace brokerscope::sim {

Timestamp Context::now() const
{
    return m_kernel.m_now;
}

Random& Context::random()
{
    return m_kernel.m_hosts[m_self.value()].random;
}

Storage& Context::storage()
{
    return *m_kernel.m_hosts[m_self.value()].disk;
}

std::int64_t Context::wallClockMs() const
{
    const std::int64_t micros
        = (m_kernel.m_now + m_kernel.m_hosts[m_self.value()].clockSkew).micros();
    return (kWallClockOriginMs * 1000 + micros) / 1000;
}

EventId Context::emit(const event::Payload& payload)
{
    return m_kernel.record(m_self, m_kernel.m_cause, payload);
}

Cause Context::remember() const
{
    return Cause(m_kernel.m_cause);
}

void Context::goOnWith(Cause cause)
{
    m_kernel.m_cause = cause.m_event;
}

StringId Context::intern(std::string_view text)
{
    return m_kernel.m_recorder.intern(text);
}

EventId Context::send(
    NodeId to, const MessageSummary& summary, std::unique_ptr<Body> body, EventId request)
{
    return m_kernel.send(m_self, to, summary, std::move(body), request);
}

void Context::closeConnection(NodeId peer)
{
    m_kernel.link(m_self, peer).peerLife = 0;
}

void Context::resetConnection(NodeId peer)
{
    // Both directions end; what the peer sends before it hears of it opens a new connection.
    m_kernel.link(m_self, peer).peerLife = 0;
    m_kernel.link(peer, m_self).peerLife = 0;
    m_kernel.resetConnection(peer, m_self);
}

bool Context::callPartner(std::function<void(Node&, Context&)> call)
{
    return m_kernel.callPartner(m_self, std::move(call));
}

TimerId Context::setTimer(Duration after, std::uint32_t kind, std::uint64_t data)
{
    return m_kernel.setTimer(m_self, after, kind, data);
}

void Context::halt()
{
    m_kernel.end(m_self, event::StopHow::Halt);
}

void Context::exit()
{
    m_kernel.end(m_self, event::StopHow::Shutdown);
}

void Context::cancelTimer(TimerId timer)
{
    m_kernel.cancelTimer(timer);
}

} // namespace brokerscope::sim
