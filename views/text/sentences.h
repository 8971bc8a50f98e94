#pragma once

#include "engine/history/history.h"
#include "views/text/names.h"

#include <QString>

namespace brokerscope::views {

/// What the sentences of one event are made from.
struct Telling {
    const history::History& history;
    EventId id;
    const event::Event& event;

    [[nodiscard]] QString node() const { return nodeName(history, event.node); }
    [[nodiscard]] QString name(NodeId other) const { return nodeName(history, other); }
    [[nodiscard]] QString partition(PartitionId partition) const
    {
        return partitionName(history, partition);
    }
    [[nodiscard]] QString text(StringId id_) const { return toQString(history.text(id_)); }
};

// One overload for every kind of event::Payload; std::visit does not compile when one is missing.

// sentences_cluster.cpp: the script and the faults
QString tell(const Telling& t, const event::ScriptCommand& e);
QString tell(const Telling& t, const event::ConfigSet& e);
QString tell(const Telling& t, const event::NodeStarted& e);
QString tell(const Telling& t, const event::NodeStopped& e);
QString tell(const Telling& t, const event::NodePaused& e);
QString tell(const Telling& t, const event::NodeResumed& e);
QString tell(const Telling& t, const event::LinkCut& e);
QString tell(const Telling& t, const event::LinkHealed& e);
QString tell(const Telling& t, const event::LinkSlowed& e);
QString tell(const Telling& t, const event::DiskSlowed& e);
QString tell(const Telling& t, const event::DiskFilled& e);
QString tell(const Telling& t, const event::ClockSkewed& e);

// sentences_controller.cpp: what the controllers decide, and how they agree
QString tell(const Telling& t, const event::BrokerRegistered& e);
QString tell(const Telling& t, const event::BrokerFenced& e);
QString tell(const Telling& t, const event::BrokerUnfenced& e);
QString tell(const Telling& t, const event::TopicCreated& e);
QString tell(const Telling& t, const event::LeaderElected& e);
QString tell(const Telling& t, const event::IsrChanged& e);
QString tell(const Telling& t, const event::BrokerLeaving& e);
QString tell(const Telling& t, const event::ReplicasAssigned& e);
QString tell(const Telling& t, const event::EligibleLeadersChanged& e);
QString tell(const Telling& t, const event::PartitionsAdded& e);
QString tell(const Telling& t, const event::QuorumRoleChanged& e);
QString tell(const Telling& t, const event::VoteCast& e);
QString tell(const Telling& t, const event::MetadataAppended& e);
QString tell(const Telling& t, const event::MetadataCommitted& e);
QString tell(const Telling& t, const event::MetadataTruncated& e);

// sentences_network.cpp
QString tell(const Telling& t, const event::MessageSent& e);
QString tell(const Telling& t, const event::MessageReceived& e);
QString tell(const Telling& t, const event::MessageDropped& e);
QString tell(const Telling& t, const event::MessageDelayed& e);
QString tell(const Telling& t, const event::ErrorInjected& e);
QString tell(const Telling& t, const event::RequestTimedOut& e);
QString tell(const Telling& t, const event::ConnectionLost& e);
QString tell(const Telling& t, const event::RequestParked& e);
QString tell(const Telling& t, const event::RequestUnparked& e);

// sentences_client.cpp: producers and consumers
QString tell(const Telling& t, const event::RecordCreated& e);
QString tell(const Telling& t, const event::SendBlocked& e);
QString tell(const Telling& t, const event::SendUnblocked& e);
QString tell(const Telling& t, const event::RecordRejected& e);
QString tell(const Telling& t, const event::BatchOpened& e);
QString tell(const Telling& t, const event::RecordBatched& e);
QString tell(const Telling& t, const event::BatchClosed& e);
QString tell(const Telling& t, const event::BatchSent& e);
QString tell(const Telling& t, const event::BatchRetried& e);
QString tell(const Telling& t, const event::BatchAcked& e);
QString tell(const Telling& t, const event::BatchFailed& e);
QString tell(const Telling& t, const event::ProducerIdAssigned& e);
QString tell(const Telling& t, const event::ClientMetadata& e);
QString tell(const Telling& t, const event::BatchCompressed& e);
QString tell(const Telling& t, const event::BatchSplit& e);
QString tell(const Telling& t, const event::BufferTaken& e);
QString tell(const Telling& t, const event::ProducerEpochBumped& e);
QString tell(const Telling& t, const event::FlushBegun& e);
QString tell(const Telling& t, const event::FlushEnded& e);
QString tell(const Telling& t, const event::CloseBegun& e);
QString tell(const Telling& t, const event::ClientThrottled& e);
QString tell(const Telling& t, const event::PartitionAssigned& e);
QString tell(const Telling& t, const event::OffsetReset& e);
QString tell(const Telling& t, const event::PositionSought& e);
QString tell(const Telling& t, const event::RecordsFetched& e);
QString tell(const Telling& t, const event::RecordsDelivered& e);
QString tell(const Telling& t, const event::RecordsProcessed& e);
QString tell(const Telling& t, const event::ConsumerFailed& e);
QString tell(const Telling& t, const event::TruncationDetected& e);
QString tell(const Telling& t, const event::ReadReplicaChosen& e);

// sentences_group.cpp: consumer groups and their members
QString tell(const Telling& t, const event::GroupStateChanged& e);
QString tell(const Telling& t, const event::RebalanceBegun& e);
QString tell(const Telling& t, const event::MemberJoined& e);
QString tell(const Telling& t, const event::MemberRemoved& e);
QString tell(const Telling& t, const event::GenerationBegun& e);
QString tell(const Telling& t, const event::MemberAssigned& e);
QString tell(const Telling& t, const event::MemberReconciled& e);
QString tell(const Telling& t, const event::OffsetCommitted& e);
QString tell(const Telling& t, const event::OffsetsExpired& e);
QString tell(const Telling& t, const event::CoordinatorLoaded& e);
QString tell(const Telling& t, const event::CoordinatorUnloaded& e);
QString tell(const Telling& t, const event::CoordinatorFound& e);
QString tell(const Telling& t, const event::PartitionRevoked& e);
QString tell(const Telling& t, const event::PositionRestored& e);
QString tell(const Telling& t, const event::CommitSent& e);
QString tell(const Telling& t, const event::CommitEnded& e);
QString tell(const Telling& t, const event::PollExpired& e);
QString tell(const Telling& t, const event::PartitionPaused& e);
QString tell(const Telling& t, const event::PartitionResumed& e);
QString tell(const Telling& t, const event::HandlerThrew& e);

// sentences_handler.cpp: what the handlers of consumers do with records
QString tell(const Telling& t, const event::RecordStored& e);
QString tell(const Telling& t, const event::RecordForwarded& e);
QString tell(const Telling& t, const event::RecordDeduplicated& e);
QString tell(const Telling& t, const event::PositionFromStore& e);

// sentences_broker.cpp: a broker's log and its replication
QString tell(const Telling& t, const event::BatchAppended& e);
QString tell(const Telling& t, const event::BatchDeduplicated& e);
QString tell(const Telling& t, const event::BatchRecompressed& e);
QString tell(const Telling& t, const event::AppendRejected& e);
QString tell(const Telling& t, const event::HighWatermarkMoved& e);
QString tell(const Telling& t, const event::LogTruncated& e);
QString tell(const Telling& t, const event::UnflushedLost& e);
QString tell(const Telling& t, const event::LogRecovered& e);
QString tell(const Telling& t, const event::RoleAssumed& e);
QString tell(const Telling& t, const event::ReplicaProgress& e);
QString tell(const Telling& t, const event::IsrProposed& e);
QString tell(const Telling& t, const event::MetadataApplied& e);
QString tell(const Telling& t, const event::ShutdownBegun& e);
QString tell(const Telling& t, const event::ReplicationThrottled& e);
QString tell(const Telling& t, const event::ReplicaDeleted& e);

// sentences_files.cpp: the files of a log
QString tell(const Telling& t, const event::SegmentRolled& e);
QString tell(const Telling& t, const event::SegmentDeleted& e);
QString tell(const Telling& t, const event::LogStartMoved& e);
QString tell(const Telling& t, const event::IndexEntryAdded& e);
QString tell(const Telling& t, const event::LogFlushed& e);
QString tell(const Telling& t, const event::LogScanned& e);
QString tell(const Telling& t, const event::CleanerStarted& e);
QString tell(const Telling& t, const event::RecordsCompacted& e);
QString tell(const Telling& t, const event::CleanerFinished& e);
QString tell(const Telling& t, const event::LogDirFailed& e);

} // namespace brokerscope::views
