#include "engine/client/consumer.h"

#include <algorithm>

/// How a Consumer finds out where to read on: auto.offset.reset and seek().
namespace brokerscope::client {

using event::ErrorCode;

void Consumer::lookUpPositions(sim::Context& context)
{
    std::map<NodeId, protocol::ListOffsetsRequest> requests;
    for (Assigned& assigned : m_assigned) {
        if (assigned.position != kNoOffset || assigned.lookup != kNoEvent
            || (assigned.needsCommitted && !assigned.seeking) || assigned.isLeaving
            || context.now() < assigned.restsUntil) {
            continue;
        }
        if (!assigned.seeking && m_config.autoOffsetReset == event::ResetPolicy::None) {
            fail(context, assigned.partition, ErrorCode::NoOffsetForPartition);
            return;
        }
        const NodeId leader = m_metadata.leader(assigned.partition);
        if (leader == kNoNode) {
            m_metadata.requestUpdate(context, m_channel);
            continue;
        }
        protocol::ListOffsetsRequest::Partition asked;
        asked.partition = assigned.partition;
        asked.currentLeaderEpoch = m_metadata.leaderEpoch(assigned.partition);
        asked.timestamp = timestampToAsk(context, assigned);
        requests[leader].partitions.push_back(asked);
    }
    for (auto& [leader, request] : requests) {
        std::vector<PartitionId> partitions;
        for (const auto& partition : request.partitions) {
            partitions.push_back(partition.partition);
        }
        const EventId id
            = m_channel.send(context, leader, std::move(request), m_config.requestTimeout);
        for (const PartitionId partition : partitions) {
            find(partition)->lookup = id;
        }
        m_requests.emplace(id, std::move(partitions));
    }
}

std::int64_t Consumer::timestampToAsk(const sim::Context& context, const Assigned& assigned) const
{
    if (!assigned.seeking) {
        switch (m_config.autoOffsetReset) {
        case event::ResetPolicy::Earliest:
            return protocol::kEarliestTimestamp;
        case event::ResetPolicy::ByDuration:
            return assigned.isBehindLastTime
                ? protocol::kLatestTimestamp
                : context.wallClockMs() - m_config.resetDuration.millis();
        case event::ResetPolicy::Latest:
        case event::ResetPolicy::None:
            return protocol::kLatestTimestamp;
        }
    }
    switch (assigned.seeking->target) {
    case event::SeekTarget::Time:
        return assigned.isBehindLastTime ? protocol::kLatestTimestamp
                                         : assigned.seeking->timestampMs;
    case event::SeekTarget::Beginning:
        return protocol::kEarliestTimestamp;
    case event::SeekTarget::End:
    case event::SeekTarget::Offset: // held at once, and nobody asks
        break;
    }
    return protocol::kLatestTimestamp;
}

void Consumer::offsetsListed(
    sim::Context& context, EventId request, const protocol::ListOffsetsResponse& response)
{
    for (const auto& result : response.partitions) {
        Assigned* assigned = find(result.partition);
        if (assigned == nullptr || assigned->lookup != request) {
            continue; // a seek came in between
        }
        assigned->lookup = kNoEvent;
        if (result.error != ErrorCode::None) {
            rest(context, *assigned, result.error);
        } else if (result.offset == kNoOffset) {
            assigned->isBehindLastTime = true;
        } else {
            placeAt(context, *assigned, result);
        }
    }
}

void Consumer::placeAt(sim::Context& context, Assigned& assigned,
    const protocol::ListOffsetsResponse::Partition& result)
{
    assigned.needsCommitted = false;
    assigned.isBehindLastTime = false;
    assigned.position = result.offset;
    assigned.epoch = result.leaderEpoch;
    assigned.validatedIn = result.leaderEpoch;
    if (assigned.seeking) {
        const SeekTo target = *assigned.seeking;
        assigned.seeking.reset();
        context.emit(event::PositionSought{
            result.offset, target.timestampMs, assigned.partition, target.target});
    } else {
        context.emit(event::OffsetReset{result.offset, result.partition, m_config.autoOffsetReset});
    }
}

void Consumer::seek(
    sim::Context& context, const std::vector<PartitionId>& partitions, SeekTo target)
{
    if (m_hasFailed) {
        return; // its poll() threw, and the application has ended
    }
    for (Assigned& assigned : m_assigned) {
        const bool isMeant = partitions.empty()
            || std::find(partitions.begin(), partitions.end(), assigned.partition)
                != partitions.end();
        if (isMeant) {
            seekOne(context, assigned, target);
        }
    }
    work(context);
}

void Consumer::seekOne(sim::Context& context, Assigned& assigned, const SeekTo& target)
{
    assigned.buffer.reset();
    assigned.lookup = kNoEvent;
    assigned.validation = kNoEvent;
    assigned.isBehindLastTime = false;
    assigned.needsCommitted = false;
    assigned.committedFetch = kNoEvent;
    if (target.target == event::SeekTarget::Offset) {
        assigned.seeking.reset();
        assigned.position = target.offset;
        assigned.epoch = kNoEpoch; // unknown, so that there is nothing to validate
        context.emit(event::PositionSought{target.offset, -1, assigned.partition, target.target});
    } else {
        assigned.seeking = target;
        assigned.position = kNoOffset;
    }
}

} // namespace brokerscope::client
