#include "engine/protocol/messages.h"

#include "engine/record/batch.h"

#include <type_traits>

namespace brokerscope::protocol {

namespace {

using event::Api;

/// Records in a sequence of whole batches, from the headers alone.
std::uint32_t countRecords(ByteView batches)
{
    std::uint32_t count = 0;
    while (const auto batch = record::BatchView::at(batches)) {
        count += static_cast<std::uint32_t>(batch->recordCount());
        batches = batches.subspan(batch->bytes().size());
    }
    return count;
}

template <class Request>
sim::MessageSummary ofPartitions(Api api, const Request& request)
{
    sim::MessageSummary summary;
    summary.api = api;
    summary.partitions = static_cast<std::uint16_t>(request.partitions.size());
    if (!request.partitions.empty()) {
        summary.partition = request.partitions.front().partition;
    }
    return summary;
}

template <class Response>
sim::MessageSummary ofResults(Api api, const Response& response)
{
    sim::MessageSummary summary = ofPartitions(api, response);
    for (const auto& partition : response.partitions) {
        if (summary.error == ErrorCode::None && partition.error != ErrorCode::None) {
            summary.error = partition.error;
            summary.partition = partition.partition;
        }
    }
    return summary;
}

sim::MessageSummary bare(Api api, ErrorCode error = ErrorCode::None)
{
    sim::MessageSummary summary;
    summary.api = api;
    summary.error = error;
    return summary;
}

template <class Partition>
void addRecords(sim::MessageSummary& summary, const Partition& partition)
{
    const std::uint32_t before = summary.records;
    summary.records += countRecords(partition.records);
    summary.bytes += static_cast<std::uint32_t>(partition.records.size());
    if (before == 0 && summary.records > 0) {
        summary.partition = partition.partition;
    }
}

sim::MessageSummary summarise(const ProduceRequest& request)
{
    sim::MessageSummary summary = ofPartitions(Api::Produce, request);
    for (const auto& partition : request.partitions) {
        addRecords(summary, partition);
    }
    return summary;
}

sim::MessageSummary summarise(const ProduceResponse& response)
{
    sim::MessageSummary summary = ofResults(Api::Produce, response);
    if (!response.partitions.empty()) {
        summary.offset = response.partitions.front().baseOffset;
    }
    return summary;
}

sim::MessageSummary summarise(const FetchRequest& request)
{
    sim::MessageSummary summary = bare(Api::Fetch);
    const FetchRequest::Partition* first = nullptr;
    for (const FetchRequest::Partition& partition : request.partitions) {
        if (!partition.isImplied && summary.partitions++ == 0) {
            first = &partition;
        }
    }
    if (first == nullptr && !request.partitions.empty()) {
        first = &request.partitions.front();
    }
    if (first != nullptr) {
        summary.partition = first->partition;
        summary.offset = first->fetchOffset;
    }
    summary.forgotten = static_cast<std::uint16_t>(request.forgotten.size());
    summary.session = request.session;
    summary.sessionEpoch = request.sessionEpoch;
    return summary;
}

sim::MessageSummary summarise(const FetchResponse& response)
{
    sim::MessageSummary summary = ofResults(Api::Fetch, response);
    for (const auto& partition : response.partitions) {
        addRecords(summary, partition);
    }
    for (const auto& partition : response.partitions) {
        if (partition.partition == summary.partition) {
            summary.offset = partition.highWatermark;
        }
    }
    if (response.error != ErrorCode::None) {
        summary.error = response.error;
    }
    summary.session = response.session;
    return summary;
}

sim::MessageSummary summarise(const ListOffsetsRequest& request)
{
    return ofPartitions(Api::ListOffsets, request);
}
sim::MessageSummary summarise(const ListOffsetsResponse& response)
{
    sim::MessageSummary summary = ofResults(Api::ListOffsets, response);
    if (!response.partitions.empty()) {
        summary.offset = response.partitions.front().offset;
    }
    return summary;
}
sim::MessageSummary summarise(const MetadataRequest& request)
{
    sim::MessageSummary summary = bare(Api::Metadata);
    summary.partitions = static_cast<std::uint16_t>(request.partitions.size());
    return summary;
}
sim::MessageSummary summarise(const MetadataResponse& response)
{
    return ofResults(Api::Metadata, response);
}
sim::MessageSummary summarise(const InitProducerIdRequest&)
{
    return bare(Api::InitProducerId);
}
sim::MessageSummary summarise(const InitProducerIdResponse& response)
{
    return bare(Api::InitProducerId, response.error);
}
sim::MessageSummary summarise(const BrokerRegistrationRequest&)
{
    return bare(Api::BrokerRegistration);
}
sim::MessageSummary summarise(const BrokerRegistrationResponse& response)
{
    return bare(Api::BrokerRegistration, response.error);
}
sim::MessageSummary summarise(const BrokerHeartbeatRequest&)
{
    return bare(Api::BrokerHeartbeat);
}
sim::MessageSummary summarise(const BrokerHeartbeatResponse& response)
{
    return bare(Api::BrokerHeartbeat, response.error);
}
sim::MessageSummary summarise(const AlterPartitionRequest& request)
{
    sim::MessageSummary summary = bare(Api::AlterPartition);
    summary.partition = request.partition;
    summary.partitions = 1;
    return summary;
}
sim::MessageSummary summarise(const AlterPartitionResponse& response)
{
    sim::MessageSummary summary = bare(Api::AlterPartition, response.error);
    summary.partition = response.partition;
    summary.partitions = 1;
    return summary;
}
sim::MessageSummary summarise(const MetadataLogFetchRequest& request)
{
    sim::MessageSummary summary = bare(Api::MetadataLogFetch);
    summary.offset = Offset(request.from.value());
    return summary;
}
sim::MessageSummary summarise(const MetadataLogFetchResponse& response)
{
    sim::MessageSummary summary = bare(Api::MetadataLogFetch, response.error);
    summary.offset = Offset(response.highWatermark.value());
    summary.records = countRecords(response.records);
    summary.bytes = static_cast<std::uint32_t>(response.records.size());
    return summary;
}

sim::MessageSummary summarise(const OffsetForLeaderEpochRequest& request)
{
    return ofPartitions(Api::OffsetForLeaderEpoch, request);
}
sim::MessageSummary summarise(const OffsetForLeaderEpochResponse& response)
{
    sim::MessageSummary summary = ofResults(Api::OffsetForLeaderEpoch, response);
    if (!response.partitions.empty()) {
        summary.offset = response.partitions.front().endOffset;
    }
    return summary;
}
sim::MessageSummary summarise(const VoteRequest& request)
{
    sim::MessageSummary summary = bare(Api::Vote);
    summary.offset = Offset(request.logEnd.value());
    return summary;
}
sim::MessageSummary summarise(const VoteResponse& response)
{
    return bare(Api::Vote, response.error);
}
sim::MessageSummary summarise(const BeginQuorumEpochRequest&)
{
    return bare(Api::BeginQuorumEpoch);
}
sim::MessageSummary summarise(const BeginQuorumEpochResponse& response)
{
    return bare(Api::BeginQuorumEpoch, response.error);
}
sim::MessageSummary summarise(const EndQuorumEpochRequest&)
{
    return bare(Api::EndQuorumEpoch);
}
sim::MessageSummary summarise(const EndQuorumEpochResponse& response)
{
    return bare(Api::EndQuorumEpoch, response.error);
}
sim::MessageSummary summarise(const ElectLeadersRequest& request)
{
    sim::MessageSummary summary = bare(Api::ElectLeaders);
    summary.partitions = static_cast<std::uint16_t>(request.partitions.size());
    if (!request.partitions.empty()) {
        summary.partition = request.partitions.front();
    }
    return summary;
}
sim::MessageSummary summarise(const ElectLeadersResponse& response)
{
    sim::MessageSummary summary = ofResults(Api::ElectLeaders, response);
    if (response.error != ErrorCode::None) {
        summary.error = response.error;
    }
    return summary;
}
sim::MessageSummary summarise(const AlterPartitionReassignmentsRequest& request)
{
    sim::MessageSummary summary = bare(Api::AlterPartitionReassignments);
    summary.partition = request.partition;
    summary.partitions = 1;
    return summary;
}
sim::MessageSummary summarise(const AlterPartitionReassignmentsResponse& response)
{
    return bare(Api::AlterPartitionReassignments, response.error);
}
sim::MessageSummary summarise(const CreatePartitionsRequest& request)
{
    sim::MessageSummary summary = bare(Api::CreatePartitions);
    summary.partition = request.firstPartition;
    summary.partitions = request.count;
    return summary;
}
sim::MessageSummary summarise(const CreatePartitionsResponse& response)
{
    return bare(Api::CreatePartitions, response.error);
}
sim::MessageSummary summarise(const CreateTopicsRequest& request)
{
    sim::MessageSummary summary = bare(Api::CreateTopics);
    summary.partition = request.firstPartition;
    summary.partitions = request.numPartitions;
    return summary;
}
sim::MessageSummary summarise(const CreateTopicsResponse& response)
{
    return bare(Api::CreateTopics, response.error);
}

sim::MessageSummary summarise(const DeleteRecordsRequest& request)
{
    sim::MessageSummary summary = ofPartitions(Api::DeleteRecords, request);
    if (!request.partitions.empty()) {
        summary.offset = request.partitions.front().offset;
    }
    return summary;
}
sim::MessageSummary summarise(const DeleteRecordsResponse& response)
{
    sim::MessageSummary summary = ofResults(Api::DeleteRecords, response);
    if (!response.partitions.empty()) {
        summary.offset = response.partitions.front().lowWatermark;
    }
    return summary;
}

sim::MessageSummary summarise(const FindCoordinatorRequest&)
{
    return bare(Api::FindCoordinator);
}
sim::MessageSummary summarise(const FindCoordinatorResponse& response)
{
    return bare(Api::FindCoordinator, response.error);
}
sim::MessageSummary summarise(const JoinGroupRequest& request)
{
    sim::MessageSummary summary = bare(Api::JoinGroup);
    for (const JoinGroupRequest::Protocol& protocol : request.protocols) {
        summary.bytes += static_cast<std::uint32_t>(protocol.metadata.size());
    }
    return summary;
}
sim::MessageSummary summarise(const JoinGroupResponse& response)
{
    sim::MessageSummary summary = bare(Api::JoinGroup, response.error);
    for (const JoinGroupResponse::Member& member : response.members) {
        summary.bytes += static_cast<std::uint32_t>(member.metadata.size());
    }
    return summary;
}
sim::MessageSummary summarise(const SyncGroupRequest& request)
{
    sim::MessageSummary summary = bare(Api::SyncGroup);
    for (const SyncGroupRequest::Assignment& assignment : request.assignments) {
        summary.bytes += static_cast<std::uint32_t>(assignment.assignment.size());
    }
    return summary;
}
sim::MessageSummary summarise(const SyncGroupResponse& response)
{
    sim::MessageSummary summary = bare(Api::SyncGroup, response.error);
    summary.bytes = static_cast<std::uint32_t>(response.assignment.size());
    return summary;
}
sim::MessageSummary summarise(const HeartbeatRequest&)
{
    return bare(Api::Heartbeat);
}
sim::MessageSummary summarise(const HeartbeatResponse& response)
{
    return bare(Api::Heartbeat, response.error);
}
sim::MessageSummary summarise(const LeaveGroupRequest&)
{
    return bare(Api::LeaveGroup);
}
sim::MessageSummary summarise(const LeaveGroupResponse& response)
{
    return bare(Api::LeaveGroup, response.error);
}
sim::MessageSummary summarise(const OffsetCommitRequest& request)
{
    sim::MessageSummary summary = ofPartitions(Api::OffsetCommit, request);
    if (!request.partitions.empty()) {
        summary.offset = request.partitions.front().offset;
    }
    return summary;
}
sim::MessageSummary summarise(const OffsetCommitResponse& response)
{
    return ofResults(Api::OffsetCommit, response);
}
sim::MessageSummary summarise(const OffsetFetchRequest& request)
{
    sim::MessageSummary summary = bare(Api::OffsetFetch);
    summary.partitions = static_cast<std::uint16_t>(request.partitions.size());
    if (!request.partitions.empty()) {
        summary.partition = request.partitions.front();
    }
    return summary;
}
sim::MessageSummary summarise(const OffsetFetchResponse& response)
{
    sim::MessageSummary summary = ofResults(Api::OffsetFetch, response);
    if (!response.partitions.empty()) {
        summary.offset = response.partitions.front().offset;
    }
    if (response.error != ErrorCode::None) {
        summary.error = response.error;
    }
    return summary;
}
sim::MessageSummary summarise(const ConsumerGroupHeartbeatRequest& request)
{
    sim::MessageSummary summary = bare(Api::ConsumerGroupHeartbeat);
    if (request.owned) {
        summary.partitions = static_cast<std::uint16_t>(request.owned->size());
    }
    return summary;
}
sim::MessageSummary summarise(const ConsumerGroupHeartbeatResponse& response)
{
    sim::MessageSummary summary = bare(Api::ConsumerGroupHeartbeat, response.error);
    if (response.assignment) {
        summary.partitions = static_cast<std::uint16_t>(response.assignment->size());
    }
    return summary;
}

} // namespace

sim::MessageSummary summaryOf(const Value& value)
{
    return std::visit([](const auto& message) { return summarise(message); }, value);
}

} // namespace brokerscope::protocol
