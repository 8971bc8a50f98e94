#include "engine/broker/replica_manager.h"

/// How a broker serves ListOffsets and DeleteRecords: from a time to an offset, and where the log
/// begins.
namespace brokerscope::broker {

using event::ErrorCode;

void ReplicaManager::listOffsets(sim::Context& context, const sim::Message& request)
{
    const auto& wanted = std::get<protocol::ListOffsetsRequest>(protocol::valueOf(request));
    protocol::ListOffsetsResponse response;
    for (const auto& asked : wanted.partitions) {
        response.partitions.push_back(listOffset(context, wanted.replica != kNoNode, asked));
    }
    protocol::reply(context, request, std::move(response));
}

protocol::ListOffsetsResponse::Partition ReplicaManager::listOffset(
    sim::Context& context, bool isFollower, const protocol::ListOffsetsRequest::Partition& asked)
{
    protocol::ListOffsetsResponse::Partition answer;
    answer.partition = asked.partition;
    Partition* partition = find(asked.partition);
    answer.error = checkLeadership(partition, asked.currentLeaderEpoch);
    if (answer.error != ErrorCode::None) {
        return answer;
    }
    answer.leaderEpoch = partition->leaderEpoch();
    const Offset bound = isFollower ? partition->log().logEnd() : partition->highWatermark();
    if (asked.timestamp == protocol::kEarliestTimestamp) {
        answer.offset = partition->log().logStart();
        return answer;
    }
    if (!isFollower && !partition->hasReachedEpochStart()) {
        // Right after an election the HW may be below what an earlier leader has shown already.
        answer.error = ErrorCode::OffsetNotAvailable;
        return answer;
    }
    if (asked.timestamp == protocol::kLatestTimestamp) {
        answer.offset = bound;
        return answer;
    }
    const auto found = asked.timestamp == protocol::kMaxTimestamp
        ? partition->log().offsetOfMaxTimestamp()
        : partition->log().offsetForTimestamp(asked.timestamp);
    if (!found) {
        answer.error = ErrorCode::KafkaStorageError;
        partition->diskFailed(context, found.error());
    } else if (*found && (*found)->offset < bound) {
        answer.offset = (*found)->offset;
        answer.timestampMs = (*found)->timestampMs;
    }
    return answer;
}

void ReplicaManager::offsetForLeaderEpoch(sim::Context& context, const sim::Message& request)
{
    protocol::OffsetForLeaderEpochResponse response;
    for (const auto& asked :
        std::get<protocol::OffsetForLeaderEpochRequest>(protocol::valueOf(request)).partitions) {
        protocol::OffsetForLeaderEpochResponse::Partition answer;
        answer.partition = asked.partition;
        const Partition* const partition = find(asked.partition);
        answer.error = checkLeadership(partition, asked.currentLeaderEpoch);
        if (answer.error == ErrorCode::None) {
            const log::Log& log = partition->log();
            if (const auto end = log.epochs().endOffsetFor(asked.leaderEpoch, log.logEnd())) {
                answer.epoch = end->epoch;
                answer.endOffset = end->start;
            }
        }
        response.partitions.push_back(answer);
    }
    protocol::reply(context, request, std::move(response));
}

void ReplicaManager::deleteRecords(sim::Context& context, const sim::Message& request)
{
    const auto& wanted = std::get<protocol::DeleteRecordsRequest>(protocol::valueOf(request));
    protocol::DeleteRecordsResponse response;
    for (const auto& asked : wanted.partitions) {
        protocol::DeleteRecordsResponse::Partition answer;
        answer.partition = asked.partition;
        Partition* partition = find(asked.partition);
        answer.error = checkLeadership(partition, kNoEpoch);
        if (answer.error == ErrorCode::None) {
            const auto logStart = partition->deleteRecords(context, asked.offset);
            if (logStart) {
                answer.lowWatermark = *logStart;
            } else {
                answer.error = logStart.error();
            }
        }
        response.partitions.push_back(answer);
    }
    protocol::reply(context, request, std::move(response));
}

} // namespace brokerscope::broker
