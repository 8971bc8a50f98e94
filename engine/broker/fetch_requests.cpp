#include "engine/broker/replica_manager.h"

#include "engine/broker/timers.h"

#include <algorithm>

/// How a broker serves Fetch: read, learn from a follower, wait for data, answer.
namespace brokerscope::broker {

using event::ErrorCode;

void ReplicaManager::fetch(
    sim::Context& context, sim::Message request, const protocol::MetadataImage& image)
{
    auto& wanted = std::get<protocol::FetchRequest>(protocol::valueOf(request));
    FetchSessions::Use session = m_fetchSessions.begin(context.now(), wanted);
    if (session.error != ErrorCode::None) {
        protocol::FetchResponse refusal;
        refusal.error = session.error;
        protocol::reply(context, request, std::move(refusal));
        return;
    }
    // The log is read before the fetch offset moves the HW: the HW in an answer is always one fetch
    // behind.
    Reading reading = read(context, wanted);
    giveUpUnreadable(context, reading.results);
    if (wanted.replica != kNoNode) {
        noteFollower(context, wanted, reading.results, image);
    }
    const bool answerNow = reading.mustAnswer || reading.bytes >= wanted.minBytes
        || wanted.maxWait <= Duration() || wanted.partitions.empty();
    if (answerNow) {
        reply(context, request, session, std::move(reading));
        return;
    }
    std::vector<PartitionId> partitions;
    for (const auto& partition : wanted.partitions) {
        partitions.push_back(partition.partition);
    }
    const EventId id = request.id;
    const auto& first = wanted.partitions.front();
    context.emit(
        event::RequestParked{first.fetchOffset, id, first.partition, event::Purgatory::Fetch});
    DelayedFetch operation;
    operation.timer
        = context.setTimer(wanted.maxWait, kindOf(BrokerTimer::FetchExpiry), id.value());
    operation.request = std::move(request);
    operation.session = std::move(session);
    m_fetches.park(id, std::move(operation), partitions);
}

void ReplicaManager::reply(sim::Context& context, const sim::Message& request,
    const FetchSessions::Use& session, Reading reading)
{
    const auto& wanted = std::get<protocol::FetchRequest>(protocol::valueOf(request));
    protocol::reply(context, request,
        m_fetchSessions.finish(
            context.now(), context.random(), session, wanted, std::move(reading.results)));
}

ReplicaManager::Reading ReplicaManager::read(
    sim::Context& context, const protocol::FetchRequest& request)
{
    Reading reading;
    reading.results.reserve(request.partitions.size());
    for (const auto& wanted : request.partitions) {
        const std::size_t room
            = request.maxBytes > reading.bytes ? request.maxBytes - reading.bytes : 0;
        reading.results.push_back(readPartition(context, request, wanted, room));
        const auto& result = reading.results.back();
        reading.bytes += result.records.size();
        reading.mustAnswer = reading.mustAnswer || result.error != ErrorCode::None
            || result.diverges || result.preferredReadReplica != kNoNode;
    }
    return reading;
}

ErrorCode ReplicaManager::checkLeadership(const Partition* partition, LeaderEpoch senderKnows) const
{
    const bool checks = partition != nullptr && !m_config.rules.skipEpochChecks;
    if (checks && senderKnows != kNoEpoch && senderKnows < partition->leaderEpoch()) {
        return ErrorCode::FencedLeaderEpoch;
    }
    if (checks && senderKnows > partition->leaderEpoch()) {
        return ErrorCode::UnknownLeaderEpoch;
    }
    const bool leads = partition != nullptr && partition->isLeader();
    return leads ? ErrorCode::None : ErrorCode::NotLeaderOrFollower;
}

ErrorCode ReplicaManager::checkReadable(const Partition* partition,
    const protocol::FetchRequest& request, LeaderEpoch senderKnows) const
{
    const ErrorCode error = checkLeadership(partition, senderKnows);
    const bool mayFollow = request.replica == kNoNode && !request.rack.empty()
        && partition != nullptr && partition->role() == event::ReplicaRole::Follower;
    return error == ErrorCode::NotLeaderOrFollower && mayFollow ? ErrorCode::None : error;
}

Offset ReplicaManager::readBound(const Partition& partition, const protocol::FetchRequest& request)
{
    return request.replica != kNoNode ? partition.log().logEnd() : partition.highWatermark();
}

protocol::FetchResponse::Partition ReplicaManager::readPartition(sim::Context& context,
    const protocol::FetchRequest& request, const protocol::FetchRequest::Partition& wanted,
    std::size_t room)
{
    protocol::FetchResponse::Partition result;
    result.partition = wanted.partition;
    const Partition* partition = find(wanted.partition);
    result.error = checkReadable(partition, request, wanted.currentLeaderEpoch);
    if (result.error != ErrorCode::None) {
        return result;
    }
    result.highWatermark = partition->highWatermark();
    result.logStart = partition->log().logStart();
    const auto diverging = partition->divergence(wanted.lastFetchedEpoch, wanted.fetchOffset);
    if (!diverging) {
        result.error = diverging.error();
    } else if (*diverging) {
        result.diverges = true;
        result.diverging = {(*diverging)->epoch, (*diverging)->start};
    } else if (wanted.fetchOffset < partition->log().logStart()
        || wanted.fetchOffset > partition->log().logEnd()) {
        result.error = ErrorCode::OffsetOutOfRange;
    } else if (room > 0) {
        readRecords(context, *partition, request, wanted, room, result);
    }
    return result;
}

void ReplicaManager::readRecords(sim::Context& context, const Partition& partition,
    const protocol::FetchRequest& request, const protocol::FetchRequest::Partition& wanted,
    std::size_t room, protocol::FetchResponse::Partition& result)
{
    const bool asksForNearest
        = request.replica == kNoNode && !request.rack.empty() && m_config.rackAwareReplicaSelector;
    if (asksForNearest && partition.isLeader()) {
        const NodeId nearest
            = partition.readReplicaFor(request.rack, m_topology, wanted.fetchOffset);
        if (nearest != m_self) {
            result.preferredReadReplica = nearest;
            return;
        }
    }
    if (isWithheld(context.now(), partition, request.replica)) {
        tellThrottled(context, partition, request.replica, m_leaderQuota, true);
        return;
    }
    const auto found = partition.log().read(wanted.fetchOffset, readBound(partition, request),
        std::min<std::size_t>(room, wanted.maxBytes));
    if (!found) {
        result.error = ErrorCode::KafkaStorageError;
        return;
    }
    result.records.assign(found->begin(), found->end());
    if (m_throttle != 0 && partition.isThrottled(request.replica)) {
        m_leaderQuota.record(context.now(), result.records.size());
    }
}

bool ReplicaManager::isWithheld(Timestamp now, const Partition& partition, NodeId follower) const
{
    return m_throttle != 0 && partition.isThrottled(follower)
        && m_leaderQuota.isExceeded(now, m_throttle);
}

void ReplicaManager::tellThrottled(sim::Context& context, const Partition& partition, NodeId peer,
    const ReplicationQuota& quota, bool asLeader)
{
    context.emit(event::ReplicationThrottled{
        quota.freeAt(context.now(), m_throttle), partition.id(), peer, asLeader});
}

bool ReplicaManager::isHeldBack(sim::Context& context, const Partition& partition)
{
    const bool isHeld = m_throttle != 0 && partition.isThrottled(m_self)
        && m_followerQuota.isExceeded(context.now(), m_throttle);
    if (isHeld) {
        tellThrottled(context, partition, partition.leader(), m_followerQuota, false);
    }
    return isHeld;
}

void ReplicaManager::copied(sim::Context& context, const Partition& partition, std::size_t bytes)
{
    if (m_throttle != 0 && partition.isThrottled(m_self)) {
        m_followerQuota.record(context.now(), bytes);
    }
}

void ReplicaManager::giveUpUnreadable(
    sim::Context& context, const std::vector<protocol::FetchResponse::Partition>& results)
{
    for (const auto& result : results) {
        if (result.error == ErrorCode::KafkaStorageError) {
            find(result.partition)->diskFailed(context, sim::IoError::ReadFailed);
        }
    }
}

void ReplicaManager::noteFollower(sim::Context& context, const protocol::FetchRequest& request,
    const std::vector<protocol::FetchResponse::Partition>& results,
    const protocol::MetadataImage& image)
{
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (results[i].error != ErrorCode::None || results[i].diverges) {
            continue;
        }
        Partition& partition = *find(results[i].partition);
        partition.noteFollowerFetch(
            context, request.replica, request.replicaEpoch, request.partitions[i].fetchOffset);
        if (const auto isr = partition.isrWith(request.replica, image)) {
            proposeIsr(context, partition, *isr, event::IsrReason::CaughtUp);
        }
        if (partition.maybeAdvanceHighWatermark(context, image)) {
            highWatermarkMoved(context, partition.id());
        }
    }
}

