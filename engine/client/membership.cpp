#include "engine/client/membership.h"

#include "engine/client/timers.h"

namespace brokerscope::client {

Membership::Membership(const ConsumerConfig& config, CoordinatorLink& link)
    : m_config(config)
    , m_link(link)
{
}

void Membership::scheduleHeartbeat(sim::Context& context, Duration after)
{
    context.cancelTimer(m_heartbeatTimer);
    m_heartbeatTimer = context.setTimer(after, kindOf(ClientTimer::Heartbeat));
}

void Membership::cancelHeartbeat(sim::Context& context)
{
    context.cancelTimer(m_heartbeatTimer);
    m_heartbeatTimer = sim::kNoTimer;
}

void Membership::setBusy(sim::Context& context, bool isBusy)
{
    if (isBusy == m_isBusy) {
        return;
    }
    m_isBusy = isBusy;
    m_lastPoll = context.now();
    context.cancelTimer(m_pollTimer);
    m_pollTimer = isBusy
        ? context.setTimer(m_config.group.maxPollInterval, kindOf(ClientTimer::PollExpiry))
        : sim::kNoTimer;
}

void Membership::pollExpired(sim::Context& context, const sim::Timer& timer)
{
    if (timer.id != m_pollTimer || !m_isBusy) {
        return;
    }
    m_pollTimer = sim::kNoTimer;
    if (mayExpire()) {
        context.emit(event::PollExpired{context.now() - m_lastPoll});
        leave(context, event::MemberEnd::PollExpired);
    }
}

} // namespace brokerscope::client
