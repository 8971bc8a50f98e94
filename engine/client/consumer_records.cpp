#include "engine/client/consumer.h"

#include "engine/client/record_runs.h"
#include "engine/client/timers.h"
#include "engine/record/batch.h"

#include <algorithm>

/// How a Consumer gets records: Fetch requests on one side, poll() on the other.
namespace brokerscope::client {

using event::ErrorCode;

void Consumer::sendFetches(sim::Context& context)
{
    std::map<NodeId, protocol::FetchRequest> requests;
    for (Assigned& assigned : m_assigned) {
        const bool isFetchable = assigned.position != kNoOffset && !assigned.buffer
            && assigned.fetch == kNoEvent && context.now() >= assigned.restsUntil
            && !mustValidate(assigned) && !assigned.isPaused && !assigned.isLeaving;
        if (!isFetchable) {
            continue;
        }
        const NodeId from = readsFrom(context, assigned);
        if (from == kNoNode) {
            m_metadata.requestUpdate(context, m_channel);
        } else if (m_channel.inFlight(from) == 0) {
            requests[from].partitions.push_back(
                {assigned.partition, m_metadata.leaderEpoch(assigned.partition), assigned.position,
                    kNoEpoch, m_config.maxPartitionFetchBytes, Offset()});
        }
    }
    for (auto& [from, request] : requests) {
        request.rack = m_config.clientRack;
        request.maxWait = m_config.fetchMaxWait;
        request.minBytes = m_config.fetchMinBytes;
        request.maxBytes = m_config.fetchMaxBytes;
        sendFetch(context, from, std::move(request));
    }
}

void Consumer::sendFetch(sim::Context& context, NodeId from, protocol::FetchRequest request)
{
    std::vector<PartitionId> partitions;
    partitions.reserve(request.partitions.size());
    for (const auto& partition : request.partitions) {
        partitions.push_back(partition.partition);
    }
    m_fetchSessions[from].prepare(request);
    const EventId id = m_channel.send(context, from, std::move(request), m_config.requestTimeout);
    for (const PartitionId partition : partitions) {
        Assigned& assigned = *find(partition);
        assigned.fetch = id;
        assigned.fetchedFrom = assigned.position;
    }
    m_requests.emplace(id, std::move(partitions));
}

void Consumer::fetched(
    sim::Context& context, const sim::Message& message, const protocol::FetchResponse& response)
{
    // In a session the answer leaves out partitions of which there is nothing new.
    std::vector<PartitionId> answered;
    if (auto asked = m_requests.extract(message.request)) {
        std::erase_if(asked.mapped(), [&](PartitionId partition) {
            Assigned* assigned = find(partition);
            const bool isAwaited = assigned != nullptr && assigned->fetch == message.request;
            if (isAwaited) {
                assigned->fetch = kNoEvent;
            }
            return !isAwaited;
        });
        answered = std::move(asked.mapped());
    }
    const bool fits = m_fetchSessions[message.from].answered(response);
    fetchSessionClosed(context, message.request);
    if (!fits) {
        return; // a full request follows at once
    }
    for (const auto& result : response.partitions) {
        Assigned* assigned = find(result.partition);
        if (std::find(answered.begin(), answered.end(), result.partition) == answered.end()) {
            continue;
        }
        // After a seek the answer is about a position that is none any more.
        if (assigned->position == assigned->fetchedFrom) {
            take(context, *assigned, result);
        }
    }
}

void Consumer::take(
    sim::Context& context, Assigned& assigned, const protocol::FetchResponse::Partition& result)
{
    if (result.error != ErrorCode::None && assigned.readReplica != kNoNode) {
        chooseReadReplica(context, assigned, kNoNode);
        if (result.error == ErrorCode::OffsetOutOfRange) {
            return; // the leader decides whether it is
        }
    }
    if (result.error == ErrorCode::OffsetOutOfRange) {
        if (m_config.autoOffsetReset == event::ResetPolicy::None) {
            fail(context, assigned.partition, result.error);
        } else {
            assigned.position = kNoOffset; // auto.offset.reset decides anew
        }
        return;
    }
    if (result.error != ErrorCode::None) {
        rest(context, assigned, result.error);
        return;
    }
    if (result.preferredReadReplica != kNoNode) {
        chooseReadReplica(context, assigned, result.preferredReadReplica);
        return;
    }
    Offset end = assigned.position;
    ByteView rest = result.records;
    while (const auto batch = record::BatchView::at(rest)) {
        if (!batch->checkIntegrity()) { // check.crcs
            fail(context, assigned.partition, ErrorCode::CorruptMessage);
            return;
        }
        end = std::max(end, batch->end());
        rest = rest.subspan(batch->bytes().size());
    }
    if (end > assigned.position) {
        context.emit(event::RecordsFetched{assigned.position, end, assigned.partition});
        assigned.buffer = result.records;
    }
}

void Consumer::poll(sim::Context& context)
{
    std::uint32_t delivered = 0;
    for (std::size_t i = 0; i < m_assigned.size() && delivered < m_config.maxPollRecords; ++i) {
        Assigned& assigned = m_assigned[(m_nextToPoll + i) % m_assigned.size()];
        if (assigned.buffer && !assigned.isPaused && !assigned.isLeaving) {
            const std::uint32_t taken
                = deliver(context, assigned, m_config.maxPollRecords - delivered);
            delivered += taken;
            if (taken > 0 && !m_isByRecord) {
                m_processing.emplace_back(assigned.partition, assigned.position);
            }
        }
    }
    m_nextToPoll = (m_nextToPoll + 1) % std::max<std::size_t>(m_assigned.size(), 1);
    if (delivered > 0 && m_isByRecord) {
        handlePolled(context);
    } else if (delivered > 0) {
        setApp(context, App::Processing);
        context.setTimer(m_config.handler.least * delivered, kindOf(ClientTimer::ProcessingDone));
    }
}

std::uint32_t Consumer::deliver(sim::Context& context, Assigned& assigned, std::uint32_t room)
{
    const Offset from = assigned.position;
    const RecordRuns taken = takeRecords(*assigned.buffer, from, room);
    if (m_isByRecord) {
        const std::vector<Task> tasks
            = m_handler.tasksFor(context, assigned.partition, *assigned.buffer, from, taken);
        m_polled.insert(m_polled.end(), tasks.begin(), tasks.end());
    }
    for (const RecordRun& run : taken.runs) {
        context.emit(event::RecordsDelivered{run.base, run.records, run.epoch, assigned.partition});
    }
    assigned.position = taken.position;
    if (!taken.runs.empty()) {
        assigned.epoch = taken.runs.back().epoch;
    }
    if (taken.isUsedUp) {
        assigned.buffer.reset();
    }
    if (taken.isCorrupt) {
        fail(context, assigned.partition, ErrorCode::CorruptMessage);
    }
    return taken.records;
}

} // namespace brokerscope::client
