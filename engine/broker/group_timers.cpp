#include "engine/broker/group_timers.h"

#include "engine/broker/timers.h"

namespace brokerscope::broker {

void GroupTimers::start(sim::Context& context, const Owner& owner, Duration after)
{
    cancel(context, owner);
    const std::uint64_t number = ++m_last;
    m_running[owner] = {context.setTimer(after, kindOf(BrokerTimer::Group), number), number};
    m_owners[number] = owner;
}

void GroupTimers::cancel(sim::Context& context, const Owner& owner)
{
    if (const auto found = m_running.extract(owner)) {
        context.cancelTimer(found.mapped().id);
        m_owners.erase(found.mapped().number);
    }
}

void GroupTimers::cancelAll(sim::Context& context, PartitionId partition, const std::string* group)
{
    std::erase_if(m_running, [&](const auto& entry) {
        const auto& [owner, running] = entry;
        if (owner.partition != partition || (group != nullptr && owner.group != *group)) {
            return false;
        }
        context.cancelTimer(running.id);
        m_owners.erase(running.number);
        return true;
    });
}

std::optional<GroupTimers::Owner> GroupTimers::take(std::uint64_t number)
{
    auto found = m_owners.extract(number);
    if (!found) {
        return std::nullopt;
    }
    m_running.erase(found.mapped());
    return std::move(found.mapped());
}

} // namespace brokerscope::broker
