#include "engine/history/fold.h"

#include <algorithm>

/// Links, disks and clocks that are not as they should be, and changes that an admin asked for.
namespace brokerscope::history {

void Fold::unslow(NodeId from, NodeId to)
{
    std::erase_if(state.slowLinks, [from, to](event::LinkSlowed& slow) {
        const bool isForward = slow.from == from && slow.to == to;
        const bool isBackward = slow.bothWays && slow.from == to && slow.to == from;
        if (isForward && slow.bothWays) {
            slow = {slow.extra, to, from, false};
            return false;
        }
        if (isBackward) {
            slow.bothWays = false;
            return false;
        }
        return isForward;
    });
}

void Fold::operator()(const event::LinkSlowed& p)
{
    unslow(p.from, p.to);
    if (p.bothWays) {
        unslow(p.to, p.from);
    }
    if (p.extra > Duration()) {
        state.slowLinks.push_back(p);
    }
}

void Fold::operator()(const event::DiskSlowed& p)
{
    if (BrokerState* const slowed = broker(event.node)) {
        slowed->diskDelay = p.perWrite;
    }
}

void Fold::operator()(const event::DiskFilled& p)
{
    if (BrokerState* const filled = broker(event.node)) {
        filled->diskFull = p.full;
    }
}

void Fold::operator()(const event::ClockSkewed& p)
{
    if (event.node.value() < state.clockSkews.size()) {
        state.clockSkews[event.node.value()] = p.by;
    }
}

void Fold::operator()(const event::BrokerLeaving& p)
{
    if (BrokerState* const leaving = broker(p.broker)) {
        leaving->leaving = true;
        state.controller.lastDecision = id;
    }
}

void Fold::operator()(const event::ReplicaDeleted& p)
{
    if (BrokerState* const owner = broker(event.node)) {
        std::erase_if(owner->replicas,
            [&p](const ReplicaState& replica) { return replica.partition == p.partition; });
    }
}

void Fold::operator()(const event::ReplicasAssigned& p)
{
    if (PartitionState* const changed = partition(p.partition)) {
        changed->replicas = p.replicas;
        changed->adding = p.adding;
        changed->removing = p.removing;
        changed->preferred = p.preferred;
    }
}

void Fold::operator()(const event::EligibleLeadersChanged& p)
{
    if (PartitionState* const changed = partition(p.partition)) {
        changed->eligible = p.eligible;
    }
}

void Fold::operator()(const event::PartitionsAdded& p)
{
    for (std::size_t i = 0; i < p.partitions; ++i) {
        const std::size_t index = p.firstPartition.value() + i;
        if (index < state.partitions.size()) {
            state.partitions[index].created = true;
        }
    }
}

void Fold::operator()(const event::TruncationDetected& p)
{
    if (ConsumerPartition* const moved = position(p.partition)) {
        moved->position = std::min(moved->position, p.to);
        moved->fetched = moved->position;
    }
}

void Fold::operator()(const event::ReadReplicaChosen& p)
{
    if (ConsumerPartition* const chosen = position(p.partition)) {
        chosen->readReplica = p.replica;
    }
}

} // namespace brokerscope::history
