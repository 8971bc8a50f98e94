#pragma once

#include "engine/history/cluster_state.h"

namespace brokerscope::history {

/// Folds one event into a ClusterState: one small function per kind, so that std::visit fails to
/// compile when a kind is forgotten. Whatever names a node, partition, batch or message that is not
/// there changes nothing: a damaged session file may say anything.
struct Fold {
    ClusterState& state;
    EventId id;
    const event::Event& event;

    // The script and the faults.
    void operator()(const event::ScriptCommand&) { }
    void operator()(const event::ConfigSet&) { }
    void operator()(const event::NodeStarted&);
    void operator()(const event::NodeStopped& p);
    void operator()(const event::NodePaused&);
    void operator()(const event::NodeResumed&);
    void operator()(const event::LinkCut& p);
    void operator()(const event::LinkHealed& p);

    // The network.
    void operator()(const event::MessageSent& p);
    void operator()(const event::MessageReceived& p);
    void operator()(const event::MessageDropped& p);
    void operator()(const event::RequestTimedOut& p) { forgetAnswersOf(p.peer); }
    void operator()(const event::ConnectionLost& p) { forgetAnswersOf(p.peer); }

    // The producer.
    void operator()(const event::RecordCreated&);
    void operator()(const event::SendBlocked& p);
    void operator()(const event::SendUnblocked& p) { endWaiting(p.number); }
    void operator()(const event::RecordRejected& p);
    void operator()(const event::BatchOpened& p);
    void operator()(const event::RecordBatched& p);
    void operator()(const event::BatchClosed& p);
    void operator()(const event::BatchSent& p);
    void operator()(const event::BatchRetried& p);
    void operator()(const event::BatchAcked& p);
    void operator()(const event::BatchFailed& p);
    void operator()(const event::ProducerIdAssigned& p);
    void operator()(const event::ClientMetadata& p);

    // A broker's log.
    void operator()(const event::BatchAppended& p);
    void operator()(const event::BatchDeduplicated&) { }
    void operator()(const event::AppendRejected&) { }
    void operator()(const event::HighWatermarkMoved& p);
    void operator()(const event::LogTruncated& p) { shorten(p.partition, p.to); }
    void operator()(const event::UnflushedLost& p) { shorten(p.partition, p.durableEnd); }
    void operator()(const event::LogRecovered& p);

    // A log's files.
    void operator()(const event::SegmentRolled& p);
    void operator()(const event::SegmentDeleted& p);
    void operator()(const event::LogStartMoved& p);
    void operator()(const event::IndexEntryAdded& p);
    void operator()(const event::LogFlushed& p);
    void operator()(const event::LogScanned& p);
    void operator()(const event::CleanerStarted& p);
    void operator()(const event::RecordsCompacted& p);
    void operator()(const event::CleanerFinished& p);
    void operator()(const event::LogDirFailed& p);

    // Replication.
    void operator()(const event::RoleAssumed& p);
    void operator()(const event::ReplicaProgress&) { }
    void operator()(const event::RequestParked& p);
    void operator()(const event::RequestUnparked& p);
    void operator()(const event::IsrProposed&) { }
    void operator()(const event::MetadataApplied& p);

    // The controller.
    void operator()(const event::BrokerRegistered& p);
    void operator()(const event::BrokerFenced& p) { setFenced(p.broker, true); }
    void operator()(const event::BrokerUnfenced& p) { setFenced(p.broker, false); }
    void operator()(const event::TopicCreated& p);
    void operator()(const event::LeaderElected& p);
    void operator()(const event::IsrChanged& p);

    // The consumer.
    void operator()(const event::PartitionAssigned& p);
    void operator()(const event::OffsetReset& p);
    void operator()(const event::PositionSought& p);
    void operator()(const event::RecordsFetched& p);
    void operator()(const event::RecordsDelivered& p);
    void operator()(const event::RecordsProcessed& p);
    void operator()(const event::ConsumerFailed& p);

    // Faults of links, disks and clocks.
    void operator()(const event::LinkSlowed& p);
    void operator()(const event::DiskSlowed& p);
    void operator()(const event::DiskFilled& p);
    void operator()(const event::ClockSkewed& p);

    // Planned changes.
    void operator()(const event::ShutdownBegun&) { }
    void operator()(const event::ReplicationThrottled&) { }
    void operator()(const event::ReplicaDeleted& p);
    void operator()(const event::BrokerLeaving& p);
    void operator()(const event::ReplicasAssigned& p);
    void operator()(const event::EligibleLeadersChanged& p);
    void operator()(const event::PartitionsAdded& p);

