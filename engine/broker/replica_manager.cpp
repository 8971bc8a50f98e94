#include "engine/broker/replica_manager.h"

#include "engine/broker/checkpoint.h"
#include "engine/broker/timers.h"

#include <algorithm>
#include <limits>

namespace brokerscope::broker {

using event::ErrorCode;

ReplicaManager::ReplicaManager(const BrokerConfig& config, const Topology& topology, NodeId self)
    : m_config(config)
    , m_topology(topology)
    , m_self(self)
    , m_partitions(topology.partitions.size())
    , m_produces(topology.partitions.size())
    , m_fetches(topology.partitions.size())
{
}

void ReplicaManager::open(sim::Context& context)
{
    const std::vector<Offset> highWatermarks
        = readCheckpoint(context.storage(), m_topology.partitions);
    const std::vector<std::string> files = context.storage().list();
    for (std::size_t i = 0; i < m_partitions.size(); ++i) {
        const std::string directory = m_topology.partitions[i].name() + "/";
        const auto first = std::lower_bound(files.begin(), files.end(), directory);
        if (first == files.end() || !first->starts_with(directory)) {
            continue;
        }
        const PartitionId id(static_cast<std::uint16_t>(i));
        m_partitions[i] = std::make_unique<Partition>(id, m_self, m_topology,
            m_config.replicaLagTimeMax, context.storage(), highWatermarks[i]);
        context.emit(event::LogRecovered{
            m_partitions[i]->log().logEnd(), m_partitions[i]->highWatermark(), id});
    }
}

void ReplicaManager::checkpointHighWatermarks(sim::Context& context)
{
    std::vector<std::optional<Offset>> highWatermarks;
    for (const auto& partition : m_partitions) {
        highWatermarks.push_back(
            partition ? std::optional(partition->highWatermark()) : std::nullopt);
    }
    writeCheckpoint(context.storage(), m_topology.partitions, highWatermarks);
}

void ReplicaManager::reportUnflushed(sim::Context& context) const
{
    for (const auto& partition : m_partitions) {
        if (partition == nullptr) {
            continue;
        }
        const Offset durable = partition->log().durableEnd(context.now());
        if (durable < partition->log().logEnd()) {
            context.emit(event::UnflushedLost{durable, partition->log().logEnd(), partition->id()});
        }
    }
}

void ReplicaManager::apply(
    sim::Context& context, PartitionId id, const protocol::MetadataImage& image)
{
    const protocol::PartitionRegistration& registration = *image.partition(id);
    if (std::find(registration.replicas.begin(), registration.replicas.end(), m_self)
        == registration.replicas.end()) {
        return;
    }
    auto& partition = m_partitions[id.value()];
    if (partition == nullptr) {
        partition = std::make_unique<Partition>(
            id, m_self, m_topology, m_config.replicaLagTimeMax, context.storage(), Offset(0));
    }
    const bool newLeadership = partition->apply(context, registration);
    if (newLeadership) {
        completeProduces(context, id);
        completeFetches(context, id);
    }
    if (partition->maybeAdvanceHighWatermark(context, image)) {
        highWatermarkMoved(context, id);
    }
}

// --- Produce
// -------------------------------------------------------------------------------------------

void ReplicaManager::produce(
    sim::Context& context, sim::Message request, const protocol::MetadataImage& image)
{
    auto& wanted = std::get<protocol::ProduceRequest>(protocol::valueOf(request));
    DelayedProduce operation;
    std::vector<PartitionId> pending;
    std::vector<PartitionId> grown;
    bool failed = false;
    for (protocol::ProduceRequest::Partition& incoming : wanted.partitions) {
        // Appending takes the bytes away.
        const auto batch = record::BatchView::at(incoming.records);
        const OffsetDelta records(batch ? batch->recordCount() : 0);
        DelayedProduce::Partition result;
        result.result = append(context, request.from, wanted.acks, incoming);
        if (result.result.error == ErrorCode::None) {
            grown.push_back(incoming.partition);
            result.requiredOffset = result.result.baseOffset + records;
            result.pending = wanted.acks == -1
                && find(incoming.partition)->highWatermark() < result.requiredOffset;
        } else {
            failed = true;
        }
        operation.partitions.push_back(result);
    }
    for (const PartitionId id : grown) {
        if (find(id)->maybeAdvanceHighWatermark(context, image)) {
            highWatermarkMoved(context, id);
        }
    }
    for (DelayedProduce::Partition& partition : operation.partitions) {
        if (partition.pending && !settle(partition)) {
            pending.push_back(partition.result.partition);
        }
    }
    const EventId id = request.id;
    const Duration timeout = wanted.timeout;
    const std::int16_t acks = wanted.acks;
    const NodeId producer = request.from;
    operation.request = std::move(request);
    if (!pending.empty()) {
        const auto first = std::find_if(operation.partitions.begin(), operation.partitions.end(),
            [](const DelayedProduce::Partition& partition) { return partition.pending; });
        context.emit(event::RequestParked{
            first->requiredOffset, id, first->result.partition, event::Purgatory::Produce});
        operation.timer = context.setTimer(timeout, kindOf(BrokerTimer::ProduceExpiry), id.value());
        m_produces.park(id, std::move(operation), pending);
    } else if (acks != 0) {
        protocol::ProduceResponse response;
        for (const DelayedProduce::Partition& partition : operation.partitions) {
            response.partitions.push_back(partition.result);
        }
        protocol::reply(context, operation.request, std::move(response));
    } else if (failed) {
        // With acks=0 there is no answer in which to say so: the broker closes the connection
        // instead.
        context.resetConnection(producer);
    }
    // Kafka answers the producer first and then completes what the new data has woken.
    for (const PartitionId partition : grown) {
        completeFetches(context, partition);
    }
}

protocol::ProduceResponse::Partition ReplicaManager::append(sim::Context& context, NodeId producer,
    std::int16_t acks, protocol::ProduceRequest::Partition& incoming)
{
    protocol::ProduceResponse::Partition result{incoming.partition, ErrorCode::None, kNoOffset};
    Partition* partition = find(incoming.partition);
    if (partition == nullptr || !partition->isLeader()) {
        result.error = ErrorCode::NotLeaderOrFollower;
    } else {
        result.error = checkBatch(*partition, acks, incoming.records);
    }
    if (result.error == ErrorCode::None) {
        const auto appended = partition->appendAsLeader(
            context, std::move(incoming.records), producer, incoming.batch);
        if (appended) {
            result.baseOffset = appended->baseOffset;
        } else {
            result.error = appended.error();
        }
    }
    if (result.error != ErrorCode::None) {
        context.emit(
            event::AppendRejected{incoming.batch, incoming.partition, producer, result.error});
    }
    return result;
}

ErrorCode ReplicaManager::checkBatch(
    const Partition& partition, std::int16_t acks, ByteView records) const
{
    if (acks != 0 && acks != 1 && acks != -1) {
        return ErrorCode::InvalidRequiredAcks;
    }
    if (acks == -1
        && static_cast<std::uint32_t>(partition.isr().size()) < partition.effectiveMinIsr()) {
        return ErrorCode::NotEnoughReplicas;
    }
    const auto batch = record::BatchView::at(records);
    if (!batch || batch->bytes().size() != records.size()) {
        return ErrorCode::CorruptMessage;
    }
    if (const auto valid = batch->validate(); !valid) {
        return valid.error() == record::BatchError::BadCrc ? ErrorCode::CorruptMessage
                                                           : ErrorCode::InvalidRecord;
    }
    return records.size() > partition.topic().maxMessageBytes ? ErrorCode::MessageTooLarge
                                                              : ErrorCode::None;
}

bool ReplicaManager::settle(DelayedProduce::Partition& waiting) const
{
    const Partition* partition = find(waiting.result.partition);
    if (!partition->isLeader()) {
        waiting.result.error = ErrorCode::NotLeaderOrFollower;
    } else if (partition->highWatermark() < waiting.requiredOffset) {
        return false;
    } else if (static_cast<std::uint32_t>(partition->isr().size()) < partition->effectiveMinIsr()) {
        waiting.result.error = ErrorCode::NotEnoughReplicasAfterAppend;
    }
    waiting.pending = false;
    return true;
}

void ReplicaManager::completeProduces(sim::Context& context, PartitionId id)
{
    if (m_produces.empty()) {
        return;
    }
    for (const EventId request : m_produces.waitingFor(id)) {
        DelayedProduce& operation = *m_produces.find(request);
        bool done = true;
        bool failed = false;
        for (DelayedProduce::Partition& waiting : operation.partitions) {
            done = (!waiting.pending || settle(waiting)) && done;
            failed = failed || waiting.result.error != ErrorCode::None;
        }
        if (done) {
            answerProduce(context, request,
                failed ? event::UnparkReason::Failed : event::UnparkReason::Satisfied);
        }
    }
}

void ReplicaManager::answerProduce(
    sim::Context& context, EventId request, event::UnparkReason reason)
{
    const DelayedProduce operation = m_produces.take(request);
    context.cancelTimer(operation.timer);
    context.emit(event::RequestUnparked{request, event::Purgatory::Produce, reason});
    protocol::ProduceResponse response;
    for (const DelayedProduce::Partition& partition : operation.partitions) {
        response.partitions.push_back(partition.result);
    }
    protocol::reply(context, operation.request, std::move(response));
}

void ReplicaManager::produceExpired(sim::Context& context, EventId request)
{
    DelayedProduce* operation = m_produces.find(request);
    if (operation == nullptr) {
        return;
    }
    for (DelayedProduce::Partition& waiting : operation->partitions) {
        if (waiting.pending) {
            waiting.result.error = ErrorCode::RequestTimedOut;
        }
    }
    answerProduce(context, request, event::UnparkReason::Expired);
}

void ReplicaManager::highWatermarkMoved(sim::Context& context, PartitionId id)
{
    completeProduces(context, id);
    completeFetches(context, id);
}

// --- Fetch
// ---------------------------------------------------------------------------------------------

void ReplicaManager::fetch(
    sim::Context& context, sim::Message request, const protocol::MetadataImage& image)
{
    const auto& wanted = std::get<protocol::FetchRequest>(protocol::valueOf(request));
    // The log is read before the fetch offset moves the HW: the HW in an answer is always one fetch
    // behind.
    Reading reading = read(wanted);
    if (wanted.replica != kNoNode) {
        noteFollower(context, wanted, reading.results, image);
    }
    const bool answerNow = reading.mustAnswer || reading.bytes >= wanted.minBytes
        || wanted.maxWait <= Duration() || wanted.partitions.empty();
    if (answerNow) {
        protocol::reply(context, request, protocol::FetchResponse{std::move(reading.results)});
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
    m_fetches.park(id, std::move(operation), partitions);
}

ReplicaManager::Reading ReplicaManager::read(const protocol::FetchRequest& request) const
{
    Reading reading;
    reading.results.reserve(request.partitions.size());
    for (const auto& wanted : request.partitions) {
        const std::size_t room
            = request.maxBytes > reading.bytes ? request.maxBytes - reading.bytes : 0;
        reading.results.push_back(readPartition(request, wanted, room));
        const auto& result = reading.results.back();
        reading.bytes += result.records.size();
        reading.mustAnswer
            = reading.mustAnswer || result.error != ErrorCode::None || result.diverges;
    }
    return reading;
}

ErrorCode ReplicaManager::checkLeadership(const Partition* partition, LeaderEpoch senderKnows)
{
    if (partition != nullptr && senderKnows != kNoEpoch && senderKnows < partition->leaderEpoch()) {
        return ErrorCode::FencedLeaderEpoch;
    }
    if (partition != nullptr && senderKnows > partition->leaderEpoch()) {
        return ErrorCode::UnknownLeaderEpoch;
    }
    const bool leads = partition != nullptr && partition->isLeader();
    return leads ? ErrorCode::None : ErrorCode::NotLeaderOrFollower;
}

protocol::FetchResponse::Partition ReplicaManager::readPartition(
    const protocol::FetchRequest& request, const protocol::FetchRequest::Partition& wanted,
    std::size_t room) const
{
    protocol::FetchResponse::Partition result;
    result.partition = wanted.partition;
    const Partition* partition = find(wanted.partition);
    const bool isFollower = request.replica != kNoNode;
    result.error = checkLeadership(partition, wanted.currentLeaderEpoch);
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
        const Offset bound = isFollower ? partition->log().logEnd() : partition->highWatermark();
        const ByteView found = partition->log().read(
            wanted.fetchOffset, bound, std::min<std::size_t>(room, wanted.maxBytes));
        result.records.assign(found.begin(), found.end());
    }
    return result;
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
        partition.noteFollowerFetch(context, request.replica, request.partitions[i].fetchOffset);
        if (const auto isr = partition.isrWith(request.replica, image)) {
            proposeIsr(context, partition, *isr, event::IsrReason::CaughtUp);
        }
        if (partition.maybeAdvanceHighWatermark(context, image)) {
            highWatermarkMoved(context, partition.id());
        }
    }
}

