#pragma once

#include "engine/history/history.h"
#include "engine/history/verdict.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace brokerscope::history {

/// Where a leader stored a producer's batch.
struct Placement {
    EventId appended; ///< its BatchAppended
    NodeId broker;
    PartitionId partition;
    Span span;
    std::uint32_t batch = 0; ///< index into ClientLedger::batches()
};

/// A producer's batch and what became of it.
struct BatchTrace {
    std::vector<std::uint32_t>
        records; ///< indices into ClientLedger::records(), in the order of the batch
    std::vector<std::uint32_t> placements; ///< indices into ClientLedger::placements(), ascending
    std::vector<EventId> attempts; ///< its BatchSent and BatchRetried
    EventId acked = kNoEvent;
    EventId failed = kNoEvent;
    Offset ackedBase = kNoOffset; ///< kNoOffset with acks=0
    NodeId answeredBy = kNoNode; ///< the broker whose answer it was; kNoNode when that is not known
    LeaderEpoch answeredEpoch = kNoEpoch; ///< of the record at ackedBase in that broker's log then
    [[nodiscard]] bool ackedUnseen() const { return acked != kNoEvent && ackedBase == kNoOffset; }
};

/// Numbers that mostly count up by one → an index.
class NumberIndex {
public:
    /// False when the number is there already.
    bool add(std::uint32_t number, std::uint32_t index);
    [[nodiscard]] std::optional<std::uint32_t> find(std::uint32_t number) const;

private:
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_entries; // ascending by number
};

/// One run of a producer's process. A producer that starts again counts its records and batches
/// from 1 again, so their numbers mean something only together with the life that they belong to.
struct ProducerLife {
    EventId start{0};
    NumberIndex records;
    NumberIndex batches;
};

/// Follows every record from send() into its batch and to the places where leaders stored the
/// batch.
class ClientLedger {
public:
    /// Makes the traces of all records; what follows is told by the calls below, in the order of
    /// events.
    explicit ClientLedger(const History& history);

    void batched(EventId id, NodeId producer, const event::RecordBatched& p);
    void rejected(EventId id, NodeId producer, const event::RecordRejected& p);
    void attempted(EventId id, NodeId producer, BatchId batch);
    void failed(EventId id, NodeId producer, const event::BatchFailed& p);
    /// The records of the batch go on in others, which are told next.
    void split(EventId id, NodeId producer, BatchId batch);
    /// The placement that the producer was told about: nullopt when it is not known (yet). A
    /// retried batch may stand at the same offset in different epochs: the one that was in the log
    /// of the broker that answered counts. `epoch` is that one's; kNoEpoch when it has none there.
    std::optional<std::uint32_t> acked(EventId id, NodeId producer, NodeId answeredBy,
        LeaderEpoch epoch, const event::BatchAcked& p);
    /// nullopt unless the event is a leader's append of a batch that is known. `sent`: when the
    /// request was sent, or some event later in the same life of the producer.
    std::optional<std::uint32_t> appended(
        EventId id, EventId sent, NodeId broker, const event::BatchAppended& p);
    /// Notes the first delivery of each record in `span`.
    void delivered(EventId id, PartitionId partition, const Span& span);

    /// The index of the batch that a producer called so when the event happened, or nullopt.
    [[nodiscard]] std::optional<std::uint32_t> batchOf(
        EventId at, NodeId producer, BatchId batch) const;
    /// The same of a record.
    [[nodiscard]] std::optional<std::uint32_t> recordOf(
        EventId at, NodeId producer, RecordNumber number) const;
    /// Where a leader stored the batch of this record last; nullptr when none did.
    [[nodiscard]] const Placement* lastPlacementOf(std::uint32_t record) const;
    [[nodiscard]] const std::vector<RecordTrace>& records() const { return m_records; }
    [[nodiscard]] const std::vector<BatchTrace>& batches() const { return m_batches; }
    [[nodiscard]] const std::vector<Placement>& placements() const { return m_placements; }
    /// The placements of a partition, ascending by epoch, then offset.
    [[nodiscard]] const std::vector<std::uint32_t>& placementsOf(PartitionId partition) const;

    /// Calls f(index of the record, its offset, its placement) for each record that leaders stored
    /// within `span`.
    template <class F>
    void forEachRecord(PartitionId partition, const Span& span, F&& f) const
    {
        const auto& order = placementsOf(partition);
        for (auto it = firstReaching(order, span); it != order.end(); ++it) {
            const Placement& placement = m_placements[*it];
            if (placement.span.epoch != span.epoch || placement.span.base >= span.end) {
                return;
            }
            const auto& records = m_batches[placement.batch].records;
            for (std::size_t i = 0; i < records.size(); ++i) {
                const Offset offset
                    = placement.span.base + OffsetDelta(static_cast<std::int64_t>(i));
                if (offset >= span.base && offset < span.end && offset < placement.span.end) {
                    f(records[i], offset, *it);
                }
            }
        }
    }

    /// Ends the story: gives each record the place that its producer was told of, or else the last
    /// one.
    [[nodiscard]] std::vector<RecordTrace> takeRecords();

private:
    /// nullptr when there is no such node.
    [[nodiscard]] const ProducerLife* lifeOf(EventId at, NodeId producer) const;
    [[nodiscard]] ProducerLife* lifeOf(EventId at, NodeId producer);
    [[nodiscard]] std::vector<std::uint32_t>::const_iterator firstReaching(
        const std::vector<std::uint32_t>& order, const Span& span) const;
    [[nodiscard]] static std::optional<std::uint32_t> toldPlacement(
        const BatchTrace& batch, const std::vector<Placement>& placements);

    std::vector<RecordTrace> m_records;
    std::vector<BatchTrace> m_batches;
    std::vector<Placement> m_placements;
    std::vector<std::vector<ProducerLife>> m_lives; // by NodeId; ascending by start, at least one
    std::vector<std::vector<std::uint32_t>> m_order; // by PartitionId
};

} // namespace brokerscope::history
