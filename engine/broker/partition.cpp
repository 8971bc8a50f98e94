#include "engine/broker/partition.h"

#include "engine/broker/timers.h"

#include <algorithm>
#include <cassert>

namespace brokerscope::broker {

namespace {

event::BatchCodec toldCodec(record::Codec codec)
{
    return static_cast<event::BatchCodec>(codec); // both have Kafka's numbers
}

} // namespace

Partition::Partition(PartitionId id, NodeId self, const Topology& topology,
    const BrokerConfig& config, std::unique_ptr<log::Log> log, Offset highWatermark)
    : m_id(id)
    , m_self(self)
    , m_topic(topology.topics[id.value()])
    , m_config(config)
    , m_log(std::move(log))
    , m_highWatermark(std::clamp(highWatermark, m_log->logStart(), m_log->logEnd()))
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
    const bool newReplicas = registration.replicas != m_registration.replicas;
    m_registration = registration;
    if (!newEpoch) {
        if (isLeader() && newReplicas) {
            listFollowers(context);
        }
        return false;
    }
    if (registration.leader == m_self) {
        m_role = event::ReplicaRole::Leader;
        lead(context);
    } else {
        m_role = registration.leader == kNoNode ? event::ReplicaRole::None
                                                : event::ReplicaRole::Follower;
        m_followers.clear();
        m_mustTruncate = m_config.rules.truncateToHighWatermark
            && m_role == event::ReplicaRole::Follower && m_log->logEnd() > m_highWatermark;
    }
    context.emit(event::RoleAssumed{
        m_log->logEnd(), registration.leaderEpoch, m_id, registration.leader, m_role});
    return true;
}

void Partition::lead(sim::Context& context)
{
    m_epochStart = m_log->logEnd();
    check(context, m_log->beginEpoch(m_registration.leaderEpoch));
    m_mustTruncate = false;
    m_followers.clear();
    listFollowers(context);
}

void Partition::listFollowers(sim::Context& context)
{
    std::vector<Follower> followers;
    for (const NodeId broker : m_registration.replicas) {
        if (broker == m_self) {
            continue;
        }
        if (const Follower* known = find(broker)) {
            followers.push_back(*known);
            continue;
        }
        Follower follower;
        follower.broker = broker;
        if (m_registration.isr.contains(broker)) {
            follower.lastCaughtUp = context.now();
        }
        followers.push_back(follower);
    }
    m_followers = std::move(followers);
}

bool Partition::isEligible(const Follower& follower, const protocol::MetadataImage& image)
{
    return image.isActive(follower.broker)
        && image.broker(follower.broker)->epoch == follower.epoch;
}

tl::expected<log::Log::Appended, event::ErrorCode> Partition::appendAsLeader(
    sim::Context& context, Bytes batch, NodeId producer, BatchId batchId)
{
    event::BatchAppended appended;
    appended.records = static_cast<std::uint32_t>(record::BatchView::at(batch)->recordCount());
    const auto bytesBefore = static_cast<std::uint32_t>(batch.size());
    appended.epoch = leaderEpoch();
    appended.batch = batchId;
    appended.partition = m_id;
    appended.producer = producer;

    const auto result = m_log->appendAsLeader(
        std::move(batch), leaderEpoch(), context.wallClockMs(), context.now());
    if (result && result->codecBefore) {
        context.emit(event::BatchRecompressed{batchId, bytesBefore,
            static_cast<std::uint32_t>(result->bytes), m_id, producer,
            toldCodec(*result->codecBefore), toldCodec(result->codec)});
    }
    tell(context);
    if (!result) {
        if (const auto failure = m_log->failure()) {
            diskFailed(context, *failure);
        }
        return result;
    }
    appended.baseOffset = result->baseOffset;
    appended.bytes = static_cast<std::uint32_t>(result->bytes);
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
    return follower.logEnd == m_log->logEnd()
        || (follower.lastCaughtUp && now - *follower.lastCaughtUp <= m_config.replicaLagTimeMax);
}

