#include "engine/client/consumer.h"

#include "engine/client/group_assignment.h"
#include "engine/client/timers.h"

#include <algorithm>
#include <set>
#include <utility>

/// What a Consumer does in a group: it takes part in rebalances, goes on where the group was, and
/// commits by itself.
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

std::unique_ptr<Membership> Consumer::makeMember(bool subscribes)
{
    if (!subscribes) {
        return nullptr;
    }
    if (m_config.group.protocol == GroupProtocol::Consumer) {
        return std::make_unique<ReconcilingMember>(
            m_config, m_link, static_cast<ReconcilingMember::Host&>(*this));
    }
    return std::make_unique<GroupMember>(m_config, m_link, static_cast<GroupMember::Host&>(*this));
}

// --- in poll() -----------------------------------------------------------------------------------

void Consumer::pollGroup(sim::Context& context)
{
    m_commits.work(context);
    settle(context);
    takeUpWishes(context);
    // close() polls no more: a JoinGroup behind its LeaveGroup would keep the others waiting.
    if (m_hasFailed || m_isClosing || m_app != App::Polling) {
        return;
    }
    takeCommitCallbacks(context);
    if (isMember() && !m_topics.empty()) {
        if (m_member->mayAskAgain() && wantsAnotherAssignment()) {
            m_member->requestRejoin();
        }
        m_member->poll(context);
    }
    if (m_hasFailed || m_app != App::Polling) {
        return;
    }
    autoCommitIfDue(context);
    fetchCommitted(context);
}

/// Whether it has subscribed to something else, or leads the group and sees other partitions than
/// it has assigned (Kafka: ConsumerCoordinator.rejoinNeededOrPending).
bool Consumer::wantsAnotherAssignment()
{
    const bool seesOthers = std::exchange(m_hasNewMetadata, false) && !m_leaderSaw.empty()
        && m_leaderSaw != topicSizes();
    return seesOthers || m_joinedTopics != m_topics;
}

/// Kafka: invokeCompletedOffsetCommitCallbacks().
void Consumer::takeCommitCallbacks(sim::Context& context)
{
    for (Commits::Ended& ended : m_commits.tell(context)) {
        const bool mayRetry = event::isRetriable(ended.error);
        if (ended.kind == CommitKind::Auto && mayRetry) {
            scheduleAutoCommit(context, m_config.backoff.after(0, context.random()));
        } else if (ended.kind == CommitKind::Async && mayRetry && m_config.group.retriesAsync) {
            m_commits.start(context, CommitKind::Async, std::move(ended.offsets), Duration());
        } else if (ended.error == ErrorCode::RebalanceInProgress
            && m_config.group.commit == CommitPolicy::Processed) {
            for (const auto& partition : ended.offsets) { // again after the rebalance
                m_processedTo.try_emplace(partition.partition, partition.offset);
            }
        } else if (ended.error == ErrorCode::OffsetMetadataTooLarge) {
            fail(context, ended.offsets.front().partition, ended.error);
        }
    }
}

void Consumer::scheduleAutoCommit(sim::Context& context, Duration after)
{
    m_nextAutoCommit = context.now() + after;
    context.cancelTimer(m_autoCommitTimer);
    m_autoCommitTimer = context.setTimer(after, kindOf(ClientTimer::AutoCommit));
}

void Consumer::autoCommitIfDue(sim::Context& context)
{
    if (!m_config.group.autoCommit || context.now() < m_nextAutoCommit) {
        return;
    }
    // An interval of 0 means at each poll(), which here is at each millisecond at most.
    scheduleAutoCommit(context, std::max(m_config.group.autoCommitInterval, milliseconds(1)));
    m_commits.start(context, CommitKind::Auto, positions(), Duration());
}

// --- metadata ------------------------------------------------------------------------------------

void Consumer::wantTopics(sim::Context& context, const std::vector<std::string>& topics)
{
    bool isMore = false;
    for (const std::string& topic : topics) {
        isMore = m_metadata.want(m_names.partitionsOf(topic)) || isMore;
    }
    if (isMore) {
        m_metadata.requestUpdateForMore(context, m_channel);
    }
}

std::int32_t Consumer::partitionCount(const std::string& topic) const
{
    const std::vector<PartitionId> partitions = m_names.partitionsOf(topic);
    return static_cast<std::int32_t>(std::count_if(partitions.begin(), partitions.end(),
        [this](PartitionId partition) { return m_metadata.isKnown(partition); }));
}

std::map<std::string, std::int32_t> Consumer::topicSizes() const
{
    std::map<std::string, std::int32_t> sizes;
    for (const auto& [topic, before] : m_leaderSaw) {
        sizes.emplace(topic, partitionCount(topic));
    }
    return sizes;
}

