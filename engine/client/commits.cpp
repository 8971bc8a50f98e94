#include "engine/client/commits.h"

#include "engine/client/timers.h"

#include <algorithm>
#include <utility>

namespace brokerscope::client {

using event::CommitKind;
using event::ErrorCode;

Commits::Commits(const ConsumerConfig& config, CoordinatorLink& link, Membership* member)
    : m_config(config)
    , m_link(link)
    , m_member(member)
{
}

bool Commits::blocks(CommitKind kind)
{
    return kind == CommitKind::Sync || kind == CommitKind::Revoke || kind == CommitKind::Close;
}

bool Commits::isBlocking() const
{
    return std::any_of(m_pending.begin(), m_pending.end(),
        [](const Pending& pending) { return blocks(pending.kind); });
}

bool Commits::wantsCoordinator() const
{
    return std::any_of(m_pending.begin(), m_pending.end(),
        [](const Pending& pending) { return pending.request == kNoEvent; });
}

ErrorCode Commits::obstacle() const
{
    return m_member == nullptr ? ErrorCode::None : m_member->commitObstacle();
}

void Commits::start(sim::Context& context, CommitKind kind, Offsets offsets, Duration timeout)
{
    if (offsets.empty()) {
        return;
    }
    Pending& pending = m_pending.emplace_back();
    pending.kind = kind;
    pending.offsets = std::move(offsets);
    pending.deadline = context.now() + timeout;
    pending.isRetried = timeout > Duration();
    if (const ErrorCode error = obstacle(); error != ErrorCode::None) {
        end(std::prev(m_pending.end()), error);
        return;
    }
    for (const auto& partition : pending.offsets) {
        context.emit(event::CommitSent{partition.offset, partition.partition, kind});
    }
    work(context);
}

void Commits::send(sim::Context& context, Pending& pending)
{
    protocol::OffsetCommitRequest request;
    request.group = m_config.group.id;
    if (m_member != nullptr) {
        request.generation = m_member->generation();
        request.memberId = m_member->memberId();
        request.groupInstanceId = m_config.group.instanceId;
    }
    request.partitions = pending.offsets;
    pending.generation = request.generation;
    pending.request = m_link.send(context, std::move(request), m_config.requestTimeout);
}

void Commits::work(sim::Context& context)
{
    for (auto it = m_pending.begin(); it != m_pending.end();) {
        const auto pending = it++;
        if (pending->request != kNoEvent) {
            continue;
        }
        const ErrorCode error = obstacle();
        if (error != ErrorCode::None) {
            end(pending, error);
        } else if (pending->isRetried && context.now() >= pending->deadline) {
            end(pending, ErrorCode::RequestTimedOut);
        } else if (context.now() >= pending->restsUntil && m_link.ensure(context)) {
            send(context, *pending);
        }
    }
}

void Commits::end(Iterator pending, ErrorCode error)
{
    m_ended.push_back({pending->kind, std::move(pending->offsets), error});
    m_pending.erase(pending);
}

std::vector<Commits::Ended> Commits::tell(sim::Context& context)
{
    std::vector<Ended> told = std::exchange(m_ended, {});
    for (const Ended& ended : told) {
        for (const auto& partition : ended.offsets) {
            context.emit(
                event::CommitEnded{partition.offset, partition.partition, ended.kind, ended.error});
        }
    }
    return told;
}

void Commits::answered(
    sim::Context& context, EventId request, const protocol::OffsetCommitResponse& response)
{
    const auto pending = std::find_if(m_pending.begin(), m_pending.end(),
        [request](const Pending& sent) { return sent.request == request; });
    if (pending == m_pending.end()) {
        return;
    }
    pending->request = kNoEvent;
    const auto refused = std::find_if(response.partitions.begin(), response.partitions.end(),
        [](const auto& partition) { return partition.error != ErrorCode::None; });
    if (refused == response.partitions.end()) {
        end(pending, ErrorCode::None);
        return;
    }
    const ErrorCode error = refused->error;
    if (CoordinatorLink::isGone(error)) {
        m_link.markUnknown(context);
    }
    const bool isFenced = error == ErrorCode::UnknownMemberId
        || error == ErrorCode::IllegalGeneration || error == ErrorCode::FencedInstanceId
        || error == ErrorCode::RebalanceInProgress;
    if (isFenced && m_member != nullptr) {
        m_member->fenced(context, pending->generation, error);
    }
    endOrRetry(context, pending, error);
}

void Commits::failed(sim::Context& context, EventId request)
{
    const auto pending = std::find_if(m_pending.begin(), m_pending.end(),
        [request](const Pending& sent) { return sent.request == request; });
    if (pending != m_pending.end()) {
        pending->request = kNoEvent;
        endOrRetry(context, pending, ErrorCode::NetworkException);
    }
}

void Commits::endOrRetry(sim::Context& context, Iterator pending, ErrorCode error)
{
    // The member may have come to a newer epoch meanwhile, with which it will do (KIP-848).
    const bool mayHelp = event::isRetriable(error)
        || (error == ErrorCode::StaleMemberEpoch && pending->kind == CommitKind::Revoke);
    if (!pending->isRetried || !mayHelp || context.now() >= pending->deadline) {
        end(pending, error);
        return;
    }
    const Duration backoff = m_config.backoff.after(pending->failures++, context.random());
    pending->restsUntil = context.now() + backoff;
    context.setTimer(backoff, kindOf(ClientTimer::GroupRetry));
}

} // namespace brokerscope::client
