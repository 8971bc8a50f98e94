#include "views/sequence/api_group.h"

#include <QCoreApplication>

namespace brokerscope::views {

namespace {

struct ApiGroupText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::ApiGroupText)
};

} // namespace

ApiGroup groupOf(event::Api api, event::NodeKind client)
{
    using event::Api;
    using event::NodeKind;
    switch (api) {
    case Api::Produce:
        return ApiGroup::Produce;
    case Api::Fetch:
        return client == NodeKind::Consumer ? ApiGroup::ConsumerFetch : ApiGroup::ReplicaFetch;
    case Api::Metadata:
    case Api::BrokerHeartbeat:
    case Api::Heartbeat:
    case Api::ConsumerGroupHeartbeat:
        return ApiGroup::Upkeep;
    case Api::MetadataLogFetch:
        return client == NodeKind::Controller ? ApiGroup::Quorum : ApiGroup::Upkeep;
    case Api::Vote:
    case Api::BeginQuorumEpoch:
    case Api::EndQuorumEpoch:
        return ApiGroup::Quorum;
    case Api::ListOffsets:
    case Api::InitProducerId:
    case Api::BrokerRegistration:
    case Api::AlterPartition:
    case Api::DeleteRecords:
    case Api::OffsetForLeaderEpoch:
    case Api::ElectLeaders:
    case Api::AlterPartitionReassignments:
    case Api::CreatePartitions:
    case Api::CreateTopics:
    case Api::FindCoordinator:
    case Api::JoinGroup:
    case Api::SyncGroup:
    case Api::LeaveGroup:
    case Api::OffsetCommit:
    case Api::OffsetFetch:
        return ApiGroup::Other;
    }
    return ApiGroup::Other;
}

QString apiGroupText(ApiGroup group)
{
    switch (group) {
    case ApiGroup::Produce:
        return ApiGroupText::tr("Produce");
    case ApiGroup::ConsumerFetch:
        return ApiGroupText::tr("consumer Fetch");
    case ApiGroup::ReplicaFetch:
        return ApiGroupText::tr("replica Fetch");
    case ApiGroup::Upkeep:
        return ApiGroupText::tr("heartbeats, metadata");
    case ApiGroup::Quorum:
        return ApiGroupText::tr("quorum");
    case ApiGroup::Other:
        return ApiGroupText::tr("others", "other requests");
    }
    return {};
}

} // namespace brokerscope::views
