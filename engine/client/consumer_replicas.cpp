#include "engine/client/consumer.h"

#include <algorithm>
#include <map>

/// How a Consumer deals with replicas: whether its position survived a change of the leader
/// (KIP-320), and which of them it reads from (KIP-392).
namespace brokerscope::client {

using event::ErrorCode;

bool Consumer::mustValidate(const Assigned& assigned) const
{
    return assigned.epoch != kNoEpoch
        && m_metadata.leaderEpoch(assigned.partition) > assigned.validatedIn;
}

void Consumer::validatePositions(sim::Context& context)
{
    std::map<NodeId, protocol::OffsetForLeaderEpochRequest> requests;
    for (const Assigned& assigned : m_assigned) {
        const bool isDue = assigned.position != kNoOffset && assigned.validation == kNoEvent
            && assigned.fetch == kNoEvent && context.now() >= assigned.restsUntil
            && mustValidate(assigned);
        const NodeId leader = m_metadata.leader(assigned.partition);
        if (isDue && leader != kNoNode) {
            requests[leader].partitions.push_back(
                {assigned.partition, m_metadata.leaderEpoch(assigned.partition), assigned.epoch});
        } else if (isDue) {
            m_metadata.requestUpdate(context, m_channel);
        }
    }
    for (auto& [leader, request] : requests) {
        std::vector<PartitionId> partitions;
        for (const auto& partition : request.partitions) {
            partitions.push_back(partition.partition);
        }
        const EventId id
            = m_channel.send(context, leader, std::move(request), m_config.requestTimeout);
        for (const PartitionId partition : partitions) {
            find(partition)->validation = id;
        }
        m_requests.emplace(id, std::move(partitions));
    }
}

void Consumer::positionsValidated(
    sim::Context& context, EventId request, const protocol::OffsetForLeaderEpochResponse& response)
{
    for (const auto& answer : response.partitions) {
        Assigned* assigned = find(answer.partition);
        if (assigned == nullptr || assigned->validation != request) {
            continue;
        }
        assigned->validation = kNoEvent;
        if (answer.error != ErrorCode::None) {
            rest(context, *assigned, answer.error);
            continue;
        }
        assigned->validatedIn = m_metadata.leaderEpoch(answer.partition);
        const bool holds = answer.endOffset != kNoOffset && answer.endOffset >= assigned->position;
        if (!holds && assigned->position != kNoOffset) {
            truncated(context, *assigned, answer);
        }
    }
}

/// Kafka: SubscriptionState.maybeCompleteValidation. With a reset policy it goes on where the logs
/// part; without one that is for the application to decide.
void Consumer::truncated(sim::Context& context, Assigned& assigned,
    const protocol::OffsetForLeaderEpochResponse::Partition& answer)
{
    context.emit(event::TruncationDetected{
        assigned.position, answer.endOffset, assigned.epoch, assigned.partition});
    assigned.buffer.reset();
    if (m_config.autoOffsetReset == event::ResetPolicy::None) {
        fail(context, assigned.partition, ErrorCode::OffsetOutOfRange);
    } else if (answer.endOffset == kNoOffset) {
        assigned.position = kNoOffset; // auto.offset.reset decides
    } else {
        assigned.position = answer.endOffset;
        assigned.epoch = answer.epoch;
    }
}

NodeId Consumer::readsFrom(sim::Context& context, Assigned& assigned)
{
    if (assigned.readReplica != kNoNode && context.now() >= assigned.readReplicaUntil) {
        chooseReadReplica(context, assigned, kNoNode);
    }
    return assigned.readReplica != kNoNode ? assigned.readReplica
                                           : m_metadata.leader(assigned.partition);
}

void Consumer::chooseReadReplica(sim::Context& context, Assigned& assigned, NodeId replica)
{
    assigned.readReplicaUntil = context.now() + m_config.metadataMaxAge;
    if (replica != assigned.readReplica) {
        assigned.readReplica = replica;
        context.emit(event::ReadReplicaChosen{assigned.partition, replica});
    }
}

} // namespace brokerscope::client
