#include "app/event_fields.h"

#include "app/enum_names.h"
#include "engine/history/fields.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <type_traits>
#include <utility>

namespace brokerscope::app {

namespace {

using Json = nlohmann::ordered_json;

// By kind: the names of its fields, in the order of declaration.
constexpr std::array<std::string_view, event::kKindCount> kFieldNames{
    "index", // ScriptCommand
    "scope name value", // ConfigSet
    "", // NodeStarted
    "how", // NodeStopped
    "", // NodePaused
    "", // NodeResumed
    "from to both_ways", // LinkCut
    "from to both_ways", // LinkHealed
    "deliver_at_us offset request records bytes to partition partitions error api forgotten "
    "fetch_session fetch_session_epoch", // MessageSent
    "message", // MessageReceived
    "message reason", // MessageDropped
    "message peer", // RequestTimedOut
    "peer", // ConnectionLost
    "number key value bytes partition has_key", // RecordCreated
    "number bytes", // SendBlocked
    "number", // SendUnblocked
    "number error", // RecordRejected
    "batch partition", // BatchOpened
    "batch number batch_bytes", // RecordBatched
    "batch records bytes partition reason", // BatchClosed
    "batch base_sequence broker partition attempt", // BatchSent
    "backoff_us batch partition error", // BatchRetried
    "base_offset batch records partition", // BatchAcked
    "batch records partition error", // BatchFailed
    "producer_id epoch", // ProducerIdAssigned
    "epoch partition leader", // ClientMetadata
    "base_offset records bytes epoch batch partition producer", // BatchAppended
    "base_offset batch partition producer", // BatchDeduplicated
    "batch partition producer error", // AppendRejected
    "from to partition", // HighWatermarkMoved
    "from to partition reason", // LogTruncated
    "durable_end end partition", // UnflushedLost
    "log_end high_watermark partition", // LogRecovered
    "log_end epoch partition leader role", // RoleAssumed
    "log_end partition replica", // ReplicaProgress
    "awaited message partition purgatory", // RequestParked
    "message purgatory reason", // RequestUnparked
    "isr partition reason", // IsrProposed
    "end", // MetadataApplied
    "epoch broker", // BrokerRegistered
    "broker", // BrokerFenced
    "broker", // BrokerUnfenced
    "topic first_partition partitions", // TopicCreated
    "isr epoch partition leader previous kind", // LeaderElected
    "isr epoch partition reason", // IsrChanged
    "partition", // PartitionAssigned
    "to partition policy", // OffsetReset
    "from to partition", // RecordsFetched
    "base_offset records epoch partition", // RecordsDelivered
    "end partition", // RecordsProcessed
    "partition error", // ConsumerFailed
    "base partition reason", // SegmentRolled
    "base end bytes partition reason", // SegmentDeleted
    "from to partition reason", // LogStartMoved
    "offset segment timestamp_ms timestamp_offset position partition", // IndexEntryAdded
    "recovery_point partition", // LogFlushed
    "from end bytes_cut partition", // LogScanned
    "first_dirty end partition", // CleanerStarted
    "from to records partition", // RecordsCompacted
    "cleaned_to bytes_before bytes_after partition", // CleanerFinished
    "partition error", // LogDirFailed
    "to timestamp_ms partition target", // PositionSought
    "extra_us from to both_ways", // LinkSlowed
    "per_write_us", // DiskSlowed
    "full", // DiskFilled
    "by_us", // ClockSkewed
    "", // ShutdownBegun
    "until_us partition peer as_leader", // ReplicationThrottled
    "partition", // ReplicaDeleted
    "broker", // BrokerLeaving
    "replicas adding removing partition preferred", // ReplicasAssigned
    "eligible partition", // EligibleLeadersChanged
    "topic first_partition partitions", // PartitionsAdded
    "epoch leader role", // QuorumRoleChanged
    "epoch candidate granted", // VoteCast
    "end epoch", // MetadataAppended
    "end", // MetadataCommitted
    "from to", // MetadataTruncated
    "from to epoch partition", // TruncationDetected
    "partition replica", // ReadReplicaChosen
    "batch bytes_before bytes_after next_estimate_ppm partition codec", // BatchCompressed
    "batch first partition parts", // BatchSplit
    "epoch partition", // ProducerEpochBumped
    "batches", // FlushBegun
    "", // FlushEnded
    "timeout_us bounded", // CloseBegun
    "until_us bytes_per_second request client", // ClientThrottled
    "deliver_at_us message", // MessageDelayed
    "message error", // ErrorInjected
    "batch bytes_before bytes_after partition producer from to", // BatchRecompressed
    "batch bytes", // BufferTaken
    "group generation state", // GroupStateChanged
    "group member client reason", // RebalanceBegun
    "group member instance client", // MemberJoined
    "group member client end", // MemberRemoved
    "group protocol generation leader members", // GenerationBegun
    "group generation client partition", // MemberAssigned
    "group offset partition client", // OffsetCommitted
    "group partition", // OffsetsExpired
    "partition groups offsets", // CoordinatorLoaded
    "partition", // CoordinatorUnloaded
    "coordinator", // CoordinatorFound
    "partition reason", // PartitionRevoked
    "to partition", // PositionRestored
    "offset partition kind", // CommitSent
    "offset partition kind error", // CommitEnded
    "since_last_poll_us", // PollExpired
    "partition", // PartitionPaused
    "partition", // PartitionResumed
    "offset partition skipped", // HandlerThrew
    "group client epoch progress assigned to_revoke", // MemberReconciled
    "offset epoch store partition with_offset replaced repeat", // RecordStored
    "offset epoch number partition producer had_failed", // RecordForwarded
    "offset epoch partition by in_store", // RecordDeduplicated
    "to store partition", // PositionFromStore
};

constexpr std::size_t wordCount(std::string_view words)
{
    return words.empty()
        ? 0
        : static_cast<std::size_t>(std::count(words.begin(), words.end(), ' ')) + 1;
}

template <std::size_t... Kind>
constexpr bool namesFit(std::index_sequence<Kind...> /*kinds*/)
{
    return ((wordCount(kFieldNames[Kind])
                == history::fieldCount<std::variant_alternative_t<Kind, event::Payload>>())
        && ...);
}
static_assert(namesFit(std::make_index_sequence<event::kKindCount>()),
    "every field of every kind of event has a name here");

/// A field's value as JSON.
struct ValueWriter {
    const history::History& history;

