#include "engine/broker/broker_sessions.h"

#include "engine/broker/timers.h"

namespace brokerscope::broker {

BrokerSessions::BrokerSessions(const BrokerConfig& config, std::uint16_t brokers)
    : m_config(config)
    , m_sessions(brokers)
{
}

void BrokerSessions::begin(sim::Context& context, const protocol::MetadataImage& image)
{
    for (std::size_t i = 0; i < m_sessions.size(); ++i) {
        const NodeId broker(static_cast<std::uint16_t>(i + 1));
        if (!image.isFenced(broker)) {
            touch(context, broker, MetadataOffset(0));
        }
    }
}

void BrokerSessions::end(sim::Context& context)
{
    for (Session& session : m_sessions) {
        context.cancelTimer(session.timer);
        session = Session();
    }
}

void BrokerSessions::touch(sim::Context& context, NodeId broker, MetadataOffset applied)
{
    Session& session = of(broker);
    session.applied = applied;
    context.cancelTimer(session.timer);
    session.timer = context.setTimer(
        m_config.sessionTimeout, kindOf(ControllerTimer::SessionCheck), broker.value());
}

void BrokerSessions::leaves(NodeId broker, MetadataOffset end)
{
    of(broker).leftAt = end;
}

bool BrokerSessions::isLeavingKnown(NodeId broker, const protocol::MetadataImage& image) const
{
    const MetadataOffset leftAt = m_sessions.at(broker.value() - 1U).leftAt;
    bool isKnown = true;
    image.activeBrokers().forEach([&](NodeId active) {
        isKnown = isKnown && m_sessions.at(active.value() - 1U).applied >= leftAt;
    });
    return isKnown;
}

} // namespace brokerscope::broker
