#include "engine/client/consumer.h"

#include "engine/client/timers.h"

#include <algorithm>
#include <utility>

/// What a Consumer does in a group: it goes on where the group was, and commits by itself.
/// consumer_rebalances.cpp is how it comes by its partitions.
namespace brokerscope::client {

using event::CommitKind;
using event::ErrorCode;

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

void Consumer::refused(sim::Context& context, ErrorCode error)
{
    fail(context, kNoPartition, error);
}

} // namespace brokerscope::client
