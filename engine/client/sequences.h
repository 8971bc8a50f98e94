#pragma once

#include "engine/base/ids.h"
#include "engine/client/accumulator.h"

#include <vector>

namespace brokerscope::client {

/// An idempotent producer's identity and its sequence numbers for each partition (Kafka:
/// TransactionManager, TxnPartitionEntry).
class Sequences {
public:
    explicit Sequences(std::size_t partitions)
        : m_partitions(partitions)
    {
    }

    [[nodiscard]] bool hasId() const { return m_id != kNoProducerId; }
    void setId(ProducerId id, ProducerEpoch epoch);

    /// Whether a batch that has no sequence yet may get one now: not while sequences of an older
    /// producer epoch, or ones whose fate is unknown, are about.
    [[nodiscard]] bool mayAssign(PartitionId partition) const;
    /// Whether a batch that comes back is the first of its partition that is not done: others wait
    /// for it.
    [[nodiscard]] bool isFirst(const ProducerBatch& batch) const;
    /// Stamps id, epoch and the next sequence into a batch that has none.
    void assign(ProducerBatch& batch);

    /// The broker has the batch.
    void acknowledged(const ProducerBatch& batch);
    /// The batch, which had a sequence, was given up. Whether the broker has it is unclear, so the
    /// epoch is bumped as soon as nothing else is pending for the partition.
    void givenUp(const ProducerBatch& batch);
    /// Whether the broker's OUT_OF_ORDER_SEQUENCE_NUMBER only means that an earlier batch is still
    /// missing.
    [[nodiscard]] bool awaitsEarlier(const ProducerBatch& batch) const;

    /// The broker misses something before a batch that is the next for it: records that it had
    /// acknowledged are gone from the log. The partition's batches get a new producer epoch and
    /// begin again with sequence 0 (Kafka: requestIdempotentEpochBumpForPartition).
    void requestRestart(PartitionId partition);
    [[nodiscard]] bool awaitsRestart(PartitionId partition) const;
    /// `batches`: those of the partition that have a sequence, in their order; none is in flight.
    void restart(PartitionId partition, const std::vector<ProducerBatch*>& batches);

private:
    struct Partition {
        ProducerEpoch epoch = kNoProducerEpoch;
        Sequence next{0};
        Sequence expected{0}; ///< behind the last acknowledged one
        std::vector<Sequence> pending; ///< base sequences of batches that are not done, ascending
        bool isUnresolved = false;
        bool awaitsRestart = false;
    };

    void bumpEpoch();

    ProducerId m_id = kNoProducerId;
    ProducerEpoch m_epoch = kNoProducerEpoch;
    std::vector<Partition> m_partitions; ///< by PartitionId
};

} // namespace brokerscope::client
