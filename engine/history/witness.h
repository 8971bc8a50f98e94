#pragma once

#include "engine/history/client_ledger.h"
#include "engine/history/consumer_ledger.h"
#include "engine/history/group_ledger.h"
#include "engine/history/handler_ledger.h"
#include "engine/history/replica_ledger.h"
#include "engine/history/verdict.h"

#include <vector>

namespace brokerscope::history {

/// Hears every event of a run in order and fills the ledgers. Kinds that say nothing about records
/// are passed over.
struct Witness {
    explicit Witness(const History& h);

    const History& history;
    ClientLedger client;
    ClusterLedger cluster;
    ConsumerLedger consumers;
    GroupLedger groups;
    HandlerLedger handlers;
    std::vector<bool> assigned; ///< by PartitionId: some consumer reads it
    std::vector<Anomaly> unplaced; ///< acks=0: lost before any log had it
    Verdict verdict; ///< its counters of records
    EventId id = kNoEvent; ///< of the event that is heard
    NodeId node = kNoNode; ///< its node

    template <class Other>
    void operator()(const Other&)
    {
    }

    // Brokers.
    void operator()(const event::NodeStopped&)
    {
        cluster.halted(id, node, true);
        groups.ended(id, node);
        handlers.ended(id, node);
    }
    void operator()(const event::NodePaused&) { cluster.halted(id, node, false); }
    void operator()(const event::BatchAppended& p);
    void operator()(const event::AppendRejected& p)
    {
        loseUnplaced(requestSent(), p.producer, p.batch);
    }
    void operator()(const event::HighWatermarkMoved& p) { cluster.watermark(node, p); }
    void operator()(const event::LogTruncated& p) { cluster.cut(id, node, p.partition, p.to); }
    void operator()(const event::UnflushedLost& p)
    {
        cluster.cut(id, node, p.partition, p.durableEnd);
    }
    void operator()(const event::LogScanned& p) { cluster.cut(id, node, p.partition, p.end); }
    void operator()(const event::LogStartMoved& p) { cluster.startMoved(id, node, p); }
    void operator()(const event::RecordsCompacted& p) { cluster.compacted(node, p); }
    void operator()(const event::LogRecovered& p) { cluster.recovered(node, p); }
    void operator()(const event::ReplicaProgress& p) { cluster.progressed(id, p); }
    void operator()(const event::LeaderElected& p) { cluster.elected(id, p); }
    void operator()(const event::RoleAssumed& p) { cluster.assumed(id, node, p); }
    void operator()(const event::MessageDropped& p);

    // Producers.
    void operator()(const event::RecordCreated&) { ++verdict.produced; }
    void operator()(const event::RecordBatched& p) { client.batched(id, node, p); }
    void operator()(const event::BatchSent& p) { client.attempted(id, node, p.batch); }
    void operator()(const event::BatchRetried& p) { client.attempted(id, node, p.batch); }
    void operator()(const event::BatchSplit& p) { client.split(id, node, p.batch); }
    void operator()(const event::RecordRejected& p);
    void operator()(const event::BatchFailed& p);
    void operator()(const event::BatchAcked& p);

    // Consumers.
    void operator()(const event::PartitionAssigned& p);
    void operator()(const event::OffsetReset& p);
    void operator()(const event::PositionRestored& p);
    void operator()(const event::PositionSought& p)
    {
        consumers[{groups.readerOf(node), p.partition}].sought(p.to);
    }
    void operator()(const event::RecordsDelivered& p);
    void operator()(const event::RecordsProcessed& p)
    {
        groups.processed(id, node, p.partition, p.end);
        handlers.processed(id, node, p.partition, p.end);
    }
    void operator()(const event::PartitionRevoked& p) { groups.revoked(id, node, p.partition); }
    void operator()(const event::ConsumerFailed&) { groups.ended(id, node); }
    void operator()(const event::HandlerThrew& p);
    void operator()(const event::OffsetCommitted& p);

    // Their applications.
    void operator()(const event::RecordStored& p);
    void operator()(const event::RecordForwarded& p) { handlers.forwarded(id, node, p); }
    void operator()(const event::RecordDeduplicated& p) { handlers.deduplicated(node, p); }
    void operator()(const event::PositionFromStore& p);

private:
    /// The MessageSent of the request that is being handled, or else this event.
    [[nodiscard]] EventId requestSent() const;
    /// The broker whose message the present event comes from; kNoNode when it comes from none.
    [[nodiscard]] NodeId answeringBroker() const;
    /// From now on this placement of an acknowledged batch is held against the leaders' logs.
    void hold(std::uint32_t placement, EventId acked, EventId since);
    /// With acks=0, what a refusal or a lost request takes with it. `sent`: as in
    /// ClientLedger::appended.
    void loseUnplaced(EventId sent, NodeId producer, BatchId batch);
};

} // namespace brokerscope::history