    Json operator()(bool value) const { return value; }
    Json operator()(NodeId node) const
    {
        return node == kNoNode ? Json() : Json(history.roster().at(node).name);
    }
    Json operator()(PartitionId partition) const
    {
        return partition == kNoPartition ? Json() : Json(history.roster().at(partition).name());
    }
    Json operator()(Offset offset) const
    {
        return offset == kNoOffset ? Json() : Json(offset.value());
    }
    Json operator()(EventId event) const
    {
        return event == kNoEvent ? Json() : Json(event.value());
    }
    Json operator()(FetchSessionId session) const
    {
        return session == kNoFetchSession ? Json() : Json(session.value());
    }
    Json operator()(StringId text) const { return std::string(history.text(text)); }
    Json operator()(Timestamp time) const { return time.micros(); }
    Json operator()(Duration duration) const { return duration.micros(); }
    Json operator()(BrokerSet brokers) const
    {
        Json names = Json::array();
        brokers.forEach([&](NodeId broker) { names.push_back((*this)(broker)); });
        return names;
    }
    template <class Tag, std::integral Rep>
    Json operator()(Strong<Tag, Rep> value) const
    {
        return value.value();
    }
    template <class Enum>
    requires std::is_enum_v<Enum> Json operator()(Enum value) const
    {
        return std::string(exportName(value));
    }
    template <std::integral Number>
    Json operator()(Number value) const
    {
        return value;
    }
};

} // namespace

Json eventFields(const history::History& history, const event::Payload& payload)
{
    Json fields = Json::object();
    std::string_view names = kFieldNames[payload.index()];
    const auto add = [&](const auto& value) {
        const std::size_t end = std::min(names.find(' '), names.size());
        fields[std::string(names.substr(0, end))] = ValueWriter{history}(value);
        names.remove_prefix(std::min(end + 1, names.size()));
    };
    std::visit([&](const auto& kind) { history::forEachField(kind, add); }, payload);
    return fields;
}

} // namespace brokerscope::app
