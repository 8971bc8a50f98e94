#include "engine/broker/broker.h"

#include "engine/broker/timers.h"

#include <type_traits>

namespace brokerscope::broker {

using event::ErrorCode;

namespace {

/// How long the controller keeps an empty fetch of the metadata log (Kafka:
/// MetadataMaxIdleIntervalMs, 500 ms).
constexpr Duration kMetadataFetchWait = milliseconds(500);
constexpr Duration kMetadataFetchRetry = milliseconds(100);
/// controller.quorum.request.timeout.ms
constexpr Duration kMetadataFetchTimeout = seconds(2);

/// Brokers get producer ids in blocks of a thousand from the controller; here each life of a broker
/// has a block of its own, told apart by its broker epoch.
constexpr std::int64_t kProducerIdBlock = 1000;

} // namespace

Broker::Broker(NodeId self, const BrokerConfig& config, const Topology& topology)
    : m_self(self)
    , m_config(config)
    , m_topology(topology)
    , m_image(topology.brokers, topology.partitions.size())
    , m_channel(kindOf(BrokerTimer::RequestTimeout))
    , m_replicas(config, topology, self)
    , m_logs(config, topology, m_replicas)
    , m_fetcher(config, m_replicas, m_logs, m_channel)
    , m_lifecycle(config, topology.controller, m_channel)
{
}

void Broker::start(sim::Context& context)
{
    if (!m_replicas.open(context)) {
        return;
    }
    context.setTimer(m_config.replicaLagTimeMax / 2, kindOf(BrokerTimer::IsrCheck));
    m_logs.start(context);
    m_lifecycle.start(context);
    fetchMetadataLog(context);
}

void Broker::losingPower(sim::Context& context)
{
    m_replicas.reportUnflushed(context);
}

void Broker::receive(sim::Context& context, sim::Message message)
{
    if (message.isResponse()) {
        takeResponse(context, message);
    } else {
        takeRequest(context, std::move(message));
    }
    sendIsrProposals(context);
}

void Broker::takeRequest(sim::Context& context, sim::Message request)
{
    switch (request.api) {
    case event::Api::Produce:
        m_replicas.produce(context, std::move(request), m_image);
        return;
    case event::Api::Fetch:
        m_replicas.fetch(context, std::move(request), m_image);
        return;
    case event::Api::ListOffsets:
        m_replicas.listOffsets(context, request);
        return;
    case event::Api::DeleteRecords:
        m_replicas.deleteRecords(context, request);
        return;
    case event::Api::Metadata:
        answerMetadata(context, request);
        return;
    case event::Api::InitProducerId:
        answerInitProducerId(context, request);
        return;
    case event::Api::BrokerRegistration:
    case event::Api::BrokerHeartbeat:
    case event::Api::AlterPartition:
    case event::Api::MetadataLogFetch:
        return; // the controller's
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
            } else if constexpr (std::is_same_v<Answer, protocol::BrokerRegistrationResponse>) {
                m_lifecycle.registrationAnswered(context, answer, m_image.end());
                publishFirst(context);
            } else if constexpr (std::is_same_v<Answer, protocol::BrokerHeartbeatResponse>) {
                m_lifecycle.heartbeatAnswered(context, answer);
            } else if constexpr (std::is_same_v<Answer, protocol::AlterPartitionResponse>) {
                m_isrRequests.erase(request->id);
                m_replicas.isrAnswered(context, answer, m_image);
            } else if constexpr (std::is_same_v<Answer, protocol::MetadataLogFetchResponse>) {
                applyMetadata(context, answer);
            }
        },
        protocol::valueOf(response));
}

void Broker::timeUp(sim::Context& context, const sim::Timer& timer)
{
    switch (static_cast<BrokerTimer>(timer.kind)) {
    case BrokerTimer::RequestTimeout:
        for (const auto& failed : m_channel.timeUp(context, timer)) {
            requestFailed(context, failed);
        }
        break;
    case BrokerTimer::Registration:
        m_lifecycle.registrationTimerUp(context);
        break;
    case BrokerTimer::Heartbeat:
        m_lifecycle.heartbeatTimerUp(context, m_image.end());
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
        fetchMetadataLog(context);
        break;
    }
    sendIsrProposals(context);
}

