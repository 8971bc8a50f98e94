#include "engine/scenario/expression_history.h"

#include <algorithm>
#include <vector>

namespace brokerscope::scenario {
namespace {

std::span<const event::Event> eventsOf(const Moment& moment)
{
    return moment.history.events().first(std::min(moment.applied, moment.history.size()));
}

/// Follows who leads a partition and whether that process runs.
class Availability {
public:
    Availability(PartitionId partition, std::size_t nodes)
        : m_partition(partition)
        , m_isRunning(nodes, false)
    {
    }

    void take(const event::Event& event)
    {
        pass(event.time);
        if (const auto* elected = std::get_if<event::LeaderElected>(&event.payload)) {
            if (elected->partition == m_partition) {
                m_exists = true;
                m_leader = elected->leader;
            }
        } else if (std::holds_alternative<event::NodeStarted>(event.payload)) {
            m_isRunning[event.node.value()] = true;
        } else if (std::holds_alternative<event::NodeStopped>(event.payload)) {
            m_isRunning[event.node.value()] = false;
        }
    }

    /// Until then, nothing has changed.
    void pass(Timestamp until)
    {
        const bool isLed = m_leader != kNoNode && m_isRunning[m_leader.value()];
        if (m_exists && !isLed) {
            m_without = m_without + (until - m_time);
        }
        m_time = until;
    }

    [[nodiscard]] Duration without() const { return m_without; }

private:
    PartitionId m_partition;
    std::vector<bool> m_isRunning; ///< by NodeId
    bool m_exists = false;
    NodeId m_leader = kNoNode;
    Timestamp m_time;
    Duration m_without;
};

} // namespace

std::int64_t isrChanges(PartitionId partition, const Moment& moment)
{
    // An election may change the ISR along with the leader; then no IsrChanged tells it.
    std::int64_t changes = -1; // its creation is none
    BrokerSet isr;
    const auto take = [&](PartitionId of, BrokerSet now) {
        if (of == partition && (changes < 0 || now != isr)) {
            ++changes;
            isr = now;
        }
    };
    for (const event::Event& event : eventsOf(moment)) {
        if (const auto* changed = std::get_if<event::IsrChanged>(&event.payload)) {
            take(changed->partition, changed->isr);
        } else if (const auto* elected = std::get_if<event::LeaderElected>(&event.payload)) {
            take(elected->partition, elected->isr);
        }
    }
    return std::max<std::int64_t>(changes, 0);
}

std::int64_t elections(PartitionId partition, const Moment& moment)
{
    const std::span<const event::Event> events = eventsOf(moment);
    return std::count_if(events.begin(), events.end(), [&](const event::Event& event) {
        const auto* elected = std::get_if<event::LeaderElected>(&event.payload);
        return elected != nullptr && elected->partition == partition
            && elected->kind != event::ElectionKind::Initial;
    });
}

std::int64_t truncated(NodeId broker, PartitionId partition, const Moment& moment)
{
    std::int64_t offsets = 0;
    for (const event::Event& event : eventsOf(moment)) {
        const auto* cut = std::get_if<event::LogTruncated>(&event.payload);
        if (cut != nullptr && cut->partition == partition && event.node == broker) {
            offsets += (cut->from - cut->to).value();
        }
    }
    return offsets;
}

Duration unavailable(PartitionId partition, const Moment& moment)
{
    Availability availability(partition, moment.history.roster().nodes.size());
    for (const event::Event& event : eventsOf(moment)) {
        availability.take(event);
    }
    const bool atEnd = moment.applied >= moment.history.size();
    availability.pass(atEnd ? moment.history.end() : moment.state.now);
    return availability.without();
}

std::int64_t deliveredTo(std::string_view group, const Moment& moment)
{
    const event::Roster& roster = moment.history.roster();
    std::vector<bool> isMember(roster.nodes.size());
    for (const NodeId consumer : roster.nodesOf(event::NodeKind::Consumer)) {
        isMember[consumer.value()]
            = moment.history.configured(roster.at(consumer).name, "group.id") == group;
    }
    std::int64_t delivered = 0;
    for (const event::Event& event : eventsOf(moment)) {
        const auto* records = std::get_if<event::RecordsDelivered>(&event.payload);
        if (records != nullptr && isMember[event.node.value()]) {
            delivered += records->records;
        }
    }
    return delivered;
}

} // namespace brokerscope::scenario