bool ReplicaManager::isWorthAnswering(const protocol::FetchRequest& request) const
{
    std::size_t bytes = 0;
    for (const auto& wanted : request.partitions) {
        const Partition* partition = find(wanted.partition);
        const bool moved = partition == nullptr || !partition->isLeader()
            || (wanted.currentLeaderEpoch != kNoEpoch
                && wanted.currentLeaderEpoch != partition->leaderEpoch())
            || wanted.fetchOffset > partition->log().logEnd();
        if (moved) {
            return true;
        }
        const Offset bound
            = request.replica != kNoNode ? partition->log().logEnd() : partition->highWatermark();
        if (wanted.fetchOffset < bound) {
            bytes += std::min<std::size_t>(
                partition->log().bytesBetween(wanted.fetchOffset, bound), wanted.maxBytes);
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
        if (isWorthAnswering(
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
    Reading reading = read(wanted);
    const bool failed = reading.mustAnswer && reason == event::UnparkReason::Satisfied;
    context.emit(event::RequestUnparked{
        request, event::Purgatory::Fetch, failed ? event::UnparkReason::Failed : reason});
    protocol::reply(
        context, operation.request, protocol::FetchResponse{std::move(reading.results)});
}

void ReplicaManager::listOffsets(sim::Context& context, const sim::Message& request)
{
    const auto& wanted = std::get<protocol::ListOffsetsRequest>(protocol::valueOf(request));
    protocol::ListOffsetsResponse response;
    for (const auto& asked : wanted.partitions) {
        protocol::ListOffsetsResponse::Partition answer{
            asked.partition, ErrorCode::None, kNoOffset};
        const Partition* partition = find(asked.partition);
        if (partition == nullptr || !partition->isLeader()) {
            answer.error = ErrorCode::NotLeaderOrFollower;
        } else if (asked.timestamp == protocol::kEarliestTimestamp) {
            answer.offset = partition->log().logStart();
        } else if (!partition->hasReachedEpochStart()) {
            // Right after an election the HW may be below what an earlier leader has shown already.
            answer.error = ErrorCode::OffsetNotAvailable;
        } else {
            answer.offset = partition->highWatermark();
        }
        response.partitions.push_back(answer);
    }
    protocol::reply(context, request, std::move(response));
}

// --- the ISR
// -------------------------------------------------------------------------------------------

void ReplicaManager::checkForLaggingReplicas(sim::Context& context)
{
    forEach([&](Partition& partition) {
        if (const auto isr = partition.isrWithoutLagging(context.now())) {
            proposeIsr(context, partition, *isr, event::IsrReason::Lagging);
        }
    });
}

void ReplicaManager::proposeIsr(
    sim::Context& context, Partition& partition, BrokerSet isr, event::IsrReason reason)
{
    partition.isrProposed({isr, reason});
    context.emit(event::IsrProposed{isr, partition.id(), reason});
    queueProposal(partition);
}

void ReplicaManager::queueProposal(const Partition& partition)
{
    protocol::AlterPartitionRequest proposal;
    proposal.partition = partition.id();
    proposal.leaderEpoch = partition.leaderEpoch();
    proposal.partitionEpoch = partition.registration().partitionEpoch;
    proposal.newIsr = partition.proposedIsr()->isr;
    proposal.reason = partition.proposedIsr()->reason;
    m_proposals.push_back(proposal);
}

std::vector<protocol::AlterPartitionRequest> ReplicaManager::takeIsrProposals()
{
    return std::exchange(m_proposals, {});
}

void ReplicaManager::isrAnswered(sim::Context& context,
    const protocol::AlterPartitionResponse& response, const protocol::MetadataImage& image)
{
    Partition* partition = find(response.partition);
    if (partition == nullptr) {
        return;
    }
    // After any other error the proposal may have taken effect all the same: it counts until newer
    // metadata arrives.
    if (response.error == ErrorCode::None || response.error == ErrorCode::IneligibleReplica) {
        partition->isrProposalEnded();
    }
    const bool isNews = response.error == ErrorCode::None
        && response.leaderEpoch == partition->leaderEpoch()
        && response.partitionEpoch > partition->registration().partitionEpoch;
    if (isNews) {
        protocol::PartitionRegistration registration = partition->registration();
        registration.isr = response.isr;
        registration.partitionEpoch = response.partitionEpoch;
        partition->apply(context, registration);
    }
    if (partition->maybeAdvanceHighWatermark(context, image)) {
        highWatermarkMoved(context, partition->id());
    }
}

void ReplicaManager::isrUnanswered(PartitionId id)
{
    const Partition* partition = find(id);
    if (partition != nullptr && partition->isLeader() && partition->proposedIsr()) {
        queueProposal(*partition);
    }
}

} // namespace brokerscope::broker
