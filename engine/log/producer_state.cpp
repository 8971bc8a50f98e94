#include "engine/log/producer_state.h"

#include <algorithm>
#include <limits>

namespace brokerscope::log {

Sequence advance(Sequence sequence, std::int32_t distance)
{
    constexpr std::int64_t kModulus = std::int64_t{std::numeric_limits<std::int32_t>::max()} + 1;
    return Sequence(
        static_cast<std::int32_t>((std::int64_t{sequence.value()} + distance) % kModulus));
}

ProducerState::Answer ProducerState::check(const record::BatchView& batch) const
{
    if (batch.producerId() == kNoProducerId) {
        return Accepted{};
    }
    if (batch.baseSequence() < Sequence(0)) {
        return Refused{event::ErrorCode::InvalidRecord};
    }
    const auto found = m_producers.find(batch.producerId());
    if (found == m_producers.end()) {
        return Accepted{}; // a producer that is not known here may begin with any sequence
    }
    const Entry& entry = found->second;
    const Sequence first = batch.baseSequence();
    const Sequence last = advance(first, batch.lastOffsetDelta());
    if (batch.producerEpoch() == entry.epoch) {
        for (std::size_t i = 0; i < entry.count; ++i) {
            if (entry.batches[i].first == first && entry.batches[i].last == last) {
                return Duplicate{entry.batches[i].baseOffset};
            }
        }
    }
    if (batch.producerEpoch() < entry.epoch) {
        return Refused{event::ErrorCode::InvalidProducerEpoch};
    }
    const Sequence expected = batch.producerEpoch() > entry.epoch || entry.count == 0
        ? Sequence(0)
        : advance(entry.batches[entry.count - 1].last, 1);
    if (first != expected) {
        return Refused{event::ErrorCode::OutOfOrderSequenceNumber};
    }
    return Accepted{};
}

void ProducerState::update(const record::BatchView& batch)
{
    if (batch.producerId() == kNoProducerId) {
        return;
    }
    Entry& entry = m_producers[batch.producerId()];
    if (entry.epoch != batch.producerEpoch()) {
        entry = Entry{batch.producerEpoch(), {}, 0};
    }
    if (entry.count == kBatchesRetained) {
        std::move(entry.batches.begin() + 1, entry.batches.end(), entry.batches.begin());
        --entry.count;
    }
    entry.batches[entry.count++] = {batch.baseSequence(),
        advance(batch.baseSequence(), batch.lastOffsetDelta()), batch.baseOffset()};
}

} // namespace brokerscope::log
