#include "engine/log/producer_state.h"

#include "engine/record/control.h"

#include <algorithm>
#include <limits>

namespace brokerscope::log {

namespace {

/// The sequence `distance` before `sequence`: before 0 comes 2147483647.
Sequence goBack(Sequence sequence, std::int32_t distance)
{
    constexpr std::int64_t kModulus = std::int64_t{std::numeric_limits<std::int32_t>::max()} + 1;
    const std::int64_t back = std::int64_t{sequence.value()} - distance;
    return Sequence(static_cast<std::int32_t>(back < 0 ? back + kModulus : back));
}

/// The marker in a control batch; nullopt when the cleaner has emptied it or it is of another kind.
std::optional<record::EndTxnMarker> markerIn(const record::BatchView& batch)
{
    record::RecordReader reader(batch);
    if (reader.atEnd()) {
        return std::nullopt;
    }
    const auto record = reader.next();
    const auto marker = record ? record::endTxnMarkerOf(*record) : tl::unexpected(record.error());
    return marker ? std::optional(*marker) : std::nullopt;
}

bool isExpired(std::int64_t lastTimestampMs, bool isInTransaction, std::int64_t nowMs,
    std::int64_t expirationMs)
{
    return !isInTransaction && nowMs - lastTimestampMs >= expirationMs;
}

} // namespace

ProducerState::Answer ProducerState::check(const record::BatchView& batch) const
{
    if (!batch.hasProducerId()) {
        return Accepted{};
    }
    if (!batch.isControl() && batch.baseSequence() < Sequence(0)) {
        return Refused{event::ErrorCode::InvalidRecord};
    }
    const auto found = m_producers.find(batch.producerId());
    if (batch.isControl()) {
        return checkMarker(batch, found == m_producers.end() ? Entry{} : found->second);
    }
    // A producer that is not known here may begin with any sequence.
    return found == m_producers.end() ? Answer(Accepted{}) : checkData(batch, found->second);
}

ProducerState::Answer ProducerState::checkMarker(const record::BatchView& batch, const Entry& entry)
{
    const auto marker = markerIn(batch);
    if (!marker) {
        return Refused{event::ErrorCode::InvalidRecord};
    }
    if (batch.producerEpoch() < entry.epoch) {
        return Refused{event::ErrorCode::InvalidProducerEpoch};
    }
    if (marker->coordinatorEpoch < entry.coordinatorEpoch) {
        return Refused{event::ErrorCode::TransactionCoordinatorFenced};
    }
    return Accepted{};
}

ProducerState::Answer ProducerState::checkData(const record::BatchView& batch, const Entry& entry)
{
    const Sequence first = batch.baseSequence();
    if (batch.producerEpoch() == entry.epoch) {
        const auto end = entry.batches.begin() + static_cast<std::ptrdiff_t>(entry.count);
        const auto twin = std::find_if(entry.batches.begin(), end, [&](const StoredBatch& stored) {
            return stored.first == first && stored.last == batch.lastSequence();
        });
        if (twin != end) {
            return Duplicate{twin->baseOffset, twin->timestampMs};
        }
    }
    if (batch.producerEpoch() < entry.epoch) {
        return Refused{event::ErrorCode::InvalidProducerEpoch};
    }
    const bool isNewEpoch = batch.producerEpoch() > entry.epoch;
    const Sequence expected = isNewEpoch || entry.last() == nullptr
        ? Sequence(0)
        : record::incrementSequence(entry.last()->last, 1);
    if (first != expected) {
        return Refused{event::ErrorCode::OutOfOrderSequenceNumber};
    }
    if (entry.transactionStart && !batch.isTransactional()) {
        return Refused{event::ErrorCode::InvalidTxnState};
    }
    return Accepted{};
}

std::optional<CompletedTransaction> ProducerState::update(const record::BatchView& batch)
{
    if (!batch.hasProducerId()) {
        return std::nullopt;
    }
    if (batch.isControl()) {
        return updateByMarker(batch);
    }
    Entry& entry = entryFor(batch);
    if (entry.count == kBatchesRetained) {
        std::move(entry.batches.begin() + 1, entry.batches.end(), entry.batches.begin());
        --entry.count;
    }
    entry.batches[entry.count++] = {batch.baseSequence(), batch.lastSequence(), batch.baseOffset(),
        batch.lastOffset(), batch.maxTimestampMs()};
    entry.lastTimestampMs = batch.maxTimestampMs();
    if (batch.isTransactional() && !entry.transactionStart) {
        entry.transactionStart = batch.baseOffset();
        m_open.insert(batch.baseOffset());
    }
    return std::nullopt;
}

/// The entry of the batch's producer, in the batch's epoch. A new epoch starts without batches, but
/// ends no transaction: only a marker does.
ProducerState::Entry& ProducerState::entryFor(const record::BatchView& batch)
{
    Entry& entry = m_producers[batch.producerId()];
    if (entry.epoch != batch.producerEpoch()) {
        entry.epoch = batch.producerEpoch();
        entry.batches = {};
        entry.count = 0;
    }
    return entry;
}

std::optional<CompletedTransaction> ProducerState::updateByMarker(const record::BatchView& batch)
{
    const auto marker = markerIn(batch);
    if (!marker) {
        return std::nullopt;
    }
    Entry& entry = entryFor(batch);
    entry.coordinatorEpoch = marker->coordinatorEpoch;
    entry.lastTimestampMs = batch.maxTimestampMs();
    if (!entry.transactionStart) {
        return std::nullopt;
    }
    const Offset first = *entry.transactionStart;
    entry.transactionStart.reset();
    m_open.erase(first);
    m_unreplicated[first] = batch.baseOffset();
    return CompletedTransaction{batch.producerId(), first, batch.baseOffset(),
        m_open.empty() ? batch.end() : *m_open.begin(), marker->type == record::ControlType::Abort};
}

std::optional<Offset> ProducerState::firstUnstable(Offset highWatermark) const
{
    const auto ended = std::find_if(m_unreplicated.begin(), m_unreplicated.end(),
        [highWatermark](const auto& transaction) { return transaction.second >= highWatermark; });
    if (ended == m_unreplicated.end()) {
        return m_open.empty() ? std::nullopt : std::optional(*m_open.begin());
    }
    return m_open.empty() ? ended->first : std::min(ended->first, *m_open.begin());
}

void ProducerState::forgetReplicated(Offset highWatermark)
{
    std::erase_if(m_unreplicated,
        [highWatermark](const auto& transaction) { return transaction.second < highWatermark; });
}

void ProducerState::expire(std::int64_t nowMs, std::int64_t expirationMs)
{
    std::erase_if(m_producers, [nowMs, expirationMs](const auto& producer) {
        const Entry& entry = producer.second;
        return isExpired(
            entry.lastTimestampMs, entry.transactionStart.has_value(), nowMs, expirationMs);
    });
}

void ProducerState::clear()
{
    m_producers.clear();
    m_open.clear();
    m_unreplicated.clear();
}

std::vector<ProducerSnapshot> ProducerState::snapshot() const
{
    std::vector<ProducerSnapshot> producers;
    producers.reserve(m_producers.size());
    for (const auto& [id, entry] : m_producers) {
        ProducerSnapshot& kept = producers.emplace_back();
        kept.producer = id;
        kept.epoch = entry.epoch;
        if (const StoredBatch* const last = entry.last()) {
            kept.lastSequence = last->last;
            kept.lastOffset = last->lastOffset;
            kept.offsetDelta
                = static_cast<std::int32_t>((last->lastOffset - last->baseOffset).value());
        }
        kept.timestampMs = entry.lastTimestampMs;
        kept.coordinatorEpoch = entry.coordinatorEpoch;
        kept.transactionStart = entry.transactionStart.value_or(kNoOffset);
    }
    return producers;
}

void ProducerState::restore(
    std::span<const ProducerSnapshot> producers, std::int64_t nowMs, std::int64_t expirationMs)
{
    clear();
    for (const ProducerSnapshot& kept : producers) {
        const bool isInTransaction = kept.transactionStart != kNoOffset;
        if (isExpired(kept.timestampMs, isInTransaction, nowMs, expirationMs)) {
            continue;
        }
        Entry& entry = m_producers[kept.producer];
        entry = Entry{};
        entry.epoch = kept.epoch;
        entry.lastTimestampMs = kept.timestampMs;
        entry.coordinatorEpoch = kept.coordinatorEpoch;
        if (kept.lastOffset != kNoOffset) {
            entry.batches[entry.count++] = {goBack(kept.lastSequence, kept.offsetDelta),
                kept.lastSequence, kept.lastOffset - OffsetDelta(kept.offsetDelta), kept.lastOffset,
                kept.timestampMs};
        }
        if (isInTransaction) {
            entry.transactionStart = kept.transactionStart;
            m_open.insert(kept.transactionStart);
        }
    }
}

} // namespace brokerscope::log
