#include "engine/client/sequences.h"

#include "engine/record/batch_view.h"

#include <algorithm>

namespace brokerscope::client {

void Sequences::setId(ProducerId id, ProducerEpoch epoch)
{
    m_id = id;
    m_epoch = epoch;
}

bool Sequences::mayAssign(PartitionId id) const
{
    const Partition& partition = m_partitions[id.value()];
    const bool isStale = partition.isUnresolved || partition.epoch != m_epoch;
    return hasId() && (!isStale || partition.pending.empty());
}

bool Sequences::isFirst(const ProducerBatch& batch) const
{
    const Partition& partition = m_partitions[batch.partition.value()];
    return partition.pending.empty() || partition.pending.front() == batch.baseSequence;
}

void Sequences::assign(ProducerBatch& batch)
{
    Partition& partition = m_partitions[batch.partition.value()];
    if (partition.isUnresolved) {
        // Kafka bumps the epoch without asking anybody; the other partitions follow when nothing of
        // theirs is pending.
        bumpEpoch();
    }
    if (partition.epoch != m_epoch) {
        partition = Partition();
        partition.epoch = m_epoch;
    }
    batch.producerEpoch = m_epoch;
    batch.baseSequence = partition.next;
    batch.builder.setProducer(m_id, m_epoch, batch.baseSequence);
    partition.next = record::incrementSequence(partition.next, batch.builder.recordCount());
    partition.pending.push_back(batch.baseSequence);
}

void Sequences::bumpEpoch()
{
    m_epoch = ProducerEpoch(static_cast<std::int16_t>(m_epoch.value() + 1));
}

void Sequences::acknowledged(const ProducerBatch& batch)
{
    Partition& partition = m_partitions[batch.partition.value()];
    std::erase(partition.pending, batch.baseSequence);
    if (batch.producerEpoch == partition.epoch) {
        partition.expected = std::max(partition.expected,
            record::incrementSequence(batch.baseSequence, batch.builder.recordCount()));
    }
}

void Sequences::givenUp(const ProducerBatch& batch)
{
    Partition& partition = m_partitions[batch.partition.value()];
    std::erase(partition.pending, batch.baseSequence);
    partition.isUnresolved = true;
}

bool Sequences::awaitsEarlier(const ProducerBatch& batch) const
{
    return batch.baseSequence != m_partitions[batch.partition.value()].expected;
}

void Sequences::requestRestart(PartitionId id)
{
    Partition& partition = m_partitions[id.value()];
    // While the fate of an earlier batch is open, there is nothing to conclude from a gap.
    partition.awaitsRestart = !partition.isUnresolved;
}

bool Sequences::awaitsRestart(PartitionId id) const
{
    return m_partitions[id.value()].awaitsRestart;
}

void Sequences::restart(PartitionId id, const std::vector<ProducerBatch*>& batches)
{
    bumpEpoch();
    m_partitions[id.value()] = Partition();
    m_partitions[id.value()].epoch = m_epoch;
    for (ProducerBatch* batch : batches) {
        assign(*batch);
    }
}

} // namespace brokerscope::client
