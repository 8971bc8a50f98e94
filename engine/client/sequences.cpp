#include "engine/client/sequences.h"

#include "engine/record/batch_view.h"

#include <algorithm>
#include <limits>

namespace brokerscope::client {

namespace {

constexpr ProducerEpoch kLastEpoch{std::numeric_limits<std::int16_t>::max()};

} // namespace

void Sequences::setId(ProducerId id, ProducerEpoch epoch)
{
    m_id = id;
    m_epoch = epoch;
}

void Sequences::dropIdIfUsedUp()
{
    const bool isBumpNeeded = m_epoch == kLastEpoch
        && std::any_of(m_partitions.begin(), m_partitions.end(), [&](const Partition& partition) {
               return isCurrent(partition)
                   && (partition.awaitsRestart
                       || (hasHole(partition) && partition.pending.empty()));
           });
    if (isBumpNeeded) {
        m_id = kNoProducerId;
    }
}

bool Sequences::mayAssign(PartitionId id) const
{
    const Partition& partition = m_partitions[id.value()];
    const bool isStale = partition.isUnresolved || !isCurrent(partition);
    return hasId() && (!isStale || partition.pending.empty());
}

bool Sequences::isFirst(const ProducerBatch& batch) const
{
    const Partition& partition = m_partitions[batch.partition.value()];
    return partition.pending.empty() || partition.pending.front() == batch.baseSequence;
}

std::optional<ProducerEpoch> Sequences::assign(ProducerBatch& batch)
{
    Partition& partition = m_partitions[batch.partition.value()];
    std::optional<ProducerEpoch> bumped;
    if (hasHole(partition) && isCurrent(partition)) {
        // Kafka bumps the epoch without asking anybody; the other partitions follow when nothing of
        // theirs is pending.
        bumpEpoch();
        bumped = m_epoch;
    }
    partition.isUnresolved = false;
    if (!isCurrent(partition)) {
        beginAgain(partition);
    }
    stamp(partition, batch);
    return bumped;
}

void Sequences::beginAgain(Partition& partition) const
{
    partition = Partition();
    partition.id = m_id;
    partition.epoch = m_epoch;
}

void Sequences::stamp(Partition& partition, ProducerBatch& batch) const
{
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

void Sequences::split(
    const ProducerBatch& batch, const std::vector<std::unique_ptr<ProducerBatch>>& parts)
{
    Partition& partition = m_partitions[batch.partition.value()];
    std::erase(partition.pending, batch.baseSequence);
    for (const std::unique_ptr<ProducerBatch>& part : parts) {
        part->builder.setProducer(partition.id, part->producerEpoch, part->baseSequence);
        partition.pending.push_back(part->baseSequence);
    }
    std::sort(partition.pending.begin(), partition.pending.end());
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

ProducerEpoch Sequences::restart(PartitionId id, const std::vector<ProducerBatch*>& batches)
{
    Partition& partition = m_partitions[id.value()];
    if (isCurrent(partition)) {
        bumpEpoch();
    }
    beginAgain(partition);
    for (ProducerBatch* batch : batches) {
        stamp(partition, *batch);
    }
    return m_epoch;
}

} // namespace brokerscope::client
