#include "engine/broker/broker.h"

namespace brokerscope::broker {

using event::ErrorCode;

namespace {

/// Brokers get producer ids in blocks of a thousand from the controller; here each life of a broker
/// has a block of its own, told apart by its broker epoch.
constexpr std::int64_t kProducerIdBlock = 1000;

} // namespace

void Broker::takeRequest(sim::Context& context, sim::Message request)
{
    switch (request.api) {
    case event::Api::Produce:
        m_replicas.produce(context, std::move(request), image());
        return;
    case event::Api::Fetch:
        m_replicas.fetch(context, std::move(request), image());
        return;
    case event::Api::ListOffsets:
        m_replicas.listOffsets(context, request);
        return;
    case event::Api::DeleteRecords:
        m_replicas.deleteRecords(context, request);
        return;
    case event::Api::OffsetForLeaderEpoch:
        m_replicas.offsetForLeaderEpoch(context, request);
        return;
    case event::Api::Metadata:
        answerMetadata(context, request);
        return;
    case event::Api::InitProducerId:
        answerInitProducerId(context, request);
        return;
    case event::Api::ElectLeaders:
    case event::Api::AlterPartitionReassignments:
    case event::Api::CreatePartitions:
        m_forwarding.take(context, std::move(request));
        return;
    case event::Api::FindCoordinator:
    case event::Api::JoinGroup:
    case event::Api::SyncGroup:
    case event::Api::Heartbeat:
    case event::Api::LeaveGroup:
    case event::Api::OffsetCommit:
    case event::Api::OffsetFetch:
    case event::Api::ConsumerGroupHeartbeat:
        m_groups.take(context, std::move(request), image());
        return;
    case event::Api::BrokerRegistration:
    case event::Api::BrokerHeartbeat:
    case event::Api::AlterPartition:
    case event::Api::MetadataLogFetch:
    case event::Api::Vote:
    case event::Api::BeginQuorumEpoch:
    case event::Api::EndQuorumEpoch:
    case event::Api::CreateTopics:
        return; // the controllers'
    }
}

void Broker::answerMetadata(sim::Context& context, const sim::Message& request)
{
    protocol::MetadataResponse response;
    for (std::size_t i = 0; i < image().brokerCount(); ++i) {
        const NodeId id(static_cast<std::uint16_t>(i + 1));
        if (!image().isFenced(id)) {
            response.brokers.insert(id);
        }
    }
    const auto& wanted = std::get<protocol::MetadataRequest>(protocol::valueOf(request));
    for (const PartitionId id : wanted.partitions) {
        protocol::MetadataResponse::Partition partition{id, ErrorCode::None, kNoNode, kNoEpoch};
        if (const protocol::PartitionRegistration* registration = image().partition(id);
            registration == nullptr) {
            partition.error = ErrorCode::UnknownTopicOrPartition;
            if (wanted.allowAutoTopicCreation) {
                m_topicCreation.wanted(context, id);
            }
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
