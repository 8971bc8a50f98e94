#include "views/assignment/ownership.h"

#include <algorithm>

namespace brokerscope::views {

Ownership::Ownership(const event::Roster& roster)
    : m_partitions(roster.partitions.size())
    , m_idleSince(roster.nodes.size(), kNever)
{
}

Timestamp Ownership::stoppedReading(NodeId client, Timestamp now) const
{
    return std::min(now, m_idleSince[client.value()]);
}

void Ownership::assigned(PartitionId partition, NodeId client, Timestamp now)
{
    Partition& known = m_partitions[partition.value()];
    if (known.owner != kNoNode && known.owner != client) {
        // The former owner has not noticed yet that it is out.
        known.former = known.owner;
        known.stopped = stoppedReading(known.owner, now);
    }
    known.owner = client;
    known.isStarting = known.former != kNoNode;
}

void Ownership::revoked(PartitionId partition, NodeId client, Timestamp now)
{
    Partition& known = m_partitions[partition.value()];
    if (known.owner != client) {
        return;
    }
    if (!known.isStarting) { // otherwise it never read it, and the standstill goes on
        known.former = client;
        known.stopped = stoppedReading(client, now);
    }
    known.owner = kNoNode;
    known.isStarting = false;
}

void Ownership::started(PartitionId partition, NodeId client, Timestamp now)
{
    Partition& known = m_partitions[partition.value()];
    if (known.owner == client && known.isStarting) {
        m_standstills.push_back({partition, known.former, client, known.stopped, now});
        known.isStarting = false;
        known.former = kNoNode;
    }
}

void Ownership::removed(NodeId client, Timestamp now)
{
    Timestamp& since = m_idleSince[client.value()];
    since = std::min(since, now);
}

void Ownership::take(const event::Event& event)
{
    const NodeId client = event.node;
    Timestamp& idleSince = m_idleSince[client.value()];
    if (const auto* given = std::get_if<event::PartitionAssigned>(&event.payload)) {
        idleSince = kNever;
        assigned(given->partition, client, event.time);
    } else if (const auto* taken = std::get_if<event::PartitionRevoked>(&event.payload)) {
        revoked(taken->partition, client, event.time);
    } else if (const auto* restored = std::get_if<event::PositionRestored>(&event.payload)) {
        started(restored->partition, client, event.time);
    } else if (const auto* reset = std::get_if<event::OffsetReset>(&event.payload)) {
        started(reset->partition, client, event.time);
    } else if (const auto* got = std::get_if<event::RecordsDelivered>(&event.payload)) {
        started(got->partition, client, event.time);
    } else if (const auto* expired = std::get_if<event::PollExpired>(&event.payload)) {
        idleSince = std::min(idleSince, event.time - expired->sinceLastPoll);
    } else if (std::holds_alternative<event::NodePaused>(event.payload)) {
        idleSince = std::min(idleSince, event.time);
    } else if (std::holds_alternative<event::NodeResumed>(event.payload)) {
        idleSince = kNever;
    } else if (std::holds_alternative<event::NodeStopped>(event.payload)) {
        for (std::uint16_t i = 0; i < m_partitions.size(); ++i) {
            revoked(PartitionId(i), client, event.time);
        }
        idleSince = kNever;
    }
}

void Ownership::close(Timestamp end)
{
    for (std::uint16_t i = 0; i < m_partitions.size(); ++i) {
        const Partition& known = m_partitions[i];
        if (known.former != kNoNode) {
            m_standstills.push_back({PartitionId(i), known.former, kNoNode, known.stopped, end});
        } else if (known.owner != kNoNode && m_idleSince[known.owner.value()] < end) {
            m_standstills.push_back(
                {PartitionId(i), known.owner, kNoNode, m_idleSince[known.owner.value()], end});
        }
    }
}

} // namespace brokerscope::views
