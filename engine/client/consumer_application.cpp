#include "engine/client/consumer.h"

#include "engine/client/timers.h"

#include <algorithm>
#include <utility>

/// The application around a Consumer: one thread that polls, deals with what it got or hands it to
/// others, and commits.
namespace brokerscope::client {

using event::CommitKind;

namespace {

constexpr Duration kCloseTimeout = seconds(30);

} // namespace

void Consumer::setApp(sim::Context& context, App app)
{
    m_app = app;
    if (isMember()) {
        m_member->setBusy(context, app == App::Processing || app == App::Committing);
    }
}

// --- records -------------------------------------------------------------------------------------

void Consumer::handlePolled(sim::Context& context)
{
    if (m_config.group.commit == CommitPolicy::BeforeProcessing) {
        commitSync(
            context, CommitKind::Sync, positions(), m_config.group.apiTimeout, Then::Process);
    } else {
        process(context);
    }
}

/// Begins with what the last poll() gave; threads of its own leave the application free.
void Consumer::process(sim::Context& context)
{
    const bool handsOver = m_config.handler.threads > 0;
    std::vector<bool> isIdle(m_queues.size());
    for (std::size_t worker = 0; worker < m_queues.size(); ++worker) {
        isIdle[worker] = m_queues[worker].empty();
    }
    for (Task& task : m_polled) {
        m_queues[task.partition.value() % m_queues.size()].push_back(std::move(task));
    }
    m_polled.clear();
    setApp(context, handsOver ? App::Polling : App::Processing);
    for (std::size_t worker = 0; worker < m_queues.size(); ++worker) {
        if (isIdle[worker] && !m_queues[worker].empty()) {
            beginTask(context, worker);
        }
    }
    if (handsOver || m_queues.front().empty()) {
        finishProcessing(context);
    }
}

void Consumer::beginTask(sim::Context& context, std::size_t worker)
{
    context.setTimer(m_handler.begin(context, m_queues[worker].front()),
        kindOf(ClientTimer::WorkerDone), worker);
}

void Consumer::taskDone(sim::Context& context, std::size_t worker)
{
    if (m_hasFailed || m_queues[worker].empty()) {
        return;
    }
    const Task& task = m_queues[worker].front();
    if (m_handler.passesOver(context, task)) {
        finishTask(context, worker, true);
        return;
    }
    const bool forwards = m_handler.forwards(task);
    if (task.throws) {
        threw(context, task, forwards);
        if (m_hasFailed) {
            return;
        }
    } else {
        m_handler.store(context, task);
    }
    if (forwards) {
        handOver(context, worker);
    } else {
        finishTask(context, worker, !task.throws);
    }
}

/// `isHandled`: not passed over because of an exception.
void Consumer::finishTask(sim::Context& context, std::size_t worker, bool isHandled)
{
    const Task task = std::move(m_queues[worker].front());
    m_queues[worker].pop_front();
    if (isHandled) {
        m_handler.remember(task);
    }
    context.emit(event::RecordsProcessed{task.end, task.partition});
    if (m_config.group.commit == CommitPolicy::Processed) {
        m_processedTo[task.partition] = task.end;
    }
    if (!m_queues[worker].empty()) {
        beginTask(context, worker);
    } else if (m_config.handler.threads == 0) {
        finishProcessing(context);
    }
}

/// The application's thread is done with what a poll() gave it, or has handed it over.
void Consumer::finishProcessing(sim::Context& context)
{
    setApp(context, App::Polling);
    switch (m_config.group.commit) {
    case CommitPolicy::SyncAfterPoll:
        commitSync(context, CommitKind::Sync, positions(), m_config.group.apiTimeout, Then::Poll);
        break;
    case CommitPolicy::AsyncAfterPoll:
        m_commits.start(context, CommitKind::Async, positions(), Duration());
        break;
    case CommitPolicy::None:
    case CommitPolicy::BeforeProcessing:
    case CommitPolicy::Processed: // before the next poll()
        break;
    }
}

// --- commits -------------------------------------------------------------------------------------

/// Kafka: SubscriptionState.allConsumed().
Commits::Offsets Consumer::positions() const
{
    Commits::Offsets offsets;
    for (const Assigned& assigned : m_assigned) {
        if (assigned.position != kNoOffset) {
            offsets.push_back({assigned.partition, assigned.position, assigned.epoch, {}});
        }
    }
    return offsets;
}

Commits::Offsets Consumer::processedOffsets()
{
    Commits::Offsets offsets;
    for (const auto& [partition, end] : std::exchange(m_processedTo, {})) {
        if (find(partition) != nullptr) {
            offsets.push_back({partition, end, kNoEpoch, {}});
        }
    }
    return offsets;
}

Commits::Offsets Consumer::lastOffsets()
{
    const GroupConfig& group = m_config.group;
    return group.commit == CommitPolicy::Processed && !group.autoCommit ? processedOffsets()
                                                                        : positions();
}

void Consumer::commitSync(
    sim::Context& context, CommitKind kind, Commits::Offsets offsets, Duration timeout, Then then)
{
    setApp(context, App::Committing);
    m_then = then;
    m_commits.start(context, kind, std::move(offsets), timeout);
    settle(context);
}

void Consumer::settle(sim::Context& context)
{
    if (m_app != App::Committing || m_commits.isBlocking()) {
        return;
    }
    takeCommitCallbacks(context);
    if (m_hasFailed || m_commits.isBlocking()) {
        return;
    }
    setApp(context, App::Polling);
    goOn(context);
}

void Consumer::goOn(sim::Context& context)
{
    switch (std::exchange(m_then, Then::Poll)) {
    case Then::Poll:
        break;
    case Then::Process:
        process(context);
        break;
    case Then::TakeAssignment:
        takeAssignment(context);
        break;
    case Then::Leave:
        leaveGroup(context);
        break;
    }
}

// --- what the script has it do -------------------------------------------------------------------

void Consumer::commit(
    sim::Context& context, bool isAsync, std::optional<std::pair<PartitionId, Offset>> exactly)
{
    if (hasGroup() && !m_hasFailed) {
        m_wishes.push_back({isAsync, exactly});
        work(context);
    }
}

/// Between two polls.
void Consumer::takeUpWishes(sim::Context& context)
{
    while (m_app == App::Polling && !m_wishes.empty()) {
        const CommitWish wish = m_wishes.front();
        m_wishes.pop_front();
        Commits::Offsets offsets = positions();
        if (wish.exactly) {
            offsets = {{wish.exactly->first, wish.exactly->second, kNoEpoch, {}}};
        }
        if (wish.isAsync) {
            m_commits.start(context, CommitKind::Async, std::move(offsets), Duration());
        } else {
            commitSync(context, CommitKind::Sync, std::move(offsets), m_config.group.apiTimeout,
                Then::Poll);
        }
    }
    // During a rebalance Kafka takes no commit; what is done is committed after it.
    const bool mayCommit = !isMember() || m_member->commitObstacle() == event::ErrorCode::None;
    if (m_app == App::Polling && !m_processedTo.empty() && mayCommit) {
        commitSync(
            context, CommitKind::Sync, processedOffsets(), m_config.group.apiTimeout, Then::Poll);
    }
    if (m_isToClose && !m_isClosing && (m_app == App::Polling || m_app == App::Idle)) {
        beginClose(context);
    }
}

void Consumer::setPaused(
    sim::Context& context, const std::vector<PartitionId>& partitions, bool isPaused)
{
    for (Assigned& assigned : m_assigned) {
        const bool isMeant = partitions.empty()
            || std::find(partitions.begin(), partitions.end(), assigned.partition)
                != partitions.end();
        if (!isMeant || assigned.isPaused == isPaused || m_hasFailed) {
            continue;
        }
        assigned.isPaused = isPaused;
        if (isPaused) {
            context.emit(event::PartitionPaused{assigned.partition});
        } else {
            context.emit(event::PartitionResumed{assigned.partition});
        }
    }
    work(context);
}

void Consumer::subscribe(sim::Context& context, std::vector<std::string> topics)
{
    if (!isMember() || m_hasFailed || m_isToClose) {
        return;
    }
    m_topics = std::move(topics);
    if (m_topics.empty()) {
        revoke(context, assignedPartitions(), event::RevokeReason::Closed);
        m_member->leave(context, event::MemberEnd::Left);
        if (m_app == App::Polling) {
            setApp(context, App::Idle);
        }
        return;
    }
    wantTopics(context, m_topics);
    if (m_app == App::Idle) {
        setApp(context, App::Polling);
    }
    work(context);
}

// --- close() -------------------------------------------------------------------------------------

void Consumer::close(sim::Context& context, std::optional<Duration> timeout)
{
    if (m_isToClose) {
        return;
    }
    context.emit(event::CloseBegun{timeout.value_or(Duration()), timeout.has_value()});
    m_isToClose = true;
    m_closeDeadline = context.now() + timeout.value_or(kCloseTimeout);
    if (m_hasFailed) {
        context.exit();
        return;
    }
    if (!hasGroup()) {
        m_isClosing = true;
        context.setTimer(m_closeDeadline - context.now(), kindOf(ClientTimer::CloseTimedOut));
        closeFetchSessions(context);
        return;
    }
    work(context); // wakeup() ends a poll(), but not what the handler is busy with
}

void Consumer::beginClose(sim::Context& context)
{
    m_isClosing = true;
    const Duration left = std::max(m_closeDeadline - context.now(), Duration());
    context.setTimer(left, kindOf(ClientTimer::CloseTimedOut));
    const bool commits = m_config.group.autoCommit || m_config.group.commitsOnRevoke;
    commitSync(context, CommitKind::Close, commits ? lastOffsets() : Commits::Offsets(),
        std::max(left, milliseconds(1)), Then::Leave);
}

void Consumer::leaveGroup(sim::Context& context)
{
    revoke(context, assignedPartitions(), event::RevokeReason::Closed);
    m_leaveRequest = isMember() ? m_member->leave(context, event::MemberEnd::Left) : kNoEvent;
    m_hasLeft = true;
    if (m_leaveRequest == kNoEvent) {
        closeFetchSessions(context);
    }
}

/// Kafka: Fetcher.close, AbstractFetch.maybeCloseFetchSessions. Brokers that did not answer last
/// are left alone.
void Consumer::closeFetchSessions(sim::Context& context)
{
    for (auto& [broker, session] : m_fetchSessions) {
        if (session.hasFailed()) {
            continue;
        }
        session.close();
        protocol::FetchRequest request;
        session.prepare(request);
        m_closingFetches.push_back(
            m_channel.send(context, broker, std::move(request), m_config.requestTimeout));
    }
    if (m_closingFetches.empty()) {
        context.exit();
    }
}

void Consumer::fetchSessionClosed(sim::Context& context, EventId request)
{
    if (std::erase(m_closingFetches, request) > 0 && m_closingFetches.empty()) {
        context.exit();
    }
}

} // namespace brokerscope::client
