#include "engine/log/batch_filter.h"

#include "engine/log/rising_deltas.h"

#include <optional>
#include <utility>

namespace brokerscope::log {

BatchFilter::BatchFilter(const Round& round)
    : m_round(round)
{
}

tl::expected<ByteView, record::BatchError> BatchFilter::apply(
    const record::BatchView& batch, bool isObsolete)
{
    const auto horizon = batch.deleteHorizonMs();
    isObsolete = isObsolete && batch.end() <= m_round.end;
    // A marker without a transaction waits as long as a tombstone: a reader that has met the
    // transaction's records must still meet its end.
    const bool hasWaited = horizon && *horizon <= m_round.nowMs;
    const auto left = sift(batch, isObsolete && (!batch.isControl() || hasWaited));
    if (!left) {
        return tl::unexpected(left.error());
    }
    if (left->records.empty()) {
        if (!mustStay(batch)) {
            return ByteView();
        }
        m_out = record::emptyBatchOf(batch);
        return ByteView(m_out);
    }
    const bool setsHorizon = !horizon && (left->hasTombstone || (isObsolete && batch.isControl()));
    if (!setsHorizon && left->records.size() == static_cast<std::size_t>(batch.recordCount())) {
        return batch.bytes();
    }
    return rebuild(batch, left->records, setsHorizon);
}

tl::expected<BatchFilter::Survivors, record::BatchError> BatchFilter::sift(
    const record::BatchView& batch, bool dropsAll)
{
    Survivors left;
    record::RecordReader reader(batch, m_decompressor);
    RisingDeltas deltas(batch);
    while (!reader.atEnd()) {
        const auto record = reader.next();
        if (!record) {
            return tl::unexpected(record.error());
        }
        if (!deltas.take(*record)) {
            return tl::unexpected(record::BatchError::BadRecord);
        }
        ++m_recordsRead;
        if (dropsAll || !isKept(batch, *record)) {
            noteRemoved(record->offset);
            continue;
        }
        m_isRunOpen = false;
        // Those that the map does not know yet are told to wait when it does.
        left.hasTombstone = left.hasTombstone || (!record->value && record->offset < m_round.end);
        left.records.push_back(*record);
    }
    return left;
}

bool BatchFilter::isKept(const record::BatchView& batch, const record::RecordView& record) const
{
    if (batch.isControl() || record.offset >= m_round.end) {
        return true;
    }
    if (!record.key) {
        return false;
    }
    if (const auto last = m_round.map.find(*record.key); last && record.offset < *last) {
        return false;
    }
    const auto horizon = batch.deleteHorizonMs();
    return record.value || !horizon || m_round.nowMs < *horizon;
}

/// The last batch of a producer has its sequence and epoch, and the last batch of the round has the
/// offset where the clean part ends.
bool BatchFilter::mustStay(const record::BatchView& batch) const
{
    if (batch.end() == m_round.end) {
        return true;
    }
    const auto& producers = m_round.producers.entries();
    const auto found = batch.hasProducerId() ? producers.find(batch.producerId()) : producers.end();
    if (found == producers.end()) {
        return false;
    }
    const ProducerState::StoredBatch* const last = found->second.last();
    return last != nullptr ? last->lastOffset == batch.lastOffset()
                           : batch.isControl() && found->second.epoch == batch.producerEpoch();
}

ByteView BatchFilter::rebuild(const record::BatchView& batch,
    const std::vector<record::RecordView>& records, bool setsHorizon)
{
    auto options = record::BatchBuilder::Options::of(batch);
    if (setsHorizon) {
        options.deleteHorizonMs = m_round.nowMs + m_round.deleteRetentionMs;
    }
    record::BatchBuilder builder(options);
    for (const record::RecordView& kept : records) {
        builder.append(kept);
    }
    m_out = builder.finish(m_compressor);
    return m_out;
}

void BatchFilter::noteRemoved(Offset offset)
{
    if (!m_isRunOpen) {
        m_removed.push_back({offset, offset, 0});
        m_isRunOpen = true;
    }
    m_removed.back().to = offset + OffsetDelta(1);
    ++m_removed.back().records;
}

std::vector<RemovedRun> BatchFilter::takeRemoved()
{
    m_isRunOpen = false;
    return std::exchange(m_removed, {});
}

} // namespace brokerscope::log
