#include "engine/broker/replica_fetcher.h"

#include "engine/broker/timers.h"

namespace brokerscope::broker {

namespace {

/// replica.fetch.response.max.bytes
constexpr std::uint32_t kFetchResponseMaxBytes = 10485760;

} // namespace

ReplicaFetcher::ReplicaFetcher(const BrokerConfig& config, ReplicaManager& replicas,
    LogManager& logs, protocol::RequestChannel& channel)
    : m_config(config)
    , m_replicas(replicas)
    , m_logs(logs)
    , m_channel(channel)
{
}

void ReplicaFetcher::leadersChanged(sim::Context& context)
{
    std::set<NodeId> leaders;
    m_replicas.forEach([&](Partition& partition) {
        if (partition.mustTruncateToHighWatermark()) {
            partition.truncateToHighWatermark(context);
            m_logs.truncated(context, partition);
        }
        if (partition.role() == event::ReplicaRole::Follower) {
            leaders.insert(partition.leader());
        }
    });
    for (auto& [leader, loop] : m_loops) {
        // Kafka ends the thread that has nothing to fetch any more, and its session with it.
        if (!leaders.contains(leader) && !loop.isFetching) {
            loop.session = {};
        }
    }
    for (const NodeId leader : leaders) {
        fetchNext(context, leader);
    }
}

void ReplicaFetcher::fetchNext(sim::Context& context, NodeId leader)
{
    Loop& loop = m_loops[leader];
    if (loop.isFetching) {
        return;
    }
    protocol::FetchRequest request;
    request.replica = context.self();
    request.replicaEpoch = m_replicas.brokerEpoch();
    request.maxWait = m_config.replicaFetchWaitMax;
    request.minBytes = m_config.replicaFetchMinBytes;
    request.maxBytes = kFetchResponseMaxBytes;
    loop.asked.clear();
    std::vector<PartitionId> held; // by a quota, until the backoff is over
    m_replicas.forEach([&](const Partition& partition) {
        const bool ours
            = partition.role() == event::ReplicaRole::Follower && partition.leader() == leader;
        const auto fenced = loop.fenced.find(partition.id());
        const bool isFenced
            = fenced != loop.fenced.end() && fenced->second == partition.leaderEpoch();
        if (!ours || isFenced || loop.resting.contains(partition.id())
            || loop.lookups.contains(partition.id())) {
            return;
        }
        if (m_replicas.isHeldBack(context, partition)) {
            held.push_back(partition.id());
            return;
        }
        const log::Log& log = partition.log();
        // Before KIP-101 a follower did not say of which epoch its last record is.
        const LeaderEpoch lastEpoch
            = m_config.rules.truncateToHighWatermark ? kNoEpoch : log.lastEpoch();
        request.partitions.push_back({partition.id(), partition.leaderEpoch(), log.logEnd(),
            lastEpoch, m_config.replicaFetchMaxBytes, log.logStart()});
        loop.asked[partition.id()] = {partition.leaderEpoch(), log.logEnd()};
    });
    if (!held.empty()) {
        loop.resting.insert(held.begin(), held.end());
        backOff(context, leader);
    }
    if (!request.partitions.empty()) {
        loop.isFetching = true;
        loop.session.prepare(request);
        m_channel.send(context, leader, std::move(request), m_config.replicaSocketTimeout);
    }
}

void ReplicaFetcher::answered(
    sim::Context& context, NodeId leader, const protocol::FetchResponse& response)
{
    Loop& loop = m_loops[leader];
    loop.isFetching = false;
    if (!loop.session.answered(response)) {
        fetchNext(context, leader);
        return;
    }
    for (const auto& result : response.partitions) {
        const auto asked = loop.asked.find(result.partition);
        if (asked == loop.asked.end() || !isStillWanted(result.partition, asked->second)) {
            continue;
        }
        if (result.error == event::ErrorCode::OffsetOutOfRange) {
            lookUp(context, leader, *m_replicas.find(result.partition), protocol::kLatestTimestamp);
        } else if (result.error == event::ErrorCode::FencedLeaderEpoch) {
            loop.fenced[result.partition] = asked->second.epoch;
        } else if (!take(context, result)) {
            loop.resting.insert(result.partition);
            backOff(context, leader);
        }
    }
    fetchNext(context, leader);
}

bool ReplicaFetcher::take(sim::Context& context, const protocol::FetchResponse::Partition& result)
{
    Partition* partition = m_replicas.find(result.partition);
    if (result.error != event::ErrorCode::None) {
        return false;
    }
    if (result.diverges) {
        partition->truncateToDivergence(
            context, {result.diverging.epoch, result.diverging.endOffset});
        m_logs.truncated(context, *partition);
        return true;
    }
    if (!partition->appendAsFollower(context, result.records)) {
        return false;
    }
    m_replicas.copied(context, *partition, result.records.size());
    partition->followHighWatermark(context, result.highWatermark);
    partition->followLogStart(context, result.logStart);
    m_replicas.followed(context, result.partition);
    return true;
}

bool ReplicaFetcher::isStillWanted(PartitionId id, const Asked& asked) const
{
    return isCurrent(id, asked.epoch) && m_replicas.find(id)->log().logEnd() == asked.from;
}

bool ReplicaFetcher::isCurrent(PartitionId id, LeaderEpoch askedIn) const
{
    const Partition* partition = m_replicas.find(id);
    return partition != nullptr && partition->role() == event::ReplicaRole::Follower
        && partition->leaderEpoch() == askedIn;
}

// --- out of range
// ----------------------------------------------------------------------------------------

void ReplicaFetcher::lookUp(
    sim::Context& context, NodeId leader, const Partition& partition, std::int64_t timestamp)
{
    m_loops[leader].lookups[partition.id()] = {partition.leaderEpoch(), timestamp};
    protocol::ListOffsetsRequest request;
    request.replica = context.self();
    request.partitions.push_back({partition.id(), partition.leaderEpoch(), timestamp});
    m_channel.send(context, leader, std::move(request), m_config.replicaSocketTimeout);
}

void ReplicaFetcher::offsetsListed(
    sim::Context& context, NodeId leader, const protocol::ListOffsetsResponse& response)
{
    Loop& loop = m_loops[leader];
    for (const auto& result : response.partitions) {
        const auto found = loop.lookups.find(result.partition);
        if (found == loop.lookups.end()) {
            continue;
        }
        const OffsetLookup lookup = found->second;
        loop.lookups.erase(found);
        if (!isCurrent(result.partition, lookup.epoch)) {
            continue;
        }
        Partition& partition = *m_replicas.find(result.partition);
        const Offset end = partition.log().logEnd();
        if (result.error != event::ErrorCode::None) {
            loop.resting.insert(result.partition);
            backOff(context, leader);
        } else if (lookup.timestamp == protocol::kLatestTimestamp && result.offset < end) {
            partition.truncateTo(context, result.offset, event::TruncateReason::Divergence);
            m_logs.truncated(context, partition);
        } else if (lookup.timestamp == protocol::kLatestTimestamp) {
            lookUp(context, leader, partition, protocol::kEarliestTimestamp);
        } else if (result.offset > end) {
            partition.startOver(context, result.offset);
            m_logs.truncated(context, partition);
        }
    }
    fetchNext(context, leader);
}

void ReplicaFetcher::offsetsUnanswered(sim::Context& context, NodeId leader)
{
    Loop& loop = m_loops[leader];
    for (const auto& [partition, lookup] : loop.lookups) {
        loop.resting.insert(partition);
    }
    loop.lookups.clear();
    backOff(context, leader);
}

void ReplicaFetcher::failed(sim::Context& context, NodeId leader)
{
    Loop& loop = m_loops[leader];
    loop.isFetching = false;
    loop.session.failed();
    for (const auto& [partition, asked] : loop.asked) {
        loop.resting.insert(partition);
    }
    backOff(context, leader);
    fetchNext(context, leader);
}

void ReplicaFetcher::backOff(sim::Context& context, NodeId leader)
{
    Loop& loop = m_loops[leader];
    if (!loop.isBackingOff) {
        loop.isBackingOff = true;
        context.setTimer(
            m_config.replicaFetchBackoff, kindOf(BrokerTimer::FetcherBackoff), leader.value());
    }
}

void ReplicaFetcher::backoffOver(sim::Context& context, NodeId leader)
{
    Loop& loop = m_loops[leader];
    loop.isBackingOff = false;
    loop.resting.clear();
    fetchNext(context, leader);
}

} // namespace brokerscope::broker
