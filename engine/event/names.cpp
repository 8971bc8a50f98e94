#include "engine/event/event.h"

#include <array>
#include <utility>

namespace brokerscope::event {

namespace {

constexpr std::array<std::string_view, kKindCount> kKindNames{"script-command", "config-set",
    "node-started", "node-stopped", "node-paused", "node-resumed", "link-cut", "link-healed",
    "message-sent", "message-received", "message-dropped", "request-timed-out", "connection-lost",
    "record-created", "send-blocked", "send-unblocked", "record-rejected", "batch-opened",
    "record-batched", "batch-closed", "batch-sent", "batch-retried", "batch-acked", "batch-failed",
    "producer-id-assigned", "client-metadata", "batch-appended", "batch-deduplicated",
    "append-rejected", "high-watermark-moved", "log-truncated", "unflushed-lost", "log-recovered",
    "role-assumed", "replica-progress", "request-parked", "request-unparked", "isr-proposed",
    "metadata-applied", "broker-registered", "broker-fenced", "broker-unfenced", "topic-created",
    "leader-elected", "isr-changed", "partition-assigned", "offset-reset", "records-fetched",
    "records-delivered", "records-processed", "consumer-failed", "segment-rolled",
    "segment-deleted", "log-start-moved", "index-entry-added", "log-flushed", "log-scanned",
    "cleaner-started", "records-compacted", "cleaner-finished", "log-dir-failed", "position-sought",
    "link-slowed", "disk-slowed", "disk-filled", "clock-skewed", "shutdown-begun",
    "replication-throttled", "replica-deleted", "broker-leaving", "replicas-assigned",
    "eligible-leaders-changed", "partitions-added", "quorum-role-changed", "vote-cast",
    "metadata-appended", "metadata-committed", "metadata-truncated", "truncation-detected",
    "read-replica-chosen", "batch-compressed", "batch-split", "producer-epoch-bumped",
    "flush-begun", "flush-ended", "close-begun", "client-throttled", "message-delayed",
    "error-injected", "batch-recompressed", "buffer-taken", "group-state-changed",
    "rebalance-begun", "member-joined", "member-removed", "generation-begun", "member-assigned",
    "offset-committed", "offsets-expired", "coordinator-loaded", "coordinator-unloaded",
    "coordinator-found", "partition-revoked", "position-restored", "commit-sent", "commit-ended",
    "poll-expired", "partition-paused", "partition-resumed", "handler-threw", "member-reconciled",
    "record-stored", "record-forwarded", "record-deduplicated", "position-from-store"};

} // namespace

std::string_view kindName(std::size_t payloadIndex)
{
    return kKindNames.at(payloadIndex);
}

std::string_view kindName(const Payload& payload)
{
    return kindName(payload.index());
}

PartitionId partitionOf(const Payload& payload)
{
    return std::visit(
        [](const auto& p) {
            if constexpr (requires { p.partition; }) {
                return p.partition;
            } else {
                return kNoPartition;
            }
        },
        payload);
}

std::string_view codecName(BatchCodec codec)
{
    switch (codec) {
    case BatchCodec::None:
        return "none";
    case BatchCodec::Gzip:
        return "gzip";
    case BatchCodec::Snappy:
        return "snappy";
    case BatchCodec::Lz4:
        return "lz4";
    case BatchCodec::Zstd:
        return "zstd";
    }
    return "?";
}

std::string_view apiName(Api api)
{
    switch (api) {
    case Api::Produce:
        return "Produce";
    case Api::Fetch:
        return "Fetch";
    case Api::ListOffsets:
        return "ListOffsets";
    case Api::Metadata:
        return "Metadata";
    case Api::InitProducerId:
        return "InitProducerId";
    case Api::BrokerRegistration:
        return "BrokerRegistration";
    case Api::BrokerHeartbeat:
        return "BrokerHeartbeat";
    case Api::AlterPartition:
        return "AlterPartition";
    case Api::MetadataLogFetch:
        return "Fetch(__cluster_metadata)";
    case Api::DeleteRecords:
        return "DeleteRecords";
    case Api::Vote:
        return "Vote";
    case Api::BeginQuorumEpoch:
        return "BeginQuorumEpoch";
    case Api::EndQuorumEpoch:
        return "EndQuorumEpoch";
    case Api::OffsetForLeaderEpoch:
        return "OffsetForLeaderEpoch";
    case Api::ElectLeaders:
        return "ElectLeaders";
    case Api::AlterPartitionReassignments:
        return "AlterPartitionReassignments";
    case Api::CreatePartitions:
        return "CreatePartitions";
    case Api::CreateTopics:
        return "CreateTopics";
    case Api::FindCoordinator:
        return "FindCoordinator";
    case Api::JoinGroup:
        return "JoinGroup";
    case Api::SyncGroup:
        return "SyncGroup";
    case Api::Heartbeat:
        return "Heartbeat";
    case Api::LeaveGroup:
        return "LeaveGroup";
    case Api::OffsetCommit:
        return "OffsetCommit";
    case Api::OffsetFetch:
        return "OffsetFetch";
    case Api::ConsumerGroupHeartbeat:
        return "ConsumerGroupHeartbeat";
    }
    return "?";
}

// A table of names; cut in two it would be no easier to read.
std::string_view errorName(ErrorCode error) // NOLINT(readability-function-size)
{
    switch (error) {
    case ErrorCode::NoOffsetForPartition:
        return "NoOffsetForPartitionException";
    case ErrorCode::BufferLimit:
        return "IllegalArgumentException";
    case ErrorCode::NotInMetadata:
        return "TimeoutException";
    case ErrorCode::BufferExhausted:
        return "BufferExhaustedException";
    case ErrorCode::ProducerClosed:
        return "KafkaException";
    case ErrorCode::UnknownServerError:
        return "UNKNOWN_SERVER_ERROR";
    case ErrorCode::None:
        return "NONE";
    case ErrorCode::OffsetOutOfRange:
        return "OFFSET_OUT_OF_RANGE";
    case ErrorCode::CorruptMessage:
        return "CORRUPT_MESSAGE";
    case ErrorCode::UnknownTopicOrPartition:
        return "UNKNOWN_TOPIC_OR_PARTITION";
    case ErrorCode::LeaderNotAvailable:
        return "LEADER_NOT_AVAILABLE";
    case ErrorCode::NotLeaderOrFollower:
        return "NOT_LEADER_OR_FOLLOWER";
    case ErrorCode::RequestTimedOut:
        return "REQUEST_TIMED_OUT";
    case ErrorCode::MessageTooLarge:
        return "MESSAGE_TOO_LARGE";
    case ErrorCode::NetworkException:
        return "NETWORK_EXCEPTION";
    case ErrorCode::CoordinatorLoadInProgress:
        return "COORDINATOR_LOAD_IN_PROGRESS";
    case ErrorCode::CoordinatorNotAvailable:
        return "COORDINATOR_NOT_AVAILABLE";
    case ErrorCode::NotCoordinator:
        return "NOT_COORDINATOR";
    case ErrorCode::ClusterAuthorizationFailed:
        return "CLUSTER_AUTHORIZATION_FAILED";
    case ErrorCode::TopicAlreadyExists:
        return "TOPIC_ALREADY_EXISTS";
    case ErrorCode::RecordListTooLarge:
        return "RECORD_LIST_TOO_LARGE";
    case ErrorCode::NotEnoughReplicas:
        return "NOT_ENOUGH_REPLICAS";
    case ErrorCode::NotEnoughReplicasAfterAppend:
        return "NOT_ENOUGH_REPLICAS_AFTER_APPEND";
    case ErrorCode::InvalidRequiredAcks:
        return "INVALID_REQUIRED_ACKS";
    case ErrorCode::InvalidTimestamp:
        return "INVALID_TIMESTAMP";
    case ErrorCode::InvalidRequest:
        return "INVALID_REQUEST";
    case ErrorCode::PolicyViolation:
        return "POLICY_VIOLATION";
    case ErrorCode::OutOfOrderSequenceNumber:
        return "OUT_OF_ORDER_SEQUENCE_NUMBER";
    case ErrorCode::DuplicateSequenceNumber:
        return "DUPLICATE_SEQUENCE_NUMBER";
    case ErrorCode::InvalidProducerEpoch:
        return "INVALID_PRODUCER_EPOCH";
    case ErrorCode::KafkaStorageError:
        return "KAFKA_STORAGE_ERROR";
    case ErrorCode::InvalidTxnState:
        return "INVALID_TXN_STATE";
    case ErrorCode::TransactionCoordinatorFenced:
        return "TRANSACTION_COORDINATOR_FENCED";
    case ErrorCode::FencedLeaderEpoch:
        return "FENCED_LEADER_EPOCH";
    case ErrorCode::UnknownLeaderEpoch:
        return "UNKNOWN_LEADER_EPOCH";
    case ErrorCode::UnsupportedCompressionType:
        return "UNSUPPORTED_COMPRESSION_TYPE";
    case ErrorCode::StaleBrokerEpoch:
        return "STALE_BROKER_EPOCH";
    case ErrorCode::OffsetNotAvailable:
        return "OFFSET_NOT_AVAILABLE";
    case ErrorCode::InvalidRecord:
        return "INVALID_RECORD";
    case ErrorCode::InvalidUpdateVersion:
        return "INVALID_UPDATE_VERSION";
    case ErrorCode::DuplicateBrokerRegistration:
        return "DUPLICATE_BROKER_REGISTRATION";
    case ErrorCode::IneligibleReplica:
        return "INELIGIBLE_REPLICA";
    case ErrorCode::NewLeaderElected:
        return "NEW_LEADER_ELECTED";
    case ErrorCode::OffsetMetadataTooLarge:
        return "OFFSET_METADATA_TOO_LARGE";
    case ErrorCode::IllegalGeneration:
        return "ILLEGAL_GENERATION";
    case ErrorCode::InconsistentGroupProtocol:
        return "INCONSISTENT_GROUP_PROTOCOL";
    case ErrorCode::InvalidGroupId:
        return "INVALID_GROUP_ID";
    case ErrorCode::UnknownMemberId:
        return "UNKNOWN_MEMBER_ID";
    case ErrorCode::InvalidSessionTimeout:
        return "INVALID_SESSION_TIMEOUT";
    case ErrorCode::RebalanceInProgress:
        return "REBALANCE_IN_PROGRESS";
    case ErrorCode::GroupIdNotFound:
        return "GROUP_ID_NOT_FOUND";
    case ErrorCode::FetchSessionIdNotFound:
        return "FETCH_SESSION_ID_NOT_FOUND";
    case ErrorCode::InvalidFetchSessionEpoch:
        return "INVALID_FETCH_SESSION_EPOCH";
    case ErrorCode::MemberIdRequired:
        return "MEMBER_ID_REQUIRED";
    case ErrorCode::GroupMaxSizeReached:
        return "GROUP_MAX_SIZE_REACHED";
    case ErrorCode::FencedInstanceId:
        return "FENCED_INSTANCE_ID";
    case ErrorCode::FencedMemberEpoch:
        return "FENCED_MEMBER_EPOCH";
    case ErrorCode::UnreleasedInstanceId:
        return "UNRELEASED_INSTANCE_ID";
    case ErrorCode::UnsupportedVersion:
        return "UNSUPPORTED_VERSION";
    case ErrorCode::UnsupportedAssignor:
        return "UNSUPPORTED_ASSIGNOR";
    case ErrorCode::StaleMemberEpoch:
        return "STALE_MEMBER_EPOCH";
    case ErrorCode::InvalidPartitions:
        return "INVALID_PARTITIONS";
    case ErrorCode::InvalidReplicationFactor:
        return "INVALID_REPLICATION_FACTOR";
    case ErrorCode::InvalidReplicaAssignment:
        return "INVALID_REPLICA_ASSIGNMENT";
    case ErrorCode::NotController:
        return "NOT_CONTROLLER";
    case ErrorCode::PreferredLeaderNotAvailable:
        return "PREFERRED_LEADER_NOT_AVAILABLE";
    case ErrorCode::EligibleLeadersNotAvailable:
        return "ELIGIBLE_LEADERS_NOT_AVAILABLE";
    case ErrorCode::ElectionNotNeeded:
        return "ELECTION_NOT_NEEDED";
    case ErrorCode::NoReassignmentInProgress:
        return "NO_REASSIGNMENT_IN_PROGRESS";
    }
    return "?";
}

bool isRetriable(ErrorCode error)
{
    switch (error) {
    case ErrorCode::CorruptMessage:
    case ErrorCode::UnknownTopicOrPartition:
    case ErrorCode::LeaderNotAvailable:
    case ErrorCode::NotLeaderOrFollower:
    case ErrorCode::RequestTimedOut:
    case ErrorCode::NetworkException:
    case ErrorCode::CoordinatorLoadInProgress:
    case ErrorCode::CoordinatorNotAvailable:
    case ErrorCode::NotCoordinator:
    case ErrorCode::NotEnoughReplicas:
    case ErrorCode::NotEnoughReplicasAfterAppend:
    case ErrorCode::KafkaStorageError:
    case ErrorCode::FencedLeaderEpoch:
    case ErrorCode::UnknownLeaderEpoch:
    case ErrorCode::OffsetNotAvailable:
    case ErrorCode::NotController:
    case ErrorCode::PreferredLeaderNotAvailable:
    case ErrorCode::EligibleLeadersNotAvailable:
    case ErrorCode::ElectionNotNeeded:
    case ErrorCode::FetchSessionIdNotFound:
    case ErrorCode::InvalidFetchSessionEpoch:
        return true;
    case ErrorCode::NoOffsetForPartition:
    case ErrorCode::BufferLimit:
    case ErrorCode::NotInMetadata:
    case ErrorCode::BufferExhausted:
    case ErrorCode::ProducerClosed:
    case ErrorCode::UnknownServerError:
    case ErrorCode::None:
    case ErrorCode::OffsetOutOfRange:
    case ErrorCode::MessageTooLarge:
    case ErrorCode::RecordListTooLarge:
    case ErrorCode::InvalidRequiredAcks:
    case ErrorCode::ClusterAuthorizationFailed:
    case ErrorCode::InvalidTimestamp:
    case ErrorCode::TopicAlreadyExists:
    case ErrorCode::PolicyViolation:
    case ErrorCode::InvalidTxnState:
    case ErrorCode::TransactionCoordinatorFenced:
    case ErrorCode::UnsupportedCompressionType:
    case ErrorCode::InvalidRequest:
    case ErrorCode::OutOfOrderSequenceNumber:
    case ErrorCode::DuplicateSequenceNumber:
    case ErrorCode::InvalidProducerEpoch:
    case ErrorCode::StaleBrokerEpoch:
    case ErrorCode::InvalidRecord:
    case ErrorCode::InvalidUpdateVersion:
    case ErrorCode::DuplicateBrokerRegistration:
    case ErrorCode::IneligibleReplica:
    case ErrorCode::NewLeaderElected:
    case ErrorCode::InvalidPartitions:
    case ErrorCode::InvalidReplicationFactor:
    case ErrorCode::InvalidReplicaAssignment:
    case ErrorCode::NoReassignmentInProgress:
    case ErrorCode::OffsetMetadataTooLarge:
    case ErrorCode::IllegalGeneration:
    case ErrorCode::InconsistentGroupProtocol:
    case ErrorCode::InvalidGroupId:
    case ErrorCode::UnknownMemberId:
    case ErrorCode::InvalidSessionTimeout:
    case ErrorCode::RebalanceInProgress:
    case ErrorCode::GroupIdNotFound:
    case ErrorCode::MemberIdRequired:
    case ErrorCode::GroupMaxSizeReached:
    case ErrorCode::FencedInstanceId:
    case ErrorCode::FencedMemberEpoch:
    case ErrorCode::UnreleasedInstanceId:
    case ErrorCode::UnsupportedVersion:
    case ErrorCode::UnsupportedAssignor:
    case ErrorCode::StaleMemberEpoch:
        return false;
    }
    return false;
}

bool invalidatesMetadata(ErrorCode error)
{
    switch (error) {
    case ErrorCode::UnknownTopicOrPartition:
    case ErrorCode::LeaderNotAvailable:
    case ErrorCode::NotLeaderOrFollower:
    case ErrorCode::NetworkException:
    case ErrorCode::KafkaStorageError:
    case ErrorCode::FencedLeaderEpoch:
    case ErrorCode::PreferredLeaderNotAvailable:
    case ErrorCode::EligibleLeadersNotAvailable:
    case ErrorCode::ElectionNotNeeded:
        return true;
    default:
    case ErrorCode::InvalidPartitions:
    case ErrorCode::InvalidReplicationFactor:
    case ErrorCode::InvalidReplicaAssignment:
    case ErrorCode::NotController:
    case ErrorCode::NoReassignmentInProgress:
        return false;
    }
}

} // namespace brokerscope::event
