#pragma once

#include "engine/base/ids.h"
#include "engine/event/kinds.h"
#include "engine/history/history.h"

#include <QString>

#include <string_view>

namespace brokerscope::views {

[[nodiscard]] inline QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// "b1", "controller", "p1"; "you" for the script, in the language of the app; "nobody" for
/// kNoNode.
[[nodiscard]] QString nodeName(const history::History& history, NodeId node);

/// "orders-0"; empty for kNoPartition.
[[nodiscard]] QString partitionName(const history::History& history, PartitionId partition);

/// "{b2, b3}"
[[nodiscard]] QString brokerSetText(const history::History& history, BrokerSet brokers);

/// The offsets [from, end) as a person says them: "7–9", "7" for one; "none" for an empty range.
[[nodiscard]] QString offsets(Offset from, Offset end);

/// A kind of node: "broker", "producer" …
[[nodiscard]] QString nodeKindText(event::NodeKind kind);

/// "power loss", "process kill", "disk failure", "in good order"
[[nodiscard]] QString stopHowText(event::StopHow how);

/// "full", "linger.ms over" …: why a producer closed a batch.
[[nodiscard]] QString closeReasonText(event::CloseReason reason);

/// Why a log began another segment: "the next batch would not fit into segment.bytes" …
[[nodiscard]] QString rollReasonText(event::RollReason reason);

/// Why a segment went: "its newest record is older than retention.ms" …
[[nodiscard]] QString segmentDeletionText(event::SegmentDeletion reason);

/// "leader", "follower", "no role yet"
[[nodiscard]] QString roleText(event::ReplicaRole role);

/// What a controller is in the quorum: "follower", "candidate" …
[[nodiscard]] QString controllerRoleText(event::QuorumRole role);

/// The state of a consumer group, with Kafka's name for it: "Stable", "PreparingRebalance" …
[[nodiscard]] QString groupStateText(event::GroupState state);

/// Why a group rebalances: "a member joined" …
[[nodiscard]] QString rebalanceReasonText(event::RebalanceReason reason);

/// How a member left its group: "session.timeout.ms was over without a heartbeat" …
[[nodiscard]] QString memberEndText(event::MemberEnd end);

/// Who had a consumer commit: "auto-commit", "commitSync()" …
[[nodiscard]] QString commitKindText(event::CommitKind kind);

/// How a leader came into office: "from the ISR", "unclean, from outside the ISR" …
[[nodiscard]] QString electionText(event::ElectionKind kind);

/// The language code that scenario::Text::in() takes, for the language that the app shows now.
[[nodiscard]] std::string_view contentLanguage();

} // namespace brokerscope::views
