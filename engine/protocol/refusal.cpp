#include "engine/protocol/refusal.h"

#include "engine/protocol/request_channel.h"

#include <algorithm>
#include <array>
#include <type_traits>

namespace brokerscope::protocol {

namespace {

constexpr std::array kProduceRefusals{ErrorCode::NotLeaderOrFollower,
    ErrorCode::UnknownTopicOrPartition, ErrorCode::NotEnoughReplicas, ErrorCode::KafkaStorageError,
    ErrorCode::CorruptMessage, ErrorCode::MessageTooLarge, ErrorCode::RecordListTooLarge,
    ErrorCode::InvalidTimestamp, ErrorCode::InvalidRecord, ErrorCode::PolicyViolation,
    ErrorCode::OutOfOrderSequenceNumber, ErrorCode::InvalidProducerEpoch,
    ErrorCode::UnknownServerError};
constexpr std::array kReadRefusals{ErrorCode::NotLeaderOrFollower,
    ErrorCode::UnknownTopicOrPartition, ErrorCode::FencedLeaderEpoch, ErrorCode::UnknownLeaderEpoch,
    ErrorCode::KafkaStorageError};
constexpr std::array kMetadataRefusals{
    ErrorCode::LeaderNotAvailable, ErrorCode::UnknownTopicOrPartition};
constexpr std::array kFindCoordinatorRefusals{ErrorCode::CoordinatorNotAvailable};
constexpr std::array kGroupRefusals{ErrorCode::CoordinatorLoadInProgress,
    ErrorCode::CoordinatorNotAvailable, ErrorCode::NotCoordinator, ErrorCode::UnknownMemberId,
    ErrorCode::RebalanceInProgress, ErrorCode::IllegalGeneration, ErrorCode::FencedInstanceId};
constexpr std::array kJoinRefusals{ErrorCode::CoordinatorLoadInProgress,
    ErrorCode::CoordinatorNotAvailable, ErrorCode::NotCoordinator, ErrorCode::UnknownMemberId,
    ErrorCode::InconsistentGroupProtocol, ErrorCode::InvalidSessionTimeout,
    ErrorCode::GroupMaxSizeReached, ErrorCode::FencedInstanceId};
constexpr std::array kConsumerHeartbeatRefusals{ErrorCode::CoordinatorLoadInProgress,
    ErrorCode::CoordinatorNotAvailable, ErrorCode::NotCoordinator, ErrorCode::UnknownMemberId,
    ErrorCode::FencedMemberEpoch, ErrorCode::UnreleasedInstanceId, ErrorCode::UnsupportedAssignor,
    ErrorCode::UnsupportedVersion, ErrorCode::GroupMaxSizeReached, ErrorCode::InvalidRequest};
constexpr std::array kLeaveRefusals{ErrorCode::CoordinatorLoadInProgress,
    ErrorCode::CoordinatorNotAvailable, ErrorCode::NotCoordinator, ErrorCode::UnknownMemberId};
constexpr std::array kCommitRefusals{ErrorCode::CoordinatorLoadInProgress,
    ErrorCode::CoordinatorNotAvailable, ErrorCode::NotCoordinator, ErrorCode::UnknownMemberId,
    ErrorCode::RebalanceInProgress, ErrorCode::IllegalGeneration, ErrorCode::FencedInstanceId,
    ErrorCode::UnknownTopicOrPartition, ErrorCode::OffsetMetadataTooLarge};
constexpr std::array kOffsetFetchRefusals{ErrorCode::CoordinatorLoadInProgress,
    ErrorCode::CoordinatorNotAvailable, ErrorCode::NotCoordinator};

// NOT_COORDINATOR and COORDINATOR_NOT_AVAILABLE come from transactions in Kafka.
constexpr std::array kProducerIdRefusals{ErrorCode::CoordinatorLoadInProgress,
    ErrorCode::CoordinatorNotAvailable, ErrorCode::NotCoordinator,
    ErrorCode::ClusterAuthorizationFailed, ErrorCode::UnknownServerError};

void refuseProduce(sim::Context& context, const sim::Message& request, const ProduceRequest& wanted,
    ErrorCode error)
{
    ProduceResponse response;
    for (const ProduceRequest::Partition& each : wanted.partitions) {
        context.emit(event::AppendRejected{each.batch, each.partition, request.from, error});
        response.partitions.push_back({.partition = each.partition, .error = error});
    }
    if (wanted.acks == 0) {
        context.resetConnection(request.from);
    } else {
        reply(context, request, std::move(response));
    }
}

template <class Response, class Request>
void refuseEach(
    sim::Context& context, const sim::Message& request, const Request& wanted, ErrorCode error)
{
    Response response;
    for (const auto& each : wanted.partitions) {
        auto& refused = response.partitions.emplace_back();
        if constexpr (std::is_same_v<std::decay_t<decltype(each)>, PartitionId>) {
            refused.partition = each;
        } else {
            refused.partition = each.partition;
        }
        refused.error = error;
    }
    reply(context, request, std::move(response));
}

/// For answers with one error for the whole request.
template <class Response>
void refuseWhole(sim::Context& context, const sim::Message& request, ErrorCode error)
{
    Response response;
    response.error = error;
    reply(context, request, std::move(response));
}

} // namespace

bool concerns(const Value& value, PartitionId partition)
{
    return std::visit(
        [partition](const auto& content) {
            using Content = std::decay_t<decltype(content)>;
            if constexpr (
                std::is_same_v<Content,
                    MetadataRequest> || std::is_same_v<Content, ElectLeadersRequest> || std::is_same_v<Content, OffsetFetchRequest>) {
                const auto& wanted = content.partitions;
                return std::find(wanted.begin(), wanted.end(), partition) != wanted.end();
            } else if constexpr (requires { content.partitions; }) {
                return std::any_of(content.partitions.begin(), content.partitions.end(),
                    [partition](const auto& each) { return each.partition == partition; });
            } else if constexpr (requires { content.partition; }) {
                return content.partition == partition;
            } else {
                return false;
            }
        },
        value);
}

std::span<const ErrorCode> refusals(event::Api api)
{
    switch (api) {
    case event::Api::Produce:
        return kProduceRefusals;
    case event::Api::Fetch:
    case event::Api::ListOffsets:
        return kReadRefusals;
    case event::Api::Metadata:
        return kMetadataRefusals;
    case event::Api::FindCoordinator:
        return kFindCoordinatorRefusals;
    case event::Api::JoinGroup:
        return kJoinRefusals;
    case event::Api::SyncGroup:
    case event::Api::Heartbeat:
        return kGroupRefusals;
    case event::Api::LeaveGroup:
        return kLeaveRefusals;
    case event::Api::OffsetCommit:
        return kCommitRefusals;
    case event::Api::OffsetFetch:
        return kOffsetFetchRefusals;
    case event::Api::InitProducerId:
        return kProducerIdRefusals;
    case event::Api::BrokerRegistration:
    case event::Api::BrokerHeartbeat:
    case event::Api::AlterPartition:
    case event::Api::MetadataLogFetch:
    case event::Api::DeleteRecords:
    case event::Api::Vote:
    case event::Api::BeginQuorumEpoch:
    case event::Api::EndQuorumEpoch:
    case event::Api::OffsetForLeaderEpoch:
    case event::Api::ElectLeaders:
    case event::Api::AlterPartitionReassignments:
    case event::Api::CreatePartitions:
    case event::Api::CreateTopics:
        return {};
    case event::Api::ConsumerGroupHeartbeat:
        return kConsumerHeartbeatRefusals;
    }
    return {};
}

namespace {

void refuseGroupRequest(sim::Context& context, const sim::Message& request, ErrorCode error)
{
    switch (request.api) {
    case event::Api::FindCoordinator:
        return refuseWhole<FindCoordinatorResponse>(context, request, error);
    case event::Api::JoinGroup:
        return refuseWhole<JoinGroupResponse>(context, request, error);
    case event::Api::SyncGroup:
        return refuseWhole<SyncGroupResponse>(context, request, error);
    case event::Api::Heartbeat:
        return refuseWhole<HeartbeatResponse>(context, request, error);
    case event::Api::LeaveGroup:
        return refuseWhole<LeaveGroupResponse>(context, request, error);
    case event::Api::OffsetFetch:
        return refuseWhole<OffsetFetchResponse>(context, request, error);
    case event::Api::ConsumerGroupHeartbeat:
        return refuseWhole<ConsumerGroupHeartbeatResponse>(context, request, error);
    default:
        return; // nothing else has refusals()
    }
}

} // namespace

void refuse(sim::Context& context, const sim::Message& request, ErrorCode error)
{
    const Value& value = valueOf(request);
    if (const auto* produce = std::get_if<ProduceRequest>(&value)) {
        refuseProduce(context, request, *produce, error);
    } else if (const auto* fetch = std::get_if<FetchRequest>(&value)) {
        refuseEach<FetchResponse>(context, request, *fetch, error);
    } else if (const auto* offsets = std::get_if<ListOffsetsRequest>(&value)) {
        refuseEach<ListOffsetsResponse>(context, request, *offsets, error);
    } else if (const auto* metadata = std::get_if<MetadataRequest>(&value)) {
        refuseEach<MetadataResponse>(context, request, *metadata, error);
    } else if (std::holds_alternative<InitProducerIdRequest>(value)) {
        reply(context, request, InitProducerIdResponse{.error = error});
    } else if (const auto* commit = std::get_if<OffsetCommitRequest>(&value)) {
        refuseEach<OffsetCommitResponse>(context, request, *commit, error);
    } else {
        refuseGroupRequest(context, request, error);
    }
}

} // namespace brokerscope::protocol
