#pragma once

#include "engine/base/ids.h"
#include "engine/event/kinds.h"
#include "engine/log/producer_snapshot.h"
#include "engine/record/batch.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <variant>
#include <vector>

namespace brokerscope::log {

/// A transaction whose marker has come (Kafka: CompletedTxn).
struct CompletedTransaction {
    ProducerId producer = kNoProducerId;
    Offset firstOffset; ///< of its first record
    Offset lastOffset; ///< of its marker
    Offset lastStableOffset; ///< first offset of the earliest one still open, or behind the marker
    bool isAborted = false;
    bool operator==(const CompletedTransaction&) const = default;
};

/// What a log remembers of each producer with an id, to recognise a batch that it has already, to
/// fence producers and coordinators of old epochs, and to know which transactions are open (Kafka:
/// ProducerStateManager, ProducerStateEntry, ProducerAppendInfo).
class ProducerState {
public:
    /// As many batches as a producer may have in flight (ProducerStateEntry.NUM_BATCHES_TO_RETAIN).
    static constexpr std::size_t kBatchesRetained = 5;

    struct StoredBatch {
        Sequence first;
        Sequence last;
        Offset baseOffset;
        Offset lastOffset;
        std::int64_t timestampMs = -1; ///< the latest of its records
        bool operator==(const StoredBatch&) const = default;
    };
    struct Entry {
        ProducerEpoch epoch = kNoProducerEpoch;
        std::array<StoredBatch, kBatchesRetained> batches{}; ///< oldest first
        std::size_t count = 0;
        std::int64_t lastTimestampMs = -1; ///< of its last batch or marker
        std::int32_t coordinatorEpoch = -1; ///< of its last marker
        std::optional<Offset> transactionStart; ///< first offset of its open transaction
        /// nullptr while nothing but markers have been seen in this epoch.
        [[nodiscard]] const StoredBatch* last() const
        {
            return count == 0 ? nullptr : &batches[count - 1];
        }
        bool operator==(const Entry&) const = default;
    };

    struct Accepted { };
    struct Duplicate {
        Offset baseOffset; ///< where the batch already stands
        std::int64_t timestampMs = -1; ///< the latest of its records
    };
    struct Refused {
        event::ErrorCode error;
    };
    using Answer = std::variant<Accepted, Duplicate, Refused>;

    /// Whether the leader may append a client's batch or, if it is a control batch, a coordinator's
    /// marker. Batches without producer id are always accepted.
    [[nodiscard]] Answer check(const record::BatchView& batch) const;

    /// Notes a batch that is in the log now, whoever wrote it. Returns the transaction that it
    /// ends, unless that has no records.
    std::optional<CompletedTransaction> update(const record::BatchView& batch);

    /// First offset of the earliest transaction that is open, or whose marker is not below
    /// `highWatermark` yet. The LSO is the smaller of it and the high watermark.
    [[nodiscard]] std::optional<Offset> firstUnstable(Offset highWatermark) const;
    /// Transactions that ended below `highWatermark` cannot hold the LSO back any more (Kafka:
    /// onHighWatermarkUpdated). The high watermark must not go back afterwards.
    void forgetReplicated(Offset highWatermark);

    /// Forgets producers that have been silent for `expirationMs`, except in a transaction.
    void expire(std::int64_t nowMs, std::int64_t expirationMs);

    void clear();

    /// What a snapshot file keeps of it, ascending in producer id.
    [[nodiscard]] std::vector<ProducerSnapshot> snapshot() const;
    /// Takes the place of everything before; producers that expired meanwhile are left out.
    void restore(
        std::span<const ProducerSnapshot> producers, std::int64_t nowMs, std::int64_t expirationMs);

    [[nodiscard]] const std::map<ProducerId, Entry>& entries() const { return m_producers; }

private:
    [[nodiscard]] static Answer checkMarker(const record::BatchView& batch, const Entry& entry);
    [[nodiscard]] static Answer checkData(const record::BatchView& batch, const Entry& entry);
    Entry& entryFor(const record::BatchView& batch);
    std::optional<CompletedTransaction> updateByMarker(const record::BatchView& batch);

    std::map<ProducerId, Entry> m_producers;
    std::set<Offset> m_open; ///< first offsets of open transactions
    std::map<Offset, Offset> m_unreplicated; ///< ended ones: first offset and marker
};

} // namespace brokerscope::log
