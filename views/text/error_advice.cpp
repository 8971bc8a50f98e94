#include "views/text/error_advice.h"

#include "views/text/names.h"

#include <QCoreApplication>

#include <string_view>
#include <type_traits>
#include <variant>

namespace brokerscope::views {

using event::ErrorCode;

namespace {

struct ErrorAdvice {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::ErrorAdvice)
};

// NOLINTNEXTLINE(readability-function-size): a table with a case for each code
std::string_view exceptionOf(ErrorCode error)
{
    switch (error) {
    case ErrorCode::UnknownServerError:
        return "UnknownServerException";
    case ErrorCode::OffsetOutOfRange:
        return "OffsetOutOfRangeException";
    case ErrorCode::CorruptMessage:
        return "CorruptRecordException";
    case ErrorCode::UnknownTopicOrPartition:
        return "UnknownTopicOrPartitionException";
    case ErrorCode::LeaderNotAvailable:
        return "LeaderNotAvailableException";
    case ErrorCode::NotLeaderOrFollower:
        return "NotLeaderOrFollowerException";
    case ErrorCode::RequestTimedOut:
        return "TimeoutException";
    case ErrorCode::MessageTooLarge:
        return "RecordTooLargeException";
    case ErrorCode::NetworkException:
        return "NetworkException";
    case ErrorCode::CoordinatorLoadInProgress:
        return "CoordinatorLoadInProgressException";
    case ErrorCode::CoordinatorNotAvailable:
        return "CoordinatorNotAvailableException";
    case ErrorCode::NotCoordinator:
        return "NotCoordinatorException";
    case ErrorCode::RecordListTooLarge:
        return "RecordBatchTooLargeException";
    case ErrorCode::NotEnoughReplicas:
        return "NotEnoughReplicasException";
    case ErrorCode::NotEnoughReplicasAfterAppend:
        return "NotEnoughReplicasAfterAppendException";
    case ErrorCode::InvalidRequiredAcks:
        return "InvalidRequiredAcksException";
    case ErrorCode::ClusterAuthorizationFailed:
        return "ClusterAuthorizationException";
    case ErrorCode::InvalidTimestamp:
        return "InvalidTimestampException";
    case ErrorCode::TopicAlreadyExists:
        return "TopicExistsException";
    case ErrorCode::InvalidPartitions:
        return "InvalidPartitionsException";
    case ErrorCode::InvalidReplicationFactor:
        return "InvalidReplicationFactorException";
    case ErrorCode::InvalidReplicaAssignment:
        return "InvalidReplicaAssignmentException";
    case ErrorCode::NotController:
        return "NotControllerException";
    case ErrorCode::InvalidRequest:
        return "InvalidRequestException";
    case ErrorCode::PolicyViolation:
        return "PolicyViolationException";
    case ErrorCode::OutOfOrderSequenceNumber:
        return "OutOfOrderSequenceException";
    case ErrorCode::DuplicateSequenceNumber:
        return "DuplicateSequenceException";
    case ErrorCode::InvalidProducerEpoch:
        return "InvalidProducerEpochException";
    case ErrorCode::InvalidTxnState:
        return "InvalidTxnStateException";
    case ErrorCode::TransactionCoordinatorFenced:
        return "TransactionCoordinatorFencedException";
    case ErrorCode::KafkaStorageError:
        return "KafkaStorageException";
    case ErrorCode::FencedLeaderEpoch:
        return "FencedLeaderEpochException";
    case ErrorCode::UnknownLeaderEpoch:
        return "UnknownLeaderEpochException";
    case ErrorCode::UnsupportedCompressionType:
        return "UnsupportedCompressionTypeException";
    case ErrorCode::StaleBrokerEpoch:
        return "StaleBrokerEpochException";
    case ErrorCode::OffsetNotAvailable:
        return "OffsetNotAvailableException";
    case ErrorCode::PreferredLeaderNotAvailable:
        return "PreferredLeaderNotAvailableException";
    case ErrorCode::EligibleLeadersNotAvailable:
        return "EligibleLeadersNotAvailableException";
    case ErrorCode::ElectionNotNeeded:
        return "ElectionNotNeededException";
    case ErrorCode::NoReassignmentInProgress:
        return "NoReassignmentInProgressException";
    case ErrorCode::InvalidRecord:
        return "InvalidRecordException";
    case ErrorCode::InvalidUpdateVersion:
        return "InvalidUpdateVersionException";
    case ErrorCode::DuplicateBrokerRegistration:
        return "DuplicateBrokerRegistrationException";
    case ErrorCode::IneligibleReplica:
        return "IneligibleReplicaException";
    case ErrorCode::NewLeaderElected:
        return "NewLeaderElectedException";
    case ErrorCode::OffsetMetadataTooLarge:
        return "OffsetMetadataTooLarge";
    case ErrorCode::IllegalGeneration:
        return "IllegalGenerationException";
    case ErrorCode::InconsistentGroupProtocol:
        return "InconsistentGroupProtocolException";
    case ErrorCode::InvalidGroupId:
        return "InvalidGroupIdException";
    case ErrorCode::UnknownMemberId:
        return "UnknownMemberIdException";
    case ErrorCode::InvalidSessionTimeout:
        return "InvalidSessionTimeoutException";
    case ErrorCode::RebalanceInProgress:
        return "RebalanceInProgressException";
    case ErrorCode::GroupIdNotFound:
        return "GroupIdNotFoundException";
    case ErrorCode::FetchSessionIdNotFound:
        return "FetchSessionIdNotFoundException";
    case ErrorCode::InvalidFetchSessionEpoch:
        return "InvalidFetchSessionEpochException";
    case ErrorCode::MemberIdRequired:
        return "MemberIdRequiredException";
    case ErrorCode::GroupMaxSizeReached:
        return "GroupMaxSizeReachedException";
    case ErrorCode::FencedInstanceId:
        return "FencedInstanceIdException";
    case ErrorCode::FencedMemberEpoch:
        return "FencedMemberEpochException";
    case ErrorCode::UnreleasedInstanceId:
        return "UnreleasedInstanceIdException";
    case ErrorCode::UnsupportedAssignor:
        return "UnsupportedAssignorException";
    case ErrorCode::UnsupportedVersion:
        return "UnsupportedVersionException";
    case ErrorCode::StaleMemberEpoch:
        return "StaleMemberEpochException";
    case ErrorCode::NoOffsetForPartition:
    case ErrorCode::BufferLimit:
    case ErrorCode::NotInMetadata:
    case ErrorCode::BufferExhausted:
    case ErrorCode::ProducerClosed:
        return event::errorName(error); // there is no other name
    case ErrorCode::None:
        return {};
    }
    return {};
}

} // namespace

