#include "engine/broker/partition.h"

#include <algorithm>

namespace brokerscope::broker {

Partition::Partition(PartitionId id, NodeId self, const Topology& topology,
    Duration replicaLagTimeMax, sim::Storage& storage, Offset highWatermark)
    : m_id(id)
    , m_self(self)
    , m_topic(topology.topics[id.value()])
    , m_lagTimeMax(replicaLagTimeMax)
    , m_log(storage, topology.partitions[id.value()].name())
    , m_highWatermark(std::min(highWatermark, m_log.logEnd()))
{
}

std::uint32_t Partition::effectiveMinIsr() const
{
    return std::min(
        m_topic.minInsyncReplicas, static_cast<std::uint32_t>(m_registration.replicas.size()));
}

bool Partition::apply(sim::Context& context, const protocol::PartitionRegistration& registration)
{
    const bool newEpoch = registration.leaderEpoch > m_registration.leaderEpoch;
    if (registration.partitionEpoch > m_registration.partitionEpoch || newEpoch) {
        m_proposedIsr.reset();
    }
    m_registration = registration;
    if (!newEpoch) {
        return false;
    }
    if (registration.leader == m_self) {
        m_role = event::ReplicaRole::Leader;
        lead(context);
    } else {
        m_role = registration.leader == kNoNode ? event::ReplicaRole::None
                                                : event::ReplicaRole::Follower;
        m_followers.clear();
    }
    context.emit(event::RoleAssumed{
        m_log.logEnd(), registration.leaderEpoch, m_id, registration.leader, m_role});
    return true;
}

void Partition::lead(sim::Context& context)
{
    m_epochStart = m_log.logEnd();
    m_log.beginEpoch(m_registration.leaderEpoch);
    m_followers.clear();
    for (const NodeId broker : m_registration.replicas) {
        if (broker != m_self) {
            Follower follower{broker, {}, {}, {}, Offset(0)};
            if (m_registration.isr.contains(broker)) {
                follower.lastCaughtUp = context.now();
            }
            m_followers.push_back(follower);
        }
    }
}

tl::expected<log::Log::Appended, event::ErrorCode> Partition::appendAsLeader(
    sim::Context& context, Bytes batch, NodeId producer, BatchId batchId)
{
    event::BatchAppended appended;
    appended.records = static_cast<std::uint32_t>(record::BatchView::at(batch)->recordCount());
    appended.bytes = static_cast<std::uint32_t>(batch.size());
    appended.epoch = leaderEpoch();
    appended.batch = batchId;
    appended.partition = m_id;
    appended.producer = producer;

    const auto result = m_log.appendAsLeader(std::move(batch), leaderEpoch(), context.now());
    if (!result) {
        return result;
    }
    appended.baseOffset = result->baseOffset;
    if (result->duplicate) {
        context.emit(event::BatchDeduplicated{result->baseOffset, batchId, m_id, producer});
    } else {
        context.emit(appended);
    }
    return result;
}

BrokerSet Partition::maximalIsr() const
{
    const std::uint64_t proposed = m_proposedIsr ? m_proposedIsr->isr.bits() : 0;
    return BrokerSet::fromBits(m_registration.isr.bits() | proposed);
}

bool Partition::isCaughtUp(const Follower& follower, Timestamp now) const
{
    return follower.logEnd == m_log.logEnd()
        || (follower.lastCaughtUp && now - *follower.lastCaughtUp <= m_lagTimeMax);
}

bool Partition::maybeAdvanceHighWatermark(
    sim::Context& context, const protocol::MetadataImage& image)
{
    if (!isLeader() || static_cast<std::uint32_t>(m_registration.isr.size()) < effectiveMinIsr()) {
        return false;
    }
    Offset lowest = m_log.logEnd();
    const BrokerSet counting = maximalIsr();
    for (const Follower& follower : m_followers) {
        const bool counts = counting.contains(follower.broker)
            || (isCaughtUp(follower, context.now()) && image.isActive(follower.broker));
        if (counts) {
            lowest = std::min(lowest, follower.logEnd.value_or(kNoOffset));
        }
    }
    if (lowest <= m_highWatermark) {
        return false;
    }
    setHighWatermark(context, lowest);
    return true;
}

void Partition::setHighWatermark(sim::Context& context, Offset to)
{
    if (to != m_highWatermark) {
        context.emit(event::HighWatermarkMoved{m_highWatermark, to, m_id});
        m_highWatermark = to;
    }
}

Partition::Follower* Partition::find(NodeId broker)
{
    const auto found = std::find_if(m_followers.begin(), m_followers.end(),
        [broker](const Follower& f) { return f.broker == broker; });
    return found == m_followers.end() ? nullptr : &*found;
}

const Partition::Follower* Partition::find(NodeId broker) const
{
    return const_cast<Partition*>(this)->find(broker);
}

void Partition::noteFollowerFetch(sim::Context& context, NodeId broker, Offset fetchOffset)
{
    Follower* follower = find(broker);
    if (follower == nullptr) {
        return;
    }
    if (fetchOffset >= m_log.logEnd()) {
        follower->lastCaughtUp = context.now();
    } else if (follower->lastFetch && fetchOffset >= follower->leaderEndAtLastFetch) {
        // It has reached what was the end when it asked before: it keeps up, though it is never
        // quite there.
        follower->lastCaughtUp = follower->lastCaughtUp
            ? std::max(*follower->lastCaughtUp, *follower->lastFetch)
            : *follower->lastFetch;
    }
    if (follower->logEnd != fetchOffset) {
        follower->logEnd = fetchOffset;
        context.emit(event::ReplicaProgress{fetchOffset, m_id, broker});
    }
    follower->lastFetch = context.now();
    follower->leaderEndAtLastFetch = m_log.logEnd();
}

std::optional<BrokerSet> Partition::isrWith(
    NodeId broker, const protocol::MetadataImage& image) const
{
    const Follower* follower = find(broker);
    if (follower == nullptr || m_proposedIsr || m_registration.isr.contains(broker)
        || !image.isActive(broker)) {
        return std::nullopt;
    }
    if (!follower->logEnd || *follower->logEnd < m_highWatermark
        || *follower->logEnd < m_epochStart) {
        return std::nullopt;
    }
    BrokerSet isr = m_registration.isr;
    isr.insert(broker);
    return isr;
}

std::optional<BrokerSet> Partition::isrWithoutLagging(Timestamp now) const
{
    if (!isLeader() || m_proposedIsr) {
        return std::nullopt;
    }
    BrokerSet isr = m_registration.isr;
    for (const Follower& follower : m_followers) {
        if (isr.contains(follower.broker) && !isCaughtUp(follower, now)) {
            isr.erase(follower.broker);
        }
    }
    return isr == m_registration.isr ? std::nullopt : std::optional(isr);
}

tl::expected<std::optional<log::EpochCache::Entry>, event::ErrorCode> Partition::divergence(
    LeaderEpoch lastFetchedEpoch, Offset fetchOffset) const
{
    if (lastFetchedEpoch == kNoEpoch) {
        return std::nullopt;
    }
    const auto end = m_log.epochs().endOffsetFor(lastFetchedEpoch, m_log.logEnd());
    if (!end) {
        return tl::unexpected(event::ErrorCode::OffsetOutOfRange);
    }
    return end->epoch < lastFetchedEpoch || end->start < fetchOffset ? end : std::nullopt;
}

tl::expected<void, event::ErrorCode> Partition::appendAsFollower(
    sim::Context& context, ByteView batches)
{
    return m_log.appendAsFollower(batches, context.now(), [&](const record::BatchView& batch) {
        event::BatchAppended appended;
        appended.baseOffset = batch.baseOffset();
        appended.records = static_cast<std::uint32_t>(batch.recordCount());
        appended.bytes = static_cast<std::uint32_t>(batch.bytes().size());
        appended.epoch = batch.leaderEpoch();
        appended.partition = m_id;
        context.emit(appended);
    });
}

void Partition::followHighWatermark(sim::Context& context, Offset leaderHighWatermark)
{
    setHighWatermark(context, std::min(leaderHighWatermark, m_log.logEnd()));
}

void Partition::truncateToDivergence(sim::Context& context, log::EpochCache::Entry leaderEnd)
{
    Offset to = std::min(leaderEnd.start, m_log.logEnd());
    if (const auto own = m_log.epochs().endOffsetFor(leaderEnd.epoch, m_log.logEnd())) {
        to = std::min(to, own->start);
    }
    truncateTo(context, std::max(to, m_log.logStart()), event::TruncateReason::Divergence);
}

void Partition::truncateTo(sim::Context& context, Offset end, event::TruncateReason reason)
{
    const Offset before = m_log.logEnd();
    m_log.truncateTo(end);
    if (m_log.logEnd() == before) {
        return;
    }
    context.emit(event::LogTruncated{before, m_log.logEnd(), m_id, reason});
    if (m_highWatermark > m_log.logEnd()) {
        setHighWatermark(context, m_log.logEnd());
    }
}

} // namespace brokerscope::broker