bool ReplicaManager::isWorthAnswering(Timestamp now, const protocol::FetchRequest& request) const
{
    std::size_t bytes = 0;
    for (const auto& wanted : request.partitions) {
        const Partition* partition = find(wanted.partition);
        const bool moved
            = checkReadable(partition, request, wanted.currentLeaderEpoch) != ErrorCode::None
            || wanted.fetchOffset < partition->log().logStart()
            || wanted.fetchOffset > partition->log().logEnd();
        if (moved) {
            return true;
        }
        const Offset bound = readBound(*partition, request);
        if (wanted.fetchOffset < bound && !isWithheld(now, *partition, request.replica)) {
            const auto readable
                = partition->log().bytesBetween(wanted.fetchOffset, bound, wanted.maxBytes);
            if (!readable) {
                return true; // the end has gone on to another segment
            }
            bytes += *readable;
        }
    }
    return bytes >= request.minBytes;
}

void ReplicaManager::completeFetches(sim::Context& context, PartitionId id)
{
    if (m_fetches.empty()) {
        return;
    }
    for (const EventId request : m_fetches.waitingFor(id)) {
        const DelayedFetch& operation = *m_fetches.find(request);
        if (isWorthAnswering(context.now(),
                std::get<protocol::FetchRequest>(protocol::valueOf(operation.request)))) {
            answerFetch(context, request, event::UnparkReason::Satisfied);
        }
    }
}

void ReplicaManager::fetchExpired(sim::Context& context, EventId request)
{
    if (m_fetches.find(request) != nullptr) {
        answerFetch(context, request, event::UnparkReason::Expired);
    }
}

void ReplicaManager::answerFetch(sim::Context& context, EventId request, event::UnparkReason reason)
{
    const DelayedFetch operation = m_fetches.take(request);
    context.cancelTimer(operation.timer);
    const auto& wanted = std::get<protocol::FetchRequest>(protocol::valueOf(operation.request));
    Reading reading = read(context, wanted);
    giveUpUnreadable(context, reading.results);
    const bool failed = reading.mustAnswer && reason == event::UnparkReason::Satisfied;
    context.emit(event::RequestUnparked{
        request, event::Purgatory::Fetch, failed ? event::UnparkReason::Failed : reason});
    reply(context, operation.request, operation.session, std::move(reading));
}

} // namespace brokerscope::broker
