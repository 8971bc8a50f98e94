#include "views/events/kind_group.h"

#include <QCoreApplication>

#include <type_traits>
#include <variant>

namespace brokerscope::views {

namespace {

struct KindGroupText {
    Q_DECLARE_TR_FUNCTIONS(brokerscope::views::KindGroupText)
};

template <class T, class... Kinds>
inline constexpr bool kIsOneOf = (std::is_same_v<T, Kinds> || ...);

/// Every kind is named once; a kind that is forgotten does not compile.
template <class T>
constexpr KindGroup groupOfKind()
{
    using namespace event;
    if constexpr (kIsOneOf<T, MessageSent, MessageReceived>) {
        return KindGroup::Messages;
    } else if constexpr (kIsOneOf<T, ScriptCommand, ConfigSet, NodeStarted, NodeStopped, NodePaused,
                             NodeResumed, LinkCut, LinkHealed, MessageDropped,
                             event::RequestTimedOut, ConnectionLost, LogDirFailed, LinkSlowed,
                             DiskSlowed, DiskFilled, ClockSkewed, ShutdownBegun, MessageDelayed,
                             ErrorInjected>) {
        return KindGroup::Faults;
    } else if constexpr (kIsOneOf<T, BrokerRegistered, BrokerFenced, BrokerUnfenced, TopicCreated,
                             LeaderElected, IsrChanged, IsrProposed, MetadataApplied, BrokerLeaving,
                             ReplicasAssigned, EligibleLeadersChanged, PartitionsAdded,
                             QuorumRoleChanged, VoteCast, MetadataAppended, MetadataCommitted,
                             MetadataTruncated>) {
        return KindGroup::Controller;
    } else if constexpr (kIsOneOf<T, RecordCreated, SendBlocked, SendUnblocked, RecordRejected,
                             BatchOpened, RecordBatched, BatchClosed, BatchSent, BatchRetried,
                             BatchAcked, BatchFailed, ProducerIdAssigned, ClientMetadata,
                             BatchCompressed, BatchSplit, ProducerEpochBumped, FlushBegun,
                             BufferTaken, FlushEnded, CloseBegun, ClientThrottled>) {
        return KindGroup::Producer;
    } else if constexpr (kIsOneOf<T, BatchAppended, BatchDeduplicated, AppendRejected,
                             HighWatermarkMoved, LogTruncated, UnflushedLost, LogRecovered,
                             RoleAssumed, ReplicaProgress, RequestParked, RequestUnparked,
                             SegmentRolled, SegmentDeleted, LogStartMoved, IndexEntryAdded,
                             LogFlushed, LogScanned, CleanerStarted, RecordsCompacted,
                             CleanerFinished, ReplicationThrottled, ReplicaDeleted,
                             BatchRecompressed>) {
        return KindGroup::Log;
    } else {
        static_assert(kIsOneOf<T, PartitionAssigned, OffsetReset, PositionSought, RecordsFetched,
            RecordsDelivered, RecordsProcessed, ConsumerFailed, TruncationDetected,
            ReadReplicaChosen, GroupStateChanged, RebalanceBegun, MemberJoined, MemberRemoved,
            GenerationBegun, MemberAssigned, OffsetCommitted, OffsetsExpired, CoordinatorLoaded,
            CoordinatorUnloaded, CoordinatorFound, PartitionRevoked, PositionRestored, CommitSent,
            CommitEnded, PollExpired, PartitionPaused, PartitionResumed, HandlerThrew,
            MemberReconciled, RecordStored, RecordForwarded, RecordDeduplicated,
            PositionFromStore>);
        return KindGroup::Consumer;
    }
}

} // namespace

KindGroup groupOf(const event::Payload& payload)
{
    return std::visit([]<class T>(const T&) { return groupOfKind<T>(); }, payload);
}

QString kindGroupText(KindGroup group)
{
    switch (group) {
    case KindGroup::Faults:
        return KindGroupText::tr("Script and faults", "group of events");
    case KindGroup::Controller:
        return KindGroupText::tr("Controllers", "group of events");
    case KindGroup::Producer:
        return KindGroupText::tr("Producers", "group of events");
    case KindGroup::Log:
        return KindGroupText::tr("Logs and replication", "group of events");
    case KindGroup::Consumer:
        return KindGroupText::tr("Consumers", "group of events");
    case KindGroup::Messages:
        return KindGroupText::tr("Every message", "group of events: all requests and answers");
    }
    return {};
}

KindGroups quietKindGroups()
{
    KindGroups groups;
    for (const KindGroup group : kKindGroups) {
        groups.set(group, group != KindGroup::Messages);
    }
    return groups;
}

} // namespace brokerscope::views
