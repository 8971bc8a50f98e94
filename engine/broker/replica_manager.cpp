#include "engine/broker/replica_manager.h"

#include "engine/broker/timers.h"

#include <algorithm>
#include <array>
#include <limits>

namespace brokerscope::broker {

using event::ErrorCode;

ReplicaManager::ReplicaManager(const BrokerConfig& config, const Topology& topology, NodeId self)
    : m_config(config)
    , m_topology(topology)
    , m_self(self)
    , m_partitions(topology.partitions.size())
    , m_quotas(config.quotas)
    , m_produces(topology.partitions.size())
    , m_fetches(topology.partitions.size())
    , m_fetchSessions(config.fetchSessionSlots)
{
}

namespace {

Offset offsetIn(const log::OffsetCheckpoint& checkpoint, const event::Roster::Partition& partition)
{
    const auto found = checkpoint.find({partition.topic, partition.number});
    return found == checkpoint.end() ? Offset(0) : found->second;
}

} // namespace

tl::expected<ReplicaManager::Checkpoints, sim::IoError> ReplicaManager::readCheckpoints(
    sim::Context& context)
{
    sim::Storage& storage = context.storage();
    Checkpoints checkpoints;
    const std::array<std::pair<std::string_view, log::OffsetCheckpoint*>, 3> files{{
        {log::kHighWatermarkFile, &checkpoints.highWatermarks},
        {log::kRecoveryPointFile, &checkpoints.recoveryPoints},
        {log::kLogStartFile, &checkpoints.logStarts},
    }};
    for (const auto& [file, offsets] : files) {
        auto read = log::readCheckpoint(storage, file);
        if (!read) {
            return tl::unexpected(read.error());
        }
        *offsets = *std::move(read);
    }
    checkpoints.isClean = storage.find(kCleanShutdownFile).has_value();
    if (auto removed = storage.remove(kCleanShutdownFile); !removed) {
        return tl::unexpected(removed.error());
    }
    return checkpoints;
}

std::unique_ptr<Partition> ReplicaManager::openPartition(
    sim::Context& context, PartitionId id, const Checkpoints& checkpoints)
{
    const event::Roster::Partition& name = m_topology.partitions[id.value()];
    log::Opening opening;
    opening.directory = name.name();
    opening.partition = id;
    opening.config = m_topology.topics[id.value()].log;
    opening.recoveryPoint = offsetIn(checkpoints.recoveryPoints, name);
    opening.logStart = offsetIn(checkpoints.logStarts, name);
    opening.isClean = checkpoints.isClean;
    opening.nowMs = context.wallClockMs();
    opening.topicId = m_topology.topicIds[id.value()];
    opening.now = context.now();
    auto log = log::Log::open(context.storage(), std::move(opening));
    if (!log) {
        logDirFailed(context, id, log.error());
        return nullptr;
    }
    auto partition = std::make_unique<Partition>(id, m_self, m_topology, m_config, *std::move(log),
        offsetIn(checkpoints.highWatermarks, name));
    partition->tell(context);
    return partition;
}

bool ReplicaManager::open(sim::Context& context)
{
    const auto checkpoints = readCheckpoints(context);
    if (!checkpoints) {
        logDirFailed(context, kNoPartition, checkpoints.error());
        return false;
    }
    m_wasShutDownCleanly = checkpoints->isClean;
    const std::vector<std::string> files = context.storage().list();
    for (std::size_t i = 0; i < m_partitions.size(); ++i) {
        const std::string directory = m_topology.partitions[i].name() + "/";
        const auto first = std::lower_bound(files.begin(), files.end(), directory);
        if (first == files.end() || !first->starts_with(directory)) {
            continue;
        }
        const PartitionId id(static_cast<std::uint16_t>(i));
        auto partition = openPartition(context, id, *checkpoints);
        if (partition == nullptr) {
            return false;
        }
        context.emit(
            event::LogRecovered{partition->log().logEnd(), partition->highWatermark(), id});
        add(id, std::move(partition));
    }
    return true;
}

void ReplicaManager::reportUnflushed(sim::Context& context) const
{
    for (const PartitionId id : m_present) {
        const auto& partition = m_partitions[id.value()];
        const Offset durable = partition->log().durableEnd(context.now());
        if (durable < partition->log().logEnd()) {
            context.emit(event::UnflushedLost{durable, partition->log().logEnd(), partition->id()});
        }
    }
}

void ReplicaManager::add(PartitionId id, std::unique_ptr<Partition> partition)
{
    m_partitions[id.value()] = std::move(partition);
    m_present.insert(std::lower_bound(m_present.begin(), m_present.end(), id), id);
}

void ReplicaManager::remove(sim::Context& context, PartitionId id)
{
    m_partitions[id.value()].reset();
    std::erase(m_present, id);
    completeProduces(context, id);
    completeFetches(context, id);
    sim::Storage& storage = context.storage();
    const std::string directory = m_topology.partitions[id.value()].name() + "/";
    for (const std::string& file : storage.list()) {
        if (!file.starts_with(directory)) {
            continue;
        }
        if (const auto removed = storage.remove(file); !removed) {
            logDirFailed(context, id, removed.error());
            return;
        }
    }
    context.emit(event::ReplicaDeleted{id});
}

void ReplicaManager::apply(
    sim::Context& context, PartitionId id, const protocol::MetadataImage& image)
{
    m_throttle = image.replicationThrottle();
    const protocol::PartitionRegistration& registration = *image.partition(id);
    if (!registration.hasReplica(m_self)) {
        if (find(id) != nullptr) {
            remove(context, id);
        }
        return;
    }
    if (find(id) == nullptr) {
        auto opened = openPartition(context, id, Checkpoints{});
        if (opened == nullptr) {
            return;
        }
        add(id, std::move(opened));
    }
    Partition& partition = *find(id);
    const bool newLeadership = partition.apply(context, registration);
    if (newLeadership) {
        completeProduces(context, id);
        completeFetches(context, id);
    }
    if (partition.maybeAdvanceHighWatermark(context, image)) {
        highWatermarkMoved(context, id);
    }
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
    const protocol::AlterPartitionRequest& request,
    const protocol::AlterPartitionResponse& response, const protocol::MetadataImage& image)
{
    Partition* partition = find(response.partition);
    if (partition == nullptr) {
        return;
    }
    // After any other error the proposal may have taken effect all the same: it counts until newer
    // metadata arrives.
    const bool isSettled
        = response.error == ErrorCode::None || response.error == ErrorCode::IneligibleReplica;
    if (isSettled && isProposedBy(*partition, request)) {
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

void ReplicaManager::isrUnanswered(const protocol::AlterPartitionRequest& request)
{
    const Partition* partition = find(request.partition);
    if (partition != nullptr && isProposedBy(*partition, request)) {
        queueProposal(*partition);
    }
}

/// Metadata may have come before the answer, and ended that proposal; what is proposed since then
/// has a request of its own.
bool ReplicaManager::isProposedBy(
    const Partition& partition, const protocol::AlterPartitionRequest& request)
{
    return partition.isLeader() && partition.proposedIsr()
        && partition.leaderEpoch() == request.leaderEpoch
        && partition.registration().partitionEpoch == request.partitionEpoch;
}

} // namespace brokerscope::broker
