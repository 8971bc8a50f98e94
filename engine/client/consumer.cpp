#include "engine/client/consumer.h"

#include "engine/client/timers.h"

#include <algorithm>

namespace brokerscope::client {

using event::ErrorCode;

Consumer::Consumer(const ConsumerConfig& config, const std::vector<PartitionId>& assignment,
    std::vector<NodeId> brokers, protocol::TopicNames names)
    : m_config(config)
    , m_channel(kindOf(ClientTimer::RequestTimeout))
    , m_metadata(assignment, std::move(brokers),
          {config.backoff, config.requestTimeout, config.metadataMaxAge, std::nullopt,
              config.allowAutoCreateTopics},
          kindOf(ClientTimer::MetadataUpdate))
    , m_handler(config.handler)
    , m_isByRecord(!config.group.id.empty() || !config.handler.isPlain())
    , m_queues(std::max<std::size_t>(config.handler.threads, 1))
    , m_names(std::move(names))
    , m_link(config, m_metadata)
    , m_member(makeMember(assignment.empty() && !config.group.id.empty()))
    , m_commits(config, m_link, m_member.get())
    , m_topics(config.group.topics)
{
    for (const PartitionId partition : assignment) {
        Assigned& assigned = m_assigned.emplace_back();
        assigned.partition = partition;
        assigned.needsCommitted = hasGroup();
    }
}

void Consumer::start(sim::Context& context)
{
    m_handler.start(context.now());
    for (Assigned& assigned : m_assigned) {
        context.emit(event::PartitionAssigned{assigned.partition});
        takeStoredOffset(context, assigned);
    }
    if (hasGroup() && m_config.group.autoCommit) {
        scheduleAutoCommit(context, m_config.group.autoCommitInterval);
    }
    if (isMember()) {
        wantTopics(context, m_topics);
        work(context);
    } else {
        m_metadata.requestUpdate(context, m_channel);
    }
}

Offset Consumer::position(PartitionId partition) const
{
    const auto found = std::find_if(m_assigned.begin(), m_assigned.end(),
        [partition](const Assigned& assigned) { return assigned.partition == partition; });
    return found == m_assigned.end() ? kNoOffset : found->position;
}

Consumer::Assigned* Consumer::find(PartitionId partition)
{
    const auto found = std::find_if(m_assigned.begin(), m_assigned.end(),
        [partition](const Assigned& assigned) { return assigned.partition == partition; });
    return found == m_assigned.end() ? nullptr : &*found;
}

void Consumer::receive(sim::Context& context, sim::Message message)
{
    if (m_link.channel().complete(context, message)) {
        groupAnswered(context, message);
        work(context);
        return;
    }
    if (!m_channel.complete(context, message)) {
        return;
    }
    const protocol::Value& value = protocol::valueOf(message);
    if (const auto* metadata = std::get_if<protocol::MetadataResponse>(&value)) {
        m_metadata.answered(context, m_channel, *metadata);
        m_hasNewMetadata = true;
    } else if (const auto* offsets = std::get_if<protocol::ListOffsetsResponse>(&value)) {
        m_requests.erase(message.request);
        offsetsListed(context, message.request, *offsets);
    } else if (const auto* fetch = std::get_if<protocol::FetchResponse>(&value)) {
        fetched(context, message, *fetch);
    } else if (const auto* ends = std::get_if<protocol::OffsetForLeaderEpochResponse>(&value)) {
        m_requests.erase(message.request);
        positionsValidated(context, message.request, *ends);
    }
    work(context);
}

void Consumer::timeUp(sim::Context& context, const sim::Timer& timer)
{
    switch (static_cast<ClientTimer>(timer.kind)) {
    case ClientTimer::RequestTimeout:
        for (const auto& failed : m_channel.timeUp(context, timer)) {
            requestFailed(context, failed);
        }
        break;
    case ClientTimer::MetadataUpdate:
        m_metadata.timeUp(context, m_channel);
        break;
    case ClientTimer::ProcessingDone:
        for (const auto& [partition, end] : m_processing) {
            context.emit(event::RecordsProcessed{end, partition});
        }
        m_processing.clear();
        setApp(context, App::Polling);
        break;
    case ClientTimer::WorkerDone:
        taskDone(context, timer.data);
        break;
    case ClientTimer::GroupRequestTimeout:
        groupFailed(context, m_link.channel().timeUp(context, timer));
        break;
    case ClientTimer::Heartbeat:
        if (isMember() && !m_hasFailed) {
            m_member->heartbeatDue(context);
        }
        return; // a thread of its own: the application's has nothing to do with it
    case ClientTimer::PollExpiry:
        if (isMember() && !m_hasFailed) {
            m_member->pollExpired(context, timer);
        }
        return;
    case ClientTimer::CloseTimedOut:
        context.exit();
        return;
    case ClientTimer::FetchRetry:
    case ClientTimer::GroupRetry:
    case ClientTimer::AutoCommit:
        break;
    case ClientTimer::SenderWake:
    case ClientTimer::NextSend:
    case ClientTimer::SendBlockedTooLong:
    case ClientTimer::ProducerIdRetry:
        return; // a producer's
    }
    work(context);
}

void Consumer::connectionLost(sim::Context& context, NodeId peer)
{
    for (const auto& failed : m_channel.connectionLost(context, peer)) {
        requestFailed(context, failed);
    }
    groupFailed(context, m_link.channel().connectionLost(context, peer));
    if (!isMember() || !m_topics.empty()) {
        m_metadata.requestUpdate(context, m_channel);
    }
    work(context);
}

void Consumer::requestFailed(
    sim::Context& context, const protocol::RequestChannel::InFlight& request)
{
    if (request.api == event::Api::Metadata) {
        m_metadata.failed(context, m_channel);
        return;
    }
    if (request.api == event::Api::Fetch) {
        m_fetchSessions[request.to].failed();
        fetchSessionClosed(context, request.id);
    }
    const auto node = m_requests.extract(request.id);
    if (node.empty()) {
        return;
    }
    for (const PartitionId partition : node.mapped()) {
        Assigned* const found = find(partition);
        if (found == nullptr) {
            continue; // revoked meanwhile
        }
        Assigned& assigned = *found;
        assigned.fetch = assigned.fetch == request.id ? kNoEvent : assigned.fetch;
        assigned.lookup = assigned.lookup == request.id ? kNoEvent : assigned.lookup;
        assigned.validation = assigned.validation == request.id ? kNoEvent : assigned.validation;
        chooseReadReplica(context, assigned, kNoNode);
        rest(context, assigned, ErrorCode::NetworkException);
    }
}

void Consumer::work(sim::Context& context)
{
    if (m_hasFailed) {
        return;
    }
    if (hasGroup()) {
        pollGroup(context);
    }
    if (m_hasFailed || m_isClosing || m_metadata.known() == 0) {
        return;
    }
    lookUpPositions(context);
    validatePositions(context);
    if (m_app == App::Polling) {
        poll(context);
    }
    sendFetches(context);
}

void Consumer::rest(sim::Context& context, Assigned& assigned, ErrorCode error)
{
    const Duration backoff = m_config.backoff.after(0, context.random());
    assigned.restsUntil = context.now() + backoff;
    context.setTimer(backoff, kindOf(ClientTimer::FetchRetry));
    if (event::invalidatesMetadata(error) || error == ErrorCode::OffsetNotAvailable
        || error == ErrorCode::UnknownLeaderEpoch) {
        m_metadata.requestUpdate(context, m_channel);
    }
}

void Consumer::fail(sim::Context& context, PartitionId partition, ErrorCode error)
{
    m_hasFailed = true;
    context.emit(event::ConsumerFailed{partition, error});
    endProcess(context);
}

} // namespace brokerscope::client
