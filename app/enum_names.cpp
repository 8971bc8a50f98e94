#include "app/enum_names.h"

namespace brokerscope::app {

std::string_view exportName(event::StopHow value)
{
    switch (value) {
    case event::StopHow::Kill:
        return "kill";
    case event::StopHow::PowerLoss:
        return "power-loss";
    case event::StopHow::Halt:
        return "halt";
    case event::StopHow::Shutdown:
        return "shutdown";
    }
    return {};
}

std::string_view exportName(event::DropReason value)
{
    switch (value) {
    case event::DropReason::Cut:
        return "cut";
    case event::DropReason::ReceiverDown:
        return "receiver-down";
    case event::DropReason::SenderDown:
        return "sender-down";
    case event::DropReason::Fault:
        return "fault";
    }
    return {};
}

std::string_view exportName(event::CloseReason value)
{
    switch (value) {
    case event::CloseReason::Full:
        return "full";
    case event::CloseReason::Linger:
        return "linger";
    case event::CloseReason::Drained:
        return "drained";
    case event::CloseReason::Memory:
        return "memory";
    case event::CloseReason::Flush:
        return "flush";
    case event::CloseReason::Close:
        return "close";
    case event::CloseReason::Split:
        return "split";
    }
    return {};
}

std::string_view exportName(event::BatchCodec value)
{
    return event::codecName(value);
}

std::string_view exportName(event::Purgatory value)
{
    switch (value) {
    case event::Purgatory::Produce:
        return "produce";
    case event::Purgatory::Fetch:
        return "fetch";
    }
    return {};
}

std::string_view exportName(event::UnparkReason value)
{
    switch (value) {
    case event::UnparkReason::Satisfied:
        return "satisfied";
    case event::UnparkReason::Expired:
        return "expired";
    case event::UnparkReason::Failed:
        return "failed";
    }
    return {};
}

std::string_view exportName(event::TruncateReason value)
{
    switch (value) {
    case event::TruncateReason::Divergence:
        return "divergence";
    case event::TruncateReason::HighWatermark:
        return "high-watermark";
    }
    return {};
}

std::string_view exportName(event::ReplicaRole value)
{
    switch (value) {
    case event::ReplicaRole::None:
        return "none";
    case event::ReplicaRole::Leader:
        return "leader";
    case event::ReplicaRole::Follower:
        return "follower";
    }
    return {};
}

std::string_view exportName(event::ElectionKind value)
{
    switch (value) {
    case event::ElectionKind::Initial:
        return "initial";
    case event::ElectionKind::Clean:
        return "clean";
    case event::ElectionKind::NoneEligible:
        return "none-eligible";
    case event::ElectionKind::Unclean:
        return "unclean";
    case event::ElectionKind::Preferred:
        return "preferred";
    case event::ElectionKind::Shutdown:
        return "shutdown";
    case event::ElectionKind::FromEligible:
        return "from-eligible";
    case event::ElectionKind::LastKnown:
        return "last-known";
    case event::ElectionKind::Reassigned:
        return "reassigned";
    }
    return {};
}

std::string_view exportName(event::IsrReason value)
{
    switch (value) {
    case event::IsrReason::Created:
        return "created";
    case event::IsrReason::Fenced:
        return "fenced";
    case event::IsrReason::Lagging:
        return "lagging";
    case event::IsrReason::CaughtUp:
        return "caught-up";
    case event::IsrReason::Shutdown:
        return "shutdown";
    case event::IsrReason::Elected:
        return "elected";
    case event::IsrReason::Reassigned:
        return "reassigned";
    }
    return {};
}

std::string_view exportName(event::ResetPolicy value)
{
    switch (value) {
    case event::ResetPolicy::Earliest:
        return "earliest";
    case event::ResetPolicy::Latest:
        return "latest";
    case event::ResetPolicy::None:
        return "none";
    case event::ResetPolicy::ByDuration:
        return "by-duration";
    }
    return {};
}

std::string_view exportName(event::RollReason value)
{
    switch (value) {
    case event::RollReason::Size:
        return "size";
    case event::RollReason::Time:
        return "time";
    case event::RollReason::IndexFull:
        return "index-full";
    case event::RollReason::OffsetOverflow:
        return "offset-overflow";
    case event::RollReason::Retention:
        return "retention";
    }
    return {};
}

std::string_view exportName(event::SegmentDeletion value)
{
    switch (value) {
    case event::SegmentDeletion::RetentionTime:
        return "retention-time";
    case event::SegmentDeletion::RetentionSize:
        return "retention-size";
    case event::SegmentDeletion::BelowLogStart:
        return "below-log-start";
    case event::SegmentDeletion::Truncated:
        return "truncated";
    case event::SegmentDeletion::Compacted:
        return "compacted";
    }
    return {};
}

std::string_view exportName(event::LogStartReason value)
{
    switch (value) {
    case event::LogStartReason::Retention:
        return "retention";
    case event::LogStartReason::DeleteRecords:
        return "delete-records";
    case event::LogStartReason::Leader:
        return "leader";
    case event::LogStartReason::Truncated:
        return "truncated";
    }
    return {};
}

std::string_view exportName(event::DiskError value)
{
    switch (value) {
    case event::DiskError::Full:
        return "full";
    case event::DiskError::ReadFailed:
        return "read-failed";
    case event::DiskError::WriteFailed:
        return "write-failed";
    }
    return {};
}

std::string_view exportName(event::SeekTarget value)
{
    switch (value) {
    case event::SeekTarget::Offset:
        return "offset";
    case event::SeekTarget::Time:
        return "time";
    case event::SeekTarget::Beginning:
        return "beginning";
    case event::SeekTarget::End:
        return "end";
    }
    return {};
}

std::string_view exportName(event::QuorumRole value)
{
    switch (value) {
    case event::QuorumRole::Unattached:
        return "unattached";
    case event::QuorumRole::Voted:
        return "voted";
    case event::QuorumRole::Follower:
        return "follower";
    case event::QuorumRole::Candidate:
        return "candidate";
    case event::QuorumRole::Leader:
        return "leader";
    case event::QuorumRole::Resigned:
        return "resigned";
    }
    return {};
}

std::string_view exportName(event::GroupState value)
{
    switch (value) {
    case event::GroupState::Empty:
        return "empty";
    case event::GroupState::PreparingRebalance:
        return "preparing-rebalance";
    case event::GroupState::CompletingRebalance:
        return "completing-rebalance";
    case event::GroupState::Stable:
        return "stable";
    case event::GroupState::Dead:
        return "dead";
    case event::GroupState::Assigning:
        return "assigning";
    case event::GroupState::Reconciling:
        return "reconciling";
    }
    return {};
}

std::string_view exportName(event::RebalanceReason value)
{
    switch (value) {
    case event::RebalanceReason::MemberJoined:
        return "member-joined";
    case event::RebalanceReason::MemberLeft:
        return "member-left";
    case event::RebalanceReason::SessionExpired:
        return "session-expired";
    case event::RebalanceReason::SyncExpired:
        return "sync-expired";
    case event::RebalanceReason::SubscriptionChanged:
        return "subscription-changed";
    case event::RebalanceReason::LeaderRejoined:
        return "leader-rejoined";
    case event::RebalanceReason::MemberRejoined:
        return "member-rejoined";
    case event::RebalanceReason::StaticMemberReplaced:
        return "static-member-replaced";
    case event::RebalanceReason::TopicsChanged:
        return "topics-changed";
    case event::RebalanceReason::MemberFenced:
        return "member-fenced";
    case event::RebalanceReason::GroupMoved:
        return "group-moved";
    }
    return {};
}

std::string_view exportName(event::MemberEnd value)
{
    switch (value) {
    case event::MemberEnd::Left:
        return "left";
    case event::MemberEnd::PollExpired:
        return "poll-expired";
    case event::MemberEnd::SessionExpired:
        return "session-expired";
    case event::MemberEnd::RebalanceExpired:
        return "rebalance-expired";
    case event::MemberEnd::SyncExpired:
        return "sync-expired";
    case event::MemberEnd::Replaced:
        return "replaced";
    case event::MemberEnd::Fenced:
        return "fenced";
    }
    return {};
}

std::string_view exportName(event::MemberProgress value)
{
    switch (value) {
    case event::MemberProgress::Stable:
        return "stable";
    case event::MemberProgress::UnrevokedPartitions:
        return "unrevoked-partitions";
    case event::MemberProgress::UnreleasedPartitions:
        return "unreleased-partitions";
    }
    return {};
}

std::string_view exportName(event::RevokeReason value)
{
    switch (value) {
    case event::RevokeReason::Rebalance:
        return "rebalance";
    case event::RevokeReason::Lost:
        return "lost";
    case event::RevokeReason::Closed:
        return "closed";
    }
    return {};
}

std::string_view exportName(event::CommitKind value)
{
    switch (value) {
    case event::CommitKind::Auto:
        return "auto";
    case event::CommitKind::Sync:
        return "sync";
    case event::CommitKind::Async:
        return "async";
    case event::CommitKind::Revoke:
        return "revoke";
    case event::CommitKind::Close:
        return "close";
    }
    return {};
}

std::string_view exportName(event::SeenBy value)
{
    switch (value) {
    case event::SeenBy::Key:
        return "key";
    case event::SeenBy::Value:
        return "value";
    case event::SeenBy::Offset:
        return "offset";
    }
    return {};
}

std::string_view exportName(event::Api value)
{
    return event::apiName(value);
}

std::string_view exportName(event::ErrorCode value)
{
    return event::errorName(value);
}

} // namespace brokerscope::app