// NOLINTNEXTLINE(readability-function-size): a table with a case for each code
QString errorAdvice(ErrorCode error)
{
    switch (error) {
    case ErrorCode::NoOffsetForPartition:
        return ErrorAdvice::tr("Commit a first offset, seek() to one, or set auto.offset.reset to "
                               "earliest or latest.");
    case ErrorCode::BufferLimit:
        return ErrorAdvice::tr("Raise buffer.memory above batch.size, or lower batch.size: send() "
                               "fails at once, however much is free.");
    case ErrorCode::NotInMetadata:
        return ErrorAdvice::tr(
            "Look at the topic's name, the partition's number, and whether a broker answers; "
            "create the topic if it is missing. Where a slow start is usual, raise max.block.ms.");
    case ErrorCode::BufferExhausted:
        return ErrorAdvice::tr(
            "The application sends more than the cluster takes. For a burst, raise buffer.memory "
            "or max.block.ms; if it lasts, send less or find out what holds the brokers up.");
    case ErrorCode::ProducerClosed:
        return ErrorAdvice::tr("Call flush() first, or give close() more time. What was in flight "
                               "may be stored all the same.");
    case ErrorCode::UnknownServerError:
        return ErrorAdvice::tr(
            "Look into the broker's log. The client does not try again; the application may.");
    case ErrorCode::OffsetOutOfRange:
        return ErrorAdvice::tr(
            "A consumer goes where auto.offset.reset says; with none, the application has to "
            "seek(). A longer retention or a faster consumer prevents it.");
    case ErrorCode::CorruptMessage:
        return ErrorAdvice::tr("The client tries again. If it comes back, something changes bytes: "
                               "look at the network, the memory and the disk.");
    case ErrorCode::UnknownTopicOrPartition:
        return ErrorAdvice::tr(
            "The client asks for metadata and tries again. If it lasts, create the topic or set "
            "auto.create.topics.enable=true, and look at the number of its partitions.");
    case ErrorCode::LeaderNotAvailable:
        return ErrorAdvice::tr("The client tries again until a leader is elected. If it lasts, "
                               "start a broker that holds a replica of the ISR.");
    case ErrorCode::NotLeaderOrFollower:
        return ErrorAdvice::tr("Nothing: the client asks for metadata and goes to the new leader.");
    case ErrorCode::RequestTimedOut:
        return ErrorAdvice::tr("The producer tries again until delivery.timeout.ms is over. After "
                               "that only the log tells what is stored: an application that sends "
                               "the records once more may store them twice.");
    case ErrorCode::MessageTooLarge:
        return ErrorAdvice::tr("A batch of several records is split and sent again by itself. A "
                               "single record has to become smaller, or max.request.size of the "
                               "producer and max.message.bytes of the topic both larger.");
    case ErrorCode::NetworkException:
        return ErrorAdvice::tr(
            "The client connects and tries again; with enable.idempotence=true that stores nothing "
            "twice. If it lasts, look at the network and the broker.");
    case ErrorCode::CoordinatorLoadInProgress:
        return ErrorAdvice::tr("Nothing: the client tries again until the broker is ready.");
    case ErrorCode::CoordinatorNotAvailable:
        return ErrorAdvice::tr("Nothing: the client looks for the coordinator again. If it lasts, "
                               "look at the brokers.");
    case ErrorCode::NotCoordinator:
        return ErrorAdvice::tr("Nothing: the client looks for the coordinator anew.");
    case ErrorCode::RecordListTooLarge:
        return ErrorAdvice::tr(
            "Lower batch.size of the producer, or raise segment.bytes of the topic.");
    case ErrorCode::NotEnoughReplicas:
        return ErrorAdvice::tr(
            "Bring the missing replicas back; the producer tries again until delivery.timeout.ms "
            "is over. A lower min.insync.replicas takes writes at once and gives safety up.");
    case ErrorCode::NotEnoughReplicasAfterAppend:
        return ErrorAdvice::tr("Bring the missing replicas back. The producer tries again, and "
                               "without idempotence the records may then be stored twice.");
    case ErrorCode::InvalidRequiredAcks:
        return ErrorAdvice::tr("Set acks to 0, 1 or all.");
    case ErrorCode::ClusterAuthorizationFailed:
        return ErrorAdvice::tr(
            "Have the right granted to the client, or set enable.idempotence=false if that is what "
            "it lacks it for. Trying again does not help.");
    case ErrorCode::InvalidTimestamp:
        return ErrorAdvice::tr(
            "Set the client's clock right, or give the records timestamps near to now.");
    case ErrorCode::TopicAlreadyExists:
        return ErrorAdvice::tr(
            "Nothing, if it is the topic that was wanted; otherwise choose another name.");
    case ErrorCode::InvalidPartitions:
        return ErrorAdvice::tr("Ask for more partitions than there are. For fewer, make another "
                               "topic and copy the records.");
    case ErrorCode::InvalidReplicationFactor:
        return ErrorAdvice::tr(
            "Ask for at most as many replicas as there are brokers, or start more brokers.");
    case ErrorCode::InvalidReplicaAssignment:
        return ErrorAdvice::tr("Name brokers that are registered, none of them twice.");
    case ErrorCode::NotController:
        return ErrorAdvice::tr("Nothing: who asked finds the active controller and asks again.");
    case ErrorCode::InvalidRequest:
        return ErrorAdvice::tr("The client is at fault: take one that fits the brokers' release. "
                               "Trying again does not help.");
    case ErrorCode::PolicyViolation:
        return ErrorAdvice::tr("Do without it, or change the topic's cleanup.policy first.");
    case ErrorCode::OutOfOrderSequenceNumber:
        return ErrorAdvice::tr("The producer sends what is missing first, or goes on with a new "
                               "epoch; the order stays.");
    case ErrorCode::DuplicateSequenceNumber:
        return ErrorAdvice::tr(
            "Nothing: the producer counts the batch as stored; only its offset is not known.");
    case ErrorCode::InvalidProducerEpoch:
        return ErrorAdvice::tr("Close this producer: another one has taken its place. A "
                               "transactional.id is for one running producer.");
    case ErrorCode::InvalidTxnState:
        return ErrorAdvice::tr("Abort the transaction and begin another one.");
    case ErrorCode::TransactionCoordinatorFenced:
        return ErrorAdvice::tr("Nothing: the newer coordinator finishes the transaction.");
    case ErrorCode::KafkaStorageError:
        return ErrorAdvice::tr("The client goes to the new leader by itself. See to the broker's "
                               "disk, then start it again.");
    case ErrorCode::FencedLeaderEpoch:
        return ErrorAdvice::tr("Nothing: the client asks for metadata and tries again.");
    case ErrorCode::UnknownLeaderEpoch:
        return ErrorAdvice::tr(
            "Nothing: the client tries again until the broker has heard of the election.");
    case ErrorCode::UnsupportedCompressionType:
        return ErrorAdvice::tr(
            "Choose another compression.type, or take brokers that know it: zstd since 2.1.");
    case ErrorCode::StaleBrokerEpoch:
        return ErrorAdvice::tr("Nothing: it was asked by a life of the broker that is over.");
    case ErrorCode::OffsetNotAvailable:
        return ErrorAdvice::tr("Nothing: the consumer tries again.");
    case ErrorCode::PreferredLeaderNotAvailable:
        return ErrorAdvice::tr("Wait until the preferred leader runs and is in the ISR.");
    case ErrorCode::EligibleLeadersNotAvailable:
        return ErrorAdvice::tr("Start a broker that holds a replica of the ISR. An unclean "
                               "election is the last resort and costs records.");
    case ErrorCode::ElectionNotNeeded:
        return ErrorAdvice::tr("Nothing: it is already as it was wanted.");
    case ErrorCode::NoReassignmentInProgress:
        return ErrorAdvice::tr("Nothing: there is nothing to cancel.");
    case ErrorCode::InvalidRecord:
        return ErrorAdvice::tr("Correct the records: a compacted topic, for example, takes none "
                               "without a key. Trying again does not help.");
    case ErrorCode::InvalidUpdateVersion:
        return ErrorAdvice::tr("Nothing: the leader learns what has changed and asks again.");
    case ErrorCode::DuplicateBrokerRegistration:
        return ErrorAdvice::tr("Wait until broker.session.timeout.ms has fenced the former life. "
                               "If two brokers have the same node.id, give one of them another.");
    case ErrorCode::IneligibleReplica:
        return ErrorAdvice::tr("Nothing: the leader asks again once that broker is unfenced.");
    case ErrorCode::NewLeaderElected:
        return ErrorAdvice::tr("Nothing: the new leader takes over.");
    case ErrorCode::OffsetMetadataTooLarge:
        return ErrorAdvice::tr("Shorten the text that is committed with the offset.");
    case ErrorCode::IllegalGeneration:
        return ErrorAdvice::tr("The member has to poll() and join again. What it wanted to commit "
                               "is refused, and its records are delivered once more.");
    case ErrorCode::InconsistentGroupProtocol:
        return ErrorAdvice::tr("Give all members one partition.assignment.strategy in common.");
    case ErrorCode::InvalidGroupId:
        return ErrorAdvice::tr("Set group.id.");
    case ErrorCode::UnknownMemberId:
        return ErrorAdvice::tr(
            "The member joins again by itself. A smaller max.poll.records, a longer "
            "max.poll.interval.ms or a longer session.timeout.ms keep it in.");
    case ErrorCode::InvalidSessionTimeout:
        return ErrorAdvice::tr("Change session.timeout.ms, or the broker's bounds for it.");
    case ErrorCode::RebalanceInProgress:
        return ErrorAdvice::tr(
            "Call poll(), in which the member joins again, and commit after that.");
    case ErrorCode::GroupIdNotFound:
        return ErrorAdvice::tr(
            "Look at group.id. Offsets of a generation can only be committed by a member of it.");
    case ErrorCode::FetchSessionIdNotFound:
    case ErrorCode::InvalidFetchSessionEpoch:
        return ErrorAdvice::tr("Nothing: the client names all its partitions again at once. If it "
                               "happens often, raise max.incremental.fetch.session.cache.slots.");
    case ErrorCode::MemberIdRequired:
        return ErrorAdvice::tr("Nothing: the member joins again with the id that it was given.");
    case ErrorCode::GroupMaxSizeReached:
        return ErrorAdvice::tr("Start fewer members, or raise group.max.size.");
    case ErrorCode::FencedInstanceId:
        return ErrorAdvice::tr("Give each process a group.instance.id of its own.");
    case ErrorCode::FencedMemberEpoch:
        return ErrorAdvice::tr(
            "Nothing: the member gives up its partitions and joins again by itself.");
    case ErrorCode::UnreleasedInstanceId:
        return ErrorAdvice::tr(
            "Stop the other member first, or give this one another group.instance.id.");
    case ErrorCode::UnsupportedAssignor:
        return ErrorAdvice::tr("Choose one of group.consumer.assignors.");
    case ErrorCode::UnsupportedVersion:
        return ErrorAdvice::tr("Set group.protocol=classic, or allow the protocol on the brokers: "
                               "group.coordinator.rebalance.protocols=classic,consumer.");
    case ErrorCode::StaleMemberEpoch:
        return ErrorAdvice::tr("Nothing: the member tries again after its next heartbeat.");
    case ErrorCode::None:
        return {};
    }
    return {};
}

QString exceptionName(ErrorCode error)
{
    return toQString(exceptionOf(error));
}

ErrorCode errorOf(const event::Payload& payload)
{
    return std::visit(
        [](const auto& told) {
            if constexpr (requires { requires std::is_same_v<decltype(told.error), ErrorCode>; }) {
                return told.error;
            } else {
                return ErrorCode::None;
            }
        },
        payload);
}

} // namespace brokerscope::views
