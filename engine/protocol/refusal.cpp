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
        if constexpr (std::is_same_v<Request, MetadataRequest>) {
            refused.partition = each;
        } else {
            refused.partition = each.partition;
        }
        refused.error = error;
    }
    reply(context, request, std::move(response));
}

} // namespace

bool concerns(const Value& value, PartitionId partition)
{
    return std::visit(
        [partition](const auto& content) {
            using Content = std::decay_t<decltype(content)>;
            if constexpr (std::is_same_v<Content, MetadataRequest>) {
                const auto& wanted = content.partitions;
                return std::find(wanted.begin(), wanted.end(), partition) != wanted.end();
            } else if constexpr (std::is_same_v<Content, ElectLeadersRequest>) {
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
    if (api == event::Api::Produce) {
        return kProduceRefusals;
    }
    if (api == event::Api::Fetch || api == event::Api::ListOffsets) {
        return kReadRefusals;
    }
    if (api == event::Api::InitProducerId) {
        return kProducerIdRefusals;
    }
    return api == event::Api::Metadata ? std::span<const ErrorCode>(kMetadataRefusals)
                                       : std::span<const ErrorCode>();
}

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
    }
}

} // namespace brokerscope::protocol