bool Partition::maybeAdvanceHighWatermark(
    sim::Context& context, const protocol::MetadataImage& image)
{
    if (!isLeader() || static_cast<std::uint32_t>(m_registration.isr.size()) < effectiveMinIsr()) {
        return false;
    }
    Offset lowest = m_log->logEnd();
    const BrokerSet counting = maximalIsr();
    for (const Follower& follower : m_followers) {
        const bool counts = counting.contains(follower.broker)
            || (isCaughtUp(follower, context.now()) && isEligible(follower, image));
        if (counts && !m_config.rules.highWatermarkFromLeaderOnly) {
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

void Partition::noteFollowerFetch(
    sim::Context& context, NodeId broker, BrokerEpoch epoch, Offset fetchOffset)
{
    Follower* follower = find(broker);
    if (follower == nullptr || epoch < follower->epoch) {
        return; // no replica of ours, or a former life of it
    }
    follower->epoch = epoch;
    if (fetchOffset >= m_log->logEnd()) {
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
    follower->leaderEndAtLastFetch = m_log->logEnd();
}

std::optional<BrokerSet> Partition::isrWith(
    NodeId broker, const protocol::MetadataImage& image) const
{
    const Follower* follower = find(broker);
    if (follower == nullptr || m_proposedIsr || m_registration.isr.contains(broker)
        || !isEligible(*follower, image)) {
        return std::nullopt;
    }
    const bool hasReached = follower->logEnd && *follower->logEnd >= m_highWatermark
        && *follower->logEnd >= m_epochStart;
    if (!hasReached && !m_config.rules.growIsrEarly) {
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
    if (lastFetchedEpoch == kNoEpoch || m_config.rules.skipEpochChecks) {
        return std::nullopt;
    }
    const auto end = m_log->epochs().endOffsetFor(lastFetchedEpoch, m_log->logEnd());
    if (!end) {
        return tl::unexpected(event::ErrorCode::OffsetOutOfRange);
    }
    return end->epoch < lastFetchedEpoch || end->start < fetchOffset ? end : std::nullopt;
}

NodeId Partition::readReplicaFor(
    const std::string& rack, const Topology& topology, Offset offset) const
{
    const auto rackOf
        = [&](NodeId broker) -> const std::string& { return topology.racks[broker.value() - 1U]; };
    if (topology.racks.empty() || rackOf(m_self) == rack) {
        return m_self;
    }
    const Follower* best = nullptr;
    for (const Follower& follower : m_followers) {
        const bool mayServe = rackOf(follower.broker) == rack
            && m_registration.isr.contains(follower.broker) && follower.logEnd
            && *follower.logEnd >= offset;
        if (mayServe && (best == nullptr || *follower.logEnd > *best->logEnd)) {
            best = &follower;
        }
    }
    return best == nullptr ? m_self : best->broker;
}

void Partition::truncateToHighWatermark(sim::Context& context)
{
    m_mustTruncate = false;
    truncateTo(context, m_highWatermark, event::TruncateReason::HighWatermark);
}

tl::expected<void, event::ErrorCode> Partition::appendAsFollower(
    sim::Context& context, ByteView batches)
{
    const auto appended = m_log->appendAsFollower(
        batches, context.wallClockMs(), context.now(), [&](const record::BatchView& batch) {
            tell(context);
            event::BatchAppended written;
            written.baseOffset = batch.baseOffset();
            written.records = static_cast<std::uint32_t>(batch.lastOffsetDelta() + 1);
            written.bytes = static_cast<std::uint32_t>(batch.bytes().size());
            written.epoch = batch.leaderEpoch();
            written.partition = m_id;
            context.emit(written);
            reportHoles(context, batch);
        });
    tell(context);
    if (const auto failure = m_log->failure()) {
        diskFailed(context, *failure);
    }
    return appended;
}

void Partition::reportHoles(sim::Context& context, const record::BatchView& batch)
{
    if (batch.recordCount() == batch.lastOffsetDelta() + 1) {
        return;
    }
    // The leader's cleaner was here before: what it left out is missing here as well.
    Offset next = batch.baseOffset();
    const auto hole = [&](Offset to) {
        if (next < to) {
            const auto records = static_cast<std::uint32_t>((to - next).value());
            context.emit(event::RecordsCompacted{next, to, records, m_id});
        }
    };
    record::RecordReader reader(batch);
    while (!reader.atEnd()) {
        const auto record = reader.next();
        if (!record) {
            return;
        }
        hole(record->offset);
        next = record->offset + OffsetDelta(1);
    }
    hole(batch.end());
}

void Partition::followHighWatermark(sim::Context& context, Offset leaderHighWatermark)
{
    setHighWatermark(context, std::clamp(leaderHighWatermark, m_log->logStart(), m_log->logEnd()));
}

void Partition::followLogStart(sim::Context& context, Offset leaderLogStart)
{
    const Offset to = std::min(leaderLogStart, m_highWatermark);
    if (to > m_log->logStart()) {
        check(context, m_log->raiseLogStart(to, event::LogStartReason::Leader));
    }
}

void Partition::startOver(sim::Context& context, Offset leaderLogStart)
{
    check(context, m_log->truncateFullyAndStartAt(leaderLogStart));
    setHighWatermark(context, leaderLogStart);
}

void Partition::truncateToDivergence(sim::Context& context, log::EpochCache::Entry leaderEnd)
{
    Offset to = std::min(leaderEnd.start, m_log->logEnd());
    if (const auto own = m_log->epochs().endOffsetFor(leaderEnd.epoch, m_log->logEnd())) {
        to = std::min(to, own->start);
    }
    truncateTo(context, std::max(to, m_log->logStart()), event::TruncateReason::Divergence);
}

void Partition::truncateTo(sim::Context& context, Offset end, event::TruncateReason reason)
{
    const Offset before = m_log->logEnd();
    check(context, m_log->truncateTo(end));
    if (m_log->logEnd() == before) {
        return;
    }
    context.emit(event::LogTruncated{before, m_log->logEnd(), m_id, reason});
    if (m_highWatermark > m_log->logEnd()) {
        setHighWatermark(context, m_log->logEnd());
    }
}

// --- the log's upkeep
// ----------------------------------------------------------------------------------

void Partition::tell(sim::Context& context)
{
    bool hasDeletedFiles = false;
    for (const event::Payload& payload : m_log->takeEvents()) {
        hasDeletedFiles = hasDeletedFiles || std::holds_alternative<event::SegmentDeleted>(payload)
            || std::holds_alternative<event::CleanerFinished>(payload);
        context.emit(payload);
    }
    if (hasDeletedFiles) {
        const std::int64_t delay = std::min(m_topic.log.fileDeleteDelayMs, kForeverMs);
        context.setTimer(
            milliseconds(delay), kindOf(BrokerTimer::FileRemoval), std::uint64_t{m_id.value()});
    }
}

void logDirFailed(sim::Context& context, PartitionId partition, sim::IoError error)
{
    const event::DiskError told = error == sim::IoError::Full ? event::DiskError::Full
        : error == sim::IoError::ReadFailed                   ? event::DiskError::ReadFailed
                                                              : event::DiskError::WriteFailed;
    context.emit(event::LogDirFailed{partition, told});
    context.halt();
}

void Partition::diskFailed(sim::Context& context, sim::IoError error)
{
    if (m_hasFailed) {
        return;
    }
    m_hasFailed = true;
    logDirFailed(context, m_id, error);
}

bool Partition::check(sim::Context& context, const tl::expected<void, sim::IoError>& done)
{
    tell(context);
    if (!done) {
        diskFailed(context, done.error());
    }
    return done.has_value();
}

void Partition::deleteOldSegments(sim::Context& context)
{
    m_log->expireProducers(context.wallClockMs());
    check(context, m_log->deleteOldSegments(context.wallClockMs(), m_highWatermark, context.now()));
}

void Partition::flushIfDue(sim::Context& context)
{
    check(context, m_log->flushIfDue(context.wallClockMs()));
}

void Partition::flush(sim::Context& context)
{
    check(context, m_log->flush());
}

void Partition::removeDeletedFiles(sim::Context& context)
{
    check(context, m_log->removeDeletedFiles(context.wallClockMs()));
}

std::optional<Offset> Partition::clean(
    sim::Context& context, const log::Cleaner& cleaner, Offset firstDirty)
{
    const auto result
        = cleaner.clean(*m_log, firstDirty, m_highWatermark, context.wallClockMs(), context.now());
    tell(context);
    if (!result) {
        diskFailed(context, result.error());
        return std::nullopt;
    }
    return result->broken ? std::nullopt : std::optional(result->cleanedTo);
}

tl::expected<Offset, event::ErrorCode> Partition::deleteRecords(
    sim::Context& context, Offset offset)
{
    if (!m_topic.log.isDeleted) {
        return tl::unexpected(event::ErrorCode::PolicyViolation);
    }
    const Offset to = offset == kNoOffset ? m_highWatermark : offset;
    if (to < Offset(0) || to > m_highWatermark) {
        return tl::unexpected(event::ErrorCode::OffsetOutOfRange);
    }
    if (to > m_log->logStart()
        && !check(context, m_log->raiseLogStart(to, event::LogStartReason::DeleteRecords))) {
        return tl::unexpected(event::ErrorCode::KafkaStorageError);
    }
    return m_log->logStart();
}

} // namespace brokerscope::broker
