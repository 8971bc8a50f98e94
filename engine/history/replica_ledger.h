#pragma once

#include "engine/history/client_ledger.h"
#include "engine/history/history.h"
#include "engine/history/spans.h"

#include <cstdint>
#include <vector>

namespace brokerscope::history {

/// A stretch of records that a producer was told are stored, and whether the partition's leader has
/// them.
struct AckedRange {
    Span span;
    std::uint32_t placement = 0; ///< index into ClientLedger::placements()
    EventId acked;
    EventId since; ///< the later of the acknowledgement and the append: with acks=0 the append
                   ///< comes after
    bool lost = false;
    EventId established = kNoEvent; ///< while lost
    std::uint32_t leadership
        = 0; ///< while lost: index into PartitionLedger::leaderships of the one that lacked it
};

/// A leadership as the controller decided it.
struct Leadership {
    NodeId broker = kNoNode;
    LeaderEpoch epoch = kNoEpoch;
    EventId election = kNoEvent;
    EventId reached = kNoEvent; ///< the last append (or else progress) that shows how far the
                                ///< broker had come by then
};

/// Records that no log needs to have any more, because retention or an admin deleted them.
struct Expiry {
    Span span;
    EventId event; ///< the first LogStartMoved that took them
};

/// One broker's log of a partition.
struct ReplicaLedger {
    struct Cut {
        EventId event;
        Offset from;
        Spans taken;
    };
    NodeId broker;
    Spans log;
    Offset highWatermark;
    EventId lastAppend = kNoEvent;
    EventId lastProgress = kNoEvent;
    std::vector<Cut> cuts; ///< truncations and losses of unflushed records, ascending
};

/// What the brokers did with a partition.
struct PartitionLedger {
    std::vector<ReplicaLedger> replicas;
    std::vector<Leadership> leaderships; ///< ascending; the last one is the present or latest one
    std::vector<AckedRange> acked;
    std::vector<Expiry> expired; ///< in the order of events
    RecordSet superseded; ///< what the cleaner left out, since a later record has the same key
    RecordSet deleted; ///< both of them: nobody lost these
    bool led = false; ///< the last leadership has been assumed and its broker has not stopped since

    [[nodiscard]] ReplicaLedger& replica(NodeId broker); ///< made if it is not there yet
    /// The log of the last leadership's broker; nullptr when nobody ever led.
    [[nodiscard]] const ReplicaLedger* leader() const;
};

/// Follows the logs and leaderships of all partitions and holds what was acknowledged against them.
/// A record counts as lost only when a leader stands without it: while nobody leads, nothing is
/// decided, and when a later leader has it after all, it is not lost. What some replica deleted on
/// purpose before (retention, DeleteRecords, compaction) is not lost either.
class ClusterLedger {
public:
    explicit ClusterLedger(const event::Roster& roster);

    void appended(EventId id, NodeId broker, const event::BatchAppended& p);
    void cut(EventId id, NodeId broker, PartitionId partition, Offset end);
    void recovered(NodeId broker, const event::LogRecovered& p);
    void startMoved(EventId id, NodeId broker, const event::LogStartMoved& p);
    void compacted(NodeId broker, const event::RecordsCompacted& p);
    void watermark(NodeId broker, const event::HighWatermarkMoved& p);
    void progressed(EventId id, const event::ReplicaProgress& p);
    void halted(EventId id, NodeId node, bool stopped);
    void elected(EventId id, const event::LeaderElected& p);
    void assumed(EventId id, NodeId broker, const event::RoleAssumed& p);
    void acked(const AckedRange& range, PartitionId partition);
    /// The run is over: a broker that was elected last and had no time to take office is judged as
    /// it stands.
    void finish();

    [[nodiscard]] const PartitionLedger* partition(PartitionId partition) const;
    /// Of the record that the broker has at the offset now; kNoEpoch when it has none.
    [[nodiscard]] LeaderEpoch epochAt(NodeId broker, PartitionId partition, Offset offset) const;
    [[nodiscard]] std::size_t partitionCount() const { return m_partitions.size(); }
    /// The latest stop or pause of a node before an event and after another, or kNoEvent.
    [[nodiscard]] EventId haltOf(NodeId node, EventId after, EventId before) const;
    /// The first cut after the append that took the record from the broker that appended it, or
    /// kNoEvent.
    [[nodiscard]] EventId cutOf(const Placement& placement, Offset offset) const;
    /// The last cut before an event that took the record of this epoch from a broker that had it,
    /// or kNoEvent.
    [[nodiscard]] EventId cutOf(NodeId broker, PartitionId partition, Offset offset,
        LeaderEpoch epoch, EventId before) const;

private:
    [[nodiscard]] PartitionLedger* find(PartitionId partition);
    static void judgeAll(PartitionLedger& partition, EventId decided);
    static void judgeOne(PartitionLedger& partition, std::size_t range, EventId decided);

    std::vector<PartitionLedger> m_partitions;
    std::vector<std::vector<EventId>> m_halts; // by NodeId
};

} // namespace brokerscope::history