    // The quorum.
    void operator()(const event::QuorumRoleChanged& p);
    void operator()(const event::VoteCast& p);
    void operator()(const event::MetadataAppended& p);
    void operator()(const event::MetadataCommitted& p);
    void operator()(const event::MetadataTruncated& p);

    // A consumer and the replicas.
    void operator()(const event::TruncationDetected& p);
    void operator()(const event::ReadReplicaChosen& p);

    // Faults of single messages.
    void operator()(const event::MessageDelayed& p);
    void operator()(const event::ErrorInjected&) { }

    // What a producer does besides.
    void operator()(const event::BatchCompressed& p);
    void operator()(const event::BatchSplit& p);
    void operator()(const event::ProducerEpochBumped& p);
    void operator()(const event::FlushBegun&);
    void operator()(const event::FlushEnded&);
    void operator()(const event::CloseBegun&);
    void operator()(const event::ClientThrottled& p);
    void operator()(const event::BatchRecompressed&) { }
    void operator()(const event::BufferTaken& p);

    // Groups, as their coordinators have them.
    void operator()(const event::GroupStateChanged& p);
    void operator()(const event::RebalanceBegun& p);
    void operator()(const event::MemberJoined& p);
    void operator()(const event::MemberRemoved& p);
    void operator()(const event::GenerationBegun& p);
    void operator()(const event::MemberAssigned& p);
    void operator()(const event::MemberReconciled& p);
    void operator()(const event::OffsetCommitted& p);
    void operator()(const event::OffsetsExpired& p);
    void operator()(const event::CoordinatorLoaded&) { }
    void operator()(const event::CoordinatorUnloaded&) { }

    // A member of a group.
    void operator()(const event::CoordinatorFound& p);
    void operator()(const event::PartitionRevoked& p);
    void operator()(const event::PositionRestored& p);
    void operator()(const event::CommitSent& p);
    void operator()(const event::CommitEnded& p);
    void operator()(const event::PollExpired& p);
    void operator()(const event::PartitionPaused& p) { setPaused(p.partition, true); }
    void operator()(const event::PartitionResumed& p) { setPaused(p.partition, false); }
    void operator()(const event::HandlerThrew& p);

    // The application of a consumer (fold_handlers.cpp).
    void operator()(const event::RecordStored& p);
    void operator()(const event::RecordForwarded&);
    void operator()(const event::RecordDeduplicated&);
    void operator()(const event::PositionFromStore& p);

    /// Forgets dropped messages and deleted segments whose trail is over.
    void pruneTrails();

private:
    // nullptr when there is none.
    [[nodiscard]] BrokerState* broker(NodeId node);
    [[nodiscard]] PartitionState* partition(PartitionId partition);
    [[nodiscard]] ProducerState* producer();
    [[nodiscard]] ConsumerState* consumer();
    [[nodiscard]] BatchState* batch(BatchId batch);
    /// The event's broker's replica; made if it is not there yet.
    [[nodiscard]] ReplicaState* replica(PartitionId partition);
    [[nodiscard]] ConsumerPartition* position(PartitionId partition);
    /// nullptr when the consumer does not read the partition (any more).
    [[nodiscard]] ConsumerPartition* owned(PartitionId partition);
    [[nodiscard]] bool atController() const;
    [[nodiscard]] QuorumMemberState* controller();
    void findActiveController();
    void unslow(NodeId from, NodeId to);

    void stopBroker(BrokerState& broker, event::StopHow how);
    void setFenced(NodeId node, bool fenced);
    /// Cuts a replica's log and says what that took as `gone`.
    void shorten(PartitionId partition, Offset end);
    void healDirection(NodeId from, NodeId to);
    void takeIn(const MessageInFlight& message);
    void forgetAnswersOf(NodeId peer);
    void endWaiting(RecordNumber number);
    void removeBatch(BatchId batch);
    /// Made if it is not there yet.
    [[nodiscard]] GroupState& group(StringId name);
    void setPaused(PartitionId partition, bool isPaused);
    /// Made if it is not there yet.
    [[nodiscard]] StoreState& store(StringId name);
    /// Forgets the assignment of an older generation.
    void beginAssignment(GroupState& group, Generation generation);
    void heard(NodeId client);
    void startMember(ConsumerState& started);
    void noteRequest(const event::MessageSent& sent);
};

} // namespace brokerscope::history
