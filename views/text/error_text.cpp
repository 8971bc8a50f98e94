#include "views/text/error_text.h"

#include "views/text/names.h"

#include <QCoreApplication>

namespace brokerscope::views {

using namespace Qt::Literals::StringLiterals;
using event::ErrorCode;

namespace {

struct ErrorText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::ErrorText)
};

} // namespace

QString errorExplanation(ErrorCode error)
{
    switch (error) {
    case ErrorCode::NoOffsetForPartition:
        return ErrorText::tr("the group has committed nothing for the partition, and "
                             "auto.offset.reset=none gives no place to begin at");
    case ErrorCode::BufferLimit:
        return ErrorText::tr("one batch would take more than all of buffer.memory");
    case ErrorCode::NotInMetadata:
        return ErrorText::tr("the topic or the partition was not in the producer's metadata within "
                             "max.block.ms: it does not exist, or no broker could tell");
    case ErrorCode::BufferExhausted:
        return ErrorText::tr("buffer.memory had no room for the record within max.block.ms");
    case ErrorCode::ProducerClosed:
        return ErrorText::tr("the producer was closed before it was done");
    case ErrorCode::ClusterAuthorizationFailed:
        return ErrorText::tr("the client may not do this with the cluster");
    case ErrorCode::TopicAlreadyExists:
        return ErrorText::tr("there is a topic with this name already");
    case ErrorCode::RequestTimedOut:
        return ErrorText::tr(
            "the answer did not come in time; whether it was carried out is unknown");
    case ErrorCode::NetworkException:
        return ErrorText::tr(
            "the connection broke before the answer came; whether it was carried out is unknown");
    case ErrorCode::InvalidRequiredAcks:
        return ErrorText::tr("acks must be 0, 1 or all");
    case ErrorCode::InvalidRequest:
        return ErrorText::tr("the request contradicts itself");
    case ErrorCode::CorruptMessage:
        return ErrorText::tr("the batch does not match its CRC or is not a batch at all");
    case ErrorCode::MessageTooLarge:
        return ErrorText::tr(
            "the batch is larger than max.message.bytes, or the record than max.request.size");
    case ErrorCode::RecordListTooLarge:
        return ErrorText::tr("the batch is larger than segment.bytes");
    case ErrorCode::InvalidTimestamp:
        return ErrorText::tr("a timestamp is further from the broker's clock than "
                             "message.timestamp.before.max.ms or after.max.ms allows");
    case ErrorCode::UnsupportedCompressionType:
        return ErrorText::tr("the version of the request does not know this compression");
    case ErrorCode::PolicyViolation:
        return ErrorText::tr("the topic's cleanup.policy does not allow it");
    case ErrorCode::InvalidTxnState:
        return ErrorText::tr("the transaction is not in a state for this");
    case ErrorCode::TransactionCoordinatorFenced:
        return ErrorText::tr("a newer coordinator has taken over the transaction");
    case ErrorCode::InvalidRecord:
        return ErrorText::tr("the broker refuses what the batch contains");
    case ErrorCode::UnknownServerError:
        return ErrorText::tr("the broker failed for a reason of its own");
    case ErrorCode::KafkaStorageError:
        return ErrorText::tr("the broker cannot use its disk");
    case ErrorCode::OffsetOutOfRange:
        return ErrorText::tr(
            "the log has no such offset: it was deleted or cut off, or is not written yet");
    case ErrorCode::OffsetNotAvailable:
        return ErrorText::tr("the new leader's high watermark has not caught up yet");
    case ErrorCode::UnknownTopicOrPartition:
        return ErrorText::tr("this broker does not know the partition (yet)");
    case ErrorCode::LeaderNotAvailable:
        return ErrorText::tr("the partition has no leader just now");
    case ErrorCode::NotLeaderOrFollower:
        return ErrorText::tr("this broker does not lead the partition");
    case ErrorCode::NotEnoughReplicas:
        return ErrorText::tr("the ISR is smaller than min.insync.replicas: nothing was stored");
    case ErrorCode::NotEnoughReplicasAfterAppend:
        return ErrorText::tr(
            "stored, but the ISR became smaller than min.insync.replicas meanwhile");
    case ErrorCode::OutOfOrderSequenceNumber:
        return ErrorText::tr("an earlier batch of this producer is missing");
    case ErrorCode::DuplicateSequenceNumber:
        return ErrorText::tr("this batch was stored before");
    case ErrorCode::InvalidProducerEpoch:
        return ErrorText::tr("a newer life of this producer is at work");
    case ErrorCode::FencedLeaderEpoch:
        return ErrorText::tr("the sender knows an older leader epoch than the broker");
    case ErrorCode::UnknownLeaderEpoch:
        return ErrorText::tr("the sender knows a newer leader epoch than the broker");
    case ErrorCode::StaleBrokerEpoch:
        return ErrorText::tr("the broker has been registered anew since");
    case ErrorCode::InvalidUpdateVersion:
        return ErrorText::tr("the partition has changed since the broker asked");
    case ErrorCode::IneligibleReplica:
        return ErrorText::tr("a fenced broker cannot join the ISR");
    case ErrorCode::NewLeaderElected:
        return ErrorText::tr("another leader was elected by this change");
    case ErrorCode::DuplicateBrokerRegistration:
        return ErrorText::tr("the broker's former life is still registered");
    case ErrorCode::InvalidPartitions:
        return ErrorText::tr("a topic can only be given more partitions, never fewer");
    case ErrorCode::InvalidReplicationFactor:
        return ErrorText::tr("there are not enough brokers for so many replicas");
    case ErrorCode::InvalidReplicaAssignment:
        return ErrorText::tr("the replicas asked for are no valid set of brokers");
    case ErrorCode::NotController:
        return ErrorText::tr("this controller is not the active one");
    case ErrorCode::PreferredLeaderNotAvailable:
        return ErrorText::tr("the preferred leader is not alive or not in the ISR");
    case ErrorCode::EligibleLeadersNotAvailable:
        return ErrorText::tr("no replica that may lead is alive");
    case ErrorCode::ElectionNotNeeded:
        return ErrorText::tr("who is to lead leads already");
    case ErrorCode::NoReassignmentInProgress:
        return ErrorText::tr("the partition is not being reassigned");
    case ErrorCode::OffsetMetadataTooLarge:
        return ErrorText::tr(
            "the text beside a committed offset is longer than offset.metadata.max.bytes");
    case ErrorCode::CoordinatorLoadInProgress:
        return ErrorText::tr("the coordinator is not ready: a new one is still reading its log, or "
                             "the broker has no producer ids to give yet");
    case ErrorCode::CoordinatorNotAvailable:
        return ErrorText::tr("nobody coordinates the group just now, since its partition of "
                             "__consumer_offsets has no leader");
    case ErrorCode::NotCoordinator:
        return ErrorText::tr("another broker is the coordinator");
    case ErrorCode::IllegalGeneration:
        return ErrorText::tr("the group has rebalanced since, and the member did not take part");
    case ErrorCode::InconsistentGroupProtocol:
        return ErrorText::tr("the member supports none of the assignors that all others support");
    case ErrorCode::InvalidGroupId:
        return ErrorText::tr("the group id is empty or not allowed");
    case ErrorCode::UnknownMemberId:
        return ErrorText::tr("the coordinator has removed the member, or never knew it");
    case ErrorCode::InvalidSessionTimeout:
        return ErrorText::tr("session.timeout.ms is not between the broker's "
                             "group.min.session.timeout.ms and group.max.session.timeout.ms");
    case ErrorCode::RebalanceInProgress:
        return ErrorText::tr("the group is rebalancing");
    case ErrorCode::GroupIdNotFound:
        return ErrorText::tr(
            "there is no such group: no member has joined it yet, or it was deleted");
    case ErrorCode::FetchSessionIdNotFound:
        return ErrorText::tr("the broker does not know the fetch session (any more)");
    case ErrorCode::InvalidFetchSessionEpoch:
        return ErrorText::tr("the fetch session is at another request than the client thinks");
    case ErrorCode::MemberIdRequired:
        return ErrorText::tr("the coordinator has made a member id");
    case ErrorCode::GroupMaxSizeReached:
        return ErrorText::tr("the group has group.max.size members");
    case ErrorCode::FencedInstanceId:
        return ErrorText::tr("another process has the same group.instance.id");
    case ErrorCode::FencedMemberEpoch:
        return ErrorText::tr("the coordinator has fenced the member");
    case ErrorCode::UnreleasedInstanceId:
        return ErrorText::tr("the group.instance.id still belongs to a member that is alive");
    case ErrorCode::UnsupportedAssignor:
        return ErrorText::tr("the broker has no such assignor");
    case ErrorCode::UnsupportedVersion:
        return ErrorText::tr("the broker does not know this request");
    case ErrorCode::StaleMemberEpoch:
        return ErrorText::tr("the member has not heard of its newest assignment yet");
    case ErrorCode::None:
        return {};
    }
    return {};
}

QString errorText(ErrorCode error)
{
    const QString name = toQString(event::errorName(error));
    const QString explanation = errorExplanation(error);
    return explanation.isEmpty() ? name : QString(name + u" ("_s + explanation + u')');
}

} // namespace brokerscope::views