void Broker::connectionLost(sim::Context& context, NodeId peer)
{
    for (const auto& failed : m_channel.connectionLost(context, peer)) {
        requestFailed(context, failed);
    }
    sendIsrProposals(context);
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
    case event::Api::BrokerRegistration:
    case event::Api::BrokerHeartbeat:
        m_lifecycle.failed(context, request.api);
        return;
    case event::Api::AlterPartition:
        if (const auto found = m_isrRequests.find(request.id); found != m_isrRequests.end()) {
            m_replicas.isrUnanswered(found->second);
            m_isrRequests.erase(found);
        }
        return;
    case event::Api::MetadataLogFetch:
        context.setTimer(kMetadataFetchRetry, kindOf(BrokerTimer::MetadataFetchRetry));
        return;
    case event::Api::Produce:
    case event::Api::Metadata:
    case event::Api::InitProducerId:
    case event::Api::DeleteRecords:
        return; // a broker sends none of these
    }
}

void Broker::fetchMetadataLog(sim::Context& context)
{
    m_channel.send(context, m_topology.controller,
        protocol::MetadataLogFetchRequest{m_image.end(), kMetadataFetchWait},
        kMetadataFetchTimeout);
}

void Broker::applyMetadata(
    sim::Context& context, const protocol::MetadataLogFetchResponse& response)
{
    std::set<PartitionId> changed;
    for (const protocol::MetadataRecord& record : response.records) {
        m_image.apply(record);
        if (const auto* partition = std::get_if<protocol::PartitionRecord>(&record)) {
            changed.insert(partition->partition);
        }
    }
    if (!response.records.empty()) {
        context.emit(event::MetadataApplied{m_image.end()});
    }
    if (m_hasPublished) {
        publish(context, changed);
    }
    m_lifecycle.metadataApplied(context, m_image.end());
    publishFirst(context);
    fetchMetadataLog(context);
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
    for (std::size_t i = 0; i < m_image.partitionCount(); ++i) {
        const PartitionId id(static_cast<std::uint16_t>(i));
        if (m_image.partition(id) != nullptr) {
            all.insert(id);
        }
    }
    publish(context, all);
}

void Broker::publish(sim::Context& context, const std::set<PartitionId>& partitions)
{
    for (const PartitionId partition : partitions) {
        m_replicas.apply(context, partition, m_image);
    }
    if (!partitions.empty()) {
        m_fetcher.leadersChanged(context);
    }
}

void Broker::sendIsrProposals(sim::Context& context)
{
    for (protocol::AlterPartitionRequest& proposal : m_replicas.takeIsrProposals()) {
        proposal.brokerEpoch = m_lifecycle.brokerEpoch();
        const PartitionId partition = proposal.partition;
        const EventId id
            = m_channel.send(context, m_topology.controller, proposal, kBrokerRequestTimeout);
        m_isrRequests.emplace(id, partition);
    }
}

void Broker::answerMetadata(sim::Context& context, const sim::Message& request) const
{
    protocol::MetadataResponse response;
    response.brokers = m_image.activeBrokers();
    for (const PartitionId id :
        std::get<protocol::MetadataRequest>(protocol::valueOf(request)).partitions) {
        protocol::MetadataResponse::Partition partition{id, ErrorCode::None, kNoNode, kNoEpoch};
        if (const protocol::PartitionRegistration* registration = m_image.partition(id);
            registration == nullptr) {
            partition.error = ErrorCode::UnknownTopicOrPartition;
        } else {
            partition.leaderEpoch = registration->leaderEpoch;
            partition.leader = registration->leader;
            partition.error
                = registration->leader == kNoNode ? ErrorCode::LeaderNotAvailable : ErrorCode::None;
        }
        response.partitions.push_back(partition);
    }
    protocol::reply(context, request, std::move(response));
}

void Broker::answerInitProducerId(sim::Context& context, const sim::Message& request)
{
    protocol::InitProducerIdResponse response;
    response.producerId
        = ProducerId(m_lifecycle.brokerEpoch().value() * kProducerIdBlock + m_producerIdsGiven++);
    response.producerEpoch = ProducerEpoch(0);
    protocol::reply(context, request, response);
}

} // namespace brokerscope::broker
