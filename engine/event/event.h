#pragma once

#include "engine/event/consumer_events.h"
#include "engine/event/controller_events.h"
#include "engine/event/group_events.h"
#include "engine/event/handler_events.h"
#include "engine/event/log_events.h"
#include "engine/event/network_events.h"
#include "engine/event/producer_events.h"
#include "engine/event/replication_events.h"
#include "engine/event/script_events.h"

#include <cstddef>
#include <variant>

/// The vocabulary of what can happen in a run. Each kind is a small plain struct; `Payload` joins
/// them. The node that a comment names is Event::node. Offsets that end a range are exclusive.
namespace brokerscope::event {

/// Session files store the index of a kind: new kinds go to the end.
using Payload = std::variant<ScriptCommand, ConfigSet, NodeStarted, NodeStopped, NodePaused,
    NodeResumed, LinkCut, LinkHealed, MessageSent, MessageReceived, MessageDropped, RequestTimedOut,
    ConnectionLost, RecordCreated, SendBlocked, SendUnblocked, RecordRejected, BatchOpened,
    RecordBatched, BatchClosed, BatchSent, BatchRetried, BatchAcked, BatchFailed,
    ProducerIdAssigned, ClientMetadata, BatchAppended, BatchDeduplicated, AppendRejected,
    HighWatermarkMoved, LogTruncated, UnflushedLost, LogRecovered, RoleAssumed, ReplicaProgress,
    RequestParked, RequestUnparked, IsrProposed, MetadataApplied, BrokerRegistered, BrokerFenced,
    BrokerUnfenced, TopicCreated, LeaderElected, IsrChanged, PartitionAssigned, OffsetReset,
    RecordsFetched, RecordsDelivered, RecordsProcessed, ConsumerFailed, SegmentRolled,
    SegmentDeleted, LogStartMoved, IndexEntryAdded, LogFlushed, LogScanned, CleanerStarted,
    RecordsCompacted, CleanerFinished, LogDirFailed, PositionSought, LinkSlowed, DiskSlowed,
    DiskFilled, ClockSkewed, ShutdownBegun, ReplicationThrottled, ReplicaDeleted, BrokerLeaving,
    ReplicasAssigned, EligibleLeadersChanged, PartitionsAdded, QuorumRoleChanged, VoteCast,
    MetadataAppended, MetadataCommitted, MetadataTruncated, TruncationDetected, ReadReplicaChosen,
    BatchCompressed, BatchSplit, ProducerEpochBumped, FlushBegun, FlushEnded, CloseBegun,
    ClientThrottled, MessageDelayed, ErrorInjected, BatchRecompressed, BufferTaken,
    GroupStateChanged, RebalanceBegun, MemberJoined, MemberRemoved, GenerationBegun, MemberAssigned,
    OffsetCommitted, OffsetsExpired, CoordinatorLoaded, CoordinatorUnloaded, CoordinatorFound,
    PartitionRevoked, PositionRestored, CommitSent, CommitEnded, PollExpired, PartitionPaused,
    PartitionResumed, HandlerThrew, MemberReconciled, RecordStored, RecordForwarded,
    RecordDeduplicated, PositionFromStore>;

/// One thing that happened. Its id is its index in the History.
struct Event {
    Timestamp time;
    EventId cause
        = kNoEvent; ///< the event during whose handling this one came about; kNoEvent at the root
    NodeId node;
    Payload payload;
    bool operator==(const Event&) const = default;
};

static_assert(sizeof(Event) <= 72, "a History of a million events must stay small");

/// The kind's name in kebab-case, e.g. "broker-stopped" is `node-stopped`; scenario cues and the
/// event log use it.
[[nodiscard]] std::string_view kindName(const Payload& payload);
[[nodiscard]] std::string_view kindName(std::size_t payloadIndex);
inline constexpr std::size_t kKindCount = std::variant_size_v<Payload>;

/// The partition that the event is about, or kNoPartition.
[[nodiscard]] PartitionId partitionOf(const Payload& payload);

} // namespace brokerscope::event
