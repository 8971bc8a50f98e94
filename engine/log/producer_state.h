#pragma once

#include "engine/base/ids.h"
#include "engine/event/kinds.h"
#include "engine/record/batch.h"

#include <array>
#include <cstdint>
#include <map>
#include <variant>

namespace brokerscope::log {

/// What a log remembers of each idempotent producer, to recognise a batch that it has already
/// (Kafka: ProducerStateManager, ProducerStateEntry).
class ProducerState {
public:
    /// As many batches as a producer may have in flight (ProducerStateEntry.NUM_BATCHES_TO_RETAIN).
    static constexpr std::size_t kBatchesRetained = 5;

    struct Accepted { };
    struct Duplicate {
        Offset baseOffset; ///< where the batch already stands
    };
    struct Refused {
        event::ErrorCode error;
    };
    using Answer = std::variant<Accepted, Duplicate, Refused>;

    /// Whether the leader may append a client's batch. Batches without producer id are always
    /// accepted.
    [[nodiscard]] Answer check(const record::BatchView& batch) const;

    /// Notes a batch that is in the log now, whoever wrote it.
    void update(const record::BatchView& batch);

    void clear() { m_producers.clear(); }

private:
    struct StoredBatch {
        Sequence first;
        Sequence last;
        Offset baseOffset;
    };
    struct Entry {
        ProducerEpoch epoch = kNoProducerEpoch;
        std::array<StoredBatch, kBatchesRetained> batches{}; ///< oldest first
        std::size_t count = 0;
    };

    std::map<ProducerId, Entry> m_producers;
};

/// The sequence `distance` after `sequence`: behind 2147483647 comes 0.
[[nodiscard]] Sequence advance(Sequence sequence, std::int32_t distance);

} // namespace brokerscope::log
