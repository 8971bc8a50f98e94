#include "engine/client/consumer.h"

#include "engine/client/group_assignment.h"

#include <algorithm>
#include <utility>

/// How a Consumer gets partitions from its group and gives them up, by the classic protocol and by
/// the consumer protocol (KIP-848).
namespace brokerscope::client {

using event::CommitKind;
using event::ErrorCode;
using event::RevokeReason;

namespace {

bool contains(const std::vector<PartitionId>& partitions, PartitionId partition)
{
    return std::find(partitions.begin(), partitions.end(), partition) != partitions.end();
}

} // namespace

// --- the classic protocol ------------------------------------------------------------------------

std::vector<protocol::JoinGroupRequest::Protocol> Consumer::protocols()
{
    m_joinedTopics = m_topics;
    return protocolsOf(m_config.group,
        {m_topics, assignedPartitions(), m_member->generation(), m_previous, m_previousGeneration,
            m_config.clientRack},
        m_names);
}

std::optional<std::vector<protocol::SyncGroupRequest::Assignment>> Consumer::assign(
    sim::Context& context, const protocol::JoinGroupResponse& joined)
{
    const LeaderTask task(joined);
    wantTopics(context, task.topics());
    for (const std::string& topic : task.topics()) {
        if (partitionCount(topic) == 0 && !m_names.partitionsOf(topic).empty()) {
            m_metadata.requestUpdate(context, m_channel);
            return std::nullopt;
        }
    }
    m_leaderSaw.clear();
    for (const std::string& topic : task.topics()) {
        m_leaderSaw.emplace(topic, partitionCount(topic));
    }
    auto result = task.assign(
        m_config.group, [this](const std::string& topic) { return partitionCount(topic); });
    if (!result) {
        refused(context, ErrorCode::UnknownServerError); // the assignor's exception leaves poll()
        return std::nullopt;
    }
    return std::move(*result);
}

/// Kafka: ConsumerCoordinator.onJoinPrepare.
bool Consumer::prepareJoin(sim::Context& context)
{
    const bool isLost = m_member->generation() == kNoGeneration;
    const bool isEager = !isCooperative(m_config.group.assignors);
    // In a cooperative rebalance the application's listener is asked about what goes, later.
    const bool commits = !isLost && !m_assigned.empty()
        && (m_config.group.autoCommit || (isEager && m_config.group.commitsOnRevoke));
    if (commits && !m_isRevokeCommitted) {
        m_isRevokeCommitted = true;
        for (Assigned& assigned : m_assigned) {
            assigned.isLeaving = isEager;
        }
        m_commits.start(context, CommitKind::Revoke, lastOffsets(), m_config.group.maxPollInterval);
    }
    if (m_commits.isBlocking()) {
        return false;
    }
    takeCommitCallbacks(context);
    m_isRevokeCommitted = false;
    m_leaderSaw.clear();
    if (isLost || isEager) {
        revoke(
            context, assignedPartitions(), isLost ? RevokeReason::Lost : RevokeReason::Rebalance);
        return true;
    }
    std::vector<PartitionId> unwanted;
    for (const Assigned& assigned : m_assigned) {
        const std::string& topic = m_names.at(assigned.partition).topic;
        if (std::find(m_topics.begin(), m_topics.end(), topic) == m_topics.end()) {
            unwanted.push_back(assigned.partition);
        }
    }
    revoke(context, unwanted, RevokeReason::Rebalance);
    return true;
}

void Consumer::revoke(
    sim::Context& context, const std::vector<PartitionId>& partitions, RevokeReason reason)
{
    for (const PartitionId partition : partitions) {
        context.emit(event::PartitionRevoked{partition, reason});
        m_processedTo.erase(partition);
    }
    std::erase_if(m_assigned,
        [&](const Assigned& assigned) { return contains(partitions, assigned.partition); });
}

/// Kafka: ConsumerCoordinator.onJoinComplete.
void Consumer::joined(sim::Context& context, const Bytes& assignment)
{
    m_assignment.clear();
    if (const auto decoded = protocol::decodeAssignment(assignment)) {
        m_assignment = m_names.numbered(decoded->partitions);
    }
    m_previous = m_assignment;
    m_previousGeneration = m_member->generation();
    const bool isForeign
        = std::any_of(m_assignment.begin(), m_assignment.end(), [this](PartitionId partition) {
              const std::string& topic = m_names.at(partition).topic;
              return std::find(m_topics.begin(), m_topics.end(), topic) == m_topics.end();
          });
    if (isForeign) {
        m_member->requestRejoin(); // it has subscribed to something else meanwhile
        return;
    }
    const bool revokes = std::any_of(m_assigned.begin(), m_assigned.end(),
        [this](const Assigned& owned) { return !contains(m_assignment, owned.partition); });
    commitAndTake(context, revokes && m_config.group.commitsOnRevoke);
}

void Consumer::commitAndTake(sim::Context& context, bool isToCommit)
{
    if (isToCommit) {
        commitSync(context, CommitKind::Revoke, lastOffsets(), m_config.group.apiTimeout,
            Then::TakeAssignment);
    } else {
        takeAssignment(context);
    }
}

void Consumer::takeAssignment(sim::Context& context)
{
    if (!m_member->awaitsAssignment()) {
        return;
    }
    std::vector<PartitionId> revoked;
    for (const Assigned& owned : m_assigned) {
        if (!contains(m_assignment, owned.partition)) {
            revoked.push_back(owned.partition);
        }
    }
    if (!revoked.empty()) {
        revoke(context, revoked, RevokeReason::Rebalance);
    }
    if (m_config.group.autoCommit) {
        scheduleAutoCommit(context, m_config.group.autoCommitInterval);
    }
    std::vector<Assigned> assigned;
    for (const PartitionId partition : m_assignment) {
        if (Assigned* const kept = find(partition)) {
            assigned.push_back(std::move(*kept));
            assigned.back().isLeaving = false;
        } else {
            assigned.emplace_back().partition = partition;
            assigned.back().needsCommitted = true;
            context.emit(event::PartitionAssigned{partition});
            takeStoredOffset(context, assigned.back());
        }
    }
    m_assigned = std::move(assigned);
    m_nextToPoll = 0;
    m_member->assignmentTaken(context, !revoked.empty());
}

// --- the consumer protocol -----------------------------------------------------------------------

std::vector<std::string> Consumer::subscribedTopics() const
{
    std::vector<std::string> topics = m_topics;
    std::sort(topics.begin(), topics.end());
    return topics;
}

std::vector<PartitionId> Consumer::ownedPartitions() const
{
    std::vector<PartitionId> partitions = assignedPartitions();
    std::sort(partitions.begin(), partitions.end());
    return partitions;
}

/// Kafka: AbstractMembershipManager.maybeReconcile. With enable.auto.commit it commits whether it
/// gives something up or not.
void Consumer::reconcile(sim::Context& context, const std::vector<PartitionId>& target)
{
    m_assignment = target;
    wantTopics(context, m_topics);
    bool revokes = false;
    for (Assigned& owned : m_assigned) {
        owned.isLeaving = !contains(m_assignment, owned.partition);
        revokes = revokes || owned.isLeaving;
    }
    const bool commits = m_config.group.autoCommit || (revokes && m_config.group.commitsOnRevoke);
    commitAndTake(context, commits);
}

/// Kafka: onPartitionsLost.
void Consumer::lost(sim::Context& context)
{
    revoke(context, assignedPartitions(), RevokeReason::Lost);
}

} // namespace brokerscope::client
