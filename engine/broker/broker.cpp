#include "engine/broker/broker.h"

#include "engine/broker/timers.h"

#include <type_traits>
#include <utility>

namespace brokerscope::broker {

using event::ErrorCode;

Broker::Broker(NodeId self, const BrokerConfig& config, const Topology& topology)
    : m_self(self)
    , m_config(config)
    , m_channel(kindOf(BrokerTimer::RequestTimeout))
    , m_controllers(topology, m_channel)
    , m_observer(config, topology, m_controllers, m_channel)
    , m_replicas(config, topology, self)
    , m_logs(config, topology, m_replicas)
    , m_fetcher(config, m_replicas, m_logs, m_channel)
    , m_lifecycle(config, m_controllers)
    , m_topicCreation(config, topology)
    , m_groups(config, topology, m_replicas)
{
}

void Broker::start(sim::Context& context)
{
    if (!m_replicas.open(context)) {
        return;
    }
    context.setTimer(m_config.replicaLagTimeMax / 2, kindOf(BrokerTimer::IsrCheck));
    m_logs.start(context);
    m_lifecycle.start(context, m_replicas.wasShutDownCleanly());
    settle(context);
    m_observer.fetch(context);
}

void Broker::losingPower(sim::Context& context)
{
    m_replicas.reportUnflushed(context);
}

void Broker::receive(sim::Context& context, sim::Message message)
{
    if (message.isResponse()) {
        takeResponse(context, message);
    } else if (!m_replicas.quotas().hold(context, message)) {
        takeRequest(context, std::move(message));
    }
    settle(context);
}

void Broker::unmute(sim::Context& context, NodeId client)
{
    while (auto held = m_replicas.quotas().next(client, context.now())) {
        context.goOnWith(held->cause);
        takeRequest(context, std::move(held->request));
    }
}

void Broker::timeUp(sim::Context& context, const sim::Timer& timer)
{
    runTimer(context, timer);
    settle(context);
}

void Broker::connectionLost(sim::Context& context, NodeId peer)
{
    m_forwarding.connectionLost(peer);
    m_replicas.quotas().connectionLost(peer);
    for (const auto& failed : m_channel.connectionLost(context, peer)) {
        requestFailed(context, failed);
    }
    settle(context);
}

void Broker::settle(sim::Context& context)
{
    m_groups.settle(context, image());
    if (m_controllers.isReady()) {
        m_lifecycle.send(context, image().end());
        m_forwarding.send(context, m_controllers);
        m_topicCreation.send(context, m_controllers);
        for (protocol::AlterPartitionRequest& proposal : m_replicas.takeIsrProposals()) {
            proposal.brokerEpoch = m_lifecycle.brokerEpoch();
            const EventId id = m_controllers.send(context, proposal, kBrokerRequestTimeout);
            m_isrRequests.emplace(id, proposal);
        }
    }
    if (m_isShuttingDown && m_lifecycle.mayShutDown()) {
        finishShutDown(context);
    }
}

void Broker::takeResponse(sim::Context& context, const sim::Message& response)
{
    const auto request = m_channel.complete(context, response);
    if (!request) {
        return;
    }
    std::visit(
        [&](const auto& answer) {
            using Answer = std::decay_t<decltype(answer)>;
            if constexpr (std::is_same_v<Answer, protocol::FetchResponse>) {
                m_fetcher.answered(context, response.from, answer);
            } else if constexpr (std::is_same_v<Answer, protocol::ListOffsetsResponse>) {
                m_fetcher.offsetsListed(context, response.from, answer);
            } else if constexpr (std::is_same_v<Answer, protocol::MetadataLogFetchResponse>) {
                applyMetadata(context, response.from, answer);
            } else {
                takeControllersResponse(context, request->id, response);
            }
        },
        protocol::valueOf(response));
}

void Broker::takeControllersResponse(
    sim::Context& context, EventId request, const sim::Message& response)
{
    const protocol::Value& value = protocol::valueOf(response);
    ErrorCode error = ErrorCode::None;
    if (const auto* registration = std::get_if<protocol::BrokerRegistrationResponse>(&value)) {
        error = registration->error;
        registered(context, *registration);
    } else if (const auto* beat = std::get_if<protocol::BrokerHeartbeatResponse>(&value)) {
        error = beat->error;
        m_lifecycle.heartbeatAnswered(context, *beat);
    } else if (const auto* alteration = std::get_if<protocol::AlterPartitionResponse>(&value)) {
        error = alteration->error;
        if (error == ErrorCode::NotController) {
            isrUnanswered(request);
        } else {
            if (const auto asked = m_isrRequests.extract(request)) {
                m_replicas.isrAnswered(context, asked.mapped(), *alteration, image());
            }
        }
    } else if (const auto* creation = std::get_if<protocol::CreateTopicsResponse>(&value)) {
        error = creation->error;
        m_topicCreation.answered(request, *creation);
    } else if (!m_forwarding.answered(context, request, value)) {
        error = ErrorCode::NotController;
    }
    if (error == ErrorCode::NotController) {
        m_controllers.failed(context);
    } else {
        m_controllers.answered();
    }
}

void Broker::runTimer(sim::Context& context, const sim::Timer& timer)
{
    switch (static_cast<BrokerTimer>(timer.kind)) {
    case BrokerTimer::RequestTimeout:
        for (const auto& failed : m_channel.timeUp(context, timer)) {
            requestFailed(context, failed);
        }
        break;
    case BrokerTimer::Registration:
        m_lifecycle.registrationTimerUp();
        break;
    case BrokerTimer::Heartbeat:
        m_lifecycle.heartbeatTimerUp();
        break;
    case BrokerTimer::ProduceExpiry:
        m_replicas.produceExpired(context, EventId(static_cast<std::uint32_t>(timer.data)));
        break;
    case BrokerTimer::FetchExpiry:
        m_replicas.fetchExpired(context, EventId(static_cast<std::uint32_t>(timer.data)));
        break;
    case BrokerTimer::FetcherBackoff:
        m_fetcher.backoffOver(context, NodeId(static_cast<std::uint16_t>(timer.data)));
        break;
    case BrokerTimer::IsrCheck:
        m_replicas.checkForLaggingReplicas(context);
        context.setTimer(m_config.replicaLagTimeMax / 2, kindOf(BrokerTimer::IsrCheck));
        break;
    case BrokerTimer::HighWatermarkCheckpoint:
    case BrokerTimer::RetentionCheck:
    case BrokerTimer::FlushCheck:
    case BrokerTimer::RecoveryPointCheckpoint:
    case BrokerTimer::LogStartCheckpoint:
    case BrokerTimer::Cleaner:
        m_logs.timeUp(context, static_cast<BrokerTimer>(timer.kind));
        break;
    case BrokerTimer::FileRemoval:
        m_logs.removeDeletedFiles(context, PartitionId(static_cast<std::uint16_t>(timer.data)));
        break;
    case BrokerTimer::MetadataFetchRetry:
        m_observer.fetch(context);
        break;
    case BrokerTimer::ControllerRetry:
        m_controllers.retryTimerUp();
        break;
    case BrokerTimer::ShutdownRetry:
        m_lifecycle.shutdownTimerUp(context);
        break;
    case BrokerTimer::Unmute:
        unmute(context, NodeId(static_cast<std::uint16_t>(timer.data)));
        break;
    case BrokerTimer::Group:
    case BrokerTimer::GroupLoad:
    case BrokerTimer::GroupExpiry:
    case BrokerTimer::GroupWriteExpiry:
        m_groups.timeUp(context, static_cast<BrokerTimer>(timer.kind), timer.data, image());
        break;
    }
}

void Broker::requestFailed(sim::Context& context, const protocol::RequestChannel::InFlight& request)
{
    switch (request.api) {
    case event::Api::Fetch:
        m_fetcher.failed(context, request.to);
        return;
    case event::Api::ListOffsets:
        m_fetcher.offsetsUnanswered(context, request.to);
        return;
    case event::Api::MetadataLogFetch:
        m_observer.unanswered(context, request.to);
        return;
    case event::Api::BrokerRegistration:
    case event::Api::BrokerHeartbeat:
        m_lifecycle.unanswered(request.api);
        break;
    case event::Api::AlterPartition:
        isrUnanswered(request.id);
        break;
    case event::Api::ElectLeaders:
    case event::Api::AlterPartitionReassignments:
    case event::Api::CreatePartitions:
        m_forwarding.unanswered(request.id);
        break;
    case event::Api::CreateTopics:
        m_topicCreation.unanswered(request.id);
        break;
    case event::Api::Produce:
    case event::Api::Metadata:
    case event::Api::InitProducerId:
    case event::Api::DeleteRecords:
    case event::Api::OffsetForLeaderEpoch:
    case event::Api::Vote:
    case event::Api::BeginQuorumEpoch:
    case event::Api::EndQuorumEpoch:
    case event::Api::FindCoordinator:
    case event::Api::JoinGroup:
    case event::Api::SyncGroup:
    case event::Api::Heartbeat:
    case event::Api::LeaveGroup:
    case event::Api::OffsetCommit:
    case event::Api::OffsetFetch:
    case event::Api::ConsumerGroupHeartbeat:
        return; // a broker sends none of these
    }
    m_controllers.failed(context);
}

void Broker::isrUnanswered(EventId request)
{
    if (const auto found = m_isrRequests.find(request); found != m_isrRequests.end()) {
        m_replicas.isrUnanswered(found->second);
        m_isrRequests.erase(found);
    }
}

// --- metadata ------------------------------------------------------------------------------------

void Broker::registered(sim::Context& context, const protocol::BrokerRegistrationResponse& response)
{
    m_lifecycle.registrationAnswered(context, response);
    m_lifecycle.metadataApplied(image().end());
    if (m_lifecycle.isRegistered()) {
        m_replicas.setBrokerEpoch(m_lifecycle.brokerEpoch());
    }
    publishFirst(context);
}

void Broker::applyMetadata(
    sim::Context& context, NodeId from, const protocol::MetadataLogFetchResponse& response)
{
    const auto changed = m_observer.answered(context, from, response);
    if (!changed) {
        return;
    }
    context.emit(event::MetadataApplied{image().end()});
    if (m_hasPublished) {
        publish(context, *changed);
    }
    m_lifecycle.metadataApplied(image().end());
    publishFirst(context);
}

void Broker::publishFirst(sim::Context& context)
{
    // As in BrokerServer.startup: a starting broker acts on metadata only when it is registered and
    // has read its own registration. Until then the log still tells of its former life, perhaps as
    // a leader.
    if (m_hasPublished || !m_lifecycle.hasCaughtUp()) {
        return;
    }
    m_hasPublished = true;
    std::set<PartitionId> all;
    for (std::size_t i = 0; i < image().partitionCount(); ++i) {
        const PartitionId id(static_cast<std::uint16_t>(i));
        if (image().partition(id) != nullptr) {
            all.insert(id);
        }
    }
    publish(context, all);
}

void Broker::publish(sim::Context& context, const std::set<PartitionId>& partitions)
{
    for (const PartitionId partition : partitions) {
        m_replicas.apply(context, partition, image());
    }
    if (!partitions.empty()) {
        m_fetcher.leadersChanged(context);
        m_groups.metadataApplied(context, partitions, image());
    }
}

// --- shutdown ------------------------------------------------------------------------------------

void Broker::shutDown(sim::Context& context)
{
    m_isShuttingDown = true;
    if (!m_config.controlledShutdown) {
        finishShutDown(context);
        return;
    }
    context.emit(event::ShutdownBegun{});
    m_lifecycle.beginShutDown(context);
    settle(context);
}

void Broker::finishShutDown(sim::Context& context)
{
    m_isShuttingDown = false;
    if (m_logs.shutDown(context)) {
        context.exit();
    }
}

} // namespace brokerscope::broker
