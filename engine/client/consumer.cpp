#include "engine/client/consumer.h"

#include "engine/client/timers.h"
#include "engine/record/batch.h"

#include <algorithm>

namespace brokerscope::client {

using event::ErrorCode;

Consumer::Consumer(const ConsumerConfig& config, const std::vector<PartitionId>& assignment,
    std::vector<NodeId> brokers)
    : m_config(config)
    , m_channel(kindOf(ClientTimer::RequestTimeout))
    , m_metadata(assignment, std::move(brokers), config.backoff, config.requestTimeout,
          config.metadataMaxAge, kindOf(ClientTimer::MetadataUpdate))
{
    for (const PartitionId partition : assignment) {
        m_assigned.push_back({partition, kNoOffset, {}, false, false, Timestamp()});
    }
}

void Consumer::start(sim::Context& context)
{
    for (const Assigned& assigned : m_assigned) {
        context.emit(event::PartitionAssigned{assigned.partition});
    }
    m_metadata.requestUpdate(context, m_channel);
}

Offset Consumer::position(PartitionId partition) const
{
    const auto found = std::find_if(m_assigned.begin(), m_assigned.end(),
        [partition](const Assigned& assigned) { return assigned.partition == partition; });
    return found == m_assigned.end() ? kNoOffset : found->position;
}

Consumer::Assigned* Consumer::find(PartitionId partition)
{
    const auto found = std::find_if(m_assigned.begin(), m_assigned.end(),
        [partition](const Assigned& assigned) { return assigned.partition == partition; });
    return found == m_assigned.end() ? nullptr : &*found;
}

void Consumer::receive(sim::Context& context, sim::Message message)
{
    if (!m_channel.complete(context, message)) {
        return;
    }
    const protocol::Value& value = protocol::valueOf(message);
    if (const auto* metadata = std::get_if<protocol::MetadataResponse>(&value)) {
        m_metadata.answered(context, m_channel, *metadata);
    } else if (const auto* offsets = std::get_if<protocol::ListOffsetsResponse>(&value)) {
        m_requests.erase(message.request);
        offsetsListed(context, *offsets);
    } else if (const auto* fetch = std::get_if<protocol::FetchResponse>(&value)) {
        m_requests.erase(message.request);
        fetched(context, *fetch);
    }
    work(context);
}

void Consumer::timeUp(sim::Context& context, const sim::Timer& timer)
{
    switch (static_cast<ClientTimer>(timer.kind)) {
    case ClientTimer::RequestTimeout:
        for (const auto& failed : m_channel.timeUp(context, timer)) {
            requestFailed(context, failed);
        }
        break;
    case ClientTimer::MetadataUpdate:
        m_metadata.timeUp(context, m_channel);
        break;
    case ClientTimer::ProcessingDone:
        for (const auto& [partition, end] : m_processing) {
            context.emit(event::RecordsProcessed{end, partition});
        }
        m_processing.clear();
        break;
    case ClientTimer::FetchRetry:
        break;
    case ClientTimer::SenderWake:
    case ClientTimer::NextSend:
    case ClientTimer::SendBlockedTooLong:
    case ClientTimer::ProducerIdRetry:
        return; // a producer's
    }
    work(context);
}

void Consumer::connectionLost(sim::Context& context, NodeId peer)
{
    for (const auto& failed : m_channel.connectionLost(context, peer)) {
        requestFailed(context, failed);
    }
    m_metadata.requestUpdate(context, m_channel);
    work(context);
}

void Consumer::requestFailed(
    sim::Context& context, const protocol::RequestChannel::InFlight& request)
{
    if (request.api == event::Api::Metadata) {
        m_metadata.failed(context, m_channel);
        return;
    }
    const auto node = m_requests.extract(request.id);
    if (node.empty()) {
        return;
    }
    for (const PartitionId partition : node.mapped()) {
        rest(context, *find(partition), ErrorCode::NetworkException);
    }
}

void Consumer::work(sim::Context& context)
{
    if (m_hasFailed || !m_metadata.isComplete()) {
        return;
    }
    lookUpPositions(context);
    if (m_processing.empty()) {
        poll(context);
    }
    sendFetches(context);
}

// --- positions
// -------------------------------------------------------------------------------------------

void Consumer::lookUpPositions(sim::Context& context)
{
    std::map<NodeId, protocol::ListOffsetsRequest> requests;
    for (Assigned& assigned : m_assigned) {
        if (assigned.position != kNoOffset || assigned.isLookingUp
            || context.now() < assigned.restsUntil) {
            continue;
        }
        if (m_config.autoOffsetReset == event::ResetPolicy::None) {
            fail(context, assigned.partition, ErrorCode::OffsetOutOfRange);
            return;
        }
        const NodeId leader = m_metadata.leader(assigned.partition);
        if (leader == kNoNode) {
            m_metadata.requestUpdate(context, m_channel);
            continue;
        }
        assigned.isLookingUp = true;
        const std::int64_t timestamp = m_config.autoOffsetReset == event::ResetPolicy::Earliest
            ? protocol::kEarliestTimestamp
            : protocol::kLatestTimestamp;
        requests[leader].partitions.push_back(
            {assigned.partition, m_metadata.leaderEpoch(assigned.partition), timestamp});
    }
    for (auto& [leader, request] : requests) {
        std::vector<PartitionId> partitions;
        for (const auto& partition : request.partitions) {
            partitions.push_back(partition.partition);
        }
        const EventId id
            = m_channel.send(context, leader, std::move(request), m_config.requestTimeout);
        m_requests.emplace(id, std::move(partitions));
    }
}

void Consumer::offsetsListed(sim::Context& context, const protocol::ListOffsetsResponse& response)
{
    for (const auto& result : response.partitions) {
        Assigned* assigned = find(result.partition);
        if (assigned == nullptr) {
            continue;
        }
        assigned->isLookingUp = false;
        if (result.error != ErrorCode::None) {
            rest(context, *assigned, result.error);
            continue;
        }
        assigned->position = result.offset;
        context.emit(event::OffsetReset{result.offset, result.partition, m_config.autoOffsetReset});
    }
}

// --- fetching
// --------------------------------------------------------------------------------------------

void Consumer::sendFetches(sim::Context& context)
{
    std::map<NodeId, protocol::FetchRequest> requests;
    for (Assigned& assigned : m_assigned) {
        const bool isFetchable = assigned.position != kNoOffset && !assigned.buffer
            && !assigned.isFetching && context.now() >= assigned.restsUntil;
        const NodeId leader = m_metadata.leader(assigned.partition);
        if (!isFetchable) {
            continue;
        }
        if (leader == kNoNode) {
            m_metadata.requestUpdate(context, m_channel);
        } else if (m_channel.inFlight(leader) == 0) {
            requests[leader].partitions.push_back(
                {assigned.partition, m_metadata.leaderEpoch(assigned.partition), assigned.position,
                    kNoEpoch, m_config.maxPartitionFetchBytes});
        }
    }
    for (auto& [leader, request] : requests) {
        request.maxWait = m_config.fetchMaxWait;
        request.minBytes = m_config.fetchMinBytes;
        request.maxBytes = m_config.fetchMaxBytes;
        std::vector<PartitionId> partitions;
        for (const auto& partition : request.partitions) {
            partitions.push_back(partition.partition);
            find(partition.partition)->isFetching = true;
        }
        const EventId id
            = m_channel.send(context, leader, std::move(request), m_config.requestTimeout);
        m_requests.emplace(id, std::move(partitions));
    }
}

void Consumer::fetched(sim::Context& context, const protocol::FetchResponse& response)
{
    for (const auto& result : response.partitions) {
        if (Assigned* assigned = find(result.partition)) {
            assigned->isFetching = false;
            take(context, *assigned, result);
        }
    }
}

void Consumer::take(
    sim::Context& context, Assigned& assigned, const protocol::FetchResponse::Partition& result)
{
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
        assigned.buffer = Fetched{result.records, end};
    }
}

