#pragma once

#include "engine/base/ids.h"
#include "engine/client/accumulator.h"

#include <memory>
#include <optional>
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
    /// Forgets the id if an epoch is to be bumped and there is none left: another id is needed.
    void dropIdIfUsedUp();
    void setId(ProducerId id, ProducerEpoch epoch);

    /// Whether a batch that has no sequence yet may get one now: not while sequences of an older
    /// producer epoch, or ones whose fate is unknown, are about.
    [[nodiscard]] bool mayAssign(PartitionId partition) const;
    /// Whether a batch that comes back is the first of its partition that is not done: others wait
    /// for it.
    [[nodiscard]] bool isFirst(const ProducerBatch& batch) const;
    /// Stamps id, epoch and the next sequence into a batch that has none. The epoch if that had to
    /// be bumped for it.
    std::optional<ProducerEpoch> assign(ProducerBatch& batch);

    /// The broker has the batch.
    void acknowledged(const ProducerBatch& batch);
    /// The batch, which had a sequence, was given up. Whether the broker has it is unclear; unless
    /// it turns out that the broker took later ones, the epoch is bumped as soon as nothing else is
    /// pending for the partition.
    void givenUp(const ProducerBatch& batch);
    /// The batch goes on as these ones, which have its sequences.
    void split(
        const ProducerBatch& batch, const std::vector<std::unique_ptr<ProducerBatch>>& parts);
    /// Whether the broker's OUT_OF_ORDER_SEQUENCE_NUMBER only means that an earlier batch is still
    /// missing.
    [[nodiscard]] bool awaitsEarlier(const ProducerBatch& batch) const;

    /// The broker misses something before a batch that is the next for it: records that it had
    /// acknowledged are gone from the log. The partition's batches get a new producer epoch and
    /// begin again with sequence 0 (Kafka: requestIdempotentEpochBumpForPartition).
    void requestRestart(PartitionId partition);
    [[nodiscard]] bool awaitsRestart(PartitionId partition) const;
    /// `batches`: those of the partition that have a sequence, in their order; none is in flight.
    /// The new epoch.
    ProducerEpoch restart(PartitionId partition, const std::vector<ProducerBatch*>& batches);

private:
    struct Partition {
        ProducerId id = kNoProducerId;
        ProducerEpoch epoch = kNoProducerEpoch;
        Sequence next{0};
        Sequence expected{0}; ///< behind the last acknowledged one
        std::vector<Sequence> pending; ///< base sequences of batches that are not done, ascending
        bool isUnresolved = false;
        bool awaitsRestart = false;
    };

    [[nodiscard]] bool isCurrent(const Partition& partition) const
    {
        return partition.id == m_id && partition.epoch == m_epoch;
    }
    /// Sequences were given up, and nothing shows that the broker took them after all.
    [[nodiscard]] static bool hasHole(const Partition& partition)
    {
        return partition.isUnresolved && partition.expected != partition.next;
    }
    void beginAgain(Partition& partition) const;
    void stamp(Partition& partition, ProducerBatch& batch) const;
    void bumpEpoch();

    ProducerId m_id = kNoProducerId;
    ProducerEpoch m_epoch = kNoProducerEpoch;
    std::vector<Partition> m_partitions; ///< by PartitionId
};

} // namespace brokerscope::client