std::vector<PartitionId> Consumer::assignedPartitions() const
{
    std::vector<PartitionId> partitions;
    for (const Assigned& assigned : m_assigned) {
        partitions.push_back(assigned.partition);
    }
    return partitions;
}

// --- committed offsets ---------------------------------------------------------------------------

void Consumer::fetchCommitted(sim::Context& context)
{
    protocol::OffsetFetchRequest request;
    for (const Assigned& assigned : m_assigned) {
        if (assigned.needsCommitted && assigned.committedFetch == kNoEvent && !assigned.isLeaving) {
            request.partitions.push_back(assigned.partition);
        }
    }
    if (request.partitions.empty() || context.now() < m_committedRestsUntil
        || !m_link.ensure(context)) {
        return;
    }
    request.group = m_config.group.id;
    if (isMember() && m_config.group.protocol == GroupProtocol::Consumer) {
        request.memberId = m_member->memberId();
        request.memberEpoch = m_member->generation();
    }
    const std::vector<PartitionId> asked = request.partitions;
    const EventId id = m_link.send(context, std::move(request), m_config.requestTimeout);
    for (const PartitionId partition : asked) {
        find(partition)->committedFetch = id;
    }
}

void Consumer::forgetCommittedFetch(sim::Context& context, EventId request)
{
    bool isOurs = false;
    for (Assigned& assigned : m_assigned) {
        isOurs = isOurs || assigned.committedFetch == request;
        assigned.committedFetch
            = assigned.committedFetch == request ? kNoEvent : assigned.committedFetch;
    }
    if (isOurs) {
        const Duration backoff = m_config.backoff.after(m_committedFailures++, context.random());
        m_committedRestsUntil = context.now() + backoff;
        context.setTimer(backoff, kindOf(ClientTimer::GroupRetry));
    }
}

void Consumer::committedFetched(
    sim::Context& context, EventId request, const protocol::OffsetFetchResponse& response)
{
    ErrorCode error = response.error;
    for (const auto& partition : response.partitions) {
        error = error == ErrorCode::None ? partition.error : error;
    }
    if (error != ErrorCode::None) {
        if (CoordinatorLink::isGone(error)) {
            m_link.markUnknown(context);
        } else if (!event::isRetriable(error) && error != ErrorCode::StaleMemberEpoch
            && error != ErrorCode::UnknownMemberId) { // of those its heartbeat tells more
            refused(context, error);
        }
        forgetCommittedFetch(context, request);
        return;
    }
    m_committedFailures = 0;
    for (const auto& partition : response.partitions) {
        Assigned* const assigned = find(partition.partition);
        if (assigned != nullptr && assigned->committedFetch == request) {
            assigned->committedFetch = kNoEvent;
            restore(context, partition);
        }
    }
}

void Consumer::restore(
    sim::Context& context, const protocol::OffsetFetchResponse::Partition& committed)
{
    Assigned& assigned = *find(committed.partition);
    assigned.needsCommitted = false;
    if (assigned.position != kNoOffset || assigned.seeking || committed.offset == kNoOffset) {
        return; // auto.offset.reset decides where nothing was committed
    }
    assigned.position = committed.offset;
    assigned.epoch = committed.leaderEpoch;
    assigned.validatedIn = kNoEpoch;
    context.emit(event::PositionRestored{committed.offset, committed.partition});
}

// --- answers of the coordinator ------------------------------------------------------------------

void Consumer::groupAnswered(sim::Context& context, const sim::Message& message)
{
    const protocol::Value& value = protocol::valueOf(message);
    if (const auto* found = std::get_if<protocol::FindCoordinatorResponse>(&value)) {
        const ErrorCode error = m_link.answered(context, *found);
        if (error != ErrorCode::None) {
            refused(context, error);
        }
    } else if (const auto* committed = std::get_if<protocol::OffsetCommitResponse>(&value)) {
        m_commits.answered(context, message.request, *committed);
    } else if (const auto* offsets = std::get_if<protocol::OffsetFetchResponse>(&value)) {
        committedFetched(context, message.request, *offsets);
    } else if (isMember()) {
        (void)m_member->answered(context, message.request, value);
    }
    if (m_hasLeft && message.request == m_leaveRequest) {
        closeFetchSessions(context);
    }
}

void Consumer::groupFailed(
    sim::Context& context, const std::vector<protocol::RequestChannel::InFlight>& requests)
{
    for (const auto& request : requests) {
        m_link.failed(context, request);
        m_commits.failed(context, request.id);
        forgetCommittedFetch(context, request.id);
        if (isMember()) {
            m_member->failed(context, request.id);
        }
        if (m_hasLeft && request.id == m_leaveRequest) {
            closeFetchSessions(context);
        }
    }
}

// --- rebalances ----------------------------------------------------------------------------------

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

void Consumer::refused(sim::Context& context, ErrorCode error)
{
    fail(context, kNoPartition, error);
}

} // namespace brokerscope::client