void Consumer::rest(sim::Context& context, Assigned& assigned, ErrorCode error)
{
    assigned.isFetching = false;
    assigned.isLookingUp = false;
    const Duration backoff = m_config.backoff.after(0, context.random());
    assigned.restsUntil = context.now() + backoff;
    context.setTimer(backoff, kindOf(ClientTimer::FetchRetry));
    if (event::invalidatesMetadata(error) || error == ErrorCode::OffsetNotAvailable
        || error == ErrorCode::UnknownLeaderEpoch) {
        m_metadata.requestUpdate(context, m_channel);
    }
}

void Consumer::fail(sim::Context& context, PartitionId partition, ErrorCode error)
{
    m_hasFailed = true;
    context.emit(event::ConsumerFailed{partition, error});
}

// --- poll
// ------------------------------------------------------------------------------------------------

void Consumer::poll(sim::Context& context)
{
    std::uint32_t delivered = 0;
    for (std::size_t i = 0; i < m_assigned.size() && delivered < m_config.maxPollRecords; ++i) {
        Assigned& assigned = m_assigned[(m_nextToPoll + i) % m_assigned.size()];
        if (assigned.buffer) {
            delivered += deliver(context, assigned, m_config.maxPollRecords - delivered);
            m_processing.emplace_back(assigned.partition, assigned.position);
        }
    }
    m_nextToPoll = (m_nextToPoll + 1) % std::max<std::size_t>(m_assigned.size(), 1);
    if (delivered > 0) {
        context.setTimer(m_config.processing * delivered, kindOf(ClientTimer::ProcessingDone));
    }
}

std::uint32_t Consumer::deliver(sim::Context& context, Assigned& assigned, std::uint32_t room)
{
    ByteView rest = assigned.buffer->batches;
    std::uint32_t delivered = 0;
    event::RecordsDelivered span;
    span.partition = assigned.partition;
    const auto report = [&] {
        if (span.records > 0) {
            context.emit(span);
        }
    };
    while (delivered < room) {
        const auto batch = record::BatchView::at(rest);
        if (!batch) {
            break;
        }
        // What stands before the position belongs to an earlier poll.
        const Offset from = std::max(assigned.position, batch->baseOffset());
        const Offset to = std::min(batch->end(), from + OffsetDelta(room - delivered));
        if (from < to) {
            if (span.records == 0 || span.epoch != batch->leaderEpoch()) {
                report();
                span.baseOffset = from;
                span.records = 0;
                span.epoch = batch->leaderEpoch();
            }
            const auto count = static_cast<std::uint32_t>((to - from).value());
            span.records += count;
            delivered += count;
            assigned.position = to;
        }
        if (to == batch->end() || from >= batch->end()) {
            rest = rest.subspan(batch->bytes().size());
        }
    }
    report();
    if (assigned.position >= assigned.buffer->end) {
        assigned.buffer.reset();
    }
    return delivered;
}

} // namespace brokerscope::client
